package org.yett.spec.iana;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Spot checks of numbers that cost interoperability if they are wrong, and the common behaviour.
 */
class RegistriesTest {

  @ParameterizedTest
  @CsvSource({
    "36, ml-kem-768",
    "37, ml-kem-1024",
    "31, Curve25519",
    "14, 2048-bit MODP Group",
    "19, 256-bit random ECP group",
    "1234, KeyExchangeMethod(1234)",
  })
  void keyExchangeMethodsPrintTheirIanaNameOrTheirNumber(int value, String text) {
    assertEquals(text, KeyExchangeMethod.of(value).toString());
  }

  @ParameterizedTest
  @CsvSource({
    "24, AUTHENTICATION_FAILED",
    "43, TEMPORARY_FAILURE",
    "44, CHILD_SA_NOT_FOUND",
    "47, STATE_NOT_FOUND",
    "16384, INITIAL_CONTACT",
    "16396, MOBIKE_SUPPORTED",
    "16404, MULTIPLE_AUTH_SUPPORTED",
    "16406, REDIRECT_SUPPORTED",
    "16413, TICKET_OPAQUE",
    "16417, EAP_ONLY_AUTHENTICATION",
    "16418, CHILDLESS_IKEV2_SUPPORTED",
    "16419, QUICK_CRASH_DETECTION",
    "16430, IKEV2_FRAGMENTATION_SUPPORTED",
    "16431, SIGNATURE_HASH_ALGORITHMS",
    "16434, PUZZLE",
    "16437, NO_PPK_AUTH",
    "16438, INTERMEDIATE_EXCHANGE_SUPPORTED",
    "16441, ADDITIONAL_KEY_EXCHANGE",
    "16443, SUPPORTED_AUTH_METHODS",
    "16446, PPK_IDENTITY_KEY",
    "16447, IKE_SA_INIT_FULL_TRANSCRIPT_AUTH",
    "16448, NotifyType(16448)",
  })
  void notifyTypesHaveTheirNumbers(int value, String text) {
    assertEquals(text, NotifyType.of(value).toString());
    assertEquals(value < 16384, NotifyType.of(value).isError());
    assertEquals(value >= 16384, NotifyType.of(value).isStatus());
  }

  static List<List<? extends RegistryValue>> registries() {
    return List.of(
        AuthMethod.known(),
        CertificateEncoding.known(),
        ConfigurationAttributeType.known(),
        ConfigurationType.known(),
        EncryptionAlgorithm.known(),
        ExchangeType.known(),
        HashAlgorithm.known(),
        IdType.known(),
        IntegrityAlgorithm.known(),
        IpProtocol.known(),
        KeyExchangeMethod.known(),
        NotifyType.known(),
        PayloadType.known(),
        ProtocolId.known(),
        PseudorandomFunction.known(),
        SequenceNumbers.known(),
        TrafficSelectorType.known(),
        TransformAttributeType.known(),
        TransformType.known());
  }

  @ParameterizedTest
  @MethodSource("registries")
  void namedEntriesAreInOrderAndNotForPrivateUse(List<? extends RegistryValue> known) {
    int last = -1;
    for (RegistryValue entry : known) {
      assertTrue(entry.value() > last);
      last = entry.value();
      assertTrue(entry.isKnown());
      assertEquals(entry.ianaName().orElseThrow(), entry.toString());
      assertFalse(entry.isPrivateUse());
    }
  }

  @Test
  void anUnknownValueIsAValueLikeAnyOther() {
    PayloadType unknown = PayloadType.of(200);

    assertEquals(200, unknown.value());
    assertEquals(Optional.empty(), unknown.ianaName());
    assertEquals("PayloadType(200)", unknown.toString());
    assertTrue(unknown.isPrivateUse());
    assertEquals(new PayloadType(200), unknown);
    assertSame(PayloadType.SA, PayloadType.of(33));
    assertEquals(PayloadType.SA, new PayloadType(33));
  }

