package org.yett.ike.keys;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.yett.ike.crypto.DeterministicRandomness;
import org.yett.ike.crypto.IkeCipher;
import org.yett.ike.crypto.Prf;
import org.yett.ike.crypto.Purpose;
import org.yett.ike.crypto.Randomness;
import org.yett.ike.crypto.Secret;
import org.yett.spec.iana.EncryptionAlgorithm;
import org.yett.spec.iana.IntegrityAlgorithm;
import org.yett.spec.iana.PseudorandomFunction;

/** The formulas, against a second writing of them on the platform's HMAC alone. */
class KeyScheduleTest {

  private static final Randomness RANDOM = DeterministicRandomness.ofSeed(3);
  private static final byte[] NI = RANDOM.draw(Purpose.NONCE, 0, 32);
  private static final byte[] NR = RANDOM.draw(Purpose.NONCE, 1, 48);
  private static final IkeSpis SPIS = new IkeSpis(0x0102030405060708L, 0xf1f2f3f4f5f6f7f8L);
  private static final byte[] SPI_OCTETS =
      ByteBuffer.allocate(16).putLong(0x0102030405060708L).putLong(0xf1f2f3f4f5f6f7f8L).array();
  private static final byte[] GIR = RANDOM.draw(Purpose.KE_PRIVATE, 0, 32);
  private static final byte[] SK1 = RANDOM.draw(Purpose.KE_PRIVATE, 1, 32);
  private static final byte[] SK2 = RANDOM.draw(Purpose.KE_PRIVATE, 2, 66);
  private static final byte[] PPK = RANDOM.draw(Purpose.KE_PRIVATE, 3, 40);

  private static final Prf SHA256 = prf(PseudorandomFunction.HMAC_SHA2_256);
  private static final Prf SHA384 = prf(PseudorandomFunction.HMAC_SHA2_384);

  private static final IkeCipher GCM =
      IkeCipher.of(EncryptionAlgorithm.AES_GCM_16, OptionalInt.of(256), IntegrityAlgorithm.NONE)
          .orElseThrow();
  private static final IkeCipher CBC =
      IkeCipher.of(
              EncryptionAlgorithm.AES_CBC,
              OptionalInt.of(192),
              IntegrityAlgorithm.HMAC_SHA2_256_128)
          .orElseThrow();

  private static final IkeKeyContext CONTEXT = new IkeKeyContext(SHA384, CBC, NI, NR, SPIS);

  private static Prf prf(PseudorandomFunction id) {
    return Prf.of(id).orElseThrow();
  }

  private static Secret secret(byte[] octets) {
    return Secret.copyOf(octets);
  }

  // The second writing.

