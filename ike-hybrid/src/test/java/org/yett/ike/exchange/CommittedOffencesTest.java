package org.yett.ike.exchange;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.yett.ike.config.EndpointConfig;
import org.yett.ike.config.Limits;
import org.yett.ike.endpoint.Command;
import org.yett.ike.endpoint.OutgoingSeam;
import org.yett.ike.endpoint.OutgoingSeam.Draft;
import org.yett.ike.event.Event;
import org.yett.ike.wire.IkeHeader;
import org.yett.ike.wire.KePayload;
import org.yett.ike.wire.Octets;
import org.yett.ike.wire.Offence;
import org.yett.ike.wire.Payload;
import org.yett.spec.iana.ExchangeType;
import org.yett.spec.iana.KeyExchangeMethod;
import org.yett.spec.iana.NotifyType;

/** Offences about where and when a message comes, committed towards both roles. */
class CommittedOffencesTest {

  private static final Command.IkeTarget NET = new Command.IkeTarget.ByConnection("net");
  private static final int EXCHANGE_TYPE = 18;
  private static final int MESSAGE_ID = 20;
  private static final int LENGTH = 24;

  private static TwoEnds tunnel() {
    return HandshakeTest.handshake(Connections.HYBRID);
  }

  /** The next request of a host, or the response to it, as it would go over the wire. */
  private static TwoEnds.Packet packet(TwoEnds ends, TwoEnds.Host from, boolean response) {
    TwoEnds.Host asking = response ? from.other() : from;
    asking.command(new Command.CheckLiveness(70, NET));
    TwoEnds.Packet request = ends.takeWire().getFirst();
    if (!response) {
      return request;
    }
    ends.arrive(request);
    return ends.takeWire().getFirst();
  }

  private static void arriveChanged(
      TwoEnds ends, TwoEnds.Packet packet, Consumer<ByteBuffer> change) {
    byte[] octets = packet.octets().toArray();
    change.accept(ByteBuffer.wrap(octets));
    arrive(ends, packet, octets);
  }

  private static void arrive(TwoEnds ends, TwoEnds.Packet packet, byte[] octets) {
    ends.arrive(
        new TwoEnds.Packet(packet.from(), packet.to(), packet.path(), Octets.wrap(octets), 0));
  }

  /** A changed message is counted, and the right one is still taken: nothing has changed. */
  private static void isDropped(Offence offence, boolean response, Consumer<ByteBuffer> change) {
    TwoEnds probe = tunnel();
    for (boolean toBob : new boolean[] {true, false}) {
      TwoEnds ends = toBob ? probe : tunnel();
      TwoEnds.Host from = toBob ? ends.alice : ends.bob;
      TwoEnds.Packet packet = packet(ends, from, response);
      arriveChanged(ends, packet, change);
      assertEquals(
          1L, packet.to().only().offences().get(offence), () -> packet.to().name + offence);
      assertEquals(List.of(), ends.takeWire());
      ends.arrive(packet);
      ends.pass(Duration.ofSeconds(30));
      HandshakeTest.assertTunnel(ends);
      assertEquals(
          1,
          (response ? packet.to() : packet.from()).events(Event.PeerAlive.class).size(),
          "the exchange went on");
    }
  }

  @Test
  @Tag("negative")
  void aMessageWithAnotherSpiOfItsSenderIsDropped() {
    for (boolean response : new boolean[] {false, true}) {
      TwoEnds ends = tunnel();
      for (TwoEnds.Host from : List.of(ends.alice, ends.bob)) {
        TwoEnds.Packet packet = packet(ends, from, response);
        int spiOfSender = from == ends.alice ? 0 : 8;
        arriveChanged(ends, packet, o -> o.put(spiOfSender + 7, (byte) (o.get(7) + 1)));
        assertTrue(packet.to().only().offences().get(Offence.WRONG_PEER_SPI) >= 1L);
        assertEquals(List.of(), ends.takeWire());
        ends.arrive(packet);
        ends.deliver();
        HandshakeTest.assertTunnel(ends);
      }
    }
  }

