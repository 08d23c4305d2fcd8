package org.yett.interop.scenario;

import static org.yett.interop.scenario.Role.INITIATOR;
import static org.yett.interop.scenario.Role.RESPONDER;

import java.util.List;

/** Two ends that must not come together, and how the refusal is told. */
final class FailureScenarios {
  private static final String HYBRID = "aes256gcm16-prfsha384-x25519-ke1_mlkem768";

  private FailureScenarios() {}

  static List<Scenario> all() {
    return List.of(
        scenario("classical-wrong-secret", "different shared secrets")
            .secret(RESPONDER, "another secret altogether")
            .refused("AUTH_FAILED")
            .build(),
        scenario("classical-wrong-identity", "the responder knows nobody of that name")
            .key(RESPONDER, "remote.id", "stranger.lab.example")
            .refused("AUTH_FAILED")
            .build(),
        scenario("classical-no-proposal", "no common IKE proposal")
            .ike(RESPONDER, "aes128-sha256-ecp256")
            .refused("NO_PROP")
            .build(),
        scenario("cert-expired", "certificates whose time is over")
            .certificates("ecdsa+expired", "pubkey")
            .refused("AUTH_FAILED")
            .build(),
        scenario("cert-future", "certificates whose time has not come")
            .certificates("ecdsa+future", "pubkey")
            .refused("AUTH_FAILED")
            .build(),
        scenario("cert-stranger", "certificates of an authority that the other does not trust")
            .certificates("ecdsa+stranger", "pubkey")
            .refused("AUTH_FAILED")
            .build(),
        scenario("cert-wrong-name", "a certificate without the name that its owner claims")
            .certificates("ecdsa+misnamed", "pubkey")
            .refused("AUTH_FAILED")
            .build(),
        scenario("psk-against-cert", "one proves itself by a secret, the other wants certificates")
            .certificates("ecdsa", "pubkey")
            .key(INITIATOR, "local.auth", "psk")
            .refused("AUTH_FAILED")
            .build(),
        scenario("floor-not-met", "a classical initiator meets one that demands a hybrid")
            .ike(INITIATOR, "aes256gcm16-prfsha384-x25519")
            .ike(RESPONDER, HYBRID)
            .refused("NO_PROP")
            .build());
  }

  private static ScenarioBuilder scenario(String name, String shows) {
    return new ScenarioBuilder(name, shows).heavy();
  }
}
