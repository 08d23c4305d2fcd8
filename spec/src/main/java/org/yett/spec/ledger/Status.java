package org.yett.spec.ledger;

import java.util.Locale;
import java.util.Optional;

/** What has been decided about a clause; what is proved of it is computed from runs, not stated. */
public enum Status {
  /** Nobody has judged it yet. */
  UNREAD,
  /** It applies and is still to be done or to be proved. */
  TODO,
  /** It does not apply, or is deliberately not followed; the entry says why. */
  EXCEPTED,
  /** It applies and is being followed; evidence is expected. */
  ACTIVE;

  /** The status as the ledger writes it, in lower case. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The status that a word of the ledger names; empty for any other word. */
  public static Optional<Status> ofWord(String word) {
    for (Status status : values()) {
      if (status.word().equals(word)) {
        return Optional.of(status);
      }
    }
    return Optional.empty();
  }
}
