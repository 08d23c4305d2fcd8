package org.yett.gateway.explain;

import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.yett.ike.wire.Octets;

/**
 * Derivations from a log of libreswan's pluto with {@code plutodebug="all private"}: for each side
 * of an IKE SA a line with its SPIs, SK_a and SK_e, the latter without salt. It shows no other
 * value of the key schedule.
 */
final class LibreswanLog {
  private static final Pattern KEYS =
      Pattern.compile(
          "\\| ikev2 ([IR]) 0x([0-9a-f]{16}) 0x([0-9a-f]{16})"
              + " [^ :]*:(?:0x([0-9a-f]*))? [^ :]*:0x([0-9a-f]+)$");

  private LibreswanLog() {}

  /** Whether a log shows keys of pluto's. */
  static boolean isOne(List<String> lines) {
    return lines.stream().anyMatch(line -> KEYS.matcher(line).find());
  }

  static DerivationLog read(String name, List<String> lines) {
    DerivationLog.Builder log = new DerivationLog.Builder(name);
    Derivation.Builder keys = new Derivation.Builder();
    for (int i = 0; i < lines.size(); i++) {
      Matcher line = KEYS.matcher(lines.get(i));
      if (line.find()) {
        boolean initiator = line.group(1).equals("I");
        keys.put(Quantity.SPI_I, Octets.ofHex(line.group(2)));
        keys.put(Quantity.SPI_R, Octets.ofHex(line.group(3)));
        Octets integrity =
            Optional.ofNullable(line.group(4)).map(Octets::ofHex).orElse(Octets.EMPTY);
        keys.put(initiator ? Quantity.SK_AI : Quantity.SK_AR, integrity);
        keys.put(initiator ? Quantity.SK_EI : Quantity.SK_ER, Octets.ofHex(line.group(5)));
        // The initiator's line comes first.
        if (!initiator) {
          log.ikeKeys("line " + (i + 1), keys);
          keys = new Derivation.Builder();
        }
      }
    }
    return log.withoutSalt().build();
  }
}
