package org.yett.esp;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tag;
import net.jqwik.api.constraints.IntRange;
import org.yett.esp.sad.SaCounter;
import org.yett.esp.transform.Encryption;
import org.yett.esp.transform.EspSuite;
import org.yett.esp.transform.Suites;

/** Packets through both pipelines, and what must not come through. */
class TunnelTest {
  private static final EspSuite GCM = EspSuite.aead(Encryption.AES_GCM_16, 256);

  @Provide
  Arbitrary<EspSuite> suites() {
    return Arbitraries.of(Suites.ALL);
  }

  private static byte[] ipv4(int length) {
    return Packets.udpOfLength("10.1.0.5", "10.2.0.9", length);
  }

  private static byte[] ipv6(int length) {
    return Packets.udpOfLength("2001:db8:1::5", "2001:db8:2::9", length);
  }

  @Property(tries = 200)
  @Tag("rfc4303:2.4/2")
  void packetsOfEitherFamilyAndAnyLengthArriveAsTheyWere(
      @ForAll("suites") EspSuite suite,
      @ForAll boolean esn,
      @ForAll @IntRange(min = 48, max = 1400) int length,
      @ForAll boolean v6) {
    Tunnel tunnel = Tunnel.up(suite, esn);
    byte[] packet = v6 ? ipv6(length) : ipv4(length);
    byte[] esp = tunnel.seal(packet);
    assertEquals(suite.sealedLength(length), esp.length);
    InboundBatch arrived = tunnel.receive(esp);
    assertEquals(InboundVerdict.DELIVERED, arrived.verdict(0));
    assertArrayEquals(packet, Tunnel.octets(arrived, 0));
    assertSame(tunnel.receiver, arrived.association(0).orElseThrow());
    assertEquals(1, arrived.sequence(0));
    assertEquals(1, tunnel.receiver.counters().get(SaCounter.PACKETS));
    assertEquals(length, tunnel.receiver.counters().get(SaCounter.OCTETS));
    assertEquals(length, tunnel.sender.counters().get(SaCounter.OCTETS));
    assertEquals(esp.length, tunnel.sender.espOctets());
    assertEquals(esp.length, tunnel.receiver.espOctets());
  }

  @Example
  void aBatchKeepsItsOrderAndCountsUp() {
    Tunnel tunnel = Tunnel.up(GCM, true);
    byte[][] packets = new byte[40][];
    for (int i = 0; i < packets.length; i++) {
      packets[i] = i % 3 == 0 ? ipv6(60 + i) : ipv4(60 + i);
    }
    OutboundBatch sent = tunnel.send(packets);
    byte[][] esp = new byte[packets.length][];
    for (int i = 0; i < packets.length; i++) {
      assertEquals(i + 1, sent.sequence(i));
      esp[i] = Tunnel.octets(sent, i);
    }
    InboundBatch arrived = tunnel.receive(esp);
    for (int i = 0; i < packets.length; i++) {
      assertArrayEquals(packets[i], Tunnel.octets(arrived, i));
    }
    assertEquals(40, tunnel.outbound.counters().get(OutboundVerdict.SEALED));
    assertEquals(40, tunnel.inbound.counters().get(InboundVerdict.DELIVERED));
  }

  @Property(tries = 100)
  @Tag("rfc4303:A/1")
  @Tag("rfc4303:2.2.1/1")
  void sequenceNumbersAreFollowedAcross32BitsThoughPacketsAreLostAndReordered(@ForAll long seed) {
    var tunnel = new Tunnel(GCM, true);
    tunnel.install(0x2001, 1, 0xFFFF_FFFFL - 100);
    tunnel.receiver.window().commit(0xFFFF_FFFFL - 100);
    var random = new Random(seed);
    byte[][] esp = new byte[200][];
    for (int i = 0; i < esp.length; i++) {
      esp[i] = tunnel.seal(ipv4(60));
    }
    for (int i = 0; i + 1 < esp.length; i += 2) {
      if (random.nextInt(10) == 0) {
        continue;
      }
      boolean swap = random.nextBoolean();
      InboundBatch arrived = tunnel.receive(esp[swap ? i + 1 : i], esp[swap ? i : i + 1]);
      assertEquals(InboundVerdict.DELIVERED, arrived.verdict(0));
      assertEquals(InboundVerdict.DELIVERED, arrived.verdict(1));
      InboundBatch again = tunnel.receive(esp[i]);
      assertEquals(InboundVerdict.REPLAYED, again.verdict(0));
    }
    assertTrue(tunnel.receiver.window().top() > 0x1_0000_0000L);
  }

