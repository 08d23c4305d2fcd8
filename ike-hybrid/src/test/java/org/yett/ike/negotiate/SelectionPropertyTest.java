package org.yett.ike.negotiate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tag;
import org.yett.ike.wire.Octets;
import org.yett.ike.wire.Proposal;
import org.yett.ike.wire.SaPayload;
import org.yett.ike.wire.Transform;
import org.yett.spec.iana.EncryptionAlgorithm;
import org.yett.spec.iana.IntegrityAlgorithm;
import org.yett.spec.iana.KeyExchangeMethod;
import org.yett.spec.iana.ProtocolId;
import org.yett.spec.iana.PseudorandomFunction;
import org.yett.spec.iana.SequenceNumbers;
import org.yett.spec.iana.TransformId;
import org.yett.spec.iana.TransformType;

/** The selection against a search that tries everything. */
class SelectionPropertyTest {

  private static final Octets SPI = Octets.ofHex("c0ffee01");
  private static final Algorithm NONE = Algorithm.of(KeyExchangeMethod.NONE);

  private static final List<Algorithm> CIPHERS =
      List.of(
          Algorithm.of(EncryptionAlgorithm.AES_GCM_16, 256),
          Algorithm.of(EncryptionAlgorithm.AES_GCM_16, 128),
          Algorithm.of(EncryptionAlgorithm.AES_CBC, 256));
  private static final List<Algorithm> PRFS =
      List.of(
          Algorithm.of(PseudorandomFunction.HMAC_SHA2_256),
          Algorithm.of(PseudorandomFunction.HMAC_SHA2_384));
  private static final List<Algorithm> INTEGRITY =
      List.of(
          Algorithm.of(IntegrityAlgorithm.HMAC_SHA2_256_128),
          Algorithm.of(IntegrityAlgorithm.HMAC_SHA2_384_192));
  private static final List<Algorithm> METHODS =
      List.of(
          Algorithm.of(KeyExchangeMethod.CURVE25519),
          Algorithm.of(KeyExchangeMethod.ECP_256),
          Algorithm.of(KeyExchangeMethod.ML_KEM_768));
  private static final List<Algorithm> SEQUENCE_NUMBERS =
      List.of(
          Algorithm.of(SequenceNumbers.SEQUENTIAL_32),
          Algorithm.of(SequenceNumbers.PARTIALLY_TRANSMITTED_64));

  private static <T> List<T> plus(List<T> list, T more) {
    List<T> longer = new ArrayList<>(list);
    longer.add(more);
    return longer;
  }

  /** Some of these in some order; fewer than {@code min} never. */
  private static Arbitrary<List<Algorithm>> some(List<Algorithm> from, int min) {
    return Arbitraries.shuffle(from)
        .flatMap(
            list -> Arbitraries.integers().between(min, from.size()).map(n -> list.subList(0, n)));
  }

  private static Arbitrary<Map<TransformType, List<Algorithm>>> alternatives(
      boolean ike, boolean wellFormed) {
    int min = wellFormed ? 1 : 0;
    List<Algorithm> additional = plus(METHODS, NONE);
    Arbitrary<List<Algorithm>> integrity =
        some(wellFormed ? INTEGRITY : plus(INTEGRITY, Algorithm.of(IntegrityAlgorithm.NONE)), 0);
    return Combinators.combine(
            some(CIPHERS, min),
            some(PRFS, min),
            integrity,
            some(ike && wellFormed ? METHODS : additional, ike ? min : 0),
            some(SEQUENCE_NUMBERS, min),
            some(additional, 0),
            some(additional, 0),
            some(additional, 0))
        .as((cipher, prf, integ, main, sn, ke1, ke2, ke4) -> {
          TreeMap<TransformType, List<Algorithm>> map = Suite.newMap();
          map.put(TransformType.ENCR, cipher);
          if (ike) {
            map.put(TransformType.PRF, prf);
          } else {
            map.put(TransformType.SN, sn);
          }
          map.put(TransformType.INTEG, integ);
          map.put(TransformType.KE, main);
          map.put(TransformType.ADDKE1, ke1);
          map.put(TransformType.ADDKE2, ke2);
          map.put(TransformType.ADDKE4, ke4);
          map.values().removeIf(List::isEmpty);
          return map;
        });
  }

