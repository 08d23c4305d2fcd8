package org.yett.ike.exchange;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.yett.ike.config.AddressMatch;
import org.yett.ike.config.ConnectionConfig;
import org.yett.ike.config.CookieConfig;
import org.yett.ike.config.Limits;
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

/**
 * IKE_SA_INIT requests before there is an IKE SA: what can be answered without keeping anything is
 * answered so (RFC 7296 2.6).
 */
final class FirstRequests {

  private final EndpointContext context;
  private final ClearAnswers answers;
  private final CookieJar cookies;

  FirstRequests(EndpointContext context, ClearAnswers answers) {
    this.context = context;
    this.answers = answers;
    this.cookies =
        new CookieJar(
            context.randomness.scoped("cookies"), context.config.cookies().secretLifetime());
  }

  /** A message in clear that names no SPI of ours. */
  void receive(Message message, Path from) {
    IkeHeader header = message.header();
    boolean first =
        header.exchangeType().equals(ExchangeType.IKE_SA_INIT)
            && header.isRequest()
            && header.flags().sender() == Side.INITIATOR
            && header.messageId() == 0;
    if (!first) {
      offence(Offence.WRONG_FIRST_MESSAGE, message, from);
      return;
    }
    // = rfc7296:2.1/x1, rfc7296:2.1/x2
    Optional<IkeSa> known = context.table.byFirstRequest(from.remote(), message.octets());
    if (known.isPresent()) {
      known.get().channel().repeatedFirst(message, from);
      return;
    }
    Optional<SaPayload> offered = message.first(SaPayload.class);
    Optional<KePayload> ke = message.first(KePayload.class);
    Optional<NoncePayload> nonce = message.first(NoncePayload.class);
    if (offered.isEmpty() || ke.isEmpty() || nonce.isEmpty()) {
      offence(Offence.MISSING_PAYLOAD, message, from);
      return;
    }
    if (passes(message, nonce.get(), from)) {
      select(message, offered.get(), ke.get(), nonce.get(), from);
    }
  }

  private void offence(Offence offence, Message message, Path from) {
    context.offence(Optional.empty(), offence, message.describe(), from);
  }

  /** Whether the request may cost us work: it has the cookie if one is demanded, and fits. */
  @Clause("rfc7296:2.6/2")
  @Clause("rfc7296:2.6/6")
  private boolean passes(Message message, NoncePayload nonce, Path from) {
    CookieConfig config = context.config.cookies();
    Limits limits = context.config.limits();
    int all = context.table.halfOpen();
    int ofAddress = context.table.halfOpenOf(from.remote().ip());
    boolean demanded =
        all >= config.halfOpenThreshold() || ofAddress >= config.perAddressThreshold();
    if (demanded && !hasCookie(message, nonce, from)) {
      Octets cookie =
          cookies.bake(from.remote(), message.header().initiatorSpi(), nonce.data(), context.now());
      context.count(Counter.COOKIES_DEMANDED);
      answers.answer(message.header(), NotifyPayload.of(NotifyType.COOKIE, cookie), from);
      return false;
    }
    if (all >= limits.halfOpen() || ofAddress >= limits.halfOpenPerAddress()) {
      context.count(Counter.HALF_OPEN_LIMIT_REACHED);
      return false;
    }
    return true;
  }

  private boolean hasCookie(Message message, NoncePayload nonce, Path from) {
    Optional<NotifyPayload> cookie = message.notification(NotifyType.COOKIE);
    if (cookie.isEmpty()) {
      return false;
    }
    boolean right =
        cookies.recognises(
            cookie.get().data(),
            from.remote(),
            message.header().initiatorSpi(),
            nonce.data(),
            context.now());
    if (!right) {
      offence(Offence.WRONG_COOKIE, message, from);
    }
    return right;
  }

  private void select(
      Message message, SaPayload offered, KePayload ke, NoncePayload nonce, Path from) {
    // = rfc9242:3.1/1
    boolean intermediate =
        message.notification(NotifyType.INTERMEDIATE_EXCHANGE_SUPPORTED).isPresent();
    List<ConnectionConfig> candidates = candidates(from);
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
          List<ConnectionConfig> ordered = new ArrayList<>(candidates);
          ordered.remove(candidate);
          ordered.addFirst(candidate);
          FirstRequest first = new FirstRequest(message, ordered, chosen, ke, nonce, intermediate);
          new IkeSa(context, Side.RESPONDER, from).respondTo(first, from);
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
    context.count(Counter.PROPOSALS_REFUSED);
    context.tell(new Event.NegotiationRefused(Optional.empty(), explanation, from));
    // = rfc7296:2.6/x2, rfc7296:2.7/3, rfc7296:2.7/x1, rfc9370:2.2.1/6
    answers.answer(message.header(), NotifyPayload.of(NotifyType.NO_PROPOSAL_CHOSEN), from);
  }

  @Clause("rfc7296:1.2")
  @Clause("rfc7296:2.6/x2")
  @Clause("rfc7296:3.4/4")
  private void demandKeyExchange(Message message, Selection.WrongKeyExchange wrong, Path from) {
    context.count(Counter.INVALID_KE_ANSWERED);
    int method = wrong.wanted().value();
    Octets data = Octets.wrap(new byte[] {(byte) (method >>> 8), (byte) method});
    answers.answer(message.header(), NotifyPayload.of(NotifyType.INVALID_KE_PAYLOAD, data), from);
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
