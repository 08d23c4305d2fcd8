package org.yett.ike.negotiate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.yett.spec.iana.EncryptionAlgorithm;
import org.yett.spec.iana.IntegrityAlgorithm;
import org.yett.spec.iana.KeyExchangeMethod;
import org.yett.spec.iana.ProtocolId;
import org.yett.spec.iana.PseudorandomFunction;
import org.yett.spec.iana.TransformType;

class SuiteTest {

  /** The suite of a proposal string that has no choices. */
  static Suite suite(ProtocolId protocol, String text) {
    TreeMap<TransformType, Algorithm> algorithms = Suite.newMap();
    ProposalStringsTest.parse(protocol, text)
        .alternatives()
        .forEach((type, choices) -> algorithms.put(type, choices.getFirst()));
    return new Suite(protocol, algorithms);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "aes256gcm16-prfsha384-x25519-ke1_mlkem768",
        "aes128-sha256-modp2048",
        "aes128-sha256-prfsha512-ecp256",
        "chacha20poly1305-prfsha256-mlkem512-ke2_x448-ke7_mlkem1024"
      })
  void anIkeSuitePrintsAsItsProposalString(String text) {
    assertEquals(text, suite(ProtocolId.IKE, text).toString());
  }

  @ParameterizedTest
  @ValueSource(strings = {"aes256gcm16", "aes256gcm16-x25519-ke1_mlkem768-esn", "aes192-sha384"})
  void anEspSuitePrintsAsItsProposalString(String text) {
    assertEquals(text, suite(ProtocolId.ESP, text).toString());
  }

  @Test
  void aSuiteTellsItsAlgorithms() {
    Suite suite = suite(ProtocolId.IKE, "aes256-sha384-x25519-ke2_mlkem768-ke5_x448");
    assertEquals(Optional.of(EncryptionAlgorithm.AES_CBC), suite.encryption());
    assertEquals(256, suite.encryptionKeyLength());
    assertFalse(suite.isCombinedMode());
    assertEquals(Optional.of(PseudorandomFunction.HMAC_SHA2_384), suite.prf());
    assertEquals(Optional.of(IntegrityAlgorithm.HMAC_SHA2_384_192), suite.integrity());
    assertEquals(Optional.of(KeyExchangeMethod.CURVE25519), suite.keyExchange());
    assertEquals(
        List.of(KeyExchangeMethod.ML_KEM_768, KeyExchangeMethod.CURVE448),
        suite.additionalKeyExchanges());
    assertFalse(suite.extendedSequenceNumbers());
    assertTrue(suite(ProtocolId.ESP, "aes128gcm16-esn").extendedSequenceNumbers());
    assertEquals(256, suite(ProtocolId.ESP, "chacha20poly1305").encryptionKeyLength());
    assertTrue(suite(ProtocolId.ESP, "chacha20poly1305").isCombinedMode());
  }

  @Test
  void noneAndLeftOutAreTheSame() {
    Suite left = suite(ProtocolId.ESP, "aes128gcm16");
    TreeMap<TransformType, Algorithm> algorithms = Suite.newMap();
    algorithms.putAll(left.algorithms());
    algorithms.put(TransformType.KE, Algorithm.of(KeyExchangeMethod.NONE));
    algorithms.put(TransformType.ADDKE3, Algorithm.of(KeyExchangeMethod.NONE));
    algorithms.put(TransformType.INTEG, Algorithm.of(IntegrityAlgorithm.NONE));
    assertEquals(left, new Suite(ProtocolId.ESP, algorithms));
  }

  @Test
  void anAlgorithmOfAnotherTypeIsRefused() {
    assertThrows(
        IllegalArgumentException.class,
        () ->
            Suite.of(
                ProtocolId.IKE,
                Map.of(TransformType.PRF, Algorithm.of(KeyExchangeMethod.CURVE25519))));
  }

  @Test
  void theKeyExchangesUsedTellWhetherAnSaIsPostQuantum() {
    KeyExchangesUsed hybrid =
        suite(ProtocolId.IKE, "aes256gcm16-prfsha384-x25519-ke1_mlkem768").keyExchangesUsed();
    assertEquals("x25519 + mlkem768", hybrid.toString());
    assertTrue(hybrid.isPostQuantum());
    assertTrue(hybrid.isHybrid());
    KeyExchangesUsed classical =
        suite(ProtocolId.IKE, "aes256gcm16-prfsha384-x25519-ke1_x448").keyExchangesUsed();
    assertFalse(classical.isPostQuantum());
    assertFalse(classical.isHybrid());
    KeyExchangesUsed postQuantum =
        suite(ProtocolId.IKE, "aes256gcm16-prfsha384-mlkem1024").keyExchangesUsed();
    assertTrue(postQuantum.isPostQuantum());
    assertFalse(postQuantum.isHybrid());
    assertEquals("none", KeyExchangesUsed.NONE.toString());
    assertFalse(KeyExchangesUsed.NONE.isPostQuantum());
    assertThrows(
        IllegalArgumentException.class,
        () -> new KeyExchangesUsed(Optional.of(KeyExchangeMethod.NONE), List.of()));
  }
}
