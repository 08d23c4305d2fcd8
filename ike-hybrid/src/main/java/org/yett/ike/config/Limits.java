package org.yett.ike.config;

import java.time.Duration;

/**
 * What an unauthenticated peer may cost us.
 *
 * @param halfOpen most half-open IKE SAs as responder; SA_INIT requests beyond are dropped
 * @param halfOpenPerAddress most half-open IKE SAs of one remote address
 * @param halfOpenLifetime how long an IKE SA may remain half-open without progress before it is
 *     forgotten; longer than an initiator's waits when several of its messages are lost in a row
 * @param reassemblyLifetime how long an incomplete set of fragments is kept (RFC 7383 2.6)
 * @param intermediateExchanges most IKE_INTERMEDIATE exchanges of one IKE SA (RFC 9242 5)
 * @param saInitRestarts most times an initiator starts IKE_SA_INIT over because it was told so
 *     (COOKIE, INVALID_KE_PAYLOAD)
 */
public record Limits(
    int halfOpen,
    int halfOpenPerAddress,
    Duration halfOpenLifetime,
    Duration reassemblyLifetime,
    int intermediateExchanges,
    int saInitRestarts) {

  /** 1000 half-open, 100 per address, 60 s each, fragments 60 s, 16 exchanges, 5 restarts. */
  public static final Limits DEFAULT =
      new Limits(1000, 100, Duration.ofSeconds(60), Duration.ofSeconds(60), 16, 5);

  /** Checks the ranges. */
  public Limits {
    if (halfOpen < 1 || halfOpenPerAddress < 1 || saInitRestarts < 1) {
      throw new IllegalArgumentException("limits are positive");
    }
    if (intermediateExchanges < 7) {
      throw new IllegalArgumentException("seven additional key exchanges must be possible");
    }
    if (halfOpenLifetime.isNegative() || reassemblyLifetime.isNegative()) {
      throw new IllegalArgumentException("life times are not negative");
    }
  }
}
