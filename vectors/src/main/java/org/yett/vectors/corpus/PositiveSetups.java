package org.yett.vectors.corpus;

import static org.yett.vectors.exchange.Host.INITIATOR;
import static org.yett.vectors.exchange.Host.RESPONDER;

import java.util.ArrayList;
import java.util.List;

/** The positive vectors. */
final class PositiveSetups {

  private static final String GCM = "aes256gcm16-prfsha384-";
  private static final String HYBRID = GCM + "x25519-ke1_mlkem768";
  private static final String SEVEN =
      GCM
          + "x25519-ke1_mlkem512-ke2_mlkem768-ke3_mlkem1024-ke4_x448-ke5_ecp256-ke6_ecp384-ke7_ecp521";
  private static final String THREE = "-ke1_mlkem512-ke2_mlkem768-ke3_ecp256";

  private final List<Setup> all = new ArrayList<>();

  private PositiveSetups() {}

  /** All of them; the order gives the seeds, so that new ones go to the end of their part. */
  static List<Setup> all() {
    PositiveSetups setups = new PositiveSetups();
    setups.keyExchanges();
    setups.algorithms();
    setups.messages();
    setups.rekeying();
    setups.traffic();
    setups.all.addAll(AuthenticationSetups.all());
    return List.copyOf(setups.all);
  }

  private Setup add(String id, String title, String... clauses) {
    Setup setup = new Setup(id, title, clauses);
    all.add(setup);
    return setup;
  }

  private void keyExchanges() {
    add("addke-0", "No additional key exchange: RFC 7296 alone", "rfc7296:1.2", "rfc7296:2.14")
        .ike(GCM + "x25519");
    add("addke-1-mlkem512", "One additional key exchange, ML-KEM-512", "rfc9370:2.2.2")
        .ike(GCM + "x25519-ke1_mlkem512");
    add("addke-1-mlkem768", "One additional key exchange, ML-KEM-768", "rfc9370:2.2.2").ike(HYBRID);
    add("addke-1-mlkem1024", "One additional key exchange, ML-KEM-1024", "rfc9370:2.2.2")
        .ike(GCM + "x25519-ke1_mlkem1024");
    add("addke-2", "Two additional key exchanges", "rfc9370:2.2.2")
        .ike(GCM + "ecp256-ke1_mlkem512-ke2_x448");
    add("addke-3", "Three additional key exchanges", "rfc9370:2.2.2").ike(GCM + "x25519" + THREE);
    add("addke-7", "Seven additional key exchanges, the most that there can be", "rfc9370:2.2.2")
        .ike(SEVEN);
    add("addke-gap", "ADDKE1 and ADDKE3 proposed, ADDKE2 left out", "rfc9370:2.2.1")
        .ike(GCM + "x25519-ke1_mlkem512-ke3_ecp256");
    add("addke-none-hole", "ADDKE2 negotiated as NONE between two others", "rfc9370:2.2.1")
        .ike(GCM + "x25519-ke1_mlkem512-ke2_mlkem768-ke2_none-ke3_ecp256")
        .responderIke(GCM + "x25519-ke1_mlkem512-ke2_none-ke3_ecp256");
    add("addke-none-first", "ADDKE1 negotiated as NONE before ML-KEM-768", "rfc9370:2.2.1")
        .ike(GCM + "x25519-ke1_mlkem1024-ke1_none-ke2_mlkem768")
        .responderIke(GCM + "x25519-ke1_none-ke2_mlkem768");
    add("addke-none-all", "Every additional key exchange negotiated as NONE", "rfc9370:2.2.1")
        .ike(GCM + "x25519-ke1_mlkem768-ke1_none")
        .responderIke(GCM + "x25519-ke1_none");
    add(
            "intermediate-unused",
            "IKE_INTERMEDIATE negotiated, but the proposal without ADDKE is chosen",
            "rfc9242:3.1",
            "rfc9370:2.2.1")
        .ike(HYBRID + "," + GCM + "x25519")
        .responderIke(GCM + "x25519");
    add("main-mlkem512", "ML-KEM-512 as the main key exchange", "ikev2-mlkem-08:2.1")
        .ike(GCM + "mlkem512");
    add("main-mlkem768", "ML-KEM-768 as the main key exchange", "ikev2-mlkem-08:2.1")
        .ike(GCM + "mlkem768");
    add("main-mlkem1024", "ML-KEM-1024 as the main key exchange", "ikev2-mlkem-08:2.1")
        .ike(GCM + "mlkem1024");
    add("main-mlkem512-addke-x25519", "ML-KEM-512 first, Curve25519 after it", "rfc9370:2.2.2")
        .ike(GCM + "mlkem512-ke1_x25519");
    add("cnsa2", "ECP-384 and ML-KEM-1024 with AES-256 and SHA-384", "rfc9370:2.2.2")
        .ike(GCM + "ecp384-ke1_mlkem1024");
    for (String group : List.of("modp2048", "modp3072", "modp4096", "ecp256", "ecp384", "ecp521")) {
      add("main-" + group, "Key exchange by " + group, "rfc7296:2.14").ike(GCM + group);
    }
    add("main-modp6144", "Key exchange by modp6144", "rfc7296:2.14", "rfc3526:6")
        .ike(GCM + "modp6144");
    add("main-modp8192", "Key exchange by modp8192", "rfc7296:2.14", "rfc3526:7")
        .ike(GCM + "modp8192");
    for (String group : List.of("ecp256bp", "ecp384bp", "ecp512bp")) {
      add("main-" + group, "Key exchange by the Brainpool group " + group, "rfc6954:2.3")
          .ike(GCM + group);
    }
    add("main-x448", "Key exchange by Curve448", "rfc8031:3.2").ike(GCM + "x448");
    add("addke-modp2048", "A classical group as additional key exchange", "rfc9370:2.2.2")
        .ike(GCM + "mlkem512-ke1_modp2048");
  }

