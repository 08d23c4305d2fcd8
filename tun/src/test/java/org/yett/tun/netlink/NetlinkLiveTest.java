package org.yett.tun.netlink;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.yett.tun.Errno;
import org.yett.tun.ErrnoException;
import org.yett.tun.IpPrefix;
import org.yett.tun.Root;
import org.yett.tun.netns.Leftovers;
import org.yett.tun.netns.NetworkNamespace;

@Timeout(30)
class NetlinkLiveTest {
  private Optional<NetworkNamespace> namespace = Optional.empty();
  private Optional<Netlink> opened = Optional.empty();

  @BeforeEach
  void make() throws IOException {
    Root.require();
    NetworkNamespace made = NetworkNamespace.create(Leftovers.namespaceName("netlink"));
    namespace = Optional.of(made);
    // The socket stays in the namespace, whichever thread uses it.
    Netlink netlink = made.run(Netlink::open);
    opened = Optional.of(netlink);
    netlink.addVeth("va", "vb");
    netlink.setUp("va", true);
    netlink.setUp("vb", true);
  }

  @AfterEach
  void takeDown() {
    opened.ifPresent(Netlink::close);
    namespace.ifPresent(NetworkNamespace::close);
  }

  private Netlink netlink() {
    return opened.orElseThrow();
  }

  @Test
  void linksAreMadeChangedAndDeleted() throws IOException {
    Link before = netlink().link("va").orElseThrow();
    assertEquals(Optional.of("veth"), before.kind());
    assertTrue(before.up());
    netlink().setMtu("va", 1380);
    netlink().setUp("va", false);
    netlink().rename("va", "vx");
    Link after = netlink().link("vx").orElseThrow();
    assertEquals(new Link(before.index(), "vx", 1380, false, false, before.kind()), after);
    assertEquals(Optional.empty(), netlink().link("va"));
    assertTrue(netlink().deleteLink("vx"));
    assertFalse(netlink().deleteLink("vx"));
    assertEquals(List.of("lo"), netlink().links().stream().map(Link::name).toList());
  }

  @Test
  void aLinkMovesToAnotherNamespace() throws IOException {
    String name = Leftovers.namespaceName("other");
    try (NetworkNamespace other = NetworkNamespace.create(name)) {
      netlink().moveToNamespace("vb", name);
      assertEquals(Optional.empty(), netlink().link("vb"));
      Optional<Link> there =
          other.run(() -> {
            try (Netlink inside = Netlink.open()) {
              return inside.link("vb");
            }
          });
      assertEquals(Optional.of("vb"), there.map(Link::name));
    }
  }

  @Test
  void aDummyLinkIsMadeWhereTheKernelHasThem() throws IOException {
    try {
      netlink().addDummy("d0");
    } catch (ErrnoException e) {
      Assumptions.assumeFalse(
          e.errno() == Errno.EOPNOTSUPP, "not run: this kernel has no dummy links");
      throw e;
    }
    assertEquals(Optional.of("dummy"), netlink().link("d0").orElseThrow().kind());
  }

  @Test
  void addressesAreAddedListedAndDeleted() throws IOException {
    int index = netlink().link("va").orElseThrow().index();
    IpPrefix v4 = IpPrefix.parse("10.1.2.3/24");
    IpPrefix v6 = IpPrefix.parse("fd00:1::2/64");
    netlink().addAddress("va", v4);
    netlink().addAddress("va", v6);
    List<InterfaceAddress> addresses = netlink().addresses();
    assertTrue(addresses.contains(new InterfaceAddress(index, v4, false)), addresses::toString);
    assertTrue(addresses.contains(new InterfaceAddress(index, v6, false)), addresses::toString);
    assertTrue(netlink().deleteAddress("va", v4));
    assertFalse(netlink().deleteAddress("va", v4));
    assertTrue(netlink().deleteAddress("va", v6));
    assertFalse(netlink().deleteAddress("va", v6));
  }