  private static Arbitrary<PolicyProposal> policyProposal(boolean ike) {
    ProtocolId protocol = ike ? ProtocolId.IKE : ProtocolId.ESP;
    return alternatives(ike, true)
        .map(map -> {
          // Either combined-mode ciphers or others: what a policy has to say anyhow.
          List<Algorithm> ciphers = map.get(TransformType.ENCR);
          boolean combined = ciphers.getFirst().isCombinedMode();
          map.put(
              TransformType.ENCR,
              ciphers.stream().filter(c -> c.isCombinedMode() == combined).toList());
          if (combined) {
            map.remove(TransformType.INTEG);
          } else {
            map.putIfAbsent(TransformType.INTEG, INTEGRITY);
          }
          return map;
        })
        .filter(map -> PolicyProposal.problems(protocol, map).isEmpty())
        .map(map -> PolicyProposal.of(protocol, map));
  }

  private static Arbitrary<Proposal> wireProposal(boolean ike) {
    ProtocolId protocol = ike ? ProtocolId.IKE : ProtocolId.ESP;
    TransformType unknown = TransformType.of(77);
    Arbitrary<List<Transform>> strange =
        Arbitraries.frequency(
                net.jqwik.api.Tuple.of(8, List.<Transform>of()),
                net.jqwik.api.Tuple.of(
                    1, List.of(Transform.of(unknown, TransformId.of(unknown, 1)))),
                net.jqwik.api.Tuple.of(
                    1, List.of(Transform.of(TransformType.ENCR, EncryptionAlgorithm.of(999)))))
            .map(list -> list);
    return Combinators.combine(alternatives(ike, false), strange)
        .as((map, more) -> {
          List<Transform> transforms = new ArrayList<>();
          map.forEach(
              (type, list) -> list.forEach(a -> transforms.add(SaOffer.transform(type, a))));
          transforms.addAll(more);
          return transforms;
        })
        .filter(transforms -> !transforms.isEmpty())
        .map(transforms -> new Proposal(1, protocol, ike ? Octets.EMPTY : SPI, transforms));
  }

  private static SaPayload numbered(List<Proposal> proposals) {
    List<Proposal> numbered = new ArrayList<>();
    for (Proposal p : proposals) {
      numbered.add(new Proposal(numbered.size() + 1, p.protocol(), p.spi(), p.transforms()));
    }
    return new SaPayload(numbered);
  }

  @Provide
  Arbitrary<List<PolicyProposal>> ikePolicy() {
    return policyProposal(true).list().ofMinSize(1).ofMaxSize(2);
  }

  @Provide
  Arbitrary<List<PolicyProposal>> espPolicy() {
    return policyProposal(false).list().ofMinSize(1).ofMaxSize(2);
  }

  @Provide
  Arbitrary<SaPayload> ikeOffer() {
    return wireProposal(true).list().ofMinSize(1).ofMaxSize(2).map(SelectionPropertyTest::numbered);
  }

  @Provide
  Arbitrary<SaPayload> espOffer() {
    return wireProposal(false)
        .list()
        .ofMinSize(1)
        .ofMaxSize(2)
        .map(SelectionPropertyTest::numbered);
  }

  @Provide
  Arbitrary<SelectionPolicy.KeyExchangeChoice> choices() {
    return Arbitraries.of(SelectionPolicy.KeyExchangeChoice.class);
  }

  @Provide
  Arbitrary<List<SuiteRequirement>> floors() {
    return Arbitraries.of(List.of(), List.of(SuiteRequirement.POST_QUANTUM));
  }

  @Provide
  Arbitrary<Optional<KeyExchangeMethod>> payloads() {
    return Arbitraries.of(
        Optional.of(KeyExchangeMethod.CURVE25519),
        Optional.of(KeyExchangeMethod.ML_KEM_768),
        Optional.empty());
  }

  @Property(tries = 400)
  @Tag("rfc7296:3.3.4/5")
  @Tag("rfc7296:3.3.4/6")
  void theSelectionForIkeIsTheFirstOfAllSuitesThatBothAccept(
      @ForAll("ikePolicy") List<PolicyProposal> ours,
      @ForAll("ikeOffer") SaPayload offered,
      @ForAll SelectionPolicy.Order order,
      @ForAll("choices") SelectionPolicy.KeyExchangeChoice choice,
      @ForAll("floors") List<SuiteRequirement> floor,
      @ForAll("payloads") Optional<KeyExchangeMethod> payload,
      @ForAll boolean intermediate) {
    SelectionPolicy policy = new SelectionPolicy(ours, order, choice, floor);
    agreesWithBruteForce(policy, offered, Negotiation.IKE_SA_INIT, intermediate, payload);
  }

