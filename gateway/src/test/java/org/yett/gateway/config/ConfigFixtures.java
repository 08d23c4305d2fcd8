package org.yett.gateway.config;

import static org.junit.jupiter.api.Assertions.fail;

import java.nio.file.Path;
import java.util.List;

/** Configurations for tests. */
final class ConfigFixtures {

  /** A complete configuration of one connection; the placeholders take further settings. */
  static final String TEMPLATE =
      """
      connections {
        gw {
          local_addrs = 192.0.2.1
          remote_addrs = 192.0.2.2
          %s
          local {
            auth = psk
            id = a.example
          }
          remote {
            auth = psk
            id = b.example
          }
          children {
            net {
              local_ts = 10.1.0.0/16
              remote_ts = 10.2.0.0/16
              %s
            }
          }
        }
      }
      secrets {
        ike-gw {
          id = b.example
          secret = "top secret"
        }
      }
      %s
      """;

  private ConfigFixtures() {}

  static String with(String connection, String child, String outside) {
    return TEMPLATE.formatted(connection, child, outside);
  }

  static ConfigResult load(String text) {
    return ConfigLoader.load("t.conf", text, Path.of("/nowhere"));
  }

  static ConfigResult.Loaded loaded(String text) {
    return switch (load(text)) {
      case ConfigResult.Loaded loaded -> loaded;
      case ConfigResult.Rejected rejected -> fail(rejected.diagnostics().toString());
    };
  }

  static ConnectionSettings connection(String text) {
    return loaded(text).config().connections().getFirst();
  }

  static List<String> messages(String text) {
    return load(text).diagnostics().stream().map(Diagnostic::toString).toList();
  }
}
