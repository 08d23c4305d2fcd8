package org.yett.gateway.explain;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.yett.ike.wire.Octets;

/**
 * Derivations from a log of strongSwan's charon, with level 4 for {@code ike} and {@code chd}: a
 * line names a value and its length, and lines of sixteen octets follow.
 */
final class StrongSwanLog {
  private static final Pattern BEGIN =
      Pattern.compile("\\[(IKE|CHD)] (?:<([^>]*)> )?(.*) => (\\d+) bytes @ \\S+$");
  private static final Pattern ROW =
      Pattern.compile("\\[(?:IKE|CHD)] (?:<[^>]*> )?\\s*\\d+: ((?:[0-9A-F]{2} ){1,16})");

  private static final Map<String, Quantity> KEYS =
      Map.ofEntries(
          Map.entry("SKEYSEED", Quantity.SKEYSEED),
          Map.entry("Sk_d secret", Quantity.SK_D),
          Map.entry("Sk_ai secret", Quantity.SK_AI),
          Map.entry("Sk_ar secret", Quantity.SK_AR),
          Map.entry("Sk_ei secret", Quantity.SK_EI),
          Map.entry("Sk_er secret", Quantity.SK_ER),
          Map.entry("Sk_pi secret", Quantity.SK_PI),
          Map.entry("Sk_pr secret", Quantity.SK_PR));

  private static final Map<String, Quantity> CHILD =
      Map.of(
          "encryption initiator key", Quantity.ENCR_I,
          "integrity initiator key", Quantity.INTEG_I,
          "encryption responder key", Quantity.ENCR_R,
          "integrity responder key", Quantity.INTEG_R);

  private final DerivationLog.Builder log;
  private final List<String> lines;
  private Derivation.Builder keys = new Derivation.Builder();
  private Derivation.Builder child = new Derivation.Builder();
  private Derivation.Builder auth = new Derivation.Builder();
  private Derivation.Builder intAuth = new Derivation.Builder();
  private String keysPlace = "";
  private String childPlace = "";

  private StrongSwanLog(String name, List<String> lines) {
    this.log = new DerivationLog.Builder(name);
    this.lines = lines;
  }

  /** Whether a log shows secrets of charon's. */
  static boolean isOne(List<String> lines) {
    return lines.stream().anyMatch(line -> BEGIN.matcher(line).find());
  }

  static DerivationLog read(String name, List<String> lines) {
    return new StrongSwanLog(name, lines).read();
  }

  private DerivationLog read() {
    for (int i = 0; i < lines.size(); i++) {
      Matcher begin = BEGIN.matcher(lines.get(i));
      if (begin.find()) {
        Optional<Octets> value = octets(i + 1, Integer.parseInt(begin.group(4)));
        boolean ofChild = begin.group(1).equals("CHD");
        String place = "line " + (i + 1) + ", " + begin.group(3);
        value.ifPresent(octets -> take(ofChild, begin.group(3), octets, place));
      }
    }
    endKeys();
    endChild();
    return log.build();
  }

  /** What follows a line that announces so many octets; empty if they are not there. */
  private Optional<Octets> octets(int from, int length) {
    StringBuilder hex = new StringBuilder();
    for (int i = from; i < lines.size() && hex.length() < 2L * length; i++) {
      Matcher row = ROW.matcher(lines.get(i));
      if (row.find()) {
        hex.append(row.group(1).replace(" ", ""));
      }
    }
    return hex.length() == 2L * length
        ? Optional.of(Octets.ofHex(hex.toString()))
        : Optional.empty();
  }

  private void take(boolean ofChild, String name, Octets octets, String place) {
    if (ofChild) {
      takeOfChild(name, octets, place);
      return;
    }
    switch (name) {
      case "key exchange secret" -> {
        endKeys();
        keysPlace = place;
        keys.put(Quantity.SHARED_SECRET, octets);
      }
      case "additional key exchange secret" -> keys.put(Quantity.ADDITIONAL_SECRETS, octets);
      case "nonces" -> keys.put(Quantity.NONCES, octets);
      case "IntAuth_N-1" -> {
        endKeys();
        intAuth = new Derivation.Builder().put(Quantity.PREVIOUS_INT_AUTH, octets);
      }
      case "IntAuth_A|P" -> intAuth.put(Quantity.INT_AUTH_DATA, octets);
      case "IntAuth_N = prf(Sk_px, data)" -> {
        intAuth.put(Quantity.INT_AUTH, octets);
        log.intAuth(place, intAuth);
        intAuth = new Derivation.Builder();
      }
      case "IDx'" -> {
        endKeys();
        auth = new Derivation.Builder().put(Quantity.ID, octets);
      }
      case "SK_p" -> {
        intAuth.put(Quantity.SK_P_INPUT, octets);
        auth.put(Quantity.SK_P_INPUT, octets);
      }
      case "secret" -> auth.put(Quantity.PRESHARED_KEY, octets);
      default -> {
        Quantity key = KEYS.get(name);
        if (key != null) {
          keys.put(key, octets);
        } else if (name.startsWith("octets = message + nonce")) {
          auth.put(Quantity.SIGNED_OCTETS, octets);
        } else if (name.startsWith("AUTH = ")) {
          auth.put(Quantity.AUTH, octets);
          log.auth(place, auth);
          auth = new Derivation.Builder();
        }
      }
    }
  }

  private void takeOfChild(String name, Octets octets, String place) {
    switch (name) {
      case "key exchange secret" -> {
        endChild();
        childPlace = place;
        child.put(Quantity.SHARED_SECRET, octets);
      }
      case "additional key exchange secret" -> child.put(Quantity.ADDITIONAL_SECRETS, octets);
      case "seed" -> {
        endKeys();
        if (child.get(Quantity.SHARED_SECRET).isEmpty() || child.get(Quantity.NONCES).isPresent()) {
          endChild();
          childPlace = place;
        }
        // The secret stands before the nonces, and the additional ones behind.
        int before = child.get(Quantity.SHARED_SECRET).map(Octets::size).orElse(0);
        int behind = child.get(Quantity.ADDITIONAL_SECRETS).map(Octets::size).orElse(0);
        int rest = octets.size() - before - behind;
        if (rest > 0) {
          child.put(Quantity.NONCES, octets.slice(before, rest));
        }
      }
      default -> {
        Quantity key = CHILD.get(name);
        if (key != null) {
          child.put(key, octets);
        }
      }
    }
  }

  private void endKeys() {
    if (keys.get(Quantity.SKEYSEED).isPresent() || keys.get(Quantity.SK_D).isPresent()) {
      log.ikeKeys(keysPlace, keys);
    }
    keys = new Derivation.Builder();
  }

  private void endChild() {
    if (child.get(Quantity.ENCR_I).isPresent()) {
      log.childKeys(childPlace, child);
    }
    child = new Derivation.Builder();
  }
}
