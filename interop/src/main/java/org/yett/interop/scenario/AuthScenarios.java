package org.yett.interop.scenario;

import static org.yett.interop.scenario.Role.INITIATOR;
import static org.yett.interop.scenario.Role.RESPONDER;

import java.util.List;

/** Post-quantum preshared keys in IKE_AUTH, and several rounds of authentication. */
final class AuthScenarios {
  private static final String HYBRID = "aes256gcm16-prfsha384-x25519-ke1_mlkem768";
  private static final String SUITE = "AES_GCM_16_256/PRF_HMAC_SHA2_384/CURVE_25519/KE1_ML_KEM_768";
  private static final String ID = "lab-ppk";
  private static final String VALUE =
      "0x0f1e2d3c4b5a69788796a5b4c3d2e1f00f1e2d3c4b5a69788796a5b4c3d2e1f0";
  private static final String OTHER =
      "0xf01e2d3c4b5a69788796a5b4c3d2e1f00f1e2d3c4b5a69788796a5b4c3d2e1f0";
  private static final String SECOND = "second.lab.example";

  private AuthScenarios() {}

  static List<Scenario> all() {
    return List.of(
        holds(
                holds(ppk("ppk-required", "a PPK that both require", true), INITIATOR, VALUE),
                RESPONDER,
                VALUE)
            .notifies("USE_PPK", "PPK_ID")
            .build(),
        holds(
                holds(
                    ppk("ppk-optional", "a PPK that neither requires, and both have", false),
                    INITIATOR,
                    VALUE),
                RESPONDER,
                VALUE)
            .notifies("USE_PPK", "PPK_ID", "NO_PPK")
            .build(),
        holds(
                ppk(
                    "ppk-responder-without",
                    "a PPK that the responder lacks, and nobody requires",
                    false),
                INITIATOR,
                VALUE)
            .notifies("USE_PPK")
            .build(),
        holds(
                ppk(
                    "ppk-unknown",
                    "a PPK that the responder, which has another, does not know",
                    true),
                INITIATOR,
                VALUE)
            .key(RESPONDER, "ppk_id", "another-ppk")
            .key(RESPONDER, "secrets.ppk-lab.id", "another-ppk")
            .key(RESPONDER, "secrets.ppk-lab.secret", OTHER)
            .refused("AUTH_FAILED")
            .build(),
        holds(
                holds(
                    ppk("ppk-mismatch", "PPKs of one name and two values: refused", true),
                    INITIATOR,
                    VALUE),
                RESPONDER,
                OTHER)
            .refused("AUTH_FAILED")
            .build(),
        rounds("rounds-cert-cert", "two rounds of authentication by certificates")
            .key("local-1.auth", "pubkey")
            .key("local-1.certs", "lab.pem")
            .key("remote-1.auth", "pubkey")
            .build(),
        rounds("rounds-cert-psk", "a round by certificates, and one by a pre-shared key")
            .key("local-1.auth", "psk")
            .key("local-1.id", SECOND)
            .key("remote-1.auth", "psk")
            .key("remote-1.id", SECOND)
            .key("secrets.ike-second.id-1", SECOND)
            .key("secrets.ike-second.secret", "the second secret of the laboratory")
            .build());
  }

  private static ScenarioBuilder ppk(String name, String shows, boolean required) {
    return new ScenarioBuilder(name, shows)
        .ike(HYBRID, SUITE)
        .key("ppk_id", ID)
        .key("ppk_required", required ? "yes" : "no");
  }

  private static ScenarioBuilder holds(ScenarioBuilder builder, Role role, String value) {
    return builder.key(role, "secrets.ppk-lab.id", ID).key(role, "secrets.ppk-lab.secret", value);
  }

  private static ScenarioBuilder rounds(String name, String shows) {
    return new ScenarioBuilder(name, shows).ike(HYBRID, SUITE).certificates("ecdsa", "pubkey");
  }
}
