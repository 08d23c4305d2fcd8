package org.yett.gateway.explain;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.yett.ike.negotiate.Algorithm;
import org.yett.ike.negotiate.Negotiation;
import org.yett.ike.negotiate.Obstacle;
import org.yett.ike.negotiate.PolicyProposal;
import org.yett.ike.negotiate.ProposalSelection;
import org.yett.ike.negotiate.Refusal;
import org.yett.ike.negotiate.SaOffer;
import org.yett.ike.negotiate.Selection;
import org.yett.ike.negotiate.SelectionPolicy;
import org.yett.ike.negotiate.Suite;
import org.yett.ike.negotiate.SuiteRequirement;
import org.yett.ike.wire.Octets;

/**
 * What a responder would choose of an initiator's offer.
 *
 * @param suite what is chosen, if the initiator takes it
 * @param text the same, or what is lacking and on whose side
 */
record Choice(Optional<Suite> suite, String text) {

  /** An SPI that is not reserved. */
  private static final byte SPI = 0x21;

  /**
   * An end of a negotiation.
   *
   * @param name what it is called
   * @param proposals what it offers and accepts
   * @param floor what a suite must fulfil besides
   */
  record End(String name, List<PolicyProposal> proposals, List<SuiteRequirement> floor) {}

  /**
   * What one end has configured, and the other.
   *
   * @param name of the one
   * @param value of the one
   * @param otherName of the other
   * @param other of the other
   */
  record Named<T>(String name, T value, String otherName, T other) {}

  /** Whether an SA comes of it. */
  boolean isAgreed() {
    return suite.isPresent();
  }

  /**
   * Lets the one offer and the other choose.
   *
   * @param over the suite of the IKE SA, for a Child SA whose floor it may fulfil
   */
  static Choice of(End initiator, End responder, Negotiation negotiation, Optional<Suite> over) {
    byte[] spi = new byte[negotiation.spiSize()];
    java.util.Arrays.fill(spi, SPI);
    SaOffer offer = new SaOffer(negotiation, initiator.proposals(), Octets.wrap(spi));
    SelectionPolicy policy =
        new SelectionPolicy(
            negotiation.hasKeyExchange()
                ? responder.proposals()
                : PolicyProposal.withoutKeyExchanges(responder.proposals()),
            SelectionPolicy.Order.CONFIGURED,
            SelectionPolicy.KeyExchangeChoice.BEST,
            over(responder.floor(), over));
    Selection selection =
        ProposalSelection.select(
            offer.toWire(), policy, negotiation, true, offer.preferredKeyExchange());
    return switch (selection) {
      case Selection.Chosen chosen -> chosen(initiator, chosen.suite(), "", over);
      case Selection.WrongKeyExchange wrong ->
          chosen(
              initiator,
              wrong.suite(),
              ", after INVALID_KE_PAYLOAD, since %s begins with %s"
                  .formatted(
                      initiator.name(),
                      offer
                          .preferredKeyExchange()
                          .map(method -> Algorithm.of(method).toString())
                          .orElse("none")),
              over);
      case Selection.Refused refused ->
          new Choice(Optional.empty(), refusal(initiator, responder, refused.refusal()));
    };
  }

  private static List<SuiteRequirement> over(List<SuiteRequirement> floor, Optional<Suite> over) {
    return floor.stream()
        .map(requirement ->
            new SuiteRequirement(
                requirement.name(),
                suite ->
                    requirement.isMetBy().test(suite)
                        || (requirement.inherited()
                            && over.filter(requirement.isMetBy()).isPresent())))
        .toList();
  }

  private static Choice chosen(End initiator, Suite suite, String how, Optional<Suite> over) {
    return SuiteRequirement.firstUnmet(over(initiator.floor(), over), suite)
        .map(unmet ->
            new Choice(
                Optional.empty(),
                "MISSING: %s is chosen%s, and %s refuses it: it requires %s"
                    .formatted(suite, how, initiator.name(), unmet.name())))
        .orElseGet(() -> new Choice(Optional.of(suite), suite + how + posture(suite, over)));
  }

  private static String posture(Suite suite, Optional<Suite> over) {
    boolean own = suite.keyExchangesUsed().isPostQuantum();
    boolean inherited = over.filter(ike -> ike.keyExchangesUsed().isPostQuantum()).isPresent();
    String kind =
        suite.keyExchangesUsed().isHybrid()
            ? "hybrid, post-quantum"
            : own ? "post-quantum" : inherited ? "post-quantum by its IKE SA" : "CLASSICAL ONLY";
    boolean experimental = suite.keyExchangesUsed().isExperimental();
    return " (%s%s)".formatted(kind, experimental ? ", EXPERIMENTAL" : "");
  }

  private static String refusal(End initiator, End responder, Refusal refusal) {
    List<String> lacking = new ArrayList<>();
    for (Obstacle obstacle : refusal.obstacles()) {
      lacking.add(words(initiator, responder, obstacle));
    }
    return "MISSING: nothing is chosen. Proposal %d of %s comes closest to %s of %s, but "
            .formatted(refusal.proposalNumber(), initiator.name(), refusal.ours(), responder.name())
        + String.join("; ", lacking);
  }

  private static String words(End initiator, End responder, Obstacle obstacle) {
    return switch (obstacle) {
      case Obstacle.NoCommonAlgorithm none -> {
        String offered = String.join(", ", none.offered());
        String accepted =
            none.accepted().stream().map(Algorithm::toString).collect(Collectors.joining(", "));
        yield offered.isEmpty()
            ? "%s is missing in %s: expected one of %s"
                .formatted(none.type(), initiator.name(), accepted)
            : accepted.isEmpty()
                ? "%s is missing in %s: expected one of %s"
                    .formatted(none.type(), responder.name(), offered)
                : "%s has none in common: %s has %s, %s has %s"
                    .formatted(none.type(), initiator.name(), offered, responder.name(), accepted);
      }
      case Obstacle.BelowFloor below ->
          "%s requires %s, and possible is %s"
              .formatted(responder.name(), below.requirement().name(), below.best());
      case Obstacle.OnlyWithDuplicates duplicates -> duplicates.text();
      case Obstacle.MissingType missing ->
          "%s is missing in %s".formatted(missing.type(), initiator.name());
      case Obstacle.IntermediateNotNegotiated none -> none.text();
      case Obstacle.UnknownType unknown -> unknown.text();
      case Obstacle.UnusableSpi spi -> spi.text();
      case Obstacle.OtherProtocol other ->
          "%s offers %s, and %s accepts %s"
              .formatted(initiator.name(), other.offered(), responder.name(), other.accepted());
    };
  }
}