  @Property(tries = 400)
  @Tag("rfc7296:2.7/5")
  @Tag("rfc7296:3.3.4/5")
  void theSelectionForEspIsTheFirstOfAllSuitesThatBothAccept(
      @ForAll("espPolicy") List<PolicyProposal> ours,
      @ForAll("espOffer") SaPayload offered,
      @ForAll SelectionPolicy.Order order,
      @ForAll("choices") SelectionPolicy.KeyExchangeChoice choice,
      @ForAll("floors") List<SuiteRequirement> floor,
      @ForAll("payloads") Optional<KeyExchangeMethod> payload) {
    SelectionPolicy policy = new SelectionPolicy(ours, order, choice, floor);
    agreesWithBruteForce(policy, offered, Negotiation.CREATE_CHILD, true, payload);
  }

  @Property(tries = 400)
  void theInitiatorAcceptsWhatTheResponderSelects(
      @ForAll("ikePolicy") List<PolicyProposal> initiator,
      @ForAll("ikePolicy") List<PolicyProposal> responder,
      @ForAll SelectionPolicy.Order order) {
    SaOffer offer = new SaOffer(Negotiation.IKE_SA_INIT, initiator, Octets.EMPTY);
    acceptsWhatIsSelected(offer, responder, order, Octets.EMPTY);
  }

  @Property(tries = 400)
  void theInitiatorAcceptsTheChildThatTheResponderSelects(
      @ForAll("espPolicy") List<PolicyProposal> initiator,
      @ForAll("espPolicy") List<PolicyProposal> responder,
      @ForAll SelectionPolicy.Order order,
      @ForAll boolean inAuth) {
    Negotiation negotiation = inAuth ? Negotiation.IKE_AUTH_CHILD : Negotiation.CREATE_CHILD;
    acceptsWhatIsSelected(
        new SaOffer(negotiation, initiator, SPI), responder, order, Octets.ofHex("01020304"));
  }

  private static void acceptsWhatIsSelected(
      SaOffer offer, List<PolicyProposal> responder, SelectionPolicy.Order order, Octets spi) {
    SelectionPolicy policy =
        new SelectionPolicy(responder, order, SelectionPolicy.KeyExchangeChoice.BEST, List.of());
    Optional<KeyExchangeMethod> payload = Optional.empty();
    Selection first =
        ProposalSelection.select(offer.toWire(), policy, offer.negotiation(), true, payload);
    if (first instanceof Selection.WrongKeyExchange wrong) {
      assertTrue(offer.offersKeyExchange(wrong.wanted()));
      payload = Optional.of(wrong.wanted());
    }
    Selection second =
        ProposalSelection.select(offer.toWire(), policy, offer.negotiation(), true, payload);
    if (second instanceof Selection.Chosen chosen) {
      AnswerVerification.Result result =
          AnswerVerification.verify(offer, chosen.answer(spi), true, List.of());
      AnswerVerification.Result.Agreed agreed =
          assertInstanceOf(AnswerVerification.Result.Agreed.class, result);
      assertEquals(chosen.suite(), agreed.suite());
      assertEquals(spi, agreed.spi());
    } else {
      assertInstanceOf(Selection.Refused.class, second);
    }
  }

  private static void agreesWithBruteForce(
      SelectionPolicy policy,
      SaPayload offered,
      Negotiation negotiation,
      boolean intermediate,
      Optional<KeyExchangeMethod> payload) {
    Selection actual =
        ProposalSelection.select(offered, policy, negotiation, intermediate, payload);
    assertEquals(
        actual, ProposalSelection.select(offered, policy, negotiation, intermediate, payload));
    List<Suite> all =
        allSuites(policy, offered, intermediate || negotiation != Negotiation.IKE_SA_INIT).stream()
            .filter(suite -> SuiteRequirement.firstUnmet(policy.floor(), suite).isEmpty())
            .toList();
    Optional<Suite> expected = all.stream().findFirst();
    if (policy.keyExchangeChoice() == SelectionPolicy.KeyExchangeChoice.RECEIVED_IF_POSSIBLE) {
      expected =
          all.stream()
              .filter(s -> s.keyExchange().isEmpty() || s.keyExchange().equals(payload))
              .findFirst()
              .or(() -> all.stream().findFirst());
    }
    Optional<Suite> selected =
        switch (actual) {
          case Selection.Chosen chosen -> Optional.of(chosen.suite());
          case Selection.WrongKeyExchange wrong -> Optional.of(wrong.suite());
          case Selection.Refused refused -> {
            assertTrue(!refused.refusal().obstacles().isEmpty());
            yield Optional.empty();
          }
        };
    assertEquals(expected, selected);
    selected.ifPresent(suite ->
        assertEquals(
            suite.keyExchange().isPresent() && !suite.keyExchange().equals(payload),
            actual instanceof Selection.WrongKeyExchange));
  }

