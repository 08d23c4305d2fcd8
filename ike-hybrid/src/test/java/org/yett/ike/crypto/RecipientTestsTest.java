package org.yett.ike.crypto;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.yett.ike.crypto.KeyExchangesTest.RANDOM;
import static org.yett.ike.crypto.KeyExchangesTest.completed;
import static org.yett.ike.crypto.KeyExchangesTest.failed;
import static org.yett.ike.crypto.KeyExchangesTest.responded;

import java.math.BigInteger;
import java.util.HexFormat;
import org.bouncycastle.crypto.agreement.DHStandardGroups;
import org.bouncycastle.crypto.ec.CustomNamedCurves;
import org.bouncycastle.crypto.params.DHParameters;
import org.bouncycastle.util.BigIntegers;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.yett.ike.crypto.KeyExchangeError.Rule;
import org.yett.spec.iana.KeyExchangeMethod;

/** The tests that a recipient makes of a public value. */
class RecipientTestsTest {

  private static KeyExchange exchange(int method) {
    return KeyExchanges.standard().find(KeyExchangeMethod.of(method)).orElseThrow();
  }

  private static Rule refusal(KeyExchange exchange, byte[] share) {
    byte[] random = RANDOM.draw(exchange.responderRandom(), 0);
    Rule asResponder = failed(exchange.respond(share, random)).error().rule();
    if (exchange.initiatorShareLength() == exchange.responderShareLength()
        && exchange.initiatorRandom().purpose() == Purpose.KE_PRIVATE) {
      try (KeyExchange.InitiatorKey key = exchange.initiate(random)) {
        KeyExchange.Failed asInitiator =
            Assertions.assertInstanceOf(KeyExchange.Failed.class, key.complete(share));
        assertEquals(asResponder, asInitiator.error().rule());
      }
    }
    return asResponder;
  }

  private static void accepted(KeyExchange exchange, byte[] share) {
    responded(exchange.respond(share, RANDOM.draw(exchange.responderRandom(), 0)));
  }

  @ParameterizedTest
  @ValueSource(ints = {14, 15, 16})
  @Tag("rfc6989:2/1")
  @Tag("rfc6989:2.1/1")
  @Tag("negative")
  void aModpPublicValueIsGreaterThanOneAndLessThanPMinusOne(int method) {
    DHParameters group =
        switch (method) {
          case 14 -> DHStandardGroups.rfc3526_2048;
          case 15 -> DHStandardGroups.rfc3526_3072;
          default -> DHStandardGroups.rfc3526_4096;
        };
    BigInteger p = group.getP();
    KeyExchange exchange = exchange(method);
    int length = exchange.initiatorShareLength();
    BigInteger greatest = BigInteger.ONE.shiftLeft(8 * length).subtract(BigInteger.ONE);
    for (BigInteger bad :
        new BigInteger[] {
          BigInteger.ZERO,
          BigInteger.ONE,
          p.subtract(BigInteger.ONE),
          p,
          p.add(BigInteger.ONE),
          greatest
        }) {
      assertEquals(
          Rule.MODP_RANGE, refusal(exchange, BigIntegers.asUnsignedByteArray(length, bad)));
    }
    accepted(exchange, BigIntegers.asUnsignedByteArray(length, BigInteger.TWO));
    accepted(exchange, BigIntegers.asUnsignedByteArray(length, p.subtract(BigInteger.TWO)));
  }

  @Test
  @Tag("rfc7296:2.14/x3")
  void aModpSecretKeepsItsLeadingZeros() {
    KeyExchange exchange = exchange(14);
    // With 2 as the peer's value the secret is 2^x mod p; one random value is as good as another.
    int leading = 0;
    for (int i = 0; i < 1500 && leading == 0; i++) {
      byte[] random = RANDOM.draw(exchange.responderRandom(), i);
      Secret secret =
          responded(exchange.respond(BigIntegers.asUnsignedByteArray(256, BigInteger.TWO), random))
              .secret();
      assertEquals(256, secret.length());
      if (secret.copy()[0] == 0) {
        leading++;
      }
    }
    assertEquals(1, leading, "no secret with a leading zero octet was met");
  }

