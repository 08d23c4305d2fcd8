package org.yett.ike.sim;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.yett.ike.sim.PairAssert.LIMIT;
import static org.yett.ike.sim.PairAssert.establish;
import static org.yett.ike.sim.PairAssert.failure;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.yett.ike.endpoint.OutgoingSeam.Draft;
import org.yett.ike.event.Event;
import org.yett.ike.wire.KePayload;
import org.yett.ike.wire.NotifyPayload;
import org.yett.ike.wire.Octets;
import org.yett.ike.wire.Offence;
import org.yett.ike.wire.Proposal;
import org.yett.ike.wire.SaPayload;
import org.yett.ike.wire.Side;
import org.yett.ike.wire.Transform;
import org.yett.ike.wire.TsPayload;
import org.yett.spec.iana.EncryptionAlgorithm;
import org.yett.spec.iana.ExchangeType;
import org.yett.spec.iana.KeyExchangeMethod;
import org.yett.spec.iana.NotifyType;
import org.yett.spec.iana.TransformType;

/** A peer whose messages are wrong and authentic, made of a good one by {@link Tampering}. */
class ViolatingPeerTest {

  private static UnaryOperator<Draft> selecting(Function<List<Transform>, List<Transform>> edit) {
    return Tampering.replacing(
        SaPayload.class,
        sa -> {
          Proposal p = sa.proposals().getFirst();
          Proposal edited =
              new Proposal(
                  p.number(), p.protocol(), p.spi(), edit.apply(new ArrayList<>(p.transforms())));
          return List.of(new SaPayload(List.of(edited)));
        });
  }

  private static List<Transform> with(List<Transform> transforms, Transform replacement) {
    transforms.removeIf(t -> t.type().equals(replacement.type()));
    transforms.add(replacement);
    return transforms;
  }

  private static Pair.Builder violatingResponder(ExchangeType exchange, UnaryOperator<Draft> edit) {
    return Pair.builder(1)
        .both(c ->
            c.ikeProposals(
                "aes256gcm16-prfsha384-x25519-ke1_mlkem768-ke1_mlkem512-ke2_mlkem768-ke2_none"))
        .responder(c -> c.seam(new Tampering().on(exchange, true, 1, edit)));
  }

  /** The initiator counts the offence, gives up, and leaves nothing. */
  private static void failsWith(Offence offence, Pair.Builder builder) {
    Pair pair = builder.build();
    long tag = pair.initiate();
    Optional<Event.CommandFinished> finished = pair.runUntilFinished(pair.initiator(), tag, LIMIT);
    assertTrue(
        finished.flatMap(Event.CommandFinished::failure).isPresent(),
        () -> failure(pair, "no failure"));
    assertTrue(
        pair.initiator().events(Event.ProtocolOffence.class).stream()
            .anyMatch(event -> event.offence() == offence),
        () -> failure(pair, "no " + offence));
    pair.simulation().runFor(Duration.ofMinutes(10));
    for (SimHost host : List.of(pair.initiator(), pair.responder())) {
      assertEquals(
          List.of(), host.status().ikeSas(), () -> failure(pair, host + " holds an IKE SA"));
      assertEquals(
          List.of(), host.childSas().inbound(), () -> failure(pair, host + " holds a Child SA"));
    }
    // Once, or again when the request is repeated: nothing authenticates IKE_SA_INIT.
    assertTrue(pair.initiator().status().offences().get(offence) <= 2);
  }

  @Test
  @Tag("rfc7296:3.3.6/5")
  @Tag("negative")
  void aResponderThatSelectsAnUnofferedKeyExchangeIsRefused() {
    failsWith(
        Offence.SELECTED_UNOFFERED_KE,
        violatingResponder(
            ExchangeType.IKE_SA_INIT,
            selecting(t -> with(t, Transform.of(TransformType.KE, KeyExchangeMethod.MODP_1024)))));
  }

  @Test
  @Tag("rfc7296:3.3.6/5")
  @Tag("negative")
  void aResponderThatSelectsAnUnofferedCipherIsRefused() {
    failsWith(
        Offence.SELECTED_UNOFFERED_ENCR,
        violatingResponder(
            ExchangeType.IKE_SA_INIT,
            selecting(t -> with(t, Transform.of(EncryptionAlgorithm.AES_GCM_16, 128)))));
  }

