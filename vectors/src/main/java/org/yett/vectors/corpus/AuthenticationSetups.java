package org.yett.vectors.corpus;

import static org.yett.vectors.exchange.Host.INITIATOR;
import static org.yett.vectors.exchange.Host.RESPONDER;

import java.util.ArrayList;
import java.util.List;
import org.yett.ike.crypto.KeyKind;
import org.yett.ike.crypto.SignatureScheme;

/** Positive vectors of AUTH by signature, of PPKs, and of what is authenticated besides. */
final class AuthenticationSetups {

  private static final String GCM = "aes256gcm16-prfsha384-";
  private static final String CLASSICAL = GCM + "x25519";
  private static final String HYBRID = GCM + "x25519-ke1_mlkem512";
  private static final String PPK = "Yett PPK of 32 octets, no secret";
  private static final String OTHER = "Another of 32 octets, no secret.";

  private final List<Setup> all = new ArrayList<>();

  private AuthenticationSetups() {}

  /** All of them. */
  static List<Setup> all() {
    AuthenticationSetups setups = new AuthenticationSetups();
    setups.classicalSignatures();
    setups.postQuantumSignatures();
    setups.mixedMethods();
    setups.clearPayloads();
    setups.ppkInAuth();
    setups.ppkInIntermediate();
    setups.ppkInCreation();
    setups.eap();
    setups.transcripts();
    return List.copyOf(setups.all);
  }

  private Setup add(String id, String title, String... clauses) {
    Setup setup = new Setup(id, title, clauses).ike(HYBRID);
    all.add(setup);
    return setup;
  }

  private void classicalSignatures() {
    for (SignatureScheme scheme :
        List.of(
            SignatureScheme.RSA_PSS_SHA256,
            SignatureScheme.RSA_PSS_SHA384,
            SignatureScheme.RSA_PSS_SHA512,
            SignatureScheme.RSA_PKCS1_SHA256)) {
      add("auth-" + scheme, "AUTH by " + scheme + " of keys of 2048 bits", "rfc7427:3")
          .signs(INITIATOR, KeyKind.RSA_2048, scheme)
          .signs(RESPONDER, KeyKind.RSA_2048, scheme);
    }
    add("auth-rsa-pss-without-addke", "AUTH by RSASSA-PSS, RFC 7296 keys", "rfc7427:3")
        .ike(CLASSICAL)
        .signatures(KeyKind.RSA_2048);
    for (KeyKind kind : List.of(KeyKind.ECDSA_P256, KeyKind.ECDSA_P384, KeyKind.ECDSA_P521)) {
      add("auth-" + kind, "AUTH by " + kind + ", k as in RFC 6979", "rfc7427:3").signatures(kind);
    }
    add("auth-ecdsa-p256-sha512", "ECDSA on P-256 with a longer hash", "rfc7427:3")
        .signs(INITIATOR, KeyKind.ECDSA_P256, SignatureScheme.ECDSA_SHA512)
        .signs(RESPONDER, KeyKind.ECDSA_P256, SignatureScheme.ECDSA_SHA512);
    add("auth-ecdsa-p521-sha256", "ECDSA on P-521 with a shorter hash", "rfc7427:3")
        .signs(INITIATOR, KeyKind.ECDSA_P521, SignatureScheme.ECDSA_SHA256)
        .signs(RESPONDER, KeyKind.ECDSA_P521, SignatureScheme.ECDSA_SHA256);
    add("auth-ecdsa-p256-without-addke", "AUTH by ECDSA, RFC 7296 keys", "rfc7427:3")
        .ike(CLASSICAL)
        .signatures(KeyKind.ECDSA_P256);
    add("auth-ed25519", "AUTH by Ed25519", "rfc8420:2").signatures(KeyKind.ED25519);
    add("auth-ed25519-without-addke", "AUTH by Ed25519, RFC 7296 keys", "rfc8420:2")
        .ike(CLASSICAL)
        .signatures(KeyKind.ED25519);
    add("auth-ed448", "AUTH by Ed448", "rfc8420:2").signatures(KeyKind.ED448);
    add("auth-ecdsa-cookie", "AUTH by ECDSA after a cookie", "rfc7296:2.15")
        .signatures(KeyKind.ECDSA_P256)
        .responderOption("cookies");
    add("auth-ecdsa-childless", "AUTH by ECDSA, the Child SA follows", "rfc6023:3")
        .signatures(KeyKind.ECDSA_P384)
        .option("childless");
  }