  private static byte[] cat(byte[]... parts) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      out.writeBytes(part);
    }
    return out.toByteArray();
  }

  private static byte[] hmac(int bits, byte[] key, byte[]... data) {
    try {
      Mac mac = Mac.getInstance("HmacSHA" + bits);
      mac.init(new SecretKeySpec(key, "HMAC"));
      return mac.doFinal(cat(data));
    } catch (GeneralSecurityException e) {
      throw new AssertionError(e);
    }
  }

  private static byte[] plus(int bits, byte[] key, byte[] seed, int length) {
    byte[] all = new byte[0];
    byte[] block = new byte[0];
    for (int i = 1; all.length < length; i++) {
      block = hmac(bits, key, block, seed, new byte[] {(byte) i});
      all = cat(all, block);
    }
    return Arrays.copyOf(all, length);
  }

  private static byte[] flat(IkeKeys keys) {
    return cat(
        keys.skD().copy(),
        keys.skAi().copy(),
        keys.skAr().copy(),
        keys.skEi().copy(),
        keys.skEr().copy(),
        keys.skPi().copy(),
        keys.skPr().copy());
  }

  private static final int CBC_TOTAL = 3 * 48 + 2 * 32 + 2 * 24;

  private static byte[] expectedInitial() {
    byte[] skeyseed = hmac(384, cat(NI, NR), GIR);
    return plus(384, skeyseed, cat(NI, NR, SPI_OCTETS), CBC_TOTAL);
  }

  private static IkeKeys initial() {
    return IkeKeySchedule.initial(CONTEXT, secret(GIR), KeyTrace.NONE);
  }

  @Test
  @Tag("rfc7296:2.13/3")
  @Tag("rfc7296:2.14/1")
  @Tag("rfc7296:2.14/x1")
  @Tag("rfc7296:2.14/x2")
  @Tag("rfc7296:2.14/x3")
  void theFirstKeysComeFromTheNoncesTheSecretAndTheSpis() {
    IkeKeys keys = initial();
    assertEquals(0, keys.generation());
    assertArrayEquals(expectedInitial(), flat(keys));
    assertEquals(48, keys.skD().length());
    assertEquals(32, keys.skAi().length());
    assertEquals(24, keys.skEr().length());
    assertEquals(48, keys.skPr().length());
  }

  @Test
  @Tag("rfc5282:7.1/1")
  @Tag("rfc5282:7.1/2")
  void underAnAeadCipherTheIntegrityKeysAreEmptyAndTheEncryptionKeysHoldTheSalt() {
    IkeKeys keys =
        IkeKeySchedule.initial(
            new IkeKeyContext(SHA256, GCM, NI, NR, SPIS), secret(GIR), KeyTrace.NONE);
    assertEquals(0, keys.skAi().length());
    assertEquals(0, keys.skAr().length());
    assertEquals(36, keys.skEi().length());
    assertArrayEquals(
        plus(256, hmac(256, cat(NI, NR), GIR), cat(NI, NR, SPI_OCTETS), 3 * 32 + 2 * 36),
        flat(keys));
  }

  @Test
  @Tag("rfc9370:2.2.2/x1")
  @Tag("rfc9370:2.2.2/x2")
  @Tag("rfc9370:2.2.2/x3")
  @Tag("rfc9370:2.2.2/x4")
  void anAdditionalKeyExchangeIsKeyedWithTheLastSkDAndKeepsTheNoncesOfSaInit() {
    IkeKeys keys0 = initial();
    IkeKeys keys1 = IkeKeySchedule.update(CONTEXT, keys0, secret(SK1), KeyTrace.NONE);
    IkeKeys keys2 = IkeKeySchedule.update(CONTEXT, keys1, secret(SK2), KeyTrace.NONE);
    byte[] skD0 = Arrays.copyOf(expectedInitial(), 48);
    byte[] expected1 = plus(384, hmac(384, skD0, SK1, NI, NR), cat(NI, NR, SPI_OCTETS), CBC_TOTAL);
    byte[] skD1 = Arrays.copyOf(expected1, 48);
    byte[] expected2 = plus(384, hmac(384, skD1, SK2, NI, NR), cat(NI, NR, SPI_OCTETS), CBC_TOTAL);
    assertArrayEquals(expected1, flat(keys1));
    assertArrayEquals(expected2, flat(keys2));
    assertEquals(1, keys1.generation());
    assertEquals(2, keys2.generation());
    assertArrayEquals(expectedInitial(), flat(keys0), "older generations stay as they were");
  }

  @Test
  void aPpkInIkeIntermediateMakesANewSkeyseedFromSkD() {
    IkeKeys keys1 = IkeKeySchedule.update(CONTEXT, initial(), secret(SK1), KeyTrace.NONE);
    IkeKeys mixed = IkeKeySchedule.updateWithPpk(CONTEXT, keys1, secret(PPK), KeyTrace.NONE);
    byte[] skeyseed = plus(384, PPK, keys1.skD().copy(), 48);
    assertArrayEquals(plus(384, skeyseed, cat(NI, NR, SPI_OCTETS), CBC_TOTAL), flat(mixed));
    assertEquals(2, mixed.generation());
  }

  @Test
  void aPpkInIkeAuthChangesSkDAndSkPAlone() {
    IkeKeys before = initial();
    IkeKeys mixed = IkeKeySchedule.mixPpkForAuth(CONTEXT, before, secret(PPK), KeyTrace.NONE);
    assertArrayEquals(plus(384, PPK, before.skD().copy(), 48), mixed.skD().copy());
    assertArrayEquals(plus(384, PPK, before.skPi().copy(), 48), mixed.skPi().copy());
    assertArrayEquals(plus(384, PPK, before.skPr().copy(), 48), mixed.skPr().copy());
    assertEquals(before.skEi(), mixed.skEi());
    assertEquals(before.skEr(), mixed.skEr());
    assertEquals(before.skAi(), mixed.skAi());
    assertEquals(before.skAr(), mixed.skAr());
    assertEquals(before.generation(), mixed.generation());
    before.close();
    assertFalse(mixed.skEi().isClosed(), "each holder closes its own copies");
  }

  @Test
  @Tag("rfc7296:2.18/x1")
  void aRekeyUsesTheOldPrfForSkeyseedAndTheNewPrfAndTheNewSpisForTheKeys() {
    IkeSpis newSpis = new IkeSpis(1, 2);
    byte[] newSpiOctets = ByteBuffer.allocate(16).putLong(1).putLong(2).array();
    IkeKeyContext successor = new IkeKeyContext(SHA256, GCM, NR, NI, newSpis);
    Secret oldSkD = initial().skD();
    IkeKeys keys =
        IkeKeySchedule.rekey(SHA384, oldSkD, successor, List.of(secret(GIR)), KeyTrace.NONE);
    byte[] skeyseed = hmac(384, oldSkD.copy(), GIR, NR, NI);
    assertArrayEquals(plus(256, skeyseed, cat(NR, NI, newSpiOctets), 3 * 32 + 2 * 36), flat(keys));
    assertEquals(0, keys.generation());
  }

  @Test
  @Tag("rfc9370:2.2.4/x1")
  void aRekeyWithFollowUpKeyExchangesPutsTheNoncesAfterTheFirstSecret() {
    IkeKeyContext successor = new IkeKeyContext(SHA256, GCM, NI, NR, new IkeSpis(1, 2));
    Secret oldSkD = initial().skD();
    IkeKeys keys =
        IkeKeySchedule.rekey(
            SHA384,
            oldSkD,
            successor,
            List.of(secret(GIR), secret(SK1), secret(SK2)),
            KeyTrace.NONE);
    byte[] skeyseed = hmac(384, oldSkD.copy(), GIR, NI, NR, SK1, SK2);
    byte[] spis = ByteBuffer.allocate(16).putLong(1).putLong(2).array();
    assertArrayEquals(plus(256, skeyseed, cat(NI, NR, spis), 3 * 32 + 2 * 36), flat(keys));
  }

  @Test
  void aRekeyWithoutAKeyExchangeIsAMistake() {
    Secret oldSkD = initial().skD();
    assertThrows(
        IllegalArgumentException.class,
        () -> IkeKeySchedule.rekey(SHA384, oldSkD, CONTEXT, List.of(), KeyTrace.NONE));
  }

  @Test
  void theSpisOfTheOldSaGiveOtherKeys() {
    Secret oldSkD = initial().skD();
    List<Secret> secrets = List.of(secret(GIR), secret(SK1));
    IkeKeys right =
        IkeKeySchedule.rekey(
            SHA384,
            oldSkD,
            new IkeKeyContext(SHA256, GCM, NI, NR, new IkeSpis(1, 2)),
            secrets,
            KeyTrace.NONE);
    IkeKeys wrong =
        IkeKeySchedule.rekey(
            SHA384, oldSkD, new IkeKeyContext(SHA256, GCM, NI, NR, SPIS), secrets, KeyTrace.NONE);
    assertNotEquals(right.skD(), wrong.skD());
    assertNotEquals(right.skEi(), wrong.skEi());
  }

  private static byte[] flat(ChildKeys keys) {
    return cat(
        keys.initiatorEncryption().copy(),
        keys.initiatorIntegrity().copy(),
        keys.responderEncryption().copy(),
        keys.responderIntegrity().copy());
  }

  @Test
  @Tag("rfc7296:2.17/1")
  @Tag("rfc7296:2.17/2")
  @Tag("rfc7296:2.17/x1")
  @Tag("rfc7296:2.17/x2")
  @Tag("rfc4301:4.5.2/2")
  void childKeysAreTakenInitiatorFirstAndEncryptionFirst() {
    Secret skD = secret(SK1);
    ChildKeyLengths lengths = new ChildKeyLengths(24, 32);
    ChildKeys keys =
        ChildKeySchedule.derive(SHA256, skD, List.of(), NI, NR, lengths, KeyTrace.NONE);
    byte[] keymat = plus(256, SK1, cat(NI, NR), 112);
    assertArrayEquals(keymat, flat(keys));
    assertEquals(24, keys.initiatorEncryption().length());
    assertEquals(32, keys.initiatorIntegrity().length());
    assertEquals(24, keys.responderEncryption().length());
    assertEquals(32, keys.responderIntegrity().length());
  }

  @Test
  @Tag("rfc9370:2.2.4/x2")
  void childKeysWithKeyExchangesPutTheNoncesAfterTheFirstSecret() {
    Secret skD = secret(SK1);
    ChildKeyLengths aead = new ChildKeyLengths(36, 0);
    assertArrayEquals(
        plus(384, SK1, cat(GIR, NI, NR), 72),
        flat(
            ChildKeySchedule.derive(
                SHA384, skD, List.of(secret(GIR)), NI, NR, aead, KeyTrace.NONE)));
    assertArrayEquals(
        plus(384, SK1, cat(GIR, NI, NR, SK2, PPK), 72),
        flat(
            ChildKeySchedule.derive(
                SHA384,
                skD,
                List.of(secret(GIR), secret(SK2), secret(PPK)),
                NI,
                NR,
                aead,
                KeyTrace.NONE)));
  }

  @Test
  void nullEncryptionAndNoIntegrityTakeNothing() {
    ChildKeys keys =
        ChildKeySchedule.derive(
            SHA256, secret(SK1), List.of(), NI, NR, new ChildKeyLengths(0, 32), KeyTrace.NONE);
    assertEquals(0, keys.initiatorEncryption().length());
    assertArrayEquals(plus(256, SK1, cat(NI, NR), 64), flat(keys));
    assertThrows(IllegalArgumentException.class, () -> new ChildKeyLengths(-1, 0));
    ChildKeyLengths tooMuch = new ChildKeyLengths(255 * 16, 1);
    assertThrows(
        IllegalArgumentException.class,
        () ->
            ChildKeySchedule.derive(
                SHA256, secret(SK1), List.of(), NI, NR, tooMuch, KeyTrace.NONE));
  }

  @Test
  void ppkConfirmationsAreEightOctetsAndDifferByExchange() {
    assertArrayEquals(
        Arrays.copyOf(hmac(384, PPK, NI, NR, SPI_OCTETS), 8),
        Ppk.confirmation(CONTEXT, secret(PPK), KeyTrace.NONE));
    assertArrayEquals(
        Arrays.copyOf(hmac(256, PPK, NI, SPI_OCTETS), 8),
        Ppk.childConfirmation(SHA256, secret(PPK), NI, SPIS, KeyTrace.NONE));
    assertArrayEquals(
        plus(256, PPK, SK1, 32),
        Ppk.childBase(SHA256, secret(SK1), secret(PPK), KeyTrace.NONE).copy());
  }

  @Test
  @Tag("rfc7296:2.12/1")
  void closingAGenerationWipesAllItsKeys() {
    IkeKeys keys = initial();
    keys.close();
    for (Secret key :
        List.of(
            keys.skD(),
            keys.skAi(),
            keys.skAr(),
            keys.skEi(),
            keys.skEr(),
            keys.skPi(),
            keys.skPr())) {
      assertTrue(key.isClosed());
    }
    ChildKeys child =
        ChildKeySchedule.derive(
            SHA256, secret(SK1), List.of(), NI, NR, new ChildKeyLengths(1, 1), KeyTrace.NONE);
    child.close();
    assertTrue(child.initiatorEncryption().isClosed());
    assertTrue(child.initiatorIntegrity().isClosed());
    assertTrue(child.responderEncryption().isClosed());
    assertTrue(child.responderIntegrity().isClosed());
  }

  @Test
  void theKeysOfADirectionAreLent() {
    IkeKeys keys = initial();
    assertTrue(keys.skEi() == keys.initiatorKeys().encryption());
    assertTrue(keys.skAi() == keys.initiatorKeys().integrity());
    assertTrue(keys.skEr() == keys.responderKeys().encryption());
    assertTrue(keys.skAr() == keys.responderKeys().integrity());
  }

  @Test
  void argumentsStayUsable() {
    Secret gir = secret(GIR);
    Secret sk1 = secret(SK1);
    IkeKeys keys0 = IkeKeySchedule.initial(CONTEXT, gir, KeyTrace.NONE);
    IkeKeySchedule.update(CONTEXT, keys0, sk1, KeyTrace.NONE);
    ChildKeySchedule.derive(
        SHA384, keys0.skD(), List.of(gir, sk1), NI, NR, new ChildKeyLengths(1, 0), KeyTrace.NONE);
    assertTrue(gir.matches(GIR));
    assertTrue(sk1.matches(SK1));
    assertFalse(keys0.skD().isClosed());
  }

  @Test
  void printingKeysShowsLengthsAlone() {
    assertEquals(
        "IkeKeys[generation=0, skD=Secret[48 octets], skAi=Secret[32 octets],"
            + " skAr=Secret[32 octets], skEi=Secret[24 octets], skEr=Secret[24 octets],"
            + " skPi=Secret[48 octets], skPr=Secret[48 octets]]",
        initial().toString());
    assertEquals("0102030405060708_i f1f2f3f4f5f6f7f8_r", SPIS.toString());
  }
}
