package org.yett.ike.crypto;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.yett.spec.iana.EncryptionAlgorithm;
import org.yett.spec.iana.IntegrityAlgorithm;

class IkeCipherTest {

  private static final Randomness RANDOM = DeterministicRandomness.ofSeed(2);
  private static final byte[] PREFIX = RANDOM.draw(Purpose.NONCE, 0, 32);

  static Stream<IkeCipher> all() {
    Stream<IkeCipher> gcm =
        Stream.of(128, 192, 256)
            .map(bits -> cipher(EncryptionAlgorithm.AES_GCM_16, bits, IntegrityAlgorithm.NONE));
    Stream<IkeCipher> chacha =
        Stream.of(cipher(EncryptionAlgorithm.CHACHA20_POLY1305, 0, IntegrityAlgorithm.NONE));
    Stream<IkeCipher> cbc =
        Stream.of(128, 192, 256)
            .flatMap(bits ->
                Stream.of(12, 13, 14)
                    .map(integ ->
                        cipher(EncryptionAlgorithm.AES_CBC, bits, IntegrityAlgorithm.of(integ))));
    return Stream.of(gcm, chacha, cbc).flatMap(s -> s);
  }

  private static IkeCipher cipher(
      EncryptionAlgorithm encryption, int bits, IntegrityAlgorithm integrity) {
    return IkeCipher.of(
            encryption, bits == 0 ? OptionalInt.empty() : OptionalInt.of(bits), integrity)
        .orElseThrow();
  }

  static CipherKeys keys(IkeCipher cipher, int index) {
    return new CipherKeys(
        Secret.adopt(RANDOM.draw(Purpose.KE_PRIVATE, index, cipher.encryptionKeyLength())),
        Secret.adopt(RANDOM.draw(Purpose.KE_PRIVATE, index + 1000, cipher.integrityKeyLength())));
  }

  @Test
  @Tag("rfc4868:2.1.1/1")
  @Tag("rfc4868:2.3/1")
  @Tag("rfc5282:3.1/1")
  @Tag("rfc5282:3.2/1")
  @Tag("rfc5282:7.1/1")
  @Tag("rfc5282:7.1/2")
  @Tag("rfc3602:3/1")
  void lengthsAreThoseOfTheSpecifications() {
    assertEquals(
        List.of(
            "ENCR_AES_GCM_16_128 20 0 8 1 16",
            "ENCR_AES_GCM_16_192 28 0 8 1 16",
            "ENCR_AES_GCM_16_256 36 0 8 1 16",
            "ENCR_CHACHA20_POLY1305 36 0 8 1 16",
            "ENCR_AES_CBC_128/AUTH_HMAC_SHA2_256_128 16 32 16 16 16",
            "ENCR_AES_CBC_128/AUTH_HMAC_SHA2_384_192 16 48 16 16 24",
            "ENCR_AES_CBC_128/AUTH_HMAC_SHA2_512_256 16 64 16 16 32",
            "ENCR_AES_CBC_192/AUTH_HMAC_SHA2_256_128 24 32 16 16 16",
            "ENCR_AES_CBC_192/AUTH_HMAC_SHA2_384_192 24 48 16 16 24",
            "ENCR_AES_CBC_192/AUTH_HMAC_SHA2_512_256 24 64 16 16 32",
            "ENCR_AES_CBC_256/AUTH_HMAC_SHA2_256_128 32 32 16 16 16",
            "ENCR_AES_CBC_256/AUTH_HMAC_SHA2_384_192 32 48 16 16 24",
            "ENCR_AES_CBC_256/AUTH_HMAC_SHA2_512_256 32 64 16 16 32"),
        all()
            .map(c ->
                "%s %d %d %d %d %d"
                    .formatted(
                        c,
                        c.encryptionKeyLength(),
                        c.integrityKeyLength(),
                        c.ivLength(),
                        c.blockLength(),
                        c.icvLength()))
            .toList());
  }

