package org.yett.interop.scenario;

import static org.yett.interop.scenario.Role.INITIATOR;
import static org.yett.interop.scenario.Role.RESPONDER;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.yett.interop.peer.Order;

/**
 * Faults that libreswan commits on demand, with what a correct peer makes of each: it goes on as if
 * nothing were wrong, or refuses, or may do either; afterwards it does its work as ever.
 */
final class ImpairedScenarios {
  private static final Step ESTABLISH = new Step.Establish();
  private static final Step PING = new Step.Ping(3, 1200);

  private ImpairedScenarios() {}

  static List<Scenario> all() {
    List<Scenario> all = new ArrayList<>();
    harmless(all);
    wrong(all);
    open(all);
    afterwards(all);
    return all;
  }

  /** What must be ignored, or made up for. */
  private static void harmless(List<Scenario> all) {
    all.add(goesOn(any(), "minor_version_bump", "", "a higher minor version (RFC 7296 2.5)"));
    all.add(goesOn(any(), "send_bogus_isakmp_flag", "", "a reserved flag in the header"));
    all.add(goesOn(any(), "send_bogus_payload_flag", "", "a reserved flag in each payload"));
    all.add(goesOn(any(), "send_nonzero_reserved", "", "reserved octets that are not zero"));
    all.add(goesOn(any(), "send_nonzero_reserved_id", "", "the same in the ID that AUTH covers"));
    all.add(goesOn(any(), "jacob_two_two", "", "every message comes twice"));
    all.add(goesOn(any(), "duplicate_inbound", "", "it takes every message twice"));
    all.add(goesOn(any(), "duplicate_outbound", "", "it sends every message twice"));
    all.add(goesOn(any(), "replay_inbound", "", "it takes all earlier messages again"));
    all.add(goesOn(any(), "replay_outbound", "", "it sends all earlier messages again"));
    all.add(goesOn(any(), "replay_encrypted", "", "it sends encrypted messages again"));
    all.add(goesOn(any(), "suppress_retransmits", "", "it never repeats a request"));
    for (int number = 1; number <= 2; number++) {
      String which = Integer.toString(number);
      all.add(goesOn(any(), "drop_inbound", which, "its message " + which + " in is lost"));
      all.add(goesOn(any(), "drop_outbound", which, "its message " + which + " out is lost"));
    }
    for (String exchange : List.of("IKE_SA_INIT", "IKE_AUTH", "CREATE_CHILD_SA", "INFORMATIONAL")) {
      all.add(
          goesOn(any(), "add_unknown_v2_payload_to_sk", exchange, "an unknown payload, encrypted"));
    }
    all.add(goesOn(any(), "add_unknown_v2_payload_to", "IKE_SA_INIT", "an unknown payload"));
    all.add(goesOn(any(), "add_unknown_v2_payload_to", "IKE_AUTH", "an unknown payload in clear"));
    for (String notification :
        List.of("IKEV2_FRAGMENTATION_SUPPORTED", "CHILDLESS_IKEV2_SUPPORTED", "MOBIKE_SUPPORTED")) {
      all.add(goesOn(any(), "omit_v2_notification", notification, "a missing notification"));
      all.add(goesOn(any(), "ignore_v2_notification", notification, "it ignores a notification"));
    }
    all.add(goesOn(any(), "add_v2_notification", "40969", "an unknown status notification"));
    all.add(goesOn(any(), "childless_ikev2_supported", "", "it does not announce RFC 6023"));
    all.add(goesOn(initiator(), "send_no_idr", "", "no IDr payload"));
    all.add(goesOn(initiator(), "send_bogus_dcookie", "", "a cookie that nobody asked for"));
    all.add(goesOn(any(), "helper_thread_delay", "1", "it takes a second for each computation"));
    all.add(goesOn(any(), "ignore_soft_expire", "", "it does not hear of soft limits"));
    all.add(goesOn(any(), "ignore_hard_expire", "", "it does not hear of hard limits"));
    all.add(goesOn(any(), "log_rate_limit", "1", "it logs little"));
    all.add(goesOn(any(), "v2_proposal_integ", "allow-none", "integrity NONE beside an AEAD"));
    all.add(goesOn(any(), "v2_proposal_integ", "drop-none", "no integrity NONE beside an AEAD"));
    all.add(
        goesOn(any(), "v2_proposal_dh", "allow-none", "key exchange NONE in proposals for ESP"));
    all.add(goesOn(any(), "v2_proposal_dh", "drop-none", "no key exchange NONE in proposals"));
  }

