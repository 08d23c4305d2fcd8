package org.yett.features.subject;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** How an end is configured, and how it violates the protocol. Changed by a scenario's givens. */
public final class Arrangement {

  /** Whether IKE fragmentation is announced and used. */
  public enum Fragmentation {
    /** Announced, and used for messages that are longer than a datagram may be. */
    WHEN_NEEDED,
    /** Announced, and used for every encrypted message. */
    ALWAYS,
    /** Not announced. */
    NOT_SUPPORTED
  }

  private String suite = "aes256gcm16-prfsha384";
  private List<String> keyExchanges = List.of("x25519-ke1_mlkem768");
  private Optional<List<String>> childKeyExchanges = Optional.empty();
  private String preSharedKey = "a secret of the scenario";
  private Fragmentation fragmentation = Fragmentation.WHEN_NEEDED;
  private Optional<Integer> largestDatagram = Optional.empty();
  private Optional<Duration> fragmentLifetime = Optional.empty();
  private Optional<Integer> knownMtu = Optional.empty();
  private boolean cookies;
  private boolean identityElsewhere;
  private boolean behindNat;
  private boolean ipv6;
  private final Abilities abilities = new Abilities();
  private final List<Violation> violations = new ArrayList<>();

  /** ENCR, INTEG and PRF as in a proposal string, before the key exchanges. */
  public void suite(String keywords) {
    suite = keywords;
  }

  /**
   * The key exchanges of each proposal as in a proposal string, for example {@code
   * x25519-ke1_mlkem768}.
   */
  public void keyExchanges(List<String> ofEachProposal) {
    keyExchanges = List.copyOf(ofEachProposal);
  }

  /** The proposals, separated by commas. */
  public String proposals() {
    return String.join(",", keyExchanges.stream().map(methods -> suite + "-" + methods).toList());
  }

  /** The key exchanges of each proposal for Child SAs, in the same notation. */
  public void childKeyExchanges(List<String> ofEachProposal) {
    childKeyExchanges = Optional.of(List.copyOf(ofEachProposal));
  }

  /** The proposals for Child SAs; those that are usual if none are given. */
  public Optional<String> childProposals() {
    return childKeyExchanges.map(
        all -> String.join(",", all.stream().map(methods -> "aes256gcm16-" + methods).toList()));
  }

  /** The pre-shared key. */
  public void preSharedKey(String key) {
    preSharedKey = key;
  }

  /** The pre-shared key. */
  public String preSharedKey() {
    return preSharedKey;
  }

  /** Whether IKE fragmentation is used. */
  public void fragmentation(Fragmentation use) {
    fragmentation = use;
  }

  /** Whether IKE fragmentation is used. */
  public Fragmentation fragmentation() {
    return fragmentation;
  }

  /** The largest IP datagram of a fragment, in octets; what is usual if it is not given. */
  public void largestDatagram(int octets) {
    largestDatagram = Optional.of(octets);
  }

  /** The largest IP datagram of a fragment, in octets. */
  public Optional<Integer> largestDatagram() {
    return largestDatagram;
  }

  /** How long fragments of an incomplete message are kept; as is usual if it is not given. */
  public void keepFragmentsFor(Duration time) {
    fragmentLifetime = Optional.of(time);
  }

  /** How long fragments of an incomplete message are kept. */
  public Optional<Duration> fragmentLifetime() {
    return fragmentLifetime;
  }

  /** Tells the end before it begins how long IP datagrams may be on the path, in octets. */
  public void knownMtu(int octets) {
    knownMtu = Optional.of(octets);
  }

  /** What the end knows of the path, in octets of an IP datagram. */
  public Optional<Integer> knownMtu() {
    return knownMtu;
  }

  /** Makes the end answer no IKE_SA_INIT request without a cookie. */
  public void demandCookies() {
    cookies = true;
  }

  /** Whether the end demands cookies. */
  public boolean demandsCookies() {
    return cookies;
  }

  /** Lets the end use its identity at several places at a time. */
  public void usesIdentityElsewhere() {
    identityElsewhere = true;
  }

  /** Whether the end uses its identity at several places at a time. */
  public boolean isIdentityElsewhere() {
    return identityElsewhere;
  }

  /** Puts the end behind a NAT. */
  public void behindNat() {
    behindNat = true;
  }

  /** Whether the end is behind a NAT. */
  public boolean isBehindNat() {
    return behindNat;
  }

  /** Gives the end an IPv6 address. */
  public void ipv6() {
    ipv6 = true;
  }

  /** Whether the end has an IPv6 address. */
  public boolean isIpv6() {
    return ipv6;
  }

  /** Which extensions the end uses. */
  public Abilities abilities() {
    return abilities;
  }

  /** Makes the end violate the protocol, besides what it violates already. */
  public void violate(Violation violation) {
    violations.add(violation);
  }

  /** How the end violates the protocol. */
  public List<Violation> violations() {
    return List.copyOf(violations);
  }
}
