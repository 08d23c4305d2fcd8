package org.yett.gateway.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.yett.gateway.config.ConfigFixtures.connection;
import static org.yett.gateway.config.ConfigFixtures.load;
import static org.yett.gateway.config.ConfigFixtures.loaded;
import static org.yett.gateway.config.ConfigFixtures.messages;
import static org.yett.gateway.config.ConfigFixtures.with;

import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.yett.ike.config.ChildLifetimes;
import org.yett.ike.config.FragmentationMode;
import org.yett.ike.config.Identity;
import org.yett.ike.config.IdentityMatch;
import org.yett.ike.config.IkeLifetimes;
import org.yett.ike.config.StartAction;
import org.yett.ike.config.UniquePolicy;

class ConfigLoaderTest {

  @Test
  void aCompleteConnectionIsReadWithItsDefaults() {
    ConfigResult.Loaded loaded = loaded(with("", "", ""));
    assertEquals(List.of(), loaded.diagnostics());
    ConnectionSettings gw = loaded.config().connection("gw").orElseThrow();
    assertEquals(
        List.of(new AddressSpec.Host(InetAddress.ofLiteral("192.0.2.1"))), gw.localAddresses());
    assertEquals(500, gw.localPort());
    assertEquals(500, gw.remotePort());
    assertFalse(gw.encapsulate());
    assertEquals(FragmentationMode.YES, gw.fragmentation());
    assertEquals(UniquePolicy.NO, gw.unique());
    assertEquals(Duration.ZERO, gw.dpdDelay());
    assertEquals(Identity.fqdn("a.example"), gw.localId());
    assertEquals(new IdentityMatch.Exactly(Identity.fqdn("b.example")), gw.remoteId());
    ChildSettings net = gw.child("net").orElseThrow();
    assertEquals(
        List.of("10.1.0.0/16"), net.localSelectors().stream().map(Object::toString).toList());
    assertEquals(StartAction.NONE, net.startAction());
    assertEquals(32, net.replayWindow());
    assertFalse(gw.proposals().isEmpty());
    assertFalse(net.proposals().isEmpty());
  }

  @Test
  @Tag("rfc7296:3.3.4/4")
  void everyHonouredSettingOfAConnectionIsTaken() {
    ConnectionSettings gw =
        connection(
            with(
                """
                version = 2
                proposals = aes256gcm16-prfsha384-x25519-ke1_mlkem768, aes128-sha256-modp2048
                encap = yes
                fragmentation = force
                unique = never
                dpd_delay = 2m
                remote_port = 4510
                local_port = 4500
                """,
                """
                esp_proposals = aes256gcm16-esn
                start_action = start
                replay_window = 128
                """,
                ""));
    assertEquals(
        List.of("aes256gcm16-prfsha384-x25519-ke1_mlkem768", "aes128-sha256-prfsha256-modp2048"),
        gw.proposals().stream().map(Object::toString).toList());
    assertTrue(gw.encapsulate());
    assertEquals(FragmentationMode.FORCE, gw.fragmentation());
    assertEquals(UniquePolicy.NEVER, gw.unique());
    assertEquals(Duration.ofMinutes(2), gw.dpdDelay());
    assertEquals(4510, gw.remotePort());
    assertEquals(4500, gw.localPort());
    ChildSettings net = gw.children().getFirst();
    assertEquals(StartAction.START, net.startAction());
    assertEquals(128, net.replayWindow());
    assertEquals(
        List.of("aes256gcm16-esn"), net.proposals().stream().map(Object::toString).toList());
  }

  @Test
  void addressesOfEveryKindAreRead() {
    String text =
        with("", "", "")
            .replace(
                "remote_addrs = 192.0.2.2",
                "remote_addrs = 192.0.2.2, 10.0.0.0/8, 10.0.0.1-10.0.0.9, vpn.example.org,"
                    + " 2001:db8::1, 2001:db8::/32, %any");
    assertEquals(
        List.of("Host", "Range", "Range", "Name", "Host", "Range", "Any"),
        connection(text).remoteAddresses().stream()
            .map(a -> a.getClass().getSimpleName())
            .toList());
  }

