package org.yett.interop.run;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.yett.interop.lab.Family;
import org.yett.interop.lab.LaboratoryException;
import org.yett.interop.lab.Side;
import org.yett.interop.lab.TcpTransfer;
import org.yett.interop.peer.ChildSaState;
import org.yett.interop.peer.IkeSaState;
import org.yett.interop.scenario.Datapath;
import org.yett.interop.scenario.Scenario;
import org.yett.interop.wire.WirePacket;
import org.yett.tun.netns.Ping;

/** Judges what crossed the tunnel: by what arrived, by both counters, and by the link. */
final class TrafficJudge {
  private final Scenario scenario;
  private final List<Check> checks;
  private final Observer observer;
  private final Map<Side, Carried> before = new EnumMap<>(Side.class);

  /**
   * A judge.
   *
   * @param checks receives everything that is looked for
   */
  TrafficJudge(Scenario scenario, List<Check> checks, Observer observer) {
    this.scenario = scenario;
    this.checks = checks;
    this.observer = observer;
  }

  private void check(String what, boolean seen, String evidence) {
    checks.add(new Check(what, seen, evidence));
  }

  /** All requests were answered. */
  void pinged(Family family, Side from, Ping.Result result) {
    check(
        family + " echo requests from " + observer.name(from) + "'s side are all answered",
        result.complete(),
        result.received()
            + " of "
            + result.sent()
            + (result.errors().isEmpty() ? "" : ", " + result.errors()));
  }

  /** What a TCP connection carried is what was given to it, both ways. */
  void transferred(Side client, TcpTransfer.Result result) {
    check(
        "a TCP connection from " + observer.name(client) + "'s side carries every octet both ways",
        result.complete(),
        result.description());
  }

  /**
   * At least so many octets crossed each way as ESP, and nothing went in clear. TCP makes up for
   * what a daemon's socket had no room for, so that a receiver may have counted less than was sent.
   */
  void carried(long least) throws LaboratoryException {
    observer.lookUntil(
        () -> observer.up(Side.SUBJECT).isPresent() && observer.up(Side.PEER).isPresent());
    Map<Side, Carried> children = children();
    for (Side from : children.size() == 2 ? Side.values() : new Side[0]) {
      Carried sender = children.get(from);
      Carried receiver = children.get(from.other());
      check(
          observer.name(from.other())
              + " counted at least "
              + least
              + " octets that "
              + observer.name(from)
              + " sent",
          receiver.bytesIn() >= least && receiver.bytesIn() <= sender.bytesOut(),
          sender.bytesOut() + " sent, " + receiver.bytesIn() + " received");
      // A burst may overrun the capture's buffer: what it has must be right, not complete.
      esp(from, sender, 1);
    }
    clear();
  }

  /** What the Child SAs of a side have carried in all. */
  private record Carried(
      List<ChildSaState> children, long packetsIn, long packetsOut, long bytesIn, long bytesOut) {
    static final Carried NOTHING = new Carried(List.of(), 0, 0, 0, 0);

    static Carried by(IkeSaState sa) {
      List<ChildSaState> all = sa.children();
      return new Carried(
          all,
          all.stream().mapToLong(ChildSaState::packetsIn).sum(),
          all.stream().mapToLong(ChildSaState::packetsOut).sum(),
          all.stream().mapToLong(ChildSaState::bytesIn).sum(),
          all.stream().mapToLong(ChildSaState::bytesOut).sum());
    }
  }

  /** Takes note of what has been carried already: the link is looked at for what comes. */
  void begin() throws LaboratoryException {
    before.clear();
    observer.lookUntil(() -> true);
    for (Side side : Side.values()) {
      observer.up(side).ifPresent(sa -> before.put(side, Carried.by(sa)));
    }
  }

  /** The Child SAs of each side; a side that has none is a miss. */
  private Map<Side, Carried> children() {
    Map<Side, Carried> children = new EnumMap<>(Side.class);
    for (Side side : Side.values()) {
      observer.up(side).ifPresent(sa -> children.put(side, Carried.by(sa)));
    }
    if (children.size() < 2) {
      check("both still have the tunnel", false, "it is gone");
    }
    return children;
  }

  /** Each counted what the other sent, the link carried it as ESP, and nothing went in clear. */
  void counted(int echoes) throws LaboratoryException {
    long least = 4L * echoes;
    observer.lookUntil(() -> countersAgree(least));
    Map<Side, Carried> children = children();
    for (Side from : children.size() == 2 ? Side.values() : new Side[0]) {
      Carried sender = children.get(from);
      Carried receiver = children.get(from.other());
      check(
          "every packet that "
              + observer.name(from)
              + " sent was counted by "
              + observer.name(from.other()),
          sender.packetsOut() >= least && sender.packetsOut() == receiver.packetsIn(),
          sender.packetsOut()
              + " sent ("
              + sender.bytesOut()
              + " octets), "
              + receiver.packetsIn()
              + " received ("
              + receiver.bytesIn()
              + " octets), at least "
              + least
              + " expected");
      long earlier = before.getOrDefault(from, Carried.NOTHING).packetsOut();
      esp(from, sender, sender.packetsOut() - earlier);
    }
    clear();
  }

  private boolean countersAgree(long least) {
    Optional<IkeSaState> ours = observer.up(Side.SUBJECT);
    Optional<IkeSaState> theirs = observer.up(Side.PEER);
    if (ours.isEmpty() || theirs.isEmpty()) {
      return false;
    }
    Carried a = Carried.by(ours.get());
    Carried b = Carried.by(theirs.get());
    return a.packetsOut() >= least
        && a.packetsOut() == b.packetsIn()
        && b.packetsOut() >= least
        && b.packetsOut() == a.packetsIn();
  }

  /** What a side sent is all ESP of the right kind; the capture has at least so many packets. */
  private void esp(Side from, Carried sender, long least) throws LaboratoryException {
    boolean udp = scenario.datapath() == Datapath.UDP;
    List<String> spis = sender.children().stream().map(ChildSaState::spiOut).toList();
    observer.await(() -> observer.espFrom(from).size() >= least);
    List<WirePacket.Esp> packets = observer.espFrom(from);
    long right =
        packets.stream()
            .filter(packet -> packet.udp() == udp && spis.contains(packet.spi()))
            .count();
    check(
        "the link carried them as " + scenario.datapath().description() + " with that SPI",
        right == packets.size() && right >= least,
        right + " of " + packets.size() + " ESP packets from " + observer.address(from));
    check(
        observer.name(from) + " reports " + (udp ? "UDP encapsulation" : "no UDP encapsulation"),
        sender.children().stream().allMatch(child -> child.udpEncapsulated() == udp),
        sender.children().stream().map(ChildSaState::udpEncapsulated).toList().toString());
  }

  private void clear() throws LaboratoryException {
    List<String> inner = new ArrayList<>();
    for (WirePacket packet : observer.wire()) {
      for (Side side : Side.values()) {
        for (Family family : Family.values()) {
          if (packet.source().equals(Observer.canonical(side.inner(family)))) {
            inner.add(packet.toString());
          }
        }
      }
    }
    check("no inner packet crossed the link in clear", inner.isEmpty(), inner.size() + " seen");
  }
}