  /** What must be refused. */
  private static void wrong(List<Scenario> all) {
    all.add(refused(any(), "major_version_bump", "", "a higher major version (RFC 7296 2.5)"));
    for (String how : List.of("OMIT", "EMPTY", "0")) {
      all.add(refused(any(), "ke_payload", how, "a broken KE payload"));
    }
    all.add(refused(any(), "send_no_ikev2_auth", "", "no IKE_AUTH message at all"));
    all.add(refused(responder(), "bad_ike_auth_xchg", "", "IKE_AUTH answered by another exchange"));
    all.add(refused(initiator(), "ike_initiator_spi", "0", "an initiator's SPI of zero"));
    all.add(refused(responder(), "ike_responder_spi", "0", "a responder's SPI of zero"));
    all.add(refused(any(), "block_inbound", "", "nothing that is sent to it arrives"));
    all.add(refused(any(), "block_outbound", "", "nothing that it sends arrives"));
    for (String how : List.of("OMIT", "EMPTY", "0")) {
      all.add(refused(any(), "ike_key_length_attribute", how, "a broken key length for IKE"));
    }
    all.add(refused(initiator(), "number_of_TSi_selectors", "0", "no selector in TSi"));
    all.add(refused(initiator(), "number_of_TSr_selectors", "0", "no selector in TSr"));
    all.add(refused(initiator(), "number_of_TSi_selectors", "9", "fewer selectors than said"));
    all.add(critical(any(), "add_unknown_v2_payload_to", "IKE_SA_INIT", "unknown and critical"));
    all.add(
        critical(
            any(), "add_unknown_v2_payload_to_sk", "IKE_AUTH", "unknown and critical, encrypted"));
  }

  /** What may be borne or refused, as long as it does no harm. */
  private static void open(List<Scenario> all) {
    all.add(either(any(), "corrupt_encrypted", "", "it spoils what it decrypts"));
    all.add(either(any(), "ke_payload", "DUPLICATE", "two KE payloads"));
    all.add(either(any(), "ike_key_length_attribute", "DUPLICATE", "two key lengths for IKE"));
    for (String how : List.of("OMIT", "EMPTY", "DUPLICATE", "0")) {
      all.add(either(any(), "child_key_length_attribute", how, "a broken key length for ESP"));
    }
    all.add(either(any(), "ikev2_add_ike_transform", "16711681", "an unknown type of transform"));
    all.add(either(any(), "ikev2_add_ike_transform", "131071", "an unknown transform for IKE"));
    all.add(either(any(), "ikev2_add_child_transform", "131071", "an unknown transform for ESP"));
    all.add(either(any(), "v2_proposal_dh", "omit", "proposals without a key exchange"));
    all.add(either(any(), "v2_proposal_integ", "omit", "proposals without integrity"));
    all.add(either(any(), "v2_proposal_protoid", "9", "proposals for an unknown protocol"));
    all.add(either(any(), "add_v2_notification", "8191", "an unknown error notification"));
    all.add(either(any(), "omit_v2_ike_auth_child", "", "no Child SA in IKE_AUTH (RFC 6023)"));
    all.add(either(any(), "ignore_v2_ike_auth_child", "", "it ignores the Child SA of IKE_AUTH"));
    all.add(either(any(), "timeout_on_retransmit", "", "it gives up at the first repetition"));
    all.add(either(initiator(), "number_of_TSr_selectors", "9", "fewer selectors than said"));
    for (String what : List.of("inbound_state", "inbound_policy", "outbound_state")) {
      all.add(either(any(), "install_ipsec_sa_" + what, "", "its kernel refuses the Child SA"));
    }
    all.add(either(any(), "install_ipsec_sa_outbound_policy", "", "its kernel refuses the policy"));
  }

