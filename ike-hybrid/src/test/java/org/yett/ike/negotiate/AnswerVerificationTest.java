package org.yett.ike.negotiate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.yett.ike.wire.Octets;
import org.yett.ike.wire.Offence;
import org.yett.ike.wire.Proposal;
import org.yett.ike.wire.SaPayload;
import org.yett.ike.wire.Transform;
import org.yett.ike.wire.TransformAttribute;
import org.yett.spec.iana.EncryptionAlgorithm;
import org.yett.spec.iana.IntegrityAlgorithm;
import org.yett.spec.iana.KeyExchangeMethod;
import org.yett.spec.iana.ProtocolId;
import org.yett.spec.iana.PseudorandomFunction;
import org.yett.spec.iana.SequenceNumbers;
import org.yett.spec.iana.TransformAttributeType;
import org.yett.spec.iana.TransformType;

class AnswerVerificationTest {

  private static final Octets SPI = Octets.ofHex("c0ffee01");

  private static final SaOffer IKE =
      new SaOffer(
          Negotiation.IKE_SA_INIT,
          List.of(
              ProposalStringsTest.ike(
                  "aes256gcm16-aes128gcm16-prfsha384-x25519-ke1_mlkem768-ke1_mlkem512"
                      + "-ke2_mlkem768-ke2_none"),
              ProposalStringsTest.ike("aes256-sha256-ecp256")),
          Octets.EMPTY);

  private static final SaOffer ESP =
      new SaOffer(
          Negotiation.CREATE_CHILD,
          List.of(ProposalStringsTest.esp("aes256gcm16-x25519-none-ke1_mlkem768-ke1_none-noesn")),
          SPI);

  private static final Transform GCM = Transform.of(EncryptionAlgorithm.AES_GCM_16, 256);
  private static final Transform PRF =
      Transform.of(TransformType.PRF, PseudorandomFunction.HMAC_SHA2_384);
  private static final Transform X25519 =
      Transform.of(TransformType.KE, KeyExchangeMethod.CURVE25519);
  private static final Transform KE1 =
      Transform.of(TransformType.ADDKE1, KeyExchangeMethod.ML_KEM_768);
  private static final Transform NOESN =
      Transform.of(TransformType.SN, SequenceNumbers.SEQUENTIAL_32);

  private static SaPayload ike(int number, Transform... transforms) {
    return new SaPayload(
        List.of(new Proposal(number, ProtocolId.IKE, Octets.EMPTY, Arrays.asList(transforms))));
  }

  private static SaPayload esp(Octets spi, Transform... transforms) {
    return new SaPayload(List.of(new Proposal(1, ProtocolId.ESP, spi, Arrays.asList(transforms))));
  }

  private static AnswerVerification.Result verify(SaOffer offer, SaPayload answer) {
    return AnswerVerification.verify(offer, answer, true, List.of());
  }

  private static void commits(Offence offence, SaOffer offer, SaPayload answer) {
    assertEquals(
        offence,
        assertInstanceOf(AnswerVerification.Result.Violation.class, verify(offer, answer))
            .offence());
  }

  private static AnswerVerification.Result.Agreed agreed(SaOffer offer, SaPayload answer) {
    return assertInstanceOf(AnswerVerification.Result.Agreed.class, verify(offer, answer));
  }

  @Test
  void aSuiteThatWasOfferedIsAgreed() {
    AnswerVerification.Result.Agreed agreed = agreed(IKE, ike(1, GCM, PRF, X25519, KE1));
    assertEquals("aes256gcm16-prfsha384-x25519-ke1_mlkem768", agreed.suite().toString());
    assertEquals(1, agreed.proposalNumber());
    assertEquals(Octets.EMPTY, agreed.spi());
  }

  @Test
  void theOrderOfTheTransformsDoesNotMatter() {
    assertEquals(
        agreed(IKE, ike(1, GCM, PRF, X25519, KE1)), agreed(IKE, ike(1, KE1, X25519, PRF, GCM)));
  }

