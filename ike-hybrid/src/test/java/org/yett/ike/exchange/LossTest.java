package org.yett.ike.exchange;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.yett.ike.config.EndpointConfig;
import org.yett.ike.config.RetransmissionConfig;
import org.yett.ike.endpoint.Command;
import org.yett.ike.endpoint.Command.IkeTarget;
import org.yett.ike.endpoint.Job;
import org.yett.ike.endpoint.OutgoingSeam;
import org.yett.ike.event.Event;
import org.yett.ike.wire.Offence;

/** Messages that are lost, late, doubled, or under keys that have been replaced since. */
class LossTest {

  private static final String THREE =
      "aes256gcm16-prfsha384-x25519-ke1_mlkem768-ke2_ecp256-ke3_mlkem512";

  private static TwoEnds ends(String proposals) {
    TwoEnds ends = new TwoEnds();
    ends.alice.load(Connections.alice().proposing(proposals).build());
    ends.bob.load(Connections.bob().proposing(proposals).build());
    return ends;
  }

  @ParameterizedTest
  @ValueSource(ints = {34, 43, 35})
  @Tag("rfc7296:2.1/1")
  @Tag("rfc7296:2.1/6")
  void eachMessageMayBeLostOnce(int exchange) {
    for (boolean response : new boolean[] {false, true}) {
      TwoEnds ends = ends(Connections.HYBRID);
      List<TwoEnds.Packet> lost = new ArrayList<>();
      ends.loses =
          p ->
              p.exchange() == exchange && p.response() == response && lost.isEmpty() && lost.add(p);
      ends.alice.initiate();
      ends.pass(Duration.ofSeconds(5));
      HandshakeTest.assertTunnel(ends);
      assertEquals(1, lost.size());
      assertTrue(ends.bob.status().offences().isEmpty());
      assertTrue(ends.alice.status().offences().isEmpty());
    }
  }

  @Test
  @Tag("rfc7296:2.1/7")
  @Tag("rfc7296:2.2/1")
  @Tag("rfc7296:2.1/3")
  void aRetransmissionIsBitForBitTheSame() {
    TwoEnds ends = ends(Connections.HYBRID);
    List<TwoEnds.Packet> seen = new ArrayList<>();
    ends.loses = p -> p.exchange() == 35 && !p.response() && seen.add(p) && seen.size() < 3;
    ends.alice.initiate();
    ends.pass(Duration.ofSeconds(20));
    assertEquals(3, seen.size());
    assertEquals(seen.get(0).octets(), seen.get(1).octets());
    assertEquals(seen.get(0).octets(), seen.get(2).octets());
    assertEquals(2L, ends.alice.status().counters().get("requests-retransmitted"));
  }

  /** The keys have moved on when the request of the exchange that moved them comes again. */
  @Test
  @Tag("rfc7296:2.1/2")
  @Tag("rfc7296:2.1/4")
  @Tag("rfc7296:2.1/5")
  @Tag("rfc7296:2.3/8")
  @Tag("rfc9370:2.2.2/x7")
  void aRequestUnderOldKeysIsRecognisedAfterTheyHaveChanged() {
    TwoEnds ends = ends(THREE);
    ends.alice.initiate();
    ends.takeWire().forEach(ends::arrive);
    ends.takeWire().forEach(ends::arrive);
    TwoEnds.Packet first = ends.takeWire().getFirst();
    ends.arrive(first);
    TwoEnds.Packet answer = ends.takeWire().getFirst();
    // Bob is at generation 1 now. The request under generation 0 comes again, twice.
    for (int i = 0; i < 2; i++) {
      ends.arrive(first);
      assertEquals(answer.octets(), ends.takeWire().getFirst().octets());
    }
    ends.arrive(answer);
    TwoEnds.Packet second = ends.takeWire().getFirst();
    ends.arrive(second);
    // Once the next request has been accepted, the one before is history.
    ends.arrive(first);
    assertEquals(1L, ends.bob.status().offences().get(Offence.MESSAGE_ID_OUTSIDE_WINDOW));
    ends.deliver();
    HandshakeTest.assertTunnel(ends);
    assertEquals(3, ends.alice.only().suite().get().additionalKeyExchanges().size());
  }

