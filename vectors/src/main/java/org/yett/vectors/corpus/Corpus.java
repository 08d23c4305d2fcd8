package org.yett.vectors.corpus;

import java.util.ArrayList;
import java.util.List;
import org.yett.vectors.exchange.ExchangeVector;
import org.yett.vectors.exchange.Performance;

/** What the corpus consists of. */
public final class Corpus {

  private static final long FIRST_SEED = 9370_000;

  private Corpus() {}

  /** All vectors, generated anew, in version 1. */
  public static List<ExchangeVector> generate() {
    List<ExchangeVector> vectors = new ArrayList<>();
    List<Setup> setups = new ArrayList<>(PositiveSetups.all());
    setups.addAll(NegativeSetups.all());
    for (Setup setup : setups) {
      vectors.add(Performance.generate(setup.vector(seed(setup.id()))));
    }
    return List.copyOf(vectors);
  }

  /** Each vector has a seed of its own, which follows from its name alone. */
  static long seed(String id) {
    return FIRST_SEED + (id.hashCode() & 0xffff_ffffL);
  }
}