  @Property(tries = 100)
  @Tag("rfc4303:3.4.3/8")
  @Tag("rfc4303:3.4.4.1/1")
  @Tag("rfc4303:3.4.4.1/5")
  @Tag("rfc4303:3.4.4.2/1")
  @Tag("negative")
  void aTamperedPacketIsRefusedAndChangesNothing(
      @ForAll("suites") EspSuite suite, @ForAll boolean esn, @ForAll long seed) {
    Tunnel tunnel = Tunnel.up(suite, esn);
    var random = new Random(seed);
    tunnel.receive(tunnel.seal(ipv4(80)));
    tunnel.events.clear();
    byte[] esp = tunnel.seal(ipv4(100));
    for (int i = 0; i < 20; i++) {
      byte[] changed = esp.clone();
      // Not in the SPI, which would name no SA.
      int at = 4 + random.nextInt(changed.length - 4);
      changed[at] ^= (byte) (1 + random.nextInt(255));
      InboundVerdict verdict = tunnel.receiveFrom("elsewhere", 0, changed).verdict(0);
      assertTrue(
          verdict == InboundVerdict.BAD_ICV || verdict == InboundVerdict.REPLAYED,
          () -> verdict + " at " + at);
    }
    assertEquals(1, tunnel.receiver.window().top());
    assertEquals(1, tunnel.receiver.counters().get(SaCounter.PACKETS));
    assertEquals(Optional.of("peer"), tunnel.receiver.origin());
    assertEquals(List.of(), tunnel.events);
    assertEquals(
        20,
        tunnel.receiver.counters().get(SaCounter.BAD_ICV)
            + tunnel.receiver.counters().get(SaCounter.REPLAYED));
    assertEquals(InboundVerdict.DELIVERED, tunnel.receive(esp).verdict(0));
  }

  @Example
  @Tag("rfc4303:3.4.3/1")
  @Tag("rfc4303:3.4.3/5")
  @Tag("negative")
  void aReplayedPacketIsRefusedAlsoWithinOneBatch() {
    for (EspSuite suite : Suites.ALL) {
      Tunnel tunnel = Tunnel.up(suite, false);
      byte[] esp = tunnel.seal(ipv4(100));
      InboundBatch batch = tunnel.receive(esp, esp, esp);
      assertEquals(InboundVerdict.DELIVERED, batch.verdict(0));
      assertEquals(InboundVerdict.REPLAYED, batch.verdict(1));
      assertEquals(InboundVerdict.REPLAYED, batch.verdict(2));
      assertEquals(2, tunnel.receiver.counters().get(SaCounter.REPLAYED));
      assertEquals(1, tunnel.receiver.counters().get(SaCounter.PACKETS));
    }
  }

  @Property(tries = 500)
  void noOctetsMakeThePipelinesFail(
      @ForAll("suites") EspSuite suite,
      @ForAll boolean esn,
      @ForAll long seed,
      @ForAll @IntRange(max = 200) int length) {
    Tunnel tunnel = Tunnel.up(suite, esn);
    var random = new Random(seed);
    byte[] octets = new byte[length];
    random.nextBytes(octets);
    if (length >= 8 && random.nextBoolean()) {
      octets[0] = 0;
      octets[1] = 0;
      octets[2] = 0x20;
      octets[3] = 1;
    }
    InboundVerdict in = tunnel.receive(octets).verdict(0);
    assertTrue(in != InboundVerdict.PENDING && in != InboundVerdict.DELIVERED);
    if (length > 0 && random.nextBoolean()) {
      octets[0] = (byte) (random.nextBoolean() ? 0x45 : 0x60);
    }
    OutboundVerdict out = tunnel.send(octets).verdict(0);
    assertTrue(out == OutboundVerdict.MALFORMED || out == OutboundVerdict.DISCARDED);
  }

