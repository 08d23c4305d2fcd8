package org.yett.ike.exchange;

import java.util.Optional;
import org.yett.ike.endpoint.JobResult;
import org.yett.ike.path.Path;
import org.yett.ike.transport.RequestWindow.Outstanding;
import org.yett.ike.transport.ResponseWindow.Answer;
import org.yett.ike.wire.Message;
import org.yett.spec.iana.ExchangeType;

/** What reaches a state of an IKE SA, when transport has done its part. */
sealed interface SaInput {

  /**
   * A state has got what cannot reach it: transport does not let it through, or the embedder has
   * handed in the result of another job.
   */
  static IllegalStateException notFor(IkeState state, SaInput input) {
    return new IllegalStateException(state.name() + " cannot take " + input);
  }

  /** What came, for those who watch. */
  default Transitions.Cause cause() {
    return switch (this) {
      case Request request -> Transitions.Cause.REQUEST;
      case Response response -> Transitions.Cause.RESPONSE;
      case NoAnswer none -> Transitions.Cause.NO_ANSWER;
      case JobFinished done -> Transitions.Cause.JOB_FINISHED;
      case TimeOut none -> Transitions.Cause.TIME_OUT;
    };
  }

  /** The exchange that it belongs to, if it is one of messages. */
  default Optional<ExchangeType> exchange() {
    return switch (this) {
      case Request request -> Optional.of(request.message().header().exchangeType());
      case Response response -> Optional.of(response.message().header().exchangeType());
      case NoAnswer none -> Optional.of(none.request().exchange());
      case JobFinished done -> Optional.empty();
      case TimeOut none -> Optional.empty();
    };
  }

  /**
   * A request of the peer, new and authentic; it waits for {@link Channel#respond}.
   *
   * @param message the request
   * @param pending what answering takes
   */
  record Request(Message message, Pending pending) implements SaInput {}

  /**
   * The response to a request of ours, authentic except in IKE_SA_INIT.
   *
   * @param request our request
   * @param message the response
   */
  record Response(Outstanding request, Message message) implements SaInput {}

  /**
   * A request of ours has been sent as often as it may, and was not answered.
   *
   * @param request our request
   */
  record NoAnswer(Outstanding request) implements SaInput {}

  /**
   * The job that the state waits for has been done.
   *
   * @param result what came out
   */
  record JobFinished(JobResult result) implements SaInput {}

  /** The state has lasted as long as it may. */
  record TimeOut() implements SaInput {}

  /**
   * What answering a request takes.
   *
   * @param answer its place in the window
   * @param replyTo where it came from
   */
  record Pending(Answer answer, Path replyTo) {}
}
