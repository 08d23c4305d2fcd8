package org.yett.ike.crypto;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.yett.spec.iana.AuthMethod;
import org.yett.spec.iana.HashAlgorithm;

class SignaturesTest {

  private static final byte[] MESSAGE = "octets to sign".getBytes(US_ASCII);
  private static final Randomness RANDOM = DeterministicRandomness.ofSeed(7);

  private static SigningKey key(KeyKind kind) {
    try (Secret pkcs8 = kind.generate(DeterministicRandomness.ofSeed(kind.ordinal()))) {
      return switch (pkcs8.<KeyParse<SigningKey>>lend(Pkcs8Key::of)) {
        case KeyParse.Ok<SigningKey>(SigningKey key) -> key;
        case KeyParse.Bad<SigningKey>(String reason) -> throw new AssertionError(reason);
      };
    }
  }

  private static VerificationKey publicHalf(SigningKey key) {
    return switch (VerificationKey.of(key.publicKey())) {
      case KeyParse.Ok<VerificationKey>(VerificationKey half) -> half;
      case KeyParse.Bad<VerificationKey>(String reason) -> throw new AssertionError(reason);
    };
  }

  /** The small variants of SLH-DSA, and RSA keys, take seconds each: one of them stands for all. */
  @ParameterizedTest
  @EnumSource(
      names = {
        "RSA_2048",
        "ECDSA_P256",
        "ECDSA_P384",
        "ECDSA_P521",
        "ED25519",
        "ED448",
        "ML_DSA_44",
        "ML_DSA_65",
        "ML_DSA_87",
        "SLH_DSA_SHA2_128F",
        "SLH_DSA_SHAKE_128F",
        "SLH_DSA_SHA2_192F"
      })
  void whatAKeySignsItsPublicHalfVerifiesAndNothingElse(KeyKind kind) {
    SigningKey key = key(kind);
    VerificationKey half = publicHalf(key);
    for (SignatureScheme scheme : key.schemes()) {
      byte[] signature = key.sign(scheme, MESSAGE, RANDOM);
      assertTrue(half.verify(scheme, MESSAGE, signature), scheme.toString());
      byte[] other = MESSAGE.clone();
      other[0] ^= 1;
      assertFalse(half.verify(scheme, other, signature), scheme.toString());
      byte[] bent = signature.clone();
      bent[bent.length / 2] ^= 1;
      assertFalse(half.verify(scheme, MESSAGE, bent), scheme.toString());
      assertFalse(half.verify(scheme, MESSAGE, new byte[0]), scheme.toString());
      assertArrayEquals(
          signature, key.sign(scheme, MESSAGE, RANDOM), "the same from the same randomness");
    }
  }

  @Test
  void hedgedSignaturesDifferWithTheRandomness() {
    SigningKey key = key(KeyKind.ML_DSA_65);
    byte[] one = key.sign(SignatureScheme.ML_DSA_65, MESSAGE, DeterministicRandomness.ofSeed(1));
    byte[] two = key.sign(SignatureScheme.ML_DSA_65, MESSAGE, DeterministicRandomness.ofSeed(2));
    assertFalse(java.util.Arrays.equals(one, two));
    assertTrue(publicHalf(key).verify(SignatureScheme.ML_DSA_65, MESSAGE, two));
  }

  @Test
  void aSchemeThatDoesNotGoWithTheKeyIsRefused() {
    SigningKey key = key(KeyKind.ED25519);
    assertThrows(
        IllegalArgumentException.class,
        () -> key.sign(SignatureScheme.ECDSA_SHA256, MESSAGE, RANDOM));
    assertFalse(publicHalf(key).verify(SignatureScheme.ECDSA_SHA256, MESSAGE, new byte[64]));
  }

  @Test
  void eachCurveHasItsOlderMethod() {
    assertEquals(
        List.of(
            Optional.of(AuthMethod.ECDSA_SHA256_P256),
            Optional.of(AuthMethod.ECDSA_SHA384_P384),
            Optional.of(AuthMethod.ECDSA_SHA512_P521),
            Optional.of(AuthMethod.RSA_SIGNATURE),
            Optional.empty(),
            Optional.empty()),
        List.of(
                KeyKind.ECDSA_P256,
                KeyKind.ECDSA_P384,
                KeyKind.ECDSA_P521,
                KeyKind.RSA_2048,
                KeyKind.ED25519,
                KeyKind.ML_DSA_44)
            .stream()
            .map(kind -> publicHalf(key(kind)).olderMethod())
            .toList());
  }

  @Test
  void whatIsNoKeyIsToldSo() {
    assertInstanceOf(KeyParse.Bad.class, VerificationKey.of(new byte[0]));
    assertInstanceOf(KeyParse.Bad.class, VerificationKey.of(new byte[9000]));
    assertInstanceOf(KeyParse.Bad.class, VerificationKey.of(HexFormat.of().parseHex("30030101ff")));
    assertInstanceOf(KeyParse.Bad.class, Pkcs8Key.of(new byte[] {0x30, 0x00}));
    byte[] offCurve = key(KeyKind.ECDSA_P256).publicKey();
    offCurve[offCurve.length - 1] ^= 1;
    assertInstanceOf(KeyParse.Bad.class, VerificationKey.of(offCurve));
  }

  @Test
  @Tag("rfc8420:2")
  @Tag("ikev2-pqc-auth-06:3.2.1/2")
  void algorithmsThatTakeTheMessageItselfHaveTheIdentityHash() {
    for (SignatureScheme scheme : SignatureScheme.values()) {
      boolean itself =
          switch (scheme.family()) {
            case EDDSA, ML_DSA, SLH_DSA -> true;
            case RSA_PKCS1, RSA_PSS, ECDSA -> false;
          };
      assertEquals(itself, scheme.hash().equals(HashAlgorithm.IDENTITY), scheme.toString());
    }
  }

  @Test
  void theAnnouncedSchemesLackSha1() {
    assertFalse(SignatureScheme.all().contains(SignatureScheme.RSA_PKCS1_SHA1));
    assertEquals(SignatureScheme.values().length - 1, SignatureScheme.all().size());
  }
}
