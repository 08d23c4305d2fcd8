package org.yett.ike.sim.scenario;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.yett.ike.event.Event;
import org.yett.ike.sim.Pair;
import org.yett.ike.sim.SimHost;
import org.yett.ike.sim.scenario.Collided.Left;
import org.yett.ike.sim.scenario.Trouble.Fate;
import org.yett.ike.wire.Side;
import org.yett.spec.iana.ExchangeType;

/**
 * Both ends do the same to the same SA at once (RFC 7296 2.8.1, 2.8.2, 2.25): with either end's SA
 * surviving, each nonce being the lowest, and every message that matters lost, late or stale; with
 * one key exchange and with several, whose SAs come about only after IKE_FOLLOWUP_KE (RFC 9370
 * 2.2.4).
 */
final class CrossingScenarios {

  private CrossingScenarios() {}

  static final List<Scenario> ALL = all();

  private static List<Scenario> all() {
    List<Scenario> all = new ArrayList<>();
    for (Act act : List.of(Act.REKEY_CHILD, Act.REKEY_IKE)) {
      for (End winner : End.values()) {
        for (boolean several : new boolean[] {false, true}) {
          all.add(decided(act, winner, several, SteeredNonces.OF_REQUEST));
          all.add(decided(act, winner, several, SteeredNonces.OF_RESPONSE));
          for (Trouble trouble : troubles(several)) {
            all.add(troubled(act, winner, several, trouble));
          }
        }
      }
    }
    for (boolean several : new boolean[] {false, true}) {
      all.add(plain(Act.CREATE_CHILD, several, Left.THREE_CHILDREN, Optional.empty()));
    }
    for (Act act : List.of(Act.DELETE_CHILD, Act.DELETE_IKE)) {
      Left left = act == Act.DELETE_IKE ? Left.NOTHING : Left.IKE_SA;
      all.add(plain(act, false, left, Optional.empty()));
      for (Trouble trouble : Trouble.inBoth(ExchangeType.INFORMATIONAL, Fate.values())) {
        all.add(plain(act, false, left, Optional.of(trouble)));
      }
    }
    return List.copyOf(all);
  }

  private static List<Trouble> troubles(boolean several) {
    List<Trouble> all =
        new ArrayList<>(Trouble.inBoth(ExchangeType.CREATE_CHILD_SA, Fate.values()));
    if (several) {
      all.addAll(Trouble.inBoth(ExchangeType.IKE_FOLLOWUP_KE, Fate.LOST, Fate.LATE));
    }
    all.addAll(Trouble.inBoth(ExchangeType.INFORMATIONAL, Fate.LOST, Fate.LATE));
    return all;
  }

  private static String sentence(Act act) {
    return "Both ends at the same time: each " + act.words() + ".";
  }

  private static Pair begin(Stage stage, Act act, End winner, boolean several, long lowest) {
    // The lowest nonce is one of the loser's exchange: of its request, or of the winner's response.
    End low = lowest == SteeredNonces.OF_REQUEST ? winner.other() : winner;
    return stage.established(
        stage
            .pair()
            .both(c -> Collided.propose(c, several))
            .initiator(c ->
                c.draws(
                    r -> new SteeredNonces(r, low == End.INITIATOR ? lowest : SteeredNonces.NONE)))
            .responder(c ->
                c.draws(r ->
                    new SteeredNonces(r, low == End.RESPONDER ? lowest : SteeredNonces.NONE))));
  }

  private static void cross(Pair pair, Act act) {
    act.by(pair, pair.initiator());
    act.by(pair, pair.responder());
  }

  /** Nothing is lost: the nonces decide. */
  private static Scenario decided(Act act, End winner, boolean several, long lowest) {
    boolean request = lowest == SteeredNonces.OF_REQUEST;
    return new Scenario(
        Collided.named(
            act.hyphenated()
                + "-crossing-"
                + winner.word()
                + "-wins-by-"
                + (request ? "request" : "response"),
            several),
        sentence(act)
            + " The lowest nonce is in the "
            + (request ? "request" : "response")
            + " of the "
            + winner.other().word()
            + "'s exchange.",
        stage -> {
          Pair pair = begin(stage, act, winner, several, lowest);
          cross(pair, act);
          Collided.expect(stage, pair, Left.TUNNEL, false);
          for (End end : End.values()) {
            Side expected = end == winner ? Side.INITIATOR : Side.RESPONDER;
            stage.expectEqual(
                List.of(expected),
                rekeyings(end.of(pair), act),
                "sides of the exchange that survived, at the " + end.word());
          }
        });
  }

  private static List<Side> rekeyings(SimHost host, Act act) {
    return act == Act.REKEY_IKE
        ? host.events(Event.IkeSaRekeyed.class).stream().map(Event.IkeSaRekeyed::side).toList()
        : host.events(Event.ChildSaRekeyed.class).stream().map(Event.ChildSaRekeyed::side).toList();
  }

  private static Scenario troubled(Act act, End winner, boolean several, Trouble trouble) {
    return new Scenario(
        Collided.named(
            act.hyphenated() + "-crossing-" + winner.word() + "-wins-" + trouble.hyphenated(),
            several),
        sentence(act)
            + " The lowest nonce is one of the "
            + winner.other().word()
            + "'s exchange. "
            + trouble.words(),
        stage -> {
          Pair pair = begin(stage, act, winner, several, SteeredNonces.OF_REQUEST);
          trouble.befall(pair);
          cross(pair, act);
          Collided.expect(stage, pair, Left.TUNNEL, true);
        });
  }

  private static Scenario plain(Act act, boolean several, Left left, Optional<Trouble> trouble) {
    return new Scenario(
        Collided.named(
            act.hyphenated() + "-crossing" + trouble.map(t -> "-" + t.hyphenated()).orElse(""),
            several),
        sentence(act) + trouble.map(t -> " " + t.words()).orElse(""),
        stage -> {
          Pair pair = Collided.established(stage, several);
          trouble.ifPresent(t -> t.befall(pair));
          cross(pair, act);
          Collided.expect(stage, pair, left, trouble.isPresent());
          if (act == Act.DELETE_CHILD && trouble.isEmpty()) {
            for (SimHost host : List.of(pair.initiator(), pair.responder())) {
              stage.expect(
                  !Collided.deletesInAnswer(pair, host),
                  host + " answers without a Delete payload");
              stage.expectEqual(
                  1,
                  host.childSas().halfClosed(),
                  "outbound halves that " + host + " closed first");
            }
          }
        });
  }
}
