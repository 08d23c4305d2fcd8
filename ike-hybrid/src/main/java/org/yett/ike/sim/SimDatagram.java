package org.yett.ike.sim;

import org.yett.ike.endpoint.Output;
import org.yett.ike.path.TransportAddress;
import org.yett.ike.wire.Octets;

/**
 * A UDP datagram under way.
 *
 * @param source where it seems to come from
 * @param destination where it goes
 * @param marker whether the non-ESP marker stands before the octets
 * @param content an IKE message or a NAT keepalive
 * @param octets the IKE message, without the marker
 */
public record SimDatagram(
    TransportAddress source,
    TransportAddress destination,
    boolean marker,
    Output.Content content,
    Octets octets) {

  private static final int IPV4_AND_UDP = 20 + 8;
  private static final int IPV6_AND_UDP = 40 + 8;
  private static final int MARKER = 4;

  /** The length of the IP packet, if it is not fragmented, in octets. */
  public int ipLength() {
    int headers = destination.isIpv6() ? IPV6_AND_UDP : IPV4_AND_UDP;
    return headers + (marker ? MARKER : 0) + octets.size();
  }

  /** The same from another source. */
  public SimDatagram withSource(TransportAddress other) {
    return new SimDatagram(other, destination, marker, content, octets);
  }

  /** The same to another destination. */
  public SimDatagram withDestination(TransportAddress other) {
    return new SimDatagram(source, other, marker, content, octets);
  }

  /** The same with other octets. */
  public SimDatagram withOctets(Octets other) {
    return new SimDatagram(source, destination, marker, content, other);
  }
}