  @Test
  @Tag("rfc7296:2.21.4/1")
  @Tag("negative")
  void aResponseToNoRequestIsNotAnswered() {
    isDropped(Offence.UNASKED_RESPONSE, true, o -> o.putInt(MESSAGE_ID, 77));
  }

  @Test
  @Tag("negative")
  void aResponseOfAnotherExchangeThanItsRequestIsDropped() {
    isDropped(
        Offence.RESPONSE_OF_OTHER_EXCHANGE,
        true,
        o -> o.put(EXCHANGE_TYPE, (byte) ExchangeType.CREATE_CHILD_SA.value()));
  }

  @Test
  @Tag("rfc7296:2.3/8")
  @Tag("negative")
  void aRequestOutsideTheWindowIsNotAnswered() {
    isDropped(Offence.MESSAGE_ID_OUTSIDE_WINDOW, false, o -> o.putInt(MESSAGE_ID, 77));
  }

  @Test
  @Tag("rfc7296:2.5/1")
  @Tag("rfc7296:3.1/8")
  @Tag("rfc7296:2.5/4")
  void aHigherMinorVersionPlaysNoPart() {
    TwoEnds ends = tunnel();
    for (TwoEnds.Host from : List.of(ends.alice, ends.bob)) {
      TwoEnds.Packet packet = packet(ends, from, false);
      byte[] octets = packet.octets().toArray();
      octets[17] = 0x2f;
      arrive(ends, packet, octets);
      // Its checksum no longer holds: it is not the version that is complained of.
      assertEquals(1L, packet.to().only().offences().get(Offence.WRONG_ICV));
      ends.arrive(packet);
      ends.deliver();
      HandshakeTest.assertTunnel(ends);
    }
    TwoEnds first = new TwoEnds();
    first.alice.load(Connections.alice().build());
    first.bob.load(Connections.bob().build());
    first.alice.initiate();
    TwoEnds.Packet request = first.takeWire().getFirst();
    arriveChanged(first, request, o -> o.put(17, (byte) 0x2f));
    TwoEnds.Packet answer = first.takeWire().getFirst();
    assertEquals(0x20, answer.octets().u8(17));
  }

  @Test
  @Tag("negative")
  void anEncryptedPayloadTooShortForItsAlgorithmsIsDropped() {
    TwoEnds ends = tunnel();
    for (boolean response : new boolean[] {false, true}) {
      for (TwoEnds.Host from : List.of(ends.alice, ends.bob)) {
        TwoEnds.Packet packet = packet(ends, from, response);
        byte[] octets = Arrays.copyOf(packet.octets().toArray(), 28 + 4 + 10);
        ByteBuffer.wrap(octets).putInt(LENGTH, octets.length).putShort(30, (short) 14);
        arrive(ends, packet, octets);
        assertTrue(
            packet.to().only().offences().get(Offence.ENCRYPTED_PAYLOAD_LENGTH) >= 1L,
            () -> packet.to().only().offences().toString());
        ends.arrive(packet);
        ends.deliver();
        HandshakeTest.assertTunnel(ends);
      }
    }
  }

  @Test
  @Tag("negative")
  void moreFragmentsThanWeKeepAreDropped() {
    TwoEnds ends = tunnel();
    for (TwoEnds.Host from : List.of(ends.alice, ends.bob)) {
      TwoEnds.Packet packet = packet(ends, from, false);
      ByteBuffer fragment = ByteBuffer.allocate(28 + 8 + 60);
      fragment.put(packet.octets().toArray(), 0, 28);
      fragment.put(16, (byte) 53).putInt(LENGTH, fragment.capacity());
      fragment.put((byte) 0).put((byte) 0).putShort((short) 68);
      fragment.putShort((short) 1).putShort((short) 0xffff);
      arrive(ends, packet, fragment.array());
      assertEquals(1L, packet.to().only().offences().get(Offence.TOO_MANY_FRAGMENTS));
      ends.arrive(packet);
      ends.deliver();
      HandshakeTest.assertTunnel(ends);
    }
  }

  // Requests that are authentic and have no place.

