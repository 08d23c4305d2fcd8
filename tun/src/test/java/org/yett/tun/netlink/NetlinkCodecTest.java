package org.yett.tun.netlink;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.InetAddress;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.yett.tun.IpPrefix;

/**
 * Requests are compared with what iproute2 6.1 sends for the same command (captured at its
 * sendmsg), attribute by attribute, since their order is free.
 */
class NetlinkCodecTest {
  private static byte[] hex(String text) {
    return HexFormat.of().parseHex(text);
  }

  /** Type, flags, fixed part and attributes in a form that does not depend on attribute order. */
  private static String canonical(byte[] message, int fixed) {
    assertEquals(message.length, message[0] & 0xFF | (message[1] & 0xFF) << 8);
    String head = HexFormat.of().formatHex(message, 4, 8);
    String body = HexFormat.of().formatHex(message, 16, 16 + fixed);
    return head + " " + body + " " + attributes(message, 16 + fixed, message.length);
  }

  private static Map<Integer, String> attributes(byte[] octets, int from, int to) {
    Map<Integer, String> found = new TreeMap<>();
    for (int at = from; at < to; ) {
      int length = octets[at] & 0xFF | (octets[at + 1] & 0xFF) << 8;
      int type = (octets[at + 2] & 0xFF | (octets[at + 3] & 0xFF) << 8) & 0x3FFF;
      // iproute2 leaves the final zero of a string out in places; the kernel takes both.
      String value = HexFormat.of().formatHex(octets, at + 4, at + length);
      found.put(type, value);
      at += (length + 3) & ~3;
    }
    return found;
  }

  private static void same(String iproute, int fixed, MessageBuilder ours) {
    assertEquals(canonical(hex(iproute), fixed), canonical(ours.finish(1), fixed));
  }

  @Test
  void linkRequestsAreThoseOfIproute() {
    same(
        "28000000100005003a6f046b00000000000000000300000000000000000000000800040078050000",
        16,
        LinkCodec.setMtu(3, 1400));
    same(
        "20000000100005003a6f046b0000000000000000030000000100000001000000",
        16,
        LinkCodec.setUp(3, true));
    same(
        "28000000100005003a6f046b00000000000000000200000000000000000000000700030076630000",
        16,
        LinkCodec.rename(2, "vc"));
    same(
        "28000000100005003a6f046b000000000000000002000000000000000000000008001c0004000000",
        16,
        LinkCodec.move(2, 4));
  }

  @Test
  void aVethPairIsAskedForWithItsPeerNestedInside() {
    // iproute2's: 5400000010000506… with the same nesting, without the NESTED flag.
    assertArrayEquals(
        hex(
            "58000000100005060900000000000000"
                + "00000000000000000000000000000000"
                + "0700030076610000" // IFLA_IFNAME va
                + "30001280" // IFLA_LINKINFO
                + "0900010076657468" // IFLA_INFO_KIND veth
                + "00000000"
                + "20000280" // IFLA_INFO_DATA
                + "1c000180" // VETH_INFO_PEER
                + "00000000000000000000000000000000"
                + "0700030076620000"), // IFLA_IFNAME vb
        LinkCodec.addVeth("va", "vb").finish(9));
  }

  @Test
  void addressRequestsAreThoseOfIproute() {
    same(
        "28000000140005063a6f046b000000000218000003000000080002000a010203080001000a010203",
        8,
        AddressCodec.add(3, IpPrefix.parse("10.1.2.3/24")));
    same(
        "40000000140005063a6f046b000000000a4002000300000014000200fd000001000000000000000000000002"
            + "14000100fd000001000000000000000000000002",
        8,
        AddressCodec.add(3, IpPrefix.parse("fd00:1::2/64")));
    same(
        "28000000150005003a6f046b000000000218000003000000080002000a010203080001000a010203",
        8,
        AddressCodec.delete(3, IpPrefix.parse("10.1.2.3/24")));
  }

  @Test
  void routeRequestsAreThoseOfIprouteExceptForTheProtocol() {
    Route first =
        Route.to(IpPrefix.parse("10.9.0.0/16"))
            .device("d0")
            .source(InetAddress.ofLiteral("10.1.2.3"))
            .priority(7)
            .table(220);
    // Octet 21 is the protocol: iproute2 says "boot" (3), we say "static" (4).
    same(
        "3c000000180005063a6f046b0000000002100000dc04fd0100000000080001000a090000"
            + "080007000a01020308000600070000000800040003000000",
        12,
        RouteCodec.add(first, OptionalInt.of(3), false));
    Route second =
        Route.to(IpPrefix.parse("10.8.0.0/16")).via(InetAddress.ofLiteral("10.1.2.9")).mtu(1380);
    same(
        "38000000180005053a6f046b0000000002100000fe04000100000000080001000a080000"
            + "080005000a0102090c0008000800020064050000",
        12,
        RouteCodec.add(second, OptionalInt.empty(), true));
    Route third = Route.to(IpPrefix.parse("fd00:9::/32")).device("d0").table(1000);
    same(
        "40000000180005063a6f046b000000000a200000000400010000000014000100fd0000090000000000000000"
            + "0000000008000f00e80300000800040003000000",
        12,
        RouteCodec.add(third, OptionalInt.of(3), false));
    same(
        "24000000190005003a6f046b0000000002100000fe00ff0000000000080001000a080000",
        12,
        RouteCodec.delete(Route.to(IpPrefix.parse("10.8.0.0/16")), OptionalInt.empty()));
  }

