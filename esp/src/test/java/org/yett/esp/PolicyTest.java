package org.yett.esp;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.yett.esp.encap.Encapsulation;
import org.yett.esp.packet.Ecn;
import org.yett.esp.packet.OuterHeaderPolicy;
import org.yett.esp.sad.InboundSa;
import org.yett.esp.sad.Limits;
import org.yett.esp.sad.OutboundSa;
import org.yett.esp.sad.SaCounter;
import org.yett.esp.selector.AddressRange;
import org.yett.esp.selector.SelectorSet;
import org.yett.esp.selector.TrafficSelector;
import org.yett.esp.spd.Action;
import org.yett.esp.spd.SpdEntry;
import org.yett.esp.transform.Encryption;
import org.yett.esp.transform.EspSuite;

/** Which SA carries a packet, and what happens around the life of an SA. */
class PolicyTest {
  private static final EspSuite GCM = EspSuite.aead(Encryption.AES_GCM_16, 128);

  private static byte[] packet() {
    return Packets.udp("10.1.0.5", "10.2.0.9", 30);
  }

  private static SelectorSet hosts(String local, String remote) {
    byte[] l = Packets.address(local);
    byte[] r = Packets.address(remote);
    return new SelectorSet(
        List.of(TrafficSelector.of(AddressRange.of(l, l))),
        List.of(TrafficSelector.of(AddressRange.of(r, r))));
  }

  @Test
  @Tag("rfc4301:5.1/1")
  @Tag("rfc4301:5.1/2")
  void anSaIsAskedForOncePerAttempt() {
    var tunnel = new Tunnel(GCM, false);
    OutboundBatch batch = tunnel.send(packet(), packet());
    assertEquals(OutboundVerdict.NO_SA, batch.verdict(0));
    assertEquals(OutboundVerdict.NO_SA, batch.verdict(1));
    assertEquals(List.of("acquire tunnel 17"), tunnel.events);
    tunnel.policy.acquireEnded();
    tunnel.send(packet());
    assertEquals(2, tunnel.events.size());
    tunnel.install(1, 1, 0);
    assertEquals(OutboundVerdict.SEALED, tunnel.send(packet()).verdict(0));
    tunnel.policy.deactivate(tunnel.sender);
    tunnel.send(packet());
    assertEquals(3, tunnel.events.size());
  }

  @Test
  @Tag("rfc4301:4.4.1/3")
  @Tag("rfc4301:4.4.1/5")
  @Tag("rfc4301:5.1/1")
  void entriesOfLowerOrderDecideFirst() {
    Tunnel tunnel = Tunnel.up(GCM, false);
    tunnel.spd.add(new SpdEntry(10, hosts("10.1.0.5", "10.2.0.9"), Action.BYPASS));
    tunnel.spd.add(new SpdEntry(5, hosts("10.1.0.6", "10.2.0.9"), Action.DISCARD));
    OutboundBatch batch =
        tunnel.send(
            packet(),
            Packets.udp("10.1.0.6", "10.2.0.9", 0),
            Packets.udp("10.1.0.7", "10.2.0.9", 0),
            Packets.udp("10.9.0.7", "10.2.0.9", 0));
    assertEquals(OutboundVerdict.BYPASSED, batch.verdict(0));
    assertArrayEquals(packet(), Tunnel.octets(batch, 0));
    assertEquals(OutboundVerdict.DISCARDED, batch.verdict(1));
    assertEquals(OutboundVerdict.SEALED, batch.verdict(2));
    assertEquals(OutboundVerdict.DISCARDED, batch.verdict(3));
  }

  @Test
  @Tag("rfc4301:4.4.2/2")
  void anSaCarriesOnlyWhatWasNegotiatedForIt() {
    var tunnel = new Tunnel(GCM, false);
    tunnel.install(1, 1, 0);
    OutboundSa wide = tunnel.sender;
    tunnel.policy.deactivate(wide);
    var narrow =
        new OutboundSa(
            org.yett.esp.sad.SaParameters.of(
                2, GCM, false, new Encapsulation(4, true), hosts("10.1.0.5", "10.2.0.9"), 0),
            org.yett.esp.transform.Suites.keys(GCM, 5),
            org.yett.esp.transform.JcaTransforms.platform(),
            org.yett.esp.transform.IvSource.none(),
            1,
            1500);
    tunnel.policy.activate(narrow);
    OutboundBatch batch = tunnel.send(packet(), Packets.udp("10.1.0.6", "10.2.0.9", 0));
    assertSame(narrow, batch.association(0).orElseThrow());
    assertEquals(OutboundVerdict.NO_SA, batch.verdict(1));
    tunnel.policy.replace(narrow, wide);
    batch = tunnel.send(packet(), Packets.udp("10.1.0.6", "10.2.0.9", 0));
    assertSame(wide, batch.association(0).orElseThrow());
    assertSame(wide, batch.association(1).orElseThrow());
  }

