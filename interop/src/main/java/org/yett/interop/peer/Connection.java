package org.yett.interop.peer;

import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.OptionalInt;
import java.util.SequencedMap;
import org.yett.interop.lab.Family;
import org.yett.interop.lab.LaboratoryException;
import org.yett.interop.lab.Side;

/**
 * What a daemon is configured with for one cell: one connection with one Child SA between the two
 * networks, authenticated by a shared secret.
 *
 * @param side the daemon's own side
 * @param outer the family between the hosts
 * @param proposals IKE proposals in strongSwan's syntax
 * @param espProposals ESP proposals in strongSwan's syntax
 * @param secret the shared secret
 * @param keys further keys of the connection's section by path, in swanctl.conf's words, or of
 *     {@code pools}; they win
 * @param tuning what is set for the daemon as a whole
 */
public record Connection(
    Side side,
    Family outer,
    String proposals,
    String espProposals,
    String secret,
    SequencedMap<String, String> keys,
    Tuning tuning) {
  /** The name of the connection, and of its Child SA. */
  public static final String NAME = "lab";

  /** Sections of address pools stand beside the connections. */
  private static final String POOLS = "pools.";

  /** So do further secrets, and authorities. */
  private static final List<String> TOP = List.of(POOLS, "secrets.", "authorities.");

  /** Among the keys: which certificates the daemon has, if any. */
  public static final String CREDENTIALS = "credentials";

  /** Among the keys: what {@code ipsec.conf} has besides, for libreswan alone. */
  public static final String IPSEC = "ipsec.";

  /** Among the keys: lines of {@code ipsec.secrets}, by owner, for libreswan alone. */
  public static final String SECRETS = "ipsec-secrets.";

  /** Among the keys: what {@code strongswan.conf} has besides, for strongSwan alone. */
  public static final String CHARON = "charon.";

  /** Among the keys: what our own gateway's configuration has besides. */
  public static final String YETT = "yett.";

  private static final List<String> OWN = List.of(IPSEC, SECRETS, CHARON, YETT);
  private static final String SECTION = "connections." + NAME + ".";
  private static final String CHILD = SECTION + "children." + NAME + ".";

  /** Copies the map. */
  public Connection {
    keys = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(keys));
  }

  /**
   * What each daemon has its own words for.
   *
   * @param fragmentSize largest IP packet, in octets, that carries a fragment of an IKE message
   *     (RFC 7383); empty leaves the daemon's default
   * @param demandCookies whether it demands a cookie from an initiator (RFC 7296 2.6)
   * @param rawEsp whether it sends ESP without UDP where no NAT asks for UDP
   * @param deafness whether the link is going to be cut for a moment: then requests are repeated
   *     after a second, and a route that changes means nothing
   */
  public record Tuning(
      OptionalInt fragmentSize, boolean demandCookies, boolean rawEsp, boolean deafness) {
    /** The daemon's defaults. */
    public static final Tuning NONE = new Tuning(OptionalInt.empty(), false, false, false);
  }

  /** The connection as swanctl.conf. */
  public Settings swanctl() {
    Side remote = side.other();
    return Settings.builder()
        .set(SECTION + "version", "2")
        .set(SECTION + "local_addrs", side.outer(outer))
        .set(SECTION + "remote_addrs", remote.outer(outer))
        .set(SECTION + "proposals", proposals)
        .set(SECTION + "rekey_time", "0")
        .set(SECTION + "local.auth", "psk")
        .set(SECTION + "local.id", side.identity())
        .set(SECTION + "remote.auth", "psk")
        .set(SECTION + "remote.id", remote.identity())
        .set(CHILD + "mode", "tunnel")
        .set(CHILD + "esp_proposals", espProposals)
        .set(CHILD + "local_ts", networks(side))
        .set(CHILD + "remote_ts", networks(remote))
        .set(CHILD + "rekey_time", "0")
        .set("secrets.ike-" + NAME + ".id-local", side.identity())
        .set("secrets.ike-" + NAME + ".id-remote", remote.identity())
        .set("secrets.ike-" + NAME + ".secret", secret)
        .setAll(prefixed(keys))
        .build();
  }

  /** Writes the certificates and keys that it needs, as swanctl lays them out. */
  void writeCredentials(Path directory) throws LaboratoryException {
    String kind = keys.get(CREDENTIALS);
    if (kind != null) {
      LabCredentials.of(kind).write(directory, side);
    }
  }

  /** The keys that one implementation alone understands, without their prefix. */
  SequencedMap<String, String> own(String prefix) {
    SequencedMap<String, String> own = new LinkedHashMap<>();
    keys.forEach((key, value) -> {
      if (key.startsWith(prefix)) {
        own.put(key.substring(prefix.length()), value);
      }
    });
    return own;
  }

  private static SequencedMap<String, String> prefixed(SequencedMap<String, String> keys) {
    SequencedMap<String, String> prefixed = new LinkedHashMap<>();
    keys.forEach((key, value) -> {
      if (!key.equals(CREDENTIALS) && OWN.stream().noneMatch(key::startsWith)) {
        prefixed.put(TOP.stream().anyMatch(key::startsWith) ? key : SECTION + key, value);
      }
    });
    return prefixed;
  }

  private static String networks(Side side) {
    return String.join(",", List.of(side.network(Family.IPV4), side.network(Family.IPV6)));
  }
}
