package org.yett.interop.scenario;

import static org.yett.interop.scenario.Role.INITIATOR;
import static org.yett.interop.scenario.Role.RESPONDER;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.yett.interop.lab.Family;
import org.yett.interop.peer.Connection;
import org.yett.interop.peer.Exchange;
import org.yett.interop.peer.Order;

/** The scenarios of the laboratory, in the order of the report. */
public final class Catalogue {
  private static final String HYBRID = "aes256gcm16-prfsha384-x25519-ke1_mlkem768";
  private static final String HYBRID_SUITE =
      "AES_GCM_16_256/PRF_HMAC_SHA2_384/CURVE_25519/KE1_ML_KEM_768";
  private static final String AEAD = "AES_GCM_16_256/PRF_HMAC_SHA2_384/";
  private static final String VIRTUAL = "10.81.9.7";
  private static final String ELSEWHERE = "192.0.2.21";
  private static final String OWN = "CURVE_25519/KE1_ML_KEM_768";
  private static final Step ESTABLISH = new Step.Establish();
  private static final Step PING = new Step.Ping(3, 1200);

  private static final List<Scenario> FIRST =
      List.of(
          hybrid("hybrid", "X25519 with ML-KEM-768: tunnel, data both ways, deleted by each side")
              .steps(
                  ESTABLISH,
                  PING,
                  new Step.Delete(INITIATOR),
                  ESTABLISH,
                  PING,
                  new Step.Delete(RESPONDER))
              .build(),
          hybrid("hybrid-raw-esp", "the same with ESP as IP protocol 50, and smaller IKE fragments")
              .rawEsp()
              .fragmentSize(1200)
              .build(),
          hybrid("encap-initiator", "no NAT, but the initiator forces ESP into UDP")
              .rawEsp()
              .encap(INITIATOR)
              .build(),
          hybrid("encap-responder", "no NAT, but the responder forces ESP into UDP")
              .rawEsp()
              .encap(RESPONDER)
              .build(),
          hybrid("hybrid-ipv6", "the same with IPv6 between the gateways")
              .outer(Family.IPV6)
              .build(),
          hybrid("liveness-initiator", "the initiator asks whether the responder lives")
              .key(INITIATOR, "dpd_delay", "1s")
              .steps(ESTABLISH, new Step.Liveness(INITIATOR), PING, new Step.Delete(INITIATOR))
              .build(),
          hybrid("liveness-responder", "the responder asks whether the initiator lives")
              .key(RESPONDER, "dpd_delay", "1s")
              .steps(ESTABLISH, new Step.Liveness(RESPONDER), PING, new Step.Delete(RESPONDER))
              .build(),
          hybrid("large-packets", "echo requests of 8000 octets, which travel in inner fragments")
              .steps(ESTABLISH, new Step.Ping(3, 8000), new Step.Delete(INITIATOR))
              .build(),
          hybrid("tcp-ipv4", "TCP both ways through the tunnel, IPv4 inside")
              .steps(
                  ESTABLISH, new Step.Transfer(Family.IPV4, 1_000_000), new Step.Delete(INITIATOR))
              .build(),
          hybrid("tcp-ipv6", "TCP both ways through the tunnel, IPv6 inside")
              .steps(
                  ESTABLISH, new Step.Transfer(Family.IPV6, 1_000_000), new Step.Delete(RESPONDER))
              .build(),
          hybrid("narrowing", "the responder narrows the initiator's traffic selectors")
              .key(INITIATOR, "children.lab.local_ts", "10.81.0.0/16,fd81::/48")
              .key(INITIATOR, "children.lab.remote_ts", "10.81.0.0/16,fd81::/48")
              .build(),
          hybrid("mobike-address", "the peer announces another address, and is answered")
              .needs(Capability.MOBIKE)
              .steps(ESTABLISH, new Step.PeerAddress(), PING, new Step.Delete(INITIATOR))
              .build(),
          hybrid("mobike-move", "the initiator moves to another address, and the tunnel with it")
              .needs(Capability.MOBIKE)
              .key(INITIATOR, "local_addrs", "%any")
              .key(RESPONDER, "remote_addrs", "%any")
              .steps(
                  ESTABLISH,
                  PING,
                  new Step.Move(INITIATOR, ELSEWHERE),
                  PING,
                  new Step.Delete(INITIATOR))
              .build(),
          hybrid("redirect", "the responder sends the initiator to another address")
              .key("mobike", "no")
              .key(RESPONDER, "local_addrs", "%any")
              .steps(
                  ESTABLISH, PING, new Step.Redirect(ELSEWHERE), PING, new Step.Delete(INITIATOR))
              .build(),
          rekeyChild("rekey-child", "a Child SA renewed by each side, keys from the IKE SA")
              .build(),
          rekeyChild("rekey-child-ke", "the same with X25519 of the Child SA's own")
              .childKeyExchanges("-x25519", "CURVE_25519")
              .build(),
          rekeyChild("rekey-child-followup", "the same with X25519 and ML-KEM-768 of its own")
              .childKeyExchanges("-x25519-ke1_mlkem768", OWN)
              .build(),
          scenario("rekey-ike", "an IKE SA with X25519 renewed by each side")
              .steps(renewals(Order.IKE, false))
              .build(),
          hybrid("rekey-ike-followup", "an IKE SA with X25519 and ML-KEM-768 renewed by each side")
              .steps(renewals(Order.IKE, false))
              .build(),
          hybrid("rekey-child-traffic", "a Child SA renewed under traffic, none of which is lost")
              .childKeyExchanges("-x25519-ke1_mlkem768", OWN)
              .steps(renewals(Order.CHILD, true))
              .build(),
          hybrid("rekey-ike-traffic", "an IKE SA renewed under traffic, none of which is lost")
              .steps(renewals(Order.IKE, true))
              .build(),
          hybrid("collide-child", "both renew the Child SA at once")
              .childKeyExchanges("-x25519-ke1_mlkem768", OWN)
              .collides()
              .steps(
                  ESTABLISH,
                  new Step.Collision(Order.CHILD, Order.CHILD),
                  PING,
                  new Step.Delete(INITIATOR))
              .build(),
          hybrid("collide-ike", "both renew the IKE SA at once")
              .collides()
              .steps(
                  ESTABLISH,
                  new Step.Collision(Order.IKE, Order.IKE),
                  PING,
                  new Step.Delete(RESPONDER))
              .build(),
          additionalChild("add-child-initiator", "the initiator adds a Child SA", INITIATOR)
              .build(),
          additionalChild("add-child-responder", "the responder adds a Child SA", RESPONDER)
              .build(),
          hybrid("reauthentication-initiator", "the initiator sets its IKE SA up anew")
              .steps(
                  ESTABLISH,
                  new Step.Rekey(INITIATOR, Order.REAUTHENTICATION, false),
                  PING,
                  new Step.Delete(INITIATOR))
              .build(),
          hybrid("reauthentication-responder", "the responder sets the IKE SA up anew")
              .steps(
                  ESTABLISH,
                  new Step.Rekey(RESPONDER, Order.REAUTHENTICATION, false),
                  PING,
                  new Step.Delete(INITIATOR))
              .build(),
          hybrid(
                  "childless",
                  "an IKE SA without a Child SA, which comes with key exchanges of its own")
              .childKeyExchanges("-x25519-ke1_mlkem768", OWN)
              .key("childless", "force")
              .build(),
          hybrid("virtual-ip", "the initiator has a virtual address from the responder's pool")
              .key(INITIATOR, "vips", "0.0.0.0")
              .key(INITIATOR, "children.lab.local_ts", "dynamic")
              .key(INITIATOR, "children.lab.remote_ts", "10.81.0.0/16")
              .key(RESPONDER, "pools", "lab")
              .key(RESPONDER, "pools.lab.addrs", VIRTUAL + "/32")
              .key(RESPONDER, "children.lab.remote_ts", "dynamic")
              .steps(ESTABLISH, new Step.VirtualAddress(VIRTUAL, 6), new Step.Delete(INITIATOR))
              .build(),
          scenario("classical", "X25519 alone: no IKE_INTERMEDIATE").build(),
          scenario("ecp384", "NIST P-384 alone")
              .ike("aes256gcm16-prfsha384-ecp384", AEAD + "ECP_384")
              .build(),
          scenario("modp3072", "MODP-3072 alone, with HMAC-SHA2-512")
              .ike(
                  "aes256-sha512-modp3072",
                  "AES_CBC_256/HMAC_SHA2_512_256/PRF_HMAC_SHA2_512/MODP_3072")
              .esp("aes256-sha512", "AES_CBC_256/HMAC_SHA2_512_256")
              .build(),
          scenario("mlkem512", "X25519 with ML-KEM-512, whose messages need no fragments")
              .ike("aes256gcm16-prfsha384-x25519-ke1_mlkem512", AEAD + "CURVE_25519/KE1_ML_KEM_512")
              .travels(Exchange.IKE_INTERMEDIATE, 1, true, 1)
              .travels(Exchange.IKE_INTERMEDIATE, 1, false, 1)
              .build(),
          scenario("mlkem1024", "P-384 with ML-KEM-1024, fragments both ways")
              .ike("aes256gcm16-prfsha384-ecp384-ke1_mlkem1024", AEAD + "ECP_384/KE1_ML_KEM_1024")
              .travels(Exchange.IKE_INTERMEDIATE, 1, true, 2)
              .travels(Exchange.IKE_INTERMEDIATE, 1, false, 2)
              .build(),
          scenario("mlkem768-main", "ML-KEM-768 as the only key exchange, in IKE_SA_INIT")
              .ike("aes256gcm16-prfsha384-mlkem768", AEAD + "ML_KEM_768")
              .build(),
          scenario("mlkem1024-main", "ML-KEM-1024 in an IKE_SA_INIT that IP must fragment")
              .ike("aes256gcm16-prfsha384-mlkem1024", AEAD + "ML_KEM_1024")
              .build(),
          scenario("two-additional", "X25519, then ML-KEM-768, then P-384")
              .ike(
                  "aes256gcm16-prfsha384-x25519-ke1_mlkem768-ke2_ecp384",
                  AEAD + "CURVE_25519/KE1_ML_KEM_768/KE2_ECP_384")
              .fragmentSize(1280)
              .travels(Exchange.IKE_INTERMEDIATE, 1, true, 2)
              .travels(Exchange.IKE_INTERMEDIATE, 2, true, 1)
              .build(),
          scenario("seven-additional", "seven additional key exchanges, each of another method")
              .ike(
                  "aes256gcm16-prfsha384-x25519-ke1_mlkem768-ke2_mlkem1024-ke3_mlkem512-ke4_ecp256"
                      + "-ke5_ecp384-ke6_ecp521-ke7_x448",
                  AEAD
                      + "CURVE_25519/KE1_ML_KEM_768/KE2_ML_KEM_1024/KE3_ML_KEM_512/KE4_ECP_256"
                      + "/KE5_ECP_384/KE6_ECP_521/KE7_CURVE_448")
              .fragmentSize(1280)
              .travels(Exchange.IKE_INTERMEDIATE, 1, true, 2)
              .travels(Exchange.IKE_INTERMEDIATE, 2, true, 2)
              .travels(Exchange.IKE_INTERMEDIATE, 7, true, 1)
              .build(),
          hybrid("cbc-hmac", "AES-256-CBC with HMAC-SHA2-256 in IKE and ESP")
              .ike(
                  "aes256-sha256-x25519-ke1_mlkem768",
                  "AES_CBC_256/HMAC_SHA2_256_128/PRF_HMAC_SHA2_256/CURVE_25519/KE1_ML_KEM_768")
              .esp("aes256-sha256", "AES_CBC_256/HMAC_SHA2_256_128")
              .build(),
          hybrid("chacha20", "ChaCha20-Poly1305 in IKE and ESP")
              .ike(
                  "chacha20poly1305-prfsha256-x25519-ke1_mlkem768",
                  "CHACHA20_POLY1305/PRF_HMAC_SHA2_256/CURVE_25519/KE1_ML_KEM_768")
              .esp("chacha20poly1305", "CHACHA20_POLY1305")
              .build(),
          scenario("aes128", "AES-128-GCM in IKE and ESP")
              .ike("aes128gcm16-prfsha256-ecp256", "AES_GCM_16_128/PRF_HMAC_SHA2_256/ECP_256")
              .esp("aes128gcm16", "AES_GCM_16_128")
              .build(),
          scenario("cookie", "the responder demands a cookie before it works")
              .ike(HYBRID, HYBRID_SUITE)
              .demandCookies()
              .hint("COOKIE")
              .build(),
          scenario("invalid-ke", "the responder wants another group than the initiator guessed")
              .ike("aes256gcm16-prfsha384-ecp384-ke1_mlkem768", AEAD + "ECP_384/KE1_ML_KEM_768")
              .ike(INITIATOR, "aes256gcm16-prfsha384-x25519-ecp384-ke1_mlkem768")
              .hint("INVAL_KE")
              .build(),
          scenario("cookie-invalid-ke", "a cookie and another group, one after the other")
              .ike("aes256gcm16-prfsha384-ecp384-ke1_mlkem768", AEAD + "ECP_384/KE1_ML_KEM_768")
              .ike(INITIATOR, "aes256gcm16-prfsha384-x25519-ecp384-ke1_mlkem768")
              .demandCookies()
              .hint("COOKIE")
              .hint("INVAL_KE")
              .build(),
          scenario("fragment-576", "IKE fragments for a path of 576 octets")
              .ike(HYBRID, HYBRID_SUITE)
              .fragmentSize(576)
              .travels(Exchange.IKE_INTERMEDIATE, 1, true, 3)
              .travels(Exchange.IKE_INTERMEDIATE, 1, false, 3)
              .build(),
          scenario("no-fragmentation", "no IKE fragments: the large request is one datagram")
              .ike(HYBRID, HYBRID_SUITE)
              .key(INITIATOR, "fragmentation", "no")
              .key(RESPONDER, "fragmentation", "no")
              .travels(Exchange.IKE_INTERMEDIATE, 1, true, 1)
              .travels(Exchange.IKE_INTERMEDIATE, 1, false, 1)
              .build(),
          certificates("cert-ecdsa", "ecdsa", "pubkey", "ECDSA over P-256").build(),
          certificates("cert-rsa", "rsa", "pubkey", "RSA, whichever padding they choose").build(),
          certificates("cert-rsa-pss", "rsa", "ike:rsa/pss-sha256", "RSA with PSS").build(),
          certificates("cert-ed25519", "ed25519", "pubkey", "Ed25519").build(),
          certificates("cert-chain", "ecdsa+chain", "pubkey", "an intermediate authority").build(),
          certificates("cert-revoked", "ecdsa+revoked", "pubkey", "certificates that are revoked")
              .refused("AUTH_FAILED")
              .build(),
          eap("eap-mschapv2", "eap-mschapv2", false, "MSCHAPv2").build(),
          eap("eap-md5", "eap-md5", false, "MD5-Challenge, which makes no key").build(),
          eap("eap-tls", "eap-tls", false, "TLS 1.2").build(),
          // strongSwan's server names RSA authorities alone: without one, its CertificateRequest
          // has an empty list, which TLS 1.3 does not allow (RFC 8446 4.2.4).
          eap("eap-tls13", "eap-tls", false, "TLS 1.3")
              .key(Connection.CREDENTIALS, "rsa")
              .key("charon.tls.version_max", "1.3")
              .build(),
          eap("eap-ttls", "eap-ttls", false, "TTLS with MSCHAPv2 in the tunnel").build(),
          eap("eap-only-tls", "eap-tls", true, "TLS alone, without a signature").build(),
          eap("eap-only-ttls", "eap-ttls", true, "TTLS alone, without a signature").build(),
          eap("eap-wrong-password", "eap-mschapv2", false, "different passwords: refused")
              .key(RESPONDER, "secrets.eap-lab.secret", "another password")
              .refused()
              .build(),
          scenario("wrong-secret", "different shared secrets: refused, nothing established")
              .ike(HYBRID, HYBRID_SUITE)
              .secret(RESPONDER, "another secret altogether")
              .refused("AUTH_FAILED")
              .build(),
          scenario("wrong-identity", "the responder knows nobody of that name: refused")
              .ike(HYBRID, HYBRID_SUITE)
              .key(RESPONDER, "remote.id", "stranger.lab.example")
              .refused("AUTH_FAILED")
              .build(),
          scenario("no-proposal", "no common proposal: refused, nothing established")
              .ike(INITIATOR, HYBRID)
              .ike(RESPONDER, "aes256gcm16-prfsha384-x25519-ke1_mlkem1024")
              .refused("NO_PROP")
              .build());

