package org.yett.ike.negotiate;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.yett.ike.wire.Octets;
import org.yett.ike.wire.Offence;
import org.yett.ike.wire.Proposal;
import org.yett.ike.wire.SaPayload;
import org.yett.ike.wire.Transform;
import org.yett.spec.Clause;
import org.yett.spec.iana.TransformType;

/**
 * The initiator's check of the responder's answer: it is one of the suites that were offered (RFC
 * 7296 3.3.6, RFC 9370 2.2.1).
 *
 * <p>A type for which NONE was among the alternatives may be left out of the answer: RFC 7296 2.7
 * asks for one transform of each type, but strongSwan leaves NONE out, and nothing is ambiguous.
 */
public final class AnswerVerification {

  /** SPIs of ESP and AH up to this one are reserved (RFC 4303 2.1, RFC 4302 2.4). */
  private static final long LAST_RESERVED_SPI = 255;

  private AnswerVerification() {}

  /** What came of the check. */
  public sealed interface Result {

    /**
     * The answer is good.
     *
     * @param suite the suite agreed
     * @param spi the responder's SPI, of the length that the negotiation asks for
     * @param proposalNumber the number of our proposal, from 1
     */
    record Agreed(Suite suite, Octets spi, int proposalNumber) implements Result {}

    /**
     * The answer breaks a rule: the exchange has failed, no SA comes of it.
     *
     * @param offence the rule
     * @param text what was answered, for our log
     */
    record Violation(Offence offence, String text) implements Result {}

    /**
     * The answer is one of our offers, but does not fulfil our policy's floor.
     *
     * @param requirement what is required
     * @param suite what was answered
     */
    record BelowFloor(SuiteRequirement requirement, Suite suite) implements Result {}
  }

  /**
   * Checks an answer.
   *
   * @param offer what we offered
   * @param answer the SA payload of the response
   * @param intermediate whether both sides announced INTERMEDIATE_EXCHANGE_SUPPORTED; it matters in
   *     IKE_SA_INIT only
   * @param floor what the suite has to fulfil besides
   */
  @Clause("rfc7296:3.3.6/5")
  public static Result verify(
      SaOffer offer, SaPayload answer, boolean intermediate, List<SuiteRequirement> floor) {
    // = rfc7296:2.7/1
    if (answer.proposals().size() != 1) {
      // = rfc7296:2.7
      return violation(
          Offence.SEVERAL_PROPOSALS_SELECTED, answer.proposals().size() + " proposals");
    }
    Proposal selected = answer.proposals().getFirst();
    // = rfc7296:3.3.1/3
    if (selected.number() < 1 || selected.number() > offer.proposals().size()) {
      // = rfc7296:3.3.1
      return violation(
          Offence.SELECTED_UNKNOWN_PROPOSAL,
          "number " + selected.number() + " of " + offer.proposals().size());
    }
    PolicyProposal offered = offer.proposals().get(selected.number() - 1);
    // = rfc7296:2.7/2
    if (!selected.protocol().equals(offered.protocol())) {
      // = rfc7296:2.7
      return violation(
          Offence.SELECTED_OTHER_PROTOCOL,
          selected.protocol() + " instead of " + offered.protocol());
    }
    Optional<Result> spi = checkSpi(offer.negotiation(), selected.spi());
    return spi.orElseGet(() -> verify(offer.negotiation(), offered, selected, intermediate, floor));
  }

  @Clause("rfc7296:3.3.1")
  private static Optional<Result> checkSpi(Negotiation negotiation, Octets spi) {
    // = rfc7296:3.3.1/4, rfc7296:3.3.1/x1
    if (spi.size() != negotiation.spiSize()) {
      return Optional.of(
          violation(
              Offence.SELECTED_SPI_SIZE,
              spi.size() + " octets instead of " + negotiation.spiSize()));
    }
    boolean reserved =
        switch (spi.size()) {
          case 4 -> spi.u32(0) <= LAST_RESERVED_SPI;
          case 8 -> spi.u64(0) == 0;
          default -> false;
        };
    return reserved
        ? Optional.of(violation(Offence.SELECTED_RESERVED_SPI, "SPI " + spi.hex()))
        : Optional.empty();
  }