  @Property(tries = 500)
  void noAuthenticContentsMakeTheWayInFail(@ForAll long seed, @ForAll boolean plausible) {
    Tunnel tunnel = Tunnel.up(GCM, false);
    var random = new Random(seed);
    byte[] plaintext = new byte[4 * (1 + random.nextInt(40))];
    random.nextBytes(plaintext);
    if (plausible) {
      plaintext[0] = (byte) (random.nextBoolean() ? 0x45 : 0x60);
      plaintext[plaintext.length - 1] = (byte) (random.nextBoolean() ? 4 : 41);
      plaintext[plaintext.length - 2] = 0;
    }
    byte[] esp = sealRaw(tunnel, plaintext);
    InboundVerdict verdict = tunnel.receive(esp).verdict(0);
    assertTrue(
        verdict == InboundVerdict.MALFORMED
            || verdict == InboundVerdict.DUMMY
            || verdict == InboundVerdict.SELECTOR_MISMATCH,
        verdict::toString);
    assertEquals(InboundVerdict.REPLAYED, tunnel.receive(esp).verdict(0));
  }

  /** Seals a plaintext, trailer included, as a peer might that does as it likes. */
  private static byte[] sealRaw(Tunnel tunnel, byte[] plaintext) {
    EspSuite suite = tunnel.suite;
    byte[] buffer = new byte[suite.payloadOffset() + plaintext.length + suite.icvLength()];
    System.arraycopy(plaintext, 0, buffer, suite.payloadOffset(), plaintext.length);
    long sequence = tunnel.sender.reserve(buffer.length);
    tunnel.sender.sealer(0).seal(buffer, 0, plaintext.length, tunnel.sender.spi(), sequence);
    return buffer;
  }

  private static byte[] plaintext(byte[] payload, int tfc, int nextHeader) {
    int pad = -(payload.length + tfc + 2) & 3;
    byte[] plaintext = Arrays.copyOf(payload, payload.length + tfc + pad + 2);
    org.yett.esp.packet.EspTrailer.write(plaintext, payload.length + tfc, pad, nextHeader);
    return plaintext;
  }

  @Example
  @Tag("rfc4303:2.7/2")
  void trafficFlowPaddingBehindTheInnerPacketIsCutOff() {
    Tunnel tunnel = Tunnel.up(GCM, false);
    for (byte[] packet : List.of(ipv4(77), ipv6(77))) {
      byte[] padded = plaintext(packet, 333, packet[0] == 0x45 ? 4 : 41);
      InboundBatch batch = tunnel.receive(sealRaw(tunnel, padded));
      assertEquals(InboundVerdict.DELIVERED, batch.verdict(0));
      assertArrayEquals(packet, Tunnel.octets(batch, 0));
    }
  }

  @Example
  @Tag("rfc4303:2.6/1")
  @Tag("rfc4303:2.6/2")
  void dummyPacketsAreDroppedWithoutPrejudice() {
    Tunnel tunnel = Tunnel.up(GCM, false);
    byte[] noise = new byte[50];
    new Random(1).nextBytes(noise);
    InboundBatch batch = tunnel.receive(sealRaw(tunnel, plaintext(noise, 0, 59)));
    assertEquals(InboundVerdict.DUMMY, batch.verdict(0));
    assertEquals(1, tunnel.receiver.counters().get(SaCounter.DUMMY));
    assertEquals(0, tunnel.receiver.counters().get(SaCounter.MALFORMED));
    assertEquals(List.of("first"), tunnel.events);
  }

  @Example
  @Tag("rfc4303:2.6/1")
  @Tag("rfc4303:2.6/2")
  @Tag("rfc4303:2.6/3")
  void dummyPacketsCanBeSent() {
    Tunnel tunnel = Tunnel.up(GCM, false);
    var batch = new OutboundBatch(2);
    byte[] buffer = Packets.withRoom(new byte[99]);
    batch.addDummy(tunnel.sender, buffer, PacketBatch.HEADROOM, 99);
    batch.addDummy(tunnel.sender, new byte[3000], PacketBatch.HEADROOM, 2000);
    tunnel.outbound.process(batch);
    assertEquals(OutboundVerdict.SEALED, batch.verdict(0));
    assertEquals(OutboundVerdict.TOO_BIG, batch.verdict(1));
    assertEquals(InboundVerdict.DUMMY, tunnel.receive(Tunnel.octets(batch, 0)).verdict(0));
  }

