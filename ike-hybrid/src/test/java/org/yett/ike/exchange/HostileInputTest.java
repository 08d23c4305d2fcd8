package org.yett.ike.exchange;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.yett.ike.endpoint.EndpointStatus;
import org.yett.ike.endpoint.Input;
import org.yett.ike.endpoint.Output;
import org.yett.ike.path.Path;
import org.yett.ike.path.TransportAddress;
import org.yett.ike.wire.Octets;
import org.yett.ike.wire.Offence;

/** What anybody may send: nothing that stands changes because of it, and it is counted. */
class HostileInputTest {

  private static final Path FROM_MALLORY =
      Path.plain(
          new TransportAddress(TwoEnds.address("192.0.2.2"), 500),
          new TransportAddress(TwoEnds.address("198.51.100.66"), 500));

  private static TwoEnds tunnel() {
    return HandshakeTest.handshake(Connections.HYBRID);
  }

  private static void toBob(TwoEnds ends, byte[] octets) {
    ends.bob.handle(new Input.Datagram(FROM_MALLORY, Octets.wrap(octets)));
  }

  /** What must not change: the IKE SA, apart from its count of offences. */
  private static String standing(TwoEnds.Host host) {
    EndpointStatus.IkeSaStatus sa = host.only();
    return sa.id()
        + sa.state()
        + sa.path()
        + sa.childSas().stream().map(EndpointStatus.ChildSaStatus::childSa).toList();
  }

  @Property(tries = 300)
  void randomOctetsChangeNothing(@ForAll @Size(max = 200) byte[] octets) {
    TwoEnds ends = Holder.TUNNEL;
    String before = standing(ends.bob);
    toBob(ends, octets);
    assertEquals(before, standing(ends.bob));
  }

  /** One tunnel for all tries: making one takes longer than a try. */
  private static final class Holder {
    static final TwoEnds TUNNEL = tunnel();
  }

  @Test
  void mutatedMessagesOfARealHandshakeChangeNothing() {
    List<Octets> messages = new ArrayList<>();
    for (TwoEnds.Host host : List.of(Holder.TUNNEL.alice, Holder.TUNNEL.bob)) {
      for (Output output : host.outputs) {
        if (output instanceof Output.Transmit transmit) {
          messages.add(transmit.message());
        }
      }
    }
    Random random = new Random(7);
    TwoEnds ends = tunnel();
    String before = standing(ends.bob);
    for (int i = 0; i < 3000; i++) {
      byte[] octets = messages.get(random.nextInt(messages.size())).toArray();
      int changes = 1 + random.nextInt(4);
      for (int c = 0; c < changes; c++) {
        // Mostly in the header and the first payload, where structure is.
        int at =
            random.nextInt(random.nextInt(3) == 0 ? octets.length : Math.min(60, octets.length));
        octets[at] = (byte) random.nextInt(256);
      }
      if (random.nextInt(5) == 0) {
        octets = java.util.Arrays.copyOf(octets, random.nextInt(octets.length + 10));
      }
      toBob(ends, octets);
    }
    ends.takeWire();
    assertTrue(ends.bob.established());
    EndpointStatus status = ends.bob.status();
    assertEquals(before, standing(ends.bob, ends.bob.status().ikeSas().getFirst()));
    assertTrue(status.offences().values().stream().mapToLong(Long::longValue).sum() > 500);
    // Half-open SAs that mutated first requests have made are gone after their time.
    ends.pass(Duration.ofSeconds(120));
    assertEquals(1, ends.bob.status().ikeSas().size());
  }

  private static String standing(TwoEnds.Host host, EndpointStatus.IkeSaStatus sa) {
    return sa.id()
        + sa.state()
        + sa.path()
        + sa.childSas().stream().map(EndpointStatus.ChildSaStatus::childSa).toList();
  }

