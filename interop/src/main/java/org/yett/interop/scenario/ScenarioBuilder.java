package org.yett.interop.scenario;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.OptionalInt;
import java.util.SequencedMap;
import java.util.Set;
import org.yett.interop.lab.Family;
import org.yett.interop.peer.Connection;
import org.yett.interop.peer.Exchange;

/**
 * Makes a {@link Scenario}. Without being told otherwise it is the plain case: AES-256-GCM with
 * X25519 over IPv4, ESP in UDP; established, pinged through, deleted by the initiator.
 */
final class ScenarioBuilder {
  private static final String SECRET = "0123456789 a secret of the laboratory";
  private static final Step.Ping PINGS = new Step.Ping(3, 1200);

  private final String name;
  private final String shows;
  private final Side initiator = new Side();
  private final Side responder = new Side();
  private final List<Expectation.Datagrams> datagrams = new ArrayList<>();
  private final Set<String> notifies = new LinkedHashSet<>();
  private final Set<Capability> needs = new LinkedHashSet<>();
  private Family outer = Family.IPV4;
  private Datapath datapath = Datapath.UDP;
  private String ikeSuite = "AES_GCM_16_256/PRF_HMAC_SHA2_384/CURVE_25519";
  private String espSuite = "AES_GCM_16_256";
  private String espKeyExchanges = "";
  private int initRequests = 1;
  private boolean heavy;
  private List<Step> steps = List.of(new Step.Establish(), PINGS, new Step.Delete(Role.INITIATOR));

  private static final class Side {
    private final SequencedMap<String, String> keys = new LinkedHashMap<>();
    private String proposals = "aes256gcm16-prfsha384-x25519";
    private String esp = "aes256gcm16";
    private String secret = SECRET;
    private OptionalInt fragmentSize = OptionalInt.empty();
    private boolean demandCookies;
    private boolean rawEsp;
    private boolean deafness;

    Scenario.Config config() {
      return new Scenario.Config(
          proposals, esp, secret, keys, fragmentSize, demandCookies, rawEsp, deafness);
    }
  }

  ScenarioBuilder(String name, String shows) {
    this.name = name;
    this.shows = shows;
  }

  private Side side(Role role) {
    return role == Role.INITIATOR ? initiator : responder;
  }

  /** Both sides propose the same, and this suite comes of it. */
  ScenarioBuilder ike(String proposal, String suite) {
    initiator.proposals = proposal;
    responder.proposals = proposal;
    ikeSuite = suite;
    return this;
  }

  /**
   * Both sides authenticate by certificates.
   *
   * @param kind the kind of key, and what else there is to the certificates
   * @param auth how, in strongSwan's notation
   */
  ScenarioBuilder certificates(String kind, String auth) {
    for (Role role : Role.values()) {
      key(role, Connection.CREDENTIALS, kind);
      key(role, "local.auth", auth);
      key(role, "local.certs", "lab.pem");
      key(role, "remote.auth", auth);
    }
    return this;
  }

  /**
   * The initiator authenticates by EAP.
   *
   * @param method as in {@code auth}: {@code eap-mschapv2}
   * @param alone whether the responder does so too, and has no signature to show (RFC 5998)
   */
  ScenarioBuilder eap(String method, boolean alone) {
    key(Connection.CREDENTIALS, "ecdsa");
    key(Role.INITIATOR, "local.auth", method);
    key(Role.INITIATOR, "remote.auth", alone ? method : "pubkey");
    key(Role.RESPONDER, "local.auth", alone ? method : "pubkey");
    key(Role.RESPONDER, "local.certs", "lab.pem");
    key(Role.RESPONDER, "remote.auth", method);
    if (method.equals("eap-tls")) {
      key(Role.INITIATOR, "local.certs", "lab.pem");
    }
    // Inside a tunnel strongSwan's server would ask by MD5-Challenge.
    key("charon.plugins.eap-ttls.phase2_method", "mschapv2");
    key("secrets.eap-lab.secret", "a password of the laboratory");
    return needs(Capability.EAP);
  }

  /** One side proposes something else. */
  ScenarioBuilder ike(Role role, String proposal) {
    side(role).proposals = proposal;
    return this;
  }

