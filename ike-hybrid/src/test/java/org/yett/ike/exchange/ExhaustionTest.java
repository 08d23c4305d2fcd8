package org.yett.ike.exchange;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.reflect.Field;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.yett.ike.crypto.DeterministicRandomness;
import org.yett.ike.crypto.Purpose;
import org.yett.ike.crypto.Secret;
import org.yett.ike.endpoint.Command;
import org.yett.ike.endpoint.Command.IkeTarget;
import org.yett.ike.endpoint.Job;
import org.yett.ike.endpoint.Output;
import org.yett.ike.event.Event;
import org.yett.ike.path.Path;
import org.yett.ike.wire.IkeSpi;
import org.yett.ike.wire.Octets;

/** What is used up, and what is told apart though it looks alike (RFC 7296 2.1, 2.2, 5). */
class ExhaustionTest {

  private static final IkeTarget NET = new IkeTarget.ByConnection("net");
  private static final int INITIATOR_SPI = 0;
  private static final int RESPONDER_SPI = 8;

  private static TwoEnds tunnel() {
    return HandshakeTest.handshake(Connections.HYBRID);
  }

  // Message IDs: nobody exchanges four thousand million messages in a test, so that the counters of
  // both ends are turned on by hand.

  private static Object field(Object holder, String name) {
    try {
      Field field = holder.getClass().getDeclaredField(name);
      field.setAccessible(true);
      return field.get(holder);
    } catch (ReflectiveOperationException e) {
      throw new AssertionError(e);
    }
  }

  private static void set(Object holder, String name, long value) {
    try {
      Field field = holder.getClass().getDeclaredField(name);
      field.setAccessible(true);
      field.setLong(holder, value);
    } catch (ReflectiveOperationException e) {
      throw new AssertionError(e);
    }
  }

  private static Channel channel(TwoEnds.Host host) {
    EndpointContext context = (EndpointContext) field(host.endpoint, "context");
    return context.table.all().getLast().channel();
  }

  private static void turnOn(TwoEnds.Host requester, long next) {
    set(field(channel(requester), "requests"), "next", next);
    set(field(channel(requester.other()), "responses"), "lowestUnseen", next);
  }

  @Test
  @Tag("rfc7296:2.2/2")
  void anIkeSaIsRekeyedBeforeItsMessageIdsEnd() {
    TwoEnds ends = tunnel();
    turnOn(ends.alice, (1L << 32) - 10);
    ends.alice.command(new Command.CheckLiveness(5, NET));
    ends.pass(Duration.ofSeconds(5));
    HandshakeTest.assertTunnel(ends);
    assertEquals(1, ends.alice.status().ikeSas().size());
    assertEquals(1, ends.alice.events(Event.IkeSaRekeyed.class).size());
    assertTrue(channel(ends.alice).highestMessageId() < 10);
  }

  @Test
  @Tag("rfc7296:2.2/2")
  void anIkeSaThatCannotBeRekeyedEndsWithItsLastMessageId() {
    TwoEnds ends = tunnel();
    ends.loses = packet -> packet.exchange() == 36;
    turnOn(ends.bob, (1L << 32) - 1);
    ends.bob.command(new Command.CheckLiveness(5, NET));
    ends.pass(Duration.ofSeconds(1));
    for (TwoEnds.Host host : List.of(ends.alice, ends.bob)) {
      assertEquals(List.of(), host.status().ikeSas(), host.name);
      assertTrue(host.inbound.isEmpty(), host.name);
    }
  }

  // Private values.

  @Test
  @Tag("rfc7296:5/x1")
  void privateValuesOfKeyExchangesAreErasedOnceUsed() {
    for (String proposals : List.of(Connections.HYBRID, "aes128-sha256-modp2048-ke1_ecp384")) {
      TwoEnds ends = HandshakeTest.handshake(proposals);
      List<Secret> drawn = new ArrayList<>();
      int completed = 0;
      for (TwoEnds.Host host : List.of(ends.alice, ends.bob)) {
        for (Output output : host.outputs) {
          if (output instanceof Output.RunJob(var id, Job.MakeShare make)) {
            drawn.add(make.random());
          } else if (output instanceof Output.RunJob(var id, Job.AnswerShare answer)) {
            drawn.add(answer.random());
          } else if (output instanceof Output.RunJob(var id, Job.CompleteExchange complete)) {
            completed++;
            assertThrows(
                IllegalStateException.class,
                () -> complete.key().complete(complete.responderShare()));
          }
        }
      }
      assertEquals(4, drawn.size());
      assertTrue(drawn.stream().allMatch(Secret::isClosed));
      assertEquals(2, completed);
    }
  }

  // First requests.