  @ParameterizedTest
  @CsvSource({"19, secp256r1", "20, secp384r1", "21, secp521r1"})
  @Tag("rfc6989:2/1")
  @Tag("rfc6989:2.3/1")
  @Tag("rfc6989:2.4/1")
  @Tag("negative")
  void anEcpPublicValueIsAPointOfTheCurveWithReducedCoordinates(int method, String curve) {
    KeyExchange exchange = exchange(method);
    int half = exchange.initiatorShareLength() / 2;
    BigInteger p = CustomNamedCurves.getByName(curve).getCurve().getField().getCharacteristic();
    byte[] good;
    try (KeyExchange.InitiatorKey key =
        exchange.initiate(RANDOM.draw(exchange.initiatorRandom(), 1))) {
      good = key.share();
    }
    accepted(exchange, good);

    assertEquals(Rule.CURVE_POINT_VALID, refusal(exchange, new byte[2 * half]), "zeros");
    byte[] flipped = good.clone();
    flipped[2 * half - 1] ^= 1;
    assertEquals(Rule.CURVE_POINT_VALID, refusal(exchange, flipped), "off the curve");
    byte[] swapped = new byte[2 * half];
    System.arraycopy(good, half, swapped, 0, half);
    System.arraycopy(good, 0, swapped, half, half);
    assertEquals(Rule.CURVE_POINT_VALID, refusal(exchange, swapped), "coordinates swapped");
    byte[] unreducedX = good.clone();
    System.arraycopy(BigIntegers.asUnsignedByteArray(half, p), 0, unreducedX, 0, half);
    assertEquals(Rule.CURVE_POINT_VALID, refusal(exchange, unreducedX), "x = p");
    byte[] unreducedY = good.clone();
    java.util.Arrays.fill(unreducedY, half, 2 * half, (byte) 0xff);
    assertEquals(Rule.CURVE_POINT_VALID, refusal(exchange, unreducedY), "y of all ones");
  }

