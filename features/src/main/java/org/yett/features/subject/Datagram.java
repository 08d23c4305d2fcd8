package org.yett.features.subject;

import java.time.Duration;
import org.yett.ike.path.TransportAddress;
import org.yett.ike.wire.Octets;
import org.yett.ike.wire.Side;

/**
 * A UDP datagram that holds an IKE message, or a fragment of one.
 *
 * @param at when it was sent, from the start of the scenario
 * @param sender the end that sent it
 * @param source from where, as its receiver would see it
 * @param destination to where
 * @param marker whether a non-ESP marker precedes the octets
 * @param octets from the IKE header on
 */
public record Datagram(
    Duration at,
    Side sender,
    TransportAddress source,
    TransportAddress destination,
    boolean marker,
    Octets octets) {

  private static final int IPV4_AND_UDP = 20 + 8;
  private static final int IPV6_AND_UDP = 40 + 8;
  private static final int MARKER = 4;

  /** Octets of the IP packet. */
  public int ipLength() {
    return (destination.isIpv6() ? IPV6_AND_UDP : IPV4_AND_UDP)
        + (marker ? MARKER : 0)
        + octets.size();
  }

  /** The same datagram with other octets. */
  public Datagram with(Octets other) {
    return new Datagram(at, sender, source, destination, marker, other);
  }
}
