package org.yett.ike.negotiate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.yett.ike.negotiate.ProposalStringsTest.esp;
import static org.yett.ike.negotiate.ProposalStringsTest.ike;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.yett.ike.wire.Octets;
import org.yett.ike.wire.Proposal;
import org.yett.ike.wire.SaPayload;
import org.yett.ike.wire.Transform;
import org.yett.ike.wire.TransformAttribute;
import org.yett.spec.iana.EncryptionAlgorithm;
import org.yett.spec.iana.IntegrityAlgorithm;
import org.yett.spec.iana.KeyExchangeMethod;
import org.yett.spec.iana.ProtocolId;
import org.yett.spec.iana.TransformAttributeType;
import org.yett.spec.iana.TransformId;
import org.yett.spec.iana.TransformType;

class ProposalSelectionTest {

  private static final Octets SPI = Octets.ofHex("c0ffee01");

  static List<PolicyProposal> ikes(String... texts) {
    return Arrays.stream(texts).map(ProposalStringsTest::ike).toList();
  }

  static SaPayload offer(String... texts) {
    return new SaOffer(Negotiation.IKE_SA_INIT, ikes(texts), Octets.EMPTY).toWire();
  }

  private static SaPayload espOffer(Negotiation negotiation, String... texts) {
    List<PolicyProposal> proposals = Arrays.stream(texts).map(ProposalStringsTest::esp).toList();
    return new SaOffer(negotiation, proposals, SPI).toWire();
  }

  /** The offer with one more transform in its first proposal. */
  private static SaPayload with(SaPayload offer, Transform... more) {
    Proposal first = offer.proposals().getFirst();
    List<Transform> transforms = new ArrayList<>(first.transforms());
    transforms.addAll(List.of(more));
    List<Proposal> proposals = new ArrayList<>(offer.proposals());
    proposals.set(0, new Proposal(first.number(), first.protocol(), first.spi(), transforms));
    return new SaPayload(proposals);
  }

  private static SaPayload without(SaPayload offer, TransformType type) {
    Proposal first = offer.proposals().getFirst();
    return new SaPayload(
        List.of(
            new Proposal(
                first.number(),
                first.protocol(),
                first.spi(),
                first.transforms().stream().filter(t -> !t.type().equals(type)).toList())));
  }

  static Selection select(SaPayload offer, String... ours) {
    return ProposalSelection.select(
        offer,
        SelectionPolicy.of(ikes(ours)),
        Negotiation.IKE_SA_INIT,
        true,
        Optional.of(KeyExchangeMethod.CURVE25519));
  }

  private static Selection selectEsp(
      SaPayload offer, Negotiation negotiation, Optional<KeyExchangeMethod> ke, String... ours) {
    return ProposalSelection.select(
        offer,
        SelectionPolicy.of(Arrays.stream(ours).map(ProposalStringsTest::esp).toList()),
        negotiation,
        true,
        ke);
  }

  static Selection.Chosen chosen(Selection selection) {
    return assertInstanceOf(Selection.Chosen.class, selection);
  }

  static Refusal refused(Selection selection) {
    return assertInstanceOf(Selection.Refused.class, selection).refusal();
  }

  @Test
  @Tag("rfc7296:2.7/1")
  @Tag("rfc7296:2.7/4")
  @Tag("rfc7296:3.3.6/1")
  @Tag("rfc7296:3.3.6/3")
  @Tag("rfc7296:3.3.6/4")
  void theResponderChoosesOneTransformOfEachType() {
    Selection.Chosen chosen =
        chosen(
            select(
                offer("aes256gcm16-aes128gcm16-prfsha384-prfsha256-x25519-ke1_mlkem768"),
                "aes128gcm16-prfsha256-x25519-ke1_mlkem768-ke1_mlkem1024"));
    assertEquals("aes128gcm16-prfsha256-x25519-ke1_mlkem768", chosen.suite().toString());
    assertEquals(
        new SaPayload(
            List.of(
                new Proposal(
                    1,
                    ProtocolId.IKE,
                    Octets.EMPTY,
                    List.of(
                        Transform.of(EncryptionAlgorithm.AES_GCM_16, 128),
                        Transform.of(
                            TransformType.PRF,
                            org.yett.spec.iana.PseudorandomFunction.HMAC_SHA2_256),
                        Transform.of(TransformType.KE, KeyExchangeMethod.CURVE25519),
                        Transform.of(TransformType.ADDKE1, KeyExchangeMethod.ML_KEM_768))))),
        chosen.answer(Octets.EMPTY));
    assertThrows(IllegalArgumentException.class, () -> chosen.answer(SPI));
  }

