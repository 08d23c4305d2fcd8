package org.yett.ike.sim.scenario;

import java.util.Locale;
import org.yett.ike.sim.Pair;
import org.yett.ike.sim.SimHost;

/** One of the two ends of a pair. */
enum End {
  INITIATOR,
  RESPONDER;

  SimHost of(Pair pair) {
    return this == INITIATOR ? pair.initiator() : pair.responder();
  }

  End other() {
    return this == INITIATOR ? RESPONDER : INITIATOR;
  }

  /** As it is called in names and sentences. */
  String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
