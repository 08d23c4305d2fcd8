package org.yett.ike.exchange;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.yett.ike.config.ChildConfig;
import org.yett.ike.config.ChildMode;
import org.yett.ike.config.ConnectionConfig;
import org.yett.ike.crypto.Prf;
import org.yett.ike.crypto.Secret;
import org.yett.ike.endpoint.AssignedAddresses;
import org.yett.ike.endpoint.ChildSa;
import org.yett.ike.event.ChildPosture;
import org.yett.ike.keys.ChildKeySchedule;
import org.yett.ike.keys.ChildKeys;
import org.yett.ike.negotiate.AnswerVerification;
import org.yett.ike.negotiate.Negotiation;
import org.yett.ike.negotiate.PolicyProposal;
import org.yett.ike.negotiate.ProposalSelection;
import org.yett.ike.negotiate.SaOffer;
import org.yett.ike.negotiate.Selection;
import org.yett.ike.negotiate.SelectionPolicy;
import org.yett.ike.negotiate.SelectorPair;
import org.yett.ike.negotiate.Suite;
import org.yett.ike.negotiate.SuiteRequirement;
import org.yett.ike.negotiate.WireSelectors;
import org.yett.ike.wire.KePayload;
import org.yett.ike.wire.Message;
import org.yett.ike.wire.NotifyPayload;
import org.yett.ike.wire.Octets;
import org.yett.ike.wire.Offence;
import org.yett.ike.wire.Payload;
import org.yett.ike.wire.SaPayload;
import org.yett.ike.wire.Side;
import org.yett.ike.wire.TsPayload;
import org.yett.spec.Clause;
import org.yett.spec.iana.KeyExchangeMethod;
import org.yett.spec.iana.NotifyType;

/**
 * Negotiates a Child SA in IKE_AUTH or CREATE_CHILD_SA: algorithms, traffic, SPIs, keys (RFC 7296
 * 1.2, 1.3, 2.9).
 */
final class ChildNegotiation {

  private final IkeSa sa;
  private final ConnectionConfig connection;
  private final Suite ikeSuite;
  private final AssignedAddresses assigned;
  private final TrafficNegotiation traffic;

  /**
   * @param ikeSuite the algorithms of the IKE SA, whose key exchanges are behind all keys
   * @param assigned addresses that one end has assigned to the other
   */
  ChildNegotiation(
      IkeSa sa, ConnectionConfig connection, Suite ikeSuite, AssignedAddresses assigned) {
    this.sa = sa;
    this.connection = connection;
    this.ikeSuite = ikeSuite;
    this.assigned = assigned;
    this.traffic = new TrafficNegotiation(sa.channel().route());
  }

  /** Over an IKE SA that stands. */
  static ChildNegotiation of(IkeSa sa, IkeState.Established state) {
    SaFacts facts = state.facts();
    return new ChildNegotiation(sa, facts.connection(), facts.suite(), facts.assigned());
  }

  // As initiator of the exchange.

  /**
   * Offers a Child SA.
   *
   * @param ends what {@code dynamic} stands for
   * @param packet the packet that wants it, if it is one
   */
  ChildOffer offer(
      ChildConfig child, Negotiation negotiation, DynamicEnds ends, Optional<SelectorPair> packet) {
    int spi = sa.context().table.reserveChildSpi(sa);
    SaOffer offer = new SaOffer(negotiation, child.proposals(), Octets.ofInt(spi));
    return new ChildOffer(child, offer, traffic.wish(child, ends, packet), spi);
  }

  /** What {@code dynamic} stands for, once the IKE SA stands. */
  DynamicEnds ends() {
    return DynamicEnds.of(sa.channel().route().path(), assigned);
  }

  /** What came of our offer. */
  sealed interface Outcome {
    /** The Child SA is agreed. */
    record Agreed(Agreement.Child agreed) implements Outcome {}

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
        AnswerVerification.verify(offered.offer(), answer.get(), false, floor(offered.config()));
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
              new Agreement.Child(
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
    sa.context().table.releaseChildSpi(offered.inboundSpi());
  }

  // As responder of the exchange.

  /** What we make of the peer's offer. */
  sealed interface Response {
    /**
     * The Child SA is agreed.
     *
     * @param payloads SA, TSi and TSr, and notifications about them
     */
    record Accepted(Agreement.Child agreed, List<Payload> payloads) implements Response {}

    /**
     * It is not.
     *
     * @param error for the peer
     * @param reason for us
     */
    record Refused(NotifyType error, String reason) implements Response {}

    /**
     * It can be agreed, with another key exchange: the peer is told which.
     *
     * @param wanted the method that the peer shall use
     */
    record OtherKeyExchange(KeyExchangeMethod wanted) implements Response {}

    /** None was asked for. */
    record NotAsked() implements Response {}
  }

