package org.yett.ike.sim.scenario;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.yett.ike.config.ConnectionConfig;
import org.yett.ike.endpoint.Command;
import org.yett.ike.endpoint.OutgoingSeam.Draft;
import org.yett.ike.event.Event;
import org.yett.ike.sim.Pair;
import org.yett.ike.sim.PairConfig;
import org.yett.ike.sim.SimHost;
import org.yett.ike.wire.NotifyPayload;
import org.yett.ike.wire.Payload;
import org.yett.spec.iana.NotifyType;

/** IKE SAs that begin without a Child SA (RFC 6023). */
final class ChildlessScenarios {

  private static final String WITH_AND_WITHOUT =
      "aes256gcm16-prfsha384-x25519-ke1_mlkem768,aes256gcm16-prfsha384-x25519";

  static final List<Scenario> ALL =
      List.of(
          new Scenario(
              "childless-then-post-quantum",
              "RFC 9370 2.2.5.1: proposals with and without additional key exchanges, one without"
                  + " is chosen since one end has no IKE_INTERMEDIATE; the IKE SA is rekeyed at"
                  + " once with ML-KEM, and only then are there Child SAs.",
              ChildlessScenarios::thenPostQuantum));

  private ChildlessScenarios() {}

  private static void thenPostQuantum(Stage stage) {
    List<ConnectionConfig> whole = new ArrayList<>();
    Pair pair =
        stage.open(
            stage
                .pair()
                .both(c -> c.ikeProposals(WITH_AND_WITHOUT))
                .initiator(c ->
                    c.seam(ChildlessScenarios::withoutIntermediate)
                        .connection(connection -> {
                          whole.add(connection);
                          return connection.withChildren(List.of());
                        })));
    SimHost initiator = pair.initiator();
    long tag = 1000;
    pair.command(
        initiator,
        new Command.Initiate(
            tag, PairConfig.CONNECTION, Optional.empty(), pair.pathFrom(initiator)));
    stage.succeed(initiator, tag);
    Event.IkeSaEstablished first = initiator.events(Event.IkeSaEstablished.class).getLast();
    stage.expect(
        !first.posture().keyExchanges().isPostQuantum(), "the first IKE SA is classical alone");
    stage.expectEqual(0, pair.responder().childSas().inbound().size(), "Child SAs at first");

    stage.succeed(initiator, pair.rekeyIke(initiator));
    Event.IkeSaRekeyed second = initiator.events(Event.IkeSaRekeyed.class).getLast();
    stage.expect(
        second.posture().keyExchanges().isHybrid(),
        "x25519 and ML-KEM-768 are in the second's keys");

    pair.command(initiator, new Command.LoadConnections(List.of(whole.getLast())));
    stage.succeed(initiator, pair.initiate());
    for (SimHost host : List.of(initiator, pair.responder())) {
      Optional<Event.ChildSaEstablished> child =
          host.events(Event.ChildSaEstablished.class).stream().findFirst();
      stage.require(child.isPresent(), "a Child SA stands at " + host);
      stage.expect(
          child.orElseThrow().posture().inherited().isPostQuantum(),
          "ML-KEM-768 is behind the keys of every Child SA of " + host);
    }
    stage.agree();
  }

  private static Draft withoutIntermediate(Draft draft) {
    return new Draft(
        draft.header(),
        draft.clear().stream().filter(p -> !saysIntermediate(p)).toList(),
        draft.inner(),
        draft.isProtected());
  }

  private static boolean saysIntermediate(Payload payload) {
    return payload instanceof NotifyPayload notify
        && notify.notifyType().equals(NotifyType.INTERMEDIATE_EXCHANGE_SUPPORTED);
  }
}
