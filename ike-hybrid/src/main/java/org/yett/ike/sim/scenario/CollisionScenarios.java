package org.yett.ike.sim.scenario;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.yett.ike.endpoint.EndpointStatus.IkeSaStatus;
import org.yett.ike.event.Event;
import org.yett.ike.sim.OnPath;
import org.yett.ike.sim.Pair;
import org.yett.ike.sim.SimHost;
import org.yett.spec.iana.ExchangeType;

/**
 * Both ends act on the same SA at once (RFC 7296 2.8.1, 2.8.2, 2.25): each case with one key
 * exchange and with several, whose SAs come about only after IKE_FOLLOWUP_KE (RFC 9370 2.2.4).
 */
final class CollisionScenarios {

  private static final String ONE_IKE = "aes256gcm16-prfsha384-x25519";
  private static final String ONE_ESP = "aes256gcm16-x25519-esn";
  private static final String SEVERAL_IKE = "aes256gcm16-prfsha384-x25519-ke1_mlkem768";
  private static final String SEVERAL_ESP = "aes256gcm16-x25519-ke1_mlkem768-ke2_ecp256-esn";

  /** Long enough for every retransmission and every back-off. */
  private static final Duration SETTLED = Duration.ofMinutes(10);

  private CollisionScenarios() {}

  /** What an end does. */
  @FunctionalInterface
  private interface Act {
    void by(Pair pair, SimHost host);
  }

  /** What gets lost. */
  @FunctionalInterface
  private interface Loss {
    void on(Pair pair);
  }

  /** What must stand afterwards. */
  private enum Left {
    /** One IKE SA with one Child SA. */
    TUNNEL,
    /** One IKE SA with two Child SAs. */
    TWO_CHILDREN,
    /** One IKE SA without a Child SA. */
    IKE_SA,
    /** Nothing. */
    NOTHING
  }

  private static final Act REKEY_CHILD = (pair, host) -> pair.rekeyChild(host);
  private static final Act REKEY_IKE = (pair, host) -> pair.rekeyIke(host);
  private static final Act DELETE_CHILD = (pair, host) -> pair.terminateChild(host);
  private static final Act DELETE_IKE = (pair, host) -> pair.terminate(host);
  private static final Act CREATE_CHILD = (pair, host) -> pair.initiate(host);

  private static final Loss NOTHING_LOST = pair -> {};
  private static final Loss REQUEST_OF_INITIATOR =
      pair ->
          pair.simulation()
              .onPath(Losses.ofRequests(pair.initiator(), ExchangeType.CREATE_CHILD_SA, 1));
  private static final Loss REQUEST_OF_RESPONDER =
      pair ->
          pair.simulation()
              .onPath(Losses.ofRequests(pair.responder(), ExchangeType.CREATE_CHILD_SA, 1));
  private static final Loss RESPONSE_OF_INITIATOR =
      pair ->
          pair.simulation()
              .onPath(Losses.ofResponses(pair.initiator(), ExchangeType.CREATE_CHILD_SA, 1));
  private static final Loss RESPONSE_OF_RESPONDER =
      pair ->
          pair.simulation()
              .onPath(Losses.ofResponses(pair.responder(), ExchangeType.CREATE_CHILD_SA, 1));
  private static final Loss DELETES =
      pair ->
          pair.simulation()
              .onPath(Losses.ofRequests(pair.initiator(), ExchangeType.INFORMATIONAL, 2));

  static final List<Scenario> ALL = all();

