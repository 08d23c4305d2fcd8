package org.yett.ike.negotiate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.util.HexFormat;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.yett.ike.auth.SignatureDemand;
import org.yett.ike.crypto.IkeCipher;
import org.yett.ike.crypto.KeyExchanges;
import org.yett.ike.crypto.KeyLengths;
import org.yett.ike.crypto.Prf;
import org.yett.ike.crypto.SignatureScheme;
import org.yett.spec.iana.AuthMethod;
import org.yett.spec.iana.EncryptionAlgorithm;
import org.yett.spec.iana.HashAlgorithm;
import org.yett.spec.iana.IntegrityAlgorithm;
import org.yett.spec.iana.KeyExchangeMethod;
import org.yett.spec.iana.ProtocolId;
import org.yett.spec.iana.PseudorandomFunction;
import org.yett.spec.iana.TransformId;
import org.yett.spec.iana.TransformType;

/** The tables of RFC 8247 (IKE) and RFC 8221 (ESP): what has to be there, and what may not be. */
class AlgorithmRequirementsTest {

  private static boolean isSupported(TransformId id) {
    return AlgorithmKeywords.supportedAlgorithms().stream()
        .anyMatch(algorithm -> algorithm.id().equals(id));
  }

  private static boolean isSupported(EncryptionAlgorithm cipher, int bits) {
    return AlgorithmKeywords.supportedAlgorithms().contains(Algorithm.of(cipher, bits));
  }

  private static boolean protectsIke(
      EncryptionAlgorithm cipher, int bits, IntegrityAlgorithm integrity) {
    OptionalInt length = bits == 0 ? OptionalInt.empty() : OptionalInt.of(bits);
    return IkeCipher.of(cipher, length, integrity).isPresent();
  }

  @Test
  @Tag("rfc8247:2.1/3")
  @Tag("rfc8247:2.1/6")
  @Tag("rfc8247:2.1/7")
  @Tag("rfc8247:2.1/x1")
  @Tag("rfc8247:2.1/x2")
  @Tag("rfc8247:2.1/x3")
  void theCiphersThatAreWantedForIkeAreThere() {
    for (int bits : new int[] {128, 192, 256}) {
      assertTrue(isSupported(EncryptionAlgorithm.AES_CBC, bits));
      assertTrue(
          protectsIke(EncryptionAlgorithm.AES_CBC, bits, IntegrityAlgorithm.HMAC_SHA2_256_128));
      assertTrue(isSupported(EncryptionAlgorithm.AES_GCM_16, bits));
      assertTrue(protectsIke(EncryptionAlgorithm.AES_GCM_16, bits, IntegrityAlgorithm.NONE));
    }
    assertTrue(isSupported(EncryptionAlgorithm.CHACHA20_POLY1305));
    assertTrue(protectsIke(EncryptionAlgorithm.CHACHA20_POLY1305, 0, IntegrityAlgorithm.NONE));
  }

  @Test
  @Tag("rfc8247:2.1/1")
  @Tag("rfc8247:2.1/17")
  @Tag("rfc8247:2.1/18")
  @Tag("rfc8247:2.1/x7")
  @Tag("rfc7296:5/2")
  void anIkeSaIsNeverWithoutEncryptionOrIntegrity() {
    assertFalse(protectsIke(EncryptionAlgorithm.AES_CBC, 256, IntegrityAlgorithm.NONE));
    for (IntegrityAlgorithm integrity : IntegrityAlgorithm.known()) {
      assertFalse(protectsIke(EncryptionAlgorithm.NULL, 0, integrity), integrity::toString);
    }
    for (String proposal :
        List.of("aes256-prfsha256-x25519", "aes256-none-prfsha256-x25519", "null-sha256-x25519")) {
      assertThrows(
          ProposalSyntaxException.class, () -> ProposalStrings.parse(ProtocolId.IKE, proposal));
    }
  }

  @Test
  @Tag("rfc8221:5/2")
  @Tag("rfc8221:5/3")
  @Tag("rfc8221:5/4")
  @Tag("rfc8221:5/12")
  @Tag("rfc8221:5/13")
  @Tag("rfc8221:5/16")
  @Tag("rfc8221:5/18")
  @Tag("rfc8221:5/x8")
  @Tag("rfc8221:5/x10")
  @Tag("rfc8221:5/x11")
  @Tag("rfc8221:6/13")
  @Tag("rfc8221:6/14")
  @Tag("rfc8221:6/x1")
  @Tag("rfc8221:6/x10")
  @Tag("rfc8221:6/x11")
  @Tag("rfc3602:2.2/1")
  @Tag("rfc3602:2.2/2")
  void whatIsWantedForEspCanBeProposed() throws ProposalSyntaxException {
    for (String proposal :
        List.of(
            "aes128-sha256",
            "aes192-sha256",
            "aes256-sha256",
            "aes256-sha512",
            "aes128gcm16",
            "aes192gcm16",
            "aes256gcm16",
            "chacha20poly1305")) {
      PolicyProposal parsed = ProposalStrings.parse(ProtocolId.ESP, proposal);
      assertEquals(proposal, parsed.toString().replace("-noesn", ""));
      Algorithm cipher = parsed.of(TransformType.ENCR).getFirst();
      assertTrue(
          KeyLengths.encryption((EncryptionAlgorithm) cipher.id(), cipher.keyLength()).isPresent());
    }
  }

