package org.yett.features.pair;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.yett.features.subject.HeardKeys;
import org.yett.ike.keys.KeyStep;
import org.yett.ike.keys.KeyTrace;
import org.yett.ike.wire.Octets;

/** Hears the key schedule of an end and keeps shared secrets and SKEYSEEDs. */
final class TraceOfSecrets implements KeyTrace, HeardKeys {

  private static final String SKEYSEED = "SKEYSEED";
  private static final String KEYMAT = "KEYMAT";
  private static final int SECRET_OF_SA_INIT = 2;
  private static final int SECRET_OF_UPDATE = 1;

  private record Nonces(Octets ni, Octets nr) {}

  private record Generation(Octets sharedSecret, Octets skeyseed) {}

  private final Map<Nonces, TreeMap<Integer, Generation>> heard = new HashMap<>();
  private final Map<Nonces, Series> series = new HashMap<>();

  @Override
  public void step(KeyStep step) {
    boolean rekeyed = step.inputs().stream().anyMatch(value -> value.name().equals("SK_d (old)"));
    if (step.name().equals(KEYMAT) || rekeyed && step.name().equals(SKEYSEED)) {
      hearSeries(step);
      return;
    }
    if (!step.name().startsWith(SKEYSEED)) {
      return;
    }
    int number = number(step.name());
    Nonces nonces = new Nonces(input(step, "Ni"), input(step, "Nr"));
    int place = number == 0 ? SECRET_OF_SA_INIT : SECRET_OF_UPDATE;
    Octets secret = Octets.wrap(step.inputs().get(place).octets());
    Octets skeyseed = Octets.wrap(step.output(step.name()).octets());
    heard
        .computeIfAbsent(nonces, unused -> new TreeMap<>())
        .put(number, new Generation(secret, skeyseed));
  }

  private void hearSeries(KeyStep step) {
    List<Octets> secrets =
        step.inputs().stream()
            .filter(value -> value.name().startsWith("SK(") || value.name().startsWith("g^ir"))
            .map(value -> Octets.wrap(value.octets()))
            .toList();
    Nonces nonces = new Nonces(input(step, "Ni"), input(step, "Nr"));
    series.put(nonces, new Series(secrets, Octets.wrap(step.output(step.name()).octets())));
  }

  @Override
  public Optional<Series> series(Octets ni, Octets nr) {
    return Optional.ofNullable(series.get(new Nonces(ni, nr)));
  }

  private static int number(String name) {
    return name.equals(SKEYSEED)
        ? 0
        : Integer.parseInt(name.substring(SKEYSEED.length() + 1, name.length() - 1));
  }

  private static Octets input(KeyStep step, String name) {
    return step.inputs().stream()
        .filter(value -> value.name().equals(name))
        .findFirst()
        .map(value -> Octets.wrap(value.octets()))
        .orElseThrow(() -> new IllegalStateException(step.name() + " has no input " + name));
  }

  @Override
  public List<Octets> sharedSecrets(Octets ni, Octets nr) {
    return of(ni, nr).stream().map(Generation::sharedSecret).toList();
  }

  @Override
  public List<Octets> skeyseeds(Octets ni, Octets nr) {
    return of(ni, nr).stream().map(Generation::skeyseed).toList();
  }

  private List<Generation> of(Octets ni, Octets nr) {
    return List.copyOf(heard.getOrDefault(new Nonces(ni, nr), new TreeMap<>()).values());
  }
}