  private static UnaryOperator<Draft> becoming(
      ExchangeType exchange, ExchangeType other, Payload... payloads) {
    return draft ->
        draft.header().exchangeType().equals(exchange) && draft.header().isRequest()
            ? new Draft(
                IkeHeader.of(
                    draft.header().initiatorSpi(),
                    draft.header().responderSpi(),
                    other,
                    draft.header().flags(),
                    draft.header().messageId()),
                List.of(),
                List.of(payloads),
                true)
            : draft;
  }

  @Test
  @Tag("rfc7296:1/1")
  @Tag("rfc7296:2.21.3/1")
  @Tag("negative")
  void anExchangeThatHasNoPlaceOnAnEstablishedIkeSaEndsIt() {
    for (ExchangeType exchange :
        List.of(ExchangeType.IKE_AUTH, ExchangeType.IKE_INTERMEDIATE, ExchangeType.of(250))) {
      for (boolean byAlice : new boolean[] {true, false}) {
        Setups setups = new Setups(Connections.alice().build(), Connections.bob().build());
        setups.initiated();
        TwoEnds.Host from = byAlice ? setups.ends.alice : setups.ends.bob;
        (byAlice ? setups.ofAlice : setups.ofBob).edit =
            becoming(ExchangeType.INFORMATIONAL, exchange);
        from.command(new Command.CheckLiveness(7, NET));
        setups.ends.deliver();
        Offence expected =
            exchange.isKnown() ? Offence.UNEXPECTED_EXCHANGE : Offence.UNKNOWN_EXCHANGE_TYPE;
        assertEquals(1L, from.other().status().offences().get(expected));
        Setups.Seam other = byAlice ? setups.ofBob : setups.ofAlice;
        assertTrue(other.lastHas(exchange, NotifyType.INVALID_SYNTAX));
        assertFalse(from.other().established());
      }
    }
  }

  private static Setups halfWay(String alice, String bob, UnaryOperator<Draft> edit) {
    Setups setups =
        new Setups(
            Connections.alice().proposing(alice).build(), Connections.bob().proposing(bob).build());
    setups.ofAlice.edit = edit;
    setups.initiated();
    return setups;
  }

  @Test
  @Tag("negative")
  void aKeyExchangeBeyondThoseAgreedIsRefused() {
    KePayload ke = new KePayload(KeyExchangeMethod.ML_KEM_768, Octets.wrap(new byte[1184]));
    Setups setups =
        halfWay(
            "aes256gcm16-prfsha384-x25519-ke1_mlkem768,aes256gcm16-prfsha384-x25519",
            "aes256gcm16-prfsha384-x25519",
            becoming(ExchangeType.IKE_AUTH, ExchangeType.IKE_INTERMEDIATE, ke));
    assertEquals(1L, setups.ends.bob.status().offences().get(Offence.SUPERFLUOUS_KEY_EXCHANGE));
    assertTrue(setups.ofBob.lastHas(ExchangeType.IKE_INTERMEDIATE, NotifyType.INVALID_SYNTAX));
    assertFalse(setups.ends.bob.established());
  }

  @Test
  @Tag("negative")
  void ikeIntermediateThatWasNotNegotiatedIsRefused() {
    Setups setups =
        halfWay(
            "aes256gcm16-prfsha384-x25519",
            "aes256gcm16-prfsha384-x25519",
            becoming(ExchangeType.IKE_AUTH, ExchangeType.IKE_INTERMEDIATE));
    assertEquals(1L, setups.ends.bob.status().offences().get(Offence.INTERMEDIATE_NOT_NEGOTIATED));
    assertFalse(setups.ends.bob.established());
  }

