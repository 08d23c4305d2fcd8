package org.yett.ike.crypto;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.bouncycastle.crypto.AsymmetricCipherKeyPair;
import org.bouncycastle.crypto.generators.MLDSAKeyPairGenerator;
import org.bouncycastle.crypto.params.AsymmetricKeyParameter;
import org.bouncycastle.crypto.params.Ed25519PrivateKeyParameters;
import org.bouncycastle.crypto.params.Ed448PrivateKeyParameters;
import org.bouncycastle.crypto.params.MLDSAKeyGenerationParameters;
import org.bouncycastle.crypto.params.MLDSAParameters;
import org.bouncycastle.crypto.params.ParametersWithContext;
import org.bouncycastle.crypto.signers.Ed25519phSigner;
import org.bouncycastle.crypto.signers.Ed448phSigner;
import org.bouncycastle.crypto.signers.MLDSASigner;
import org.bouncycastle.crypto.util.PublicKeyFactory;
import org.bouncycastle.crypto.util.SubjectPublicKeyInfoFactory;
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
  @Tag("rfc8247:3.1.1/1")
  @Tag("rfc8247:3.1.1/x1")
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
  @Tag("rfc7427:3/3")
  void aHashThatIsLongerThanTheCurveIsTruncated() throws GeneralSecurityException {
    SigningKey key = key(KeyKind.ECDSA_P256);
    byte[] signature = key.sign(SignatureScheme.ECDSA_SHA512, MESSAGE, RANDOM);
    assertTrue(publicHalf(key).verify(SignatureScheme.ECDSA_SHA512, MESSAGE, signature));
    Signature other = Signature.getInstance("SHA512withECDSA");
    other.initVerify(
        KeyFactory.getInstance("EC").generatePublic(new X509EncodedKeySpec(key.publicKey())));
    other.update(MESSAGE);
    assertTrue(other.verify(signature), "another implementation says so, too");
  }

  @Test
  @Tag("rfc8420:2/2")
  @Tag("negative")
  void thePrehashedVariantsAreNotTaken() throws IOException {
    Ed25519PrivateKeyParameters own = new Ed25519PrivateKeyParameters(new byte[32]);
    Ed25519phSigner prehashed = new Ed25519phSigner(new byte[0]);
    prehashed.init(true, own);
    prehashed.update(MESSAGE, 0, MESSAGE.length);
    assertFalse(
        half(own.generatePublicKey())
            .verify(SignatureScheme.ED25519, MESSAGE, prehashed.generateSignature()));
    Ed448PrivateKeyParameters larger = new Ed448PrivateKeyParameters(new byte[57]);
    Ed448phSigner largerPrehashed = new Ed448phSigner(new byte[0]);
    largerPrehashed.init(true, larger);
    largerPrehashed.update(MESSAGE, 0, MESSAGE.length);
    assertFalse(
        half(larger.generatePublicKey())
            .verify(SignatureScheme.ED448, MESSAGE, largerPrehashed.generateSignature()));
  }

  private static VerificationKey half(AsymmetricKeyParameter key) throws IOException {
    byte[] info = SubjectPublicKeyInfoFactory.createSubjectPublicKeyInfo(key).getEncoded();
    return switch (VerificationKey.of(info)) {
      case KeyParse.Ok<VerificationKey>(VerificationKey half) -> half;
      case KeyParse.Bad<VerificationKey>(String reason) -> throw new AssertionError(reason);
    };
  }

  @Test
  @Tag("ikev2-pqc-auth-06:3.2/1")
  void theContextOfMlDsaIsEmpty() throws Exception {
    SigningKey key = key(KeyKind.ML_DSA_65);
    AsymmetricKeyParameter half = PublicKeyFactory.createKey(key.publicKey());
    byte[] signature = key.sign(SignatureScheme.ML_DSA_65, MESSAGE, RANDOM);
    for (byte[] context : new byte[][] {new byte[0], {1}}) {
      MLDSASigner other = new MLDSASigner();
      other.init(false, new ParametersWithContext(half, context));
      other.update(MESSAGE, 0, MESSAGE.length);
      assertEquals(context.length == 0, other.verifySignature(signature));
    }
  }

  @Test
  @Tag("ikev2-pqc-auth-06:3.2/1")
  @Tag("negative")
  void aSignatureUnderAnotherContextIsNotTaken() throws Exception {
    MLDSAKeyPairGenerator generator = new MLDSAKeyPairGenerator();
    generator.init(
        new MLDSAKeyGenerationParameters(
            new LabelledSecureRandom(RANDOM, Purpose.SIGNATURE_KEY, 0), MLDSAParameters.ml_dsa_44));
    AsymmetricCipherKeyPair pair = generator.generateKeyPair();
    for (byte[] context : new byte[][] {new byte[0], "IKE".getBytes(US_ASCII)}) {
      MLDSASigner signer = new MLDSASigner();
      signer.init(true, new ParametersWithContext(pair.getPrivate(), context));
      signer.update(MESSAGE, 0, MESSAGE.length);
      assertEquals(
          context.length == 0,
          half(pair.getPublic())
              .verify(SignatureScheme.ML_DSA_44, MESSAGE, signer.generateSignature()));
    }
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
