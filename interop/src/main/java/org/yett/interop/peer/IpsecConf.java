package org.yett.interop.peer;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import org.yett.interop.lab.Chroot;
import org.yett.interop.lab.Family;
import org.yett.interop.lab.Side;

/** Writes {@code ipsec.conf} and {@code ipsec.secrets} for libreswan. */
final class IpsecConf {
  /** The daemon's log, in the guest. */
  static final String LOG = "/run/pluto.log";

  /** The database of certificates and keys, in the guest. */
  static final String NSS = "/run/nss";

  /** The nickname of the daemon's own certificate there. */
  static final String CERTIFICATE = "lab";

  private static final Map<String, String> FLAGS =
      Map.of("mobike", "mobike", "fragmentation", "fragmentation");

  private IpsecConf() {}

  /** The configuration file. */
  static String conf(Connection connection) {
    StringBuilder out = new StringBuilder("version 2.0\n\n");
    section(out, "config setup", setup(connection));
    section(out, "conn " + Connection.NAME, conn(connection));
    SequencedMap<String, String> second = new LinkedHashMap<>();
    connection
        .own(Connection.IPSEC)
        .forEach((key, value) -> {
          if (key.startsWith(SECOND)) {
            second.put(key.substring(SECOND.length()), value);
          }
        });
    if (!second.isEmpty()) {
      // With "also" it could not have other selectors.
      SequencedMap<String, String> whole = conn(connection);
      whole.putAll(second);
      section(out, "conn second", whole);
    }
    return out.toString();
  }

  private static final String SETUP = "setup.";
  private static final String SECOND = "second.";

  private static void section(StringBuilder out, String head, SequencedMap<String, String> values) {
    out.append(head).append('\n');
    values.forEach(
        (key, value) -> out.append("    ").append(key).append('=').append(value).append('\n'));
    out.append('\n');
  }

  private static SequencedMap<String, String> setup(Connection connection) {
    SequencedMap<String, String> values = new LinkedHashMap<>();
    values.put("logfile", LOG);
    values.put("logtime", "yes");
    values.put("logappend", "no");
    values.put("plutodebug", KeyLogging.on() ? "all,private" : "all");
    values.put("nssdir", NSS);
    // The guest has one processor.
    values.put("nhelpers", "0");
    values.put("secretsfile", Chroot.DIRECTORY + "/ipsec.secrets");
    values.put("ddos-mode", connection.tuning().demandCookies() ? "busy" : "unlimited");
    connection
        .own(Connection.IPSEC)
        .forEach((key, value) -> {
          if (key.startsWith(SETUP)) {
            values.put(key.substring(SETUP.length()), value);
          }
        });
    return values;
  }

  private static SequencedMap<String, String> conn(Connection connection) {
    Side own = connection.side();
    Side other = own.other();
    Map<String, String> keys = connection.keys();
    SequencedMap<String, String> values = new LinkedHashMap<>();
    values.put("keyexchange", "ikev2");
    values.put("hostaddrfamily", connection.outer() == Family.IPV4 ? "ipv4" : "ipv6");
    values.put("left", own.outer(connection.outer()));
    values.put("right", other.outer(connection.outer()));
    values.put("leftid", "@" + own.identity());
    values.put("rightid", "@" + keys.getOrDefault("remote.id", other.identity()));
    values.put("leftsubnet", selectors(keys.get("children.lab.local_ts"), own));
    values.put("rightsubnet", selectors(keys.get("children.lab.remote_ts"), other));
    values.put("leftupdown", "/bin/true");
    if (keys.containsKey(Connection.CREDENTIALS) && !"psk".equals(keys.get("local.auth"))) {
      values.put("authby", authentication(keys.get(Connection.CREDENTIALS)));
      values.put("leftcert", CERTIFICATE);
      values.put("rightca", "%same");
    } else {
      values.put("authby", "secret");
    }
    values.put("ike", LibreswanProposals.ike(connection.proposals()));
    values.put("esp", LibreswanProposals.esp(connection.espProposals()));
    values.put("pfs", LibreswanProposals.pfs(connection.espProposals()) ? "yes" : "no");
    values.put("esn", connection.espProposals().contains("-esn") ? "yes" : "no");
    FLAGS.forEach((theirs, ours) -> {
      if (keys.containsKey(theirs)) {
        values.put(ours, keys.get(theirs));
      }
    });
    boolean encapsulated = !connection.tuning().rawEsp() || "yes".equals(keys.get("encap"));
    values.put("encapsulation", encapsulated ? "yes" : "auto");
    if (keys.containsKey("dpd_delay")) {
      values.put("dpddelay", keys.get("dpd_delay"));
    }
    if ("transport".equals(keys.get("children.lab.mode"))) {
      values.put("type", "transport");
      values.remove("leftsubnet");
      values.remove("rightsubnet");
    }
    values.put("auto", "add");
    connection
        .own(Connection.IPSEC)
        .forEach((key, value) -> {
          if (!key.startsWith(SETUP) && !key.startsWith(SECOND)) {
            values.put(key, value);
          }
        });
    return values;
  }

  private static String authentication(String credentials) {
    return switch (credentials.split("[+]", -1)[0]) {
      case "rsa" -> "rsasig";
      case "ed25519" -> "eddsa";
      default -> "ecdsa";
    };
  }

  private static String selectors(String configured, Side side) {
    return configured != null
        ? configured
        : String.join(",", List.of(side.network(Family.IPV4), side.network(Family.IPV6)));
  }

  /** The file of secrets. */
  static String secrets(Connection connection) {
    Side own = connection.side();
    StringBuilder out = new StringBuilder();
    String other = connection.keys().getOrDefault("remote.id", own.other().identity());
    out.append('@').append(own.identity()).append(" @").append(other);
    out.append(" : PSK \"").append(connection.secret()).append("\"\n");
    connection
        .own(Connection.SECRETS)
        .forEach((owner, secret) -> out.append(owner).append(" : ").append(secret).append('\n'));
    return out.toString();
  }
}
