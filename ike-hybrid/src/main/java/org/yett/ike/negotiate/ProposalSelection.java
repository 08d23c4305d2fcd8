package org.yett.ike.negotiate;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.yett.ike.wire.SaPayload;
import org.yett.ike.wire.Transform;
import org.yett.spec.Clause;
import org.yett.spec.iana.IntegrityAlgorithm;
import org.yett.spec.iana.KeyExchangeMethod;
import org.yett.spec.iana.ProtocolId;
import org.yett.spec.iana.TransformType;

/**
 * The responder's choice (RFC 7296 2.7, RFC 9370 2.2.1). It is exact: if any suite is acceptable to
 * both sides, one is chosen, and it is the first one in order of preference, proposals first, then
 * algorithms by Transform Type.
 *
 * <p>A policy of ours beyond RFC 9370, which demands it of the additional key exchanges alone: the
 * main key exchange is not repeated as an additional one either. strongSwan holds it the same way,
 * on both sides.
 */
public final class ProposalSelection {

  private static final Algorithm NO_KEY_EXCHANGE = Algorithm.of(KeyExchangeMethod.NONE);
  private static final Algorithm NO_INTEGRITY = Algorithm.of(IntegrityAlgorithm.NONE);

  /** SPIs of ESP and AH up to this one are reserved (RFC 4303 2.1, RFC 4302 2.4). */
  private static final long LAST_RESERVED_SPI = 255;

  private final List<PolicyProposal> ours;
  private final List<ReceivedProposal> theirs;
  private final SelectionPolicy policy;
  private final Negotiation negotiation;
  private final boolean intermediate;
  private final SuiteSearch.Budget budget = new SuiteSearch.Budget();

  private ProposalSelection(
      SaPayload offered, SelectionPolicy policy, Negotiation negotiation, boolean intermediate) {
    this.theirs = offered.proposals().stream().map(ReceivedProposal::of).toList();
    this.ours =
        negotiation.hasKeyExchange()
            ? policy.proposals()
            : PolicyProposal.withoutKeyExchanges(policy.proposals());
    this.policy = policy;
    this.negotiation = negotiation;
    this.intermediate = intermediate;
  }

  /**
   * Chooses.
   *
   * @param offered the SA payload of the request
   * @param policy what we accept
   * @param negotiation which SA is negotiated
   * @param intermediate whether the peer announced INTERMEDIATE_EXCHANGE_SUPPORTED and we support
   *     it; it matters in IKE_SA_INIT only
   * @param keyExchange the method of the KE payload of the request, if there is one
   */
  public static Selection select(
      SaPayload offered,
      SelectionPolicy policy,
      Negotiation negotiation,
      boolean intermediate,
      Optional<KeyExchangeMethod> keyExchange) {
    return new ProposalSelection(offered, policy, negotiation, intermediate).select(keyExchange);
  }

  private Selection select(Optional<KeyExchangeMethod> keyExchange) {
    Predicate<Suite> aboveFloor =
        suite -> SuiteRequirement.firstUnmet(policy.floor(), suite).isEmpty();
    Optional<Selection.Chosen> choice = Optional.empty();
    if (policy.keyExchangeChoice() == SelectionPolicy.KeyExchangeChoice.RECEIVED_IF_POSSIBLE) {
      choice = best(aboveFloor, method -> method.isNone() || isOf(method, keyExchange));
    }
    if (choice.isEmpty()) {
      choice = best(aboveFloor, method -> true);
    }
    // = rfc7296:2.7/3, rfc7296:2.7/x1, rfc7296:3.3.6/1
    if (choice.isEmpty()) {
      return new Selection.Refused(refusal());
    }
    Suite suite = choice.get().suite();
    // = rfc7296:1.2
    // = rfc7296:1.3
    // = rfc7296:3.4/4
    return fits(suite, keyExchange)
        ? choice.get()
        : new Selection.WrongKeyExchange(suite.keyExchange().orElseThrow(), suite);
  }

  /** Whether the KE payload is one for this suite; without a key exchange it is ignored. */
  @Clause("rfc7296:3.3.6")
  private static boolean fits(Suite suite, Optional<KeyExchangeMethod> received) {
    return suite.keyExchange().isEmpty() || suite.keyExchange().equals(received);
  }

