package org.yett.gateway.config;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.yett.gateway.config.KeyRule.Treatment;

/**
 * Every key that strongSwan 6.1 knows in {@code swanctl.conf}, those of {@code strongswan.conf}'s
 * section {@code charon}, and our own, each with what is done with it. A key that is not here is a
 * mistake.
 */
public final class KnownKeys {

  private static final List<KeyRule> RULES = new ArrayList<>();

  private static final String TOKENS = "keys and certificates in tokens are not supported";
  private static final String IKEV1 = "it belongs to IKEv1, and Yett does IKEv2 only";
  private static final String NOT_TOLD = "this version does not tell peers this attribute";
  private static final String MARKS =
      "the traffic of a Child SA would not be restricted as it says: Netfilter marks and XFRM"
          + " interfaces are not supported";
  private static final String MEDIATION = "mediation is not supported";
  private static final String STRONGSWAN_ONLY = "it tunes strongSwan's own program";

  static {
    connection();
    authentication("local*");
    authentication("remote*");
    remoteAlone();
    child();
    secrets();
    poolsAndAuthorities();
    daemon("yett");
    daemon("charon");
    yettAlone();
    charonAlone();
  }

  private KnownKeys() {}

  private static void connection() {
    Group c = new Group("connections", "*");
    c.honoured("version", ValueSyntax.oneOf("0", "1", "2"));
    c.honoured("local_addrs", ValueSyntax.TEXT);
    c.honoured("remote_addrs", ValueSyntax.TEXT);
    c.honoured("local_port", ValueSyntax.PORT);
    c.honoured("remote_port", ValueSyntax.PORT);
    c.honoured("proposals", ValueSyntax.TEXT);
    c.honoured("vips", ValueSyntax.TEXT);
    c.refused("aggressive", ValueSyntax.BOOLEAN, IKEV1, "no", "false", "disabled", "0");
    c.harmless(
        "pull",
        ValueSyntax.BOOLEAN,
        "it belongs to IKEv1: in IKEv2 the initiator always asks",
        "yes",
        "true",
        "enabled",
        "1");
    c.harmless("dscp", ValueSyntax.TEXT, "IKE packets are sent with DSCP 000000", "000000", "0");
    c.honoured("encap", ValueSyntax.BOOLEAN);
    c.honoured("mobike", ValueSyntax.BOOLEAN);
    c.honoured("dpd_delay", ValueSyntax.SECONDS);
    c.harmless("dpd_timeout", ValueSyntax.SECONDS, IKEV1, "0", "0s");
    c.honoured("fragmentation", ValueSyntax.oneOf("yes", "accept", "force", "no"));
    c.honoured("childless", ValueSyntax.oneOf("allow", "prefer", "force", "never"));
    c.honoured("send_certreq", ValueSyntax.BOOLEAN);
    c.honoured("send_cert", ValueSyntax.oneOf("always", "never", "ifasked"));
    c.harmless(
        "ocsp",
        ValueSyntax.oneOf("both", "reply", "request", "never"),
        "OCSP answers are not exchanged in IKE; responders are asked by HTTP",
        "never");
    c.honoured("ppk_id", ValueSyntax.TEXT);
    c.honoured("ppk_required", ValueSyntax.BOOLEAN);
    // What strongSwan does not have.
    c.honoured("profile", ValueSyntax.oneOf("compat", "hybrid-required", "cnsa2", "pq-only"));
    c.honoured("refuse_classical", ValueSyntax.BOOLEAN);
    c.honoured("ppk_exchange", ValueSyntax.oneOf("any", "ike_auth", "ike_intermediate"));
    c.honoured("ppk_create_child_sa", ValueSyntax.oneOf("no", "yes", "required"));
    c.honoured("announce_auth_methods", ValueSyntax.BOOLEAN);
    c.honoured("transcript_auth", ValueSyntax.oneOf("no", "yes", "required"));
    c.harmless(
        "keyingtries",
        ValueSyntax.number(0, 1_000_000),
        "an IKE SA is tried once, with all its retransmissions",
        "1");
    c.honoured("unique", ValueSyntax.oneOf("never", "no", "keep", "replace"));
    c.honoured("reauth_time", ValueSyntax.SECONDS);
    c.honoured("rekey_time", ValueSyntax.SECONDS);
    c.honoured("over_time", ValueSyntax.SECONDS);
    c.honoured("rand_time", ValueSyntax.SECONDS);
    c.honoured("pools", ValueSyntax.TEXT);
    c.refused("if_id_in", ValueSyntax.TEXT, MARKS, "0");
    c.refused("if_id_out", ValueSyntax.TEXT, MARKS, "0");
    c.refused("mediation", ValueSyntax.BOOLEAN, MEDIATION, "no", "false", "disabled", "0");
    c.refused("mediated_by", ValueSyntax.TEXT, MEDIATION);
    c.refused("mediation_peer", ValueSyntax.TEXT, MEDIATION);
  }

