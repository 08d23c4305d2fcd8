package org.yett.ike.exchange;

import java.time.Instant;
import java.util.Optional;

/**
 * When something is due about an IKE SA because of its age.
 *
 * @param rekeyAt when we rekey it
 * @param reauthenticateAt when we replace it by one set up from scratch
 * @param expiresAt when we delete it at the latest
 */
record IkeDeadlines(
    Optional<Instant> rekeyAt, Optional<Instant> reauthenticateAt, Optional<Instant> expiresAt) {

  static final IkeDeadlines NONE =
      new IkeDeadlines(Optional.empty(), Optional.empty(), Optional.empty());

  IkeDeadlines rekeyAt(Optional<Instant> next) {
    return new IkeDeadlines(next, reauthenticateAt, expiresAt);
  }

  IkeDeadlines reauthenticateAt(Optional<Instant> next) {
    return new IkeDeadlines(rekeyAt, next, expiresAt);
  }
}
