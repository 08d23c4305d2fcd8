package org.yett.ike.exchange;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.yett.ike.config.ChildConfig;
import org.yett.ike.config.ConnectionConfig;
import org.yett.ike.endpoint.ChildSa;
import org.yett.ike.endpoint.TrafficLimits;
import org.yett.ike.event.ChildPosture;
import org.yett.ike.keys.ChildKeySchedule;
import org.yett.ike.keys.ChildKeys;
import org.yett.ike.keys.IkeKeyContext;
import org.yett.ike.negotiate.AnswerVerification;
import org.yett.ike.negotiate.KeyExchangesUsed;
import org.yett.ike.negotiate.Narrowing;
import org.yett.ike.negotiate.Negotiation;
import org.yett.ike.negotiate.PolicyProposal;
import org.yett.ike.negotiate.ProposalSelection;
import org.yett.ike.negotiate.SaOffer;
import org.yett.ike.negotiate.Selection;
import org.yett.ike.negotiate.SelectionPolicy;
import org.yett.ike.negotiate.SelectorPair;
import org.yett.ike.negotiate.SelectorTemplate;
import org.yett.ike.negotiate.Suite;
import org.yett.ike.negotiate.TrafficSelector;
import org.yett.ike.negotiate.WireSelectors;
import org.yett.ike.path.Path;
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

  ChildNegotiation(IkeSa sa, ConnectionConfig connection, IkeKeyContext keyContext) {
    this.sa = sa;
    this.connection = connection;
    this.keyContext = keyContext;
  }

  // As initiator of the exchange.

  ChildOffer offer(ChildConfig child) {
    int spi = sa.context().table.reserveChildSpi(sa);
    SaOffer offer = new SaOffer(Negotiation.IKE_AUTH_CHILD, child.proposals(), Octets.ofInt(spi));
    return new ChildOffer(child, offer, policy(child, Side.INITIATOR), spi);
  }

  /** What we accept, as an exchange sees it in which we have this side. */
  private SelectorPair policy(ChildConfig child, Side side) {
    Path path = sa.channel().route().path();
    SelectorPair asInitiator =
        new SelectorPair(
            resolve(child.localSelectors(), path.local().ip()),
            resolve(child.remoteSelectors(), path.remote().ip()));
    return side == Side.INITIATOR ? asInitiator : asInitiator.swapped();
  }

  private static List<TrafficSelector> resolve(List<SelectorTemplate> templates, InetAddress end) {
    return SelectorTemplate.resolveAll(templates, end);
  }

  /** What came of our offer. */
  sealed interface Outcome {
    /** The Child SA is agreed. */
    record Agreed(ChildSas.Child child) implements Outcome {}

    /** The peer does not want it; the IKE SA stands (RFC 7296 2.21.2). */
    record Declined(String reason) implements Outcome {}

    /** The peer's answer breaks a rule. */
    record Violation(Offence offence, String detail) implements Outcome {}
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
          concludeSelectors(offered, agreed, WireSelectors.fromWire(tsi.get(), tsr.get()));
    };
  }

  private Outcome concludeSelectors(
      ChildOffer offered, AnswerVerification.Result.Agreed agreed, SelectorPair answered) {
    return switch (Narrowing.verify(offered.selectors(), answered)) {
      case Narrowing.Answer.Violation violation ->
          new Outcome.Violation(Offence.SELECTORS_NOT_OFFERED, violation.reason());
      case Narrowing.Answer.Accepted accepted ->
          new Outcome.Agreed(
              child(
                  offered.config(),
                  Side.INITIATOR,
                  agreed.suite(),
                  offered.inboundSpi(),
                  (int) agreed.spi().u32(0),
                  accepted.selectors()));
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
     * @param payloads SA, TSi and TSr
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
    Response.Refused closest =
        new Response.Refused(
            NotifyType.TS_UNACCEPTABLE, "connection " + connection.name() + " has no children");
    for (ChildConfig child : connection.children()) {
      switch (respond(child, offered.get(), wanted)) {
        case Response.Accepted accepted -> {
          return accepted;
        }
        case Response.Refused refused -> {
          // That the algorithms did not suit says more than that the traffic did not.
          if (!closest.error().equals(NotifyType.NO_PROPOSAL_CHOSEN)) {
            closest = refused;
          }
        }
        case Response.NotAsked none -> {}
      }
    }
    return closest;
  }

  private Response respond(ChildConfig child, SaPayload offered, SelectorPair wanted) {
    Narrowing.Result narrowed = Narrowing.narrow(wanted, policy(child, Side.RESPONDER));
    if (narrowed instanceof Narrowing.Result.Unacceptable unacceptable) {
      return new Response.Refused(NotifyType.TS_UNACCEPTABLE, unacceptable.reason());
    }
    Narrowing.Result.Narrowed agreed = (Narrowing.Result.Narrowed) narrowed;
    SelectionPolicy policy =
        new SelectionPolicy(
            PolicyProposal.withoutKeyExchanges(child.proposals()),
            SelectionPolicy.Order.CONFIGURED,
            SelectionPolicy.KeyExchangeChoice.BEST,
            List.of(Suites.CHILD_KEYS_KNOWN));
    Selection selection =
        ProposalSelection.select(
            offered, policy, Negotiation.IKE_AUTH_CHILD, false, Optional.empty());
    return switch (selection) {
      case Selection.Chosen chosen -> accept(child, chosen, agreed);
      case Selection.Refused refused ->
          new Response.Refused(NotifyType.NO_PROPOSAL_CHOSEN, refused.refusal().text());
      case Selection.WrongKeyExchange wrong ->
          throw new IllegalStateException("IKE_AUTH has no key exchange: " + wrong);
    };
  }

  private Response accept(
      ChildConfig child, Selection.Chosen chosen, Narrowing.Result.Narrowed agreed) {
    int inbound = sa.context().table.reserveChildSpi(sa);
    int outbound = (int) chosen.offered().spi().u32(0);
    ChildSas.Child made =
        child(child, Side.RESPONDER, chosen.suite(), inbound, outbound, agreed.selectors());
    List<Payload> payloads = new ArrayList<>();
    payloads.add(chosen.answer(Octets.ofInt(inbound)));
    payloads.add(WireSelectors.tsi(agreed.selectors()));
    payloads.add(WireSelectors.tsr(agreed.selectors()));
    if (agreed.additionalPossible()) {
      // = rfc7296:2.9/3
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
      SelectorPair selectors) {
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
            child.mode(),
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
