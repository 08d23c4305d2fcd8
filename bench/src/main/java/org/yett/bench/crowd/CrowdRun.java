package org.yett.bench.crowd;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.yett.bench.stat.Statistics;

/** Measures crowds of several sizes, in rounds that go through all of them. */
public final class CrowdRun {

  private static final int WARM = 1500;

  private final String suite;
  private final int rounds;
  private final int each;

  /**
   * @param suite key exchanges
   * @param rounds how many
   * @param each handshakes of each size in a round
   */
  public CrowdRun(String suite, int rounds, int each) {
    this.suite = suite;
    this.rounds = rounds;
    this.each = each;
  }

  private record Cpu(double responder, double initiator) {}

  /**
   * Measures.
   *
   * @param sizes how many IKE SAs stand, ascending
   */
  public List<CrowdRow> run(List<Integer> sizes, Consumer<String> progress) {
    progress.accept("warming up");
    Crowd warm = new Crowd(suite);
    for (int done = 0; done < WARM; done += each) {
      warm.establish(each);
      warm.forgetInitiators();
    }
    List<Double> established = new ArrayList<>();
    List<Double> halfOpen = new ArrayList<>();
    List<Crowd> crowds = new ArrayList<>();
    for (int size : sizes) {
      progress.accept(size + " IKE SAs");
      Crowd crowd = new Crowd(suite);
      crowd.establish(1);
      long empty = crowd.heap();
      crowd.establish(size);
      established.add((crowd.heap() - empty) / (double) size);
      crowds.add(crowd);
      Crowd waiting = new Crowd(suite);
      waiting.leaveHalfOpen(1);
      empty = waiting.heap();
      waiting.leaveHalfOpen(size);
      halfOpen.add((waiting.heap() - empty) / (double) size);
      if (waiting.childSas() > 0) {
        throw new IllegalStateException("a half-open IKE SA has a Child SA");
      }
    }
    List<List<Cpu>> all = new ArrayList<>();
    sizes.forEach(size -> all.add(new ArrayList<>()));
    for (int round = 1; round <= rounds; round++) {
      progress.accept("round " + round + " of " + rounds);
      for (int i = 0; i < sizes.size(); i++) {
        all.get(i).add(more(crowds.get(i), sizes.get(i)));
      }
    }
    List<CrowdRow> rows = new ArrayList<>();
    for (int i = 0; i < sizes.size(); i++) {
      double[] responder = all.get(i).stream().mapToDouble(Cpu::responder).toArray();
      double[] ratio = new double[rounds];
      for (int round = 0; round < rounds; round++) {
        ratio[round] = responder[round] / all.getFirst().get(round).responder();
      }
      rows.add(
          new CrowdRow(
              sizes.get(i),
              established.get(i),
              halfOpen.get(i),
              Statistics.median(responder),
              Statistics.medianInterval(responder),
              Statistics.median(all.get(i).stream().mapToDouble(Cpu::initiator).toArray()),
              Statistics.median(ratio),
              Statistics.medianInterval(ratio)));
    }
    return rows;
  }

  /** Some handshakes more; a small crowd begins anew each time, so that it stays small. */
  private Cpu more(Crowd standing, int size) {
    Crowd crowd = standing;
    if (size < rounds * each) {
      crowd = new Crowd(suite);
      crowd.establish(size);
    }
    crowd.forgetInitiators();
    long responder = crowd.responderCpuNanos();
    long initiator = crowd.initiatorCpuNanos();
    crowd.establish(each);
    return new Cpu(
        (crowd.responderCpuNanos() - responder) / 1000.0 / each,
        (crowd.initiatorCpuNanos() - initiator) / 1000.0 / each);
  }
}