  private static boolean isOf(Algorithm method, Optional<KeyExchangeMethod> received) {
    return received.filter(method.id()::equals).isPresent();
  }

  private Optional<Selection.Chosen> best(
      Predicate<Suite> passes, Predicate<Algorithm> mainKeyExchange) {
    boolean oursFirst = policy.order() == SelectionPolicy.Order.CONFIGURED;
    int outer = oursFirst ? ours.size() : theirs.size();
    int inner = oursFirst ? theirs.size() : ours.size();
    for (int i = 0; i < outer; i++) {
      for (int j = 0; j < inner; j++) {
        Optional<Selection.Chosen> chosen =
            oursFirst
                ? choose(ours.get(i), theirs.get(j), passes, mainKeyExchange)
                : choose(ours.get(j), theirs.get(i), passes, mainKeyExchange);
        if (chosen.isPresent()) {
          return chosen;
        }
      }
    }
    return Optional.empty();
  }

  private Optional<Selection.Chosen> choose(
      PolicyProposal our,
      ReceivedProposal their,
      Predicate<Suite> passes,
      Predicate<Algorithm> mainKeyExchange) {
    if (!unacceptable(our, their).isEmpty()) {
      return Optional.empty();
    }
    SortedMap<TransformType, List<Algorithm>> candidates = candidates(our, their);
    candidates.computeIfPresent(
        TransformType.KE, (type, methods) -> methods.stream().filter(mainKeyExchange).toList());
    return new SuiteSearch(our.protocol(), candidates, budget)
        .best(passes)
        .map(suite -> chosen(suite, their));
  }

  /** One transform for each type of the proposal: NONE is answered where it was among the offer. */
  @Clause("rfc7296:2.7/1")
  @Clause("rfc7296:2.7/4")
  @Clause("rfc7296:2.7/5")
  @Clause("rfc7296:3.3.6/2")
  @Clause("rfc7296:3.3.6/3")
  @Clause("rfc7296:3.3.6/4")
  @Clause("rfc9370:2.2.1/3")
  private static Selection.Chosen chosen(Suite suite, ReceivedProposal their) {
    List<Transform> transforms = new ArrayList<>();
    for (TransformType type : their.understood().keySet()) {
      Algorithm algorithm = suite.algorithm(type).orElseGet(() -> none(type));
      transforms.add(their.transform(type, algorithm).orElseThrow());
    }
    return new Selection.Chosen(suite, their.wire(), transforms);
  }

  private static Algorithm none(TransformType type) {
    return type.equals(TransformType.INTEG) ? NO_INTEGRITY : NO_KEY_EXCHANGE;
  }

  /** For each type of either proposal what both accept, in the order that counts. */
  private SortedMap<TransformType, List<Algorithm>> candidates(
      PolicyProposal our, ReceivedProposal their) {
    TreeSet<TransformType> types = new TreeSet<>((a, b) -> Integer.compare(a.value(), b.value()));
    types.addAll(our.alternatives().keySet());
    types.addAll(their.understood().keySet());
    TreeMap<TransformType, List<Algorithm>> candidates = Suite.newMap();
    for (TransformType type : types) {
      // = rfc7296:3.3.3/2, rfc7296:3.3.4/5, rfc7296:3.3.4/6, rfc9370:2.2.1/12
      List<Algorithm> accepted = our.alternatives().getOrDefault(type, List.of(none(type)));
      List<Algorithm> offered = their.understood().getOrDefault(type, List.of(none(type)));
      boolean oursFirst = policy.order() == SelectionPolicy.Order.CONFIGURED;
      List<Algorithm> preferred = oursFirst ? accepted : offered;
      List<Algorithm> other = oursFirst ? offered : accepted;
      candidates.put(type, preferred.stream().filter(other::contains).toList());
    }
    return candidates;
  }