  private static void authentication(String section) {
    Group a = new Group("connections", "*", section);
    a.honoured("round", ValueSyntax.NUMBER_32);
    a.honoured("auth", ValueSyntax.TEXT);
    a.honoured("id", ValueSyntax.TEXT);
    a.honoured("certs", ValueSyntax.TEXT);
    a.honoured("pubkeys", ValueSyntax.TEXT);
    a.honoured("eap_id", ValueSyntax.TEXT);
    if (section.equals("local*")) {
      a.honoured("aaa_id", ValueSyntax.TEXT);
      a.refused("xauth_id", ValueSyntax.TEXT, IKEV1);
    }
    namedCertificate("connections", "*", section, "cert*");
  }

  private static void remoteAlone() {
    Group r = new Group("connections", "*", "remote*");
    r.refused(
        "groups", ValueSyntax.TEXT, "memberships of groups cannot be checked by this version");
    r.refused(
        "cert_policy", ValueSyntax.TEXT, "certificate policies are not checked by this version");
    r.honoured("cacerts", ValueSyntax.TEXT);
    r.refused("ca_id", ValueSyntax.TEXT, "expected the authority's certificate in cacerts");
    r.honoured("revocation", ValueSyntax.oneOf("strict", "ifuri", "relaxed"));
    namedCertificate("connections", "*", "remote*", "cacert*");
  }

  private static void namedCertificate(String... section) {
    Group t = new Group(section);
    t.honoured("file", ValueSyntax.TEXT);
    t.refused("handle", ValueSyntax.TEXT, TOKENS);
    t.refused("slot", ValueSyntax.TEXT, TOKENS);
    t.refused("module", ValueSyntax.TEXT, TOKENS);
  }

