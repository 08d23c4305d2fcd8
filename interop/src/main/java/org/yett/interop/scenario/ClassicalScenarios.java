package org.yett.interop.scenario;

import static org.yett.interop.scenario.Role.INITIATOR;
import static org.yett.interop.scenario.Role.RESPONDER;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.yett.interop.lab.Family;
import org.yett.interop.peer.Order;

/**
 * What can be shown without ML-KEM and RFC 9370, for peers that have neither. The configurations of
 * libreswan say in its own words what swanctl's keys do not say for it.
 */
final class ClassicalScenarios {
  private static final Step ESTABLISH = new Step.Establish();
  private static final Step PING = new Step.Ping(3, 1200);
  private static final String ELSEWHERE = "192.0.2.21";

  private ClassicalScenarios() {}

  static List<Scenario> all() {
    List<Scenario> all = new ArrayList<>();
    all.add(
        classical("classical-both-delete", "PSK: tunnel, data both ways, deleted by each side")
            .steps(
                ESTABLISH,
                PING,
                new Step.Delete(INITIATOR),
                ESTABLISH,
                PING,
                new Step.Delete(RESPONDER))
            .build());
    all.add(classical("classical-raw-esp", "ESP as IP protocol 50").rawEsp().build());
    all.add(classical("classical-ipv6", "IPv6 between the gateways").outer(Family.IPV6).build());
    for (Role role : Role.values()) {
      all.add(
          classical(
                  "classical-liveness-" + role.label(),
                  "the " + role.label() + " asks whether the other lives")
              .key(role, "dpd_delay", "1s")
              .steps(ESTABLISH, new Step.Liveness(role), PING, new Step.Delete(INITIATOR))
              .build());
    }
    all.add(
        classical("classical-large-packets", "echo requests of 8000 octets")
            .steps(ESTABLISH, new Step.Ping(3, 8000), new Step.Delete(INITIATOR))
            .build());
    for (Family family : Family.values()) {
      all.add(
          classical(
                  "classical-tcp-" + family.name().toLowerCase(java.util.Locale.ROOT),
                  "TCP both ways through the tunnel, " + family + " inside")
              .steps(ESTABLISH, new Step.Transfer(family, 1_000_000), new Step.Delete(INITIATOR))
              .build());
    }
    all.add(
        classical("classical-rekey-child", "a Child SA renewed by each side")
            .steps(renewals(Order.CHILD, false))
            .build());
    all.add(
        classical("classical-rekey-child-ke", "the same with X25519 of the Child SA's own")
            .childKeyExchanges("-x25519", "CURVE_25519")
            .steps(renewals(Order.CHILD, false))
            .build());
    all.add(
        classical("classical-rekey-child-traffic", "a Child SA renewed under traffic")
            .steps(renewals(Order.CHILD, true))
            .build());
    all.add(
        classical("classical-rekey-ike-traffic", "an IKE SA renewed under traffic")
            .steps(renewals(Order.IKE, true))
            .build());
    for (Role role : Role.values()) {
      all.add(
          classical(
                  "classical-reauthentication-" + role.label(),
                  "the " + role.label() + " sets the IKE SA up anew")
              .steps(
                  ESTABLISH,
                  new Step.Rekey(role, Order.REAUTHENTICATION, false),
                  PING,
                  new Step.Delete(INITIATOR))
              .build());
      all.add(
          classical(
                  "classical-add-child-" + role.label(), "the " + role.label() + " adds a Child SA")
              .key("children.lab.local_ts", "10.81.0.0/16")
              .key("children.lab.remote_ts", "10.81.0.0/16")
              .key("children.second.mode", "tunnel")
              .key("children.second.rekey_time", "0")
              .key("children.second.esp_proposals", "aes256gcm16")
              .key("children.second.local_ts", "fd81::/48")
              .key("children.second.remote_ts", "fd81::/48")
              .key("ipsec.second.leftsubnet", "fd81::/48")
              .key("ipsec.second.rightsubnet", "fd81::/48")
              .steps(ESTABLISH, new Step.AddChild(role, "second"), PING, new Step.Delete(INITIATOR))
              .build());
    }
    all.add(
        classical("classical-narrowing", "the responder narrows the traffic selectors")
            .key(INITIATOR, "children.lab.local_ts", "10.81.0.0/16,fd81::/48")
            .key(INITIATOR, "children.lab.remote_ts", "10.81.0.0/16,fd81::/48")
            .key("ipsec.narrowing", "yes")
            .build());
    all.add(
        classical("classical-mobike", "the initiator moves, and the tunnel with it")
            .needs(Capability.MOBIKE)
            .key(INITIATOR, "local_addrs", "%any")
            .key(RESPONDER, "remote_addrs", "%any")
            .key("ipsec.mobike", "yes")
            .key(INITIATOR, "ipsec.left", "%defaultroute")
            .key(RESPONDER, "ipsec.right", "%any")
            .steps(
                ESTABLISH,
                PING,
                new Step.Move(INITIATOR, ELSEWHERE),
                PING,
                new Step.Delete(INITIATOR))
            .build());
    all.add(
        classical("classical-redirect", "the responder sends the initiator elsewhere")
            .needs(Capability.REDIRECT)
            .key("mobike", "no")
            .key(RESPONDER, "local_addrs", "%any")
            .key(INITIATOR, "ipsec.accept-redirect", "yes")
            .key(RESPONDER, "ipsec.send-redirect", "yes")
            .steps(ESTABLISH, PING, new Step.Redirect(ELSEWHERE), PING, new Step.Delete(INITIATOR))
            .build());
    all.add(
        classical("classical-cookie", "the responder demands a cookie before it works")
            .demandCookies()
            .hint("COOKIE")
            .build());
    all.add(
        classical("classical-invalid-ke", "the responder wants another group than guessed")
            .ike("aes256gcm16-prfsha384-ecp384", "AES_GCM_16_256/PRF_HMAC_SHA2_384/ECP_384")
            .ike(INITIATOR, "aes256gcm16-prfsha384-x25519-ecp384")
            .hint("INVAL_KE")
            .build());
    all.add(
        classical("classical-no-fragmentation", "neither side announces IKE fragments")
            .key("fragmentation", "no")
            .build());
    all.add(
        classical("esn", "extended sequence numbers")
            .needs(Capability.ESN)
            .esp("aes256gcm16-esn", "AES_GCM_16_256/ESN")
            .build());
    all.add(
        classical("transport-mode", "transport mode between the gateways")
            .needs(Capability.TRANSPORT_MODE)
            .key("children.lab.mode", "transport")
            .key("children.lab.local_ts", "dynamic")
            .key("children.lab.remote_ts", "dynamic")
            .build());
    all.addAll(certificates());
    return all;
  }

  private static List<Scenario> certificates() {
    Map<String, String> kinds =
        new java.util.TreeMap<>(
            Map.of(
                "ecdsa", "ECDSA over P-256",
                "rsa", "RSA, whichever padding they choose",
                "ed25519", "Ed25519",
                "ecdsa+chain", "an intermediate authority"));
    List<Scenario> all = new ArrayList<>();
    kinds.forEach((kind, shows) ->
        all.add(
            classical("classical-cert-" + kind.replace('+', '-'), "certificates: " + shows)
                .certificates(kind, "pubkey")
                .build()));
    all.add(
        classical("classical-cert-revoked", "certificates that are revoked")
            .certificates("ecdsa+revoked", "pubkey")
            .key("ipsec.setup.crl-strict", "no")
            .refused("AUTH_FAILED")
            .build());
    return all;
  }

  static Step[] renewals(Order what, boolean traffic) {
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

  static ScenarioBuilder classical(String name, String shows) {
    return new ScenarioBuilder(name, shows).heavy();
  }
}
