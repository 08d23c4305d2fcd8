package org.yett.ike.exchange;

import java.util.Optional;
import org.yett.ike.event.IkeSaId;
import org.yett.ike.wire.Side;
import org.yett.spec.iana.ExchangeType;

/**
 * Hears how IKE SAs go from state to state, for transcripts and for the table of states. In
 * operation nobody listens.
 */
@FunctionalInterface
public interface Transitions {

  /** Hears nothing. */
  Transitions NONE = transition -> {};

  /** Hears a transition when it has been made. */
  void hear(Transition transition);

  /** What makes an IKE SA go on. */
  enum Cause {
    /** We begin to set it up. */
    INITIATE,
    /** A peer begins to set it up. */
    FIRST_REQUEST,
    /** A request of the peer. */
    REQUEST,
    /** The response to a request of ours. */
    RESPONSE,
    /** A request of ours was sent as often as it may be. */
    NO_ANSWER,
    /** The awaited job has been done. */
    JOB_FINISHED,
    /** The state has lasted as long as it may. */
    TIME_OUT,
    /** A request that is authentic and malformed. */
    MALFORMED_REQUEST,
    /** A response that is authentic and malformed. */
    MALFORMED_RESPONSE,
    /** A command other than to end it, the clock, or a job of what is done over it. */
    OWN_INITIATIVE,
    /** It is to be ended. */
    TERMINATE,
    /** It is to be forgotten without a word. */
    DROP
  }

  /**
   * A step of an IKE SA, which may leave it in the state in which it was.
   *
   * @param ikeSa which
   * @param side our side of it
   * @param from the name of the state before
   * @param cause what came
   * @param exchange the exchange of the message that came, if one came
   * @param to the name of the state after
   */
  record Transition(
      IkeSaId ikeSa,
      Side side,
      String from,
      Cause cause,
      Optional<ExchangeType> exchange,
      String to) {

    /** What came, in words: {@code REQUEST IKE_AUTH}. */
    public String input() {
      return cause + exchange.map(e -> " " + e).orElse("");
    }

    /** Whether the state is another one now. */
    public boolean moves() {
      return !from.equals(to);
    }
  }
}
