package org.yett.interop.peer;

import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a version of libreswan cannot be configured with.
 *
 * @param version for example {@code 5.2-2.5}
 * @param multiple whether it has RFC 9370 and ML-KEM, which 5.4 brought
 */
record LibreswanLimits(String version, boolean multiple) {
  private static final Pattern VERSION = Pattern.compile("(\\d{1,3})\\.(\\d{1,3}).*");

  /** Keys of swanctl.conf that it has nothing for, and what they stand for. */
  private static final Map<String, String> FOREIGN =
      Map.of(
          "childless", "a setting that demands childless IKE SAs",
          "local-1.auth", "several rounds of authentication (RFC 4739)",
          "remote-1.auth", "several rounds of authentication (RFC 4739)");

  static LibreswanLimits of(String version) {
    Matcher matcher = VERSION.matcher(version);
    boolean multiple =
        matcher.matches()
            && Integer.parseInt(matcher.group(1)) * 1000 + Integer.parseInt(matcher.group(2))
                >= 5004;
    return new LibreswanLimits(version, multiple);
  }

  Optional<String> cannot(Connection connection) {
    String proposals = connection.proposals() + "," + connection.espProposals();
    if (!multiple && (proposals.contains("mlkem") || proposals.matches(".*-ke[1-7]_.*"))) {
      return no("ML-KEM and RFC 9370, which came with 5.4");
    }
    String credentials = connection.keys().getOrDefault(Connection.CREDENTIALS, "");
    if (!multiple && credentials.startsWith("ed25519")) {
      return no("EdDSA certificates");
    }
    if (credentials.contains("+expired") || credentials.contains("+future")) {
      return no("way to load a certificate of its own whose time is not now");
    }
    Optional<String> unknown = LibreswanProposals.unknown(proposals);
    if (unknown.isPresent()) {
      return no(unknown.get());
    }
    if (connection.tuning().fragmentSize().isPresent()) {
      return no("a setting for the size of IKE fragments");
    }
    if (connection.tuning().deafness()) {
      return no("a way to have its requests cross ours at will");
    }
    for (Map.Entry<String, String> key : connection.keys().entrySet()) {
      if (FOREIGN.containsKey(key.getKey())) {
        return no(FOREIGN.get(key.getKey()));
      }
      if (key.getKey().endsWith(".auth") && key.getValue().startsWith("eap")) {
        return no("this EAP method");
      }
      if (key.getKey().endsWith(".auth") && key.getValue().contains(":")) {
        return no("a setting for that signature scheme in strongSwan's words");
      }
    }
    return Optional.empty();
  }

  private Optional<String> no(String what) {
    return Optional.of("libreswan " + version + " has no " + what);
  }
}