  private void algorithms() {
    String hybrid = "-x25519-ke1_mlkem512";
    add("prf-sha256-aes128gcm", "PRF_HMAC_SHA2_256, AES-GCM-128", "rfc7296:2.13", "rfc5282:3")
        .ike("aes128gcm16-prfsha256" + hybrid);
    add("prf-sha384-aes192gcm", "PRF_HMAC_SHA2_384, AES-GCM-192", "rfc7296:2.13", "rfc5282:3")
        .ike("aes192gcm16-prfsha384" + hybrid);
    add("prf-sha512-aes256gcm", "PRF_HMAC_SHA2_512, AES-GCM-256", "rfc7296:2.13", "rfc5282:3")
        .ike("aes256gcm16-prfsha512" + hybrid);
    add("chacha20poly1305", "ChaCha20-Poly1305, PRF_HMAC_SHA2_256", "rfc7634:2")
        .ike("chacha20poly1305-prfsha256" + hybrid);
    add("cbc128-sha256", "AES-CBC-128 with HMAC-SHA2-256-128", "rfc7296:3.14", "rfc4868:2.6")
        .ike("aes128-sha256" + hybrid);
    add("cbc192-sha384", "AES-CBC-192 with HMAC-SHA2-384-192", "rfc7296:3.14", "rfc4868:2.6")
        .ike("aes192-sha384" + hybrid);
    add("cbc256-sha512", "AES-CBC-256 with HMAC-SHA2-512-256", "rfc7296:3.14", "rfc4868:2.6")
        .ike("aes256-sha512" + hybrid);
    add("cbc256-sha256-prfsha512", "Integrity and PRF of different lengths", "rfc7296:2.14")
        .ike("aes256-sha256-prfsha512" + hybrid);
    add("psk-short", "A pre-shared key of one octet", "rfc7296:2.15").ike(GCM + "x25519").psk("y");
    add("psk-long", "A pre-shared key longer than the PRF's block", "rfc7296:2.15")
        .ike(GCM + "x25519")
        .psk("0123456789abcdef".repeat(16));
  }

