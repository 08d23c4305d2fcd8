package org.yett.tun.netns;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.yett.tun.IpPrefix;
import org.yett.tun.Root;
import org.yett.tun.netlink.Link;
import org.yett.tun.netlink.Netlink;

@Timeout(30)
class NamespaceTest {
  @BeforeEach
  void privileges() {
    Root.require();
  }

  private static List<String> linkNames() throws IOException {
    try (Netlink netlink = Netlink.open()) {
      return netlink.links().stream().map(Link::name).toList();
    }
  }

  @Test
  void workRunsInsideTheNamespaceAndLeavesTheCallerOutside() throws Exception {
    String name = Leftovers.namespaceName("inside");
    List<String> host = linkNames();
    try (NetworkNamespace namespace = NetworkNamespace.create(name)) {
      assertTrue(NetworkNamespace.names().contains(name));
      assertEquals(List.of("lo"), namespace.run(NamespaceTest::linkNames));
      assertEquals(host, linkNames());
      IOException thrown =
          assertThrows(
              IOException.class,
              () ->
                  namespace.run(() -> {
                    throw new IOException("told");
                  }));
      assertEquals("told", thrown.getMessage());
      assertThrows(IOException.class, () -> NetworkNamespace.create(name));
      assertEquals(List.of("lo"), NetworkNamespace.existing(name).run(NamespaceTest::linkNames));
    }
    assertFalse(NetworkNamespace.names().contains(name));
    assertFalse(NetworkNamespace.delete(name));
    assertThrows(IOException.class, () -> NetworkNamespace.existing(name));
  }

  @Test
  void twoNamespacesJoinedByVethPingEachOtherOnBothFamilies() throws Exception {
    try (NetworkNamespace a = NetworkNamespace.create(Leftovers.namespaceName("a"));
        NetworkNamespace b = NetworkNamespace.create(Leftovers.namespaceName("b"))) {
      Joined.join(a, b);
      for (String target : List.of("10.77.0.2", "fd77::2")) {
        Ping.Result result =
            a.run(() ->
                Ping.run(
                    InetAddress.ofLiteral(target),
                    5,
                    1000,
                    Duration.ofMillis(5),
                    Duration.ofSeconds(5)));
        assertEquals(5, result.sent(), result::toString);
        assertEquals(5, result.received(), result::toString);
        assertTrue(result.complete(), result::toString);
        assertTrue(
            result.roundTrips().stream().allMatch(t -> t.isPositive() && t.toMillis() < 5000),
            () -> target + " " + result);
      }
    }
  }

  @Test
  void pingTellsOfSilenceAndOfUnreachableNetworks() throws Exception {
    try (NetworkNamespace a = NetworkNamespace.create(Leftovers.namespaceName("a"));
        NetworkNamespace b = NetworkNamespace.create(Leftovers.namespaceName("b"))) {
      Joined.join(a, b);
      InetAddress nowhere = InetAddress.ofLiteral("192.0.2.1");
      Ping.Result refused =
          a.run(() -> Ping.run(nowhere, 2, 32, Duration.ofMillis(1), Duration.ofMillis(20)));
      assertEquals(0, refused.sent());
      assertEquals(2, refused.errors().size());
      assertTrue(refused.errors().get(0).contains("unreachable"), refused::toString);
      assertFalse(refused.complete());
      b.run(() -> {
        Sysctl.write("net/ipv4/icmp_echo_ignore_all", "1");
        return true;
      });
      InetAddress silent = InetAddress.ofLiteral("10.77.0.2");
      Ping.Result silence =
          a.run(() -> Ping.run(silent, 2, 32, Duration.ofMillis(1), Duration.ofMillis(50)));
      assertEquals(2, silence.sent());
      assertEquals(0, silence.received());
    }
  }

