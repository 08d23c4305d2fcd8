package org.yett.ike.negotiate;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.SequencedSet;
import org.yett.ike.wire.Offence;
import org.yett.spec.Clause;

/** Negotiation of traffic selectors (RFC 7296 2.9): the responder narrows, the initiator checks. */
public final class Narrowing {

  /** One payload counts its selectors in one octet (RFC 7296 3.13). */
  public static final int MAX_SELECTORS = 255;

  /** How many intersections are compared with each other; their number is up to the peer. */
  private static final int MAX_INTERSECTIONS = 8 * MAX_SELECTORS;

  private Narrowing() {}

  /** What came of the responder's narrowing. */
  public sealed interface Result {

    /**
     * There is common traffic.
     *
     * @param selectors what to answer and to install, from the initiator's view as in the request
     * @param narrowed whether this is less than what was offered
     * @param firstIncluded whether all of the first selector of TSi and of TSr is in the answer
     * @param additionalPossible whether more was acceptable than one answer can carry: announce
     *     ADDITIONAL_TS_POSSIBLE
     */
    record Narrowed(
        SelectorPair selectors, boolean narrowed, boolean firstIncluded, boolean additionalPossible)
        implements Result {}

    /**
     * There is no common traffic: answer TS_UNACCEPTABLE.
     *
     * @param reason both sides' selectors, for our log
     */
    record Unacceptable(String reason) implements Result {}
  }

  /**
   * The responder's step. The answer is everything that both the offer and our policy contain,
   * whatever the policy lets us accept of the initiator's first selectors included, in the
   * initiator's order of preference.
   *
   * @param offered TSi and TSr of the request; unknown selector types left out
   * @param policy what we accept, as seen by the same exchange: {@code tsi} are our remote
   *     selectors, {@code tsr} our local ones
   */
  @Clause("rfc7296:2.9/2")
  @Clause("rfc7296:2.9/x2")
  public static Result narrow(SelectorPair offered, SelectorPair policy) {
    if (offered.tsi().isEmpty() || offered.tsr().isEmpty()) {
      return new Result.Unacceptable("the peer offers no selector of a known type");
    }
    List<TrafficSelector> tsi = common(offered.tsi(), policy.tsi());
    List<TrafficSelector> tsr = common(offered.tsr(), policy.tsr());
    // No packet has an IPv4 source and an IPv6 destination, or two protocols: a selector without a
    // partner at the other end would stand for nothing.
    List<TrafficSelector> pairedTsi = withPartnerIn(tsr, tsi);
    List<TrafficSelector> pairedTsr = withPartnerIn(tsi, tsr);
    // = rfc7296:2.9/x1
    if (pairedTsi.isEmpty() || pairedTsr.isEmpty()) {
      return new Result.Unacceptable(
          "no common traffic: the peer offers " + offered + ", we accept " + policy);
    }
    // = rfc7296:2.9/3
    boolean tooMany = pairedTsi.size() > MAX_SELECTORS || pairedTsr.size() > MAX_SELECTORS;
    SelectorPair answer = new SelectorPair(limited(pairedTsi), limited(pairedTsr));
    SelectorPair first =
        new SelectorPair(List.of(offered.tsi().getFirst()), List.of(offered.tsr().getFirst()));
    return new Result.Narrowed(answer, !answer.covers(offered), answer.covers(first), tooMany);
  }

  /** What came of the initiator's check. */
  public sealed interface Answer {

    /**
     * The answer is a part of what we offered.
     *
     * @param selectors what to install, from the initiator's view
     * @param narrowed whether this is less than what we offered
     */
    record Accepted(SelectorPair selectors, boolean narrowed) implements Answer {}

    /**
     * The responder chose traffic that we did not offer, or none.
     *
     * @param offence the rule that is broken
     * @param reason the selector at fault, for our log
     */
    record Violation(Offence offence, String reason) implements Answer {}
  }

  /**
   * The initiator's step: the responder chooses a subset of what was offered, and not the empty
   * one.
   *
   * @param offered TSi and TSr of our request
   * @param answered TSi and TSr of the response; unknown selector types left out
   */
  @Clause("rfc7296:2.9")
  public static Answer verify(SelectorPair offered, SelectorPair answered) {
    if (answered.tsi().isEmpty() || answered.tsr().isEmpty()) {
      return violation("the answer holds no selector: " + answered);
    }
    for (TrafficSelector selector : answered.tsi()) {
      if (!SelectorUnion.covers(offered.tsi(), selector)) {
        return violation(wider("TSi", selector, offered.tsi()));
      }
    }
    for (TrafficSelector selector : answered.tsr()) {
      if (!SelectorUnion.covers(offered.tsr(), selector)) {
        return violation(wider("TSr", selector, offered.tsr()));
      }
    }
    return new Answer.Accepted(answered, !answered.covers(offered));
  }

  private static Answer violation(String reason) {
    return new Answer.Violation(Offence.SELECTED_UNOFFERED_TRAFFIC, reason);
  }

  private static String wider(
      String payload, TrafficSelector selector, List<TrafficSelector> offered) {
    return payload + " " + selector + " is not within the offer " + SelectorPair.text(offered);
  }

  private static List<TrafficSelector> common(
      List<TrafficSelector> offered, List<TrafficSelector> policy) {
    List<TrafficSelector> common = new ArrayList<>();
    for (TrafficSelector theirs : offered) {
      for (TrafficSelector ours : policy) {
        theirs.intersect(ours).ifPresent(common::add);
      }
      if (common.size() > MAX_INTERSECTIONS) {
        // Far more than an answer can carry: the rest would be cut off anyway.
        break;
      }
    }
    return withoutContained(common);
  }

  private static List<TrafficSelector> withPartnerIn(
      List<TrafficSelector> other, List<TrafficSelector> selectors) {
    return selectors.stream()
        .filter(selector -> other.stream().anyMatch(selector::canPairWith))
        .toList();
  }

  private static List<TrafficSelector> limited(List<TrafficSelector> selectors) {
    return selectors.size() > MAX_SELECTORS ? selectors.subList(0, MAX_SELECTORS) : selectors;
  }

  /** The same traffic without selectors that another one contains; the order stays. */
  static List<TrafficSelector> withoutContained(List<TrafficSelector> selectors) {
    SequencedSet<TrafficSelector> distinct = new LinkedHashSet<>(selectors);
    return distinct.stream()
        .filter(selector ->
            distinct.stream()
                .noneMatch(other -> !other.equals(selector) && other.contains(selector)))
        .toList();
  }
}
