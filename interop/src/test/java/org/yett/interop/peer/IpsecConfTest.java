package org.yett.interop.peer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SequencedMap;
import org.junit.jupiter.api.Test;
import org.yett.interop.lab.Family;
import org.yett.interop.lab.Side;

class IpsecConfTest {

  private static Connection connection(String ike, String esp, Map<String, String> keys) {
    SequencedMap<String, String> ordered = new LinkedHashMap<>(keys);
    return new Connection(
        Side.PEER, Family.IPV4, ike, esp, "a secret", ordered, Connection.Tuning.NONE);
  }

  @Test
  void proposals_are_said_in_libreswans_words() {
    assertEquals(
        "aes_gcm256-sha2_384;dh31+dh20",
        LibreswanProposals.ike("aes256gcm16-prfsha384-x25519-ecp384"));
    assertEquals(
        "aes256-sha2_256;dh14,aes_gcm128-sha2_512;dh21",
        LibreswanProposals.ike("aes256-sha256-modp2048,aes128gcm16-prfsha512-ecp521"));
    assertEquals(
        "aes_gcm256-sha2_384;dh31;addke1=ml_kem_768",
        LibreswanProposals.ike("aes256gcm16-prfsha384-x25519-ke1_mlkem768"));
    assertEquals("aes_gcm256", LibreswanProposals.esp("aes256gcm16-x25519"));
    assertTrue(LibreswanProposals.pfs("aes256gcm16-x25519"));
    assertFalse(LibreswanProposals.pfs("aes256gcm16"));
  }

  @Test
  void a_connection_has_both_ends_and_its_own_words_win() {
    String conf =
        IpsecConf.conf(
            connection(
                "aes256gcm16-prfsha384-x25519",
                "aes256gcm16-esn",
                Map.of("ipsec.mobike", "yes", "ipsec.setup.crl-strict", "yes", "encap", "yes")));
    for (String line :
        new String[] {
          "left=192.0.2.2",
          "right=192.0.2.1",
          "leftid=@peer.lab.example",
          "leftsubnet=10.81.2.0/24,fd81:0:0:2::/64",
          "authby=secret",
          "ike=aes_gcm256-sha2_384;dh31",
          "esp=aes_gcm256",
          "esn=yes",
          "pfs=no",
          "encapsulation=yes",
          "mobike=yes",
          "crl-strict=yes"
        }) {
      assertTrue(conf.lines().anyMatch(found -> found.strip().equals(line)), line + "\n" + conf);
    }
    assertTrue(conf.indexOf("crl-strict") < conf.indexOf("conn lab"));
  }

  @Test
  void secrets_name_both_ends() {
    assertEquals(
        "@peer.lab.example @subject.lab.example : PSK \"a secret\"\n",
        IpsecConf.secrets(connection("aes256gcm16-prfsha384-x25519", "aes256gcm16", Map.of())));
  }

  @Test
  void what_a_version_lacks_is_told_with_its_reason() {
    Connection hybrid =
        connection("aes256gcm16-prfsha384-x25519-ke1_mlkem768", "aes256gcm16", Map.of());
    assertEquals(
        Optional.of("libreswan 5.2-2.5 has no ML-KEM and RFC 9370, which came with 5.4"),
        LibreswanLimits.of("5.2-2.5").cannot(hybrid));
    assertEquals(Optional.empty(), LibreswanLimits.of("5.4").cannot(hybrid));
    assertEquals(
        Optional.of("libreswan 5.4 has no x448"),
        LibreswanLimits.of("5.4")
            .cannot(connection("aes256gcm16-prfsha384-x448", "aes256gcm16", Map.of())));
    Connection fragments =
        new Connection(
            Side.PEER,
            Family.IPV4,
            "aes256gcm16-prfsha384-x25519",
            "aes256gcm16",
            "a secret",
            new LinkedHashMap<>(),
            new Connection.Tuning(OptionalInt.of(576), false, false, false));
    assertTrue(LibreswanLimits.of("5.2").cannot(fragments).isPresent());
  }
}
