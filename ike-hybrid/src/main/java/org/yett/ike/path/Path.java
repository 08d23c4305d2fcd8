package org.yett.ike.path;

import java.util.Objects;

/**
 * Where a datagram came from, or goes to.
 *
 * @param local our address and port
 * @param remote the peer's address and port, as seen from here (behind a NAT: the NAT's)
 * @param encapsulation how the message is carried
 */
public record Path(TransportAddress local, TransportAddress remote, Encapsulation encapsulation) {

  /** The port of IKE without encapsulation (RFC 7296 2). */
  public static final int IKE_PORT = 500;

  /** The port shared by IKE and UDP-encapsulated ESP (RFC 7296 2.23). */
  public static final int NAT_TRAVERSAL_PORT = 4500;

  /** Checks that both ends are of one address family. */
  public Path {
    Objects.requireNonNull(encapsulation, "encapsulation");
    if (local.isIpv6() != remote.isIpv6()) {
      throw new IllegalArgumentException("a path has one address family: " + local + ", " + remote);
    }
  }

  /** A path over UDP port 500 at our end, without the non-ESP marker. */
  public static Path plain(TransportAddress local, TransportAddress remote) {
    return new Path(local, remote, Encapsulation.UDP);
  }

  /** The same two ends with other ports and the non-ESP marker. */
  public Path movedToNatTraversal(int localPort, int remotePort) {
    return new Path(
        local.withPort(localPort), remote.withPort(remotePort), Encapsulation.UDP_NON_ESP_MARKER);
  }

  /** The same path with the peer seen elsewhere. */
  public Path withRemote(TransportAddress newRemote) {
    return new Path(local, newRemote, encapsulation);
  }

  /** {@code 192.0.2.1[500] - 192.0.2.2[500]}. */
  @Override
  public String toString() {
    return local + " - " + remote;
  }
}