  @Test
  @Tag("rfc7296:5/2")
  @Tag("rfc5282:7.3/1")
  @Tag("rfc5282:7.3/2")
  @Tag("rfc5282:8/1")
  @Tag("rfc7634:4/1")
  @Tag("rfc7296:3.14/2")
  void combinationsThatRfc5282ForbidsOrThatNobodyDefinedAreAbsent() {
    assertAbsent(EncryptionAlgorithm.AES_GCM_16, 256, IntegrityAlgorithm.HMAC_SHA2_256_128);
    assertAbsent(EncryptionAlgorithm.AES_GCM_16, 0, IntegrityAlgorithm.NONE);
    assertAbsent(EncryptionAlgorithm.AES_GCM_16, 160, IntegrityAlgorithm.NONE);
    assertAbsent(EncryptionAlgorithm.CHACHA20_POLY1305, 256, IntegrityAlgorithm.NONE);
    assertAbsent(EncryptionAlgorithm.AES_CBC, 256, IntegrityAlgorithm.NONE);
    assertAbsent(EncryptionAlgorithm.AES_CBC, 256, IntegrityAlgorithm.HMAC_SHA1_96);
    assertAbsent(EncryptionAlgorithm.NULL, 0, IntegrityAlgorithm.HMAC_SHA2_256_128);
    assertAbsent(EncryptionAlgorithm.AES_GCM_8, 256, IntegrityAlgorithm.NONE);
    assertAbsent(EncryptionAlgorithm.of(9999), 0, IntegrityAlgorithm.NONE);
  }

  private static void assertAbsent(
      EncryptionAlgorithm encryption, int bits, IntegrityAlgorithm integrity) {
    OptionalInt keyBits = bits == 0 ? OptionalInt.empty() : OptionalInt.of(bits);
    assertTrue(IkeCipher.of(encryption, keyBits, integrity).isEmpty());
  }

  @ParameterizedTest
  @MethodSource("all")
  void whatIsSealedOpensAndIsAsLongAsForetold(IkeCipher cipher) {
    CipherKeys keys = keys(cipher, 1);
    MessageSealer sealer = new MessageSealer(cipher, keys, RANDOM);
    for (int length : new int[] {0, 1, 14, 15, 16, 17, 31, 32, 1000, 40_000}) {
      byte[] plaintext = RANDOM.draw(Purpose.NONCE, length, length);
      byte[] message = sealer.seal(PREFIX, plaintext);
      assertEquals(PREFIX.length + cipher.bodyLength(length), message.length);
      assertArrayEquals(PREFIX, Arrays.copyOf(message, PREFIX.length));
      byte[] before = message.clone();
      Opened.Authentic opened =
          assertInstanceOf(Opened.Authentic.class, cipher.open(keys, message, PREFIX.length));
      assertArrayEquals(plaintext, opened.plaintext());
      assertArrayEquals(before, message, "the message stays as it is");
    }
  }

  @ParameterizedTest
  @MethodSource("all")
  @Tag("rfc5282:5.1/1")
  @Tag("negative")
  void anyFlippedBitIsNoticed(IkeCipher cipher) {
    CipherKeys keys = keys(cipher, 1);
    byte[] message = new MessageSealer(cipher, keys, RANDOM).seal(PREFIX, new byte[40]);
    for (int at = 0; at < message.length; at++) {
      byte[] tampered = message.clone();
      tampered[at] ^= (byte) (1 << at % 8);
      assertEquals(
          new Opened.Refused(Opened.Refusal.WRONG_ICV), cipher.open(keys, tampered, PREFIX.length));
    }
    assertEquals(
        new Opened.Refused(Opened.Refusal.WRONG_ICV),
        cipher.open(keys(cipher, 2), message, PREFIX.length));
  }

  @ParameterizedTest
  @MethodSource("all")
  void aTruncatedMessageIsRefused(IkeCipher cipher) {
    CipherKeys keys = keys(cipher, 1);
    byte[] message = new MessageSealer(cipher, keys, RANDOM).seal(PREFIX, new byte[40]);
    int least = PREFIX.length + cipher.bodyLength(0);
    for (int length = PREFIX.length; length < message.length; length++) {
      Opened opened = cipher.open(keys, Arrays.copyOf(message, length), PREFIX.length);
      Opened.Refusal refusal = assertInstanceOf(Opened.Refused.class, opened).refusal();
      assertEquals(length < least ? Opened.Refusal.TOO_SHORT : Opened.Refusal.WRONG_ICV, refusal);
      assertTrue(!refusal.isAuthentic());
    }
  }