  private void messages() {
    add("fragmented-intermediate", "IKE_INTERMEDIATE in three fragments each way", "rfc9242:3.3.2")
        .fragmentation("yes", 576);
    add("fragmented-all", "Every encrypted message fragmented, however small", "rfc7383:2.5")
        .fragmentation("force", 256);
    add("fragmented-auth", "IKE_AUTH in fragments, no IKE_INTERMEDIATE", "rfc7383:2.5")
        .ike(GCM + "x25519")
        .fragmentation("force", 256);
    add("fragmented-cbc", "Fragments under AES-CBC, each with padding of its own", "rfc7383:2.5")
        .ike("aes256-sha256-x25519-ke1_mlkem768")
        .fragmentation("yes", 576);
    add("unfragmented-large", "IKE_INTERMEDIATE of 1.6 KB in one datagram", "rfc9242:3.3.2")
        .ike(GCM + "x25519-ke1_mlkem1024")
        .fragmentation("no", 1280);
    add("fragmented-two-sizes", "Fragments of ML-KEM-1024 and of ECP-521", "rfc9242:3.3.2")
        .ike(GCM + "x25519-ke1_mlkem1024-ke2_ecp521")
        .fragmentation("yes", 400);
    add("cookie", "The responder asks for a cookie", "rfc7296:2.6").responderOption("cookies");
    add("cookie-without-addke", "A cookie, RFC 7296 alone", "rfc7296:2.6")
        .ike(GCM + "x25519")
        .responderOption("cookies");
    add("invalid-ke", "The responder asks for another group", "rfc7296:1.2")
        .ike(GCM + "x25519-ecp256-ke1_mlkem512")
        .responderIke(GCM + "ecp256-ke1_mlkem512");
    add("invalid-ke-to-mlkem", "The responder asks for ML-KEM-512 instead", "rfc7296:1.2")
        .ike(GCM + "x25519-mlkem512")
        .responderIke(GCM + "mlkem512");
    add("cookie-and-invalid-ke", "A cookie, then another group", "rfc7296:2.6.1")
        .ike(GCM + "x25519-ecp384-ke1_mlkem512")
        .responderIke(GCM + "ecp384-ke1_mlkem512")
        .responderOption("cookies");
    add("ipv6", "Over IPv6", "rfc7296:2.23").ipv6();
    add("childless", "IKE_AUTH without a Child SA, which follows", "rfc6023:3").option("childless");
    add("nat-initiator", "The initiator is behind a NAT: UDP port 4500", "rfc7296:2.23")
        .initiatorOption("nat");
    add("nat-responder", "The responder is behind a NAT", "rfc7296:2.23").responderOption("nat");
    add("resumption", "A lost IKE SA is resumed by its ticket", "rfc5723:4.3.3", "rfc5723:5.1")
        .option("resumption")
        .initiatorOption("impatient")
        .then(INITIATOR, "initiate")
        .then(INITIATOR, "link-down")
        .then(INITIATOR, "check-liveness")
        .after(8_000, INITIATOR, "link-up", "")
        .then(INITIATOR, "initiate");
    add("resumption-without-addke", "Resumption, RFC 7296 keys", "rfc5723:5.1")
        .ike(GCM + "x25519")
        .option("resumption")
        .initiatorOption("impatient")
        .then(INITIATOR, "initiate")
        .then(INITIATOR, "link-down")
        .then(INITIATOR, "check-liveness")
        .after(8_000, INITIATOR, "link-up", "")
        .then(INITIATOR, "initiate");
  }