  @Test
  void kernelParametersAreThoseOfTheNamespace() throws Exception {
    String host = Sysctl.read("net/ipv4/ip_forward");
    try (NetworkNamespace namespace = NetworkNamespace.create(Leftovers.namespaceName("sysctl"))) {
      for (boolean on : new boolean[] {true, false}) {
        String value =
            namespace.run(() -> {
              Sysctl.forwarding(on);
              Sysctl.ipv6("all", !on);
              Sysctl.duplicateAddressDetection("lo", on);
              return Sysctl.read("net/ipv4/ip_forward")
                  + Sysctl.read("net/ipv6/conf/all/forwarding")
                  + Sysctl.read("net/ipv6/conf/all/disable_ipv6")
                  + Sysctl.read("net/ipv6/conf/lo/accept_dad");
            });
        assertEquals(on ? "1111" : "0000", value);
        assertEquals(host, Sysctl.read("net/ipv4/ip_forward"));
      }
      IOException absent =
          assertThrows(
              IOException.class, () -> namespace.run(() -> Sysctl.read("net/ipv4/no_such")));
      assertTrue(absent.getMessage().contains("no kernel parameter net/ipv4/no_such"));
    }
    assertThrows(IllegalArgumentException.class, () -> Sysctl.write("../x", "1"));
  }

  @Test
  void whatDeadProcessesLeftIsSweptAndWhatLivingOnesOwnIsKept() throws Exception {
    long dead = deadProcess();
    String leftover = "yett-" + dead + "-old";
    String own = Leftovers.namespaceName("own");
    try (NetworkNamespace scene = NetworkNamespace.create(own)) {
      NetworkNamespace left = NetworkNamespace.create(leftover);
      String deadPid = Long.toString(dead, 36);
      String link = "yett" + "0".repeat(5 - deadPid.length()) + deadPid + "x";
      String kept = Leftovers.interfaceName("keep");
      try {
        List<String> removed =
            scene.run(() -> {
              try (Netlink netlink = Netlink.open()) {
                netlink.addVeth(link, "foreign");
                netlink.addVeth(kept, "yettish");
              }
              return Leftovers.sweep();
            });
        assertTrue(removed.contains("network namespace " + leftover), removed::toString);
        assertTrue(removed.contains("interface " + link), removed::toString);
        assertFalse(NetworkNamespace.names().contains(leftover));
        assertTrue(NetworkNamespace.names().contains(own));
        List<String> links = scene.run(NamespaceTest::linkNames);
        assertTrue(links.containsAll(List.of(kept, "yettish")), links::toString);
        assertFalse(links.contains(link));
        assertEquals(List.of(), scene.run(Leftovers::sweep));
      } finally {
        left.close();
      }
    }
  }

  private static long deadProcess() throws Exception {
    Process process = new ProcessBuilder("true").start();
    process.waitFor();
    return process.pid();
  }

  @Test
  void namesAreRecognisedOnlyIfTheyAreOurs() {
    assertEquals(17, Leftovers.ownerOfNamespace("yett-17-left").orElseThrow());
    assertTrue(Leftovers.ownerOfNamespace("yett-left").isEmpty());
    assertTrue(Leftovers.ownerOfNamespace("other-17-x").isEmpty());
    assertTrue(Leftovers.ownerOfInterface("yettzzzzzx").isEmpty());
    String name = Leftovers.interfaceName("tun0");
    assertTrue(name.length() <= 15);
    assertEquals(ProcessHandle.current().pid(), Leftovers.ownerOfInterface(name).orElseThrow());
    assertThrows(IllegalArgumentException.class, () -> Leftovers.interfaceName("toolong"));
  }

  /** Two namespaces with a veth pair between them. */
  static final class Joined {
    private Joined() {}

    static void join(NetworkNamespace a, NetworkNamespace b) throws Exception {
      a.run(() -> {
        try (Netlink netlink = Netlink.open()) {
          netlink.addVeth("va", "vb");
          netlink.moveToNamespace("vb", b.name());
          return address(netlink, "va", "10.77.0.1/24", "fd77::1/64");
        }
      });
      b.run(() -> {
        try (Netlink netlink = Netlink.open()) {
          return address(netlink, "vb", "10.77.0.2/24", "fd77::2/64");
        }
      });
    }

    private static boolean address(Netlink netlink, String link, String v4, String v6)
        throws IOException {
      netlink.setUp("lo", true);
      netlink.setUp(link, true);
      netlink.addAddress(link, IpPrefix.parse(v4));
      netlink.addAddress(link, IpPrefix.parse(v6));
      return true;
    }
  }
}
