package org.yett.ike.sim;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.yett.ike.sim.PairAssert.failure;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.yett.ike.config.UniquePolicy;
import org.yett.ike.endpoint.ChildSa;
import org.yett.ike.endpoint.EndpointStatus.IkeSaStatus;

/**
 * Both hosts do whatever they may at any time, over a bad network. Once the network is good again
 * and everything has had its time, both hold the same SAs, and nothing else.
 */
class RandomScheduleTest {

  /** How many seeds are tried, and where they begin; more by hand. */
  private static final int SEEDS = Integer.getInteger("yett.sim.seeds", 5);

  private static final int FIRST_SEED = Integer.getInteger("yett.sim.firstSeed", 0);
  private static final int ACTIONS = 12;

  private static final LinkProfile BAD =
      LinkProfile.PERFECT
          .withJitter(Duration.ofMillis(50))
          .withLoss(0.15)
          .withDuplication(0.15)
          .withReordering(0.2, Duration.ofSeconds(2));

  private record Commanded(SimHost host, long tag) {}

  @ParameterizedTest
  @EnumSource(UniquePolicy.class)
  void whateverIsDoneBothEndsAgreeInTheEnd(UniquePolicy unique) {
    int living = 0;
    for (int seed = FIRST_SEED; seed < FIRST_SEED + SEEDS; seed++) {
      living += run(seed, unique);
    }
    assertTrue(living > SEEDS / 2, "hardly any IKE SA was living in the end: " + living);
  }

  private static int run(int seed, UniquePolicy unique) {
    SplittableRandom random = new SplittableRandom(seed);
    Pair pair =
        Pair.builder(seed)
            .link(BAD)
            .both(c ->
                c.unique(unique)
                    .dpdDelay(Duration.ofSeconds(20))
                    .fragmentSize(600)
                    .patience(Duration.ofMinutes(5))
                    .jobDelay(Duration.ofMillis(random.nextInt(200))))
            .build();
    List<Commanded> commands = new ArrayList<>();
    for (int i = 0; i < ACTIONS; i++) {
      SimHost host = random.nextBoolean() ? pair.initiator() : pair.responder();
      long tag =
          switch (random.nextInt(8)) {
            case 0, 1, 2, 3 -> pair.initiate(host);
            case 4 -> pair.terminate(host);
            case 5 -> pair.terminateChild(host);
            default -> pair.checkLiveness(host);
          };
      commands.add(new Commanded(host, tag));
      pair.simulation().runFor(Duration.ofMillis(random.nextInt(8000)));
    }
    pair.simulation().note("the network is good from now on");
    pair.simulation().links(LinkProfile.PERFECT);
    pair.simulation().runFor(Duration.ofMinutes(15));
    for (Commanded command : commands) {
      assertTrue(
          pair.finished(command.host(), command.tag()).isPresent(),
          () -> failure(pair, unique + ": command " + command.tag() + " was not finished"));
    }
    PairAssert.agree(pair);
    assertEquals(
        ikeSas(pair.initiator()),
        ikeSas(pair.responder()),
        () -> failure(pair, unique + ": different IKE SAs"));
    for (SimHost host : List.of(pair.initiator(), pair.responder())) {
      everyChildHasItsIkeSa(pair, host);
    }
    return pair.initiator().status().ikeSas().size();
  }

  /** The SPIs of the IKE SAs, all of which are established. */
  private static Map<String, String> ikeSas(SimHost host) {
    Map<String, String> spis = new TreeMap<>();
    for (IkeSaStatus sa : host.status().ikeSas()) {
      spis.put(
          sa.initiatorSpi() + " " + sa.responderSpi(),
          sa.established() ? "established" : "in state " + sa.state());
    }
    return spis;
  }

  private static void everyChildHasItsIkeSa(Pair pair, SimHost host) {
    Set<Integer> known =
        host.status().ikeSas().stream()
            .flatMap(sa -> sa.childSas().stream())
            .map(child -> child.childSa().inboundSpi())
            .collect(Collectors.toSet());
    Set<Integer> installed =
        host.childSas().inbound().stream().map(ChildSa::inboundSpi).collect(Collectors.toSet());
    assertEquals(known, installed, () -> failure(pair, host + " has orphans"));
    assertEquals(
        Optional.empty(),
        host.status().ikeSas().stream().filter(sa -> !sa.established()).findFirst(),
        () -> failure(pair, host + " has an IKE SA that never came about"));
    assertEquals(0, host.status().halfOpen(), () -> failure(pair, host + " counts half-open SAs"));
  }
}