  @Test
  @Tag("rfc7296:3.3.1/3")
  @Tag("rfc7296:3.3.6/2")
  void theNumberOfTheAnswerIsThatOfTheProposal() {
    Selection.Chosen chosen =
        chosen(
            select(
                offer("aes256gcm16-prfsha384-ecp384", "aes128gcm16-prfsha256-x25519"),
                "aes128gcm16-prfsha256-x25519"));
    assertEquals(2, chosen.answer(Octets.EMPTY).proposals().getFirst().number());
  }

  @ParameterizedTest
  @CsvSource({
    "CONFIGURED, aes128gcm16-prfsha256-x25519-ke1_mlkem512",
    "SUPPLIED, aes256gcm16-prfsha384-x25519"
  })
  void theOrderThatCountsIsOursUnlessConfiguredOtherwise(
      SelectionPolicy.Order order, String expected) {
    SaPayload offered =
        offer(
            "aes256gcm16-prfsha384-x25519",
            "aes256gcm16-aes128gcm16-prfsha384-prfsha256-x25519-ke1_mlkem768-ke1_mlkem512");
    List<PolicyProposal> ours =
        ikes(
            "aes128gcm16-aes256gcm16-prfsha256-prfsha384-x25519-ke1_mlkem512-ke1_mlkem768",
            "aes256gcm16-prfsha384-x25519");
    Selection selection =
        ProposalSelection.select(
            offered,
            new SelectionPolicy(ours, order, SelectionPolicy.KeyExchangeChoice.BEST, List.of()),
            Negotiation.IKE_SA_INIT,
            true,
            Optional.of(KeyExchangeMethod.CURVE25519));
    assertEquals(expected, chosen(selection).suite().toString());
    assertEquals(
        SelectionPolicy.Order.CONFIGURED, SelectionPolicy.defaults(ProtocolId.IKE).order());
  }

  @Test
  void aGreedyChoiceOfTheMainKeyExchangeDoesNotSpoilTheAdditionalOne() {
    // Whoever takes the first common main key exchange has none left for ADDKE1.
    SaPayload offered = offer("aes256gcm16-prfsha384-x25519-ecp384-ke1_x25519");
    Selection selection = select(offered, "aes256gcm16-prfsha384-x25519-ecp384-ke1_x25519");
    Selection.WrongKeyExchange wrong =
        assertInstanceOf(Selection.WrongKeyExchange.class, selection);
    assertEquals(KeyExchangeMethod.ECP_384, wrong.wanted());
    assertEquals("aes256gcm16-prfsha384-ecp384-ke1_x25519", wrong.suite().toString());
  }

  @Test
  void aGreedyChoiceOfAnAdditionalKeyExchangeDoesNotSpoilALaterOne() {
    String proposal =
        "aes256gcm16-prfsha384-x25519-ke1_mlkem512-ke1_mlkem768-ke1_mlkem1024"
            + "-ke2_mlkem512-ke2_mlkem768-ke3_mlkem512";
    assertEquals(
        List.of(
            KeyExchangeMethod.ML_KEM_1024,
            KeyExchangeMethod.ML_KEM_768,
            KeyExchangeMethod.ML_KEM_512),
        chosen(select(offer(proposal), proposal)).suite().additionalKeyExchanges());
  }

  @Test
  @Tag("rfc9370:2.2.1/6")
  @Tag("negative")
  void additionalKeyExchangesWithoutDifferentChoicesAreRefused() {
    Refusal refusal =
        refused(
            select(
                offer(
                    "aes256gcm16-prfsha384-x25519-ke1_mlkem768-ke1_mlkem512-ke2_mlkem768"
                        + "-ke2_ecp256"),
                "aes256gcm16-prfsha384-x25519-ke1_mlkem768-ke2_mlkem768-ke2_ecp384"));
    assertEquals(List.of(new Obstacle.OnlyWithDuplicates()), refusal.obstacles());
  }

