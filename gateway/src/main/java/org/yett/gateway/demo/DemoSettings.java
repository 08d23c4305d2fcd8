package org.yett.gateway.demo;

import java.security.SecureRandom;
import java.util.HexFormat;

/** The configuration of the two demo gateways, as somebody would write it for two hosts. */
final class DemoSettings {
  static final String PROPOSAL = "aes256gcm16-prfsha384-x25519-ke1_mlkem768";
  static final String ESP_PROPOSAL = "aes256gcm16";
  static final String CONNECTION = "demo";
  static final String CHILD = "tunnel";

  /** Inner addresses of the two ends. */
  static final String[] INNER_IPV4 = {"10.10.1.1", "10.10.2.1"};

  static final String[] INNER_IPV6 = {"fd00:10:1::1", "fd00:10:2::1"};

  /** Outer addresses of the two ends, where they have a network of their own. */
  static final String[] OUTER_IPV4 = {"192.0.2.1", "192.0.2.2"};

  private DemoSettings() {}

  /** A pre-shared key for one run, as a configuration writes it. */
  static String freshKey() {
    byte[] key = new byte[32];
    new SecureRandom().nextBytes(key);
    return "0x" + HexFormat.of().formatHex(key);
  }

  /**
   * A gateway's {@code swanctl.conf}.
   *
   * @param end 0 for the initiator, 1 for the responder
   * @param addresses outer addresses of the two ends
   * @param remotePort where the responder listens
   * @param more further keys of the connection, each on a line
   * @param daemon the section for the gateway as a whole
   */
  static String swanctl(
      int end, String[] addresses, int remotePort, String more, String key, String daemon) {
    int peer = 1 - end;
    return """
    # One of the two gateways of `yett demo`.
    connections {
      %s {
        version = 2
        local_addrs = %s
        remote_addrs = %s
        remote_port = %d
        proposals = %s
        rekey_time = 0
    %s    local {
          auth = psk
          id = %s
        }
        remote {
          auth = psk
          id = %s
        }
        children {
          %s {
            local_ts = %s/32, %s/128
            remote_ts = %s/32, %s/128
            esp_proposals = %s
            rekey_time = 0
          }
        }
      }
    }
    secrets {
      ike-demo {
        secret = %s
      }
    }
    %s\
    """
        .formatted(
            CONNECTION,
            addresses[end],
            addresses[peer],
            remotePort,
            PROPOSAL,
            more,
            name(end),
            name(peer),
            CHILD,
            INNER_IPV4[end],
            INNER_IPV6[end],
            INNER_IPV4[peer],
            INNER_IPV6[peer],
            ESP_PROPOSAL,
            key,
            daemon);
  }

  private static String name(int end) {
    return end == 0 ? "initiator.demo.example" : "responder.demo.example";
  }
}