  @Test
  void selectorsOfEveryKindAreRead() {
    String text =
        with("", "", "")
            .replace(
                "local_ts = 10.1.0.0/16",
                "local_ts = dynamic[tcp/80], 10.1.0.0/16[udp], 2001:db8::/32[ipv6-icmp],"
                    + " 10.0.0.1-10.0.0.9");
    assertEquals(
        List.of(
            "dynamic[tcp/80]",
            "10.1.0.0/16[udp]",
            "2001:db8::/32[ipv6-icmp]",
            "10.0.0.1..10.0.0.9"),
        connection(text).children().getFirst().localSelectors().stream()
            .map(Object::toString)
            .toList());
  }

  @Test
  void withoutSelectorsBothSidesAreDynamic() {
    String text = with("", "", "").replace("local_ts = 10.1.0.0/16", "local_ts =");
    assertEquals(
        List.of("dynamic"),
        connection(text).children().getFirst().localSelectors().stream()
            .map(Object::toString)
            .toList());
  }

  @Test
  void withoutAnIdentityOurAddressStandsForIt() {
    String text = with("", "", "").replace("id = a.example", "");
    assertEquals(
        Identity.ofAddress(InetAddress.ofLiteral("192.0.2.1")), connection(text).localId());
  }

  @Test
  void aConnectionMayTakeWhatItHasInCommonFromAnotherSection() {
    ConfigResult.Loaded loaded =
        loaded(
            """
            connections {
              a : base {
                remote_addrs = 192.0.2.2
                remote { id = b.example }
              }
              b : base {
                remote_addrs = 192.0.2.3
                remote { id = c.example }
              }
            }
            secrets { ike { secret = x } }
            """
                .replace("base", "connections.a-template")
                .replace(
                    "connections {",
                    """
                    connections {
                      a-template {
                        local { auth = psk
                                id = a.example }
                        remote { auth = psk }
                        children { net { } }
                      }
                    """));
    assertEquals(
        List.of("a-template", "a", "b"),
        loaded.config().connections().stream().map(ConnectionSettings::name).toList());
    assertEquals(
        new IdentityMatch.Exactly(Identity.fqdn("c.example")),
        loaded.config().connection("b").orElseThrow().remoteId());
  }

  private static final String LONG =
      "The-quick-brown-fox-jumps-over-64-lazy-dogs.!$%&()*+,-./:<>?@[]^";

  @Test
  @Tag("rfc7296:2.15/2")
  @Tag("rfc7296:2.15/3")
  void secretsAreReadInEveryNotation() {
    ConfigResult.Loaded loaded =
        loaded(
            with("", "", "")
                + """
                secrets {
                  ike-hex { secret = 0x0aFF:10 }
                  ike-odd { secret = 0xabc }
                  ike-64 { secret = 0sAAEC }
                  ike-plain { secret = pass word
                              id-1 = a.example
                              id-2 = 192.0.2.9 }
                  ike-long { secret = %s }
                }
                """
                    .formatted(LONG));
    List<SharedSecret> secrets = loaded.config().secrets();
    assertTrue(secrets.get(0).value().matches("top secret".getBytes(StandardCharsets.UTF_8)));
    assertTrue(secrets.get(1).value().matches(new byte[] {0x0a, (byte) 0xff, 0x10}));
    assertTrue(secrets.get(2).value().matches(new byte[] {0x0a, (byte) 0xbc}));
    assertTrue(secrets.get(3).value().matches(new byte[] {0, 1, 2}));
    assertTrue(secrets.get(4).value().matches("pass word".getBytes(StandardCharsets.UTF_8)));
    assertEquals(
        List.of(Identity.fqdn("a.example"), Identity.ofAddress(InetAddress.ofLiteral("192.0.2.9"))),
        secrets.get(4).owners());
    assertEquals(64, LONG.length());
    assertTrue(secrets.get(5).value().matches(LONG.getBytes(StandardCharsets.US_ASCII)));
  }

