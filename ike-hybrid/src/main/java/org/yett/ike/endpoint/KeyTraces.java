package org.yett.ike.endpoint;

import org.yett.ike.event.IkeSaId;
import org.yett.ike.keys.KeyTrace;
import org.yett.ike.wire.Side;

/** Which key trace hears the key schedule of an IKE SA: of each its own, or of all the same. */
@FunctionalInterface
public interface KeyTraces {

  /** Nobody hears anything. */
  KeyTraces NONE = (ikeSa, side) -> KeyTrace.NONE;

  /**
   * The trace of a new IKE SA.
   *
   * @param ikeSa the IKE SA
   * @param side our side of it
   */
  KeyTrace of(IkeSaId ikeSa, Side side);
}
