package org.yett.ike.sim.scenario;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.yett.ike.sim.OnPath;
import org.yett.ike.sim.Pair;
import org.yett.ike.sim.SimHost;
import org.yett.ike.sim.scenario.Collided.Left;
import org.yett.spec.iana.ExchangeType;

/** What an end hears of an SA before it hears that there is that SA. */
final class OvertakingScenarios {

  private OvertakingScenarios() {}

  static final List<Scenario> ALL = all();

  private static List<Scenario> all() {
    List<Scenario> all = new ArrayList<>();
    for (boolean several : new boolean[] {false, true}) {
      all.add(overtaking(Act.DELETE_CHILD, Act.CREATE_CHILD, several, Left.IKE_SA));
      all.add(overtaking(Act.DELETE_CHILD, Act.REKEY_CHILD, several, Left.IKE_SA));
      all.add(overtaking(Act.REKEY_CHILD, Act.CREATE_CHILD, several, Left.TWO_CHILDREN));
      all.add(overtaking(Act.REKEY_CHILD, Act.REKEY_CHILD, several, Left.TUNNEL));
      all.add(undecided(several));
    }
    return List.copyOf(all);
  }

  /**
   * One end acts on what it has made by an answer that is still on its way: the other end hears of
   * that first.
   */
  private static Scenario overtaking(Act then, Act first, boolean several, Left left) {
    return new Scenario(
        Collided.named(then.hyphenated() + "-overtakes-" + first.hyphenated(), several),
        "The initiator "
            + first.words()
            + "; the answer that tells of the new one is lost at first, and the responder, who has"
            + " it already, "
            + then.words()
            + ".",
        stage -> {
          Pair pair = Collided.established(stage, several);
          OnPath lost =
              Losses.ofResponses(
                  pair.responder(),
                  several ? ExchangeType.IKE_FOLLOWUP_KE : ExchangeType.CREATE_CHILD_SA,
                  1);
          pair.simulation()
              .onPath(datagram -> hasTwo(pair) ? lost.pass(datagram) : List.of(datagram));
          first.by(pair, pair.initiator());
          boolean made = pair.simulation().runUntil(() -> hasTwo(pair), Stage.LIMIT);
          stage.require(made, "the responder has made the Child SA");
          then.by(pair, pair.responder());
          Collided.expect(stage, pair, left, false);
        });
  }

  private static boolean hasTwo(Pair pair) {
    return pair.responder().childSas().inbound().size() == 2;
  }

  private static Scenario undecided(boolean several) {
    return new Scenario(
        Collided.named("create-child-during-rekey-ike-crossing", several),
        "Both ends rekey the IKE SA at the same time; before it is known which of the new ones"
            + " stays, each end is told to create a further Child SA.",
        stage -> {
          Pair pair = Collided.established(stage, several);
          pair.rekeyIke(pair.initiator());
          pair.rekeyIke(pair.responder());
          Map<SimHost, Long> tags = new LinkedHashMap<>();
          for (SimHost host : List.of(pair.initiator(), pair.responder())) {
            boolean two =
                pair.simulation().runUntil(() -> host.status().ikeSas().size() == 2, Stage.LIMIT);
            stage.require(two, host + " holds the old IKE SA and a new one");
            tags.put(host, pair.initiate(host));
          }
          tags.forEach(stage::succeed);
          // The first request over a new IKE SA may overtake the answer that tells of it.
          Collided.expect(stage, pair, Left.THREE_CHILDREN, true);
        });
  }
}
