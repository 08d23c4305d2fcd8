package org.yett.gateway.explain;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.yett.gateway.keys.KeyLogEntry;
import org.yett.ike.keys.KeyStep;
import org.yett.ike.keys.KeyValue;
import org.yett.ike.wire.Octets;

/** Derivations from a key log of ours. */
final class OwnLog {
  private static final String EXPANSION = "SK_*";

  private static final Map<String, Quantity> KEYS =
      Map.of(
          "SK_d", Quantity.SK_D,
          "SK_ai", Quantity.SK_AI,
          "SK_ar", Quantity.SK_AR,
          "SK_ei", Quantity.SK_EI,
          "SK_er", Quantity.SK_ER,
          "SK_pi", Quantity.SK_PI,
          "SK_pr", Quantity.SK_PR);

  private final DerivationLog.Builder log;
  private Derivation.Builder skeyseed = new Derivation.Builder();
  private Derivation.Builder auth = new Derivation.Builder();
  private int line;

  private OwnLog(String name) {
    this.log = new DerivationLog.Builder(name);
  }

  /**
   * The derivations of one end.
   *
   * @param entries of one process and side: what two ends logged must not be mixed
   */
  static DerivationLog read(String name, List<KeyLogEntry> entries) {
    OwnLog own = new OwnLog(name);
    for (KeyLogEntry entry : entries) {
      own.line++;
      if (entry instanceof KeyLogEntry.Step step) {
        own.take(step.step());
      }
    }
    return own.log.build();
  }

  private void take(KeyStep step) {
    String place = "line " + line + ", " + step.name();
    String name = step.name();
    if (name.startsWith("SKEYSEED")) {
      skeyseed = new Derivation.Builder();
      secrets(step, skeyseed);
      skeyseed.put(Quantity.SKEYSEED, Octets.wrap(step.outputs().getFirst().octets()));
    } else if (name.startsWith(EXPANSION)) {
      Derivation.Builder keys = skeyseed;
      skeyseed = new Derivation.Builder();
      nonces(step, keys);
      input(step, "SPIi").ifPresent(spi -> keys.put(Quantity.SPI_I, spi));
      input(step, "SPIr").ifPresent(spi -> keys.put(Quantity.SPI_R, spi));
      String suffix = name.substring(EXPANSION.length());
      KEYS.forEach(
          (key, quantity) -> keys.put(quantity, Octets.wrap(step.output(key + suffix).octets())));
      log.ikeKeys(place, keys);
    } else if (name.startsWith("IntAuth_")) {
      Derivation.Builder values = new Derivation.Builder();
      List<Octets> covered = new ArrayList<>();
      for (KeyValue value : step.inputs()) {
        Octets octets = Octets.wrap(value.octets());
        if (value.name().startsWith("SK_p")) {
          values.put(Quantity.SK_P_INPUT, octets);
        } else if (value.name().endsWith("A") || value.name().endsWith("P")) {
          covered.add(octets);
        } else {
          values.put(Quantity.PREVIOUS_INT_AUTH, octets);
        }
      }
      values.put(Quantity.INT_AUTH_DATA, Octets.concat(covered.toArray(Octets[]::new)));
      values.put(Quantity.INT_AUTH, Octets.wrap(step.outputs().getFirst().octets()));
      log.intAuth(place, values);
    } else if (name.startsWith("MACedIDFor")) {
      auth = new Derivation.Builder();
      auth.put(Quantity.SK_P_INPUT, Octets.wrap(step.inputs().get(0).octets()));
      auth.put(Quantity.ID, Octets.wrap(step.inputs().get(1).octets()));
      auth.put(Quantity.MACED_ID, Octets.wrap(step.outputs().getFirst().octets()));
    } else if (name.endsWith("SignedOctets")) {
      auth.put(Quantity.SIGNED_OCTETS, Octets.wrap(step.outputs().getFirst().octets()));
    } else if (name.equals("AUTH")) {
      input(step, "Shared Secret").ifPresent(key -> auth.put(Quantity.PRESHARED_KEY, key));
      auth.put(Quantity.AUTH, Octets.wrap(step.output("AUTH").octets()));
      log.auth(place, auth);
      auth = new Derivation.Builder();
    } else if (name.equals("KEYMAT")) {
      Derivation.Builder values = new Derivation.Builder();
      secrets(step, values);
      nonces(step, values);
      values.put(Quantity.ENCR_I, Octets.wrap(step.output("ENCR_i").octets()));
      values.put(Quantity.INTEG_I, Octets.wrap(step.output("INTEG_i").octets()));
      values.put(Quantity.ENCR_R, Octets.wrap(step.output("ENCR_r").octets()));
      values.put(Quantity.INTEG_R, Octets.wrap(step.output("INTEG_r").octets()));
      log.childKeys(place, values);
    }
  }

  /** The first secret, and all others behind one another. */
  private static void secrets(KeyStep step, Derivation.Builder values) {
    List<Octets> secrets =
        step.inputs().stream()
            .filter(value -> value.name().startsWith("g^ir") || value.name().startsWith("SK("))
            .map(value -> Octets.wrap(value.octets()))
            .toList();
    if (!secrets.isEmpty()) {
      values.put(Quantity.SHARED_SECRET, secrets.getFirst());
      values.put(
          Quantity.ADDITIONAL_SECRETS,
          Octets.concat(secrets.subList(1, secrets.size()).toArray(Octets[]::new)));
    }
  }

  private static void nonces(KeyStep step, Derivation.Builder values) {
    Optional<Octets> ni = input(step, "Ni");
    Optional<Octets> nr = input(step, "Nr");
    if (ni.isPresent() && nr.isPresent()) {
      values.put(Quantity.NONCES, Octets.concat(ni.get(), nr.get()));
    }
  }

  private static Optional<Octets> input(KeyStep step, String name) {
    return step.inputs().stream()
        .filter(value -> value.name().equals(name))
        .findFirst()
        .map(value -> Octets.wrap(value.octets()));
  }
}