  /** Every suite that both accept, in order of preference, found by trying every combination. */
  private static List<Suite> allSuites(
      SelectionPolicy policy, SaPayload offered, boolean additionalAllowed) {
    boolean oursFirst = policy.order() == SelectionPolicy.Order.CONFIGURED;
    List<Suite> all = new ArrayList<>();
    if (oursFirst) {
      for (PolicyProposal our : policy.proposals()) {
        offered.proposals().forEach(p -> addSuites(our, p, true, additionalAllowed, all));
      }
    } else {
      for (Proposal their : offered.proposals()) {
        policy.proposals().forEach(our -> addSuites(our, their, false, additionalAllowed, all));
      }
    }
    return all;
  }

  private static void addSuites(
      PolicyProposal our,
      Proposal their,
      boolean oursFirst,
      boolean additionalAllowed,
      List<Suite> all) {
    TreeMap<TransformType, List<Algorithm>> offered = Suite.newMap();
    for (Transform transform : their.transforms()) {
      if (transform.type().value() > 12
          || (transform.type().isAdditionalKeyExchange() && !additionalAllowed)) {
        return;
      }
      offered
          .computeIfAbsent(transform.type(), _ -> new ArrayList<>())
          .add(new Algorithm(transform.id(), transform.keyLength()));
    }
    boolean ike = our.protocol().equals(ProtocolId.IKE);
    if (!offered.containsKey(TransformType.ENCR)
        || (ike && !offered.containsKey(TransformType.PRF))
        || (ike && !offered.containsKey(TransformType.KE))
        || (!ike && !offered.containsKey(TransformType.SN))) {
      return;
    }
    List<TransformType> types = new ArrayList<>();
    for (int value = 1; value <= 12; value++) {
      TransformType type = TransformType.of(value);
      if (our.alternatives().containsKey(type) || offered.containsKey(type)) {
        types.add(type);
      }
    }
    Map<TransformType, List<Algorithm>> preferred = oursFirst ? our.alternatives() : offered;
    Map<TransformType, List<Algorithm>> other = oursFirst ? offered : our.alternatives();
    combine(our.protocol(), types, preferred, other, Suite.newMap(), all);
  }

  private static void combine(
      ProtocolId protocol,
      List<TransformType> types,
      Map<TransformType, List<Algorithm>> preferred,
      Map<TransformType, List<Algorithm>> other,
      Map<TransformType, Algorithm> partial,
      List<Suite> all) {
    if (partial.size() == types.size()) {
      if (isValid(partial)) {
        all.add(Suite.of(protocol, partial));
      }
      return;
    }
    TransformType type = types.get(partial.size());
    for (Algorithm algorithm : listOf(preferred, type)) {
      if (listOf(other, type).contains(algorithm)) {
        partial.put(type, algorithm);
        combine(protocol, types, preferred, other, partial, all);
        partial.remove(type);
      }
    }
  }

  private static List<Algorithm> listOf(
      Map<TransformType, List<Algorithm>> alternatives, TransformType type) {
    Algorithm none =
        type.equals(TransformType.INTEG) ? Algorithm.of(IntegrityAlgorithm.NONE) : NONE;
    return alternatives.getOrDefault(type, List.of(none));
  }

  private static boolean isValid(Map<TransformType, Algorithm> suite) {
    Set<Algorithm> methods = new HashSet<>();
    boolean additional = false;
    for (Map.Entry<TransformType, Algorithm> entry : suite.entrySet()) {
      boolean keyExchange = PolicyProposal.isKeyExchange(entry.getKey());
      if (keyExchange && !entry.getValue().isNone()) {
        if (!methods.add(entry.getValue())) {
          return false;
        }
        additional |= entry.getKey().isAdditionalKeyExchange();
      }
    }
    boolean main = suite.containsKey(TransformType.KE) && !suite.get(TransformType.KE).isNone();
    boolean integrity =
        suite.containsKey(TransformType.INTEG) && !suite.get(TransformType.INTEG).isNone();
    return (main || !additional) && integrity != suite.get(TransformType.ENCR).isCombinedMode();
  }
}
