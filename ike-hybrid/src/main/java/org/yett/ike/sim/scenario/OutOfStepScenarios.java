package org.yett.ike.sim.scenario;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.yett.ike.event.Event;
import org.yett.ike.event.Event.DeleteReason;
import org.yett.ike.sim.ObservedMessage;
import org.yett.ike.sim.OnPath;
import org.yett.ike.sim.Pair;
import org.yett.ike.sim.SimDatagram;
import org.yett.ike.sim.Tampering;
import org.yett.ike.sim.scenario.Collided.Left;
import org.yett.ike.wire.DeletePayload;
import org.yett.ike.wire.NotifyPayload;
import org.yett.ike.wire.Octets;
import org.yett.ike.wire.Proposal;
import org.yett.ike.wire.SaPayload;
import org.yett.spec.iana.ExchangeType;
import org.yett.spec.iana.NotifyType;
import org.yett.spec.iana.ProtocolId;

/** Ends that do not agree on what stands, and find their way out of it (RFC 7296 2.25, 2.8.2). */
final class OutOfStepScenarios {

  /** More than are sent. */
  private static final int MANY = 1000;

  private OutOfStepScenarios() {}

  static final List<Scenario> ALL =
      List.of(
          finished(false),
          finished(true),
          new Scenario(
              "temporary-failure-for-a-while",
              "The responder answers TEMPORARY_FAILURE three times; the rekeying is tried again,"
                  + " each time after a pause.",
              stage -> {
                Pair pair = refusing(stage, NotifyType.TEMPORARY_FAILURE, 3);
                stage.succeed(pair.initiator(), pair.rekeyChild(pair.initiator()));
                Collided.expect(stage, pair, Left.TUNNEL, false);
                List<Duration> requests = requests(pair);
                stage.expectEqual(4, requests.size(), "CREATE_CHILD_SA requests");
                for (int i = 1; i < requests.size(); i++) {
                  Duration pause = requests.get(i).minus(requests.get(i - 1));
                  stage.expect(
                      pause.compareTo(Duration.ofSeconds(1)) >= 0, "there is a pause: " + pause);
                }
              }),
          new Scenario(
              "temporary-failure-for-minutes",
              "The responder answers TEMPORARY_FAILURE for minutes: the IKE SA is given up.",
              stage -> {
                Pair pair = refusing(stage, NotifyType.TEMPORARY_FAILURE, MANY);
                stage.refuse(pair.initiator(), pair.rekeyChild(pair.initiator()));
                Collided.expect(stage, pair, Left.NOTHING, false);
                stage.expectEqual(
                    List.of(DeleteReason.OUT_OF_STEP),
                    pair.initiator().events(Event.IkeSaDeleted.class).stream()
                        .map(Event.IkeSaDeleted::reason)
                        .toList(),
                    "why the IKE SA was deleted");
                List<Duration> requests = requests(pair);
                stage.expect(
                    requests.getLast().minus(requests.getFirst()).compareTo(Duration.ofMinutes(2))
                        > 0,
                    "it was tried for several minutes");
              }),
          new Scenario(
              "child-sa-not-found",
              "The responder answers CHILD_SA_NOT_FOUND: the Child SA goes without a word, and one"
                  + " is created from scratch. What only one end knows, the other one deletes"
                  + " without an answering Delete payload.",
              stage -> {
                Pair pair = refusing(stage, NotifyType.CHILD_SA_NOT_FOUND, 1);
                stage.succeed(pair.initiator(), pair.rekeyChild(pair.initiator()));
                stage.expectEqual(
                    1, pair.initiator().childSas().inbound().size(), "Child SAs of the initiator");
                stage.expect(
                    pair.simulation().messages().stream()
                        .noneMatch(m -> m.message().first(DeletePayload.class).isPresent()),
                    "nothing is said of the old Child SA");
                stage.expectEqual(
                    2, pair.responder().childSas().inbound().size(), "Child SAs of the responder");
                pair.terminateChild(pair.responder());
                Collided.expect(stage, pair, Left.IKE_SA, false);
                long deleted =
                    pair.simulation().messages().stream()
                        .filter(m -> m.from().equals(pair.initiator().name()))
                        .filter(m -> m.message().header().isResponse())
                        .flatMap(m -> m.message().all(DeletePayload.class).stream())
                        .mapToLong(delete -> delete.childSpis().size())
                        .sum();
                stage.expectEqual(1L, deleted, "Child SAs in answering Delete payloads");
              }));

  /** One end has rekeyed the IKE SA before it hears that the other one is rekeying it, too. */
  private static Scenario finished(boolean several) {
    return new Scenario(
        Collided.named("rekey-ike-finished-before-the-peers-begins", several),
        "The initiator's request to rekey the IKE SA comes when the responder has rekeyed it and is"
            + " deleting the old one: it is not answered but by TEMPORARY_FAILURE, and forgotten"
            + " when the Delete comes.",
        stage -> {
          Pair pair = Collided.established(stage, several);
          OnPath request = Losses.ofRequests(pair.initiator(), ExchangeType.CREATE_CHILD_SA, 1);
          OnPath delete = Losses.ofRequests(pair.responder(), ExchangeType.INFORMATIONAL, 2);
          pair.simulation()
              .onPath((SimDatagram datagram) ->
                  request.pass(datagram).stream().flatMap(d -> delete.pass(d).stream()).toList());
          pair.rekeyIke(pair.initiator());
          pair.rekeyIke(pair.responder());
          Collided.expect(stage, pair, Left.TUNNEL, false);
          stage.expectEqual(Set.of(NotifyType.TEMPORARY_FAILURE), Collided.errors(pair), "errors");
        });
  }

  /** The responder answers so many requests for SAs by this error, and makes nothing. */
  private static Pair refusing(Stage stage, NotifyType error, int times) {
    Tampering requests = new Tampering();
    Tampering responses = new Tampering();
    Pair pair =
        stage.established(
            stage.pair().initiator(c -> c.seam(requests)).responder(c -> c.seam(responses)));
    int spi = pair.initiator().childSas().inbound().getFirst().inboundSpi();
    NotifyPayload answer =
        error.equals(NotifyType.CHILD_SA_NOT_FOUND)
            ? NotifyPayload.ofChildSa(error, ProtocolId.ESP, spi, Octets.EMPTY)
            : NotifyPayload.of(error);
    for (int i = 1; i <= times; i++) {
      // The responder cannot accept it, and its refusal becomes that error.
      requests.on(
          ExchangeType.CREATE_CHILD_SA,
          false,
          i,
          Tampering.replacing(SaPayload.class, sa -> List.of(unacceptable(sa))));
      responses.on(
          ExchangeType.CREATE_CHILD_SA,
          true,
          i,
          Tampering.replacing(NotifyPayload.class, refusal -> List.of(answer)));
    }
    return pair;
  }

  private static SaPayload unacceptable(SaPayload offer) {
    return new SaPayload(
        offer.proposals().stream()
            .map(p -> new Proposal(p.number(), ProtocolId.AH, p.spi(), p.transforms()))
            .toList());
  }

  private static List<Duration> requests(Pair pair) {
    return pair.simulation().messages().stream()
        .filter(m ->
            m.message().header().isRequest()
                && m.message().header().exchangeType().equals(ExchangeType.CREATE_CHILD_SA))
        .map(ObservedMessage::at)
        .toList();
  }
}