  @ParameterizedTest
  @MethodSource("all")
  @Tag("rfc7296:3.14/5")
  @Tag("rfc5282:3/2")
  @Tag("rfc7634:3/2")
  void anyAlignedPaddingIsAcceptedAndAnImpossiblePadLengthIsAuthenticButRefused(IkeCipher cipher) {
    CipherKeys keys = keys(cipher, 1);
    byte[] iv = new byte[cipher.ivLength()];
    byte[] plaintext = new byte[cipher.blockLength() == 1 ? 3 : 16];
    byte[] padding =
        new byte
            [255 / cipher.blockLength() * cipher.blockLength()
                + cipher.paddingLength(plaintext.length)];
    padding = Arrays.copyOf(padding, Math.min(padding.length, 255));
    Arrays.fill(padding, (byte) 0x5a);
    byte[] message = cipher.seal(keys, PREFIX, plaintext, iv, padding);
    assertArrayEquals(
        plaintext,
        assertInstanceOf(Opened.Authentic.class, cipher.open(keys, message, PREFIX.length))
            .plaintext());

    byte[] overstated = MessageShapeForTests.withPadLength(cipher, keys, PREFIX, iv, 200);
    Opened.Refused refused =
        assertInstanceOf(Opened.Refused.class, cipher.open(keys, overstated, PREFIX.length));
    assertEquals(Opened.Refusal.WRONG_PAD_LENGTH, refused.refusal());
    assertTrue(refused.refusal().isAuthentic());
  }

  @Test
  @Tag("rfc7296:3.14/6")
  void aMisalignedCbcMessageIsRefusedAndAuthenticOnlyIfItsIcvIsRight() {
    IkeCipher cipher =
        cipher(EncryptionAlgorithm.AES_CBC, 128, IntegrityAlgorithm.HMAC_SHA2_256_128);
    CipherKeys keys = keys(cipher, 1);
    Integrity integrity = Integrity.of(IntegrityAlgorithm.HMAC_SHA2_256_128).orElseThrow();
    byte[] message = new byte[PREFIX.length + 16 + 17 + 16];
    assertEquals(
        new Opened.Refused(Opened.Refusal.WRONG_ICV), cipher.open(keys, message, PREFIX.length));
    int end = message.length - 16;
    System.arraycopy(integrity.icv(keys.integrity(), message, 0, end), 0, message, end, 16);
    assertEquals(
        new Opened.Refused(Opened.Refusal.NOT_ALIGNED), cipher.open(keys, message, PREFIX.length));
    assertTrue(Opened.Refusal.NOT_ALIGNED.isAuthentic());
  }

  @ParameterizedTest
  @MethodSource("all")
  void wrongLengthsOfKeysIvOrPaddingAreOurOwnMistake(IkeCipher cipher) {
    CipherKeys keys = keys(cipher, 1);
    byte[] iv = new byte[cipher.ivLength()];
    byte[] plain = new byte[15];
    byte[] none = new byte[0];
    CipherKeys bad =
        new CipherKeys(Secret.copyOf(new byte[cipher.encryptionKeyLength() + 1]), keys.integrity());
    CipherKeys bad2 =
        new CipherKeys(keys.encryption(), Secret.copyOf(new byte[cipher.integrityKeyLength() + 1]));
    assertThrows(IllegalArgumentException.class, () -> cipher.seal(bad, PREFIX, plain, iv, none));
    assertThrows(IllegalArgumentException.class, () -> cipher.seal(bad2, PREFIX, plain, iv, none));
    assertThrows(IllegalArgumentException.class, () -> cipher.open(bad, PREFIX, 0));
    assertThrows(
        IllegalArgumentException.class,
        () -> cipher.seal(keys, PREFIX, plain, new byte[iv.length + 1], none));
    assertThrows(
        IllegalArgumentException.class, () -> cipher.seal(keys, PREFIX, plain, iv, new byte[256]));
    if (cipher.blockLength() > 1) {
      assertThrows(
          IllegalArgumentException.class, () -> cipher.seal(keys, PREFIX, plain, iv, new byte[1]));
    }
    assertThrows(
        IndexOutOfBoundsException.class, () -> cipher.open(keys, PREFIX, PREFIX.length + 1));
  }

  @ParameterizedTest
  @MethodSource("all")
  @Tag("rfc5282:3.1/2")
  @Tag("rfc7634:2/1")
  void noIvComesTwiceUnderOneKey(IkeCipher cipher) {
    MessageSealer sealer = new MessageSealer(cipher, keys(cipher, 1), RANDOM);
    Set<String> ivs = new HashSet<>();
    for (int i = 0; i < 300; i++) {
      byte[] message = sealer.seal(PREFIX, new byte[0]);
      ivs.add(
          Arrays.toString(
              Arrays.copyOfRange(message, PREFIX.length, PREFIX.length + cipher.ivLength())));
    }
    assertEquals(300, ivs.size());
    assertEquals(300, sealer.count());
  }