  @Test
  @Tag("rfc7296:2.1/x2")
  @Tag("rfc7296:2.6/x1")
  void twoInitiatorsBehindOneNatMayHaveChosenTheSameSpi() {
    TwoEnds ends = new TwoEnds();
    ends.alice.load(Connections.alice().build());
    ends.bob.load(Connections.bob().build());
    ends.alice.initiate();
    TwoEnds.Packet first = ends.takeWire().getFirst();
    ends.restart(ends.alice);
    ends.alice.load(Connections.alice().build());
    ends.alice.initiate();
    TwoEnds.Packet second = ends.takeWire().getFirst();
    byte[] same = second.octets().toArray();
    System.arraycopy(first.octets().toArray(), INITIATOR_SPI, same, INITIATOR_SPI, RESPONDER_SPI);
    assertFalse(Arrays.equals(first.octets().toArray(), same));
    ends.arrive(first);
    Octets toFirst = ends.takeWire().getFirst().octets();
    ends.arrive(
        new TwoEnds.Packet(second.from(), second.to(), second.path(), Octets.wrap(same), 0));
    Octets toSecond = ends.takeWire().getFirst().octets();
    // Two IKE SAs are begun; each request that comes again gets its own response again.
    assertEquals(2, ends.bob.status().halfOpen());
    assertEquals(toFirst.slice(INITIATOR_SPI, 8), toSecond.slice(INITIATOR_SPI, 8));
    assertFalse(toFirst.slice(RESPONDER_SPI, 8).equals(toSecond.slice(RESPONDER_SPI, 8)));
    ends.arrive(first);
    assertEquals(toFirst, ends.takeWire().getFirst().octets());
    assertEquals(2, ends.bob.status().halfOpen());
  }

  @Test
  @Tag("rfc7296:2.1/x1")
  @Tag("rfc7296:2.1/x2")
  void aFirstRequestThatComesAgainFromPort4500BeginsNoSecondIkeSa() {
    TwoEnds ends = new TwoEnds();
    ends.alice.load(Connections.alice().build());
    ends.bob.load(Connections.bob().build());
    ends.alice.initiate();
    TwoEnds.Packet first = ends.takeWire().getFirst();
    ends.arrive(first);
    TwoEnds.Packet answer = ends.takeWire().getFirst();
    Path moved = first.path().movedToNatTraversal(4500, 4500);
    ends.arrive(new TwoEnds.Packet(first.from(), first.to(), moved, first.octets(), 1));
    TwoEnds.Packet again = ends.takeWire().getFirst();
    assertEquals(answer.octets(), again.octets());
    assertEquals(4500, again.path().remote().port());
    assertEquals(1, ends.bob.status().halfOpen());
    ends.arrive(answer);
    ends.deliver();
    HandshakeTest.assertTunnel(ends);
    assertEquals(1, ends.bob.status().ikeSas().size());
  }

  // What comes again too late.

  @Test
  @Tag("rfc7296:2.1/5")
  @Tag("rfc7296:2.3/8")
  @Tag("negative")
  void anOldRequestWhoseResponseIsNoLongerKeptIsDropped() {
    TwoEnds ends = tunnel();
    ends.alice.command(new Command.CheckLiveness(5, NET));
    TwoEnds.Packet old = ends.takeWire().getFirst();
    ends.arrive(old);
    ends.deliver();
    ends.alice.command(new Command.CheckLiveness(6, NET));
    ends.deliver();
    int answered = ends.bob.sentMessages().size();
    ends.arrive(old);
    assertEquals(answered, ends.bob.sentMessages().size());
    assertEquals(List.of(), ends.takeWire());
    HandshakeTest.assertTunnel(ends);
  }

  @Test
  @Tag("rfc7296:2.1/x1")
  @Tag("negative")
  void aFirstRequestThatComesAgainAfterIkeAuthIsDropped() {
    TwoEnds ends = new TwoEnds();
    ends.alice.load(Connections.alice().build());
    ends.bob.load(Connections.bob().build());
    ends.alice.initiate();
    TwoEnds.Packet first = ends.takeWire().getFirst();
    ends.arrive(first);
    ends.deliver();
    HandshakeTest.assertTunnel(ends);
    ends.arrive(first);
    assertEquals(List.of(), ends.takeWire());
    assertEquals(1, ends.bob.status().ikeSas().size());
    HandshakeTest.assertTunnel(ends);
  }

  // What cannot be foreseen.

  @Test
  @Tag("rfc6290:9.3/1")
  @Tag("rfc7296:2.6/1")
  void anIkeSpiIsEightOctetsOfTheRandomGeneratorAndNothingElse() {
    TwoEnds ends = tunnel();
    for (TwoEnds.Host host : List.of(ends.alice, ends.bob)) {
      byte[] drawn =
          DeterministicRandomness.ofSeed(1).scoped(host.name).draw(Purpose.IKE_SPI, 0, 8);
      IkeSpi spi = host == ends.alice ? host.only().initiatorSpi() : host.only().responderSpi();
      assertEquals(Octets.wrap(drawn), spi.octets(), host.name);
    }
  }

  // A request whose response takes its time.

  @Test
  @Tag("rfc8019:5/5")
  void aRequestThatComesAgainWhileItsResponseIsPutOffIsDroppedWithoutAWord() {
    TwoEnds ends = new TwoEnds();
    ends.alice.load(Connections.alice().build());
    ends.bob.load(Connections.bob().build());
    ends.bob.holds = job -> job instanceof Job.AnswerShare;
    ends.alice.initiate();
    ends.deliver();
    ends.pass(Duration.ofSeconds(3));
    assertTrue(ends.alice.sentMessages().contains("IKE_SA_INIT request 0 again"));
    assertEquals(List.of(), ends.bob.sentMessages());
    assertEquals(1, ends.bob.heldJobs.size());
    ends.bob.holds = job -> false;
    ends.bob.releaseJobs();
    assertEquals(List.of("IKE_SA_INIT response 0"), ends.bob.sentMessages());
    ends.deliver();
    HandshakeTest.assertTunnel(ends);
  }
}