  private static List<Scenario> all() {
    List<Scenario> all = new ArrayList<>();
    crossing(all, "rekey-child", "rekey the Child SA", REKEY_CHILD);
    crossing(all, "rekey-ike", "rekey the IKE SA", REKEY_IKE);
    meeting(all, "rekey-child-meets-delete-child", REKEY_CHILD, DELETE_CHILD, Left.IKE_SA);
    meeting(all, "rekey-child-meets-rekey-ike", REKEY_CHILD, REKEY_IKE, Left.TUNNEL);
    meeting(all, "rekey-child-meets-delete-ike", REKEY_CHILD, DELETE_IKE, Left.NOTHING);
    meeting(all, "rekey-child-meets-create-child", REKEY_CHILD, CREATE_CHILD, Left.TWO_CHILDREN);
    meeting(all, "create-child-meets-rekey-ike", CREATE_CHILD, REKEY_IKE, Left.TWO_CHILDREN);
    meeting(all, "create-child-meets-delete-ike", CREATE_CHILD, DELETE_IKE, Left.NOTHING);
    meeting(all, "create-child-meets-delete-child", CREATE_CHILD, DELETE_CHILD, Left.TUNNEL);
    meeting(all, "rekey-ike-meets-delete-child", REKEY_IKE, DELETE_CHILD, Left.IKE_SA);
    meeting(all, "rekey-ike-meets-delete-ike", REKEY_IKE, DELETE_IKE, Left.NOTHING);
    for (boolean several : new boolean[] {false, true}) {
      all.add(
          new Scenario(
              named("create-child-crossing", several),
              "Both ends create a further Child SA at the same time.",
              stage -> {
                Pair pair = established(stage, several);
                pair.initiate(pair.initiator());
                pair.initiate(pair.responder());
                stage.runFor(SETTLED);
                stage.agree();
                stage.expectEqual(3, pair.initiator().childSas().inbound().size(), "Child SAs");
              }));
    }
    for (boolean several : new boolean[] {false, true}) {
      all.add(
          new Scenario(
              named("create-child-during-rekey-ike-crossing", several),
              "Both ends rekey the IKE SA at the same time; before it is known which of the new"
                  + " ones stays, each end is told to create a further Child SA.",
              stage -> {
                Pair pair = established(stage, several);
                pair.rekeyIke(pair.initiator());
                pair.rekeyIke(pair.responder());
                Map<SimHost, Long> tags = new LinkedHashMap<>();
                for (SimHost host : List.of(pair.initiator(), pair.responder())) {
                  boolean two =
                      pair.simulation()
                          .runUntil(() -> host.status().ikeSas().size() == 2, Stage.LIMIT);
                  stage.require(two, host + " holds the old IKE SA and a new one");
                  tags.put(host, pair.initiate(host));
                }
                tags.forEach(stage::succeed);
                stage.runFor(SETTLED);
                stage.agree();
                stage.expectEqual(3, pair.initiator().childSas().inbound().size(), "Child SAs");
              }));
    }
    overtaking(all, "delete-overtakes-create-child", CREATE_CHILD, DELETE_CHILD, Left.IKE_SA);
    overtaking(all, "delete-overtakes-rekey-child", REKEY_CHILD, DELETE_CHILD, Left.IKE_SA);
    overtaking(all, "rekey-overtakes-create-child", CREATE_CHILD, REKEY_CHILD, Left.TWO_CHILDREN);
    overtaking(all, "rekey-overtakes-rekey-child", REKEY_CHILD, REKEY_CHILD, Left.TUNNEL);
    return List.copyOf(all);
  }

  /**
   * One end acts on what it has made by an answer that is still on its way: the other end hears of
   * that first.
   */
  private static void overtaking(List<Scenario> all, String name, Act act, Act then, Left left) {
    for (boolean several : new boolean[] {false, true}) {
      all.add(
          new Scenario(
              named(name, several),
              "The answer that tells of a new Child SA is lost at first; what comes before it is"
                  + " about that Child SA: "
                  + name.replace('-', ' ')
                  + ".",
              stage -> {
                Pair pair = established(stage, several);
                OnPath lost =
                    Losses.ofResponses(
                        pair.responder(),
                        several ? ExchangeType.IKE_FOLLOWUP_KE : ExchangeType.CREATE_CHILD_SA,
                        1);
                pair.simulation()
                    .onPath(datagram -> hasTwo(pair) ? lost.pass(datagram) : List.of(datagram));
                act.by(pair, pair.initiator());
                boolean made = pair.simulation().runUntil(() -> hasTwo(pair), Stage.LIMIT);
                stage.require(made, "the responder has made the Child SA");
                then.by(pair, pair.responder());
                stage.runFor(SETTLED);
                left(stage, pair, left);
              }));
    }
  }

