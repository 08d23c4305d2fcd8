package org.yett.ike.exchange;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.yett.ike.event.Event.DeleteReason;
import org.yett.ike.path.Path;
import org.yett.ike.wire.IkeHeader;
import org.yett.ike.wire.Message;
import org.yett.ike.wire.NotifyPayload;
import org.yett.ike.wire.Octets;
import org.yett.ike.wire.Offence;
import org.yett.ike.wire.SealedMessage;
import org.yett.ike.wire.Side;
import org.yett.spec.Clause;
import org.yett.spec.iana.NotifyType;

/**
 * Quick crash detection between IKE SAs (RFC 6290): what goes out for an IKE SA that we have lost,
 * and what comes in for one that the peer has lost.
 */
final class CrashDetection {

  /** Tokens of one party that are checked within a second. */
  private static final int CHECKS_PER_SECOND = 5;

  private final EndpointContext context;
  private final CrashTokens tokens;
  private final RateLimit checks;

  CrashDetection(EndpointContext context) {
    this.context = context;
    this.tokens = new CrashTokens(context.config.extensions().crashDetection());
    this.checks = new RateLimit(CHECKS_PER_SECOND);
  }

  // As maker of tokens.

  /** The token that the peer of this IKE SA is told, under its protection. */
  @Clause("rfc6290:4.2")
  List<NotifyPayload> token(IkeSa sa) {
    Channel channel = sa.channel();
    return tokens.current(channel.side(), channel.initiatorSpi(), channel.responderSpi());
  }

  /**
   * A protected request has come for an IKE SA that is not here: whoever sent it is told, and gets
   * the token that proves it, if we make tokens.
   */
  @Clause("rfc6290:4.5")
  @Clause("rfc7296:2.21.4")
  void answerUnknown(SealedMessage request, Path from) {
    IkeHeader header = request.header();
    // = rfc6290:9.2/1
    boolean known =
        context.table.bySpi(header.initiatorSpi()).isPresent()
            || context.table.bySpi(header.responderSpi()).isPresent();
    if (header.isResponse() || known) {
      return;
    }
    List<NotifyPayload> payloads = new ArrayList<>();
    payloads.add(NotifyPayload.of(NotifyType.INVALID_IKE_SPI));
    Side ours = header.flags().sender().other();
    payloads.addAll(tokens.all(ours, header.initiatorSpi(), header.responderSpi()));
    // = rfc6290:8.1/2
    context.clearAnswers.answerOffence(header, request.octets().size(), payloads, from);
  }

  // As taker of tokens.

  /**
   * A message in clear has come for an IKE SA of ours. If it has the right token, the peer has lost
   * the IKE SA, which ends here too.
   *
   * @return whether it was about tokens
   */
  @Clause("rfc6290:3")
  boolean take(IkeSa sa, Message message, Path from) {
    List<NotifyPayload> presented = presented(message);
    if (presented.isEmpty() || !context.config.extensions().crashDetection().takeTokens()) {
      return false;
    }
    // = rfc6290:3/7, rfc6290:8.1/1
    if (!checks.allows(from.remote().ip(), context.now())) {
      context.count(Counter.CRASH_TOKENS_UNCHECKED);
      return true;
    }
    // = rfc6290:3/3, rfc6290:4.5/1
    boolean right =
        presented.stream().limit(4).map(NotifyPayload::data).anyMatch(sa.extensions()::isPeerToken);
    if (right) {
      // = rfc6290:3/5, rfc6290:4.5/3
      context.count(Counter.CRASHES_DETECTED);
      sa.drop(DeleteReason.PEER_CRASHED);
    } else {
      // = rfc6290:3/4, rfc6290:4.5/4
      context.offence(Optional.of(sa.id()), Offence.WRONG_CRASH_TOKEN, message.describe(), from);
    }
    return true;
  }

  /**
   * A message in clear has come that names no IKE SA: with INVALID_SPI it may name a Child SA, and
   * have the token of its IKE SA.
   *
   * @return whether it was about tokens
   */
  // = rfc6290:8.2/3
  boolean takeForChild(Message message, Path from) {
    Optional<NotifyPayload> invalidSpi = message.notification(NotifyType.INVALID_SPI);
    if (presented(message).isEmpty() || invalidSpi.isEmpty()) {
      return false;
    }
    Octets spi = invalidSpi.get().data();
    if (spi.size() != Integer.BYTES) {
      return false;
    }
    Optional<IkeSa> sa =
        context.table.all().stream()
            .filter(candidate -> candidate.childSas().byOutboundSpi((int) spi.u32(0)).isPresent())
            .findFirst();
    return sa.isPresent() && take(sa.get(), message, from);
  }

  private static List<NotifyPayload> presented(Message message) {
    return message.notifications(NotifyType.QUICK_CRASH_DETECTION);
  }
}
