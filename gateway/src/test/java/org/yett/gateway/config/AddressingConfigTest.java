package org.yett.gateway.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.yett.gateway.config.ConfigFixtures.connection;
import static org.yett.gateway.config.ConfigFixtures.loaded;
import static org.yett.gateway.config.ConfigFixtures.messages;
import static org.yett.gateway.config.ConfigFixtures.with;

import java.net.InetAddress;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.yett.ike.config.AddressPool;
import org.yett.ike.config.ChildlessPolicy;
import org.yett.ike.wire.ConfigurationAttribute;

/** Virtual addresses, pools and childless IKE SAs in the configuration. */
class AddressingConfigTest {

  private static final String POOLS =
      """
      pools {
        clients {
          addrs = 10.3.0.0/24
          dns = 10.2.0.53, 2001:db8::53
          nbns = 10.2.0.54
          netmask = 255.255.255.0
          split_include = 10.2.0.0/16
          subnet = 2001:db8:2::/48
        }
        six { addrs = 2001:db8:3::10-2001:db8:3::20 }
      }
      """;

  @Test
  void vipsPoolsAndChildlessOfAConnectionAreTaken() {
    ConnectionSettings gw =
        loaded(
                with(
                    """
                    vips = 0.0.0.0, %config6, 10.3.0.7
                    pools = clients, six
                    childless = prefer
                    """,
                    "", POOLS))
            .config()
            .connection("gw")
            .orElseThrow();
    assertEquals(
        List.of(
            InetAddress.ofLiteral("0.0.0.0"),
            InetAddress.ofLiteral("::"),
            InetAddress.ofLiteral("10.3.0.7")),
        gw.addressing().virtualIps());
    assertEquals(List.of("clients", "six"), gw.addressing().pools());
    assertEquals(ChildlessPolicy.PREFER, gw.childless());
    assertEquals(ChildlessPolicy.ALLOW, connection(with("", "", "")).childless());
  }

  @Test
  void poolsAreReadWithTheirAttributesAsOnTheWire() {
    List<AddressPool> pools = loaded(with("", "", POOLS)).config().pools();
    assertEquals(
        List.of("clients 10.3.0.0/24", "six 2001:db8:3::10..2001:db8:3::20"),
        pools.stream().map(pool -> pool.name() + " " + pool.addresses()).toList());
    assertEquals(
        List.of(
            "3 0a020035",
            "10 20010db8000000000000000000000053",
            "4 0a020036",
            "2 ffffff00",
            "15 20010db800020000000000000000000030",
            "13 0a020000ffff0000"),
        pools.getFirst().attributes().stream().map(AddressingConfigTest::text).toList());
  }

  private static String text(ConfigurationAttribute attribute) {
    return attribute.type().value() + " " + attribute.value().hex();
  }

  @Test
  void mistakesInPoolsAreNamed() {
    List<String> found =
        messages(
            with(
                "",
                "",
                """
                pools {
                  none { dns = 10.2.0.53 }
                  names { addrs = gateway.example }
                  one { addrs = 10.3.0.0/24
                    dns = nowhere }
                  two { addrs = 10.3.0.128-10.3.1.5 }
                }
                """));
    assertEquals(4, found.size(), found::toString);
    List<String> expected =
        List.of(
            "pool 'none' has no addresses",
            "bad value 'gateway.example' for 'addrs': expected one subnet or one range",
            "bad value 'nowhere' for 'dns': expected IP addresses",
            "pools 'one' and 'two' have addresses in common");
    for (int i = 0; i < expected.size(); i++) {
      int at = i;
      org.junit.jupiter.api.Assertions.assertTrue(
          found.get(i).contains(expected.get(i)), () -> found.get(at));
    }
  }
}