  private void postQuantumSignatures() {
    for (KeyKind kind : List.of(KeyKind.ML_DSA_44, KeyKind.ML_DSA_65, KeyKind.ML_DSA_87)) {
      add("auth-" + kind, "AUTH by deterministic " + kind, "ikev2-pqc-auth-06:3.2")
          .signatures(kind);
    }
    add("auth-ml-dsa-44-without-addke", "ML-DSA-44, RFC 7296 keys", "ikev2-pqc-auth-06:3.2")
        .ike(CLASSICAL)
        .signatures(KeyKind.ML_DSA_44);
    add("auth-ml-dsa-65-unfragmented", "ML-DSA-65 in one datagram", "ikev2-pqc-auth-06:3.2")
        .signatures(KeyKind.ML_DSA_65)
        .fragmentation("no", 1280);
    add("auth-ml-dsa-87-mlkem1024", "ML-DSA-87 with ML-KEM-1024", "ikev2-pqc-auth-06:3.2")
        .ike(GCM + "ecp384-ke1_mlkem1024")
        .signatures(KeyKind.ML_DSA_87)
        .fragmentation("yes", 576);
    add("auth-ml-dsa-44-cbc", "ML-DSA-44 under AES-CBC", "ikev2-pqc-auth-06:3.2", "rfc7383:2.5")
        .ike("aes256-sha256-x25519-ke1_mlkem512")
        .signatures(KeyKind.ML_DSA_44);
  }

  private void mixedMethods() {
    add("auth-psk-and-ecdsa", "The responder alone signs", "rfc7296:2.15")
        .signs(RESPONDER, KeyKind.ECDSA_P256);
    add("auth-ecdsa-and-psk", "The initiator alone signs", "rfc7296:2.15")
        .signs(INITIATOR, KeyKind.ECDSA_P256);
    add("auth-ed25519-and-ml-dsa-44", "Two algorithms", "rfc7427:3", "ikev2-pqc-auth-06:3.2")
        .signs(INITIATOR, KeyKind.ED25519)
        .signs(RESPONDER, KeyKind.ML_DSA_44);
  }

  private void clearPayloads() {
    add("intermediate-clear-payload", "IKE_INTERMEDIATE with a payload in clear", "rfc9242:3.3.2")
        .option("clear-payload");
    add(
            "fragmented-clear-payload",
            "IKE_INTERMEDIATE in fragments, with a payload in clear",
            "rfc9242:3.3.2",
            "rfc7383:2.5")
        .option("clear-payload")
        .fragmentation("yes", 576);
    add("clear-payload-by-initiator", "The initiator alone has one in clear", "rfc9242:3.3.2")
        .ike(GCM + "x25519-ke1_mlkem512-ke2_ecp256")
        .initiatorOption("clear-payload")
        .signatures(KeyKind.ED25519);
  }

  private Setup ppk(String id, String title, String where) {
    String clause = where.equals("ppk") ? "rfc8784:3" : "rfc9867:3.1.1";
    return add(id, title, clause).option(where);
  }

  private void ppkInAuth() {
    ppk("ppk-auth", "A PPK in IKE_AUTH, RFC 7296 keys", "ppk")
        .ike(CLASSICAL)
        .ppk("ppk.example", PPK)
        .option("ppk-required");
    ppk("ppk-auth-addke-1", "A PPK in IKE_AUTH after ML-KEM", "ppk")
        .ppk("ppk.example", PPK)
        .option("ppk-required");
    ppk("ppk-auth-addke-3", "A PPK in IKE_AUTH after three additional KEs", "ppk")
        .ike(GCM + "x25519-ke1_mlkem512-ke2_mlkem768-ke3_ecp256")
        .ppk("ppk.example", PPK)
        .option("ppk-required");
    ppk("ppk-auth-optional", "An optional PPK that both have: NO_PPK_AUTH too", "ppk")
        .ppk("ppk.example", PPK);
    ppk("ppk-auth-optional-unknown", "An optional PPK that the responder lacks", "ppk")
        .ppk(INITIATOR, "ppk.example", PPK)
        .ppk(RESPONDER, "elsewhere.example", OTHER);
    ppk("ppk-auth-ecdsa", "A PPK in IKE_AUTH, AUTH by ECDSA", "ppk")
        .ppk("ppk.example", PPK)
        .signatures(KeyKind.ECDSA_P256);
    ppk("ppk-auth-rsa-pss", "An optional PPK: two signatures of the initiator", "ppk")
        .ppk("ppk.example", PPK)
        .signatures(KeyKind.RSA_2048);
    ppk("ppk-auth-ml-dsa", "A PPK in IKE_AUTH, AUTH by ML-DSA-44", "ppk")
        .ppk("ppk.example", PPK)
        .option("ppk-required")
        .signatures(KeyKind.ML_DSA_44);
    ppk("ppk-auth-sha512-cbc", "A PPK in IKE_AUTH, PRF of 64 octets", "ppk")
        .ike("aes256-sha512-x25519-ke1_mlkem512")
        .ppk("ppk.example", PPK)
        .option("ppk-required");
    ppk("ppk-auth-rekey-child", "A Child rekey after a PPK in IKE_AUTH", "ppk")
        .esp("aes256gcm16-x25519-ke1_mlkem768")
        .ppk("ppk.example", PPK)
        .option("ppk-required")
        .then(INITIATOR, "initiate")
        .then(INITIATOR, "rekey-child");
    ppk("ppk-auth-rekey-ike", "An IKE rekey after a PPK in IKE_AUTH", "ppk")
        .ppk("ppk.example", PPK)
        .option("ppk-required")
        .then(INITIATOR, "initiate")
        .then(RESPONDER, "rekey-ike");
  }