  @Test
  @Tag("negative")
  void endlessIkeIntermediateExchangesAreRefused() {
    String seven =
        "aes256gcm16-prfsha512-x25519-ke1_mlkem512-ke2_mlkem768-ke3_mlkem1024-ke4_ecp256"
            + "-ke5_ecp384-ke6_x448-ke7_modp2048";
    Limits limits = Limits.DEFAULT;
    EndpointConfig few =
        EndpointConfig.DEFAULT.withLimits(
            new Limits(
                limits.halfOpen(),
                limits.halfOpenPerAddress(),
                limits.halfOpenLifetime(),
                limits.reassemblyLifetime(),
                7,
                limits.saInitRestarts()));
    OutgoingSeam more = becoming(ExchangeType.IKE_AUTH, ExchangeType.IKE_INTERMEDIATE)::apply;
    TwoEnds ends = new TwoEnds(EndpointConfig.DEFAULT, few, more, OutgoingSeam.NONE);
    ends.alice.load(Connections.alice().proposing(seven).build());
    ends.bob.load(Connections.bob().proposing(seven).build());
    ends.alice.initiate();
    ends.deliver();
    assertEquals(1L, ends.bob.status().offences().get(Offence.TOO_MANY_INTERMEDIATE_EXCHANGES));
    assertFalse(ends.bob.established());
  }

  // Answers to IKE_SA_INIT, which anybody can forge.

  /** Where the first payload of a type begins. */
  private static int payload(byte[] message, int type) {
    int next = message[16];
    int at = 28;
    while (next != type) {
      next = message[at];
      at += ByteBuffer.wrap(message).getShort(at + 2);
    }
    return at;
  }

  private static void forgedFirst(Offence offence, Consumer<byte[]> forge) {
    TwoEnds ends = new TwoEnds();
    ends.alice.load(Connections.alice().build());
    ends.bob.load(Connections.bob().build());
    ends.alice.initiate();
    ends.takeWire().forEach(ends::arrive);
    TwoEnds.Packet genuine = ends.takeWire().getFirst();
    byte[] forged = genuine.octets().toArray();
    forge.accept(forged);
    arrive(ends, genuine, forged);
    assertEquals(1L, ends.alice.status().offences().get(offence));
    assertEquals(List.of(), ends.takeWire());
    ends.arrive(genuine);
    ends.deliver();
    HandshakeTest.assertTunnel(ends);
  }

  @Test
  @Tag("rfc7296:2.21.1/x1")
  @Tag("rfc7296:2.21.1/x2")
  @Tag("negative")
  void aForgedAnswerToSaInitDoesNotEndTheAttempt() {
    // The key length in the first transform; the method in KE; a share of a small subgroup; no SPI.
    forgedFirst(Offence.SELECTED_UNOFFERED_ENCR, m -> m[payload(m, 33) + 12 + 11] ^= 1);
    forgedFirst(Offence.WRONG_KE_METHOD, m -> m[payload(m, 34) + 5] = 14);
    forgedFirst(
        Offence.REFUSED_KEY_EXCHANGE_DATA,
        m -> Arrays.fill(m, payload(m, 34) + 8, payload(m, 34) + 40, (byte) 0));
    forgedFirst(Offence.MISSING_PAYLOAD, m -> Arrays.fill(m, 8, 16, (byte) 0));
    forgedFirst(Offence.PAYLOAD_LENGTH_TOO_LARGE, m -> m[payload(m, 40) + 2] = 0x7f);
    forgedFirst(Offence.HIGHER_MAJOR_VERSION, m -> m[17] = 0x30);
  }

  @Test
  @Tag("rfc7296:2.21.1/x1")
  void whoeverAnswersWronglyEachTimeIsGivenUp() {
    TwoEnds ends = new TwoEnds();
    ends.alice.load(Connections.alice().build());
    ends.bob.load(Connections.bob().build());
    ends.loses = packet -> packet.response();
    ends.alice.initiate();
    ends.takeWire().forEach(ends::arrive);
    TwoEnds.Packet genuine = ends.takeWire().getFirst();
    byte[] wrong = genuine.octets().toArray();
    Arrays.fill(wrong, payload(wrong, 34) + 8, payload(wrong, 34) + 40, (byte) 0);
    arrive(ends, genuine, wrong);
    assertTrue(ends.alice.events(Event.IkeSaFailed.class).isEmpty());
    ends.pass(Duration.ofSeconds(10));
    arrive(ends, genuine, wrong);
    assertEquals(
        Event.FailureReason.PROTOCOL_ERROR,
        ends.alice.events(Event.IkeSaFailed.class).getFirst().reason());
    assertEquals(List.of(), ends.alice.status().ikeSas());
  }
}
