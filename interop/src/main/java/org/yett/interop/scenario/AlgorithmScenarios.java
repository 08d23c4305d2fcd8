package org.yett.interop.scenario;

import static org.yett.interop.scenario.Role.INITIATOR;

import java.util.ArrayList;
import java.util.List;
import java.util.SequencedMap;

/**
 * Each key exchange alone, each hybrid of two, each ESP cipher; what a selection must get right.
 */
final class AlgorithmScenarios {
  private static final String AEAD = "AES_GCM_16_256/PRF_HMAC_SHA2_384/";
  private static final String START = "aes256gcm16-prfsha384-";

  private static final SequencedMap<String, String> CLASSICAL =
      inOrder(
          "x25519", "CURVE_25519",
          "x448", "CURVE_448",
          "ecp256", "ECP_256",
          "ecp384", "ECP_384",
          "ecp521", "ECP_521",
          "modp2048", "MODP_2048",
          "modp3072", "MODP_3072",
          "modp4096", "MODP_4096",
          "modp6144", "MODP_6144",
          "modp8192", "MODP_8192");

  private static final SequencedMap<String, String> ML_KEM =
      inOrder("mlkem512", "ML_KEM_512", "mlkem768", "ML_KEM_768", "mlkem1024", "ML_KEM_1024");

  private static final SequencedMap<String, String> ESP =
      inOrder(
          "aes128gcm16", "AES_GCM_16_128",
          "aes192gcm16", "AES_GCM_16_192",
          "aes256gcm16", "AES_GCM_16_256",
          "aes256gcm12", "AES_GCM_12_256",
          "aes256gcm8", "AES_GCM_8_256",
          "aes256ccm16", "AES_CCM_16_256",
          "chacha20poly1305", "CHACHA20_POLY1305",
          "aes128-sha1", "AES_CBC_128/HMAC_SHA1_96",
          "aes128-sha256", "AES_CBC_128/HMAC_SHA2_256_128",
          "aes192-sha384", "AES_CBC_192/HMAC_SHA2_384_192",
          "aes256-sha512", "AES_CBC_256/HMAC_SHA2_512_256",
          "aes256ctr-sha256", "AES_CTR_256/HMAC_SHA2_256_128",
          "null-sha256", "NULL/HMAC_SHA2_256_128");

  private AlgorithmScenarios() {}

  private static SequencedMap<String, String> inOrder(String... pairs) {
    SequencedMap<String, String> map = new java.util.LinkedHashMap<>();
    for (int i = 0; i < pairs.length; i += 2) {
      map.put(pairs[i], pairs[i + 1]);
    }
    return map;
  }

  static List<Scenario> all() {
    List<Scenario> all = new ArrayList<>();
    CLASSICAL.forEach((keyword, method) ->
        all.add(
            scenario("ke-" + keyword, method + " alone")
                .ike(START + keyword, AEAD + method)
                .build()));
    CLASSICAL.forEach((keyword, method) -> {
      if (!keyword.equals("modp6144") && !keyword.equals("modp8192")) {
        ML_KEM.forEach((kem, name) -> all.add(pair(keyword, method, kem, name)));
      }
    });
    all.add(
        scenario("mlkem512-main", "ML-KEM-512 as the only key exchange")
            .ike(START + "mlkem512", AEAD + "ML_KEM_512")
            .build());
    all.add(
        scenario("mlkem-twice", "ML-KEM-768 in IKE_SA_INIT, ML-KEM-1024 after it")
            .ike(START + "mlkem768-ke1_mlkem1024", AEAD + "ML_KEM_768/KE1_ML_KEM_1024")
            .build());
    all.add(
        scenario("ke-hole", "ADDKE1 is NONE, ADDKE2 is ML-KEM-768")
            .ike(START + "x25519-ke1_none-ke2_mlkem768", AEAD + "CURVE_25519/KE2_ML_KEM_768")
            .ike(INITIATOR, START + "x25519-ke1_none-ke1_mlkem1024-ke2_mlkem768")
            .build());
    all.add(
        scenario("ke-duplicate", "the same method offered twice is taken once")
            .ike(
                START + "x25519-ke1_mlkem768-ke2_mlkem768-ke2_ecp384",
                AEAD + "CURVE_25519/KE1_ML_KEM_768/KE2_ECP_384")
            .build());
    all.add(
        scenario(
                "ke-optional", "the responder does without ADDKE1, which the initiator leaves open")
            .ike(INITIATOR, START + "x25519-ke1_mlkem768-ke1_none")
            .ike(Role.RESPONDER, START + "x25519")
            .suite(AEAD + "CURVE_25519")
            .build());
    for (int size : new int[] {800, 1024, 1400, 1500}) {
      all.add(
          scenario("fragment-" + size, "IKE fragments for a path of " + size + " octets")
              .ike(START + "x25519-ke1_mlkem1024", AEAD + "CURVE_25519/KE1_ML_KEM_1024")
              .fragmentSize(size)
              .build());
    }
    ESP.forEach((keyword, suite) ->
        all.add(scenario("esp-" + keyword, suite + " for ESP").esp(keyword, suite).build()));
    all.add(
        scenario("two-proposals", "the responder takes the initiator's second proposal")
            .ike(INITIATOR, START + "x25519-ke1_mlkem768,aes128-sha256-ecp256")
            .ike(Role.RESPONDER, "aes128-sha256-ecp256")
            .suite("AES_CBC_128/HMAC_SHA2_256_128/PRF_HMAC_SHA2_256/ECP_256")
            .hint("INVAL_KE")
            .build());
    all.add(
        scenario("two-esp-proposals", "the responder takes the second proposal for ESP")
            .esp(INITIATOR, "aes256gcm16,chacha20poly1305")
            .esp(Role.RESPONDER, "chacha20poly1305")
            .espSuite("CHACHA20_POLY1305")
            .build());
    return all;
  }

  private static Scenario pair(String keyword, String method, String kem, String name) {
    return scenario("hybrid-" + keyword + "-" + kem, method + " with " + name)
        .ike(START + keyword + "-ke1_" + kem, AEAD + method + "/KE1_" + name)
        .build();
  }

  private static ScenarioBuilder scenario(String name, String shows) {
    return new ScenarioBuilder(name, shows).heavy();
  }
}
