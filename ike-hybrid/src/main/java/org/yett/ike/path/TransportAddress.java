package org.yett.ike.path;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.Objects;

/**
 * An IP address and a port: a value, never resolved, never bound.
 *
 * @param ip the address
 * @param port the port, 0 to 65535; 0 stands for "not yet known" in configuration alone
 */
public record TransportAddress(InetAddress ip, int port) {

  /** Checks the port's range. */
  public TransportAddress {
    Objects.requireNonNull(ip, "ip");
    if (port < 0 || port > 0xffff) {
      throw new IllegalArgumentException("port out of range 0..65535: " + port);
    }
  }

  /** The same address with another port. */
  public TransportAddress withPort(int newPort) {
    return new TransportAddress(ip, newPort);
  }

  /** Whether the address is an IPv6 address. */
  public boolean isIpv6() {
    return ip instanceof Inet6Address;
  }

  /** {@code 192.0.2.1[500]}, {@code 2001:db8::1[4500]}: the notation of IKE daemons. */
  @Override
  public String toString() {
    return ip.getHostAddress() + "[" + port + "]";
  }
}