  private static void child() {
    Group c = new Group("connections", "*", "children", "*");
    c.refused(
        "ah_proposals",
        ValueSyntax.TEXT,
        "AH is not supported by this version; expected esp_proposals");
    c.honoured("esp_proposals", ValueSyntax.TEXT);
    c.refused(
        "sha256_96",
        ValueSyntax.BOOLEAN,
        "the wrong truncation of HMAC-SHA-256 is not supported",
        "no",
        "false",
        "disabled",
        "0");
    c.honoured("local_ts", ValueSyntax.TEXT);
    c.honoured("remote_ts", ValueSyntax.TEXT);
    c.honoured("rekey_time", ValueSyntax.SECONDS);
    c.honoured("life_time", ValueSyntax.SECONDS);
    c.honoured("rand_time", ValueSyntax.SECONDS);
    c.honoured("rekey_bytes", ValueSyntax.OCTETS);
    c.honoured("life_bytes", ValueSyntax.OCTETS);
    c.honoured("rand_bytes", ValueSyntax.OCTETS);
    c.honoured("rekey_packets", ValueSyntax.NUMBER_64);
    c.honoured("life_packets", ValueSyntax.NUMBER_64);
    c.honoured("rand_packets", ValueSyntax.NUMBER_64);
    c.refused(
        "updown",
        ValueSyntax.TEXT,
        "the script, which may open or close a firewall, would not be run");
    c.harmless(
        "hostaccess",
        ValueSyntax.BOOLEAN,
        "there is no updown script that would see it",
        "no",
        "false",
        "disabled",
        "0");
    c.refused(
        "mode",
        ValueSyntax.oneOf(
            "tunnel", "transport", "transport_proxy", "iptfs", "beet", "pass", "drop"),
        "this version does tunnel mode only; expected tunnel",
        "tunnel");
    c.refused(
        "policies",
        ValueSyntax.BOOLEAN,
        "a Child SA's selectors are always enforced; expected yes",
        "yes",
        "true",
        "enabled",
        "1");
    c.harmless(
        "policies_fwd_out",
        ValueSyntax.BOOLEAN,
        "there are no kernel policies",
        "no",
        "false",
        "disabled",
        "0");
    c.refused(
        "dpd_action",
        ValueSyntax.oneOf("clear", "none", "trap", "route", "restart", "start"),
        "this version sets up no Child SA on traffic; expected clear or start",
        "clear",
        "none",
        "start",
        "restart");
    c.refused(
        "ipcomp", ValueSyntax.BOOLEAN, "IPComp is not supported", "no", "false", "disabled", "0");
    c.harmless("inactivity", ValueSyntax.SECONDS, "an idle Child SA stays", "0", "0s");
    c.harmless(
        "reqid", ValueSyntax.NUMBER_32, "it numbers kernel policies, and there are none", "0");
    c.harmless(
        "priority", ValueSyntax.NUMBER_32, "it orders kernel policies, and there are none", "0");
    c.refused(
        "interface", ValueSyntax.TEXT, "a Child SA's traffic cannot be restricted to an interface");
    c.refused("mark_in", ValueSyntax.TEXT, MARKS, "0", "0/0x00000000");
    c.refused("mark_in_sa", ValueSyntax.BOOLEAN, MARKS, "no", "false", "disabled", "0");
    c.refused("mark_out", ValueSyntax.TEXT, MARKS, "0", "0/0x00000000");
    c.refused("set_mark_in", ValueSyntax.TEXT, MARKS, "0", "0/0x00000000");
    c.refused("set_mark_out", ValueSyntax.TEXT, MARKS, "0", "0/0x00000000");
    c.refused("if_id_in", ValueSyntax.TEXT, MARKS, "0");
    c.refused("if_id_out", ValueSyntax.TEXT, MARKS, "0");
    c.refused("label", ValueSyntax.TEXT, "security labels are not supported");
    c.refused(
        "label_mode",
        ValueSyntax.oneOf("system", "simple", "selinux"),
        "security labels are not supported",
        "system");
    c.refused(
        "tfc_padding",
        ValueSyntax.TEXT,
        "traffic flow confidentiality is not supported, so sizes of packets would show",
        "0");
    c.honoured("replay_window", ValueSyntax.number(0, 65_536));
    c.harmless(
        "per_cpu_sas",
        ValueSyntax.oneOf("yes", "no", "encap", "true", "false", "enabled", "disabled", "1", "0"),
        "one Child SA serves all processors",
        "no",
        "false",
        "disabled",
        "0");
    c.refused(
        "hw_offload",
        ValueSyntax.oneOf("no", "yes", "crypto", "packet", "auto"),
        "ESP runs in this program, not in hardware; expected no or auto",
        "no",
        "auto");
    c.honoured("copy_df", ValueSyntax.BOOLEAN);
    c.harmless(
        "copy_ecn", ValueSyntax.BOOLEAN, "ECN is always copied", "yes", "true", "enabled", "1");
    c.harmless(
        "copy_dscp",
        ValueSyntax.oneOf("no", "in", "out", "yes"),
        "DSCP is copied outward only",
        "out");
    c.harmless(
        "icmp",
        ValueSyntax.BOOLEAN,
        "ICMP errors pass only if the selectors allow them",
        "no",
        "false",
        "disabled",
        "0");
    c.refused(
        "start_action",
        ValueSyntax.oneOf(
            "none", "clear", "start", "restart", "trap", "route", "trap|start", "start|trap"),
        "this version sets up no Child SA on traffic; expected none or start",
        "none",
        "clear",
        "start",
        "restart");
    c.refused(
        "close_action",
        ValueSyntax.oneOf(
            "none", "clear", "trap", "route", "start", "restart", "trap|start", "start|trap"),
        "this version sets up no Child SA on traffic; expected none or start",
        "none",
        "clear",
        "start",
        "restart");
  }