  @Test
  @Tag("rfc8221:4/1")
  @Tag("rfc8221:6/1")
  @Tag("rfc8221:6/3")
  @Tag("rfc8221:6/4")
  @Tag("rfc8221:6/x2")
  @Tag("rfc7296:2.7/x2")
  @Tag("rfc5282:8/2")
  void espNeverEncryptsWithoutIntegrity() {
    for (String proposal :
        List.of("aes256", "aes256-none", "aes256-aes256gcm16-sha256", "aes256gcm16-aes256")) {
      assertThrows(
          ProposalSyntaxException.class, () -> ProposalStrings.parse(ProtocolId.ESP, proposal));
    }
  }

  @Test
  @Tag("rfc8247:2.2/2")
  @Tag("rfc8247:2.2/3")
  @Tag("rfc8247:2.2/x1")
  @Tag("rfc8247:2.2/x2")
  @Tag("rfc7296:5/1")
  void theWantedPseudorandomFunctionsAreThereAndNoneIsShorterThan128Bits() {
    assertTrue(isSupported(PseudorandomFunction.HMAC_SHA2_256));
    assertTrue(isSupported(PseudorandomFunction.HMAC_SHA2_512));
    for (PseudorandomFunction function : PseudorandomFunction.known()) {
      assertEquals(isSupported(function), Prf.of(function).isPresent(), function::toString);
      Prf.of(function).ifPresent(prf -> assertTrue(prf.outputLength() >= 16, function::toString));
    }
  }

  @Test
  @Tag("rfc8247:2.3/2")
  @Tag("rfc8247:2.3/3")
  @Tag("rfc8247:2.3/x1")
  @Tag("rfc8247:2.3/x2")
  void theWantedIntegrityAlgorithmsAreThere() {
    for (IntegrityAlgorithm integrity :
        List.of(IntegrityAlgorithm.HMAC_SHA2_256_128, IntegrityAlgorithm.HMAC_SHA2_512_256)) {
      assertTrue(isSupported(integrity));
      assertTrue(protectsIke(EncryptionAlgorithm.AES_CBC, 128, integrity));
    }
  }

  @Test
  @Tag("rfc8247:2.4/2")
  @Tag("rfc8247:2.4/3")
  @Tag("rfc8247:2.4/x1")
  @Tag("rfc8247:2.4/x2")
  void theWantedGroupsAreThere() {
    for (KeyExchangeMethod group :
        List.of(KeyExchangeMethod.MODP_2048, KeyExchangeMethod.ECP_256)) {
      assertTrue(isSupported(group));
      assertTrue(KeyExchanges.standard().find(group).isPresent());
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ENCR_DES_IV64",
        "ENCR_DES",
        "ENCR_3DES",
        "ENCR_IDEA",
        "ENCR_CAST",
        "ENCR_BLOWFISH",
        "ENCR_3IDEA",
        "ENCR_DES_IV32"
      })
  @Tag("rfc8247:2.1/16")
  @Tag("rfc8247:2.1/x6")
  @Tag("rfc8221:5/5")
  @Tag("rfc8221:5/6")
  @Tag("rfc8221:5/7")
  @Tag("rfc8221:5/8")
  @Tag("rfc8221:5/9")
  @Tag("rfc8221:5/x1")
  @Tag("rfc8221:5/x2")
  @Tag("rfc8221:5/x3")
  @Tag("rfc8221:5/x4")
  @Tag("rfc8221:5/x5")
  @Tag("rfc8221:5/x6")
  void aCipherThatNobodyShouldUseIsNeitherProposedNorAccepted(String name) {
    EncryptionAlgorithm cipher = EncryptionAlgorithm.named(name).orElseThrow();
    assertFalse(isSupported(cipher));
    for (int bits : new int[] {0, 64, 128, 192, 256}) {
      OptionalInt length = bits == 0 ? OptionalInt.empty() : OptionalInt.of(bits);
      assertEquals(OptionalInt.empty(), KeyLengths.encryption(cipher, length));
    }
  }

