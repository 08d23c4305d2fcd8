package org.yett.features.pair;

import java.util.ArrayList;
import java.util.List;
import org.yett.features.subject.Subject;
import org.yett.ike.endpoint.EndpointStatus.IkeSaStatus;
import org.yett.ike.event.Event;
import org.yett.ike.sim.Pair;
import org.yett.ike.sim.SimHost;

/** An end that is Yett's own endpoint. */
final class PairSubject implements Subject {

  private final Pair pair;
  private final SimHost host;

  PairSubject(Pair pair, SimHost host) {
    this.pair = pair;
    this.host = host;
  }

  @Override
  public void initiate() {
    pair.initiate(host);
  }

  @Override
  public Standing standing() {
    List<IkeSaStatus> held = host.status().ikeSas();
    if (held.stream().anyMatch(IkeSaStatus::established)) {
      return Standing.ESTABLISHED;
    }
    return held.isEmpty() ? Standing.NO_IKE_SA : Standing.BEING_SET_UP;
  }

  @Override
  public boolean wasEverEstablished() {
    return !host.events(Event.IkeSaEstablished.class).isEmpty()
        || standing() == Standing.ESTABLISHED;
  }

  @Override
  public boolean hasChildSa() {
    return !host.childSas().inbound().isEmpty() && !host.childSas().outbound().isEmpty();
  }

  @Override
  public List<String> errors() {
    List<String> errors = new ArrayList<>();
    host.events(Event.ProtocolOffence.class)
        .forEach(offence -> errors.add(offence.offence() + ": " + offence.detail()));
    host.events(Event.IkeSaFailed.class)
        .forEach(failed -> errors.add(failed.reason() + ": " + failed.detail()));
    return errors;
  }
}