  @Test
  void routesAreAddedReplacedListedLookedUpAndDeleted() throws IOException {
    netlink().addAddress("va", IpPrefix.parse("10.1.2.3/24"));
    netlink().addAddress("va", IpPrefix.parse("fd00:1::2/64"));
    Route v4 =
        Route.to(IpPrefix.parse("10.9.0.0/16"))
            .device("va")
            .source(InetAddress.ofLiteral("10.1.2.3"))
            .table(220);
    Route v6 =
        Route.to(IpPrefix.parse("fd00:9::/32"))
            .device("va")
            .via(InetAddress.ofLiteral("fd00:1::9"))
            .priority(77)
            .mtu(1380)
            .table(1220);
    assertEquals(List.of(), netlink().routes(220));
    netlink().addRoute(v4);
    netlink().addRoute(v6);
    assertEquals(List.of(v4), netlink().routes(220));
    assertEquals(List.of(v6), netlink().routes(1220));
    Route changed = v4.mtu(1300);
    netlink().replaceRoute(changed);
    assertEquals(List.of(changed), netlink().routes(220));
    assertTrue(netlink().deleteRoute(v4));
    assertFalse(netlink().deleteRoute(v4));
    assertTrue(netlink().deleteRoute(v6));
    assertEquals(List.of(), netlink().routes(220));

    Route found = netlink().lookup(InetAddress.ofLiteral("10.1.2.77"), 0);
    assertEquals(Optional.of("va"), found.device());
    assertEquals(Optional.of(InetAddress.ofLiteral("10.1.2.3")), found.source());
    ErrnoException nowhere =
        assertThrows(
            ErrnoException.class, () -> netlink().lookup(InetAddress.ofLiteral("198.51.100.1"), 0));
    assertEquals(Errno.ENETUNREACH, nowhere.errno());
  }

  @Test
  void theDefaultRouteIsOneLikeAnyOther() throws IOException {
    netlink().addAddress("va", IpPrefix.parse("10.1.2.3/24"));
    Route all = Route.to(IpPrefix.allIpv4()).via(InetAddress.ofLiteral("10.1.2.1")).device("va");
    netlink().addRoute(all);
    assertTrue(netlink().routes(Route.MAIN_TABLE).contains(all));
    assertTrue(netlink().deleteRoute(all));
  }

  @Test
  void rulesByInvertedMarkSendTheRestToATable() throws IOException {
    Rule v4 = Rule.lookup(false, 220).notMark(0x42).priority(220);
    Rule v6 = Rule.lookup(true, 1220).from(IpPrefix.parse("fd00:1::/64")).priority(221);
    netlink().addRule(v4);
    netlink().addRule(v6);
    List<Rule> rules = netlink().rules();
    assertTrue(rules.contains(v4), rules::toString);
    assertTrue(rules.contains(v6), rules::toString);
    netlink().addAddress("va", IpPrefix.parse("10.1.2.3/24"));
    netlink().addRoute(Route.to(IpPrefix.parse("10.9.0.0/16")).device("va").table(220));
    InetAddress target = InetAddress.ofLiteral("10.9.0.1");
    assertEquals(220, netlink().lookup(target, 0).table());
    assertThrows(ErrnoException.class, () -> netlink().lookup(target, 0x42));
    assertTrue(netlink().deleteRule(v4));
    assertFalse(netlink().deleteRule(v4));
    assertTrue(netlink().deleteRule(v6));
  }

  @Test
  void failuresSayWhatWasTriedAndWhatTheKernelSaid() throws IOException {
    ErrnoException gateway =
        assertThrows(
            ErrnoException.class,
            () ->
                netlink()
                    .addRoute(
                        Route.to(IpPrefix.parse("10.8.0.0/16"))
                            .via(InetAddress.ofLiteral("10.99.0.1"))));
    assertEquals(
        "add route 10.8.0.0/16 via 10.99.0.1 table 254: Network is unreachable:"
            + " kernel says: Nexthop has invalid gateway",
        gateway.getMessage());
    ErrnoException link = assertThrows(ErrnoException.class, () -> netlink().setUp("none", true));
    assertEquals(Errno.ENODEV, link.errno());
    assertEquals("find link none: No such device", link.getMessage());
    ErrnoException twice = assertThrows(ErrnoException.class, () -> netlink().addVeth("va", "vc"));
    assertEquals(Errno.EEXIST, twice.errno());
    assertThrows(IllegalArgumentException.class, () -> netlink().addVeth("sixteen-octets-x", "vc"));
  }

  @Test
  void manyRoutesComeInSeveralMessages() throws IOException {
    netlink().addAddress("va", IpPrefix.parse("10.1.2.3/24"));
    for (int i = 0; i < 1000; i++) {
      netlink()
          .addRoute(
              new Route(
                  IpPrefix.parse("10.%d.%d.0/24".formatted(20 + i / 256, i % 256)),
                  Optional.of("va"),
                  Optional.empty(),
                  Optional.empty(),
                  300,
                  OptionalInt.empty(),
                  OptionalInt.empty()));
    }
    assertEquals(1000, netlink().routes(300).size());
  }
}
