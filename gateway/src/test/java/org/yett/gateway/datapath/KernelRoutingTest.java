package org.yett.gateway.datapath;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.net.InetAddress;
import java.util.Optional;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.yett.tun.IpPrefix;
import org.yett.tun.netlink.Netlink;
import org.yett.tun.netlink.Route;
import org.yett.tun.netns.Leftovers;
import org.yett.tun.netns.NetworkNamespace;
import org.yett.tun.netns.Privileges;

@Timeout(30)
class KernelRoutingTest {

  @BeforeEach
  void needsRoot() {
    Privileges privileges = Privileges.probe();
    Assumptions.assumeTrue(privileges.isPrivileged(), () -> "not run: " + privileges.explanation());
  }

  @Test
  void theSourceAddressTowardsAPeerIsThatOfTheOuterRouteThoughATunnelCoversThePeer()
      throws IOException {
    try (NetworkNamespace namespace = NetworkNamespace.create(Leftovers.namespaceName("route"))) {
      InetAddress peer = InetAddress.getByName("192.0.2.9");
      InetAddress source =
          namespace.run(() -> {
            try (Netlink netlink = Netlink.open()) {
              netlink.addVeth("outer", "outer-peer");
              netlink.addVeth("tunnel", "tunnel-peer");
              netlink.addAddress("outer", IpPrefix.parse("192.0.2.1/24"));
              netlink.addAddress("tunnel", IpPrefix.parse("10.1.0.1/32"));
              netlink.setUp("outer", true);
              netlink.setUp("tunnel", true);
              netlink.setUp("outer-peer", true);
              netlink.setUp("tunnel-peer", true);
              try (KernelRouting routing = KernelRouting.open("tunnel")) {
                netlink.addRoute(
                    Route.to(IpPrefix.parse("192.0.2.0/24"))
                        .device("tunnel")
                        .table(KernelRouting.TABLE)
                        .source(InetAddress.getByName("10.1.0.1")));
                assertEquals(
                    Optional.of(InetAddress.getByName("10.1.0.1")),
                    netlink.lookup(peer, 0).source());
                return routing.sourceTowards(peer);
              }
            }
          });
      assertEquals(InetAddress.getByName("192.0.2.1"), source);
    }
  }
}