  private void ppkInIntermediate() {
    ppk("ppk-intermediate", "A PPK in IKE_INTERMEDIATE, no additional KE", "ppk-intermediate")
        .ike(CLASSICAL)
        .ppk("ppk.example", PPK)
        .option("ppk-required");
    ppk("ppk-intermediate-addke-1", "A PPK in IKE_INTERMEDIATE after ML-KEM", "ppk-intermediate")
        .ppk("ppk.example", PPK)
        .option("ppk-required");
    ppk("ppk-intermediate-addke-3", "A PPK after three additional KEs", "ppk-intermediate")
        .ike(GCM + "x25519-ke1_mlkem512-ke2_mlkem768-ke3_ecp256")
        .ppk("ppk.example", PPK);
    ppk("ppk-intermediate-two", "Two PPKs offered, the second one chosen", "ppk-intermediate")
        .ppk(INITIATOR, "first.example", OTHER)
        .ppk("second.example", PPK);
    ppk("ppk-intermediate-unknown", "A PPK offered that nobody takes", "ppk-intermediate")
        .ppk(INITIATOR, "ppk.example", PPK)
        .ppk(RESPONDER, "elsewhere.example", OTHER);
    ppk("ppk-intermediate-ecdsa", "A PPK in IKE_INTERMEDIATE, AUTH by ECDSA", "ppk-intermediate")
        .ppk("ppk.example", PPK)
        .signatures(KeyKind.ECDSA_P384);
    ppk("ppk-intermediate-sha512-cbc", "A PPK, PRF of 64 octets", "ppk-intermediate")
        .ike("aes256-sha512-x25519-ke1_mlkem512")
        .ppk("ppk.example", PPK);
    ppk("ppk-intermediate-preferred", "Both ways offered: RFC 9867 is taken", "ppk-intermediate")
        .option("ppk")
        .ppk("ppk.example", PPK);
    ppk("ppk-intermediate-rekey-ike", "An IKE rekey after a PPK", "ppk-intermediate")
        .ppk("ppk.example", PPK)
        .then(INITIATOR, "initiate")
        .then(INITIATOR, "rekey-ike");
  }

  private Setup creation(String id, String title) {
    return add(id, title, "rfc9867:3.2")
        .option("ppk-creation")
        .ppk("ppk.example", PPK)
        .then(INITIATOR, "initiate");
  }

  private void ppkInCreation() {
    creation("ppk-creation-rekey-ike", "A PPK in an IKE rekey, no key exchange besides X25519")
        .ike(CLASSICAL)
        .then(INITIATOR, "rekey-ike");
    creation("ppk-creation-rekey-ike-followup-1", "A PPK in an IKE rekey with IKE_FOLLOWUP_KE")
        .then(RESPONDER, "rekey-ike");
    creation("ppk-creation-rekey-child", "A PPK in a Child rekey from SK_d alone")
        .ike(CLASSICAL)
        .then(INITIATOR, "rekey-child");
    creation("ppk-creation-rekey-child-followup-1", "A PPK in a Child rekey with ML-KEM")
        .esp("aes256gcm16-x25519-ke1_mlkem768")
        .then(INITIATOR, "rekey-child");
    creation("ppk-creation-rekey-child-by-responder", "The same by the responder, two PPKs offered")
        .ppk("second.example", OTHER)
        .then(RESPONDER, "rekey-child");
    add("ppk-creation-second-child", "A PPK in a second Child SA", "rfc9867:3.2")
        .ike(CLASSICAL)
        .option("ppk-creation")
        .option("second-child")
        .ppk("ppk.example", PPK)
        .then(INITIATOR, "initiate")
        .then(INITIATOR, "initiate-other");
  }

  private void eap() {
    add("eap-mschapv2", "EAP-MSCHAPv2: AUTH by the MSK", "rfc7296:2.16")
        .initiatorOption("eap-mschapv2")
        .psk("A password")
        .signs(RESPONDER, KeyKind.ECDSA_P256);
    add("eap-mschapv2-without-addke", "EAP-MSCHAPv2, RFC 7296 keys", "rfc7296:2.16")
        .ike(CLASSICAL)
        .initiatorOption("eap-mschapv2")
        .psk("A password")
        .signs(RESPONDER, KeyKind.ED25519);
    add("eap-md5", "An EAP method without a key: AUTH by SK_pi and SK_pr", "rfc7296:2.16")
        .initiatorOption("eap-md5")
        .psk("A password")
        .signs(RESPONDER, KeyKind.ECDSA_P256);
  }

  private void transcripts() {
    String clause = "ikev2-downgrade-prevention-08:4";
    add("transcript", "AUTH over both IKE_SA_INIT messages", clause)
        .ike(CLASSICAL)
        .option("transcript")
        .unconfirmed();
    add("transcript-addke-1", "The same with IKE_INTERMEDIATE", clause)
        .option("transcript")
        .unconfirmed();
    add("transcript-cookie", "The same after a cookie", clause)
        .option("transcript")
        .responderOption("cookies")
        .unconfirmed();
    add("transcript-ecdsa", "The same, AUTH by ECDSA", clause)
        .option("transcript")
        .signatures(KeyKind.ECDSA_P256)
        .unconfirmed();
  }
}
