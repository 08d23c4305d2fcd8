package org.yett.ike.exchange;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.yett.ike.config.ChildConfig;
import org.yett.ike.config.ChildMode;
import org.yett.ike.config.ConnectionConfig;
import org.yett.ike.endpoint.AssignedAddresses;
import org.yett.ike.endpoint.ChildSa;
import org.yett.ike.endpoint.TrafficLimits;
import org.yett.ike.event.ChildPosture;
import org.yett.ike.keys.ChildKeySchedule;
import org.yett.ike.keys.ChildKeys;
import org.yett.ike.keys.IkeKeyContext;
import org.yett.ike.negotiate.AnswerVerification;
import org.yett.ike.negotiate.KeyExchangesUsed;
import org.yett.ike.negotiate.Negotiation;
import org.yett.ike.negotiate.PolicyProposal;
import org.yett.ike.negotiate.ProposalSelection;
import org.yett.ike.negotiate.SaOffer;
import org.yett.ike.negotiate.Selection;
import org.yett.ike.negotiate.SelectionPolicy;
import org.yett.ike.negotiate.SelectorPair;
import org.yett.ike.negotiate.Suite;
import org.yett.ike.negotiate.WireSelectors;
import org.yett.ike.wire.Message;
import org.yett.ike.wire.NotifyPayload;
import org.yett.ike.wire.Octets;
import org.yett.ike.wire.Offence;
import org.yett.ike.wire.Payload;
import org.yett.ike.wire.SaPayload;
import org.yett.ike.wire.Side;
import org.yett.ike.wire.TsPayload;
import org.yett.spec.Clause;
import org.yett.spec.iana.NotifyType;

/** Negotiates a Child SA in IKE_AUTH: algorithms, traffic, SPIs, keys (RFC 7296 1.2, 2.9). */
final class ChildNegotiation {

  private final IkeSa sa;
  private final ConnectionConfig connection;
  private final IkeKeyContext keyContext;
  private final AssignedAddresses assigned;
  private final TrafficNegotiation traffic;

  ChildNegotiation(
      IkeSa sa, ConnectionConfig connection, IkeKeyContext keyContext, AssignedAddresses assigned) {
    this.sa = sa;
    this.connection = connection;
    this.keyContext = keyContext;
    this.assigned = assigned;
    this.traffic = new TrafficNegotiation(sa.channel().route());
  }

  // As initiator of the exchange.

  /**
   * Offers a Child SA.
   *
   * @param ends what {@code dynamic} stands for
   * @param packet the packet that wants it, if it is one
   */
  ChildOffer offer(ChildConfig child, DynamicEnds ends, Optional<SelectorPair> packet) {
    int spi = sa.context().table.reserveChildSpi(sa);
    SaOffer offer = new SaOffer(Negotiation.IKE_AUTH_CHILD, child.proposals(), Octets.ofInt(spi));
    return new ChildOffer(child, offer, traffic.wish(child, ends, packet), spi);
  }

  private DynamicEnds ends() {
    return DynamicEnds.of(sa.channel().route().path(), assigned);
  }

  /** What came of our offer. */
  sealed interface Outcome {
    /** The Child SA is agreed. */
    record Agreed(ChildSas.Child child) implements Outcome {}

    /** The peer does not want it; the IKE SA stands (RFC 7296 2.21.2). */
    record Declined(String reason) implements Outcome {}

    /** The peer's answer breaks a rule. */
    record Violation(Offence offence, String detail) implements Outcome {}

    /** The peer has set up what breaks no rule, but is of no use to us. */
    record Useless(String reason) implements Outcome {}
  }

