package org.yett.ike.sim;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.yett.ike.event.Event;

/** Watches that what a host tells happens once: no SA is established, deleted or failed twice. */
final class EventLaws {

  private record Once(int incarnation, String what) {}

  private final String host;
  private final Set<Once> told = new HashSet<>();
  private final List<String> violations = new ArrayList<>();

  EventLaws(String host) {
    this.host = host;
  }

  List<String> violations() {
    return violations;
  }

  void hear(int incarnation, Event event) {
    switch (event) {
      case Event.IkeSaStarted e -> once(incarnation, "started IKE SA " + e.ikeSa());
      case Event.IkeSaEstablished e -> once(incarnation, "established IKE SA " + e.ikeSa());
      case Event.IkeSaFailed e -> once(incarnation, "ended IKE SA " + e.ikeSa());
      case Event.IkeSaDeleted e -> once(incarnation, "ended IKE SA " + e.ikeSa());
      case Event.ChildSaEstablished e -> once(incarnation, "established Child SA " + e.childSa());
      case Event.ChildSaDeleted e -> once(incarnation, "deleted Child SA " + e.childSa());
      case Event.CommandFinished e -> once(incarnation, "finished command " + e.tag());
      default -> {
        // Everything else may happen more than once.
      }
    }
  }

  private void once(int incarnation, String what) {
    if (!told.add(new Once(incarnation, what))) {
      violations.add(host + " " + what + " twice");
    }
  }
}