  @Test
  @Tag("rfc7634:2/2")
  void anAeadIvCountsUpAndDrawsNothing() {
    IkeCipher cipher = cipher(EncryptionAlgorithm.AES_GCM_16, 256, IntegrityAlgorithm.NONE);
    MessageSealer sealer = new MessageSealer(cipher, keys(cipher, 1), new FailingRandomness());
    sealer.seal(PREFIX, new byte[1]);
    byte[] second = sealer.seal(PREFIX, new byte[1]);
    assertArrayEquals(
        new byte[] {0, 0, 0, 0, 0, 0, 0, 1},
        Arrays.copyOfRange(second, PREFIX.length, PREFIX.length + 8));
  }

  @Test
  @Tag("rfc7296:3.14/3")
  @Tag("rfc3602:3/2")
  @Tag("rfc3602:3/3")
  void aCbcIvAndItsPaddingAreLabelledDraws() {
    IkeCipher cipher =
        cipher(EncryptionAlgorithm.AES_CBC, 128, IntegrityAlgorithm.HMAC_SHA2_256_128);
    CipherKeys keys = keys(cipher, 1);
    MessageSealer sealer = new MessageSealer(cipher, keys, RANDOM.scoped("x"));
    sealer.seal(PREFIX, new byte[1]);
    byte[] second = sealer.seal(PREFIX, new byte[1]);
    Randomness scope = RANDOM.scoped("x");
    assertArrayEquals(
        cipher.seal(
            keys,
            PREFIX,
            new byte[1],
            scope.draw(Purpose.CBC_IV, 1, 16),
            scope.draw(Purpose.CBC_PADDING, 1, 14)),
        second);
  }

  @Test
  void sealingWithWipedKeysIsAMistake() {
    IkeCipher cipher = cipher(EncryptionAlgorithm.AES_GCM_16, 256, IntegrityAlgorithm.NONE);
    CipherKeys keys = keys(cipher, 1);
    MessageSealer sealer = new MessageSealer(cipher, keys, new FailingRandomness());
    keys.encryption().close();
    assertThrows(IllegalStateException.class, () -> sealer.seal(PREFIX, new byte[1]));
  }

  @Test
  @Tag("rfc4868:2.1.1/1")
  @Tag("rfc4868:2.3/1")
  void anIntegrityAlgorithmCutsItsIcvToHalf() {
    // RFC 4868 2.7.2.1, test case AUTH256-2
    Integrity sha256 = Integrity.of(IntegrityAlgorithm.HMAC_SHA2_256_128).orElseThrow();
    Secret key = Secret.copyOf("JefeJefeJefeJefeJefeJefeJefeJefe".getBytes(US_ASCII));
    byte[] data = "what do ya want for nothing?".getBytes(US_ASCII);
    byte[] icv = sha256.icv(key, data, 0, data.length);
    assertArrayEquals(java.util.HexFormat.of().parseHex("167f928588c5cc2eef8e3093caa0e87c"), icv);
    assertTrue(sha256.verify(key, data, 0, data.length, icv));
    icv[15] ^= 1;
    assertTrue(!sha256.verify(key, data, 0, data.length, icv));
    assertThrows(
        IllegalArgumentException.class,
        () -> sha256.icv(Secret.copyOf(new byte[31]), data, 0, data.length));
  }

  @Test
  @Tag("rfc4106:8.1/1")
  void keyLengthsOfChildSaAlgorithmsCountTheSalt() {
    OptionalInt none = OptionalInt.empty();
    OptionalInt bits = OptionalInt.of(256);
    assertEquals(OptionalInt.of(0), KeyLengths.encryption(EncryptionAlgorithm.NULL, none));
    assertEquals(OptionalInt.of(36), KeyLengths.encryption(EncryptionAlgorithm.AES_CTR, bits));
    assertEquals(OptionalInt.of(35), KeyLengths.encryption(EncryptionAlgorithm.AES_CCM_16, bits));
    assertEquals(OptionalInt.of(36), KeyLengths.encryption(EncryptionAlgorithm.AES_GCM_8, bits));
    assertEquals(
        OptionalInt.of(36), KeyLengths.encryption(EncryptionAlgorithm.NULL_AUTH_AES_GMAC, bits));
    assertEquals(none, KeyLengths.encryption(EncryptionAlgorithm.TRIPLE_DES, none));
    assertEquals(none, KeyLengths.encryption(EncryptionAlgorithm.NULL, bits));
    assertEquals(OptionalInt.of(0), KeyLengths.integrity(IntegrityAlgorithm.NONE));
    assertEquals(OptionalInt.of(48), KeyLengths.integrity(IntegrityAlgorithm.HMAC_SHA2_384_192));
    assertEquals(none, KeyLengths.integrity(IntegrityAlgorithm.HMAC_SHA1_96));
  }
}