  @Test
  void noneMayBeChosenManyTimesAndIsAnsweredWhereItWasOffered() {
    Selection.Chosen chosen =
        chosen(
            select(
                offer("aes256gcm16-prfsha384-x25519-ke1_mlkem768-ke1_none-ke2_none-ke3_none"),
                "aes256gcm16-prfsha384-x25519"));
    assertEquals("aes256gcm16-prfsha384-x25519", chosen.suite().toString());
    List<Transform> answered = chosen.answer(Octets.EMPTY).proposals().getFirst().transforms();
    assertEquals(6, answered.size());
    assertTrue(answered.contains(Transform.of(TransformType.ADDKE2, KeyExchangeMethod.NONE)));
  }

  @Test
  @Tag("rfc9370:2.2.1/12")
  @Tag("rfc7296:3.3.3/2")
  void omittedAdditionalKeyExchangesCountAsNone() {
    assertEquals(
        "aes256gcm16-prfsha384-x25519-ke2_mlkem768",
        chosen(
                select(
                    offer("aes256gcm16-prfsha384-x25519-ke2_mlkem768-ke5_ecp256-ke5_none"),
                    "aes256gcm16-prfsha384-x25519-ke1_mlkem512-ke1_none-ke2_mlkem768"))
            .suite()
            .toString());
    Refusal refusal =
        refused(
            select(
                offer("aes256gcm16-prfsha384-x25519"),
                "aes256gcm16-prfsha384-x25519-ke1_mlkem768"));
    assertEquals(
        "no proposal chosen: the peer's proposal 1 came closest to ours"
            + " (aes256gcm16-prfsha384-x25519-ke1_mlkem768), but ADDKE1: the peer offers none, we"
            + " accept mlkem768",
        refusal.text());
  }

  @Test
  void theSameMethodWithOtherAttributesIsAnotherAlgorithm() {
    // Attributes of key exchanges are not understood yet: such a transform is left out alone.
    Transform withAttribute =
        new Transform(
            TransformType.ADDKE1,
            KeyExchangeMethod.ML_KEM_768,
            List.of(new TransformAttribute.Fixed(TransformAttributeType.of(100), 1)));
    SaPayload offered = with(offer("aes256gcm16-prfsha384-x25519-ke1_mlkem1024"), withAttribute);
    assertEquals(
        "aes256gcm16-prfsha384-x25519-ke1_mlkem1024",
        chosen(select(offered, "aes256gcm16-prfsha384-x25519-ke1_mlkem768-ke1_mlkem1024"))
            .suite()
            .toString());
  }

  @Test
  @Tag("rfc9370:2.2.1/15")
  void withoutIntermediateExchangeProposalsWithAdditionalKeyExchangesAreSkipped() {
    SaPayload offered =
        offer("aes256gcm16-prfsha384-x25519-ke1_mlkem768-ke1_none", "aes128gcm16-prfsha256-x25519");
    String[] ours = {
      "aes256gcm16-prfsha384-x25519-ke1_mlkem768-ke1_none", "aes128gcm16-prfsha256-x25519"
    };
    Selection selection =
        ProposalSelection.select(
            offered,
            SelectionPolicy.of(ikes(ours)),
            Negotiation.IKE_SA_INIT,
            false,
            Optional.of(KeyExchangeMethod.CURVE25519));
    assertEquals("aes128gcm16-prfsha256-x25519", chosen(selection).suite().toString());
    Selection alone =
        ProposalSelection.select(
            offer(ours[0]),
            SelectionPolicy.of(ikes(ours)),
            Negotiation.IKE_SA_INIT,
            false,
            Optional.of(KeyExchangeMethod.CURVE25519));
    assertTrue(refused(alone).text().endsWith("without INTERMEDIATE_EXCHANGE_SUPPORTED"));
  }

  @Test
  void inCreateChildSaAdditionalKeyExchangesNeedNoIntermediateExchange() {
    String proposal = "aes256gcm16-x25519-ke1_mlkem768";
    Selection selection =
        ProposalSelection.select(
            espOffer(Negotiation.CREATE_CHILD, proposal),
            SelectionPolicy.of(List.of(esp(proposal))),
            Negotiation.CREATE_CHILD,
            false,
            Optional.of(KeyExchangeMethod.CURVE25519));
    assertEquals(proposal, chosen(selection).suite().toString());
  }

