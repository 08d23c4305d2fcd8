package org.yett.ike.negotiate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.yett.ike.wire.Octets;
import org.yett.ike.wire.Transform;
import org.yett.spec.iana.EncryptionAlgorithm;
import org.yett.spec.iana.ProtocolId;
import org.yett.spec.iana.TransformType;

/** Which Transform Types belong to which protocol (RFC 7296 3.3.3), and which keys are named. */
class TransformTypesTest {

  private static final Set<TransformType> ALL =
      Set.of(
          TransformType.ENCR,
          TransformType.PRF,
          TransformType.INTEG,
          TransformType.KE,
          TransformType.SN);

  private static Set<TransformType> usedIn(ProtocolId protocol) {
    return ALL.stream()
        .filter(type -> PolicyProposal.isUsedIn(protocol, type))
        .collect(Collectors.toSet());
  }

  @Test
  @Tag("rfc7296:3.3.3/1")
  void everyTypeOfTheTableIsUnderstoodForItsProtocolAndNoOther() {
    assertEquals(
        Map.of(
            ProtocolId.IKE,
            Set.of(TransformType.ENCR, TransformType.PRF, TransformType.INTEG, TransformType.KE),
            ProtocolId.ESP,
            Set.of(TransformType.ENCR, TransformType.INTEG, TransformType.KE, TransformType.SN),
            ProtocolId.AH,
            Set.of(TransformType.INTEG, TransformType.KE, TransformType.SN)),
        Map.of(
            ProtocolId.IKE,
            usedIn(ProtocolId.IKE),
            ProtocolId.ESP,
            usedIn(ProtocolId.ESP),
            ProtocolId.AH,
            usedIn(ProtocolId.AH)));
  }

  @Test
  @Tag("rfc7296:3.3.3/x1")
  @Tag("rfc7296:3.3.3/x2")
  @Tag("rfc7296:3.3.3/x3")
  void typesWithoutWhichAProposalIsIncomplete() {
    assertEquals(
        List.of(TransformType.ENCR, TransformType.PRF, TransformType.KE),
        PolicyProposal.mandatoryTypes(ProtocolId.IKE));
    assertEquals(
        List.of(TransformType.ENCR, TransformType.SN),
        PolicyProposal.mandatoryTypes(ProtocolId.ESP));
    assertEquals(
        List.of(TransformType.INTEG, TransformType.SN),
        PolicyProposal.mandatoryTypes(ProtocolId.AH));
  }

  @Test
  @Tag("rfc7296:2.13/1")
  @Tag("rfc7296:3.3.5/4")
  void anAlgorithmWithKeysOfSeveralLengthsIsProposedWithOneOfThem() {
    List<PolicyProposal> proposals =
        List.of(
            ProposalStringsTest.ike("aes128-aes192-aes256-sha256-prfsha256-x25519"),
            ProposalStringsTest.ike("aes128gcm16-aes256gcm16-chacha20poly1305-prfsha256-x25519"));
    List<Transform> ciphers =
        new SaOffer(Negotiation.IKE_SA_INIT, proposals, Octets.EMPTY)
            .toWire().proposals().stream()
                .flatMap(proposal -> proposal.transforms().stream())
                .filter(transform -> transform.type().equals(TransformType.ENCR))
                .toList();
    assertEquals(6, ciphers.size());
    for (Transform cipher : ciphers) {
      boolean fixed = cipher.id().equals(EncryptionAlgorithm.CHACHA20_POLY1305);
      assertEquals(fixed ? 0 : 1, cipher.attributes().size(), cipher.describe());
      assertEquals(!fixed, cipher.keyLength().isPresent(), cipher.describe());
    }
  }

  @Test
  @Tag("rfc7296:3.3.4/7")
  @Tag("rfc7296:3.3.4/5")
  @Tag("rfc7296:3.3.4/6")
  @Tag("rfc7296:3.3.6/1")
  @Tag("negative")
  void whatHasToBeImplementedNeedNotBeAccepted() {
    Selection selection =
        ProposalSelectionTest.select(
            ProposalSelectionTest.offer("aes128-sha256-modp2048", "aes128-sha256-x25519"),
            "chacha20poly1305-prfsha512-x25519");
    assertTrue(ProposalSelectionTest.refused(selection).text().contains("aes128"));
  }
}
