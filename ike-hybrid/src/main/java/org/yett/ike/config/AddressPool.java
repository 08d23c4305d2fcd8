package org.yett.ike.config;

import java.util.List;
import org.yett.ike.negotiate.AddressRange;
import org.yett.ike.wire.ConfigurationAttribute;

/**
 * Addresses that may be assigned to peers, with what they are told along with them: one section of
 * swanctl's {@code pools}.
 *
 * @param name the section's name
 * @param addresses the addresses, of one family. Of an IPv4 subnet of up to 30 bits the first and
 *     the last one are not given out; neither is the first one of an IPv6 subnet, which is the
 *     anycast address of its routers (RFC 4291 2.6.1)
 * @param attributes what else the configuration payload tells, such as INTERNAL_IP4_DNS
 */
public record AddressPool(
    String name, AddressRange addresses, List<ConfigurationAttribute> attributes) {

  /** Copies the list. */
  public AddressPool {
    attributes = List.copyOf(attributes);
  }
}