  @Test
  @Tag("rfc7296:3.3.6/6")
  @Tag("rfc7296:2.5/x2")
  void anUnknownTransformTypeMakesAProposalUnacceptableAndNoOther() {
    TransformType type = TransformType.of(200);
    Transform unknown = Transform.of(type, TransformId.of(type, 1));
    SaPayload offered =
        with(offer("aes256gcm16-prfsha384-x25519", "aes128gcm16-prfsha256-x25519"), unknown);
    assertEquals(
        "aes128gcm16-prfsha256-x25519",
        chosen(select(offered, "aes256gcm16-prfsha384-x25519", "aes128gcm16-prfsha256-x25519"))
            .suite()
            .toString());
    assertTrue(
        refused(select(offered, "aes256gcm16-prfsha384-x25519")).obstacles().stream()
            .noneMatch(Obstacle.OtherProtocol.class::isInstance));
  }

  @Test
  void aTransformTypeOfAnotherProtocolMakesAProposalUnacceptable() {
    SaPayload offered =
        with(
            offer("aes256gcm16-prfsha384-x25519"),
            Transform.of(TransformType.SN, org.yett.spec.iana.SequenceNumbers.SEQUENTIAL_32));
    assertEquals(
        List.of(new Obstacle.UnknownType(TransformType.SN)),
        refused(select(offered, "aes256gcm16-prfsha384-x25519")).obstacles());
  }

  @Test
  @Tag("rfc7296:3.3.3/x1")
  @Tag("rfc7296:3.3.3/x2")
  @Tag("rfc7296:3.3.6/6")
  @Tag("negative")
  void aProposalWithoutAMandatoryTypeIsUnacceptable() {
    for (TransformType type : List.of(TransformType.ENCR, TransformType.PRF, TransformType.KE)) {
      Refusal refusal =
          refused(
              select(
                  without(offer("aes256gcm16-prfsha384-x25519"), type),
                  "aes256gcm16-prfsha384-x25519"));
      assertEquals(List.of(new Obstacle.MissingType(type)), refusal.obstacles());
    }
    Refusal refusal =
        refused(
            selectEsp(
                without(espOffer(Negotiation.IKE_AUTH_CHILD, "aes256gcm16"), TransformType.SN),
                Negotiation.IKE_AUTH_CHILD,
                Optional.empty(),
                "aes256gcm16"));
    assertEquals(List.of(new Obstacle.MissingType(TransformType.SN)), refusal.obstacles());
  }

  @Test
  @Tag("rfc7296:3.3.5/5")
  @Tag("rfc7296:3.3.6/7")
  @Tag("rfc7296:3.3/9")
  @Tag("negative")
  void aTransformThatIsNotUnderstoodIsLeftOutAlone() {
    Octets keyLength = Octets.ofHex("0100");
    for (List<TransformAttribute> attributes :
        List.<List<TransformAttribute>>of(
            List.of(),
            List.of(new TransformAttribute.Fixed(TransformAttributeType.KEY_LENGTH, 255)),
            List.of(new TransformAttribute.Fixed(TransformAttributeType.KEY_LENGTH, 0)),
            List.of(
                new TransformAttribute.Fixed(TransformAttributeType.KEY_LENGTH, 256),
                new TransformAttribute.Fixed(TransformAttributeType.KEY_LENGTH, 256)),
            List.of(
                new TransformAttribute.Fixed(TransformAttributeType.KEY_LENGTH, 256),
                new TransformAttribute.Fixed(TransformAttributeType.of(15), 1)),
            List.of(
                new TransformAttribute.Variable(TransformAttributeType.KEY_LENGTH, keyLength)))) {
      SaPayload offered =
          with(
              without(offer("aes256gcm16-prfsha384-x25519"), TransformType.ENCR),
              new Transform(TransformType.ENCR, EncryptionAlgorithm.AES_GCM_16, attributes),
              Transform.of(TransformType.ENCR, EncryptionAlgorithm.of(999)),
              Transform.of(EncryptionAlgorithm.AES_GCM_16, 128));
      assertEquals(
          "aes128gcm16-prfsha384-x25519",
          chosen(select(offered, "aes256gcm16-aes128gcm16-chacha20poly1305-prfsha384-x25519"))
              .suite()
              .toString());
    }
  }

