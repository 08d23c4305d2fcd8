package org.yett.interop.scenario;

import java.util.ArrayList;
import java.util.List;

/** What our own gateway can do, and peers may lack. */
final class YettScenarios {
  private static final String HYBRID = "aes256gcm16-prfsha384-x25519-ke1_mlkem768";
  private static final String SUITE = "AES_GCM_16_256/PRF_HMAC_SHA2_384/CURVE_25519/KE1_ML_KEM_768";

  private YettScenarios() {}

  static List<Scenario> all() {
    List<Scenario> all = new ArrayList<>();
    for (String kind : List.of("mldsa44", "mldsa65", "mldsa87")) {
      all.add(
          scenario("cert-" + kind, "certificates: ML-DSA, hybrid key exchange")
              .needs(Capability.ML_DSA)
              .certificates(kind, "pubkey")
              .build());
    }
    all.add(
        scenario("cert-slhdsa", "certificates: SLH-DSA-SHA2-128s, hybrid key exchange")
            .needs(Capability.SLH_DSA)
            .certificates("slhdsa-sha2-128s", "pubkey")
            .build());
    all.add(
        scenario("cert-mldsa65-no-fragmentation", "ML-DSA in datagrams that IP must fragment")
            .needs(Capability.ML_DSA)
            .certificates("mldsa65", "pubkey")
            .key("fragmentation", "no")
            .build());
    all.add(
        scenario("transcript-auth", "AUTH covers the whole transcript of IKE_SA_INIT")
            .needs(Capability.TRANSCRIPT)
            .key("transcript_auth", "required")
            .build());
    all.add(
        scenario("cnsa2", "what CNSA 2.0 demands: P-384 with ML-KEM-1024, ML-DSA-87")
            .needs(Capability.ML_DSA)
            .ike(
                "aes256gcm16-prfsha384-ecp384-ke1_mlkem1024",
                "AES_GCM_16_256/PRF_HMAC_SHA2_384/ECP_384/KE1_ML_KEM_1024")
            .certificates("mldsa87", "pubkey")
            .build());
    return all;
  }

  private static ScenarioBuilder scenario(String name, String shows) {
    return new ScenarioBuilder(name, shows).ike(HYBRID, SUITE).heavy();
  }
}
