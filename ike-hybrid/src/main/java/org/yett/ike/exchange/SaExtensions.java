package org.yett.ike.exchange;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import org.yett.ike.crypto.Secret;
import org.yett.ike.exchange.Resumption.ClientTicket;
import org.yett.ike.path.Path;
import org.yett.ike.wire.IkeSpi;
import org.yett.ike.wire.Message;
import org.yett.ike.wire.NotifyPayload;
import org.yett.ike.wire.Octets;
import org.yett.ike.wire.Payload;
import org.yett.ike.wire.PsPayload;
import org.yett.ike.wire.SealedMessage;
import org.yett.spec.iana.NotifyType;

/**
 * What one IKE SA keeps for the extensions that reach beyond it: puzzles, crash detection,
 * redirection, resumption.
 */
final class SaExtensions {

  /** As many tokens of the peer are kept, the latest. */
  private static final int MOST_TOKENS = 4;

  /** As many tickets are void when this IKE SA is deleted, the latest. */
  private static final int MOST_GRANTED = 8;

  private static final int SHORTEST_TOKEN = 16;
  private static final int LONGEST_TOKEN = 128;

  private Optional<AuthPuzzle> authPuzzle = Optional.empty();
  private Optional<PsPayload> authSolution = Optional.empty();
  private final Deque<Secret> peerTokens = new ArrayDeque<>();
  private Optional<ClientTicket> ticket = Optional.empty();
  private Optional<ResumedBy> resumedBy = Optional.empty();
  private final List<Octets> granted = new ArrayList<>();
  private boolean knownByAnotherName;
  private boolean peerFollowsRedirects;
  private boolean announcedRedirects;
  private Optional<Path> start = Optional.empty();

  /** By which ticket, and of which IKE SA, this one is the resumption. */
  record ResumedBy(Octets ticket, IkeSpi initiatorSpi, IkeSpi responderSpi) {}

  /** As responder: IKE_AUTH requests are opened only when they solve this puzzle. */
  void demandInAuth(AuthPuzzle puzzle) {
    authPuzzle = Optional.of(puzzle);
  }

  /** As initiator: the solution that IKE_AUTH brings. */
  void solvedForAuth(PsPayload solution) {
    authSolution = Optional.of(solution);
  }

  /** What stands in clear before the Encrypted payload of our IKE_AUTH request. */
  // = rfc8019:7.2.2/2
  List<Payload> clearInAuth() {
    return authSolution.stream().map(Payload.class::cast).toList();
  }

  /** A protected message has come: what it says to the extensions is kept. */
  void learn(EndpointContext context, Message message) {
    if (context.config.extensions().crashDetection().takeTokens()) {
      // = rfc6290:3/1, rfc6290:4.4/2
      message.notifications(NotifyType.QUICK_CRASH_DETECTION).stream()
          .map(NotifyPayload::data)
          // = rfc6290:5/1
          .filter(token -> token.size() >= SHORTEST_TOKEN && token.size() <= LONGEST_TOKEN)
          .forEach(this::keepToken);
    }
  }

  private void keepToken(Octets token) {
    if (!isPeerToken(token)) {
      // = rfc6290:5/6
      while (peerTokens.size() >= MOST_TOKENS) {
        peerTokens.removeFirst().close();
      }
      peerTokens.addLast(Secret.adopt(token.toArray()));
    }
  }

  /** Whether this is a token that the peer has told us for this IKE SA. */
  boolean isPeerToken(Octets token) {
    boolean found = false;
    for (Secret known : peerTokens) {
      found |= known.matches(token.toArray());
    }
    return found;
  }

  // Resumption.

  /** As client: the ticket for this IKE SA, in place of any before. */
  void keepTicket(ClientTicket newest) {
    ticket.ifPresent(ClientTicket::close);
    ticket = Optional.of(newest);
  }

  /** Hands the ticket over. */
  Optional<ClientTicket> giveTicket() {
    Optional<ClientTicket> given = ticket;
    ticket = Optional.empty();
    return given;
  }

  /** As gateway: a ticket for this IKE SA has been given. */
  void granted(Octets id) {
    if (granted.size() >= MOST_GRANTED) {
      granted.removeFirst();
    }
    granted.add(id);
  }

  /** The tickets that have been given for this IKE SA, the latest of them. */
  List<Octets> granted() {
    return List.copyOf(granted);
  }

  /** As gateway: EAP has proved the client to be somebody else than IDi says. */
  void knownByAnotherName() {
    knownByAnotherName = true;
  }

  /** Whether EAP has proved the client to be somebody else than IDi says. */
  boolean isKnownByAnotherName() {
    return knownByAnotherName;
  }

  /** As gateway: this IKE SA resumes another. */
  void resumedBy(Octets usedTicket, IkeSpi oldInitiator, IkeSpi oldResponder) {
    resumedBy = Optional.of(new ResumedBy(usedTicket, oldInitiator, oldResponder));
  }

  Optional<ResumedBy> resumedBy() {
    return resumedBy;
  }

  // Redirection.

  /** As gateway: whether the client can be sent elsewhere. */
  boolean peerFollowsRedirects() {
    return peerFollowsRedirects;
  }

  void peerFollowsRedirects(boolean follows) {
    peerFollowsRedirects = follows;
  }

  /** As client: we have said that we can be sent elsewhere. */
  void announcedRedirects() {
    announcedRedirects = true;
  }

  boolean hasAnnouncedRedirects() {
    return announcedRedirects;
  }

  /** As initiator: the way on which it began. */
  void startedOn(Path path) {
    start = Optional.of(path);
  }

  Optional<Path> start() {
    return start;
  }

  /** Takes over what holds for the IKE SA that follows another by a rekey. */
  void inherit(SaExtensions before) {
    peerFollowsRedirects = before.peerFollowsRedirects;
    announcedRedirects = before.announcedRedirects;
    start = before.start;
  }

  /** Forgets everything: the IKE SA is gone. */
  // = rfc6290:5.3/1
  void close() {
    peerTokens.forEach(Secret::close);
    peerTokens.clear();
    ticket.ifPresent(ClientTicket::close);
    ticket = Optional.empty();
  }

  /** Whether a request may be opened: it has in clear what it has to have. */
  boolean admits(SealedMessage request) {
    return authPuzzle.isEmpty() || authPuzzle.get().admits(request);
  }
}
