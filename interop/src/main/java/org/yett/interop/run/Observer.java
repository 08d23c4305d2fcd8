package org.yett.interop.run;

import java.net.InetAddress;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.yett.interop.lab.LaboratoryException;
import org.yett.interop.lab.Side;
import org.yett.interop.lab.Waiting;
import org.yett.interop.peer.Exchange;
import org.yett.interop.peer.IkeSaState;
import org.yett.interop.peer.LoggedMessage;
import org.yett.interop.peer.Peer;
import org.yett.interop.scenario.Role;
import org.yett.interop.scenario.Scenario;
import org.yett.interop.wire.WirePacket;

/**
 * Everything that can be seen of a cell: both daemons' SAs and logs, and the link between them. It
 * looks and does not judge.
 */
final class Observer {
  /** What crossed the link until now, oldest first. */
  @FunctionalInterface
  interface Link {
    /** The packets. */
    List<WirePacket> packets() throws LaboratoryException;
  }

  private final Scenario scenario;
  private final Link link;
  private final Duration patience;
  private final Side initiator;
  private final Map<Side, Peer> daemons = new EnumMap<>(Side.class);
  private final Map<Side, List<IkeSaState>> seen = new EnumMap<>(Side.class);
  private final Map<Side, Integer> logMark = new EnumMap<>(Side.class);
  private final Map<Side, String> moved = new EnumMap<>(Side.class);
  private int wireMark;
  private int childSas = 1;
  private String stranger = "";
  private String currentSpi = "";

  /**
   * An observer.
   *
   * @param role the role of the implementation under test
   * @param patience how long what is seen may lag behind what was done
   */
  Observer(Scenario scenario, Role role, Link link, Peer ours, Peer theirs, Duration patience) {
    this.scenario = scenario;
    this.link = link;
    this.patience = patience;
    initiator = role == Role.INITIATOR ? Side.SUBJECT : Side.PEER;
    daemons.put(Side.SUBJECT, ours);
    daemons.put(Side.PEER, theirs);
  }

  /** Which side initiates. */
  Side initiator() {
    return initiator;
  }

  /** The daemon of a side. */
  Peer daemon(Side side) {
    return daemons.get(side);
  }

  /** From now on, logs and link are looked at only for what comes. */
  void mark() throws LaboratoryException {
    // The link first: what a log then has, the link has too.
    wireMark = wire().size();
    for (Side side : Side.values()) {
      logMark.put(side, daemons.get(side).messages().size());
    }
  }

  /** Leaves an IKE SA out of sight: that of somebody who is neither side's daemon. */
  void overlook(String initiatorSpi) {
    stranger = initiatorSpi;
  }

  /** From now on, the current IKE SA is the one with this SPI. */
  void follow(String initiatorSpi) {
    currentSpi = initiatorSpi;
  }

  /** Waits until something holds; false if patience ended first. */
  boolean await(Waiting.Condition condition) throws LaboratoryException {
    return Waiting.until(patience, condition);
  }

  /** Asks both daemons for their SAs until these are as wanted, or patience ends. */
  boolean lookUntil(BooleanSupplier wanted) throws LaboratoryException {
    return await(() -> {
      for (Side side : Side.values()) {
        List<IkeSaState> sas =
            daemons.get(side).ikeSas().stream()
                .filter(sa -> !sa.initiatorSpi().equals(stranger))
                .toList();
        seen.put(side, sas);
      }
      return wanted.getAsBoolean();
    });
  }

  /** The IKE SAs that a side had when it was last looked at. */
  List<IkeSaState> sas(Side side) {
    return seen.getOrDefault(side, List.of());
  }

  /**
   * The one established IKE SA, with as many installed Child SAs as there are to be, that a side
   * had then. SAs that have been replaced, and linger, are left out.
   */
  Optional<IkeSaState> up(Side side) {
    List<IkeSaState> established = sas(side).stream().filter(IkeSaState::established).toList();
    return established.size() == 1
        ? Optional.of(established.getFirst().withInstalledChildren())
            .filter(sa -> sa.children().size() == childSas)
        : Optional.empty();
  }

  /** From now on, so many Child SAs are to be installed. */
  void expectChildSas(int count) {
    childSas = count;
  }

  /** Whether a side had no IKE SA then. */
  boolean none(Side side) {
    return sas(side).isEmpty();
  }

  /** The messages in a side's log since the mark. */
  List<LoggedMessage> messages(Side side) throws LaboratoryException {
    List<LoggedMessage> all = daemons.get(side).messages();
    return all.subList(Math.min(logMark.getOrDefault(side, 0), all.size()), all.size());
  }

  /** All packets on the link. */
  List<WirePacket> wire() throws LaboratoryException {
    return link.packets();
  }

  /** The packets on the link since the mark. */
  List<WirePacket> sinceMark() throws LaboratoryException {
    List<WirePacket> all = wire();
    return all.subList(Math.min(wireMark, all.size()), all.size());
  }

  /** IKE messages of the current IKE SA on the link since the mark. */
  List<WirePacket.Ike> ofCurrentSa() throws LaboratoryException {
    return ike(sinceMark()).stream().filter(m -> m.initiatorSpi().equals(currentSpi)).toList();
  }

  /** ESP packets that a side sent since the mark. */
  List<WirePacket.Esp> espFrom(Side from) throws LaboratoryException {
    String source = address(from);
    return sinceMark().stream()
        .filter(WirePacket.Esp.class::isInstance)
        .map(WirePacket.Esp.class::cast)
        .filter(packet -> packet.source().equals(source))
        .toList();
  }

  /** How many INFORMATIONAL requests of one side the other answered since the mark. */
  long answered(Side by) throws LaboratoryException {
    return answered(by, Exchange.INFORMATIONAL);
  }

  /** How many requests of a kind of one side the other answered since the mark. */
  long answered(Side by, Exchange exchange) throws LaboratoryException {
    List<WirePacket.Ike> informational =
        ofCurrentSa().stream().filter(m -> m.is(exchange)).toList();
    return informational.stream()
        .filter(m -> !m.response() && m.source().equals(address(by)))
        .filter(request ->
            informational.stream()
                .anyMatch(m ->
                    m.response()
                        && m.messageId() == request.messageId()
                        && m.source().equals(address(by.other()))))
        .map(WirePacket.Ike::messageId)
        .distinct()
        .count();
  }

  /** The IKE messages among packets. */
  static List<WirePacket.Ike> ike(List<WirePacket> packets) {
    return packets.stream()
        .filter(WirePacket.Ike.class::isInstance)
        .map(WirePacket.Ike.class::cast)
        .toList();
  }

  /** A side's address on the link, as captures print it. */
  String address(Side side) {
    return canonical(moved.getOrDefault(side, side.outer(scenario.outer())));
  }

  /** From now on, a side is to be seen at another address on the link. */
  void moved(Side side, String address) {
    moved.put(side, address);
  }

  /** An address literal as captures print it. */
  static String canonical(String literal) {
    return InetAddress.ofLiteral(literal).getHostAddress();
  }

  /** What a side's daemon is called; its side is added if both are called the same. */
  String name(Side side) {
    String name = daemons.get(side).name();
    boolean twins = daemons.get(side.other()).name().equals(name);
    return twins ? name + " (" + side.label() + ")" : name;
  }
}
