package org.yett.ike.crypto;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.stream.Stream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.yett.spec.iana.PseudorandomFunction;

class PrfTest {

  private static final byte[] SEED = "a seed of some octets".getBytes(US_ASCII);

  static Stream<Prf> all() {
    return Stream.of(5, 6, 7).map(id -> Prf.of(PseudorandomFunction.of(id)).orElseThrow());
  }

  @ParameterizedTest
  @CsvSource({
    "5, 5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843",
    "6, af45d2e376484031617f78d2b58a6b1b9c7ef464f5a01b47e42ec3736322445e8e2240ca5e69e2c78b3239ecfab21649",
    "7, 164b7a7bfcf819e2e395fbe73b56e0a387bd64222e831fd610270cd7ea2505549758bf75c05a994a6d034f65f8f0e6fdcaeab1a34d4a6b4b636e070a38bce737"
  })
  void prfIsHmac(int id, String expected) {
    // RFC 4231 4.3
    Prf prf = Prf.of(PseudorandomFunction.of(id)).orElseThrow();
    byte[] key = {'J', 'e', 'f', 'e'};
    assertArrayEquals(
        HexFormat.of().parseHex(expected),
        prf.keyed(key)
            .update("what do ya want ".getBytes(US_ASCII))
            .update(Secret.copyOf("for nothing?".getBytes(US_ASCII)))
            .octets());
    assertEquals(expected.length() / 2, prf.outputLength());
    assertEquals(prf.outputLength(), prf.preferredKeyLength());
  }

  @Test
  void functionsThatCannotBeComputedAreAbsent() {
    assertTrue(Prf.of(PseudorandomFunction.HMAC_SHA1).isEmpty());
    assertTrue(Prf.of(PseudorandomFunction.of(4321)).isEmpty());
  }

  @ParameterizedTest
  @MethodSource("all")
  @Tag("rfc7296:2.13/x1")
  void prfPlusChainsBlocksWithACounterFromOne(Prf prf) throws Exception {
    Secret key = Secret.copyOf(new byte[] {1, 2, 3, 4});
    Mac mac = Mac.getInstance("HmacSHA" + 8 * prf.outputLength());
    mac.init(new SecretKeySpec(key.copy(), "HMAC"));
    ByteArrayOutputStream expected = new ByteArrayOutputStream();
    byte[] block = new byte[0];
    for (int i = 1; i <= 255; i++) {
      mac.update(block);
      mac.update(SEED);
      mac.update((byte) i);
      block = mac.doFinal();
      expected.writeBytes(block);
    }
    byte[] all = expected.toByteArray();
    assertArrayEquals(all, prf.plus(key, SEED, all.length).copy());
    for (int length : new int[] {0, 1, prf.outputLength(), prf.outputLength() + 1, 300}) {
      assertArrayEquals(Arrays.copyOf(all, length), prf.plus(key, SEED, length).copy());
    }
  }

  @ParameterizedTest
  @MethodSource("all")
  void prfPlusEndsAfter255Blocks(Prf prf) {
    Secret key = Secret.copyOf(new byte[] {1});
    assertEquals(255 * prf.outputLength(), prf.maximumExpansion());
    assertThrows(
        IllegalArgumentException.class, () -> prf.plus(key, SEED, 255 * prf.outputLength() + 1));
    assertThrows(IllegalArgumentException.class, () -> prf.plus(key, SEED, -1));
  }

  @ParameterizedTest
  @MethodSource("all")
  @Tag("rfc7296:1.7/8")
  void keysOfAnyLengthAreTakenEvenEmptyOnes(Prf prf) {
    Secret empty = Secret.copyOf(new byte[0]);
    Secret zero = Secret.copyOf(new byte[1]);
    // HMAC pads keys with zeros, so these two are the same key.
    assertEquals(prf.keyed(empty).update(SEED).secret(), prf.keyed(zero).update(SEED).secret());
    assertEquals(prf.outputLength(), prf.keyed(new byte[1000]).update(SEED).octets().length);
  }

  @ParameterizedTest
  @MethodSource("all")
  void aWipedKeyOrSeedIsAMistake(Prf prf) {
    Secret key = Secret.copyOf(new byte[] {1});
    Secret wiped = Secret.copyOf(new byte[] {1});
    wiped.close();
    assertThrows(IllegalStateException.class, () -> prf.keyed(wiped));
    assertThrows(IllegalStateException.class, () -> prf.plus(wiped, SEED, 10));
    assertThrows(IllegalStateException.class, () -> prf.plus(key, wiped, 10));
    assertThrows(IllegalStateException.class, () -> prf.keyed(key).update(wiped));
  }
}
