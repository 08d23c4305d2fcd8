package org.yett.ike.exchange;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.yett.ike.config.AddressMatch;
import org.yett.ike.config.ConnectionConfig;
import org.yett.ike.event.Event;
import org.yett.ike.negotiate.Negotiation;
import org.yett.ike.negotiate.ProposalSelection;
import org.yett.ike.negotiate.Selection;
import org.yett.ike.negotiate.SelectionPolicy;
import org.yett.ike.path.Path;
import org.yett.ike.wire.IkeHeader;
import org.yett.ike.wire.KePayload;
import org.yett.ike.wire.Message;
import org.yett.ike.wire.NoncePayload;
import org.yett.ike.wire.NotifyPayload;
import org.yett.ike.wire.Octets;
import org.yett.ike.wire.Offence;
import org.yett.ike.wire.SaPayload;
import org.yett.ike.wire.Side;
import org.yett.spec.Clause;
import org.yett.spec.iana.ExchangeType;
import org.yett.spec.iana.NotifyType;
import org.yett.spec.iana.PseudorandomFunction;

/**
 * IKE_SA_INIT requests before there is an IKE SA: what can be answered without keeping anything is
 * answered so (RFC 7296 2.6).
 */
final class FirstRequests {

  private final EndpointContext context;
  private final ClearAnswers answers;
  private final Admission admission;
  private final ResponderResume resume;

  FirstRequests(EndpointContext context) {
    this.context = context;
    this.answers = context.clearAnswers;
    this.admission = new Admission(context);
    this.resume = new ResponderResume(context, admission);
  }

  /** A message in clear that names no SPI of ours. */
  void receive(Message message, Path from) {
    IkeHeader header = message.header();
    boolean resumes =
        context.resumption.grants()
            && header.exchangeType().equals(ExchangeType.IKE_SESSION_RESUME);
    boolean first =
        (header.exchangeType().equals(ExchangeType.IKE_SA_INIT) || resumes)
            && header.isRequest()
            && header.flags().sender() == Side.INITIATOR
            && header.messageId() == 0;
    if (!first) {
      offence(Offence.WRONG_FIRST_MESSAGE, message, from);
      return;
    }
    // = rfc7296:2.1/x1, rfc7296:2.1/x2
    Optional<IkeSa> known = context.table.byFirstRequest(message.octets());
    if (known.isPresent()) {
      known.get().channel().repeatedFirst(message, from);
      return;
    }
    if (resumes) {
      resume.receive(message, from);
      return;
    }
    Optional<SaPayload> offered = message.first(SaPayload.class);
    Optional<KePayload> ke = message.first(KePayload.class);
    Optional<NoncePayload> nonce = message.first(NoncePayload.class);
    if (offered.isEmpty() || ke.isEmpty() || nonce.isEmpty()) {
      offence(Offence.MISSING_PAYLOAD, message, from);
      return;
    }
    Optional<PseudorandomFunction> prf = PuzzleNotification.prfFor(offered.get());
    switch (admission.judge(message, nonce.get().data(), prf, from)) {
      case Admission.Decision.Admitted admitted ->
          select(message, offered.get(), ke.get(), nonce.get(), admitted.puzzleSolved(), from);
      case Admission.Decision.TurnedAway none -> {}
    }
  }

  private void offence(Offence offence, Message message, Path from) {
    context.offence(Optional.empty(), offence, message.describe(), from);
  }

  private void select(
      Message message,
      SaPayload offered,
      KePayload ke,
      NoncePayload nonce,
      boolean puzzleSolved,
      Path from) {
    // = rfc9242:3.1/1
    boolean intermediate =
        message.notification(NotifyType.INTERMEDIATE_EXCHANGE_SUPPORTED).isPresent();
    List<ConnectionConfig> candidates = candidates(from);
    if (ResponderIntermediatePpk.isMissing(candidates, message)) {
      refuse(message, "no PPK is offered, and one is required", from);
      return;
    }
    String explanation = "no connection is for " + from;
    for (ConnectionConfig candidate : candidates) {
      SelectionPolicy policy =
          new SelectionPolicy(
              candidate.proposals(),
              SelectionPolicy.Order.CONFIGURED,
              SelectionPolicy.KeyExchangeChoice.BEST,
              Suites.floor(candidate, context.keyExchanges));
      Selection selection =
          ProposalSelection.select(
              offered, policy, Negotiation.IKE_SA_INIT, intermediate, Optional.of(ke.method()));
      switch (selection) {
        case Selection.Chosen chosen -> {
          Optional<NotifyPayload> redirect =
              context.redirection.inSaInit(candidate.name(), message, nonce.data());
          if (redirect.isPresent()) {
            answers.answer(message, List.of(redirect.get()), from);
            return;
          }
          List<ConnectionConfig> ordered = new ArrayList<>(candidates);
          ordered.remove(candidate);
          ordered.addFirst(candidate);
          FirstRequest first =
              new FirstRequest(message, ordered, chosen, ke, nonce, intermediate, puzzleSolved);
          admission.begun(message);
          new Beginnings(new IkeSa(context, Side.RESPONDER, from)).respondTo(first, from);
          return;
        }
        case Selection.WrongKeyExchange wrong -> {
          demandKeyExchange(message, wrong, from);
          return;
        }
        case Selection.Refused refused -> {
          if (candidate == candidates.getFirst()) {
            explanation = candidate.name() + ": " + refused.refusal().text();
          }
        }
      }
    }
    refuse(message, explanation, from);
  }

  private void refuse(Message message, String explanation, Path from) {
    context.count(Counter.PROPOSALS_REFUSED);
    context.tell(new Event.NegotiationRefused(Optional.empty(), explanation, from));
    // = rfc7296:2.6/x2, rfc7296:2.7/3, rfc7296:2.7/x1, rfc9370:2.2.1/6
    answers.answer(message, List.of(NotifyPayload.of(NotifyType.NO_PROPOSAL_CHOSEN)), from);
  }

  @Clause("rfc7296:1.2")
  @Clause("rfc7296:2.6/x2")
  @Clause("rfc7296:3.4/4")
  private void demandKeyExchange(Message message, Selection.WrongKeyExchange wrong, Path from) {
    context.count(Counter.INVALID_KE_ANSWERED);
    int method = wrong.wanted().value();
    Octets data = Octets.wrap(new byte[] {(byte) (method >>> 8), (byte) method});
    answers.answer(message, List.of(NotifyPayload.of(NotifyType.INVALID_KE_PAYLOAD, data)), from);
  }

  /** The connections for these addresses, those that name the peer's most exactly first. */
  private List<ConnectionConfig> candidates(Path from) {
    return context.connectionsFor(from).stream()
        .sorted(Comparator.comparingInt((ConnectionConfig c) -> vagueness(c, from)))
        .toList();
  }

  private static int vagueness(ConnectionConfig connection, Path from) {
    return connection.remoteAddresses().stream()
        .filter(match -> match.matches(from.remote().ip()))
        .mapToInt(FirstRequests::vagueness)
        .min()
        .orElse(2);
  }

  private static int vagueness(AddressMatch match) {
    return switch (match) {
      case AddressMatch.Host host -> 0;
      case AddressMatch.Range range -> 1;
      case AddressMatch.Any any -> 2;
    };
  }
}