  @Test
  void noneMayBeAnsweredOrLeftOut() {
    Transform none = Transform.of(TransformType.ADDKE2, KeyExchangeMethod.NONE);
    assertEquals(
        agreed(IKE, ike(1, GCM, PRF, X25519, KE1)),
        agreed(IKE, ike(1, GCM, PRF, X25519, KE1, none)));
    assertEquals("aes256gcm16", agreed(ESP, esp(SPI, GCM, NOESN)).suite().toString());
  }

  @Test
  @Tag("rfc7296:2.7/1")
  @Tag("rfc7296:3.3.6/5")
  @Tag("negative")
  void exactlyOneProposalIsAnswered() {
    List<Proposal> two = new ArrayList<>(ike(1, GCM, PRF, X25519, KE1).proposals());
    two.addAll(ike(2, GCM, PRF, X25519, KE1).proposals());
    commits(Offence.SEVERAL_PROPOSALS_SELECTED, IKE, new SaPayload(two));
  }

  @Test
  @Tag("rfc7296:3.3.1/3")
  @Tag("rfc7296:3.3.6/5")
  @Tag("negative")
  void theNumberIsThatOfAProposalOffered() {
    commits(Offence.SELECTED_UNKNOWN_PROPOSAL, IKE, ike(3, GCM, PRF, X25519, KE1));
    commits(Offence.SELECTED_UNKNOWN_PROPOSAL, IKE, ike(0, GCM, PRF, X25519, KE1));
  }

  @Test
  @Tag("rfc7296:3.3.6/5")
  @Tag("negative")
  void aSuiteOfOneProposalUnderTheNumberOfAnotherIsRefused() {
    commits(Offence.SELECTED_UNOFFERED_ENCR, IKE, ike(2, GCM, PRF, X25519));
  }

  @Test
  @Tag("rfc7296:2.7/2")
  @Tag("rfc7296:3.3.6/5")
  @Tag("negative")
  void theProtocolIsThatOfTheProposal() {
    commits(
        Offence.SELECTED_OTHER_PROTOCOL,
        IKE,
        new SaPayload(
            List.of(new Proposal(1, ProtocolId.ESP, SPI, List.of(GCM, PRF, X25519, KE1)))));
  }

  @Test
  @Tag("rfc7296:3.3.1/4")
  @Tag("rfc7296:3.3.1/x1")
  @Tag("negative")
  void theSpiHasTheLengthThatTheExchangeAsksFor() {
    commits(
        Offence.SELECTED_SPI_SIZE,
        IKE,
        new SaPayload(
            List.of(
                new Proposal(
                    1,
                    ProtocolId.IKE,
                    Octets.ofHex("0102030405060708"),
                    List.of(GCM, PRF, X25519, KE1)))));
    commits(Offence.SELECTED_SPI_SIZE, ESP, esp(Octets.EMPTY, GCM, NOESN));
  }

  @Test
  void theSpiIsNotAReservedOne() {
    commits(Offence.SELECTED_RESERVED_SPI, ESP, esp(Octets.ofHex("00000000"), GCM, NOESN));
    commits(Offence.SELECTED_RESERVED_SPI, ESP, esp(Octets.ofHex("000000ff"), GCM, NOESN));
    agreed(ESP, esp(Octets.ofHex("00000100"), GCM, NOESN));
    SaOffer rekey =
        new SaOffer(Negotiation.REKEY_IKE, IKE.proposals(), Octets.ofHex("0102030405060708"));
    commits(
        Offence.SELECTED_RESERVED_SPI,
        rekey,
        new SaPayload(
            List.of(
                new Proposal(
                    1,
                    ProtocolId.IKE,
                    Octets.ofHex("0000000000000000"),
                    List.of(GCM, PRF, X25519, KE1)))));
  }

