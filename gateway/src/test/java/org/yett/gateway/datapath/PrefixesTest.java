package org.yett.gateway.datapath;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.yett.ike.negotiate.AddressRange;
import org.yett.tun.IpPrefix;

class PrefixesTest {

  @ParameterizedTest
  @CsvSource({
    "10.0.0.0, 10.0.0.255, 10.0.0.0/24",
    "0.0.0.0, 255.255.255.255, 0.0.0.0/0",
    "10.0.0.1, 10.0.0.1, 10.0.0.1/32",
    "10.0.0.1, 10.0.0.6, 10.0.0.1/32 10.0.0.2/31 10.0.0.4/31 10.0.0.6/32",
    "::, ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff, ::/0",
    "fd00::1, fd00::1, fd00::1/128",
    "fd00::, fd00::2, fd00::/127 fd00::2/128",
    "255.255.255.254, 255.255.255.255, 255.255.255.254/31"
  })
  void aRangeIsCoveredByTheFewestPrefixes(String first, String last, String prefixes)
      throws UnknownHostException {
    List<IpPrefix> expected = List.of(prefixes.split(" ")).stream().map(IpPrefix::parse).toList();
    assertEquals(
        expected,
        Prefixes.covering(
            new AddressRange(InetAddress.getByName(first), InetAddress.getByName(last))));
  }
}