  private static boolean hasTwo(Pair pair) {
    return pair.responder().childSas().inbound().size() == 2;
  }

  private static String named(String name, boolean several) {
    return name + (several ? "-several-ke" : "");
  }

  private static Pair established(Stage stage, boolean several) {
    return stage.established(
        stage
            .pair()
            .both(c ->
                c.ikeProposals(several ? SEVERAL_IKE : ONE_IKE)
                    .espProposals(several ? SEVERAL_ESP : ONE_ESP)));
  }

  /** Both ends do the same at once, with each of the messages lost that matter. */
  private static void crossing(List<Scenario> all, String name, String what, Act act) {
    crossing(
        all, name + "-crossing", "Both ends " + what + " at the same time.", act, NOTHING_LOST);
    crossing(
        all,
        name + "-crossing-request-lost",
        "Both ends " + what + " at the same time; the initiator's request is lost at first.",
        act,
        REQUEST_OF_INITIATOR);
    crossing(
        all,
        name + "-crossing-other-request-lost",
        "Both ends " + what + " at the same time; the responder's request is lost at first.",
        act,
        REQUEST_OF_RESPONDER);
    crossing(
        all,
        name + "-crossing-response-lost",
        "Both ends " + what + " at the same time; the initiator's response is lost at first.",
        act,
        RESPONSE_OF_INITIATOR);
    crossing(
        all,
        name + "-crossing-other-response-lost",
        "Both ends " + what + " at the same time; the responder's response is lost at first.",
        act,
        RESPONSE_OF_RESPONDER);
    crossing(
        all,
        name + "-crossing-delete-lost",
        "Both ends " + what + " at the same time; the initiator's Delete is lost at first.",
        act,
        DELETES);
  }

  private static void crossing(List<Scenario> all, String name, String title, Act act, Loss loss) {
    for (boolean several : new boolean[] {false, true}) {
      all.add(
          new Scenario(
              named(name, several),
              title,
              stage -> {
                Pair pair = established(stage, several);
                loss.on(pair);
                act.by(pair, pair.initiator());
                act.by(pair, pair.responder());
                stage.runFor(SETTLED);
                left(stage, pair, Left.TUNNEL);
              }));
    }
  }

  /** One end does this while the other does that, whichever end is which. */
  private static void meeting(List<Scenario> all, String name, Act one, Act other, Left left) {
    for (boolean swapped : new boolean[] {false, true}) {
      for (boolean several : new boolean[] {false, true}) {
        all.add(
            new Scenario(
                named(name + (swapped ? "-swapped" : ""), several),
                "The two ends act on each other's SAs at the same time: " + name.replace('-', ' '),
                stage -> {
                  Pair pair = established(stage, several);
                  one.by(pair, swapped ? pair.responder() : pair.initiator());
                  other.by(pair, swapped ? pair.initiator() : pair.responder());
                  stage.runFor(SETTLED);
                  left(stage, pair, left);
                }));
      }
    }
  }

  private static void left(Stage stage, Pair pair, Left left) {
    stage.agree();
    for (SimHost host : List.of(pair.initiator(), pair.responder())) {
      List<IkeSaStatus> ikeSas = host.status().ikeSas();
      stage.expectEqual(left == Left.NOTHING ? 0 : 1, ikeSas.size(), "IKE SAs of " + host);
      int children =
          switch (left) {
            case TUNNEL -> 1;
            case TWO_CHILDREN -> 2;
            case IKE_SA, NOTHING -> 0;
          };
      stage.expectEqual(children, host.childSas().inbound().size(), "inbound Child SAs of " + host);
      stage.expectEqual(
          children, host.childSas().outbound().size(), "outbound Child SAs of " + host);
      stage.expectEqual(
          List.of(), host.events(Event.InternalError.class), "internal errors of " + host);
      stage.expectEqual(
          List.of(), List.copyOf(host.status().offences().keySet()), "offences seen by " + host);
    }
  }
}
