package org.yett.ike.config;

import java.net.InetAddress;
import java.nio.charset.StandardCharsets;

/** The gateway that REDIRECT points to (RFC 5685 9.2). */
public sealed interface GatewayIdentity {

  /**
   * By its address.
   *
   * @param address IPv4 or IPv6
   */
  record Address(InetAddress address) implements GatewayIdentity {
    @Override
    public String toString() {
      return address.getHostAddress();
    }
  }

  /**
   * By its domain name, which whoever is redirected resolves.
   *
   * @param fqdn 1 to 255 octets of printable ASCII, without a final dot
   */
  record Name(String fqdn) implements GatewayIdentity {
    /** Checks that it can be a host's name. */
    public Name {
      byte[] octets = fqdn.getBytes(StandardCharsets.UTF_8);
      boolean printable = fqdn.chars().allMatch(c -> c > 0x20 && c < 0x7f);
      if (octets.length == 0 || octets.length > 255 || !printable) {
        throw new IllegalArgumentException("no domain name of a gateway");
      }
    }

    @Override
    public String toString() {
      return fqdn;
    }
  }
}
