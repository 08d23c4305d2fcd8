package org.yett.tun;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.InetAddress;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IpPrefixTest {
  @Test
  void prefixesAreReadAndWrittenAsPeopleWriteThem() {
    assertEquals("10.1.2.3/16", IpPrefix.parse("10.1.2.3/16").toString());
    assertEquals("10.1.2.3/32", IpPrefix.parse("10.1.2.3").toString());
    assertEquals("10.1.0.0/16", IpPrefix.parse("10.1.2.3/16").network().toString());
    assertEquals(
        IpPrefix.parse("2001:db8::/33"), IpPrefix.parse("2001:db8:7fff:1::1/33").network());
    assertEquals(IpPrefix.allIpv6(), IpPrefix.parse("fd00::1/0").network());
  }

  @Test
  void aNetworkContainsItsAddressesAndNoOthers() {
    IpPrefix network = IpPrefix.parse("10.1.128.0/17");
    assertTrue(network.contains(InetAddress.ofLiteral("10.1.255.255")));
    assertFalse(network.contains(InetAddress.ofLiteral("10.1.127.255")));
    assertFalse(network.contains(InetAddress.ofLiteral("fd00::1")));
    assertTrue(IpPrefix.allIpv4().contains(InetAddress.ofLiteral("192.0.2.1")));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"10.0.0.0/33", "10.0.0.0/-1", "10.0.0.0/", "::/129", "host/24", "10.0.0.0/x", ""})
  void whatIsNoPrefixIsRefused(String text) {
    assertThrows(IllegalArgumentException.class, () -> IpPrefix.parse(text));
  }
}
