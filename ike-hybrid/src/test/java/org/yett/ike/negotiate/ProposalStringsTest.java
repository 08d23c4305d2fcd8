package org.yett.ike.negotiate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.yett.ike.crypto.KeyExchanges;
import org.yett.ike.crypto.KeyLengths;
import org.yett.ike.crypto.Prf;
import org.yett.spec.iana.EncryptionAlgorithm;
import org.yett.spec.iana.IntegrityAlgorithm;
import org.yett.spec.iana.KeyExchangeMethod;
import org.yett.spec.iana.ProtocolId;
import org.yett.spec.iana.PseudorandomFunction;
import org.yett.spec.iana.SequenceNumbers;
import org.yett.spec.iana.TransformType;
import org.yett.spec.iana.UnknownTransformId;

class ProposalStringsTest {

  static PolicyProposal ike(String text) {
    return parse(ProtocolId.IKE, text);
  }

  static PolicyProposal esp(String text) {
    return parse(ProtocolId.ESP, text);
  }

  static PolicyProposal parse(ProtocolId protocol, String text) {
    try {
      return ProposalStrings.parse(protocol, text);
    } catch (ProposalSyntaxException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void aHybridProposalHasItsAlgorithmsByType() {
    PolicyProposal proposal = ike("aes256gcm16-prfsha384-x25519-ke1_mlkem768");
    assertEquals(
        List.of(Algorithm.of(EncryptionAlgorithm.AES_GCM_16, 256)),
        proposal.of(TransformType.ENCR));
    assertEquals(
        List.of(Algorithm.of(PseudorandomFunction.HMAC_SHA2_384)), proposal.of(TransformType.PRF));
    assertEquals(List.of(), proposal.of(TransformType.INTEG));
    assertEquals(
        List.of(Algorithm.of(KeyExchangeMethod.CURVE25519)), proposal.of(TransformType.KE));
    assertEquals(
        List.of(Algorithm.of(KeyExchangeMethod.ML_KEM_768)), proposal.of(TransformType.ADDKE1));
    assertEquals(4, proposal.alternatives().size());
  }

  @ParameterizedTest
  @CsvSource({
    // The PRF follows from the integrity algorithm.
    "aes128-sha256-modp2048, aes128-sha256-prfsha256-modp2048",
    "aes256-aes128-sha512-sha256-ecp384, aes256-aes128-sha512-sha256-prfsha512-prfsha256-ecp384",
    // An integrity algorithm beside combined-mode ciphers gives the PRF alone.
    "aes256gcm16-sha384-x25519, aes256gcm16-prfsha384-x25519",
    "aes256gcm16-sha256-prfsha512-x25519, aes256gcm16-prfsha512-x25519",
    // Aliases.
    "aes128gcm128-prfsha256-curve25519, aes128gcm16-prfsha256-x25519",
    "aes128gcm-prfsha256-curve448, aes128gcm16-prfsha256-x448",
    "aes-sha2_256-modp3072, aes128-sha256-prfsha256-modp3072",
    "chacha20poly1305-prfsha256-curve25519, chacha20poly1305-prfsha256-x25519",
    // NONE has no meaning for the main key exchange of IKE.
    "aes128-sha256-x25519-none, aes128-sha256-prfsha256-x25519",
    // Order of preference is the order of the keywords; the order of kinds does not matter.
    "x25519-ke2_none-aes128gcm16-ecp256-prfsha256-ke2_mlkem512-ke1_mlkem768-aes256gcm16,"
        + " aes128gcm16-aes256gcm16-prfsha256-x25519-ecp256-ke1_mlkem768-ke2_none-ke2_mlkem512",
    "aes256gcm16-prfsha384-x25519-x25519, aes256gcm16-prfsha384-x25519"
  })
  void ikeProposalsMeanWhatTheyMeanToStrongswan(String text, String complete) {
    assertEquals(complete, ike(text).toString());
    assertEquals(ike(text), ike(complete));
  }

  @ParameterizedTest
  @CsvSource({
    "aes256gcm16, aes256gcm16-noesn",
    "aes256gcm16-esn, aes256gcm16-esn",
    "aes256gcm16-esn-noesn, aes256gcm16-esn-noesn",
    "aes128-sha256, aes128-sha256-noesn",
    "aes128gcm16-sha256-prfsha256, aes128gcm16-noesn",
    "aes128-sha256-x25519-none-ke1_mlkem768-ke1_none,"
        + " aes128-sha256-x25519-none-ke1_mlkem768-ke1_none-noesn"
  })
  void espProposalsMeanWhatTheyMeanToStrongswan(String text, String complete) {
    assertEquals(complete, esp(text).toString());
    assertEquals(esp(text), esp(complete));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "aes256gcm16-prfsha384| an IKE proposal needs a key exchange method",
        "aes256gcm16-prfsha384-none| an IKE proposal needs a key exchange method",
        "aes256gcm16-x25519| an IKE proposal needs a pseudorandom function (PRF)",
        "sha256-x25519| an IKE proposal needs an encryption algorithm",
        "aes128-prfsha256-x25519| a cipher that is not combined-mode (AEAD) needs an integrity"
            + " algorithm",
        "aes128-aes128gcm16-sha256-x25519| combined-mode (AEAD) and other ciphers need separate"
            + " proposals",
        "aes256gcm16-prfsha384-x25591| 'x25591' is no algorithm; the nearest is 'x25519'",
        "aes256gcm16-prfsha384-x25519-ke1_mlkem786| 'ke1_mlkem786' is no algorithm; the nearest is"
            + " 'ke1_mlkem768'",
        "aes256gcm16-prfsha384-x25519-ke8_mlkem768| 'ke8_mlkem768' is no algorithm; the nearest is"
            + " 'mlkem768'",
        "aes256gcm16-prfsha384-x25519-ke1_sha256| 'ke1_sha256': 'sha256' is no key exchange method",
        "3des-sha256-modp2048| '3des' is known, but not supported by Yett",
        "aes256gcm16-prfsha384-x25519-ke1_ecp224bp| 'ke1_ecp224bp' is known, but not supported by"
            + " Yett",
        "aes256gcm16--x25519| an algorithm is missing; expected keywords separated by single"
            + " dashes",
        "aes256gcm16-prfsha384-x25519-ke1_x25519| the key exchanges cannot all be different, as RFC"
            + " 9370 2.2.1 requires",
        "aes256gcm16-prfsha384-x25519-esn| an IKE proposal has no SN"
      })
  @Tag("rfc7296:2.7/x2")
  @Tag("rfc7296:2.18/2")
  @Tag("negative")
  void unusableProposalsAreRefusedWithTheReason(String text, String reason) {
    var e =
        assertThrows(
            ProposalSyntaxException.class, () -> ProposalStrings.parse(ProtocolId.IKE, text));
    assertEquals("proposal '" + text + "': " + reason, e.getMessage());
  }

  @Test
  void espWithoutIntegrityIsRefused() {
    assertThrows(
        ProposalSyntaxException.class, () -> ProposalStrings.parse(ProtocolId.ESP, "aes128"));
    assertThrows(
        ProposalSyntaxException.class,
        () -> ProposalStrings.parse(ProtocolId.ESP, "aes128gcm16-ke1_mlkem768"));
  }

  @Test
  void defaultStandsForTheDefaultProposalsHybridOnesFirst() throws ProposalSyntaxException {
    List<PolicyProposal> proposals = ProposalStrings.parseList(ProtocolId.IKE, "default");
    assertEquals(DefaultProposals.of(ProtocolId.IKE), proposals);
    List<Boolean> hybrid =
        proposals.stream().map(PolicyProposal::offersAdditionalKeyExchanges).toList();
    assertEquals(List.of(true, true, false, false), hybrid);
    List<PolicyProposal> mixed =
        ProposalStrings.parseList(ProtocolId.ESP, "aes128gcm16, default,aes128gcm16");
    assertEquals(1 + DefaultProposals.of(ProtocolId.ESP).size(), mixed.size());
    assertEquals(esp("aes128gcm16"), mixed.getFirst());
    assertThrows(
        ProposalSyntaxException.class, () -> ProposalStrings.parseList(ProtocolId.IKE, ""));
  }

  @Test
  void thereAreDefaultsForEveryProtocol() {
    for (ProtocolId protocol : List.of(ProtocolId.IKE, ProtocolId.ESP, ProtocolId.AH)) {
      assertTrue(DefaultProposals.of(protocol).getFirst().offersAdditionalKeyExchanges());
    }
  }

  @Test
  @Tag("rfc7296:1.2/6")
  void inIkeAuthProposalsLoseTheirKeyExchanges() {
    assertEquals(
        List.of(esp("aes256gcm16-esn")),
        PolicyProposal.withoutKeyExchanges(
            List.of(esp("aes256gcm16-x25519-ke1_mlkem768-esn"), esp("aes256gcm16-ecp256-esn"))));
  }

  @Test
  void whatKeywordsCallSupportedIsImplemented() {
    for (Algorithm algorithm : AlgorithmKeywords.supportedAlgorithms()) {
      boolean implemented =
          switch (algorithm.id()) {
            case EncryptionAlgorithm cipher ->
                KeyLengths.encryption(cipher, algorithm.keyLength()).isPresent();
            case PseudorandomFunction prf -> Prf.of(prf).isPresent();
            case IntegrityAlgorithm integrity -> KeyLengths.integrity(integrity).isPresent();
            case KeyExchangeMethod method ->
                algorithm.isNone() || KeyExchanges.standard().find(method).isPresent();
            case SequenceNumbers sequenceNumbers -> true;
            case UnknownTransformId unknown -> false;
          };
      assertTrue(implemented, algorithm::toString);
    }
    for (KeyExchangeMethod method : KeyExchanges.standard().methods()) {
      assertTrue(AlgorithmKeywords.keywordOf(Algorithm.of(method)).isPresent(), method::toString);
    }
  }
}