  @Test
  void aValueThatItsFieldCannotHoldIsRefused() {
    assertThrows(IllegalArgumentException.class, () -> PayloadType.of(256));
    assertThrows(IllegalArgumentException.class, () -> PayloadType.of(-1));
    assertThrows(IllegalArgumentException.class, () -> KeyExchangeMethod.of(65536));
    assertThrows(IllegalArgumentException.class, () -> TransformAttributeType.of(32768));
  }

  @Test
  void entriesAreFoundByTheirIanaName() {
    assertEquals(Optional.of(KeyExchangeMethod.ML_KEM_768), KeyExchangeMethod.named("ml-kem-768"));
    assertEquals(Optional.empty(), KeyExchangeMethod.named("ML-KEM-768"));
  }

  @Test
  void privateUseOfNotifyTypesIsSplitIntoErrorsAndStatus() {
    assertFalse(NotifyType.of(8191).isPrivateUse());
    assertTrue(NotifyType.of(8192).isPrivateUse());
    assertTrue(NotifyType.of(16383).isPrivateUse());
    assertFalse(NotifyType.of(16384).isPrivateUse());
    assertFalse(NotifyType.of(40959).isPrivateUse());
    assertTrue(NotifyType.of(40960).isPrivateUse());
  }

  @Test
  void additionalKeyExchangesAreTransformTypes6To12() {
    for (int n = 1; n <= 7; n++) {
      TransformType type = TransformType.additionalKeyExchange(n);
      assertEquals(5 + n, type.value());
      assertEquals("ADDKE" + n, type.toString());
      assertTrue(type.isAdditionalKeyExchange());
      assertEquals(n, type.additionalKeyExchangeNumber());
    }
    assertFalse(TransformType.SN.isAdditionalKeyExchange());
    assertFalse(TransformType.KWA.isAdditionalKeyExchange());
    assertThrows(IllegalArgumentException.class, () -> TransformType.additionalKeyExchange(8));
    assertThrows(IllegalArgumentException.class, () -> TransformType.additionalKeyExchange(0));
    assertThrows(IllegalArgumentException.class, TransformType.KE::additionalKeyExchangeNumber);
  }

  @Test
  void aTransformIdComesFromTheRegistryOfItsType() {
    assertEquals(EncryptionAlgorithm.AES_GCM_16, TransformId.of(TransformType.ENCR, 20));
    assertEquals(PseudorandomFunction.HMAC_SHA2_256, TransformId.of(TransformType.PRF, 5));
    assertEquals(IntegrityAlgorithm.NONE, TransformId.of(TransformType.INTEG, 0));
    assertEquals(KeyExchangeMethod.ECP_384, TransformId.of(TransformType.KE, 20));
    assertEquals(KeyExchangeMethod.ML_KEM_1024, TransformId.of(TransformType.ADDKE7, 37));
    assertEquals(SequenceNumbers.SEQUENTIAL_32, TransformId.of(TransformType.SN, 0));
    assertInstanceOf(UnknownTransformId.class, TransformId.of(TransformType.KWA, 1));
    assertInstanceOf(UnknownTransformId.class, TransformId.of(TransformType.of(200), 1));
    for (int type = 0; type < 256; type++) {
      assertTrue(TransformId.of(TransformType.of(type), 9).fits(TransformType.of(type)));
    }
    assertFalse(KeyExchangeMethod.ECP_384.fits(TransformType.ENCR));
  }

  @Test
  void combinedModeAlgorithmsAreThoseThatAuthenticateToo() {
    assertEquals(
        List.of(14, 15, 16, 18, 19, 20, 21, 25, 26, 27, 28, 29, 30, 31, 32, 33, 34, 35),
        EncryptionAlgorithm.known().stream()
            .filter(EncryptionAlgorithm::isCombinedMode)
            .map(EncryptionAlgorithm::value)
            .toList());
  }
}