  @Example
  @Tag("rfc4303:2.7/1")
  @Tag("rfc4303:2.7/2")
  void trafficFlowPaddingHidesLengthsAndNothingStaleIsSent() {
    Tunnel tunnel = Tunnel.up(GCM, false);
    tunnel.sender.updateTfcLength(600);
    var batch = new OutboundBatch(3);
    byte[][] packets = {ipv4(60), ipv6(600), ipv4(900)};
    for (byte[] packet : packets) {
      byte[] buffer = new byte[1100];
      Arrays.fill(buffer, (byte) 0x77);
      System.arraycopy(packet, 0, buffer, PacketBatch.HEADROOM, packet.length);
      batch.add(buffer, PacketBatch.HEADROOM, packet.length);
    }
    tunnel.outbound.process(batch);
    assertEquals(GCM.sealedLength(600), batch.length(0));
    assertEquals(GCM.sealedLength(600), batch.length(1));
    assertEquals(GCM.sealedLength(900), batch.length(2));
    for (int i = 0; i < 3; i++) {
      byte[] esp = Tunnel.octets(batch, i);
      InboundBatch arrived = tunnel.receive(esp);
      assertArrayEquals(packets[i], Tunnel.octets(arrived, 0));
      if (i == 0) {
        byte[] behind = arrived.buffer(0);
        int at = arrived.offset(0);
        for (int k = 60; k < 600; k++) {
          assertEquals(0, behind[at + k]);
        }
      }
    }
  }

  @Example
  @Tag("rfc4303:2.4/4")
  @Tag("rfc4303:3.4.4.1/3")
  @Tag("negative")
  void authenticPacketsThatAreNotWhatTheyClaimAreMalformed() {
    Tunnel tunnel = Tunnel.up(GCM, false);
    byte[] badPadding = plaintext(ipv4(61), 0, 4);
    badPadding[61] = 9;
    byte[] cutOff = Arrays.copyOf(ipv4(100), 60);
    byte[][] contents = {
      badPadding,
      plaintext(ipv4(60), 0, 41),
      plaintext(ipv6(60), 0, 4),
      plaintext(ipv4(60), 0, 6),
      plaintext(cutOff, 0, 4),
      plaintext(new byte[0], 0, 4),
      plaintext(
          Packets.ipv4(
              Packets.address("10.1.0.5"), Packets.address("10.2.0.9"), 6, new byte[24], 1),
          0,
          4)
    };
    for (byte[] content : contents) {
      assertEquals(InboundVerdict.MALFORMED, tunnel.receive(sealRaw(tunnel, content)).verdict(0));
    }
    assertEquals(contents.length, tunnel.receiver.counters().get(SaCounter.MALFORMED));
    assertEquals(InboundVerdict.DELIVERED, tunnel.receive(tunnel.seal(ipv4(60))).verdict(0));
  }

  @Example
  @Tag("rfc3948:3.1.1/1")
  @Tag("negative")
  @Tag("rfc4301:5.2/6")
  void authenticPacketsOutsideTheSelectorsAreDropped() {
    Tunnel tunnel = Tunnel.up(GCM, false);
    byte[][] packets = {
      Packets.udp("10.3.0.5", "10.2.0.9", 10),
      Packets.udp("10.1.0.5", "10.3.0.9", 10),
      Packets.udp("10.2.0.9", "10.1.0.5", 10),
      Packets.udp("2001:db8:1::5", "2001:db8:3::9", 10)
    };
    for (byte[] packet : packets) {
      byte[] content = plaintext(packet, 0, (packet[0] & 0xF0) == 0x40 ? 4 : 41);
      assertEquals(
          InboundVerdict.SELECTOR_MISMATCH, tunnel.receive(sealRaw(tunnel, content)).verdict(0));
    }
    assertEquals(4, tunnel.receiver.counters().get(SaCounter.SELECTOR_MISMATCH));
    assertEquals(
        List.of("first", "mismatch 17", "mismatch 17", "mismatch 17", "mismatch 17"),
        tunnel.events);
  }

