package org.yett.ike.exchange;

import java.net.InetAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.yett.ike.wire.Octets;

/** Allows one party (an IPv4 address, an IPv6 network of 64 bits) so much within a second. */
final class RateLimit {

  private static final Duration INTERVAL = Duration.ofSeconds(1);

  /** Parties that are told apart within a second; further ones get nothing. */
  private static final int MOST_PARTIES = 4096;

  private final int perInterval;
  private final Map<Octets, Integer> used = new HashMap<>();
  private Instant since = Instant.MIN;

  RateLimit(int perInterval) {
    this.perInterval = perInterval;
  }

  /** Whether there is something left for this party, which is taken. */
  boolean allows(InetAddress from, Instant now) {
    if (!now.isBefore(since.plus(INTERVAL))) {
      since = now;
      used.clear();
    }
    Octets party = SaTable.prefix(from);
    if (used.size() >= MOST_PARTIES && !used.containsKey(party)) {
      return false;
    }
    return used.merge(party, 1, Integer::sum) <= perInterval;
  }
}