  @Test
  @Tag("rfc4301:4.1/6")
  @Tag("rfc4301:4.1/7")
  void aRekeySwitchesSendingApartFromReceiving() {
    Tunnel tunnel = Tunnel.up(GCM, true);
    OutboundSa oldSender = tunnel.sender;
    InboundSa oldReceiver = tunnel.receiver;
    byte[] held = tunnel.seal(packet());
    // The responder installs the new inbound SA and goes on sending on the old one.
    tunnel.install(0x3001, 2, 0);
    OutboundSa newSender = tunnel.sender;
    tunnel.policy.deactivate(newSender);
    byte[] still = tunnel.seal(packet());
    assertEquals(0x2001, org.yett.esp.packet.Octets.int32(still, 0));
    assertTrue(tunnel.policy.replace(oldSender, newSender));
    byte[] fresh = tunnel.seal(packet());
    assertEquals(0x3001, org.yett.esp.packet.Octets.int32(fresh, 0));
    assertEquals(List.of(newSender), tunnel.policy.active());
    InboundBatch batch = tunnel.receive(fresh, held, still);
    for (int i = 0; i < 3; i++) {
      assertEquals(InboundVerdict.DELIVERED, batch.verdict(i));
    }
    assertTrue(oldReceiver.used());
    assertSame(oldReceiver, tunnel.sad.remove(0x2001).orElseThrow());
    oldReceiver.close();
    assertEquals(InboundVerdict.UNKNOWN_SPI, tunnel.receive(held).verdict(0));
    assertFalse(tunnel.policy.deactivate(oldSender));
  }

  @Test
  void anSaWhoseKeysAreGoneSealsAndOpensNothing() {
    Tunnel tunnel = Tunnel.up(GCM, false);
    byte[] esp = tunnel.seal(packet());
    tunnel.sender.close();
    tunnel.receiver.close();
    assertEquals(OutboundVerdict.SA_CLOSED, tunnel.send(packet()).verdict(0));
    assertEquals(InboundVerdict.SA_CLOSED, tunnel.receive(esp).verdict(0));
    assertEquals(0, tunnel.receiver.counters().get(SaCounter.BAD_ICV));
  }

  @Test
  void theFirstPacketAndAMoveOfThePeerAreTold() {
    Tunnel tunnel = Tunnel.up(GCM, false);
    byte[] one = tunnel.seal(packet());
    byte[] two = tunnel.seal(packet());
    byte[] three = tunnel.seal(packet());
    tunnel.receiveFrom("a", 0, one);
    assertEquals(List.of("first"), tunnel.events);
    tunnel.receiveFrom("b", 0, three);
    assertEquals(List.of("first", "moved to b"), tunnel.events);
    // An older packet that was held up elsewhere moves nothing.
    tunnel.receiveFrom("a", 0, two);
    assertEquals(Optional.of("b"), tunnel.receiver.origin());
    assertEquals(2, tunnel.events.size());
  }

  @Test
  void withoutAReplayWindowEveryAuthenticPacketCountsAsTheNewest() {
    var tunnel = new Tunnel(GCM, false);
    tunnel.replayWindow = 0;
    tunnel.install(1, 1, 0);
    byte[] esp = tunnel.seal(packet());
    tunnel.receiveFrom("a", 0, esp);
    assertEquals(InboundVerdict.DELIVERED, tunnel.receiveFrom("b", 0, esp).verdict(0));
    assertEquals(List.of("first", "moved to b"), tunnel.events);
  }