  @Test
  @Tag("rfc7296:3.3.6/5")
  @Tag("negative")
  void aTransformTypeThatWasNotOfferedIsRefused() {
    commits(
        Offence.SELECTED_UNOFFERED_TRANSFORM_TYPE,
        IKE,
        ike(
            1,
            GCM,
            PRF,
            X25519,
            KE1,
            Transform.of(TransformType.INTEG, IntegrityAlgorithm.HMAC_SHA2_256_128)));
    commits(
        Offence.SELECTED_UNOFFERED_TRANSFORM_TYPE,
        IKE,
        ike(
            1,
            GCM,
            PRF,
            X25519,
            KE1,
            Transform.of(TransformType.ADDKE3, KeyExchangeMethod.ML_KEM_1024)));
  }

  @Test
  @Tag("rfc7296:3.3.6/5")
  @Tag("negative")
  void aCipherThatWasNotOfferedIsRefused() {
    commits(
        Offence.SELECTED_UNOFFERED_ENCR,
        IKE,
        ike(
            1,
            Transform.of(TransformType.ENCR, EncryptionAlgorithm.CHACHA20_POLY1305),
            PRF,
            X25519,
            KE1));
  }

  @Test
  @Tag("rfc7296:3.3.6/4")
  @Tag("negative")
  void attributesComeBackUnmodified() {
    for (Transform modified :
        List.of(
            Transform.of(EncryptionAlgorithm.AES_GCM_16, 192),
            Transform.of(TransformType.ENCR, EncryptionAlgorithm.AES_GCM_16),
            new Transform(
                TransformType.ENCR,
                EncryptionAlgorithm.AES_GCM_16,
                List.of(
                    new TransformAttribute.Fixed(TransformAttributeType.KEY_LENGTH, 256),
                    new TransformAttribute.Fixed(TransformAttributeType.of(15), 0))))) {
      commits(Offence.SELECTED_UNOFFERED_ENCR, IKE, ike(1, modified, PRF, X25519, KE1));
    }
  }

  @Test
  void aPrfThatWasNotOfferedIsRefused() {
    commits(
        Offence.SELECTED_UNOFFERED_PRF,
        IKE,
        ike(
            1,
            GCM,
            Transform.of(TransformType.PRF, PseudorandomFunction.HMAC_SHA2_256),
            X25519,
            KE1));
  }

  @Test
  void anIntegrityAlgorithmThatWasNotOfferedIsRefused() {
    commits(
        Offence.SELECTED_UNOFFERED_INTEG,
        IKE,
        ike(
            2,
            Transform.of(EncryptionAlgorithm.AES_CBC, 256),
            Transform.of(TransformType.PRF, PseudorandomFunction.HMAC_SHA2_256),
            Transform.of(TransformType.INTEG, IntegrityAlgorithm.HMAC_SHA1_96),
            Transform.of(TransformType.KE, KeyExchangeMethod.ECP_256)));
  }

  @Test
  void aKeyExchangeThatWasNotOfferedIsRefused() {
    commits(
        Offence.SELECTED_UNOFFERED_KE,
        IKE,
        ike(1, GCM, PRF, Transform.of(TransformType.KE, KeyExchangeMethod.MODP_1024), KE1));
    commits(
        Offence.SELECTED_UNOFFERED_KE,
        IKE,
        ike(1, GCM, PRF, Transform.of(TransformType.KE, KeyExchangeMethod.NONE), KE1));
  }

  @Test
  void sequenceNumbersThatWereNotOfferedAreRefused() {
    commits(
        Offence.SELECTED_UNOFFERED_SN,
        ESP,
        esp(SPI, GCM, Transform.of(TransformType.SN, SequenceNumbers.PARTIALLY_TRANSMITTED_64)));
  }

  @Test
  void anAdditionalKeyExchangeThatWasNotOfferedAtItsPlaceIsRefused() {
    commits(
        Offence.SELECTED_UNOFFERED_ADDKE,
        IKE,
        ike(
            1,
            GCM,
            PRF,
            X25519,
            KE1,
            Transform.of(TransformType.ADDKE2, KeyExchangeMethod.ML_KEM_512)));
    commits(
        Offence.SELECTED_UNOFFERED_ADDKE,
        IKE,
        ike(1, GCM, PRF, X25519, Transform.of(TransformType.ADDKE1, KeyExchangeMethod.NONE)));
  }

