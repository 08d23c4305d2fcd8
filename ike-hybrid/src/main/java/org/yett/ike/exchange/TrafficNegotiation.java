package org.yett.ike.exchange;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.yett.ike.config.ChildConfig;
import org.yett.ike.config.ChildMode;
import org.yett.ike.negotiate.Narrowing;
import org.yett.ike.negotiate.SelectorPair;
import org.yett.ike.negotiate.TrafficSelector;
import org.yett.ike.path.Path;
import org.yett.ike.wire.Offence;
import org.yett.ike.wire.Side;
import org.yett.spec.Clause;

/** Traffic selectors and mode of a Child SA in both roles (RFC 7296 1.3.1, 2.9, 2.23.1). */
final class TrafficNegotiation {

  private final Route route;

  TrafficNegotiation(Route route) {
    this.route = route;
  }

  private Path path() {
    return route.path();
  }

  // As initiator of the exchange.

  /**
   * What is asked for.
   *
   * @param selectors TSi and TSr
   * @param mode transport mode if that is asked for
   */
  record Wish(SelectorPair selectors, ChildMode mode) {}

  /**
   * What to ask for.
   *
   * @param packet the packet that wants the Child SA, if it is one: our end is TSi
   */
  Wish wish(ChildConfig child, DynamicEnds ends, Optional<SelectorPair> packet) {
    SelectorPair policy = ends.policy(child, Side.INITIATOR);
    // = rfc7296:2.9/1
    SelectorPair selectors =
        packet.filter(policy::covers).map(p -> first(p, policy)).orElse(policy);
    // = rfc7296:2.23.1/1
    boolean transport =
        child.mode() == ChildMode.TRANSPORT
            && TransportMode.suits(selectors, Side.INITIATOR, path());
    return new Wish(selectors, transport ? ChildMode.TRANSPORT : ChildMode.TUNNEL);
  }

  private static SelectorPair first(SelectorPair packet, SelectorPair policy) {
    return new SelectorPair(first(packet.tsi(), policy.tsi()), first(packet.tsr(), policy.tsr()));
  }

  private static List<TrafficSelector> first(
      List<TrafficSelector> packet, List<TrafficSelector> policy) {
    List<TrafficSelector> both = new ArrayList<>(packet);
    policy.stream().filter(selector -> !packet.contains(selector)).forEach(both::add);
    return both.size() > Narrowing.MAX_SELECTORS ? both.subList(0, Narrowing.MAX_SELECTORS) : both;
  }

  /** What comes of the peer's answer. */
  sealed interface Outcome {
    /** It can be used. */
    record Agreed(SelectorPair selectors, ChildMode mode) implements Outcome {}

    /** It breaks a rule. */
    record Violation(Offence offence, String reason) implements Outcome {}

    /** It breaks no rule, but is of no use to us. */
    record Useless(String reason) implements Outcome {}
  }

  /**
   * Checks the peer's answer.
   *
   * @param transport whether it has USE_TRANSPORT_MODE
   * @param policy what we can use, now that our addresses are known
   */
  @Clause("rfc7296:1.3.1")
  @Clause("rfc7296:2.9")
  Outcome conclude(Wish wish, SelectorPair answered, boolean transport, SelectorPair policy) {
    if (transport && wish.mode() != ChildMode.TRANSPORT) {
      return new Outcome.Violation(
          Offence.TRANSPORT_MODE_NOT_OFFERED, "USE_TRANSPORT_MODE, for which we have not asked");
    }
    SelectorPair seen =
        transport ? TransportMode.seenFromHere(answered, Side.INITIATOR, route) : answered;
    return switch (Narrowing.verify(wish.selectors(), seen)) {
      case Narrowing.Answer.Violation violation ->
          new Outcome.Violation(violation.offence(), violation.reason());
      case Narrowing.Answer.Accepted accepted when transport ->
          new Outcome.Agreed(accepted.selectors(), ChildMode.TRANSPORT);
      case Narrowing.Answer.Accepted accepted -> usable(accepted.selectors(), policy);
    };
  }

  private static Outcome usable(SelectorPair agreed, SelectorPair policy) {
    return switch (Narrowing.narrow(agreed, policy)) {
      case Narrowing.Result.Narrowed narrowed ->
          new Outcome.Agreed(narrowed.selectors(), ChildMode.TUNNEL);
      case Narrowing.Result.Unacceptable unacceptable -> new Outcome.Useless(unacceptable.reason());
    };
  }

  // As responder of the exchange.

  /**
   * What a child makes of the peer's selectors.
   *
   * @param child the child
   * @param mode the mode
   * @param selectors what to answer and to install, in the exchange's order
   * @param whole whether that is all that the peer offers
   * @param firstIncluded whether the peer's first selectors are in it
   * @param additionalPossible whether more would be acceptable in another Child SA
   */
  record Match(
      ChildConfig child,
      ChildMode mode,
      SelectorPair selectors,
      boolean whole,
      boolean firstIncluded,
      boolean additionalPossible) {
    Match alsoPossible() {
      return new Match(child, mode, selectors, whole, firstIncluded, true);
    }
  }

  /**
   * What each child makes of the peer's selectors, the best first: first of all those that take
   * what the peer wants most.
   *
   * @param transport whether the request has USE_TRANSPORT_MODE
   */
  List<Match> matches(
      List<ChildConfig> children, DynamicEnds ends, SelectorPair wanted, boolean transport) {
    List<Match> found = new ArrayList<>();
    for (ChildConfig child : children) {
      match(child, ends, wanted, transport).ifPresent(found::add);
    }
    // = rfc7296:2.9/2
    found.sort(
        Comparator.comparing((Match m) -> !m.firstIncluded()).thenComparing(m -> !m.whole()));
    List<Match> announced = new ArrayList<>();
    for (Match match : found) {
      // = rfc7296:2.9/3
      boolean others = found.stream().anyMatch(o -> !match.selectors().covers(o.selectors()));
      announced.add(others ? match.alsoPossible() : match);
    }
    return announced;
  }

  private Optional<Match> match(
      ChildConfig child, DynamicEnds ends, SelectorPair wanted, boolean transport) {
    SelectorPair policy = ends.policy(child, Side.RESPONDER);
    if (transport && child.mode() == ChildMode.TRANSPORT) {
      SelectorPair seen = TransportMode.seenFromHere(wanted, Side.RESPONDER, route);
      Optional<Match> direct = narrowed(child, ChildMode.TRANSPORT, seen, policy);
      if (direct
          .filter(m -> TransportMode.suits(m.selectors(), Side.RESPONDER, path()))
          .isPresent()) {
        return direct;
      }
    }
    // = rfc7296:2.23.1/3
    return narrowed(child, ChildMode.TUNNEL, wanted, policy);
  }

  private static Optional<Match> narrowed(
      ChildConfig child, ChildMode mode, SelectorPair wanted, SelectorPair policy) {
    return switch (Narrowing.narrow(wanted, policy)) {
      case Narrowing.Result.Narrowed n ->
          Optional.of(
              new Match(
                  child,
                  mode,
                  n.selectors(),
                  !n.narrowed(),
                  n.firstIncluded(),
                  n.additionalPossible()));
      case Narrowing.Result.Unacceptable none -> Optional.empty();
    };
  }

  /** Why no child matches. */
  static String refusal(List<ChildConfig> children, DynamicEnds ends, SelectorPair wanted) {
    return "no common traffic: the peer offers "
        + wanted
        + ", we accept "
        + children.stream().map(child -> ends.policy(child, Side.RESPONDER).toString()).toList();
  }
}