  /** Faults of an SA that stands. */
  private static void afterwards(List<Scenario> all) {
    all.add(
        later("trigger_v2_liveness", "1", "liveness at a time of its own")
            .steps(ESTABLISH, PING, impair("trigger_v2_liveness", "1"), PING, deletion())
            .build());
    all.add(
        later("initiate_v2_liveness", "1", "liveness out of turn")
            .steps(ESTABLISH, PING, impair("initiate_v2_liveness", "1"), PING, deletion())
            .build());
    all.add(
        later("send_keepalive", "1", "a NAT keepalive out of turn")
            .steps(ESTABLISH, PING, impair("send_keepalive", "1"), PING, deletion())
            .build());
    for (String which :
        List.of(
            "rekey_initiate_supernet",
            "rekey_initiate_subnet",
            "rekey_respond_supernet",
            "rekey_respond_subnet",
            "v2n_rekey_sa_protoid:9",
            "v2_delete_protoid:9")) {
      String[] parts = which.split(":", -1);
      String how = parts.length > 1 ? parts[1] : "";
      for (Role by : Role.values()) {
        all.add(
            later(parts[0], "by-" + by.label(), "a Child SA renewed by the " + by.label())
                .steps(
                    ESTABLISH,
                    PING,
                    impair(parts[0], how),
                    new Step.Disturbance(by, Order.CHILD),
                    new Step.Recover(),
                    ESTABLISH,
                    PING,
                    deletion())
                .build());
      }
    }
    for (String which :
        List.of(
            "send_no_delete",
            "block_inbound",
            "block_outbound",
            "corrupt_encrypted",
            "replay_encrypted",
            "replay_outbound")) {
      all.add(
          later(which, "later", "begun when the tunnel is up; renewed by the initiator then")
              .steps(
                  ESTABLISH,
                  PING,
                  impair(which, ""),
                  new Step.Disturbance(INITIATOR, Order.CHILD),
                  new Step.Recover(),
                  ESTABLISH,
                  PING,
                  deletion())
              .build());
    }
  }

  private static Optional<Role> any() {
    return Optional.empty();
  }

  private static Optional<Role> initiator() {
    return Optional.of(INITIATOR);
  }

  private static Optional<Role> responder() {
    return Optional.of(RESPONDER);
  }

  private static Step deletion() {
    return new Step.Delete(INITIATOR);
  }

  private static Step impair(String what, String how) {
    return new Step.Impair(any(), what, how);
  }

  private static Scenario goesOn(Optional<Role> by, String what, String how, String shows) {
    return scenario(what, how, "goes on: " + shows)
        .steps(new Step.Impair(by, what, how), ESTABLISH, PING, deletion())
        .build();
  }

  private static Scenario refused(Optional<Role> by, String what, String how, String shows) {
    return scenario(what, how, "refuses: " + shows)
        .steps(
            new Step.Impair(by, what, how),
            new Step.Attempt(false),
            new Step.Recover(),
            ESTABLISH,
            PING,
            deletion())
        .build();
  }

  private static Scenario critical(Optional<Role> by, String what, String how, String shows) {
    return scenario(what + "-critical", how, "refuses: a payload that is " + shows)
        .steps(
            new Step.Impair(by, "unknown_v2_payload_critical", ""),
            new Step.Impair(by, what, how),
            new Step.Attempt(false),
            new Step.Recover(),
            ESTABLISH,
            PING,
            deletion())
        .build();
  }

  private static Scenario either(Optional<Role> by, String what, String how, String shows) {
    return scenario(what, how, "goes on or refuses: " + shows)
        .steps(
            new Step.Impair(by, what, how),
            new Step.Attempt(true),
            new Step.Recover(),
            ESTABLISH,
            PING,
            deletion())
        .build();
  }

  private static ScenarioBuilder later(String what, String how, String shows) {
    return scenario(what, how, "lives on: " + shows);
  }

  private static ScenarioBuilder scenario(String what, String how, String shows) {
    String name = "impair-" + what + (how.isEmpty() ? "" : "-" + how);
    return new ScenarioBuilder(name.toLowerCase(Locale.ROOT).replace('_', '-'), shows)
        .needs(Capability.IMPAIRMENTS)
        .key("yett.half_open_timeout", "15s")
        .key("yett.retransmit_timeout", "1.0")
        .key("yett.retransmit_base", "1.2")
        .key("yett.retransmit_tries", "6")
        .heavy();
  }
}