  @Test
  @Tag("rfc4301:4.4.2.1/6")
  @Tag("rfc4301:4.4.2.1/7")
  void limitsAreToldOnceAndHardOnesEndTheSa() {
    var tunnel = new Tunnel(GCM, false);
    tunnel.sendLimits = new Limits(Limits.NEVER, Limits.NEVER, 2, 4);
    tunnel.receiveLimits = new Limits(Limits.NEVER, Limits.NEVER, 1, 3);
    tunnel.install(1, 1, 0);
    List<byte[]> sent = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      sent.add(tunnel.seal(packet()));
    }
    assertEquals(List.of("soft out"), tunnel.events);
    assertEquals(OutboundVerdict.EXPIRED, tunnel.send(packet()).verdict(0));
    assertEquals(OutboundVerdict.EXPIRED, tunnel.send(packet()).verdict(0));
    assertEquals(List.of("soft out", "hard out"), tunnel.events);
    tunnel.events.clear();
    InboundBatch batch = tunnel.receive(sent.toArray(byte[][]::new));
    assertEquals(InboundVerdict.DELIVERED, batch.verdict(2));
    assertEquals(InboundVerdict.EXPIRED, batch.verdict(3));
    assertEquals(List.of("first", "soft in", "hard in"), tunnel.events);
  }

  @Test
  @Tag("rfc4303:3.3.3/1")
  void anSaWhoseNumbersRanOutStopsAndSaysSo() {
    var tunnel = new Tunnel(GCM, false);
    tunnel.install(1, 1, 0xFFFF_FFFEL);
    OutboundBatch batch = tunnel.send(packet(), packet(), packet());
    assertEquals(OutboundVerdict.SEALED, batch.verdict(0));
    assertEquals(OutboundVerdict.SEQUENCE_EXHAUSTED, batch.verdict(1));
    assertEquals(OutboundVerdict.SEQUENCE_EXHAUSTED, batch.verdict(2));
    assertEquals(List.of("exhausted"), tunnel.events);
  }

  @Test
  @Tag("rfc4301:8.2.1/2")
  @Tag("rfc4301:8.2.1/6")
  void aPacketLongerThanThePathAllowsIsNotSealed() {
    Tunnel tunnel = Tunnel.up(GCM, false);
    int mtu = tunnel.sender.innerMtu();
    assertEquals(1438, mtu);
    byte[] fits = Packets.udpOfLength("2001:db8:1::5", "2001:db8:2::9", mtu);
    byte[] tooBig = Packets.udpOfLength("2001:db8:1::5", "2001:db8:2::9", mtu + 1);
    OutboundBatch batch = tunnel.send(fits, tooBig);
    assertEquals(OutboundVerdict.SEALED, batch.verdict(0));
    assertTrue(batch.outerDontFragment(0));
    assertTrue(28 + batch.length(0) <= 1500);
    assertEquals(OutboundVerdict.TOO_BIG, batch.verdict(1));
    assertSame(tunnel.sender, batch.association(1).orElseThrow());
    assertArrayEquals(tooBig, Tunnel.octets(batch, 1));
    tunnel.sender.updatePathMtu(9000);
    assertEquals(OutboundVerdict.SEALED, tunnel.send(tooBig).verdict(0));
  }

  private static byte[] ipv4(int length, boolean dontFragment) {
    return Packets.ipv4(
        Packets.address("10.1.0.5"),
        Packets.address("10.2.0.9"),
        17,
        Packets.ports(1, 2, length - 28),
        dontFragment ? 0x4000 : 0);
  }

  @Test
  @Tag("rfc4301:8.1/1")
  @Tag("rfc4301:8.2.1/2")
  @Tag("rfc4301:8.2.1/3")
  @Tag("rfc4301:8.2.1/4")
  void ipv4IsTreatedByItsDfBit() {
    Tunnel tunnel = Tunnel.up(GCM, false);
    OutboundBatch batch =
        tunnel.send(ipv4(1438, true), ipv4(1439, true), ipv4(1438, false), ipv4(1439, false));
    assertEquals(OutboundVerdict.SEALED, batch.verdict(0));
    assertTrue(batch.outerDontFragment(0));
    assertEquals(OutboundVerdict.TOO_BIG, batch.verdict(1));
    assertEquals(OutboundVerdict.SEALED, batch.verdict(2));
    assertFalse(batch.outerDontFragment(2));
    // The outer packet may be fragmented, since the inner one may.
    assertEquals(OutboundVerdict.SEALED, batch.verdict(3));
    assertFalse(batch.outerDontFragment(3));
  }

  @Test
  @Tag("rfc4301:8.1/2")
  @Tag("rfc4301:8.2.1/4")
  void whereTheOuterPacketMayNotBeFragmentedTheInnerOneIsFirst() {
    var tunnel = new Tunnel(GCM, false);
    tunnel.outerHeader =
        new OuterHeaderPolicy(
            OuterHeaderPolicy.Df.SET, OuterHeaderPolicy.COPY_DSCP, Ecn.Ingress.NORMAL);
    tunnel.install(1, 1, 0);
    OutboundBatch batch = tunnel.send(ipv4(1439, false), ipv4(1438, false));
    assertEquals(OutboundVerdict.FRAGMENT_FIRST, batch.verdict(0));
    assertEquals(OutboundVerdict.SEALED, batch.verdict(1));
    assertTrue(batch.outerDontFragment(1));
  }

  @Test
  void ipv6OfTheMinimumMtuGoesThroughHoweverNarrowThePath() {
    Tunnel tunnel = Tunnel.up(GCM, false);
    tunnel.sender.updatePathMtu(1280);
    byte[] minimum = Packets.udpOfLength("2001:db8:1::5", "2001:db8:2::9", 1280);
    byte[] more = Packets.udpOfLength("2001:db8:1::5", "2001:db8:2::9", 1281);
    OutboundBatch batch = tunnel.send(minimum, more);
    assertEquals(OutboundVerdict.SEALED, batch.verdict(0));
    assertFalse(batch.outerDontFragment(0));
    assertEquals(OutboundVerdict.TOO_BIG, batch.verdict(1));
  }

  @Test
  @Tag("rfc4301:6.2/2")
  @Tag("rfc4301:6.2/3")
  @Tag("rfc4301:6.2/4")
  void anIcmpErrorThatNoPolicyNamesGoesBesideTheTrafficItAnswers() {
    Tunnel tunnel = Tunnel.up(GCM, false);
    // A router in between, outside the selectors, answers what came from 10.2.0.9.
    byte[] cause = Packets.udp("10.2.0.9", "10.1.0.5", 40);
    byte[] error = Packets.icmp("192.0.2.77", "10.2.0.9", 3, 4, Arrays.copyOf(cause, 28));
    OutboundBatch batch = tunnel.send(error);
    assertEquals(OutboundVerdict.SEALED, batch.verdict(0));
    InboundBatch arrived = tunnel.receive(Tunnel.octets(batch, 0));
    assertEquals(InboundVerdict.DELIVERED, arrived.verdict(0));
    assertArrayEquals(error, Tunnel.octets(arrived, 0));

    byte[] cause6 = Packets.udp("2001:db8:2::9", "2001:db8:1::5", 40);
    byte[] error6 = Packets.icmp("2001:db8:ffff::1", "2001:db8:2::9", 2, 0, cause6);
    assertEquals(InboundVerdict.DELIVERED, tunnel.receive(tunnel.seal(error6)).verdict(0));

    // One that quotes other traffic does not, nor does an echo from there.
    byte[] foreign = Packets.udp("10.3.0.9", "10.1.0.5", 40);
    OutboundBatch refused =
        tunnel.send(
            Packets.icmp("192.0.2.77", "10.2.0.9", 3, 4, Arrays.copyOf(foreign, 28)),
            Packets.icmp("192.0.2.77", "10.2.0.9", 8, 0, Arrays.copyOf(cause, 28)),
            Packets.icmp("192.0.2.77", "10.2.0.9", 3, 4, new byte[4]));
    for (int i = 0; i < 3; i++) {
      assertEquals(OutboundVerdict.DISCARDED, refused.verdict(i));
    }
  }

  @Test
  void manyFailuresInARowAreToldForExtendedNumbers() {
    Tunnel tunnel = Tunnel.up(GCM, true);
    byte[] esp = tunnel.seal(packet());
    byte[] forged = esp.clone();
    forged[30] ^= 1;
    for (int i = 0; i < Inbound.RESYNC_TRIGGER; i++) {
      tunnel.receive(forged);
    }
    assertEquals(List.of(), tunnel.events);
    tunnel.receive(forged);
    assertEquals(List.of("synchronization lost at " + esp.length), tunnel.events);
    tunnel.receive(esp);
    assertEquals(2, tunnel.events.size());
  }
}