  @Test
  void settingsOfTheGatewayAreReadFromBothSectionsAndOurOwnGoesFirst() {
    DaemonSettings daemon =
        loaded(
                with(
                    "",
                    "",
                    """
                    charon {
                      port = 1500
                      retransmit_tries = 3
                      retransmit_timeout = 0.5
                      fragment_size = 1400
                      plugins { vici { socket = unix:///tmp/x.vici } }
                      threads = 16
                    }
                    yett {
                      port = 2500
                      fragment_size_v6 = 0
                      cookie_threshold = 0
                      init_limit_half_open = 7
                      keep_alive = 0
                    }
                    """))
            .config()
            .daemon();
    assertEquals(2500, daemon.port());
    assertEquals(3, daemon.retransmission().tries());
    assertEquals(Duration.ofMillis(500), daemon.retransmission().timeout());
    assertEquals(1400, daemon.fragmentSizeIpv4());
    assertEquals(1280, daemon.fragmentSizeIpv6());
    assertEquals(0, daemon.cookieThreshold());
    assertEquals(7, daemon.halfOpenLimit().orElseThrow());
    assertEquals(Duration.ZERO, daemon.natKeepalive());
    assertEquals(Optional.of(Path.of("/tmp/x.vici")), daemon.viciSocket());
  }

  @Test
  void lifetimesThatAreNotWrittenAreStrongSwans() {
    ConnectionSettings gw = connection(with("", "", ""));
    assertEquals(
        new IkeLifetimes(
            Duration.ofHours(4), Duration.ZERO, Duration.ofMinutes(24), Duration.ofMinutes(24)),
        gw.lifetimes());
    assertEquals(
        ChildLifetimes.ofTime(Duration.ofHours(1), Duration.ofMinutes(66), Duration.ofMinutes(6)),
        gw.children().getFirst().lifetimes());
  }

  @Test
  void aReauthenticationTimeAloneLeavesRekeyingOut() {
    IkeLifetimes lifetimes = connection(with("reauth_time = 10h", "", "")).lifetimes();
    assertEquals(Duration.ZERO, lifetimes.rekeyTime());
    assertEquals(Duration.ofHours(10), lifetimes.reauthTime());
    assertEquals(Duration.ofHours(1), lifetimes.overTime());
  }

  @Test
  void lifetimesAreReadInTheirUnits() {
    ConnectionSettings gw =
        connection(
            with(
                "rekey_time = 2h\nover_time = 5m\nrand_time = 1m",
                """
                rekey_time = 10m
                life_time = 20m
                rand_time = 30s
                rekey_bytes = 100m
                rekey_packets = 1000
                life_packets = 2000
                rand_packets = 0
                close_action = start
                dpd_action = restart
                """,
                ""));
    assertEquals(
        new IkeLifetimes(
            Duration.ofHours(2), Duration.ZERO, Duration.ofMinutes(5), Duration.ofMinutes(1)),
        gw.lifetimes());
    ChildSettings net = gw.children().getFirst();
    long bytes = 100L << 20;
    assertEquals(
        ChildLifetimes.ofTime(
                Duration.ofMinutes(10), Duration.ofMinutes(20), Duration.ofSeconds(30))
            .withBytes(bytes, bytes + bytes / 10, bytes / 10)
            .withPackets(1000, 2000, 0),
        net.lifetimes());
    assertEquals(EndAction.START, net.closeAction());
    assertEquals(EndAction.START, net.dpdAction());
  }

  @Test
  void zeroRenewsNothing() {
    ConnectionSettings gw = connection(with("rekey_time = 0", "rekey_time = 0s", ""));
    assertEquals(IkeLifetimes.NONE, gw.lifetimes());
    assertEquals(ChildLifetimes.NONE, gw.children().getFirst().lifetimes());
  }

  @Test
  void noMessageAndNoPrintingShowsASecret() {
    ConfigResult.Loaded good = loaded(with("", "", ""));
    assertFalse(good.toString().contains("top secret"));
    String bad =
        with("", "", "").replace("\"top secret\"", "0xtop-secret")
            + "secrets { ike-x { secret = 0stop-secret } }";
    assertTrue(load(bad) instanceof ConfigResult.Rejected);
    assertTrue(messages(bad).stream().noneMatch(m -> m.contains("top-secret")));
  }
}