  /** What makes a proposal unacceptable before its algorithms are looked at. */
  @Clause("rfc7296:3.3.6")
  @Clause("rfc9370:2.2.1")
  private List<Obstacle> unacceptable(PolicyProposal our, ReceivedProposal their) {
    List<Obstacle> obstacles = new ArrayList<>();
    ProtocolId protocol = their.wire().protocol();
    // = rfc7296:2.7/2
    if (!negotiation.allows(protocol) || !protocol.equals(our.protocol())) {
      return List.of(new Obstacle.OtherProtocol(protocol, our.protocol()));
    }
    // = rfc7296:3.3.6/6
    their.unknownTypes().forEach(type -> obstacles.add(new Obstacle.UnknownType(type)));
    // = rfc7296:3.3.6/6
    for (TransformType type : PolicyProposal.mandatoryTypes(protocol)) {
      if (!their.has(type)) {
        obstacles.add(new Obstacle.MissingType(type));
      }
    }
    // = rfc9370:2.2.1/15
    if (negotiation == Negotiation.IKE_SA_INIT
        && !intermediate
        && their.hasAdditionalKeyExchanges()) {
      obstacles.add(new Obstacle.IntermediateNotNegotiated());
    }
    // = rfc7296:3.3.1/4, rfc7296:3.3.1/x1
    int size = their.wire().spi().size();
    boolean reserved =
        size == 4 && negotiation.spiSize() == 4 && their.wire().spi().u32(0) <= LAST_RESERVED_SPI;
    if (size != negotiation.spiSize() || reserved) {
      obstacles.add(new Obstacle.UnusableSpi(size, negotiation.spiSize()));
    }
    return obstacles;
  }

  private Refusal refusal() {
    Refusal closest = null;
    int smallest = Integer.MAX_VALUE;
    for (PolicyProposal our : ours) {
      for (ReceivedProposal their : theirs) {
        List<Obstacle> obstacles = obstacles(our, their);
        int weight = obstacles.stream().mapToInt(Obstacle::weight).sum();
        if (weight < smallest) {
          smallest = weight;
          closest = refusal(our, their, obstacles);
        }
      }
    }
    return closest;
  }

  private Refusal refusal(PolicyProposal our, ReceivedProposal their, List<Obstacle> obstacles) {
    return new Refusal(
        their.wire().number(),
        our,
        obstacles,
        theirs.stream().map(proposal -> proposal.wire().describe()).toList(),
        ours);
  }

  private List<Obstacle> obstacles(PolicyProposal our, ReceivedProposal their) {
    List<Obstacle> obstacles = new ArrayList<>(unacceptable(our, their));
    if (!their.wire().protocol().equals(our.protocol())) {
      return obstacles;
    }
    SortedMap<TransformType, List<Algorithm>> candidates = candidates(our, their);
    boolean combined =
        candidates.getOrDefault(TransformType.ENCR, List.of()).stream()
            .anyMatch(Algorithm::isCombinedMode);
    candidates.forEach((type, common) -> {
      boolean missing =
          PolicyProposal.mandatoryTypes(our.protocol()).contains(type) && !their.has(type);
      // Whether an integrity algorithm is lacking cannot be told without a cipher.
      boolean undecided =
          type.equals(TransformType.INTEG)
              && !combined
              && candidates.getOrDefault(TransformType.ENCR, List.of()).isEmpty();
      if (common.isEmpty() && !missing && !undecided) {
        obstacles.add(new Obstacle.NoCommonAlgorithm(type, their.describe(type), our.of(type)));
      }
    });
    if (obstacles.isEmpty()) {
      obstacles.add(
          new SuiteSearch(our.protocol(), candidates, new SuiteSearch.Budget())
              .best(suite -> true)
              .<Obstacle>map(this::belowFloor)
              .orElseGet(() -> withoutSuite(our, their, candidates)));
    }
    return obstacles;
  }

  private Obstacle belowFloor(Suite best) {
    return SuiteRequirement.firstUnmet(policy.floor(), best)
        .map(requirement -> new Obstacle.BelowFloor(requirement, best))
        .orElseThrow();
  }

  private static Obstacle withoutSuite(
      PolicyProposal our,
      ReceivedProposal their,
      SortedMap<TransformType, List<Algorithm>> candidates) {
    // = rfc9370:2.2.1/6
    if (!KeyExchangeMatching.isPossible(candidates)) {
      return new Obstacle.OnlyWithDuplicates();
    }
    boolean noMain =
        candidates.getOrDefault(TransformType.KE, List.of()).stream().allMatch(Algorithm::isNone);
    TransformType lacking =
        noMain && !our.protocol().equals(ProtocolId.IKE) ? TransformType.KE : TransformType.INTEG;
    return new Obstacle.NoCommonAlgorithm(lacking, their.describe(lacking), our.of(lacking));
  }
}