  @Clause("rfc7296:2.9")
  Outcome conclude(ChildOffer offered, Message response) {
    Optional<SaPayload> answer = response.first(SaPayload.class);
    Optional<TsPayload> tsi = response.selectors(Side.INITIATOR);
    Optional<TsPayload> tsr = response.selectors(Side.RESPONDER);
    if (answer.isEmpty()) {
      String reason =
          response.all(NotifyPayload.class).stream()
              .filter(notify -> notify.notifyType().isError())
              .map(notify -> "the peer answers " + notify.notifyType())
              .findFirst()
              .orElse("the peer's answer has no SA payload");
      return new Outcome.Declined(reason);
    }
    if (tsi.isEmpty() || tsr.isEmpty()) {
      return new Outcome.Violation(Offence.MISSING_PAYLOAD, "no TSi or TSr");
    }
    AnswerVerification.Result verified =
        AnswerVerification.verify(
            offered.offer(), answer.get(), false, List.of(Suites.CHILD_KEYS_KNOWN));
    return switch (verified) {
      case AnswerVerification.Result.Violation violation ->
          new Outcome.Violation(violation.offence(), violation.text());
      case AnswerVerification.Result.BelowFloor below ->
          new Outcome.Violation(
              Offence.SELECTED_UNOFFERED_ENCR,
              below.suite() + " lacks " + below.requirement().name());
      case AnswerVerification.Result.Agreed agreed ->
          concludeTraffic(
              offered,
              agreed,
              WireSelectors.fromWire(tsi.get(), tsr.get()),
              response.notification(NotifyType.USE_TRANSPORT_MODE).isPresent());
    };
  }

  private Outcome concludeTraffic(
      ChildOffer offered,
      AnswerVerification.Result.Agreed agreed,
      SelectorPair answered,
      boolean transport) {
    SelectorPair policy = ends().policy(offered.config(), Side.INITIATOR);
    return switch (traffic.conclude(offered.wish(), answered, transport, policy)) {
      case TrafficNegotiation.Outcome.Violation violation ->
          new Outcome.Violation(violation.offence(), violation.reason());
      case TrafficNegotiation.Outcome.Useless useless -> new Outcome.Useless(useless.reason());
      case TrafficNegotiation.Outcome.Agreed(SelectorPair selectors, ChildMode mode) ->
          new Outcome.Agreed(
              child(
                  offered.config(),
                  Side.INITIATOR,
                  agreed.suite(),
                  offered.inboundSpi(),
                  (int) agreed.spi().u32(0),
                  selectors,
                  mode));
    };
  }

  void withdraw(ChildOffer offered) {
    sa.context().table.releaseChildSpi(sa, offered.inboundSpi());
  }

  // As responder of the exchange.

  /** What we make of the peer's offer. */
  sealed interface Response {
    /**
     * The Child SA is agreed.
     *
     * @param payloads SA, TSi and TSr, and notifications about them
     */
    record Accepted(ChildSas.Child child, List<Payload> payloads) implements Response {}

    /**
     * It is not.
     *
     * @param error for the peer
     * @param reason for us
     */
    record Refused(NotifyType error, String reason) implements Response {}

    /** None was asked for. */
    record NotAsked() implements Response {}
  }

  @Clause("rfc7296:2.9")
  @Clause("rfc7296:2.21.2")
  Response respond(Message request) {
    Optional<SaPayload> offered = request.first(SaPayload.class);
    Optional<TsPayload> tsi = request.selectors(Side.INITIATOR);
    Optional<TsPayload> tsr = request.selectors(Side.RESPONDER);
    if (offered.isEmpty()) {
      return new Response.NotAsked();
    }
    if (tsi.isEmpty() || tsr.isEmpty()) {
      return new Response.Refused(NotifyType.INVALID_SYNTAX, "no TSi or TSr");
    }
    SelectorPair wanted = WireSelectors.fromWire(tsi.get(), tsr.get());
    if (wanted.tsi().isEmpty() || wanted.tsr().isEmpty()) {
      return new Response.Refused(
          NotifyType.TS_UNACCEPTABLE, "no traffic selector of a known type");
    }
    boolean transport = request.notification(NotifyType.USE_TRANSPORT_MODE).isPresent();
    Response closest =
        new Response.Refused(
            // = rfc7296:2.9/x1
            NotifyType.TS_UNACCEPTABLE,
            TrafficNegotiation.refusal(connection.children(), ends(), wanted));
    for (TrafficNegotiation.Match match :
        traffic.matches(connection.children(), ends(), wanted, transport)) {
      closest = respond(match, offered.get());
      if (closest instanceof Response.Accepted) {
        return closest;
      }
    }
    return closest;
  }

