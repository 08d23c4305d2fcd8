package org.yett.ike.negotiate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.InetAddress;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TrafficSelectorTest {

  static TrafficSelector ts(String text) {
    try {
      return TrafficSelector.parse(text);
    } catch (SelectorSyntaxException e) {
      throw new AssertionError(e);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "10.1.0.0/16, 10.1.0.0/16",
    "10.1.2.3/16, 10.1.0.0/16",
    "10.1.2.3, 10.1.2.3/32",
    "0.0.0.0/0, 0.0.0.0/0",
    "10.0.0.1-10.0.0.9, 10.0.0.1..10.0.0.9",
    "10.0.0.0-10.0.0.255, 10.0.0.0/24",
    "2001:db8::/32, 2001:db8::/32",
    "2001:DB8:0:0:1:0:0:1, 2001:db8::1:0:0:1/128",
    "::/0, ::/0",
    "::1, ::1/128",
    "2001:db8:0:1:0:0:0:0/64, 2001:db8:0:1::/64",
    "1:2:3:4:5:6:7:8, 1:2:3:4:5:6:7:8/128",
    "10.1.0.0/16[tcp/80], 10.1.0.0/16[tcp/80]",
    "10.1.0.0/16[tcp/http], 10.1.0.0/16[tcp/80]",
    "10.1.0.0/16[6/80], 10.1.0.0/16[tcp/80]",
    "10.1.0.0/16[udp], 10.1.0.0/16[udp]",
    "10.1.0.0/16[udp/any], 10.1.0.0/16[udp]",
    "10.1.0.0/16[any/any], 10.1.0.0/16",
    "10.1.0.0/16[/53], 10.1.0.0/16[0/53]",
    "10.1.0.0/16[udp/1024-65535], 10.1.0.0/16[udp/1024-65535]",
    "10.1.0.0/16[tcp/opaque], 10.1.0.0/16[tcp/opaque]",
    "10.1.0.0/16[99], 10.1.0.0/16[99]",
    "0.0.0.0/0[icmp/8], 0.0.0.0/0[icmp/8]",
    "0.0.0.0/0[icmp/769], 0.0.0.0/0[icmp/3(1)]",
    "0.0.0.0/0[icmp/3(1)], 0.0.0.0/0[icmp/3(1)]",
    "0.0.0.0/0[icmp/3(1)-3(4)], 0.0.0.0/0[icmp/3(1)-3(4)]",
    "::/0[ipv6-icmp/128-129], ::/0[ipv6-icmp/128-129]"
  })
  void selectorsAreReadAndPrintedAsStrongswanDoes(String text, String printed) {
    assertEquals(printed, ts(text).toString());
    assertEquals(ts(text), ts(ts(text).toString()));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "10.1.0.0/33",
        "10.1.0.0/-1",
        "10.1.0.0/x",
        "10.1.0.0/16[tcp/80",
        "10.1.0.0/16[tcp/65536]",
        "10.1.0.0/16[tcp/90-80]",
        "10.1.0.0/16[256]",
        "10.1.0.0/16[tpc]",
        "10.0.0.9-10.0.0.1",
        "10.0.0.1-::1",
        "host.example",
        "fe80::1%eth0",
        "::/129",
        "dynamic",
        "0.0.0.0/0[icmp/3(256)]",
        "0.0.0.0/0[tcp/3(1)]"
      })
  void anythingElseIsRefusedWithWhatWasExpected(String text) {
    var e = assertThrows(SelectorSyntaxException.class, () -> TrafficSelector.parse(text));
    assertTrue(e.getMessage().startsWith("traffic selector '" + text + "': "), e.getMessage());
  }

  @Test
  void dynamicTakesTheAddressOfItsEnd() throws SelectorSyntaxException {
    InetAddress address = InetAddress.ofLiteral("192.0.2.7");
    SelectorTemplate template = SelectorTemplate.parse("dynamic[udp/53]");
    assertEquals("dynamic[udp/53]", template.toString());
    assertEquals("192.0.2.7/32[udp/53]", template.resolve(address).toString());
    assertEquals("dynamic", SelectorTemplate.Dynamic.ANY.toString());
    assertEquals(
        List.of(ts("192.0.0.0/16")),
        SelectorTemplate.resolveAll(
            List.of(SelectorTemplate.Dynamic.ANY, SelectorTemplate.parse("192.0.0.0/16")),
            address));
  }

  @Test
  void icmpTypesBelow256StandForAllTheirCodes() {
    assertEquals(new PortRange(0x0800, 0x08ff), ts("0.0.0.0/0[icmp/8]").ports());
    assertEquals(new PortRange(0x0301, 0x0301), ts("0.0.0.0/0[icmp/769]").ports());
    assertEquals(new PortRange(8, 8), ts("0.0.0.0/0[udp/8]").ports());
  }

  @Test
  void theIntersectionIsWhatBothHold() {
    assertEquals(
        Optional.of(ts("10.1.2.0/24[tcp/80]")),
        ts("10.1.0.0/16[tcp]").intersect(ts("10.1.2.0/24[0/80]")));
    assertEquals(Optional.empty(), ts("10.1.0.0/16").intersect(ts("10.2.0.0/16")));
    assertEquals(Optional.empty(), ts("10.1.0.0/16[tcp]").intersect(ts("10.1.0.0/16[udp]")));
    assertEquals(Optional.empty(), ts("0.0.0.0/0").intersect(ts("::/0")));
  }

  @Test
  void anyPortIncludesOpaqueAndARangeDoesNot() {
    assertEquals(Optional.of(PortRange.OPAQUE), PortRange.ANY.intersect(PortRange.OPAQUE));
    assertEquals(Optional.empty(), new PortRange(0, 65534).intersect(PortRange.OPAQUE));
    assertTrue(PortRange.ANY.contains(PortRange.OPAQUE));
    assertFalse(PortRange.OPAQUE.contains(PortRange.ANY));
    assertThrows(IllegalArgumentException.class, () -> new PortRange(2, 1));
    assertThrows(IllegalArgumentException.class, () -> new PortRange(0, 65536));
  }

  @Test
  void anIpv4MappedAddressStaysAnIpv6Address() {
    byte[] mapped = new byte[16];
    mapped[10] = mapped[11] = (byte) 0xff;
    mapped[12] = 10;
    AddressRange range = AddressRange.ofPrefix(AddressRange.address(mapped), 96);
    assertTrue(range.isIpv6());
    assertEquals("::ffff:0:0/96", range.toString());
  }
}
