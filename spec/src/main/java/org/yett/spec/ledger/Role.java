package org.yett.spec.ledger;

import java.util.Locale;
import java.util.Optional;

/** On whom a clause makes its demand. */
public enum Role {
  /** The peer that starts the exchange or the SA. */
  INITIATOR,
  /** The peer that answers. */
  RESPONDER,
  /** Both peers, or any implementation. */
  BOTH,
  /** Whoever sends the message or packet. */
  SENDER,
  /** Whoever receives the message or packet. */
  RECEIVER,
  /** Whoever configures an implementation, and what it must offer him. */
  ADMINISTRATOR,
  /** Another specification, a registry or its experts; not an implementation. */
  SPECIFICATION;

  /** The role as the ledger writes it, in lower case. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The role that a word of the ledger names; empty for any other word. */
  public static Optional<Role> ofWord(String word) {
    for (Role role : values()) {
      if (role.word().equals(word)) {
        return Optional.of(role);
      }
    }
    return Optional.empty();
  }
}
