package org.yett.esp.transform;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.HashSet;
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
import org.yett.esp.encap.Encapsulation;
import org.yett.spec.iana.EncryptionAlgorithm;
import org.yett.spec.iana.IntegrityAlgorithm;

/** What holds for every suite. */
class TransformPropertyTest {
  private static final TransformProvider JCA = JcaTransforms.platform();

  @Provide
  Arbitrary<EspSuite> suites() {
    return Arbitraries.of(Suites.ALL);
  }

  private record Sealed(byte[] octets, byte[] plaintext) {}

  private static Sealed seal(EspSuite suite, EspKeys keys, boolean esn, int payload, long number) {
    int length = suite.sealedLength(payload);
    byte[] buffer = new byte[length];
    int plaintext = payload + suite.padLength(payload) + 2;
    byte[] random = new byte[plaintext];
    new Random(payload).nextBytes(random);
    System.arraycopy(random, 0, buffer, suite.payloadOffset(), plaintext);
    int sealed = JCA.sealer(keys, esn, Suites.ivs()).seal(buffer, 0, plaintext, 0x1234, number);
    assertEquals(length, sealed);
    return new Sealed(buffer, random);
  }

  @Property(tries = 300)
  void whatIsSealedIsOpened(
      @ForAll("suites") EspSuite suite,
      @ForAll boolean esn,
      @ForAll @IntRange(max = 3000) int payload,
      @ForAll long number) {
    long sequence = esn ? number : number & 0xFFFF_FFFFL;
    try (var keys = Suites.keys(suite, 1)) {
      Sealed sealed = seal(suite, keys, esn, payload, sequence);
      int opened = JCA.opener(keys, esn).open(sealed.octets, 0, sealed.octets.length, sequence);
      assertEquals(sealed.plaintext.length, opened);
      int at = suite.payloadOffset();
      assertArrayEquals(sealed.plaintext, Arrays.copyOfRange(sealed.octets, at, at + opened));
    }
  }

  @Example
  @Tag("rfc4303:3.4.4.1/1")
  @Tag("rfc4303:3.4.4.2/1")
  @Tag("negative")
  void aPacketWithAnyOneBitChangedIsRejected() {
    for (EspSuite suite : Suites.ALL) {
      try (var keys = Suites.keys(suite, 2)) {
        Sealed sealed = seal(suite, keys, true, 21, 0x1_0000_0001L);
        Opener opener = JCA.opener(keys, true);
        for (int bit = 0; bit < sealed.octets.length * 8; bit += 3) {
          byte[] changed = sealed.octets.clone();
          changed[bit >>> 3] ^= (byte) (1 << (bit & 7));
          // The lower half of the number is taken from the packet, as the pipeline does it.
          long sequence = 1L << 32 | org.yett.esp.packet.Octets.uint32(changed, 4);
          assertEquals(
              Opener.REJECTED,
              opener.open(changed, 0, changed.length, sequence),
              () -> suite.toString());
        }
        byte[] intact = sealed.octets.clone();
        assertTrue(opener.open(intact, 0, intact.length, 0x1_0000_0001L) > 0);
      }
    }
  }

  @Example
  void theUpperHalfOfAnExtendedSequenceNumberIsAuthenticated() {
    for (EspSuite suite : Suites.ALL) {
      try (var keys = Suites.keys(suite, 3)) {
        Sealed sealed = seal(suite, keys, true, 64, 0x5_0000_0001L);
        Opener opener = JCA.opener(keys, true);
        assertEquals(
            Opener.REJECTED,
            opener.open(sealed.octets.clone(), 0, sealed.octets.length, 0x4_0000_0001L));
        assertEquals(
            Opener.REJECTED,
            JCA.opener(keys, false).open(sealed.octets.clone(), 0, sealed.octets.length, 1));
      }
    }
  }

  @Property(tries = 300)
  void randomOctetsAreRefusedWithoutAnException(
      @ForAll("suites") EspSuite suite, @ForAll boolean esn, @ForAll byte[] octets) {
    try (var keys = Suites.keys(suite, 4)) {
      assertTrue(JCA.opener(keys, esn).open(octets.clone(), 0, octets.length, 77) < 0);
    }
  }

