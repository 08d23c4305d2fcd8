package org.yett.gateway.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.yett.gateway.config.ConfigFixtures.connection;
import static org.yett.gateway.config.ConfigFixtures.loaded;
import static org.yett.gateway.config.ConfigFixtures.with;

import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.yett.ike.config.ConnectionConfig;
import org.yett.ike.config.EndpointConfig;
import org.yett.ike.config.Identity;
import org.yett.ike.config.IdentityMatch;
import org.yett.ike.config.LocalAuth;
import org.yett.ike.config.PpkConfig;
import org.yett.ike.config.RemoteAuth;
import org.yett.ike.config.Shard;
import org.yett.ike.config.TranscriptPolicy;
import org.yett.ike.negotiate.SuiteRequirement;

class EngineConfigMapperTest {

  private static final InetAddress RESOLVED = InetAddress.ofLiteral("198.51.100.7");

  private static ConnectionConfig map(ConnectionSettings settings) {
    return EngineConfigMapper.connection(
        settings, name -> name.equals("vpn.example.org") ? List.of(RESOLVED) : List.of());
  }

  private static boolean isFor(ConnectionConfig config, String remote) {
    InetAddress address = InetAddress.ofLiteral(remote);
    return config.remoteAddresses().stream().anyMatch(match -> match.matches(address));
  }

  @Test
  void aConnectionKeepsAllThatItSays() {
    ConnectionSettings settings =
        connection(with("encap = yes\nunique = keep\ndpd_delay = 7s", "start_action = start", ""));
    ConnectionConfig config = map(settings);
    assertEquals("gw", config.name());
    assertEquals(settings.proposals(), config.proposals());
    assertEquals(new LocalAuth.Psk(Identity.fqdn("a.example")), config.local());
    assertEquals(
        new RemoteAuth.Psk(new IdentityMatch.Exactly(Identity.fqdn("b.example"))), config.remote());
    assertTrue(config.forceUdpEncapsulation());
    assertEquals(settings.unique(), config.unique());
    assertEquals(Duration.ofSeconds(7), config.dpdDelay());
    assertEquals("net", config.children().getFirst().name());
    assertEquals(
        settings.children().getFirst().startAction(), config.children().getFirst().startAction());
  }

  @Test
  void whatYettHasBeyondStrongSwanReachesTheEngine() {
    ConnectionConfig config =
        map(
            connection(
                with(
                    "ppk_id = k1\nppk_exchange = ike_auth\nppk_create_child_sa = required\n"
                        + "announce_auth_methods = yes\ntranscript_auth = required\n"
                        + "refuse_classical = yes",
                    "",
                    "")));
    PpkConfig ppk = config.auth().ppk();
    assertTrue(ppk.inAuth());
    assertFalse(ppk.inIntermediate());
    assertEquals(PpkConfig.InCreation.REQUIRED, ppk.inCreation());
    assertTrue(config.auth().announceMethods());
    assertEquals(TranscriptPolicy.REQUIRED, config.auth().transcript());
    assertEquals(List.of(SuiteRequirement.POST_QUANTUM), config.children().getFirst().floor());
    assertFalse(map(connection(with("", "", ""))).auth().announceMethods());
  }

  @Test
  void namesBecomeTheAddressesThatTheyHave() {
    String text = with("", "", "");
    ConnectionConfig named =
        map(connection(text.replace("remote_addrs = 192.0.2.2", "remote_addrs = vpn.example.org")));
    assertTrue(isFor(named, "198.51.100.7"));
    assertFalse(isFor(named, "198.51.100.8"));
  }

  @Test
  void aConnectionWhoseNameHasNoAddressIsForNobody() {
    String text = with("", "", "");
    ConnectionConfig unknown =
        map(
            connection(
                text.replace("remote_addrs = 192.0.2.2", "remote_addrs = gone.example.org")));
    assertFalse(isFor(unknown, "198.51.100.7"));
  }

  @Test
  void subnetsAndRangesAreForTheirAddresses() {
    String text = with("", "", "");
    ConnectionConfig subnet =
        map(
            connection(
                text.replace(
                    "remote_addrs = 192.0.2.2",
                    "remote_addrs = 10.0.0.5/8, 2001:db8::1-2001:db8::9")));
    assertTrue(isFor(subnet, "10.255.0.1"));
    assertTrue(isFor(subnet, "2001:db8::5"));
    assertFalse(isFor(subnet, "11.0.0.1"));
    assertFalse(isFor(subnet, "2001:db8::a"));
  }

  @Test
  void theDefaultsOfTheGatewayAreThoseOfTheEngine() {
    assertEquals(
        EndpointConfig.DEFAULT, EngineConfigMapper.endpoint(DaemonSettings.DEFAULT, Shard.ONLY));
  }

  @Test
  void settingsOfTheGatewayReachTheEngine() {
    DaemonSettings daemon =
        loaded(
                with(
                    "",
                    "",
                    """
                    yett {
                      retransmit_timeout = 0.25
                      retransmit_jitter = 20
                      retransmit_limit = 9
                      fragment_size = 576
                      dos_protection = no
                      block_threshold = 0
                      init_limit_half_open = 12
                      port_nat_t = 4501
                    }
                    """))
            .config()
            .daemon();
    EndpointConfig config = EngineConfigMapper.endpoint(daemon, new Shard(1, 2));
    assertEquals(new Shard(1, 2), config.shard());
    assertEquals(Duration.ofMillis(250), config.retransmission().timeout());
    assertEquals(0.2, config.retransmission().jitter());
    assertEquals(Duration.ofSeconds(9), config.retransmission().limit().orElseThrow());
    assertEquals(576, config.fragmentation().ipv6Datagram());
    assertEquals(Integer.MAX_VALUE, config.cookies().halfOpenThreshold());
    assertEquals(Integer.MAX_VALUE, config.limits().halfOpenPerAddress());
    assertEquals(12, config.limits().halfOpen());
    assertEquals(4501, config.natTraversalPort());
  }
}