  private static void secrets() {
    Group ike = new Group("secrets", "ike*");
    ike.honoured("secret", ValueSyntax.TEXT);
    ike.honoured("id*", ValueSyntax.TEXT);
    Group ppk = new Group("secrets", "ppk*");
    ppk.honoured("secret", ValueSyntax.TEXT);
    ppk.honoured("id*", ValueSyntax.TEXT);
    Group eap = new Group("secrets", "eap*");
    eap.honoured("secret", ValueSyntax.TEXT);
    eap.honoured("id*", ValueSyntax.TEXT);
    for (String unused : List.of("xauth*", "ntlm*")) {
      String note = "nothing that this version does uses it";
      Group g = new Group("secrets", unused);
      g.harmless("secret", ValueSyntax.TEXT, note);
      g.harmless("id*", ValueSyntax.TEXT, note);
    }
    for (String key : List.of("private*", "rsa*", "ecdsa*", "pkcs8*", "pkcs12*")) {
      Group g = new Group("secrets", key);
      g.honoured("file", ValueSyntax.TEXT);
      g.honoured("secret", ValueSyntax.TEXT);
    }
    Group token = new Group("secrets", "token*");
    for (String key : List.of("handle", "slot", "module", "pin")) {
      token.harmless(key, ValueSyntax.TEXT, TOKENS);
    }
  }

  private static void poolsAndAuthorities() {
    Group pool = new Group("pools", "*");
    for (String attribute :
        List.of("addrs", "dns", "nbns", "dhcp", "netmask", "subnet", "split_include")) {
      pool.honoured(attribute, ValueSyntax.TEXT);
    }
    for (String attribute : List.of("server", "p_cscf", "split_exclude")) {
      pool.harmless(attribute, ValueSyntax.TEXT, NOT_TOLD);
    }
    for (int digit = 0; digit <= 9; digit++) {
      pool.harmless(digit + "*", ValueSyntax.TEXT, NOT_TOLD);
    }
    Group authority = new Group("authorities", "*");
    for (String key : List.of("cacert", "file", "crl_uris", "ocsp_uris", "cert_uri_base")) {
      authority.honoured(key, ValueSyntax.TEXT);
    }
    for (String key : List.of("handle", "slot", "module")) {
      authority.refused(key, ValueSyntax.TEXT, TOKENS);
    }
  }

  private static void daemon(String section) {
    Group d = new Group(section);
    d.honoured("port", ValueSyntax.PORT);
    d.honoured("port_nat_t", ValueSyntax.PORT);
    d.honoured("retransmit_timeout", ValueSyntax.decimal(0.01, 3600));
    d.honoured("retransmit_base", ValueSyntax.decimal(1, 100));
    d.honoured("retransmit_tries", ValueSyntax.number(0, 1000));
    d.honoured("retransmit_jitter", ValueSyntax.number(0, 99));
    d.honoured("retransmit_limit", ValueSyntax.number(0, 86_400));
    d.honoured("fragment_size", ValueSyntax.number(0, 65_535));
    d.honoured("fragment_size_v4", ValueSyntax.number(0, 65_535));
    d.honoured("fragment_size_v6", ValueSyntax.number(0, 65_535));
    d.honoured("dos_protection", ValueSyntax.BOOLEAN);
    d.honoured("cookie_threshold", ValueSyntax.number(0, 1_000_000));
    d.honoured("cookie_threshold_ip", ValueSyntax.number(0, 1_000_000));
    d.honoured("block_threshold", ValueSyntax.number(0, 1_000_000));
    d.honoured("init_limit_half_open", ValueSyntax.number(0, 1_000_000));
    d.honoured("half_open_timeout", ValueSyntax.SECONDS);
    d.honoured("follow_redirects", ValueSyntax.BOOLEAN);
    d.honoured("hash_and_url", ValueSyntax.BOOLEAN);
    d.honoured("keep_alive", ValueSyntax.SECONDS);
    d.honoured("replay_window", ValueSyntax.number(0, 65_536));
    new Group(section, "plugins", "vici").honoured("socket", ValueSyntax.TEXT);
  }

