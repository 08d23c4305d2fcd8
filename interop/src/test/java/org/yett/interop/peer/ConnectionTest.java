package org.yett.interop.peer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SequencedMap;
import org.junit.jupiter.api.Test;
import org.yett.interop.lab.Family;
import org.yett.interop.lab.Side;

class ConnectionTest {
  private static final SequencedMap<String, String> KEYS =
      new LinkedHashMap<>(Map.of("dpd_delay", "1s"));

  private static Connection connection(Side side, Connection.Tuning tuning) {
    return new Connection(
        side,
        Family.IPV4,
        "aes256gcm16-prfsha384-x25519-ke1_mlkem768",
        "aes256gcm16",
        "a secret",
        KEYS,
        tuning);
  }

  @Test
  void the_two_sides_mirror_each_other() {
    Settings subject = connection(Side.SUBJECT, Connection.Tuning.NONE).swanctl();
    Settings peer = connection(Side.PEER, Connection.Tuning.NONE).swanctl();
    Map<String, String> mirrored =
        Map.of(
            "connections.lab.local_addrs", "connections.lab.remote_addrs",
            "connections.lab.local.id", "connections.lab.remote.id",
            "connections.lab.children.lab.local_ts", "connections.lab.children.lab.remote_ts");
    mirrored.forEach((here, there) -> {
      assertTrue(subject.get(here).isPresent(), here);
      assertEquals(subject.get(here), peer.get(there));
      assertEquals(subject.get(there), peer.get(here));
    });
    assertEquals(Optional.of("1s"), subject.get("connections.lab.dpd_delay"));
  }

  @Test
  void the_configuration_of_one_side_is_this_text() {
    assertEquals(
        """
        connections {
          lab {
            version = 2
            local_addrs = 192.0.2.1
            remote_addrs = 192.0.2.2
            proposals = aes256gcm16-prfsha384-x25519-ke1_mlkem768
            rekey_time = 0
            dpd_delay = 1s
            local {
              auth = psk
              id = subject.lab.example
            }
            remote {
              auth = psk
              id = peer.lab.example
            }
            children {
              lab {
                mode = tunnel
                esp_proposals = aes256gcm16
                local_ts = 10.81.1.0/24,fd81:0:0:1::/64
                remote_ts = 10.81.2.0/24,fd81:0:0:2::/64
                rekey_time = 0
              }
            }
          }
        }
        secrets {
          ike-lab {
            id-local = subject.lab.example
            id-remote = peer.lab.example
            secret = "a secret"
          }
        }
        """,
        connection(Side.SUBJECT, Connection.Tuning.NONE).swanctl().text());
  }

  @Test
  void userland_esp_loads_before_the_kernel_interface_that_would_take_its_place() {
    Settings settings = StrongSwanConf.settings(Map.of());
    String load = settings.get("charon-systemd.load").orElseThrow();
    assertTrue(load.indexOf("kernel-libipsec") < load.indexOf("kernel-netlink"), load);
    assertEquals(Optional.of("yes"), settings.get("charon-systemd.plugins.kernel-libipsec.load"));
    String mark = settings.get("charon-systemd.plugins.socket-default.fwmark").orElseThrow();
    assertEquals(
        Optional.of("!" + mark), settings.get("charon-systemd.plugins.kernel-netlink.fwmark"));
  }

  @Test
  void what_a_scenario_sets_for_strongswan_wins() {
    Settings settings =
        StrongSwanConf.settings(Map.of("fragment_size", "576", "filelog.main.default", "2"));
    assertEquals(Optional.of("576"), settings.get("charon-systemd.fragment_size"));
    assertEquals(Optional.of("2"), settings.get("charon-systemd.filelog.main.default"));
  }

  @Test
  void our_gateway_gets_connection_tuning_and_socket_in_one_file() {
    Connection.Tuning tuning = new Connection.Tuning(OptionalInt.of(576), true, false, false);
    Settings settings =
        YettConf.settings(connection(Side.SUBJECT, tuning), Path.of("/run/lab/yett.vici"));
    assertEquals(
        Optional.of("unix:///run/lab/yett.vici"), settings.get("yett.plugins.vici.socket"));
    assertEquals(Optional.of("576"), settings.get("yett.fragment_size"));
    assertEquals(Optional.of("1"), settings.get("yett.cookie_threshold"));
    assertEquals(Optional.of("192.0.2.1"), settings.get("connections.lab.local_addrs"));
  }
}