  /** Each datagram comes twice, late ones too. */
  @Test
  @Tag("rfc7296:2.1/2")
  void doubledAndLateMessagesHaveNoEffectOfTheirOwn() {
    TwoEnds ends = ends(THREE);
    List<TwoEnds.Packet> all = new ArrayList<>();
    ends.alice.initiate();
    for (int round = 0; round < 12; round++) {
      List<TwoEnds.Packet> packets = ends.takeWire();
      for (TwoEnds.Packet packet : packets) {
        ends.arrive(packet);
        ends.arrive(packet);
      }
      if (all.size() < 40) {
        all.addAll(packets);
        List.copyOf(all).forEach(ends::arrive);
      }
    }
    ends.deliver();
    HandshakeTest.assertTunnel(ends);
    assertEquals(1, ends.bob.events(Event.IkeSaEstablished.class).size());
    assertEquals(1, ends.alice.events(Event.IkeSaEstablished.class).size());
    assertEquals(1, ends.bob.events(Event.ChildSaEstablished.class).size());
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void aLossyWireThatReordersAndDoublesIsGotOver(long seed) {
    EndpointConfig config =
        EndpointConfig.DEFAULT.withRetransmission(
            new RetransmissionConfig(
                Duration.ofSeconds(1), 1.5, 12, 0.1, Optional.of(Duration.ofSeconds(10))));
    TwoEnds ends = new TwoEnds(config, config, OutgoingSeam.NONE, OutgoingSeam.NONE);
    ends.alice.load(Connections.alice().proposing(THREE).build());
    ends.bob.load(Connections.bob().proposing(THREE).build());
    Random random = new Random(seed);
    ends.loses = p -> random.nextInt(100) < 20;
    ends.alice.initiate();
    for (int i = 0; i < 400 && !(ends.alice.established() && ends.bob.established()); i++) {
      List<TwoEnds.Packet> packets = new ArrayList<>(ends.takeWire());
      java.util.Collections.shuffle(packets, random);
      for (TwoEnds.Packet packet : packets) {
        if (!ends.loses.test(packet)) {
          ends.arrive(packet);
          if (random.nextInt(100) < 20) {
            ends.arrive(packet);
          }
        }
      }
      ends.pass(Duration.ofSeconds(1));
    }
    ends.loses = p -> false;
    HandshakeTest.assertTunnel(ends);
    assertEquals(1, ends.bob.events(Event.ChildSaEstablished.class).size());
    ends.alice.command(new Command.TerminateIke(9, new IkeTarget.ByConnection("net")));
    ends.pass(Duration.ofSeconds(100));
    assertEquals(List.of(), ends.alice.status().ikeSas());
    assertEquals(List.of(), ends.bob.status().ikeSas());
    assertEquals(java.time.Instant.MAX, ends.alice.wakeAt);
    assertEquals(java.time.Instant.MAX, ends.bob.wakeAt);
  }

  // While a job is out.

  @Test
  void duplicatesAreIgnoredWhileAJobIsOutAndAnsweredAfterwards() {
    TwoEnds ends = ends(Connections.HYBRID);
    ends.bob.holds = Job.AnswerShare.class::isInstance;
    ends.alice.initiate();
    TwoEnds.Packet request = ends.takeWire().getFirst();
    ends.arrive(request);
    ends.arrive(request);
    ends.arrive(request);
    assertEquals(List.of(), ends.takeWire());
    assertEquals(1, ends.bob.heldJobs.size());
    ends.bob.releaseJobs();
    ends.arrive(request);
    assertEquals(2, ends.takeWire().size());
  }

  @Test
  void everyJobMayTakeItsTime() {
    TwoEnds ends = ends(THREE);
    ends.alice.holds = job -> true;
    ends.bob.holds = job -> true;
    ends.alice.initiate();
    for (int i = 0; i < 40; i++) {
      ends.alice.releaseJobs();
      ends.bob.releaseJobs();
      ends.pass(Duration.ofMillis(500));
    }
    HandshakeTest.assertTunnel(ends);
  }

  @Test
  void aRequestIsSentAgainWhileTheResponderStillWorks() {
    TwoEnds ends = ends(Connections.HYBRID);
    ends.bob.holds = Job.LookUpPreSharedKey.class::isInstance;
    ends.alice.initiate();
    ends.pass(Duration.ofSeconds(12));
    assertEquals("AnsweringAuth", ends.bob.only().state());
    assertEquals(1, ends.bob.heldJobs.size());
    ends.bob.releaseJobs();
    ends.deliver();
    HandshakeTest.assertTunnel(ends);
  }

  @Test
  void aRequestIsNotSentAgainWhileItsResponseIsExamined() {
    TwoEnds ends = ends(Connections.HYBRID);
    ends.alice.holds = Job.CompleteExchange.class::isInstance;
    ends.alice.initiate();
    ends.pass(Duration.ofSeconds(12));
    assertEquals("CompletingSaInit", ends.alice.only().state());
    assertEquals(List.of("IKE_SA_INIT request 0"), ends.alice.sentMessages());
    ends.alice.holds = job -> false;
    ends.alice.releaseJobs();
    ends.deliver();
    HandshakeTest.assertTunnel(ends);
  }

  @Test
  void aSecondResponseInClearToARequestThatWasSentTwiceIsNoOffence() {
    TwoEnds ends = ends(Connections.HYBRID);
    ends.bob.holds = Job.AnswerShare.class::isInstance;
    ends.alice.initiate();
    ends.pass(Duration.ofSeconds(1));
    ends.bob.holds = job -> false;
    ends.bob.releaseJobs();
    List<TwoEnds.Packet> responses = ends.takeWire();
    ends.arrive(responses.getFirst());
    ends.deliver();
    HandshakeTest.assertTunnel(ends);
    ends.arrive(responses.getFirst());
    assertEquals(Map.of(), ends.alice.status().offences());
    assertEquals(List.of(), ends.takeWire());
  }

  @Test
  void theResultOfAJobThatNobodyWaitsForIsDropped() {
    TwoEnds ends = ends(Connections.HYBRID);
    ends.bob.holds = Job.AnswerShare.class::isInstance;
    ends.alice.initiate();
    ends.deliver();
    ends.loses = p -> true;
    ends.pass(Duration.ofSeconds(61));
    assertEquals(List.of(), ends.bob.status().ikeSas());
    ends.bob.releaseJobs();
    assertEquals(1L, ends.bob.status().counters().get("late-jobs"));
    assertEquals(List.of(), ends.bob.status().ikeSas());
  }

  @Test
  void terminationWhileAJobIsOut() {
    for (String state : List.of("PreparingSaInit", "CompletingSaInit", "PreparingAuth")) {
      TwoEnds ends = ends(Connections.HYBRID);
      ends.alice.holds =
          job ->
              switch (job) {
                case Job.MakeShare make -> state.equals("PreparingSaInit");
                case Job.CompleteExchange complete -> state.equals("CompletingSaInit");
                case Job.SolvePuzzle solve -> state.startsWith("Solving");
                case Job.ResolveName resolve -> state.startsWith("Resolving");
                case Job.LookUpPreSharedKey lookUp -> state.equals("PreparingAuth");
                case Job.AnswerShare answer -> false;
                case Job.Sign sign -> state.equals("PreparingAuth");
                case Job.VerifySignature verify -> state.equals("VerifyingPeer");
                case Job.LookUpPpk lookUp -> false;
                case Job.EapStep step -> state.startsWith("Eap");
              };
      ends.alice.initiate();
      ends.deliver();
      assertEquals(state, ends.alice.only().state());
      ends.alice.command(new Command.TerminateIke(9, new IkeTarget.ByConnection("net")));
      assertEquals(List.of(), ends.alice.status().ikeSas());
      ends.alice.releaseJobs();
      ends.pass(Duration.ofSeconds(200));
      assertEquals(List.of(), ends.alice.status().ikeSas());
      assertEquals(List.of(), ends.bob.status().ikeSas());
      assertEquals(2, ends.alice.events(Event.CommandFinished.class).size());
    }
  }

  @Test
  void aRepeatedJobDoneIsDropped() {
    TwoEnds ends = ends(Connections.HYBRID);
    ends.alice.initiate();
    Set<String> names = new HashSet<>();
    ends.deliver();
    HandshakeTest.assertTunnel(ends);
    for (var output : List.copyOf(ends.alice.outputs)) {
      if (output instanceof org.yett.ike.endpoint.Output.RunJob run) {
        names.add(run.job().getClass().getSimpleName());
        ends.alice.handle(
            new org.yett.ike.endpoint.Input.JobDone(
                run.id(), new org.yett.ike.endpoint.JobResult.PreSharedKey(Optional.empty())));
      }
    }
    assertEquals(3, names.size());
    HandshakeTest.assertTunnel(ends);
    assertEquals(5L, ends.alice.status().counters().get("late-jobs"));
  }
}
