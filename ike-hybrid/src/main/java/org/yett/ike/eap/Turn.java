package org.yett.ike.eap;

import org.yett.ike.wire.Octets;

/** What a method does next. */
sealed interface Turn {

  /**
   * It sends this.
   *
   * @param data what follows the Type
   */
  record Send(Octets data) implements Turn {}

  /** As server: the client is authenticated, and nothing is left to say. */
  record Done() implements Turn {}

  /**
   * It cannot go on.
   *
   * @param reason what kind of failure
   * @param detail the same in words, for our log alone
   */
  record Broken(EapFailure reason, String detail) implements Turn {}
}
