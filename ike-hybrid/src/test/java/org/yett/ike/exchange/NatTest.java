package org.yett.ike.exchange;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.yett.ike.endpoint.ChildSa;
import org.yett.ike.endpoint.Command;
import org.yett.ike.endpoint.Command.IkeTarget;
import org.yett.ike.endpoint.Input.DatapathEvent;
import org.yett.ike.endpoint.Output;
import org.yett.ike.event.Event;
import org.yett.ike.path.Path;
import org.yett.ike.path.TransportAddress;

/** NATs on the way (RFC 7296 2.23, RFC 3948). */
class NatTest {

  private static final InetAddress PUBLIC = TwoEnds.address("203.0.113.9");

  /** A NAT in front of alice, with port numbers from this base. */
  private static UnaryOperator<Path> nat(TwoEnds ends, int base) {
    InetAddress inside = ends.alice.ip;
    return path -> {
      if (path.local().ip().equals(inside)) {
        TransportAddress outer = new TransportAddress(PUBLIC, base + path.local().port());
        return new Path(outer, path.remote(), path.encapsulation());
      }
      if (path.remote().ip().equals(PUBLIC)) {
        TransportAddress inner = new TransportAddress(inside, path.remote().port() % 10_000);
        return new Path(path.local(), inner, path.encapsulation());
      }
      return path;
    };
  }

  private static TwoEnds behindNat() {
    TwoEnds ends = new TwoEnds();
    ends.nat = nat(ends, 20_000);
    ends.alice.load(Connections.alice().build());
    ends.bob.load(Connections.bob().build());
    ends.alice.initiate();
    ends.deliver();
    HandshakeTest.assertTunnel(ends);
    return ends;
  }

  private static List<Path> sentOn(TwoEnds.Host host) {
    return host.outputs.stream()
        .filter(Output.Transmit.class::isInstance)
        .map(o -> ((Output.Transmit) o).path())
        .toList();
  }

  @Test
  void withoutNatEverythingStaysOnPort500AndEspIsRaw() {
    TwoEnds ends = HandshakeTest.handshake(Connections.HYBRID);
    assertTrue(sentOn(ends.alice).stream().noneMatch(TwoEnds::onNatTraversalPort));
    assertFalse(ends.alice.inbound.values().iterator().next().udpEncapsulated());
    assertFalse(ends.alice.only().natLocal() || ends.alice.only().natRemote());
  }

  @Test
  @Tag("rfc7296:2.23/2")
  @Tag("rfc7296:2.23/5")
  @Tag("rfc7296:2.23/7")
  @Tag("rfc7296:2.23/12")
  @Tag("rfc7296:2.23/9")
  void behindANatTheNextExchangeIsOnPort4500() {
    TwoEnds ends = behindNat();
    List<Path> paths = sentOn(ends.alice);
    assertFalse(TwoEnds.onNatTraversalPort(paths.get(0)));
    assertTrue(TwoEnds.onNatTraversalPort(paths.get(1)));
    assertEquals(4500, paths.get(1).remote().port());
    assertTrue(ends.alice.only().natLocal());
    assertFalse(ends.alice.only().natRemote());
    assertTrue(ends.bob.only().natRemote());
    ChildSa atBob = ends.bob.inbound.values().iterator().next();
    assertTrue(atBob.udpEncapsulated());
    assertEquals(new TransportAddress(PUBLIC, 24_500), atBob.path().remote());
    assertEquals(4500, atBob.path().local().port());
  }

  @Test
  @Tag("rfc7296:2.23/13")
  void forcedEncapsulationMovesBothEndsWithoutANat() {
    for (boolean byAlice : new boolean[] {true, false}) {
      TwoEnds ends = new TwoEnds();
      Connections alice = Connections.alice();
      Connections bob = Connections.bob();
      ends.alice.load((byAlice ? alice.forcingEncapsulation() : alice).build());
      ends.bob.load((byAlice ? bob : bob.forcingEncapsulation()).build());
      ends.alice.initiate();
      ends.deliver();
      HandshakeTest.assertTunnel(ends);
      assertTrue(TwoEnds.onNatTraversalPort(ends.alice.only().path()));
      assertTrue(TwoEnds.onNatTraversalPort(ends.bob.only().path()));
      assertTrue(ends.alice.inbound.values().iterator().next().udpEncapsulated());
      assertTrue(ends.bob.inbound.values().iterator().next().udpEncapsulated());
    }
  }