  @Test
  @Tag("rfc7296:3.3.5/4")
  @Tag("negative")
  void aFixedLengthCipherWithAKeyLengthIsNotUnderstood() {
    SaPayload offered =
        with(
            without(offer("aes256gcm16-prfsha384-x25519"), TransformType.ENCR),
            Transform.of(EncryptionAlgorithm.CHACHA20_POLY1305, 256));
    assertEquals(
        List.of(
            new Obstacle.NoCommonAlgorithm(
                TransformType.ENCR,
                List.of("ENCR_CHACHA20_POLY1305_256"),
                ike("chacha20poly1305-prfsha384-x25519").of(TransformType.ENCR))),
        refused(select(offered, "chacha20poly1305-prfsha384-x25519")).obstacles());
  }

  @Test
  @Tag("rfc7296:3.3/7")
  @Tag("rfc5282:8/1")
  void aCombinedModeCipherIsNeverChosenWithAnIntegrityAlgorithm() {
    Transform sha256 = Transform.of(TransformType.INTEG, IntegrityAlgorithm.HMAC_SHA2_256_128);
    Transform none = Transform.of(TransformType.INTEG, IntegrityAlgorithm.NONE);
    SaPayload mixed =
        with(
            offer("aes256gcm16-prfsha256-x25519"),
            Transform.of(EncryptionAlgorithm.AES_CBC, 128),
            sha256);
    String[] ours = {"aes256gcm16-prfsha256-x25519", "aes128-sha256-x25519"};
    assertEquals("aes128-sha256-x25519", chosen(select(mixed, ours)).suite().toString());
    Selection.Chosen combined = chosen(select(with(mixed, none), ours));
    assertEquals("aes256gcm16-prfsha256-x25519", combined.suite().toString());
    assertTrue(combined.transforms().contains(none));
    assertEquals(
        List.of(new Obstacle.NoCommonAlgorithm(TransformType.INTEG, List.of("sha256"), List.of())),
        refused(select(with(offer(ours[0]), sha256), ours[0])).obstacles());
  }

  @Test
  @Tag("rfc7296:3.4/4")
  @Tag("negative")
  void theBestSuiteDecidesOnTheKeyExchangeAndTheKePayloadHasToFollow() {
    SaPayload offered = offer("aes256gcm16-prfsha384-x25519-ecp384-ecp256");
    String ours = "aes256gcm16-prfsha384-ecp384-x25519";
    Selection.WrongKeyExchange wrong =
        assertInstanceOf(Selection.WrongKeyExchange.class, select(offered, ours));
    assertEquals(KeyExchangeMethod.ECP_384, wrong.wanted());
    Selection retried =
        ProposalSelection.select(
            offered,
            SelectionPolicy.of(ikes(ours)),
            Negotiation.IKE_SA_INIT,
            true,
            Optional.of(wrong.wanted()));
    assertEquals(wrong.suite(), chosen(retried).suite());
  }

  @Test
  void theMethodOfTheKePayloadIsTakenIfThePolicySaysSo() {
    SaPayload offered = offer("aes256gcm16-prfsha384-x25519-ecp384-ecp256");
    SelectionPolicy policy =
        new SelectionPolicy(
            ikes("aes256gcm16-prfsha384-ecp384-x25519"),
            SelectionPolicy.Order.CONFIGURED,
            SelectionPolicy.KeyExchangeChoice.RECEIVED_IF_POSSIBLE,
            List.of());
    Selection selection =
        ProposalSelection.select(
            offered,
            policy,
            Negotiation.IKE_SA_INIT,
            true,
            Optional.of(KeyExchangeMethod.CURVE25519));
    assertEquals("aes256gcm16-prfsha384-x25519", chosen(selection).suite().toString());
    Selection impossible =
        ProposalSelection.select(
            offered, policy, Negotiation.IKE_SA_INIT, true, Optional.of(KeyExchangeMethod.ECP_256));
    assertEquals(
        KeyExchangeMethod.ECP_384,
        assertInstanceOf(Selection.WrongKeyExchange.class, impossible).wanted());
  }

