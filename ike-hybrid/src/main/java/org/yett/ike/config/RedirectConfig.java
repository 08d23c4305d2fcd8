package org.yett.ike.config;

import java.time.Duration;
import java.util.List;

/**
 * Redirection between gateways (RFC 5685), in both roles.
 *
 * @param follow whether we go where we are sent: charon's {@code follow_redirects}
 * @param mostRedirects MAX_REDIRECTS: how many redirections are followed within the period for one
 *     IKE SA
 * @param period REDIRECT_LOOP_DETECT_PERIOD
 * @param rules whom we send elsewhere; the first that fits counts
 */
public record RedirectConfig(
    boolean follow, int mostRedirects, Duration period, List<RedirectRule> rules) {

  /** Follows 5 redirections in 300 s (RFC 5685 7), and sends nobody elsewhere. */
  public static final RedirectConfig DEFAULT =
      new RedirectConfig(true, 5, Duration.ofMinutes(5), List.of());

  /** Copies the list; checks the ranges. */
  public RedirectConfig {
    rules = List.copyOf(rules);
    if (mostRedirects < 1 || period.isNegative() || period.isZero()) {
      throw new IllegalArgumentException("the limit of redirections is positive, and its period");
    }
  }

  /** The same with other rules. */
  public RedirectConfig withRules(List<RedirectRule> others) {
    return new RedirectConfig(follow, mostRedirects, period, others);
  }

  /** The same, following or not. */
  public RedirectConfig withFollow(boolean follows) {
    return new RedirectConfig(follows, mostRedirects, period, rules);
  }
}