  @Test
  @Tag("rfc7296:2.23/11")
  @Tag("rfc3948:2.3/4")
  @Tag("rfc3948:4/3")
  void onlyTheEndBehindTheNatSendsKeepalivesAndOnlyWhenIdle() {
    TwoEnds ends = behindNat();
    ends.pass(Duration.ofSeconds(100));
    assertEquals(5L, ends.alice.status().counters().get("nat-keepalives"));
    assertEquals(null, ends.bob.status().counters().get("nat-keepalives"));
    Output.Transmit keepalive =
        ends.alice.outputs.stream()
            .filter(Output.Transmit.class::isInstance)
            .map(Output.Transmit.class::cast)
            .filter(t -> t.content() == Output.Content.NAT_KEEPALIVE)
            .findFirst()
            .orElseThrow();
    assertEquals("ff", keepalive.message().hex());
    int spi = ends.alice.inbound.values().iterator().next().inboundSpi();
    for (int i = 0; i < 10; i++) {
      ends.pass(Duration.ofSeconds(10));
      ends.alice.handle(new DatapathEvent.OutboundActivity(spi));
    }
    assertEquals(5L, ends.alice.status().counters().get("nat-keepalives"));
  }

  @Test
  @Tag("rfc7296:2.23/15")
  @Tag("rfc7296:2.11/1")
  void aPeerBehindANatIsFollowedWhenItsBindingChanges() {
    TwoEnds ends = behindNat();
    ends.nat = nat(ends, 30_000);
    ends.alice.command(new Command.CheckLiveness(7, new IkeTarget.ByConnection("net")));
    ends.deliver();
    assertEquals(new TransportAddress(PUBLIC, 34_500), ends.bob.only().path().remote());
    assertEquals(1, ends.bob.events(Event.PeerMoved.class).size());
    Output.UpdateChildSa update =
        ends.bob.outputs.stream()
            .filter(Output.UpdateChildSa.class::isInstance)
            .map(Output.UpdateChildSa.class::cast)
            .findFirst()
            .orElseThrow();
    assertEquals(new TransportAddress(PUBLIC, 34_500), update.path().remote());
    assertTrue(update.udpEncapsulated());
    assertEquals(update.path(), ends.bob.only().childSas().getFirst().childSa().path());
    assertEquals(1, ends.alice.events(Event.PeerAlive.class).size());
  }

  @Test
  void packetsOfTheChildSaFromElsewhereAreFollowedToo() {
    TwoEnds ends = behindNat();
    int spi = ends.bob.inbound.values().iterator().next().inboundSpi();
    TransportAddress moved = new TransportAddress(PUBLIC, 41_000);
    ends.bob.handle(new DatapathEvent.PeerAddressChanged(spi, moved));
    assertEquals(moved, ends.bob.only().path().remote());
  }

  @Test
  @Tag("rfc7296:2.11/1")
  void aPeerThatIsNotBehindANatIsNotFollowed() {
    TwoEnds ends = HandshakeTest.handshake(Connections.HYBRID);
    ends.nat = nat(ends, 20_000);
    ends.alice.command(new Command.CheckLiveness(7, new IkeTarget.ByConnection("net")));
    ends.deliver();
    assertEquals(ends.alice.ip, ends.bob.only().path().remote().ip());
    // It is answered where it asked from.
    assertEquals(1, ends.alice.events(Event.PeerAlive.class).size());
  }

  @Test
  void aForgedMessageFromElsewhereMovesNothing() {
    TwoEnds ends = behindNat();
    ends.alice.command(new Command.CheckLiveness(7, new IkeTarget.ByConnection("net")));
    TwoEnds.Packet packet = ends.takeWire().getFirst();
    byte[] forged = packet.octets().toArray();
    forged[forged.length - 1] ^= 1;
    Path before = ends.bob.only().path();
    ends.nat = nat(ends, 30_000);
    ends.arrive(
        new TwoEnds.Packet(
            packet.from(), packet.to(), packet.path(), org.yett.ike.wire.Octets.wrap(forged), 0));
    assertEquals(before, ends.bob.only().path());
  }

  @Test
  @Tag("rfc7296:2.23/x3")
  @Tag("negative")
  void aRepeatedPacketFromElsewhereMovesNothing() {
    TwoEnds ends = behindNat();
    ends.alice.command(new Command.CheckLiveness(7, new IkeTarget.ByConnection("net")));
    TwoEnds.Packet packet = ends.takeWire().getFirst();
    ends.arrive(packet);
    ends.deliver();
    Path before = ends.bob.only().path();
    ends.nat = nat(ends, 30_000);
    ends.arrive(packet);
    ends.deliver();
    assertEquals(before, ends.bob.only().path());
  }

  @Test
  @Tag("rfc7296:2.23/16")
  @Tag("negative")
  void whoIsBehindTheNatDoesNotFollowTheOtherEndElsewhere() {
    TwoEnds ends = behindNat();
    Path before = ends.alice.only().path();
    UnaryOperator<Path> translated = ends.nat;
    InetAddress elsewhere = TwoEnds.address("203.0.113.200");
    ends.nat =
        path -> {
          Path seen = translated.apply(path);
          return seen.local().ip().equals(ends.bob.ip)
              ? new Path(new TransportAddress(elsewhere, 4600), seen.remote(), seen.encapsulation())
              : seen;
        };
    ends.bob.command(new Command.CheckLiveness(7, new IkeTarget.ByConnection("net")));
    ends.deliver();
    assertEquals(before, ends.alice.only().path());
    assertEquals(before, ends.alice.only().childSas().getFirst().childSa().path());
  }
}
