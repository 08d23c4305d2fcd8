package org.yett.esp.sad;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Tag;
import org.yett.esp.encap.Encapsulation;
import org.yett.esp.packet.OuterHeaderPolicy;
import org.yett.esp.selector.AddressRange;
import org.yett.esp.selector.SelectorSet;
import org.yett.esp.selector.TrafficSelector;
import org.yett.esp.transform.Encryption;
import org.yett.esp.transform.EspSuite;
import org.yett.esp.transform.IvSource;
import org.yett.esp.transform.JcaTransforms;
import org.yett.esp.transform.Suites;

class SadTest {
  private static final EspSuite SUITE = EspSuite.aead(Encryption.AES_GCM_16, 128);
  private static final SelectorSet ANY =
      new SelectorSet(
          List.of(TrafficSelector.of(AddressRange.ANY_IPV4)),
          List.of(TrafficSelector.of(AddressRange.ANY_IPV4)));

  private static SaParameters parameters(int spi, boolean esn, Limits limits) {
    return new SaParameters(
        spi, SUITE, esn, new Encapsulation(4, true), ANY, OuterHeaderPolicy.DEFAULT, limits, 0);
  }

  private static InboundSa inbound(int spi, boolean esn) {
    return new InboundSa(
        parameters(spi, esn, Limits.NONE), Suites.keys(SUITE, 1), JcaTransforms.platform(), 64, 1);
  }

  private static OutboundSa outbound(boolean esn, Limits limits, long lastUsed) {
    return new OutboundSa(
        parameters(1, esn, limits),
        Suites.keys(SUITE, 1),
        JcaTransforms.platform(),
        IvSource.none(),
        1,
        1500,
        lastUsed);
  }

  @Property(tries = 20)
  @Tag("rfc4303:2.1/1")
  @Tag("rfc4303:2.1/4")
  @Tag("rfc4301:4.1/3")
  @Tag("rfc4301:4.4.2/1")
  void theDatabaseEqualsAMap(@ForAll long seed) {
    var random = new Random(seed);
    var sad = new Sad();
    Map<Integer, InboundSa> model = new HashMap<>();
    for (int i = 0; i < 500; i++) {
      // Few distinct low bits, as when they name a shard.
      int spi = (random.nextInt(120) + 1) << 20 | 5;
      if (random.nextBoolean()) {
        InboundSa sa = inbound(spi, false);
        assertEquals(model.putIfAbsent(spi, sa) == null, sad.install(sa));
      } else {
        assertEquals(Optional.ofNullable(model.remove(spi)), sad.remove(spi));
      }
      int other = (random.nextInt(120) + 1) << 20 | 5;
      assertSame(model.get(other), sad.get(other).orElse(null));
    }
    assertEquals(new HashSet<>(model.values()), new HashSet<>(sad.all()));
  }

  @Example
  @Tag("rfc4303:2.2/1")
  @Tag("rfc4303:2.2/2")
  @Tag("rfc4303:2.2/4")
  void sequenceNumbersStartAtOneAndCountUp() {
    OutboundSa sa = outbound(false, Limits.NONE, 0);
    assertEquals(1, sa.reserve(100));
    assertEquals(2, sa.reserve(100));
    assertEquals(200, sa.espOctets());
  }

  @Example
  @Tag("rfc4303:2.2/5")
  @Tag("rfc4303:3.3.3/1")
  void sequenceNumbersOf32BitsNeverCycle() {
    OutboundSa sa = outbound(false, Limits.NONE, 0xFFFF_FFFEL);
    assertEquals(0xFFFF_FFFFL, sa.reserve(1));
    for (int i = 0; i < 3; i++) {
      assertEquals(OutboundSa.REFUSED, sa.reserve(1));
    }
    assertTrue(sa.sequenceExhausted());
    assertTrue(sa.claimExhaustion());
    assertFalse(sa.claimExhaustion());
    assertEquals(1, sa.espOctets());
  }