  @Test
  @Tag("rfc7296:2.7/4")
  @Tag("negative")
  void thereIsOneTransformOfEachType() {
    commits(
        Offence.SELECTED_SEVERAL_TRANSFORMS,
        IKE,
        ike(1, GCM, Transform.of(EncryptionAlgorithm.AES_GCM_16, 128), PRF, X25519, KE1));
    commits(Offence.SELECTED_SEVERAL_TRANSFORMS, IKE, ike(1, GCM, GCM, PRF, X25519, KE1));
  }

  @Test
  @Tag("rfc7296:2.7/4")
  @Tag("negative")
  void aTypeThatWasOfferedWithoutNoneIsThere() {
    commits(Offence.SELECTED_TRANSFORM_MISSING, IKE, ike(1, PRF, X25519, KE1));
    commits(Offence.SELECTED_TRANSFORM_MISSING, IKE, ike(1, GCM, PRF, X25519));
    commits(Offence.SELECTED_TRANSFORM_MISSING, ESP, esp(SPI, GCM));
  }

  @Test
  @Tag("rfc9370:2.2.1/7")
  @Tag("negative")
  void additionalKeyExchangesAreAllDifferent() {
    commits(
        Offence.SELECTED_DUPLICATE_ADDKE,
        IKE,
        ike(
            1,
            GCM,
            PRF,
            X25519,
            KE1,
            Transform.of(TransformType.ADDKE2, KeyExchangeMethod.ML_KEM_768)));
  }

  @Test
  @Tag("rfc9370:2.2.1/15")
  @Tag("negative")
  void additionalKeyExchangesNeedTheIntermediateExchange() {
    var result = AnswerVerification.verify(IKE, ike(1, GCM, PRF, X25519, KE1), false, List.of());
    assertEquals(
        Offence.SELECTED_ADDKE_WITHOUT_INTERMEDIATE,
        assertInstanceOf(AnswerVerification.Result.Violation.class, result).offence());
    SaOffer rekey =
        new SaOffer(Negotiation.REKEY_IKE, IKE.proposals(), Octets.ofHex("0102030405060708"));
    SaPayload answer =
        new SaPayload(
            List.of(
                new Proposal(
                    1,
                    ProtocolId.IKE,
                    Octets.ofHex("1112131415161718"),
                    List.of(GCM, PRF, X25519, KE1))));
    assertInstanceOf(
        AnswerVerification.Result.Agreed.class,
        AnswerVerification.verify(rekey, answer, false, List.of()));
  }

  @Test
  void additionalKeyExchangesNeedAMainOne() {
    commits(Offence.SELECTED_ADDKE_WITHOUT_KE, ESP, esp(SPI, GCM, NOESN, KE1));
  }

  @Test
  void anAnswerBelowTheFloorIsNoOffenceButNoAgreementEither() {
    var result =
        AnswerVerification.verify(
            ESP, esp(SPI, GCM, NOESN), true, List.of(SuiteRequirement.POST_QUANTUM));
    assertEquals(
        SuiteRequirement.POST_QUANTUM,
        assertInstanceOf(AnswerVerification.Result.BelowFloor.class, result).requirement());
  }

  @Test
  void anOfferTellsItsKeyExchanges() {
    assertEquals(KeyExchangeMethod.CURVE25519, IKE.preferredKeyExchange().orElseThrow());
    assertEquals(true, IKE.offersKeyExchange(KeyExchangeMethod.ECP_256));
    assertEquals(false, IKE.offersKeyExchange(KeyExchangeMethod.MODP_2048));
    assertEquals(false, ESP.offersKeyExchange(KeyExchangeMethod.NONE));
    assertEquals(true, IKE.needsIntermediateExchange());
    assertEquals(false, ESP.needsIntermediateExchange());
  }
}
