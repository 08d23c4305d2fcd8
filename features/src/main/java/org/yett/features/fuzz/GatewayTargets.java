package org.yett.features.fuzz;

import static org.yett.features.fuzz.FuzzTarget.check;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.yett.gateway.config.ConfigLoader;
import org.yett.gateway.config.ConfigResult;
import org.yett.gateway.vici.ViciCodec;
import org.yett.gateway.vici.ViciFormatException;
import org.yett.gateway.vici.ViciMessage;
import org.yett.gateway.vici.ViciPacket;

/** Targets of the program around the engine: its configuration, its control protocol. */
final class GatewayTargets {

  private static final Path NOWHERE = Path.of("/nonexistent");

  static final List<FuzzTarget> ALL =
      List.of(
          new FuzzTarget(
              "swanctl",
              "The text of a swanctl.conf is parsed and checked",
              GatewayTargets::swanctl,
              GatewayTargets::configurations),
          new FuzzTarget(
              "vici",
              "A vici packet is decoded, and what it says is encoded again",
              GatewayTargets::vici,
              GatewayTargets::packets));

  private GatewayTargets() {}

  private static void swanctl(byte[] input) {
    String text = new String(input, StandardCharsets.UTF_8);
    if (text.contains("include")) {
      // It would read files of this machine.
      return;
    }
    switch (ConfigLoader.load("fuzz", text, NOWHERE)) {
      case ConfigResult.Rejected rejected ->
          check(!rejected.diagnostics().isEmpty(), "who is refused is told why");
      case ConfigResult.Loaded loaded ->
          check(loaded.config() != null, "a configuration that is loaded is there");
    }
  }

  private static List<byte[]> configurations() {
    return List.of(
        """
        connections {
          site {
            version = 2
            local_addrs = 192.0.2.1
            remote_addrs = 198.51.100.2, %any
            proposals = aes256gcm16-prfsha384-x25519-ke1_mlkem768
            dpd_delay = 30s
            local { auth = psk
              id = a.example }
            remote { auth = psk }
            children {
              net {
                local_ts = 10.1.0.0/16[tcp/80], dynamic
                remote_ts = 10.2.0.0/16
                esp_proposals = aes256gcm16-esn
                start_action = trap|start
              }
            }
          }
        }
        secrets {
          ike-1 { id-a = b.example
            secret = 0sYWJj }
        }
        """
            .getBytes(StandardCharsets.UTF_8),
        "a : b { x = \"y\\n\" # c\n }\nb { x = 0x00ff }".getBytes(StandardCharsets.UTF_8));
  }

  private static void vici(byte[] input) {
    try {
      ViciPacket packet = ViciCodec.decode(input);
      byte[] encoded = ViciCodec.encode(packet);
      check(
          Arrays.equals(encoded, ViciCodec.encode(ViciCodec.decode(encoded))),
          "what was decoded and encoded is decoded and encoded to the same");
    } catch (ViciFormatException refused) {
      check(refused.getMessage() != null, "who is refused is told why");
    }
  }

  private static List<byte[]> packets() {
    ViciMessage message =
        ViciMessage.builder()
            .put("child", "net")
            .list("ids", List.of("a", "b"))
            .section("inner", b -> b.put("key", "value").section("deeper", c -> c.put("x", 1)))
            .build();
    return List.of(
        ViciCodec.encode(new ViciPacket.CommandRequest("initiate", message)),
        ViciCodec.encode(new ViciPacket.CommandResponse(message)),
        ViciCodec.encode(new ViciPacket.EventRegister("log")),
        ViciCodec.encode(new ViciPacket.Event("ike-updown", message)));
  }
}
