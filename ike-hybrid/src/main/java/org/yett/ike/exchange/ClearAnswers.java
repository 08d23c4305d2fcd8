package org.yett.ike.exchange;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.yett.ike.endpoint.OutgoingSeam;
import org.yett.ike.endpoint.Output;
import org.yett.ike.event.Event;
import org.yett.ike.path.Path;
import org.yett.ike.wire.Flags;
import org.yett.ike.wire.IkeHeader;
import org.yett.ike.wire.Message;
import org.yett.ike.wire.MessageEncoder;
import org.yett.ike.wire.Payload;
import org.yett.spec.Clause;

/** Answers in clear that belong to no IKE SA: one for a request at most, and not too many. */
final class ClearAnswers {

  private static final Duration INTERVAL = Duration.ofSeconds(1);
  private static final int PER_INTERVAL = 10;

  private final EndpointContext context;
  private Instant interval = Instant.MIN;
  private int sent;

  ClearAnswers(EndpointContext context) {
    this.context = context;
  }

  /** Answers as IKE_SA_INIT has it: part of setting up an IKE SA. */
  void answer(Message request, List<? extends Payload> payloads, Path path) {
    answer(request.header(), request.octets().size(), payloads, path);
  }

  private void answer(
      IkeHeader request, int requestSize, List<? extends Payload> payloads, Path path) {
    IkeHeader header =
        IkeHeader.of(
            request.initiatorSpi(),
            request.responderSpi(),
            request.exchangeType(),
            Flags.response(request.flags().sender().other()),
            request.messageId());
    OutgoingSeam.Draft draft =
        context.seam.edit(new OutgoingSeam.Draft(header, List.copyOf(payloads), List.of(), false));
    Message message = MessageEncoder.encodeClear(draft.header(), draft.clear());
    context.amplification.answered(requestSize, message.octets().size());
    context.put(new Output.Transmit(path, message.octets(), Output.Content.IKE));
    context.tell(
        new Event.ExchangeTrace(
            Optional.empty(),
            Event.Direction.SENT,
            header.exchangeType(),
            true,
            header.initiatorSpi(),
            header.responderSpi(),
            header.messageId(),
            message.octets().size(),
            1,
            false,
            path));
  }

  /**
   * Answers what nobody should have sent: a few times a second.
   *
   * @param requestSize octets of the request
   */
  @Clause("rfc7296:2.4/7")
  @Clause("rfc7296:2.21.4/x1")
  void answerOffence(
      IkeHeader request, int requestSize, List<? extends Payload> payloads, Path path) {
    if (!context.now().isBefore(interval.plus(INTERVAL))) {
      interval = context.now();
      sent = 0;
    }
    if (sent < PER_INTERVAL) {
      sent++;
      answer(request, requestSize, payloads, path);
    } else {
      context.count(Counter.CLEAR_ANSWERS_WITHHELD);
    }
  }
}