  @Property(tries = 200)
  void aPacketCutShortIsRefused(
      @ForAll("suites") EspSuite suite, @ForAll @IntRange(max = 200) int payload) {
    try (var keys = Suites.keys(suite, 5)) {
      Sealed sealed = seal(suite, keys, false, payload, 9);
      Opener opener = JCA.opener(keys, false);
      for (int length = 0; length < sealed.octets.length; length++) {
        assertTrue(opener.open(sealed.octets.clone(), 0, length, 9) < 0);
      }
    }
  }

  @Example
  void theSamePacketMayBeOpenedTwiceByTheTransform() {
    // A provider may refuse to start again with the nonce of before: the window, not the cipher, is
    // what stops replays.
    for (EspSuite suite : Suites.ALL) {
      try (var keys = Suites.keys(suite, 6)) {
        Sealed sealed = seal(suite, keys, false, 40, 3);
        Opener opener = JCA.opener(keys, false);
        for (int i = 0; i < 2; i++) {
          assertEquals(
              sealed.plaintext.length,
              opener.open(sealed.octets.clone(), 0, sealed.octets.length, 3));
        }
      }
    }
  }

  @Example
  @Tag("rfc4106:2/1")
  void aSequenceNumberUsedTwiceInARowIsRefusedByTheCombinedModes() {
    for (EspSuite suite : Suites.ALL) {
      if (suite.encryption().combined()) {
        Sealer sealer = JCA.sealer(Suites.keys(suite, 7), false, IvSource.none());
        byte[] buffer = new byte[200];
        sealer.seal(buffer, 0, 64, 1, 4);
        assertThrows(IllegalArgumentException.class, () -> sealer.seal(buffer, 0, 64, 1, 4));
      }
    }
  }

  @Example
  @Tag("rfc4106:2/1")
  @Tag("rfc4106:3.1/2")
  @Tag("rfc7634:2/1")
  void explicitIvsOfTheCombinedModesNeverRepeat() {
    var suite = EspSuite.aead(Encryption.AES_GCM_16, 128);
    Sealer sealer = JCA.sealer(Suites.keys(suite, 8), true, IvSource.none());
    var seen = new HashSet<Long>();
    byte[] buffer = new byte[100];
    for (long number : new long[] {1, 2, 0xFFFF_FFFFL, 0x1_0000_0000L, 0x1_0000_0001L}) {
      sealer.seal(buffer, 0, 8, 1, number);
      assertTrue(seen.add(org.yett.esp.packet.Octets.int64(buffer, 8)));
    }
  }

  @Example
  void closedKeysSealAndOpenNothing() {
    for (EspSuite suite : Suites.ALL) {
      var keys = Suites.keys(suite, 9);
      Sealed sealed = seal(suite, keys, false, 40, 1);
      Sealer sealer = JCA.sealer(keys, false, Suites.ivs());
      Opener opener = JCA.opener(keys, false);
      byte[] buffer = new byte[200];
      assertTrue(sealer.seal(buffer, 0, 64, 1, 2) > 0);
      keys.close();
      assertTrue(keys.closed());
      byte[] before = new byte[200];
      Arrays.fill(before, (byte) 0x33);
      assertEquals(Sealer.CLOSED, sealer.seal(before, 0, 64, 1, 3), suite::toString);
      assertEquals(Opener.CLOSED, opener.open(sealed.octets.clone(), 0, sealed.octets.length, 1));
      assertEquals(Sealer.CLOSED, JCA.sealer(keys, false, Suites.ivs()).seal(before, 0, 64, 1, 3));
      assertEquals(
          Opener.CLOSED,
          JCA.opener(keys, false).open(sealed.octets.clone(), 0, sealed.octets.length, 1));
    }
  }

  @Example
  void keysAreZeroizedWhereTheyCameFromAndNeverPrinted() {
    var suite = new EspSuite(Encryption.AES_CBC, 128, Integrity.HMAC_SHA2_256_128);
    byte[] encryption = new byte[16];
    byte[] integrity = new byte[32];
    Arrays.fill(encryption, (byte) 0xAB);
    Arrays.fill(integrity, (byte) 0xCD);
    var keys = new EspKeys(suite, encryption, integrity);
    assertArrayEquals(new byte[16], encryption);
    assertArrayEquals(new byte[32], integrity);
    String text = keys + " " + keys.cipherKey() + " " + keys.integrityKey();
    assertFalse(text.toLowerCase(java.util.Locale.ROOT).contains("abab"));
    assertFalse(text.toLowerCase(java.util.Locale.ROOT).contains("cdcd"));
    assertEquals(16, keys.cipherKey().getEncoded().length);
    keys.close();
    assertEquals(null, keys.cipherKey().getEncoded());
  }