  @Clause("rfc7296:2.9")
  @Clause("rfc7296:2.21.2")
  Response respond(Message request, Negotiation negotiation, List<ChildConfig> candidates) {
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
    Optional<KeyExchangeMethod> method = request.first(KePayload.class).map(KePayload::method);
    Response closest =
        new Response.Refused(
            // = rfc7296:2.9/x1
            NotifyType.TS_UNACCEPTABLE, TrafficNegotiation.refusal(candidates, ends(), wanted));
    for (TrafficNegotiation.Match match : traffic.matches(candidates, ends(), wanted, transport)) {
      closest = respond(match, offered.get(), negotiation, method);
      if (!(closest instanceof Response.Refused)) {
        return closest;
      }
    }
    return closest;
  }

  private Response respond(
      TrafficNegotiation.Match match,
      SaPayload offered,
      Negotiation negotiation,
      Optional<KeyExchangeMethod> method) {
    List<PolicyProposal> proposals = match.child().proposals();
    SelectionPolicy policy =
        new SelectionPolicy(
            negotiation.hasKeyExchange()
                ? proposals
                : PolicyProposal.withoutKeyExchanges(proposals),
            SelectionPolicy.Order.CONFIGURED,
            SelectionPolicy.KeyExchangeChoice.BEST,
            floor(match.child()));
    Selection selection = ProposalSelection.select(offered, policy, negotiation, false, method);
    return switch (selection) {
      case Selection.Chosen chosen -> accept(match, chosen);
      case Selection.Refused refused ->
          new Response.Refused(NotifyType.NO_PROPOSAL_CHOSEN, refused.refusal().text());
      case Selection.WrongKeyExchange wrong -> new Response.OtherKeyExchange(wrong.wanted());
    };
  }

  private Response accept(TrafficNegotiation.Match match, Selection.Chosen chosen) {
    int inbound = sa.context().table.reserveChildSpi(sa);
    int outbound = (int) chosen.offered().spi().u32(0);
    Agreement.Child made =
        new Agreement.Child(
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

  /**
   * What a suite must fulfil: that its keys can be made here, and the floor, by its own key
   * exchanges or by those of the IKE SA.
   */
  private List<SuiteRequirement> floor(ChildConfig child) {
    List<SuiteRequirement> floor = new ArrayList<>();
    floor.add(Suites.CHILD_KEYS_KNOWN);
    floor.add(
        new SuiteRequirement(
            "key exchanges that can be run here",
            suite ->
                suite.keyExchangesUsed().all().stream()
                    .allMatch(m -> sa.context().keyExchanges.find(m).isPresent())));
    for (SuiteRequirement requirement : child.floor()) {
      floor.add(
          new SuiteRequirement(
              requirement.name(),
              suite ->
                  requirement.isMetBy().test(suite)
                      || (requirement.inherited() && requirement.isMetBy().test(ikeSuite))));
    }
    return floor;
  }

  private ChildKeys keys(Agreement.Child agreed, Prf prf, KeySeries series) {
    try (Secret base = series.base(prf, sa.channel().keys().skD(), sa.trace())) {
      return ChildKeySchedule.derive(
          prf,
          base,
          series.secrets(),
          series.ni().toArray(),
          series.nr().toArray(),
          Suites.childKeyLengths(agreed.suite()).orElseThrow(),
          sa.trace());
    }
  }

  /**
   * Makes an agreed Child SA.
   *
   * @param prf the PRF of the IKE SA
   * @param series the nonces, and the secrets of the Child SA's own key exchanges; stay with the
   *     caller
   */
  @Clause("rfc7296:2.17")
  @Clause("rfc9370:2.2.4")
  ChildSas.Child make(Agreement.Child agreed, Prf prf, KeySeries series) {
    ChildKeys keys = keys(agreed, prf, series);
    ChildSa.Keys fromInitiator =
        new ChildSa.Keys(keys.initiatorEncryption(), keys.initiatorIntegrity());
    ChildSa.Keys fromResponder =
        new ChildSa.Keys(keys.responderEncryption(), keys.responderIntegrity());
    boolean initiator = agreed.side() == Side.INITIATOR;
    ChildConfig config = agreed.config();
    Route route = sa.channel().route();
    ChildSa childSa =
        new ChildSa(
            sa.context().table.newChildSaId(),
            sa.id(),
            connection.name(),
            config.name(),
            agreed.inboundSpi(),
            agreed.outboundSpi(),
            agreed.suite(),
            initiator ? fromResponder : fromInitiator,
            initiator ? fromInitiator : fromResponder,
            agreed.mode(),
            initiator ? agreed.selectors().tsi() : agreed.selectors().tsr(),
            initiator ? agreed.selectors().tsr() : agreed.selectors().tsi(),
            route.path(),
            route.udpEncapsulation(),
            sa.lifetimes().limits(config.lifetimes()));
    Instant now = sa.context().now();
    return new ChildSas.Child(
        childSa,
        config,
        new ChildPosture(
            agreed.suite().keyExchangesUsed(),
            ikeSuite.keyExchangesUsed(),
            series.ppk().isPresent()),
        now,
        sa.lifetimes().rekeyAt(config.lifetimes(), now),
        sa.lifetimes().expiresAt(config.lifetimes(), now),
        Optional.empty(),
        ChildSas.Standing.INSTALLED,
        false);
  }
}
