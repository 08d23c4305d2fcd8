package org.yett.ike.config;

import java.time.Duration;

/**
 * When a responder asks for a COOKIE before it does any work (RFC 7296 2.6).
 *
 * @param halfOpenThreshold half-open IKE SAs of the endpoint from which on cookies are demanded; 0
 *     demands one from everybody
 * @param perAddressThreshold half-open IKE SAs of one remote address from which on cookies are
 *     demanded of that address
 * @param secretLifetime how long one cookie secret is used for new cookies; cookies made with the
 *     secret before it are still accepted
 */
public record CookieConfig(
    int halfOpenThreshold, int perAddressThreshold, Duration secretLifetime) {

  /** 30 half-open SAs in all, 3 per address, a new secret every 120 s. */
  public static final CookieConfig DEFAULT = new CookieConfig(30, 3, Duration.ofSeconds(120));

  /** Demands a cookie from everybody. */
  public static final CookieConfig ALWAYS = new CookieConfig(0, 0, Duration.ofSeconds(120));

  /** Checks the ranges. */
  public CookieConfig {
    if (halfOpenThreshold < 0 || perAddressThreshold < 0) {
      throw new IllegalArgumentException("cookie thresholds are not negative");
    }
    if (secretLifetime.toMillis() < 1000) {
      throw new IllegalArgumentException("a cookie secret lives at least one second");
    }
  }
}