  @Test
  void ruleRequestsAreThoseOfIproute() {
    same(
        "2c00000020000506266f046b0000000002000000dc0000010200000008000a003412000008000600dc000000",
        12,
        RuleCodec.add(Rule.lookup(false, 220).notMark(0x1234).priority(220)));
    same(
        "4000000020000506266f046b000000000a004000000000010000000014000200fd0000010000000000000000"
            + "0000000008000f00e803000008000600dd000000",
        12,
        RuleCodec.add(Rule.lookup(true, 1000).from(IpPrefix.parse("fd00:1::/64")).priority(221)));
  }

  @Test
  void aMaskThatIsNotAllOnesIsSent() {
    Rule rule =
        new Rule(
            false,
            OptionalInt.empty(),
            OptionalInt.of(0x10),
            0xF0,
            false,
            Optional.empty(),
            Optional.empty(),
            254);
    Map<Integer, String> sent = attributes(RuleCodec.add(rule).finish(1), 28, 28 + 16);
    assertEquals(Map.of(10, "10000000", 16, "f0000000"), sent);
  }

  @Test
  void routesAndRulesAreReadAsTheyWereWritten() {
    Route route =
        Route.to(IpPrefix.parse("fd00:9::/32"))
            .device("d0")
            .via(InetAddress.ofLiteral("fd00::1"))
            .source(InetAddress.ofLiteral("fd00::2"))
            .table(1000)
            .priority(9)
            .mtu(1380);
    byte[] message = RouteCodec.add(route, OptionalInt.of(3), false).finish(1);
    byte[] payload = Arrays.copyOfRange(message, 16, message.length);
    assertEquals(route, RouteCodec.decode(payload, index -> Optional.of("d" + (index - 3))));
    assertEquals(RouteCodec.TYPE_UNICAST, RouteCodec.type(payload));
    Rule rule =
        Rule.lookup(false, 220)
            .notMark(5)
            .priority(3)
            .from(IpPrefix.parse("10.0.0.0/8"))
            .to(IpPrefix.parse("10.1.0.0/16"));
    byte[] other = RuleCodec.add(rule).finish(1);
    assertEquals(rule, RuleCodec.decode(Arrays.copyOfRange(other, 16, other.length)));
  }

  @Test
  void theKernelsExplanationIsFoundBehindCappedAndUncappedErrors() {
    String text = "0e0001004e6f7375636820780000" + "0000"; // NLMSGERR_ATTR_MSG, padded
    byte[] capped =
        hex(
            "34000000"
                + "0200"
                + "0003"
                + "07000000"
                + "00000000" // header
                + "eaffffff" // -22
                + "2c000000"
                + "1800"
                + "0506"
                + "07000000"
                + "00000000" // the request's header
                + text);
    Reply.End end = assertInstanceOf(Reply.End.class, Reply.parse(capped).get(0));
    assertEquals(7, end.sequence());
    assertEquals(22, end.errno());
    assertEquals("Nosuch x", end.message());
    byte[] whole =
        hex(
            "3c000000"
                + "0200"
                + "0002"
                + "07000000"
                + "00000000"
                + "eaffffff"
                + "18000000"
                + "1800"
                + "0506"
                + "07000000"
                + "00000000"
                + "0102030405060708" // the request's payload
                + text);
    assertEquals(new Reply.End(7, false, 22, "Nosuch x"), Reply.parse(whole).get(0));
  }

  @Test
  void anAcknowledgementEndsWithoutError() {
    byte[] ack =
        hex(
            "24000000"
                + "0200"
                + "0001"
                + "05000000"
                + "00000000"
                + "00000000"
                + "2c000000"
                + "1800"
                + "0506"
                + "05000000"
                + "00000000");
    assertEquals(List.of(new Reply.End(5, false, 0, "")), Reply.parse(ack));
  }

  @Test
  void damagedRepliesNeitherThrowNorInvent() {
    Random random = new Random(1);
    byte[] good = LinkCodec.addVeth("va", "vb").finish(3);
    for (int round = 0; round < 5000; round++) {
      byte[] octets = Arrays.copyOf(good, random.nextInt(good.length + 1));
      for (int i = 0; i < 3 && octets.length > 0; i++) {
        octets[random.nextInt(octets.length)] = (byte) random.nextInt(256);
      }
      for (Reply reply : Reply.parse(octets)) {
        if (reply instanceof Reply.Item item) {
          assertTrue(item.payload().length <= octets.length - 16);
          Attributes attributes = Attributes.parse(item.payload(), 0, item.payload().length);
          assertTrue(attributes.text(3).map(String::length).orElse(0) <= octets.length);
        }
      }
    }
  }
}
