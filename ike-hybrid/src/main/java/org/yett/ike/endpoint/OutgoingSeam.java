package org.yett.ike.endpoint;

import java.util.List;
import org.yett.ike.wire.IkeHeader;
import org.yett.ike.wire.Payload;

/**
 * The place between composing a message and encoding and sealing it. In operation nothing happens
 * there; a test makes a violating peer of a good one there, whose messages are wrong and authentic.
 */
@FunctionalInterface
public interface OutgoingSeam {

  /** Leaves every message as it is. */
  OutgoingSeam NONE = draft -> draft;

  /**
   * A message before it is encoded.
   *
   * @param header its header; Next Payload and Length are filled in later
   * @param clear the payloads outside the Encrypted payload
   * @param inner the payloads inside it
   * @param isProtected whether there is an Encrypted payload
   */
  record Draft(IkeHeader header, List<Payload> clear, List<Payload> inner, boolean isProtected) {
    /** Copies the lists. */
    public Draft {
      clear = List.copyOf(clear);
      inner = List.copyOf(inner);
    }
  }

  /** The message that is sent in place of this one. */
  Draft edit(Draft draft);
}
