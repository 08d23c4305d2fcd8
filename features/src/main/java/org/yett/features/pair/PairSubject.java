package org.yett.features.pair;

import static java.util.stream.Collectors.toSet;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.yett.features.subject.Subject;
import org.yett.ike.config.GatewayIdentity;
import org.yett.ike.endpoint.ChildSa;
import org.yett.ike.endpoint.Command;
import org.yett.ike.endpoint.EndpointStatus.IkeSaStatus;
import org.yett.ike.event.Event;
import org.yett.ike.sim.Pair;
import org.yett.ike.sim.PairConfig;
import org.yett.ike.sim.SimHost;
import org.yett.ike.wire.IkeSpi;

/** An end that is Yett's own endpoint. */
final class PairSubject implements Subject {

  private final Pair pair;
  private final SimHost host;

  // Far from the tags that the pair itself gives.
  private long tag = 1_000_000;

  PairSubject(Pair pair, SimHost host) {
    this.pair = pair;
    this.host = host;
  }

  @Override
  public void initiate() {
    pair.initiate(host);
  }

  @Override
  public void restart() {
    host.restart();
  }

  @Override
  public void deleteChildSas() {
    pair.terminateChild(host);
  }

  @Override
  public void deleteIkeSa() {
    pair.terminate(host);
  }

  @Override
  public void checkLiveness() {
    pair.checkLiveness(host);
  }

  @Override
  public void rekeyChildSas() {
    pair.command(
        host,
        new Command.RekeyChild(
            tag++,
            new Command.ChildTarget.ByName(Optional.of(PairConfig.CONNECTION), PairConfig.CHILD)));
  }

  @Override
  public void rekeyIkeSa() {
    pair.command(
        host,
        new Command.RekeyIke(
            tag++, new Command.IkeTarget.ByConnection(PairConfig.CONNECTION), false));
  }

  @Override
  public void moveTo(String literal) {
    host.changeAddress(host.address().getHostAddress(), literal);
  }

  @Override
  public void sendElsewhere(String literal) {
    pair.command(
        host,
        new Command.Redirect(
            tag++,
            new Command.IkeTarget.ByConnection(PairConfig.CONNECTION),
            new GatewayIdentity.Address(InetAddress.ofLiteral(literal))));
  }

  @Override
  public Set<String> childSaPeers() {
    return host.childSas().outbound().stream()
        .map(childSa -> childSa.path().remote().ip().getHostAddress())
        .collect(toSet());
  }

  @Override
  public Set<Integer> childSpis() {
    return host.childSas().inbound().stream().map(ChildSa::inboundSpi).collect(toSet());
  }

  @Override
  public Set<IkeSpi> ikeSpis() {
    return host.status().ikeSas().stream()
        .filter(IkeSaStatus::established)
        .map(IkeSaStatus::initiatorSpi)
        .collect(toSet());
  }

  @Override
  public int halfClosedChildSas() {
    return host.childSas().halfClosed();
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