  /** What strongSwan does not have. */
  private static void yettAlone() {
    Group y = new Group("yett");
    y.honoured("puzzle_threshold", ValueSyntax.number(0, 1_000_000));
    y.honoured("puzzle_threshold_ip", ValueSyntax.number(0, 1_000_000));
    y.honoured("puzzle_difficulty", ValueSyntax.DIFFICULTY);
    y.honoured("puzzle_auth_difficulty", ValueSyntax.DIFFICULTY);
    y.honoured("puzzle_limit", ValueSyntax.DIFFICULTY);
    y.honoured("crash_detection", ValueSyntax.BOOLEAN);
    y.honoured("crash_secret_file", ValueSyntax.TEXT);
    y.honoured("session_resumption", ValueSyntax.BOOLEAN);
    y.honoured("ticket_lifetime", ValueSyntax.SECONDS);
    y.honoured("ticket_secret_file", ValueSyntax.TEXT);
  }

  private static void charonAlone() {
    Group c = new Group("charon");
    String restricts = "it restricts what the program may do, and would not";
    c.refused("initiator_only", ValueSyntax.BOOLEAN, restricts, "no", "false", "disabled", "0");
    c.refused("interfaces_use", ValueSyntax.TEXT, restricts);
    c.refused("interfaces_ignore", ValueSyntax.TEXT, restricts);
    c.refused("user", ValueSyntax.TEXT, restricts);
    c.refused("group", ValueSyntax.TEXT, restricts);
    c.refused("ikesa_limit", ValueSyntax.NUMBER_32, restricts, "0");
    for (String key : CharonKeys.TUNING) {
      c.harmless(key, ValueSyntax.TEXT, STRONGSWAN_ONLY);
    }
    for (List<String> section : CharonKeys.TUNING_SECTIONS) {
      List<String> path = new ArrayList<>(List.of("charon"));
      path.addAll(section);
      new Group(path.toArray(String[]::new)).harmless("*", ValueSyntax.TEXT, STRONGSWAN_ONLY);
    }
  }

  /** Every rule. */
  public static List<KeyRule> all() {
    return List.copyOf(RULES);
  }

  /** The rule of a key in a section. */
  static Optional<KeyRule> find(List<String> section, String key) {
    Optional<KeyRule> prefix = Optional.empty();
    for (KeyRule rule : RULES) {
      if (rule.matchesSection(section) && rule.matchesKey(key)) {
        if (!rule.key().endsWith("*")) {
          return Optional.of(rule);
        }
        prefix = prefix.isPresent() ? prefix : Optional.of(rule);
      }
    }
    return prefix;
  }

  /** Names of the keys that a section can have; those of any suffix without it. */
  static Set<String> keysOf(List<String> section) {
    Set<String> keys = new LinkedHashSet<>();
    for (KeyRule rule : RULES) {
      if (rule.matchesSection(section) && !rule.key().equals("*")) {
        keys.add(rule.key().replace("*", ""));
      }
    }
    return keys;
  }

  /** Whether there can be such a section. */
  static boolean isSection(List<String> path) {
    return RULES.stream().anyMatch(rule -> rule.startsWith(path));
  }

  /** Names of the sections that a section can have; those of any suffix without it. */
  static Set<String> sectionsOf(List<String> path) {
    Set<String> sections = new LinkedHashSet<>();
    for (KeyRule rule : RULES) {
      if (rule.section().size() > path.size() && rule.startsWith(path)) {
        String name = rule.section().get(path.size()).replace("*", "");
        if (!name.isEmpty()) {
          sections.add(name);
        }
      }
    }
    return sections;
  }

  /** Rules of one section. */
  private record Group(List<String> section) {
    Group(String... section) {
      this(List.of(section));
    }

    void honoured(String key, ValueSyntax syntax) {
      add(key, syntax, Treatment.HONOURED, "");
    }

    void harmless(String key, ValueSyntax syntax, String note, String... neutral) {
      add(key, syntax, Treatment.HARMLESS, note, neutral);
    }

    void refused(String key, ValueSyntax syntax, String note, String... neutral) {
      add(key, syntax, Treatment.REFUSED, note, neutral);
    }

    void refused(
        String key, ValueSyntax syntax, Set<String> tolerated, String note, String... neutral) {
      RULES.add(
          new KeyRule(section, key, syntax, Treatment.REFUSED, Set.of(neutral), tolerated, note));
    }

    private void add(
        String key, ValueSyntax syntax, Treatment treatment, String note, String... neutral) {
      RULES.add(new KeyRule(section, key, syntax, treatment, Set.of(neutral), Set.of(), note));
    }
  }
}
