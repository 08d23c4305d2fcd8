package org.yett.tun.netlink;

import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Optional;
import java.util.OptionalInt;
import org.yett.tun.IpPrefix;

/** {@code RTM_*RULE}: {@code struct fib_rule_hdr} and {@code FRA_*} attributes. */
final class RuleCodec {
  static final int NEW = 32;
  static final int DELETE = 33;
  static final int GET = 34;

  static final int ACTION_TABLE = 1;

  private static final int HEADER = 12;
  private static final int FRA_DST = 1;
  private static final int FRA_SRC = 2;
  private static final int FRA_PRIORITY = 6;
  private static final int FRA_FWMARK = 10;
  private static final int FRA_TABLE = 15;
  private static final int FRA_FWMASK = 16;
  private static final int INVERT = 2;

  private RuleCodec() {}

  private static MessageBuilder header(
      MessageBuilder message,
      int family,
      int destinationLength,
      int sourceLength,
      int table,
      int action,
      int flags) {
    return message
        .octet(family)
        .octet(destinationLength)
        .octet(sourceLength)
        .octet(0)
        .octet(table)
        .octet(0)
        .octet(0)
        .octet(action)
        .number32(flags);
  }

  static MessageBuilder dump(int family) {
    return header(MessageBuilder.dump(GET), family, 0, 0, 0, 0, 0);
  }

  static MessageBuilder add(Rule rule) {
    return body(
        MessageBuilder.request(NEW, MessageBuilder.CREATE | MessageBuilder.EXCLUSIVE), rule);
  }

  static MessageBuilder delete(Rule rule) {
    return body(MessageBuilder.request(DELETE, 0), rule);
  }

  private static MessageBuilder body(MessageBuilder message, Rule rule) {
    header(
        message,
        rule.ipv6() ? AddressCodec.AF_INET6 : AddressCodec.AF_INET,
        rule.destination().map(IpPrefix::length).orElse(0),
        rule.source().map(IpPrefix::length).orElse(0),
        rule.table() < 256 ? rule.table() : 0,
        ACTION_TABLE,
        rule.invert() ? INVERT : 0);
    if (rule.table() >= 256) {
      message.attribute(FRA_TABLE, rule.table());
    }
    rule.destination().ifPresent(to -> message.attribute(FRA_DST, to.address().getAddress()));
    rule.source().ifPresent(from -> message.attribute(FRA_SRC, from.address().getAddress()));
    rule.priority().ifPresent(value -> message.attribute(FRA_PRIORITY, value));
    if (rule.mark().isPresent()) {
      message.attribute(FRA_FWMARK, rule.mark().getAsInt());
      // Without a mask the kernel takes all bits, but none for a mark of 0.
      if (rule.mask() != -1 || rule.mark().getAsInt() == 0) {
        message.attribute(FRA_FWMASK, rule.mask());
      }
    }
    return message;
  }

  /** What a rule does, for example {@link #ACTION_TABLE}. */
  static int action(byte[] payload) {
    return payload[7] & 0xFF;
  }

  static Rule decode(byte[] payload) {
    ByteBuffer fixed = ByteBuffer.wrap(payload).order(ByteOrder.LITTLE_ENDIAN);
    Attributes attributes = Attributes.parse(payload, HEADER, payload.length - HEADER);
    OptionalInt mark = attributes.number(FRA_FWMARK);
    return new Rule(
        fixed.get(0) == AddressCodec.AF_INET6,
        // The kernel leaves out a priority of 0.
        OptionalInt.of(attributes.number(FRA_PRIORITY).orElse(0)),
        mark,
        attributes.number(FRA_FWMASK).orElse(-1),
        (fixed.getInt(8) & INVERT) != 0,
        prefix(attributes.address(FRA_SRC), fixed.get(2) & 0xFF),
        prefix(attributes.address(FRA_DST), fixed.get(1) & 0xFF),
        attributes.number(FRA_TABLE).orElse(fixed.get(4) & 0xFF));
  }

  private static Optional<IpPrefix> prefix(Optional<InetAddress> address, int length) {
    return address.map(value -> new IpPrefix(value, length));
  }
}
