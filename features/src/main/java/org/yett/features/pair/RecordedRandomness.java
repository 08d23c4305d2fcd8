package org.yett.features.pair;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.yett.features.subject.HeardDraws;
import org.yett.ike.crypto.Purpose;
import org.yett.ike.crypto.Randomness;
import org.yett.ike.wire.Octets;

/** Keeps what an end draws, in all scopes. */
final class RecordedRandomness implements Randomness {

  /** The draws of an end. */
  static final class Draws implements HeardDraws {
    private final Map<Purpose, List<Octets>> byPurpose = new EnumMap<>(Purpose.class);

    private void add(Purpose purpose, byte[] drawn) {
      byPurpose.computeIfAbsent(purpose, unused -> new ArrayList<>()).add(Octets.copyOf(drawn));
    }

    @Override
    public List<Octets> draws(Purpose purpose) {
      return List.copyOf(byPurpose.getOrDefault(purpose, List.of()));
    }
  }

  private final Randomness source;
  private final Draws draws;

  RecordedRandomness(Randomness source, Draws draws) {
    this.source = source;
    this.draws = draws;
  }

  @Override
  public void fill(Purpose purpose, long index, byte[] out) {
    source.fill(purpose, index, out);
    draws.add(purpose, out);
  }

  @Override
  public Randomness scoped(String scope) {
    return new RecordedRandomness(source.scoped(scope), draws);
  }
}