  @Test
  @Tag("rfc7296:5/2")
  @Tag("rfc7296:3.3.6/5")
  @Tag("negative")
  void aResponderThatSelectsNoEncryptionIsRefused() {
    failsWith(
        Offence.SELECTED_UNOFFERED_ENCR,
        violatingResponder(
            ExchangeType.IKE_SA_INIT,
            selecting(t -> with(t, Transform.of(TransformType.ENCR, EncryptionAlgorithm.NULL)))));
  }

  @Test
  @Tag("rfc9370:2.2.1/7")
  @Tag("negative")
  void aResponderThatSelectsAnAdditionalKeyExchangeTwiceIsRefused() {
    failsWith(
        Offence.SELECTED_DUPLICATE_ADDKE,
        violatingResponder(
            ExchangeType.IKE_SA_INIT,
            selecting(t ->
                with(
                    with(t, Transform.of(TransformType.ADDKE1, KeyExchangeMethod.ML_KEM_768)),
                    Transform.of(TransformType.ADDKE2, KeyExchangeMethod.ML_KEM_768)))));
  }

  @Test
  void aResponderThatSelectsAdditionalKeyExchangesWithoutIntermediateIsRefused() {
    failsWith(
        Offence.SELECTED_ADDKE_WITHOUT_INTERMEDIATE,
        violatingResponder(
            ExchangeType.IKE_SA_INIT,
            Tampering.dropping(
                NotifyPayload.class,
                n -> n.notifyType().equals(NotifyType.INTERMEDIATE_EXCHANGE_SUPPORTED))));
  }

  private static UnaryOperator<Draft> numberedTwo() {
    return Tampering.replacing(
        SaPayload.class,
        sa -> {
          Proposal p = sa.proposals().getFirst();
          return List.of(
              new SaPayload(List.of(new Proposal(2, p.protocol(), p.spi(), p.transforms()))));
        });
  }

  @Test
  @Tag("rfc7296:3.3.1/2")
  @Tag("negative")
  void anInitiatorWhoseOnlyProposalIsNumberedTwoIsNotAnswered() {
    Pair pair =
        Pair.builder(1)
            .initiator(
                c -> c.seam(new Tampering().on(ExchangeType.IKE_SA_INIT, false, 1, numberedTwo())))
            .build();
    long tag = pair.initiate();
    assertTrue(
        pair.runUntilFinished(pair.initiator(), tag, LIMIT)
            .flatMap(Event.CommandFinished::failure)
            .isPresent(),
        () -> failure(pair, "no failure"));
    assertEquals(List.of(), pair.responder().status().ikeSas());
    assertTrue(pair.responder().status().offences().get(Offence.PROPOSAL_NUMBER) > 0);
  }

  @Test
  @Tag("rfc7296:3.3.1/2")
  @Tag("negative")
  void anInitiatorWhoseOnlyProposalForAChildSaIsNumberedTwoIsRefused() {
    Pair pair =
        Pair.builder(1)
            .initiator(c ->
                c.seam(new Tampering().on(ExchangeType.CREATE_CHILD_SA, false, 1, numberedTwo())))
            .build();
    establish(pair);
    long tag = pair.rekeyChild(pair.initiator());
    assertTrue(
        pair.runUntilFinished(pair.initiator(), tag, LIMIT)
            .flatMap(Event.CommandFinished::failure)
            .isPresent(),
        () -> failure(pair, "no failure"));
    assertEquals(
        Map.of(Offence.PROPOSAL_NUMBER, 1L), Map.copyOf(pair.responder().status().offences()));
    assertTrue(
        pair.simulation().messages().stream()
            .filter(m -> m.from().equals(pair.responder().name()))
            .anyMatch(m -> m.message().notification(NotifyType.INVALID_SYNTAX).isPresent()),
        () -> failure(pair, "no INVALID_SYNTAX"));
  }

  @Test
  @Tag("rfc7296:2.7/4")
  @Tag("negative")
  void aResponderThatLeavesOutATransformIsRefused() {
    failsWith(
        Offence.SELECTED_TRANSFORM_MISSING,
        violatingResponder(
            ExchangeType.IKE_SA_INIT,
            selecting(
                t -> t.stream().filter(x -> !x.type().equals(TransformType.ADDKE1)).toList())));
  }