  private Catalogue() {}

  /** Each side renews, with data through the tunnel after each time. */
  private static Step[] renewals(Order what, boolean traffic) {
    return new Step[] {
      ESTABLISH,
      PING,
      new Step.Rekey(INITIATOR, what, traffic),
      PING,
      new Step.Rekey(RESPONDER, what, traffic),
      PING,
      new Step.Delete(INITIATOR)
    };
  }

  private static ScenarioBuilder rekeyChild(String name, String shows) {
    return hybrid(name, shows).steps(renewals(Order.CHILD, false));
  }

  /** The first Child SA carries IPv4, the second IPv6. */
  private static ScenarioBuilder additionalChild(String name, String shows, Role by) {
    ScenarioBuilder builder = hybrid(name, shows).childKeyExchanges("-x25519-ke1_mlkem768", OWN);
    for (Role role : Role.values()) {
      builder
          .key(role, "children.lab.local_ts", "10.81.0.0/16")
          .key(role, "children.lab.remote_ts", "10.81.0.0/16")
          .key(role, "children.second.mode", "tunnel")
          .key(role, "children.second.rekey_time", "0")
          .key(role, "children.second.esp_proposals", "aes256gcm16-x25519-ke1_mlkem768")
          .key(role, "children.second.local_ts", "fd81::/48")
          .key(role, "children.second.remote_ts", "fd81::/48");
    }
    return builder.steps(
        ESTABLISH, new Step.AddChild(by, "second"), PING, new Step.Delete(INITIATOR));
  }