  @Test
  void replayedMessagesOfTheHandshakeChangeNothing() {
    TwoEnds ends = tunnel();
    String before = standing(ends.bob);
    for (int round = 0; round < 2; round++) {
      for (Output output : List.copyOf(ends.alice.outputs)) {
        if (output instanceof Output.Transmit transmit) {
          ends.arrive(
              new TwoEnds.Packet(ends.alice, ends.bob, transmit.path(), transmit.message(), 0));
        }
      }
    }
    assertEquals(before, standing(ends.bob));
    ends.deliver();
    HandshakeTest.assertTunnel(ends);
  }

  private static byte[] header(long initiator, long responder, int version, int exchange) {
    java.nio.ByteBuffer header = java.nio.ByteBuffer.allocate(28 + 8);
    header.putLong(initiator).putLong(responder).put((byte) 41).put((byte) version);
    header.put((byte) exchange).put((byte) 0x08).putInt(0).putInt(36);
    header.put((byte) 0).put((byte) 0).putShort((short) 8).putInt(0x4000);
    return header.array();
  }

  @Test
  @Tag("rfc7296:2.4/7")
  @Tag("rfc7296:2.5/2")
  @Tag("rfc7296:2.21.4/x1")
  @Tag("rfc7296:3.1/6")
  @Tag("negative")
  void aHigherMajorVersionIsAnsweredWithOursButNotOften() {
    TwoEnds ends = tunnel();
    for (int i = 0; i < 50; i++) {
      toBob(ends, header(77, 0, 0x30, 34));
    }
    List<TwoEnds.Packet> answers = ends.takeWire();
    assertEquals(10, answers.size());
    Octets answer = answers.getFirst().octets();
    assertEquals(0x20, answer.u8(17));
    assertEquals(77, answer.u64(0));
    // N(INVALID_MAJOR_VERSION) with our version.
    assertEquals(5, answer.u16(34));
    assertEquals(2, answer.u8(36));
    assertEquals(50L, ends.bob.status().offences().get(Offence.HIGHER_MAJOR_VERSION));
    assertEquals(40L, ends.bob.status().counters().get("clear-answers-withheld"));
  }

  @Test
  void aLowerMajorVersionIsDropped() {
    TwoEnds ends = tunnel();
    toBob(ends, header(77, 0, 0x10, 34));
    assertEquals(List.of(), ends.takeWire());
    assertEquals(1L, ends.bob.status().offences().get(Offence.LOWER_MAJOR_VERSION));
  }

  @Test
  void anUnknownSpiIsCountedAndNotAnswered() {
    TwoEnds ends = tunnel();
    toBob(ends, header(77, 88, 0x20, 37));
    assertEquals(List.of(), ends.takeWire());
    assertEquals(1L, ends.bob.status().offences().get(Offence.UNKNOWN_IKE_SPI));
  }

  @Test
  void aMessageInClearForAnEstablishedSaIsIgnored() {
    TwoEnds ends = tunnel();
    long spiI = ends.bob.only().initiatorSpi().value();
    long spiR = ends.bob.only().responderSpi().value();
    toBob(ends, header(spiI, spiR, 0x20, 37));
    assertEquals(List.of(), ends.takeWire());
    assertEquals(1L, ends.bob.only().offences().get(Offence.MESSAGE_IN_CLEAR));
    HandshakeTest.assertTunnel(ends);
  }

  @Test
  @Tag("rfc7296:1/1")
  @Tag("negative")
  void aFirstMessageThatIsNoSaInitIsDropped() {
    TwoEnds ends = tunnel();
    toBob(ends, header(77, 0, 0x20, 35));
    assertEquals(1L, ends.bob.status().offences().get(Offence.WRONG_FIRST_MESSAGE));
    toBob(ends, header(77, 0, 0x20, 34));
    assertEquals(1L, ends.bob.status().offences().get(Offence.MISSING_PAYLOAD));
    assertEquals(List.of(), ends.takeWire());
  }

  @Test
  void aUnknownEspSpiIsCounted() {
    TwoEnds ends = tunnel();
    ends.bob.handle(new Input.DatapathEvent.UnknownSpi(FROM_MALLORY, 0x1234));
    assertEquals(1L, ends.bob.status().counters().get("unknown-esp-spis"));
  }
}
