package org.yett.ike.exchange;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import org.yett.ike.crypto.Secret;
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

  private static final int SHORTEST_TOKEN = 16;
  private static final int LONGEST_TOKEN = 128;

  private Optional<AuthPuzzle> authPuzzle = Optional.empty();
  private Optional<PsPayload> authSolution = Optional.empty();
  private final Deque<Secret> peerTokens = new ArrayDeque<>();

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

  /** Forgets everything: the IKE SA is gone. */
  // = rfc6290:5.3/1
  void close() {
    peerTokens.forEach(Secret::close);
    peerTokens.clear();
  }

  /** Whether a request may be opened: it has in clear what it has to have. */
  boolean admits(SealedMessage request) {
    return authPuzzle.isEmpty() || authPuzzle.get().admits(request);
  }
}