  @Property(tries = 500)
  void theLongestInnerPacketFitsThePathAndOneOctetMoreDoesNot(
      @ForAll("suites") EspSuite suite,
      @ForAll @IntRange(min = 576, max = 9000) int pathMtu,
      @ForAll boolean outer6,
      @ForAll boolean udp) {
    var encapsulation = new Encapsulation(outer6 ? 6 : 4, udp);
    int inner = encapsulation.innerMtu(suite, pathMtu);
    assertTrue(encapsulation.outerLength(suite, inner) <= pathMtu);
    assertTrue(encapsulation.outerLength(suite, inner + 1) > pathMtu);
  }

  @Property(tries = 300)
  void theArithmeticSaysHowLongTheSealedPacketIs(
      @ForAll("suites") EspSuite suite, @ForAll @IntRange(max = 1500) int payload) {
    try (var keys = Suites.keys(suite, 10)) {
      Sealed sealed = seal(suite, keys, false, payload, 1);
      assertEquals(suite.sealedLength(payload), sealed.octets.length);
      assertEquals(0, (sealed.octets.length - suite.icvLength()) % 4);
      assertTrue(suite.padLength(payload) < suite.alignment());
      assertTrue(suite.payloadOffset() <= EspSuite.MAX_HEADROOM);
      assertTrue(sealed.octets.length - suite.payloadOffset() - payload <= EspSuite.MAX_TAILROOM);
    }
  }

  @Example
  void innerMtusOfCommonTunnelsAreAsComputedByHand() {
    var gcm = EspSuite.aead(Encryption.AES_GCM_16, 256);
    // 1500 - 20 IP - 8 UDP - 8 ESP - 8 IV - 16 ICV = 1440, less Pad Length and Next Header.
    assertEquals(1438, new Encapsulation(4, true).innerMtu(gcm, 1500));
    assertEquals(1446, new Encapsulation(4, false).innerMtu(gcm, 1500));
    assertEquals(1418, new Encapsulation(6, true).innerMtu(gcm, 1500));
    var cbc = new EspSuite(Encryption.AES_CBC, 256, Integrity.HMAC_SHA2_512_256);
    // 1500 - 20 - 8 - 8 - 16 - 32 = 1416, in blocks of 16: 1408.
    assertEquals(1406, new Encapsulation(4, true).innerMtu(cbc, 1500));
    assertEquals(0, new Encapsulation(6, true).innerMtu(cbc, 60));
  }

  @Example
  @Tag("rfc4301:4.2/1")
  @Tag("rfc4303:3.2/2")
  @Tag("rfc4303:5/6")
  @Tag("rfc4106:8.4/2")
  void suitesAreFoundByTheirIanaNumbers() {
    assertEquals(
        Optional.of(EspSuite.aead(Encryption.AES_GCM_16, 256)),
        EspSuite.of(EncryptionAlgorithm.AES_GCM_16, 256, IntegrityAlgorithm.NONE));
    assertEquals(
        Optional.of(EspSuite.aead(Encryption.CHACHA20_POLY1305, 256)),
        EspSuite.of(EncryptionAlgorithm.CHACHA20_POLY1305, 0, IntegrityAlgorithm.NONE));
    assertEquals(
        Optional.of(new EspSuite(Encryption.AES_CBC, 192, Integrity.HMAC_SHA2_384_192)),
        EspSuite.of(EncryptionAlgorithm.AES_CBC, 192, IntegrityAlgorithm.HMAC_SHA2_384_192));
    assertEquals(
        Optional.empty(), EspSuite.of(EncryptionAlgorithm.AES_CBC, 128, IntegrityAlgorithm.NONE));
    assertEquals(
        Optional.empty(),
        EspSuite.of(EncryptionAlgorithm.AES_CBC, 64, IntegrityAlgorithm.HMAC_SHA2_256_128));
    assertEquals(
        Optional.empty(),
        EspSuite.of(EncryptionAlgorithm.TRIPLE_DES, 0, IntegrityAlgorithm.HMAC_SHA2_256_128));
  }
}