  private static Result verify(
      Negotiation negotiation,
      PolicyProposal offered,
      Proposal selected,
      boolean intermediate,
      List<SuiteRequirement> floor) {
    TreeMap<TransformType, Algorithm> chosen = Suite.newMap();
    for (Transform transform : selected.transforms()) {
      TransformType type = transform.type();
      if (offered.of(type).isEmpty()) {
        return violation(
            Offence.SELECTED_UNOFFERED_TRANSFORM_TYPE, type + "=" + transform.describe());
      }
      Optional<Algorithm> algorithm =
          ReceivedProposal.algorithm(transform).filter(offered.of(type)::contains);
      if (algorithm.isEmpty()) {
        return violation(unoffered(type), type + "=" + transform.describe());
      }
      // = rfc7296:2.7/4
      if (chosen.put(type, algorithm.get()) != null) {
        // = rfc7296:2.7
        return violation(Offence.SELECTED_SEVERAL_TRANSFORMS, "several of type " + type);
      }
    }
    for (TransformType type : offered.alternatives().keySet()) {
      boolean optional = offered.of(type).stream().anyMatch(Algorithm::isNone);
      // = rfc7296:2.7/4
      if (!chosen.containsKey(type) && !optional) {
        // = rfc7296:2.7
        return violation(Offence.SELECTED_TRANSFORM_MISSING, "none of type " + type);
      }
    }
    Suite suite = new Suite(offered.protocol(), chosen);
    return keyExchangeOffence(negotiation, suite, intermediate)
        .orElseGet(() -> agreed(suite, selected, floor));
  }

  private static Result agreed(Suite suite, Proposal selected, List<SuiteRequirement> floor) {
    return SuiteRequirement.firstUnmet(floor, suite)
        .<Result>map(requirement -> new Result.BelowFloor(requirement, suite))
        .orElseGet(() -> new Result.Agreed(suite, selected.spi(), selected.number()));
  }

  @Clause("rfc9370:2.2.1")
  private static Optional<Result> keyExchangeOffence(
      Negotiation negotiation, Suite suite, boolean intermediate) {
    Set<Algorithm> different = new HashSet<>();
    for (var method : suite.additionalKeyExchanges()) {
      // = rfc9370:2.2.1/7
      if (!different.add(Algorithm.of(method))) {
        return Optional.of(
            violation(Offence.SELECTED_DUPLICATE_ADDKE, Algorithm.of(method) + " twice"));
      }
    }
    if (different.isEmpty()) {
      return Optional.empty();
    }
    // = rfc9370:2.2.1/15
    if (negotiation == Negotiation.IKE_SA_INIT && !intermediate) {
      return Optional.of(
          violation(
              Offence.SELECTED_ADDKE_WITHOUT_INTERMEDIATE,
              "additional key exchanges without INTERMEDIATE_EXCHANGE_SUPPORTED"));
    }
    // = rfc9370:2.2.4
    return suite.keyExchange().isPresent()
        ? Optional.empty()
        : Optional.of(
            violation(Offence.SELECTED_ADDKE_WITHOUT_KE, "no main key exchange in " + suite));
  }

  private static Offence unoffered(TransformType type) {
    if (type.equals(TransformType.ENCR)) {
      return Offence.SELECTED_UNOFFERED_ENCR;
    } else if (type.equals(TransformType.PRF)) {
      return Offence.SELECTED_UNOFFERED_PRF;
    } else if (type.equals(TransformType.INTEG)) {
      return Offence.SELECTED_UNOFFERED_INTEG;
    } else if (type.equals(TransformType.KE)) {
      return Offence.SELECTED_UNOFFERED_KE;
    } else if (type.equals(TransformType.SN)) {
      return Offence.SELECTED_UNOFFERED_SN;
    } else {
      return Offence.SELECTED_UNOFFERED_ADDKE;
    }
  }

  private static Result violation(Offence offence, String text) {
    return new Result.Violation(offence, "the responder's SA payload: " + text);
  }
}