  @Test
  void aResponderThatMayLeaveOutNoneIsUnderstood() {
    // As strongSwan does: NONE was offered for ADDKE2, and is not in the answer.
    Pair pair =
        establish(
            violatingResponder(
                ExchangeType.IKE_SA_INIT,
                selecting(
                    t -> t.stream().filter(x -> !x.type().equals(TransformType.ADDKE2)).toList())));
    assertEquals(1, pair.initiator().status().ikeSas().size());
  }

  @Test
  void aResponderThatWidensTheTrafficGetsNoChildSa() {
    Pair pair =
        violatingResponder(
                ExchangeType.IKE_AUTH,
                Tampering.replacing(
                    TsPayload.class,
                    ts ->
                        ts.side() == Side.INITIATOR
                            ? List.of(ts)
                            : List.of(
                                new TsPayload(
                                    Side.RESPONDER,
                                    List.of(
                                        new org.yett.ike.wire.Selector.Range(
                                            org.yett.spec.iana.IpProtocol.ANY,
                                            0,
                                            65535,
                                            Octets.ofHex("00000000"),
                                            Octets.ofHex("ffffffff")))))))
            .build();
    long tag = pair.initiate();
    assertTrue(
        pair.runUntilFinished(pair.initiator(), tag, LIMIT)
            .flatMap(Event.CommandFinished::failure)
            .isPresent(),
        () -> failure(pair, "no failure"));
    pair.simulation().runFor(Duration.ofMinutes(10));
    assertEquals(List.of(), pair.initiator().childSas().inbound());
    assertEquals(
        List.of(),
        pair.responder().childSas().inbound(),
        () -> failure(pair, "the responder keeps an SA that the initiator does not have"));
  }

  @Test
  void aKeyExchangeOfAnotherMethodThanAgreedIsRefusedInIntermediate() {
    Pair pair =
        Pair.builder(1)
            .initiator(c ->
                c.seam(
                    new Tampering()
                        .on(
                            ExchangeType.IKE_INTERMEDIATE,
                            false,
                            1,
                            Tampering.replacing(
                                KePayload.class,
                                ke ->
                                    List.of(
                                        new KePayload(KeyExchangeMethod.ML_KEM_512, ke.data()))))))
            .build();
    long tag = pair.initiate();
    assertTrue(
        pair.runUntilFinished(pair.initiator(), tag, LIMIT)
            .flatMap(Event.CommandFinished::failure)
            .isPresent(),
        () -> failure(pair, "no failure"));
    assertEquals(
        1,
        pair.responder().events(Event.ProtocolOffence.class).size(),
        () -> failure(pair, "not one offence"));
  }

  @Test
  @Tag("rfc7296:2.15/x1")
  @Tag("negative")
  void anAttackerWhoTakesAwayTheHybridProposalIsNoticed() {
    // Both would accept a classical suite; the edited IKE_SA_INIT no longer matches AUTH.
    Pair pair =
        Pair.builder(1)
            .both(c ->
                c.ikeProposals(
                    "aes256gcm16-prfsha384-x25519-ke1_mlkem768,aes256gcm16-prfsha384-x25519"))
            .build();
    pair.simulation()
        .onPath(datagram -> {
          byte[] octets = datagram.octets().toArray();
          boolean request = octets[18] == 34 && (octets[19] & 0x20) == 0;
          // Makes INTERMEDIATE_EXCHANGE_SUPPORTED (16438) another, unknown notification.
          for (int i = 28; request && i < octets.length - 1; i++) {
            if (octets[i] == 0x40 && octets[i + 1] == 0x36) {
              octets[i + 1] = 0x7f;
            }
          }
          return List.of(datagram.withOctets(Octets.wrap(octets)));
        });
    long tag = pair.initiate();
    assertTrue(
        pair.runUntilFinished(pair.initiator(), tag, LIMIT)
            .flatMap(Event.CommandFinished::failure)
            .isPresent(),
        () -> failure(pair, "the attacker was not noticed"));
    assertTrue(
        pair.simulation().transcript().toString().contains("somebody on the path"),
        () -> failure(pair, "no attacker"));
  }
}