  private static ScenarioBuilder certificates(String name, String kind, String auth, String shows) {
    return scenario(name, "certificates: " + shows)
        .ike(HYBRID, HYBRID_SUITE)
        .certificates(kind, auth);
  }

  private static ScenarioBuilder eap(String name, String method, boolean alone, String shows) {
    return scenario(name, "EAP: " + shows).ike(HYBRID, HYBRID_SUITE).eap(method, alone);
  }

  private static final List<Scenario> ALL =
      Stream.of(
              FIRST,
              AuthScenarios.all(),
              ClassicalScenarios.all(),
              AlgorithmScenarios.all(),
              FailureScenarios.all(),
              YettScenarios.all(),
              ImpairedScenarios.all())
          .flatMap(List::stream)
          .toList();

  /** All scenarios. */
  public static List<Scenario> all() {
    return ALL;
  }

  /** The scenario of a name. */
  public static Optional<Scenario> named(String name) {
    return ALL.stream().filter(scenario -> scenario.name().equals(name)).findFirst();
  }

  private static ScenarioBuilder scenario(String name, String shows) {
    return new ScenarioBuilder(name, shows);
  }

  /** X25519 and ML-KEM-768, whose IKE_INTERMEDIATE request does not fit one datagram. */
  private static ScenarioBuilder hybrid(String name, String shows) {
    return scenario(name, shows)
        .ike(HYBRID, HYBRID_SUITE)
        .fragmentSize(1280)
        .travels(Exchange.IKE_INTERMEDIATE, 1, true, 2)
        .travels(Exchange.IKE_INTERMEDIATE, 1, false, 1);
  }
}
