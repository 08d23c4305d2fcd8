package org.yett.gateway.config;

import java.net.InetAddress;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.yett.ike.negotiate.AddressRange;

/**
 * Reads IP addresses and entries of {@code local_addrs} and {@code remote_addrs}; never asks DNS.
 */
final class AddressParser {

  private static final Pattern DOTTED_QUAD =
      Pattern.compile("[0-9]{1,3}\\.[0-9]{1,3}\\.[0-9]{1,3}\\.[0-9]{1,3}");
  private static final Pattern HOST_NAME =
      Pattern.compile(
          "[A-Za-z0-9_]([A-Za-z0-9_-]*[A-Za-z0-9_])?(\\.[A-Za-z0-9_]([A-Za-z0-9_-]*[A-Za-z0-9_])?)*\\.?");

  private AddressParser() {}

  /** An IPv4 address in four decimal numbers, or an IPv6 address without a zone. */
  static Optional<InetAddress> address(String text) {
    boolean plausible =
        text.indexOf(':') >= 0 ? text.indexOf('%') < 0 : DOTTED_QUAD.matcher(text).matches();
    if (!plausible) {
      return Optional.empty();
    }
    try {
      return Optional.of(InetAddress.ofLiteral(text));
    } catch (IllegalArgumentException notAnAddress) {
      return Optional.empty();
    }
  }

  /** An entry of {@code local_addrs} or {@code remote_addrs}; empty if it is none. */
  static Optional<AddressSpec> entry(String text) {
    switch (text) {
      case "%any":
        return Optional.of(new AddressSpec.Any());
      case "%any4", "0.0.0.0":
        return prefix("0.0.0.0", "0", text);
      case "%any6", "::", "0::0":
        return prefix("::", "0", text);
      default:
        break;
    }
    int slash = text.indexOf('/');
    if (slash >= 0) {
      return prefix(text.substring(0, slash), text.substring(slash + 1), text);
    }
    Optional<InetAddress> single = address(text);
    if (single.isPresent()) {
      return single.map(AddressSpec.Host::new);
    }
    Optional<AddressSpec> range = range(text);
    if (range.isPresent()) {
      return range;
    }
    boolean numeric = text.chars().allMatch(c -> c == '.' || c == '-' || (c >= '0' && c <= '9'));
    return !numeric && text.length() <= 253 && HOST_NAME.matcher(text).matches()
        ? Optional.of(new AddressSpec.Name(text))
        : Optional.empty();
  }

  private static Optional<AddressSpec> prefix(String network, String length, String text) {
    Optional<InetAddress> address = address(network);
    if (address.isEmpty()
        || length.length() > 3
        || !length.chars().allMatch(Character::isDigit)
        || length.isEmpty()) {
      return Optional.empty();
    }
    int bits = Integer.parseInt(length);
    if (bits > address.get().getAddress().length * 8) {
      return Optional.empty();
    }
    AddressRange range = AddressRange.ofPrefix(address.get(), bits);
    return Optional.of(new AddressSpec.Range(range.first(), range.last(), text));
  }

  private static Optional<AddressSpec> range(String text) {
    int dash = text.indexOf('-');
    if (dash < 0) {
      return Optional.empty();
    }
    List<Optional<InetAddress>> ends =
        List.of(
            address(text.substring(0, dash).strip()), address(text.substring(dash + 1).strip()));
    if (ends.get(0).isEmpty() || ends.get(1).isEmpty()) {
      return Optional.empty();
    }
    byte[] low = ends.get(0).get().getAddress();
    byte[] high = ends.get(1).get().getAddress();
    return low.length == high.length && Arrays.compareUnsigned(low, high) <= 0
        ? Optional.of(new AddressSpec.Range(ends.get(0).get(), ends.get(1).get(), text))
        : Optional.empty();
  }
}
