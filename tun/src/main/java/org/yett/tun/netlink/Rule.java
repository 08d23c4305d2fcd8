package org.yett.tun.netlink;

import java.util.Optional;
import java.util.OptionalInt;
import org.yett.tun.IpPrefix;

/**
 * A policy routing rule that sends matching packets to a table.
 *
 * @param ipv6 whether it is a rule of IPv6 (else IPv4)
 * @param priority place among the rules, lower first; empty lets the kernel choose
 * @param mark the firewall mark that a packet must carry
 * @param mask the bits of the mark that count
 * @param invert whether the rule applies to what does not match ({@code not fwmark …})
 * @param source source network that a packet must come from
 * @param destination destination network that a packet must go to
 * @param table the table to look in
 */
public record Rule(
    boolean ipv6,
    OptionalInt priority,
    OptionalInt mark,
    int mask,
    boolean invert,
    Optional<IpPrefix> source,
    Optional<IpPrefix> destination,
    int table) {

  /** Checks the families and clears host bits. */
  public Rule {
    source = source.map(IpPrefix::network);
    destination = destination.map(IpPrefix::network);
    if (source.isPresent() && source.get().isIpv4() == ipv6
        || destination.isPresent() && destination.get().isIpv4() == ipv6) {
      throw new IllegalArgumentException("rule with networks of the other family");
    }
  }

  /** A rule for all packets of one family, looking in a table. */
  public static Rule lookup(boolean ipv6, int table) {
    return new Rule(
        ipv6,
        OptionalInt.empty(),
        OptionalInt.empty(),
        -1,
        false,
        Optional.empty(),
        Optional.empty(),
        table);
  }

  /** The same at a place among the rules. */
  public Rule priority(int value) {
    return new Rule(ipv6, OptionalInt.of(value), mark, mask, invert, source, destination, table);
  }

  /** The same for packets with a mark. */
  public Rule mark(int value) {
    return new Rule(ipv6, priority, OptionalInt.of(value), -1, invert, source, destination, table);
  }

  /** The same for packets without that mark. */
  public Rule notMark(int value) {
    return new Rule(ipv6, priority, OptionalInt.of(value), -1, true, source, destination, table);
  }

  /** The same for packets from a network. */
  public Rule from(IpPrefix network) {
    return new Rule(ipv6, priority, mark, mask, invert, Optional.of(network), destination, table);
  }

  /** The same for packets to a network. */
  public Rule to(IpPrefix network) {
    return new Rule(ipv6, priority, mark, mask, invert, source, Optional.of(network), table);
  }

  /** In the words of {@code ip rule}. */
  @Override
  public String toString() {
    StringBuilder text = new StringBuilder(ipv6 ? "-6" : "-4");
    priority.ifPresent(value -> text.append(" pref ").append(value));
    text.append(invert ? " not" : "");
    text.append(" from ").append(source.map(IpPrefix::toString).orElse("all"));
    destination.ifPresent(network -> text.append(" to ").append(network));
    if (mark.isPresent()) {
      text.append(" fwmark 0x").append(Integer.toHexString(mark.getAsInt()));
      if (mask != -1) {
        text.append("/0x").append(Integer.toHexString(mask));
      }
    }
    return text.append(" lookup ").append(table).toString();
  }
}
