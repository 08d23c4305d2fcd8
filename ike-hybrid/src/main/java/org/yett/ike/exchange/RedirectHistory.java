package org.yett.ike.exchange;

import java.net.InetAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * How often an initiator has been sent elsewhere on the way to one IKE SA.
 *
 * @param from the gateway that sent us elsewhere last
 * @param at when each redirection was followed
 */
record RedirectHistory(Optional<InetAddress> from, List<Instant> at) {

  /** Never. */
  static final RedirectHistory NONE = new RedirectHistory(Optional.empty(), List.of());

  RedirectHistory {
    at = List.copyOf(at);
  }

  /** How many within a period that ends now. */
  long within(Duration period, Instant now) {
    return at.stream().filter(instant -> instant.plus(period).isAfter(now)).count();
  }

  /** One more. */
  RedirectHistory with(InetAddress gateway, Instant now) {
    List<Instant> more = new ArrayList<>(at);
    more.add(now);
    return new RedirectHistory(Optional.of(gateway), more);
  }
}