  private void rekeying() {
    for (String by : List.of(INITIATOR, RESPONDER)) {
      String end = by.equals(INITIATOR) ? "" : "-by-responder";
      add("rekey-ike" + end, "The IKE SA is rekeyed, no follow-up", "rfc7296:2.18")
          .ike(GCM + "x25519")
          .then(INITIATOR, "initiate")
          .then(by, "rekey-ike");
      add("rekey-ike-followup-1" + end, "IKE rekey with IKE_FOLLOWUP_KE", "rfc9370:2.2.4")
          .then(INITIATOR, "initiate")
          .then(by, "rekey-ike");
      add("rekey-ike-followup-3" + end, "IKE rekey with three follow-ups", "rfc9370:2.2.4")
          .ike(GCM + "x25519" + THREE)
          .then(INITIATOR, "initiate")
          .then(by, "rekey-ike");
      add("rekey-child-nokey" + end, "Child rekey from SK_d alone", "rfc7296:2.17")
          .ike(GCM + "x25519")
          .then(INITIATOR, "initiate")
          .then(by, "rekey-child");
      add("rekey-child" + end, "Child rekey with a key exchange", "rfc7296:2.17")
          .ike(GCM + "x25519")
          .esp("aes256gcm16-x25519")
          .then(INITIATOR, "initiate")
          .then(by, "rekey-child");
      add("rekey-child-followup-1" + end, "Child rekey with one follow-up", "rfc9370:2.2.4")
          .esp("aes256gcm16-x25519-ke1_mlkem768")
          .then(INITIATOR, "initiate")
          .then(by, "rekey-child");
      add("rekey-child-followup-3" + end, "Child rekey with three follow-ups", "rfc9370:2.2.4")
          .esp("aes256gcm16-x25519" + THREE)
          .then(INITIATOR, "initiate")
          .then(by, "rekey-child");
    }
    add("rekey-ike-mlkem", "IKE rekey with ML-KEM-768 as main key exchange", "rfc7296:2.18")
        .ike(GCM + "mlkem768")
        .then(INITIATOR, "initiate")
        .then(INITIATOR, "rekey-ike");
    add("rekey-ike-cbc-sha512", "IKE rekey, keys for CBC and HMAC", "rfc7296:2.18")
        .ike("aes256-sha512-ecp521-ke1_mlkem512")
        .then(INITIATOR, "initiate")
        .then(INITIATOR, "rekey-ike");
    add("rekey-ike-twice-then-child", "Two IKE rekeys, then a Child rekey", "rfc7296:2.18")
        .esp("aes256gcm16-ecp256")
        .then(INITIATOR, "initiate")
        .then(INITIATOR, "rekey-ike")
        .then(RESPONDER, "rekey-ike")
        .then(INITIATOR, "rekey-child");
    add("rekey-followup-fragmented", "IKE_FOLLOWUP_KE in fragments", "rfc9370:2.2.4", "rfc7383:2.5")
        .fragmentation("yes", 500)
        .then(INITIATOR, "initiate")
        .then(INITIATOR, "rekey-ike");
    add("create-child-nokey", "A second Child SA from SK_d alone", "rfc7296:2.17")
        .ike(GCM + "x25519")
        .option("second-child")
        .then(INITIATOR, "initiate")
        .then(INITIATOR, "initiate-other");
    add("create-child-ke", "A second Child SA with a key exchange", "rfc7296:2.17")
        .ike(GCM + "x25519")
        .esp("aes128gcm16-ecp256")
        .option("second-child")
        .then(INITIATOR, "initiate")
        .then(INITIATOR, "initiate-other");
    add("create-child-followup-1", "A second Child SA with one follow-up", "rfc9370:2.2.4")
        .esp("aes256gcm16-x25519-ke1_mlkem768")
        .option("second-child")
        .then(INITIATOR, "initiate")
        .then(INITIATOR, "initiate-other");
    add("create-child-followup-3", "A second Child SA with three follow-ups", "rfc9370:2.2.4")
        .esp("aes256gcm16-x25519" + THREE)
        .option("second-child")
        .then(INITIATOR, "initiate")
        .then(INITIATOR, "initiate-other");
    add(
            "childless-then-child-followup",
            "Childless, then a Child SA with ML-KEM",
            "rfc9370:2.2.5.1")
        .esp("aes256gcm16-x25519-ke1_mlkem768")
        .option("childless");
    add("delete", "The Child SA and then the IKE SA are deleted", "rfc7296:1.4.1")
        .ike(GCM + "x25519")
        .then(INITIATOR, "initiate")
        .then(INITIATOR, "terminate-child")
        .then(RESPONDER, "terminate")
        .withoutTraffic();
  }

  private void traffic() {
    for (String suite :
        List.of(
            "aes128gcm16",
            "aes192gcm16",
            "chacha20poly1305",
            "aes128-sha256",
            "aes192-sha384",
            "aes256-sha512")) {
      add("esp-" + suite, "ESP by " + suite, "rfc4303:3.3", "rfc7296:2.17")
          .ike(GCM + "x25519")
          .esp(suite + "-noesn")
          .packet(INITIATOR, "0000000000000001", 0)
          .packet(INITIATOR, "0000000000000002", 0)
          .packet(RESPONDER, "0000000000000001", 0);
      add("esp-esn-" + suite, "64-bit sequence numbers over 2^32, " + suite, "rfc4303:2.2.1")
          .ike(GCM + "x25519")
          .esp(suite + "-esn")
          .packet(INITIATOR, "0000000080000000", 0)
          .packet(INITIATOR, "00000000ffffffff", 0)
          .packet(INITIATOR, "0000000100000000", 0)
          .packet(INITIATOR, "0000000100000001", 0)
          .packet(RESPONDER, "0000000000000001", 0);
    }
    add("esp-udp", "ESP in UDP", "rfc3948:2.1")
        .ike(GCM + "x25519")
        .initiatorOption("nat")
        .packet(INITIATOR, "0000000000000001", 0)
        .packet(RESPONDER, "0000000000000001", 0);
    add("esp-udp-forced", "ESP in UDP though there is no NAT", "rfc7296:2.23")
        .ike(GCM + "x25519")
        .option("encapsulate")
        .packet(INITIATOR, "0000000000000001", 0);
    add("esp-tfc", "TFC padding to 300 octets", "rfc4303:2.7")
        .ike(GCM + "x25519")
        .packet(INITIATOR, "0000000000000001", 300)
        .packet(RESPONDER, "0000000000000001", 299);
    add("esp-tfc-cbc", "TFC padding under AES-CBC", "rfc4303:2.7")
        .ike(GCM + "x25519")
        .esp("aes256-sha256-noesn")
        .packet(INITIATOR, "0000000000000001", 300);
  }
}