  @Test
  @Tag("rfc7296:1.2/6")
  @Tag("rfc7296:1.2/x2")
  void inIkeAuthThereIsNoKeyExchange() {
    String ours = "aes256gcm16-x25519-ke1_mlkem768-esn";
    Selection.Chosen chosen =
        chosen(
            selectEsp(
                espOffer(Negotiation.IKE_AUTH_CHILD, ours),
                Negotiation.IKE_AUTH_CHILD,
                Optional.empty(),
                ours));
    assertEquals("aes256gcm16-esn", chosen.suite().toString());
    SaPayload optional =
        with(
            espOffer(Negotiation.IKE_AUTH_CHILD, ours),
            Transform.of(TransformType.KE, KeyExchangeMethod.CURVE25519),
            Transform.of(TransformType.KE, KeyExchangeMethod.NONE));
    assertEquals(
        "aes256gcm16-esn",
        chosen(selectEsp(optional, Negotiation.IKE_AUTH_CHILD, Optional.empty(), ours))
            .suite()
            .toString());
    SaPayload demanding =
        with(
            espOffer(Negotiation.IKE_AUTH_CHILD, ours),
            Transform.of(TransformType.KE, KeyExchangeMethod.CURVE25519));
    assertEquals(
        List.of(new Obstacle.NoCommonAlgorithm(TransformType.KE, List.of("x25519"), List.of())),
        refused(selectEsp(demanding, Negotiation.IKE_AUTH_CHILD, Optional.empty(), ours))
            .obstacles());
  }

  @Test
  @Tag("rfc7296:3.3.6/11")
  void aChildSaMayDoWithoutAKeyExchangeAndThenIgnoresTheKePayload() {
    Selection.Chosen chosen =
        chosen(
            selectEsp(
                espOffer(Negotiation.CREATE_CHILD, "aes256gcm16-x25519-none-ke1_mlkem768-ke1_none"),
                Negotiation.CREATE_CHILD,
                Optional.of(KeyExchangeMethod.CURVE25519),
                "aes256gcm16"));
    assertEquals("aes256gcm16", chosen.suite().toString());
    assertTrue(
        chosen.transforms().contains(Transform.of(TransformType.KE, KeyExchangeMethod.NONE)));
  }

  @Test
  void additionalKeyExchangesAreNotChosenWithoutAMainOne() {
    Refusal refusal =
        refused(
            selectEsp(
                espOffer(Negotiation.CREATE_CHILD, "aes256gcm16-x25519-none-ke1_mlkem768"),
                Negotiation.CREATE_CHILD,
                Optional.empty(),
                "aes256gcm16-ecp256-none-ke1_mlkem768"));
    assertEquals(
        "KE: the peer offers x25519, none, we accept ecp256, none",
        refusal.obstacles().getFirst().text());
  }

  @Test
  @Tag("rfc7296:1.3/6")
  @Tag("negative")
  void aRekeyWithoutKePayloadWhereOneIsNeededNamesTheMethod() {
    Selection selection =
        selectEsp(
            espOffer(Negotiation.CREATE_CHILD, "aes256gcm16-x25519"),
            Negotiation.CREATE_CHILD,
            Optional.empty(),
            "aes256gcm16-x25519");
    assertEquals(
        KeyExchangeMethod.CURVE25519,
        assertInstanceOf(Selection.WrongKeyExchange.class, selection).wanted());
  }

  @Test
  @Tag("rfc7296:2.7/2")
  @Tag("rfc7296:3.3.1/x1")
  @Tag("negative")
  void proposalsForAnotherProtocolOrWithAnUnusableSpiAreUnacceptable() {
    SaPayload esp = espOffer(Negotiation.CREATE_CHILD, "aes256gcm16");
    Refusal protocol =
        refused(
            ProposalSelection.select(
                esp,
                SelectionPolicy.of(ikes("aes256gcm16-prfsha384-x25519")),
                Negotiation.IKE_SA_INIT,
                true,
                Optional.empty()));
    assertEquals(
        List.of(new Obstacle.OtherProtocol(ProtocolId.ESP, ProtocolId.IKE)), protocol.obstacles());
    Refusal spi =
        refused(
            ProposalSelection.select(
                offer("aes256gcm16-prfsha384-x25519"),
                SelectionPolicy.of(ikes("aes256gcm16-prfsha384-x25519")),
                Negotiation.REKEY_IKE,
                true,
                Optional.of(KeyExchangeMethod.CURVE25519)));
    assertEquals(List.of(new Obstacle.UnusableSpi(0, 8)), spi.obstacles());
    SaPayload reserved =
        new SaOffer(Negotiation.CREATE_CHILD, List.of(esp("aes256gcm16")), Octets.ofHex("000000ff"))
            .toWire();
    assertEquals(
        "the SPI is a reserved one",
        refused(selectEsp(reserved, Negotiation.CREATE_CHILD, Optional.empty(), "aes256gcm16"))
            .obstacles()
            .getFirst()
            .text());
  }
}
