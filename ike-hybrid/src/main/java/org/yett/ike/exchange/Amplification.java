package org.yett.ike.exchange;

import java.util.Map;
import org.yett.spec.Clause;

/**
 * How many octets leave for every octet that comes from somebody whose address is not proved: from
 * the outside nothing may be gained by sending us messages in another's name. Each such message
 * gets one response at most.
 */
@Clause("rfc7296:2.1")
final class Amplification {

  private long received;
  private long sent;
  private long greatestPercent;

  /** A datagram has come that nothing authenticates. */
  void received(int octets) {
    received += octets;
  }

  /** Such a datagram is being answered. */
  void answered(int request, int response) {
    sent += response;
    greatestPercent = Math.max(greatestPercent, response * 100L / Math.max(request, 1));
  }

  /** Adds what was measured to the counts of a status. */
  void addTo(Map<String, Long> counters) {
    counters.put("unverified-octets-received", received);
    counters.put("unverified-octets-sent", sent);
    counters.put("greatest-amplification-percent", greatestPercent);
  }
}