  @Example
  @Tag("rfc4303:3.4.2/1")
  @Tag("rfc4303:2.1/1")
  @Tag("negative")
  void anUnknownSpiAndAStumpAreCountedAndNothingElse() {
    Tunnel tunnel = Tunnel.up(GCM, false);
    byte[] esp = tunnel.seal(ipv4(60));
    byte[] stranger = esp.clone();
    stranger[0] = 0x55;
    InboundBatch batch = tunnel.receive(stranger, Arrays.copyOf(esp, 9), new byte[0]);
    assertEquals(InboundVerdict.UNKNOWN_SPI, batch.verdict(0));
    assertEquals(InboundVerdict.TRUNCATED, batch.verdict(1));
    assertEquals(InboundVerdict.TRUNCATED, batch.verdict(2));
    assertEquals(Optional.empty(), batch.association(0));
    assertEquals(List.of("unknown 55002001 from peer"), tunnel.events);
    assertEquals(1, tunnel.inbound.counters().get(InboundVerdict.UNKNOWN_SPI));
    assertEquals(InboundVerdict.TRUNCATED, tunnel.receive(Arrays.copyOf(esp, 26)).verdict(0));
    assertEquals(InboundVerdict.DELIVERED, tunnel.receive(esp).verdict(0));
  }

  @Example
  @Tag("rfc7296:2.24/1")
  @Tag("rfc6040:4.2/3")
  @Tag("rfc6040:4.2/5")
  void congestionMarkedOutsideReachesTheInnerPacket() {
    Tunnel tunnel = Tunnel.up(GCM, false);
    byte[] capable = ipv4(60);
    org.yett.esp.packet.TrafficClass.setEcn(capable, 0, 4, 2);
    OutboundBatch sent = tunnel.send(capable);
    assertEquals(2, sent.outerTrafficClass(0));
    InboundBatch marked = tunnel.receiveFrom("peer", 3, Tunnel.octets(sent, 0));
    byte[] expected = capable.clone();
    org.yett.esp.packet.TrafficClass.setEcn(expected, 0, 4, 3);
    assertArrayEquals(expected, Tunnel.octets(marked, 0));
    InboundBatch dropped = tunnel.receiveFrom("peer", 3, tunnel.seal(ipv4(60)));
    assertEquals(InboundVerdict.CONGESTION_DROPPED, dropped.verdict(0));
    assertEquals(1, tunnel.receiver.counters().get(SaCounter.CONGESTION_DROPPED));
    assertEquals(1, tunnel.receiver.counters().get(SaCounter.SUSPICIOUS_ECN));
  }

  @Example
  void aPacketWithoutRoomAroundItIsRefused() {
    Tunnel tunnel = Tunnel.up(GCM, false);
    byte[] packet = ipv4(60);
    var batch = new OutboundBatch(2);
    batch.add(packet, 0, packet.length);
    byte[] noTail = new byte[PacketBatch.HEADROOM + 60];
    System.arraycopy(packet, 0, noTail, PacketBatch.HEADROOM, 60);
    batch.add(noTail, PacketBatch.HEADROOM, 60);
    tunnel.outbound.process(batch);
    assertEquals(OutboundVerdict.NO_ROOM, batch.verdict(0));
    assertEquals(OutboundVerdict.NO_ROOM, batch.verdict(1));
    assertEquals(0, tunnel.sender.sequence());
  }

  @Example
  void aFullBatchTakesNoMore() {
    var batch = new OutboundBatch(1);
    batch.add(new byte[60], 0, 60);
    assertTrue(batch.full());
    assertThrows(IllegalStateException.class, () -> batch.add(new byte[60], 0, 60));
    batch.clear();
    assertThrows(IndexOutOfBoundsException.class, () -> batch.add(new byte[60], 10, 60));
    assertEquals(0, batch.size());
  }
}