  /** Both sides propose the same for ESP, and this suite comes of it. */
  ScenarioBuilder esp(String proposal, String suite) {
    initiator.esp = proposal;
    responder.esp = proposal;
    espSuite = suite;
    return this;
  }

  /**
   * A Child SA that is renewed, or added, has key exchanges of its own.
   *
   * @param proposal what both sides add to their ESP proposals, for example {@code -x25519}
   * @param methods what comes of it, for example {@code CURVE_25519}
   */
  ScenarioBuilder childKeyExchanges(String proposal, String methods) {
    initiator.esp += proposal;
    responder.esp += proposal;
    espKeyExchanges = methods;
    return this;
  }

  ScenarioBuilder outer(Family family) {
    outer = family;
    return this;
  }

  /** Both sides may send ESP as a protocol of its own, and do unless one forces UDP. */
  ScenarioBuilder rawEsp() {
    initiator.rawEsp = true;
    responder.rawEsp = true;
    datapath = Datapath.RAW;
    return this;
  }

  /** One side forces UDP encapsulation though there is no NAT. */
  ScenarioBuilder encap(Role role) {
    datapath = Datapath.UDP;
    return key(role, "encap", "yes");
  }

  ScenarioBuilder needs(Capability capability) {
    needs.add(capability);
    return this;
  }

  ScenarioBuilder key(Role role, String key, String value) {
    side(role).keys.put(key, value);
    return this;
  }

  ScenarioBuilder secret(Role role, String secret) {
    side(role).secret = secret;
    return this;
  }

  ScenarioBuilder fragmentSize(int octets) {
    initiator.fragmentSize = OptionalInt.of(octets);
    responder.fragmentSize = OptionalInt.of(octets);
    return this;
  }

  ScenarioBuilder demandCookies() {
    responder.demandCookies = true;
    return this;
  }

  /** The link is going to be cut for a moment, so that requests of both sides cross. */
  ScenarioBuilder collides() {
    initiator.deafness = true;
    responder.deafness = true;
    return this;
  }

  /** Left out where time counts. */
  ScenarioBuilder heavy() {
    heavy = true;
    return this;
  }

  /** The suite that comes about, where the proposals leave a choice. */
  ScenarioBuilder suite(String suite) {
    ikeSuite = suite;
    return this;
  }

  /** The ESP suite that comes about, where the proposals leave a choice. */
  ScenarioBuilder espSuite(String suite) {
    espSuite = suite;
    return this;
  }

  /** One side proposes something else for ESP. */
  ScenarioBuilder esp(Role role, String proposal) {
    side(role).esp = proposal;
    return this;
  }

  /** The same key for both sides. */
  ScenarioBuilder key(String key, String value) {
    return key(Role.INITIATOR, key, value).key(Role.RESPONDER, key, value);
  }

  ScenarioBuilder travels(Exchange exchange, long messageId, boolean request, int count) {
    datagrams.add(new Expectation.Datagrams(exchange, messageId, request, count));
    return this;
  }

  /** A notification must be seen, which makes the initiator send another IKE_SA_INIT. */
  ScenarioBuilder hint(String notify) {
    notifies.add(notify);
    initRequests++;
    return this;
  }

  /** Notifications that must be seen. */
  ScenarioBuilder notifies(String... seen) {
    notifies.addAll(List.of(seen));
    return this;
  }

  ScenarioBuilder steps(Step... wanted) {
    steps = List.of(wanted);
    return this;
  }

  /** The two must not come together, and this notification says so. */
  ScenarioBuilder refused(String notify) {
    notifies.add(notify);
    return refused();
  }

  /** The two must not come together. */
  ScenarioBuilder refused() {
    steps = List.of(new Step.Refusal());
    ikeSuite = "";
    espSuite = "";
    return this;
  }

  Scenario build() {
    return new Scenario(
        name,
        shows,
        outer,
        datapath,
        initiator.config(),
        responder.config(),
        new Expectation(ikeSuite, espSuite, espKeyExchanges, datagrams, notifies, initRequests),
        needs,
        steps,
        heavy);
  }
}
