package org.yett.ike.config;

import java.time.Duration;
import java.util.Optional;
import org.yett.ike.crypto.Secret;

/**
 * Session resumption (RFC 5723), in both roles.
 *
 * @param request whether tickets are asked for as initiator, and used when a peer is lost
 * @param grant whether tickets are given as responder, and accepted
 * @param ticketLifetime how long a ticket of ours is good
 * @param keyLifetime how long one key seals tickets; longer than tickets and IKE SAs live
 * @param master what the keys are derived from, so that tickets outlive a restart: at least 32
 *     octets that nobody else knows. Without one they are random, and tickets end with the
 *     endpoint. It stays with whoever configures, and is open as long as the endpoint lives
 */
public record ResumptionConfig(
    boolean request,
    boolean grant,
    Duration ticketLifetime,
    Duration keyLifetime,
    Optional<Secret> master) {

  /** Fewest octets of the master secret. */
  public static final int MASTER_LENGTH = 32;

  /** Neither asks for tickets nor gives any. */
  public static final ResumptionConfig OFF =
      new ResumptionConfig(
          false, false, Duration.ofHours(1), Duration.ofHours(24), Optional.empty());

  /** Asks for tickets and gives them: for an hour, under a new key each day. */
  public static final ResumptionConfig ON =
      new ResumptionConfig(true, true, Duration.ofHours(1), Duration.ofHours(24), Optional.empty());

  /** Checks the ranges. */
  public ResumptionConfig {
    if (ticketLifetime.toSeconds() < 1 || ticketLifetime.toSeconds() > 0xffff_ffffL) {
      throw new IllegalArgumentException("a ticket lives 1 to 2^32-1 seconds");
    }
    if (keyLifetime.compareTo(ticketLifetime) < 0) {
      throw new IllegalArgumentException("a key for tickets lives no shorter than they do");
    }
    if (master.filter(secret -> secret.length() < MASTER_LENGTH).isPresent()) {
      throw new IllegalArgumentException("the master secret of tickets has 32 octets or more");
    }
  }

  /** The same with keys derived from a secret that outlives restarts. */
  public ResumptionConfig withMaster(Secret secret) {
    return new ResumptionConfig(request, grant, ticketLifetime, keyLifetime, Optional.of(secret));
  }

  /** The same with other lifetimes. */
  public ResumptionConfig withLifetimes(Duration ticket, Duration key) {
    return new ResumptionConfig(request, grant, ticket, key, master);
  }
}
