package org.yett.ike.path;

/** How an IKE message is carried on a path (RFC 7296 2.23, RFC 3948 2.2). */
public enum Encapsulation {
  /** UDP without a marker: the form of port 500. */
  UDP,
  /**
   * UDP with four zero octets (the non-ESP marker) before the IKE header: the form of port 4500,
   * shared with UDP-encapsulated ESP. Whoever owns the socket adds and removes the marker: the
   * octets of {@code Datagram} and {@code Transmit} always begin with the IKE header.
   */
  UDP_NON_ESP_MARKER
}
