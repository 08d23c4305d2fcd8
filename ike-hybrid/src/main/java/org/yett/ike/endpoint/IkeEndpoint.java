package org.yett.ike.endpoint;

import java.time.Instant;
import java.util.List;

/**
 * An IKEv2 endpoint without I/O: initiator and responder of any number of IKE SAs. It owns no
 * thread, socket, clock or randomness, and is not thread-safe: one thread drives it.
 *
 * <p>Whatever happens is one {@link Input}, and all consequences are its {@link Output}s, to be
 * carried out in their order. What comes of an output, such as the result of a job that is done at
 * once, is an input of its own, best handed in when the outputs before it have been dealt with. The
 * same inputs at the same instants over the same randomness give the same outputs, bit for bit.
 */
public interface IkeEndpoint {

  /**
   * Takes what happened.
   *
   * @param input what
   * @param now when; never earlier than at the call before
   * @return what is to be done, in this order; never null, possibly empty
   */
  List<Output> handle(Input input, Instant now);

  /** What the endpoint holds now: a snapshot that never changes. */
  EndpointStatus status();

  /** How much the endpoint remembers. */
  Footprint footprint();
}
