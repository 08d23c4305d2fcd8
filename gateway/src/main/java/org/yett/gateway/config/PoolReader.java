package org.yett.gateway.config;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.yett.gateway.config.settings.Setting;
import org.yett.gateway.config.settings.SettingsView;
import org.yett.ike.config.AddressPool;
import org.yett.ike.negotiate.AddressRange;
import org.yett.ike.wire.ConfigurationAttribute;
import org.yett.ike.wire.Octets;
import org.yett.spec.iana.ConfigurationAttributeType;

/** Reads the section {@code pools}: addresses that are assigned to peers (RFC 7296 2.19). */
final class PoolReader {

  private final Diagnostics diagnostics;

  PoolReader(Diagnostics diagnostics) {
    this.diagnostics = diagnostics;
  }

  /** All pools in order; those with errors, which have been reported, are left out. */
  List<AddressPool> read(SettingsView section) {
    List<AddressPool> pools = new ArrayList<>();
    for (SettingsView pool : section.sections()) {
      read(pool, pools).ifPresent(pools::add);
    }
    return pools;
  }

  private Optional<AddressPool> read(SettingsView section, List<AddressPool> before) {
    Optional<Setting> addrs = section.setting("addrs");
    if (addrs.isEmpty()) {
      diagnostics.error(
          section.position(),
          "pool '"
              + section.name()
              + "' has no addresses: expected addrs = 10.3.0.0/24 or addrs = 10.3.0.10-10.3.0.99");
      return Optional.empty();
    }
    Optional<AddressRange> range = range(addrs.get().value());
    if (range.isEmpty()) {
      refuse(addrs.get(), addrs.get().value(), "one subnet or one range of addresses");
      return Optional.empty();
    }
    for (AddressPool other : before) {
      if (other.addresses().intersect(range.get()).isPresent()) {
        diagnostics.error(
            addrs.get().valuePosition(),
            "pools '"
                + other.name()
                + "' and '"
                + section.name()
                + "' have addresses in common: expected every address in one pool");
        return Optional.empty();
      }
    }
    return Optional.of(new AddressPool(section.name(), range.get(), attributes(section)));
  }

  private static Optional<AddressRange> range(String text) {
    return AddressParser.entry(text.strip())
        .flatMap(spec ->
            switch (spec) {
              case AddressSpec.Host host -> Optional.of(AddressRange.of(host.address()));
              case AddressSpec.Range range ->
                  Optional.of(new AddressRange(range.first(), range.last()));
              case AddressSpec.Any any -> Optional.empty();
              case AddressSpec.Name name -> Optional.empty();
            });
  }

  private List<ConfigurationAttribute> attributes(SettingsView section) {
    List<ConfigurationAttribute> attributes = new ArrayList<>();
    addresses(
        section,
        "dns",
        Optional.of(ConfigurationAttributeType.INTERNAL_IP4_DNS),
        Optional.of(ConfigurationAttributeType.INTERNAL_IP6_DNS),
        attributes);
    addresses(
        section,
        "nbns",
        Optional.of(ConfigurationAttributeType.INTERNAL_IP4_NBNS),
        Optional.empty(),
        attributes);
    addresses(
        section,
        "dhcp",
        Optional.of(ConfigurationAttributeType.INTERNAL_IP4_DHCP),
        Optional.of(ConfigurationAttributeType.INTERNAL_IP6_DHCP),
        attributes);
    addresses(
        section,
        "netmask",
        Optional.of(ConfigurationAttributeType.INTERNAL_IP4_NETMASK),
        Optional.empty(),
        attributes);
    subnets(section, "subnet", attributes);
    subnets(section, "split_include", attributes);
    return attributes;
  }

  private void addresses(
      SettingsView section,
      String key,
      Optional<ConfigurationAttributeType> ipv4,
      Optional<ConfigurationAttributeType> ipv6,
      List<ConfigurationAttribute> attributes) {
    Optional<Setting> setting = section.setting(key);
    for (String text : setting.map(s -> ValueSyntax.list(s.value())).orElse(List.of())) {
      Optional<InetAddress> address = AddressParser.address(text);
      Optional<ConfigurationAttributeType> type =
          address.flatMap(a -> a instanceof Inet6Address ? ipv6 : ipv4);
      if (type.isEmpty()) {
        refuse(setting.orElseThrow(), text, ipv6.isPresent() ? "IP addresses" : "IPv4 addresses");
      } else {
        attributes.add(
            new ConfigurationAttribute(type.get(), Octets.wrap(address.get().getAddress())));
      }
    }
  }

  private void subnets(SettingsView section, String key, List<ConfigurationAttribute> attributes) {
    Optional<Setting> setting = section.setting(key);
    for (String text : setting.map(s -> ValueSyntax.list(s.value())).orElse(List.of())) {
      Optional<AddressRange> subnet = range(text).filter(r -> r.prefixLength().isPresent());
      if (subnet.isEmpty()) {
        refuse(setting.orElseThrow(), text, "subnets such as 10.2.0.0/16");
      } else {
        attributes.add(subnet(subnet.get()));
      }
    }
  }

  /** INTERNAL_IP4_SUBNET with its netmask, or INTERNAL_IP6_SUBNET with its prefix length. */
  private static ConfigurationAttribute subnet(AddressRange subnet) {
    byte[] address = subnet.first().getAddress();
    int length = subnet.prefixLength().orElseThrow();
    if (subnet.isIpv6()) {
      byte[] value = ByteBuffer.allocate(17).put(address).put((byte) length).array();
      return new ConfigurationAttribute(
          ConfigurationAttributeType.INTERNAL_IP6_SUBNET, Octets.wrap(value));
    }
    int mask = length == 0 ? 0 : -1 << (32 - length);
    byte[] value = ByteBuffer.allocate(8).put(address).putInt(mask).array();
    return new ConfigurationAttribute(
        ConfigurationAttributeType.INTERNAL_IP4_SUBNET, Octets.wrap(value));
  }

  private void refuse(Setting setting, String text, String expected) {
    diagnostics.error(
        setting.valuePosition(),
        "bad value '" + text + "' for '" + setting.key() + "': expected " + expected);
  }
}