  @Example
  @Tag("rfc4303:2.2.1/1")
  @Tag("rfc4303:3.3.3/1")
  void extendedSequenceNumbersGoOnBeyond32BitsAndNeverCycle() {
    OutboundSa sa = outbound(true, Limits.NONE, 0xFFFF_FFFFL);
    assertEquals(0x1_0000_0000L, sa.reserve(1));
    OutboundSa last = outbound(true, Limits.NONE, -2L);
    assertEquals(-1L, last.reserve(1));
    assertEquals(OutboundSa.REFUSED, last.reserve(1));
    assertThrows(
        IllegalArgumentException.class, () -> outbound(false, Limits.NONE, 0x1_0000_0000L));
  }

  @Example
  void aReplacementIsAskedForOnceWhenASoftLimitIsReached() {
    var limits = new Limits(250, Limits.NEVER, Limits.NEVER, Limits.NEVER);
    OutboundSa sa = outbound(true, limits, 0);
    sa.reserve(100);
    sa.reserve(100);
    assertFalse(sa.claimSoftLimit());
    sa.reserve(100);
    assertTrue(sa.claimSoftLimit());
    assertFalse(sa.claimSoftLimit());
  }

  @Example
  void nothingIsSentBeyondAHardLimit() {
    OutboundSa byOctets =
        outbound(true, new Limits(Limits.NEVER, 250, Limits.NEVER, Limits.NEVER), 0);
    assertEquals(1, byOctets.reserve(100));
    assertEquals(2, byOctets.reserve(150));
    assertEquals(OutboundSa.REFUSED, byOctets.reserve(1));
    assertFalse(byOctets.sequenceExhausted());
    OutboundSa byPackets =
        outbound(true, new Limits(Limits.NEVER, Limits.NEVER, Limits.NEVER, 1), 0);
    assertEquals(1, byPackets.reserve(100));
    assertEquals(OutboundSa.REFUSED, byPackets.reserve(1));
    assertThrows(IllegalArgumentException.class, () -> new Limits(0, 1, 1, 1));
  }

  @Example
  @Tag("rfc4303:2.1/6")
  @Tag("rfc3948:1/3")
  @Tag("rfc3948:2.1/4")
  void theSpiZeroIsRefused() {
    assertThrows(IllegalArgumentException.class, () -> inbound(0, false));
  }

  @Example
  void keysOfAnotherSuiteAreRefused() {
    var other = Suites.keys(EspSuite.aead(Encryption.AES_GCM_16, 256), 1);
    assertThrows(
        IllegalArgumentException.class,
        () ->
            new InboundSa(
                parameters(1, false, Limits.NONE), other, JcaTransforms.platform(), 64, 1));
  }

  @Example
  @Tag("rfc4303:3.4.3/7")
  void anInboundSaFindsALostUpperHalfAgain() {
    InboundSa sa = inbound(9, true);
    assertTrue(sa.window().commit(77));
    byte[] packet = new byte[SUITE.sealedLength(6)];
    int length =
        JcaTransforms.platform()
            .sealer(Suites.keys(SUITE, 1), true, IvSource.none())
            .seal(packet, 0, 8, 9, 0x3_0000_0010L);
    assertEquals(packet.length, length);
    assertFalse(sa.resynchronize(packet, 2));
    assertEquals(77, sa.window().top());
    for (int i = 0; i < 5; i++) {
      sa.countFailure();
    }
    byte[] before = packet.clone();
    assertTrue(sa.resynchronize(packet, 3));
    assertEquals(List.of(before.length), List.of(packet.length));
    assertTrue(java.util.Arrays.equals(before, packet));
    assertEquals(0x3_0000_0010L, sa.window().top());
    assertFalse(sa.claimResynchronization(5));
    // The packet counts as received: it cannot be replayed.
    assertFalse(sa.window().check(0x3_0000_0010L));
  }

  @Example
  void theOriginChangesOnlyAfterThereWasOne() {
    InboundSa sa = inbound(9, false);
    assertEquals(Optional.empty(), sa.origin());
    assertFalse(sa.updateOrigin("a"));
    assertFalse(sa.updateOrigin("a"));
    assertTrue(sa.updateOrigin("b"));
    assertEquals(Optional.of("b"), sa.origin());
  }
}