  @Test
  @Tag("rfc8247:2.2/6")
  @Tag("rfc8247:2.2/x5")
  @Tag("rfc8247:2.3/7")
  @Tag("rfc8247:2.3/8")
  @Tag("rfc8247:2.3/x5")
  @Tag("rfc8247:2.3/x6")
  @Tag("rfc8247:2.3/x7")
  @Tag("rfc8221:6/6")
  @Tag("rfc8221:6/8")
  @Tag("rfc8221:6/x3")
  @Tag("rfc8221:6/x5")
  @Tag("rfc8221:6/x6")
  void nothingWithMd5OrDesAuthenticates() {
    assertTrue(Prf.of(PseudorandomFunction.HMAC_MD5).isEmpty());
    assertFalse(isSupported(PseudorandomFunction.HMAC_MD5));
    for (IntegrityAlgorithm integrity :
        List.of(
            IntegrityAlgorithm.HMAC_MD5_96,
            IntegrityAlgorithm.DES_MAC,
            IntegrityAlgorithm.KPDK_MD5)) {
      assertFalse(isSupported(integrity));
      assertEquals(OptionalInt.empty(), KeyLengths.integrity(integrity));
    }
  }

  private static SignatureDemand.Read read(String algorithmIdentifier) {
    byte[] algorithm = HexFormat.of().parseHex(algorithmIdentifier);
    ByteBuffer data = ByteBuffer.allocate(1 + algorithm.length + 256);
    data.put((byte) algorithm.length).put(algorithm);
    return new SignatureDemand(SignatureScheme.all(), true, true)
        .read(AuthMethod.DIGITAL_SIGNATURE, data.array());
  }

  @ParameterizedTest
  @EnumSource(
      value = SignatureScheme.class,
      names = {
        "RSA_PSS_SHA256",
        "RSA_PSS_SHA384",
        "RSA_PSS_SHA512",
        "ECDSA_SHA256",
        "ECDSA_SHA384",
        "ECDSA_SHA512",
        "RSA_PKCS1_SHA256"
      })
  @Tag("rfc8247:3.1/1")
  @Tag("rfc8247:3.2/1")
  @Tag("rfc8247:3.2/2")
  @Tag("rfc8247:3.2/3")
  @Tag("rfc8247:3.2/x2")
  @Tag("rfc8247:3.2/x5")
  void theSignaturesOfTheTableAreThere(SignatureScheme scheme) {
    assertTrue(SignatureScheme.all().contains(scheme));
    assertInstanceOf(
        SignatureDemand.Candidate.class,
        read(HexFormat.of().formatHex(scheme.algorithmIdentifier())));
  }

  /** The examples of RFC 7427 A: RSA, DSA and ECDSA with SHA-1; PSS that stands for SHA-1. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "300d06092a864886f70d0101050500",
        "300906072a8648ce380403",
        "300906072a8648ce3d0401",
        "300d06092a864886f70d01010a3000",
        "303e06092a864886f70d01010a3031a00b300906052b0e03021a0500a118301606092a864886f70d010108"
            + "300906052b0e03021a0500a203020114a303020101"
      })
  @Tag("rfc8247:3.2/1")
  @Tag("rfc8247:3.2/3")
  @Tag("rfc8247:3.2/4")
  @Tag("rfc8247:3.2/x1")
  @Tag("rfc8247:3.2/x7")
  @Tag("rfc8247:3.2/x8")
  @Tag("rfc8247:3.2/x9")
  @Tag("rfc8247:3.2/x10")
  @Tag("rfc8247:3.2/x11")
  @Tag("negative")
  void signaturesWithSha1AreRefusedHoweverTheyAreWritten(String algorithmIdentifier) {
    assertInstanceOf(SignatureDemand.NotAccepted.class, read(algorithmIdentifier));
    assertFalse(SignatureScheme.all().stream().anyMatch(s -> s.hash().equals(HashAlgorithm.SHA1)));
  }

  @Test
  @Tag("ikev2-mlkem-08:2.1/2")
  void byDefaultNoKeyOfMlKemHasToFitAnUnfragmentedFirstMessage() {
    for (PolicyProposal proposal : DefaultProposals.of(ProtocolId.IKE)) {
      assertFalse(
          proposal.of(TransformType.KE).stream()
              .anyMatch(method -> KeyExchangesUsed.isPostQuantum((KeyExchangeMethod) method.id())),
          proposal::toString);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 5, 22, 23, 24})
  @Tag("rfc8247:2.4/4")
  @Tag("rfc8247:2.4/5")
  @Tag("rfc8247:2.4/8")
  @Tag("rfc8247:2.4/9")
  @Tag("rfc8247:2.4/10")
  @Tag("rfc8247:2.4/x3")
  @Tag("rfc8247:2.4/x4")
  @Tag("rfc8247:2.4/x5")
  @Tag("rfc8247:2.4/x6")
  @Tag("rfc8247:2.4/x7")
  @Tag("rfc8247:2.4/x8")
  void aGroupThatIsTooWeakIsNotThere(int number) {
    KeyExchangeMethod group = KeyExchangeMethod.of(number);
    assertFalse(isSupported(group));
    assertTrue(KeyExchanges.standard().find(group).isEmpty());
  }
}