  @Test
  void aPointEqualToAnotherModuloPIsRefused() {
    // x = 5 is on P-521; p + 5 still fits into 66 octets and would be it after reduction.
    KeyExchange exchange = exchange(21);
    var curve = CustomNamedCurves.getByName("secp521r1").getCurve();
    BigInteger p = curve.getField().getCharacteristic();
    for (int x = 1; x < 40; x++) {
      BigInteger candidate = BigInteger.valueOf(x);
      var fieldX = curve.fromBigInteger(candidate);
      var y = fieldX.square().add(curve.getA()).multiply(fieldX).add(curve.getB()).sqrt();
      if (y == null) {
        continue;
      }
      byte[] share = new byte[132];
      System.arraycopy(BigIntegers.asUnsignedByteArray(66, y.toBigInteger()), 0, share, 66, 66);
      System.arraycopy(BigIntegers.asUnsignedByteArray(66, candidate), 0, share, 0, 66);
      accepted(exchange, share);
      System.arraycopy(BigIntegers.asUnsignedByteArray(66, candidate.add(p)), 0, share, 0, 66);
      assertEquals(Rule.CURVE_POINT_VALID, refusal(exchange, share));
      return;
    }
    Assertions.fail("no small x on the curve");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "0000000000000000000000000000000000000000000000000000000000000000",
        "0100000000000000000000000000000000000000000000000000000000000000",
        "e0eb7a7c3b41b8ae1656e3faf19fc46ada098deb9c32b1fd866205165f49b800",
        "5f9c95bca3508c24b1d0b1559c83ef5b04445cc4581c8e86d8224eddd09f1157",
        "ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
        "edffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
        "eeffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f"
      })
  void aCurve25519ValueOfSmallOrderIsRefused(String share) {
    assertEquals(Rule.MONTGOMERY_ZERO, refusal(exchange(31), HexFormat.of().parseHex(share)));
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1})
  void aCurve448ValueOfSmallOrderIsRefused(int u) {
    byte[] share = new byte[56];
    share[0] = (byte) u;
    assertEquals(Rule.MONTGOMERY_ZERO, refusal(exchange(32), share));
  }

  @Test
  @Tag("rfc8031:3.2/1")
  @Tag("rfc8031:3.2/2")
  void theTopBitOfACurve25519ValueIsMaskedAndNonCanonicalValuesAreAccepted() {
    KeyExchange exchange = exchange(31);
    byte[] random = RANDOM.draw(exchange.responderRandom(), 0);
    byte[] share = exchange.initiate(RANDOM.draw(exchange.initiatorRandom(), 1)).share();
    byte[] masked = share.clone();
    masked[31] ^= (byte) 0x80;
    assertEquals(
        responded(exchange.respond(share, random)).secret(),
        responded(exchange.respond(masked, random)).secret());
    byte[] nine = new byte[32];
    nine[0] = 9;
    byte[] ninePlusP =
        HexFormat.of().parseHex("f6ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f");
    assertEquals(
        responded(exchange.respond(nine, random)).secret(),
        responded(exchange.respond(ninePlusP, random)).secret());
  }

  @ParameterizedTest
  @ValueSource(ints = {35, 36, 37})
  @Tag("ikev2-mlkem-08:2.2/1")
  @Tag("negative")
  void everyCoefficientOfAnEncapsulationKeyIsLessThanQ(int method) {
    KeyExchange exchange = exchange(method);
    int vector = exchange.initiatorShareLength() - 32;
    byte[] good = exchange.initiate(RANDOM.draw(exchange.initiatorRandom(), 1)).share();
    accepted(exchange, good);
    int coefficients = vector * 2 / 3;
    for (int i : new int[] {0, 1, 2, coefficients / 2 + 1, coefficients - 2, coefficients - 1}) {
      accepted(exchange, withCoefficient(good, i, 3328));
      for (int value : new int[] {3329, 3330, 4095}) {
        assertEquals(
            Rule.ENCAPSULATION_KEY_MODULUS, refusal(exchange, withCoefficient(good, i, value)));
      }
    }
  }

  private static byte[] withCoefficient(byte[] key, int index, int value) {
    byte[] changed = key.clone();
    int at = index / 2 * 3;
    if (index % 2 == 0) {
      changed[at] = (byte) value;
      changed[at + 1] = (byte) ((changed[at + 1] & 0xf0) | value >> 8);
    } else {
      changed[at + 1] = (byte) ((changed[at + 1] & 0x0f) | (value & 0xf) << 4);
      changed[at + 2] = (byte) (value >> 4);
    }
    return changed;
  }

  @ParameterizedTest
  @ValueSource(ints = {35, 36, 37})
  void aManipulatedCiphertextOfTheRightLengthGivesAnotherSecret(int method) {
    KeyExchange exchange = exchange(method);
    try (KeyExchange.InitiatorKey key =
        exchange.initiate(RANDOM.draw(exchange.initiatorRandom(), 1))) {
      KeyExchange.Responded responded =
          responded(exchange.respond(key.share(), RANDOM.draw(exchange.responderRandom(), 2)));
      byte[] tampered = responded.share().clone();
      tampered[tampered.length - 1] ^= 1;
      assertNotEquals(responded.secret(), completed(key.complete(tampered)));
    }
  }

  @Test
  void mlKemFunctionsRefuseWhatHasNotBeenChecked() {
    byte[] message = new byte[MlKem.MESSAGE_LENGTH];
    byte[] key;
    try (MlKem.DecapsulationKey pair = MlKem.ML_KEM_512.generate(new byte[64])) {
      key = pair.encapsulationKey();
      try (Secret expanded = pair.expanded();
          MlKem.DecapsulationKey again = MlKem.ML_KEM_512.importExpanded(expanded.copy())) {
        assertEquals(MlKem.ML_KEM_512.decapsulationKeyLength(), expanded.length());
        assertArrayEquals(key, again.encapsulationKey());
        byte[] spoilt = expanded.copy();
        spoilt[900] ^= 1;
        assertThrows(IllegalArgumentException.class, () -> MlKem.ML_KEM_512.importExpanded(spoilt));
      }
      assertThrows(IllegalArgumentException.class, () -> pair.decapsulate(new byte[767]));
    }
    MlKem.DecapsulationKey closed = MlKem.ML_KEM_512.generate(new byte[64]);
    closed.close();
    assertThrows(IllegalStateException.class, () -> closed.decapsulate(new byte[768]));
    assertThrows(IllegalStateException.class, closed::expanded);
    byte[] unreduced = withCoefficient(key, 5, 3329);
    assertThrows(
        IllegalArgumentException.class, () -> MlKem.ML_KEM_512.encapsulate(unreduced, message));
    assertThrows(IllegalArgumentException.class, () -> MlKem.ML_KEM_768.encapsulate(key, message));
    assertThrows(IllegalArgumentException.class, () -> MlKem.ML_KEM_512.generate(new byte[32]));
  }
}