  private Response respond(TrafficNegotiation.Match match, SaPayload offered) {
    SelectionPolicy policy =
        new SelectionPolicy(
            PolicyProposal.withoutKeyExchanges(match.child().proposals()),
            SelectionPolicy.Order.CONFIGURED,
            SelectionPolicy.KeyExchangeChoice.BEST,
            List.of(Suites.CHILD_KEYS_KNOWN));
    Selection selection =
        ProposalSelection.select(
            offered, policy, Negotiation.IKE_AUTH_CHILD, false, Optional.empty());
    return switch (selection) {
      case Selection.Chosen chosen -> accept(match, chosen);
      case Selection.Refused refused ->
          new Response.Refused(NotifyType.NO_PROPOSAL_CHOSEN, refused.refusal().text());
      case Selection.WrongKeyExchange wrong ->
          throw new IllegalStateException("IKE_AUTH has no key exchange: " + wrong);
    };
  }

  private Response accept(TrafficNegotiation.Match match, Selection.Chosen chosen) {
    int inbound = sa.context().table.reserveChildSpi(sa);
    int outbound = (int) chosen.offered().spi().u32(0);
    ChildSas.Child made =
        child(
            match.child(),
            Side.RESPONDER,
            chosen.suite(),
            inbound,
            outbound,
            match.selectors(),
            match.mode());
    List<Payload> payloads = new ArrayList<>();
    // = rfc7296:1.3.1/2
    if (match.mode() == ChildMode.TRANSPORT) {
      payloads.add(NotifyPayload.of(NotifyType.USE_TRANSPORT_MODE));
    }
    payloads.add(chosen.answer(Octets.ofInt(inbound)));
    payloads.add(WireSelectors.tsi(match.selectors()));
    payloads.add(WireSelectors.tsr(match.selectors()));
    // = rfc7296:2.9/3
    if (match.additionalPossible()) {
      payloads.add(NotifyPayload.of(NotifyType.ADDITIONAL_TS_POSSIBLE));
    }
    return new Response.Accepted(made, payloads);
  }

  // For both.

  private ChildSas.Child child(
      ChildConfig child,
      Side side,
      Suite suite,
      int inboundSpi,
      int outboundSpi,
      SelectorPair selectors,
      ChildMode mode) {
    ChildKeys keys =
        ChildKeySchedule.derive(
            keyContext.prf(),
            sa.channel().keys().skD(),
            List.of(),
            keyContext.ni(),
            keyContext.nr(),
            Suites.childKeyLengths(suite).orElseThrow(),
            sa.trace());
    ChildSa.Keys fromInitiator =
        new ChildSa.Keys(keys.initiatorEncryption(), keys.initiatorIntegrity());
    ChildSa.Keys fromResponder =
        new ChildSa.Keys(keys.responderEncryption(), keys.responderIntegrity());
    boolean initiator = side == Side.INITIATOR;
    Route route = sa.channel().route();
    ChildSa childSa =
        new ChildSa(
            sa.context().table.newChildSaId(),
            sa.id(),
            connection.name(),
            child.name(),
            inboundSpi,
            outboundSpi,
            suite,
            initiator ? fromResponder : fromInitiator,
            initiator ? fromInitiator : fromResponder,
            mode,
            initiator ? selectors.tsi() : selectors.tsr(),
            initiator ? selectors.tsr() : selectors.tsi(),
            route.path(),
            route.udpEncapsulation(),
            TrafficLimits.NONE);
    return new ChildSas.Child(
        childSa,
        child,
        new ChildPosture(suite.keyExchangesUsed(), KeyExchangesUsed.NONE),
        sa.context().now(),
        false);
  }
}
