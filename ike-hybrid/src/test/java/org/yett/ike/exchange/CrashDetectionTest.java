package org.yett.ike.exchange;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.yett.ike.config.CrashDetectionConfig;
import org.yett.ike.config.EndpointConfig;
import org.yett.ike.crypto.Secret;
import org.yett.ike.endpoint.Command;
import org.yett.ike.endpoint.Input;
import org.yett.ike.endpoint.OutgoingSeam;
import org.yett.ike.event.Event;
import org.yett.ike.path.Encapsulation;
import org.yett.ike.path.Path;
import org.yett.ike.path.TransportAddress;
import org.yett.ike.wire.Flags;
import org.yett.ike.wire.IkeHeader;
import org.yett.ike.wire.IkeSpi;
import org.yett.ike.wire.Message;
import org.yett.ike.wire.MessageEncoder;
import org.yett.ike.wire.NotifyPayload;
import org.yett.ike.wire.Octets;
import org.yett.ike.wire.Offence;
import org.yett.ike.wire.Payload;
import org.yett.ike.wire.Side;
import org.yett.spec.iana.ExchangeType;
import org.yett.spec.iana.NotifyType;
import org.yett.spec.iana.ProtocolId;

/** Quick crash detection, as maker and as taker of tokens (RFC 6290). */
class CrashDetectionTest {

  private static final Command.IkeTarget NET = new Command.IkeTarget.ByConnection("net");

  private static Secret secret(String text) {
    return Secret.adopt(
        Arrays.copyOf(text.getBytes(StandardCharsets.UTF_8), CrashDetectionConfig.SECRET_LENGTH));
  }

  private static EndpointConfig with(CrashDetectionConfig config) {
    return EndpointConfig.DEFAULT.withExtensions(
        EndpointConfig.DEFAULT.extensions().withCrashDetection(config));
  }

  private static EndpointConfig making(String... secrets) {
    return with(
        new CrashDetectionConfig(
            true, Stream.of(secrets).map(CrashDetectionTest::secret).toList()));
  }

  /** Both set up; Alice makes tokens of this secret, Bob takes them. */
  private static TwoEnds established(EndpointConfig alice, EndpointConfig bob) {
    TwoEnds ends = new TwoEnds(alice, bob, OutgoingSeam.NONE, OutgoingSeam.NONE);
    ends.alice.load(Connections.alice().build());
    ends.bob.load(Connections.bob().build());
    ends.alice.initiate();
    ends.deliver();
    HandshakeTest.assertTunnel(ends);
    return ends;
  }

  /** Bob says something, and Alice, restarted, does not know of what. */
  private static List<TwoEnds.Packet> bobTalksToRestartedAlice(
      TwoEnds ends, EndpointConfig aliceAfterwards) {
    ends.restart(ends.alice, aliceAfterwards);
    ends.bob.command(new Command.CheckLiveness(7, NET));
    ends.takeWire().forEach(ends::arrive);
    return ends.takeWire();
  }

  private static List<NotifyPayload> notifications(Octets message) {
    return decoded(message).all(NotifyPayload.class);
  }

  private static Message decoded(Octets message) {
    return ((org.yett.ike.wire.Outer.Clear)
            new org.yett.ike.wire.MessageDecoder(org.yett.ike.wire.DecodeLimits.DEFAULT)
                .decodeOuter(message))
        .message();
  }

  @Test
  @Tag("rfc6290:1.1/1")
  @Tag("rfc6290:3/1")
  @Tag("rfc6290:3/2")
  @Tag("rfc6290:3/3")
  @Tag("rfc6290:3/5")
  @Tag("rfc6290:4.1/1")
  @Tag("rfc6290:4.1/2")
  @Tag("rfc6290:4.1/3")
  @Tag("rfc6290:4.5/3")
  @Tag("rfc6290:5/1")
  @Tag("rfc6290:5/4")
  @Tag("rfc6290:5.3/1")
  void aPeerThatHasLostTheIkeSaProvesItAndTheIkeSaEndsAtOnce() {
    TwoEnds ends = established(making("alice's"), EndpointConfig.DEFAULT);
    List<TwoEnds.Packet> answers = bobTalksToRestartedAlice(ends, making("alice's"));
    assertEquals(1, answers.size());
    List<NotifyPayload> answer = notifications(answers.getFirst().octets());
    assertEquals(NotifyType.INVALID_IKE_SPI, answer.get(0).notifyType());
    assertEquals(NotifyType.QUICK_CRASH_DETECTION, answer.get(1).notifyType());
    assertEquals(ProtocolId.IKE, answer.get(1).protocol());
    assertEquals(32, answer.get(1).data().size());
    int sent = ends.bob.sent;
    ends.arrive(answers.getFirst());
    assertEquals(List.of(), ends.bob.status().ikeSas());
    assertEquals(List.of(), List.copyOf(ends.bob.inbound.values()));
    assertEquals(sent, ends.bob.sent, "the IKE SA ends silently");
    assertEquals(
        Event.DeleteReason.PEER_CRASHED,
        ends.bob.events(Event.IkeSaDeleted.class).getFirst().reason());
    assertEquals(1L, ends.bob.status().counters().get("crashes-detected"));
  }

  @Test
  @Tag("rfc6290:4.3/1")
  @Tag("rfc6290:4.4/1")
  @Tag("rfc6290:4.4/2")
  void theIkeSaAfterARekeyHasTokensOfItsOwn() {
    for (boolean byMaker : List.of(true, false)) {
      TwoEnds ends = established(making("alice's"), EndpointConfig.DEFAULT);
      TwoEnds.Host who = byMaker ? ends.alice : ends.bob;
      who.command(new Command.RekeyIke(5, NET, false));
      ends.pass(Duration.ofSeconds(100));
      assertEquals(1, ends.bob.status().ikeSas().size());
      TwoEnds.Packet answer = bobTalksToRestartedAlice(ends, making("alice's")).getFirst();
      ends.arrive(answer);
      assertEquals(List.of(), ends.bob.status().ikeSas());
      assertEquals(1L, ends.bob.status().counters().get("crashes-detected"));
    }
  }

  @Test
  void theResponderMakesTokensToo() {
    TwoEnds ends = established(EndpointConfig.DEFAULT, making("bob's"));
    Octets request = protectedRequest(ends, true);
    // Another Bob, who knows his secret and nothing else.
    TwoEnds.Host again = ends.new Host("bob", ends.bob.ip, making("bob's"), OutgoingSeam.NONE, 2);
    again.handle(new Input.Datagram(pathTo(ends.bob, ends.alice), request));
    ends.takeWire().forEach(ends::arrive);
    assertEquals(List.of(), ends.alice.status().ikeSas());
    assertEquals(
        Event.DeleteReason.PEER_CRASHED,
        ends.alice.events(Event.IkeSaDeleted.class).getFirst().reason());
  }

  /** A protected request of Alice's, kept from Bob. */
  private static Octets protectedRequest(TwoEnds ends, boolean fromAlice) {
    TwoEnds.Host host = fromAlice ? ends.alice : ends.bob;
    host.command(new Command.CheckLiveness(9, NET));
    return ends.takeWire().getLast().octets();
  }

  private static Path pathTo(TwoEnds.Host to, TwoEnds.Host from) {
    return new Path(
        new TransportAddress(to.ip, 500), new TransportAddress(from.ip, 500), Encapsulation.UDP);
  }

  @Test
  @Tag("rfc6290:3/7")
  void aTokenIsTakenFromWhateverAddressItComes() {
    TwoEnds ends = established(making("alice's"), EndpointConfig.DEFAULT);
    TwoEnds.Packet answer = bobTalksToRestartedAlice(ends, making("alice's")).getFirst();
    Path elsewhere =
        new Path(
            new TransportAddress(ends.bob.ip, 500),
            new TransportAddress(TwoEnds.address("203.0.113.77"), 4711),
            Encapsulation.UDP);
    ends.bob.handle(new Input.Datagram(elsewhere, answer.octets()));
    assertEquals(List.of(), ends.bob.status().ikeSas());
  }

  @Test
  @Tag("rfc6290:3/4")
  @Tag("rfc6290:4.5/4")
  @Tag("negative")
  @Tag("rfc6290:3/3")
  void aWrongTokenEndsNothingAndGetsNoAnswer() {
    TwoEnds ends = established(making("alice's"), EndpointConfig.DEFAULT);
    TwoEnds.Packet answer = bobTalksToRestartedAlice(ends, making("somebody else's")).getFirst();
    int sent = ends.bob.sent;
    ends.arrive(answer);
    assertTrue(ends.bob.established());
    assertEquals(1L, ends.bob.status().offences().get(Offence.WRONG_CRASH_TOKEN));
    assertEquals(sent, ends.bob.sent);
  }

  @Test
  @Tag("rfc6290:4.5/1")
  @Tag("rfc6290:4.5/2")
  @Tag("rfc6290:5.1/1")
  void anyOfFourTokensWillDo() {
    TwoEnds ends = established(making("first"), EndpointConfig.DEFAULT);
    // The secret has been replaced three times since.
    TwoEnds.Packet answer =
        bobTalksToRestartedAlice(ends, making("fourth", "third", "second", "first")).getFirst();
    assertEquals(5, notifications(answer.octets()).size());
    ends.arrive(answer);
    assertEquals(List.of(), ends.bob.status().ikeSas());
  }

  @Test
  @Tag("rfc6290:4.2/1")
  void withoutSecretNoTokenIsMadeAndTheHintAloneEndsNothing() {
    TwoEnds ends = established(EndpointConfig.DEFAULT, EndpointConfig.DEFAULT);
    TwoEnds.Packet answer = bobTalksToRestartedAlice(ends, EndpointConfig.DEFAULT).getFirst();
    assertEquals(1, notifications(answer.octets()).size());
    ends.arrive(answer);
    assertTrue(ends.bob.established());
  }

  @Test
  @Tag("rfc6290:8.1/3")
  void whoTakesNoTokensKeepsTheIkeSa() {
    TwoEnds ends = established(making("alice's"), with(CrashDetectionConfig.OFF));
    ends.arrive(bobTalksToRestartedAlice(ends, making("alice's")).getFirst());
    assertTrue(ends.bob.established());
  }

  @Test
  @Tag("rfc6290:9.2/1")
  @Tag("negative")
  void noTokenIsSentForAnIkeSaThatExists() {
    // Bob makes tokens. Somebody asks for that of the IKE SA which stands, in every disguise.
    TwoEnds ends = established(making("alice's"), making("bob's"));
    IkeSpi initiator = ends.bob.only().initiatorSpi();
    IkeSpi responder = ends.bob.only().responderSpi();
    List<Octets> told = new ArrayList<>();
    for (TwoEnds.Host host : List.of(ends.alice, ends.bob)) {
      for (Side sender : Side.values()) {
        for (List<IkeSpi> spis :
            List.of(
                List.of(initiator, responder),
                List.of(responder, initiator),
                List.of(initiator, new IkeSpi(7)),
                List.of(new IkeSpi(7), responder))) {
          IkeHeader header =
              IkeHeader.of(
                  spis.get(0), spis.get(1), ExchangeType.INFORMATIONAL, Flags.request(sender), 9);
          host.handle(new Input.Datagram(pathTo(host, host.other()), protectedGarbage(header)));
          ends.takeWire()
              .forEach(packet ->
                  notifications(packet.octets()).forEach(notify -> told.add(notify.data())));
        }
      }
    }
    assertTrue(ends.alice.established() && ends.bob.established());
    told.removeIf(Octets::isEmpty);
    // What was told is for SPIs that are nobody's, and ends nothing.
    for (Octets token : told) {
      for (TwoEnds.Host host : List.of(ends.alice, ends.bob)) {
        present(ends, host, initiator, responder, token);
      }
    }
    assertTrue(ends.alice.established() && ends.bob.established());
  }

  private static Octets protectedGarbage(IkeHeader header) {
    byte[] whole = new byte[28 + 4 + 60];
    Payload any = NotifyPayload.of(NotifyType.INVALID_SYNTAX);
    MessageEncoder.encodeClear(header, List.of(any)).octets().slice(0, 28).copyTo(whole, 0);
    whole[16] = 46;
    whole[27] = (byte) whole.length;
    whole[31] = 64;
    return Octets.wrap(whole);
  }

  private static void present(
      TwoEnds ends, TwoEnds.Host host, IkeSpi initiator, IkeSpi responder, Octets... tokens) {
    Side sender = host == ends.alice ? Side.RESPONDER : Side.INITIATOR;
    IkeHeader header =
        IkeHeader.of(initiator, responder, ExchangeType.INFORMATIONAL, Flags.response(sender), 2);
    List<Payload> payloads = new ArrayList<>();
    payloads.add(NotifyPayload.of(NotifyType.INVALID_IKE_SPI));
    for (Octets token : tokens) {
      payloads.add(
          new NotifyPayload(ProtocolId.IKE, Octets.EMPTY, NotifyType.QUICK_CRASH_DETECTION, token));
    }
    host.handle(
        new Input.Datagram(
            pathTo(host, host.other()), MessageEncoder.encodeClear(header, payloads).octets()));
  }

  @Test
  @Tag("rfc6290:8.1/1")
  @Tag("negative")
  void tokensOfOneSourceAreCheckedAFewTimesASecond() {
    TwoEnds ends = established(making("alice's"), EndpointConfig.DEFAULT);
    IkeSpi initiator = ends.bob.only().initiatorSpi();
    IkeSpi responder = ends.bob.only().responderSpi();
    for (int i = 0; i < 20; i++) {
      present(ends, ends.bob, initiator, responder, Octets.wrap(new byte[32]));
    }
    assertEquals(5L, ends.bob.status().offences().get(Offence.WRONG_CRASH_TOKEN));
    assertEquals(15L, ends.bob.status().counters().get("crash-tokens-unchecked"));
    ends.pass(Duration.ofSeconds(1));
    present(ends, ends.bob, initiator, responder, Octets.wrap(new byte[32]));
    assertEquals(6L, ends.bob.status().offences().get(Offence.WRONG_CRASH_TOKEN));
    assertTrue(ends.bob.established());
  }

  @Test
  @Tag("rfc6290:8.2/3")
  @Tag("rfc6290:8.2/4")
  @Tag("negative")
  void aTokenBesideInvalidSpiIsCheckedLikeAnyOther() {
    // Alice has told a token of her own making, as another implementation would.
    Octets token = Octets.wrap("a token of 32 octets, for a test".getBytes(StandardCharsets.UTF_8));
    TwoEnds ends =
        new TwoEnds(
            EndpointConfig.DEFAULT,
            EndpointConfig.DEFAULT,
            draft -> {
              if (!draft.header().exchangeType().equals(ExchangeType.IKE_AUTH)) {
                return draft;
              }
              List<Payload> inner = new ArrayList<>(draft.inner());
              inner.add(
                  new NotifyPayload(
                      ProtocolId.IKE, Octets.EMPTY, NotifyType.QUICK_CRASH_DETECTION, token));
              return new OutgoingSeam.Draft(draft.header(), draft.clear(), inner, true);
            },
            OutgoingSeam.NONE);
    ends.alice.load(Connections.alice().build());
    ends.bob.load(Connections.bob().build());
    ends.alice.initiate();
    ends.deliver();
    int outbound = ends.bob.outbound.values().iterator().next().outboundSpi();
    IkeHeader header =
        IkeHeader.of(
            new IkeSpi(1),
            new IkeSpi(2),
            ExchangeType.INFORMATIONAL,
            Flags.request(Side.INITIATOR),
            0);
    for (Octets presented : List.of(Octets.wrap(new byte[32]), token)) {
      assertTrue(ends.bob.established());
      List<Payload> payloads =
          List.of(
              NotifyPayload.of(NotifyType.INVALID_SPI, Octets.ofInt(outbound)),
              new NotifyPayload(
                  ProtocolId.IKE, Octets.EMPTY, NotifyType.QUICK_CRASH_DETECTION, presented));
      ends.bob.handle(
          new Input.Datagram(
              pathTo(ends.bob, ends.alice), MessageEncoder.encodeClear(header, payloads).octets()));
    }
    assertFalse(ends.bob.established());
  }

  @Test
  @Tag("rfc6290:8.1/2")
  @Tag("negative")
  void manyUnknownSpisGetFewAnswers() {
    TwoEnds ends = established(making("alice's"), EndpointConfig.DEFAULT);
    int before = ends.alice.sent;
    for (int i = 1; i <= 30; i++) {
      IkeHeader header =
          IkeHeader.of(
              new IkeSpi(i),
              new IkeSpi(1000 + i),
              ExchangeType.INFORMATIONAL,
              Flags.request(Side.INITIATOR),
              2);
      ends.alice.handle(new Input.Datagram(pathTo(ends.alice, ends.bob), protectedGarbage(header)));
    }
    assertEquals(10, ends.alice.sent - before);
    assertEquals(20L, ends.alice.status().counters().get("clear-answers-withheld"));
  }

  @Test
  void aResponseWithUnknownSpisGetsNoAnswer() {
    TwoEnds ends = established(making("alice's"), EndpointConfig.DEFAULT);
    IkeHeader header =
        IkeHeader.of(
            new IkeSpi(5),
            new IkeSpi(6),
            ExchangeType.INFORMATIONAL,
            Flags.response(Side.RESPONDER),
            2);
    int before = ends.alice.sent;
    ends.alice.handle(new Input.Datagram(pathTo(ends.alice, ends.bob), protectedGarbage(header)));
    assertEquals(before, ends.alice.sent);
  }

  @Test
  @Tag("rfc6290:5/5")
  @Tag("rfc6290:9.1/1")
  @Tag("rfc6290:9.1/2")
  @Tag("rfc6290:9.1/3")
  void tokensDifferWithSpisRolesAndSecrets() {
    CrashTokens one = new CrashTokens(new CrashDetectionConfig(true, List.of(secret("one"))));
    CrashTokens two = new CrashTokens(new CrashDetectionConfig(true, List.of(secret("two"))));
    Octets token = token(one, Side.INITIATOR, 1, 2);
    assertEquals(token, token(one, Side.INITIATOR, 1, 2));
    for (Octets other :
        List.of(
            token(one, Side.RESPONDER, 1, 2),
            token(one, Side.INITIATOR, 2, 1),
            token(one, Side.INITIATOR, 1, 3),
            token(two, Side.INITIATOR, 1, 2))) {
      assertNotEquals(token, other);
    }
    assertEquals(
        Optional.empty(),
        new CrashTokens(CrashDetectionConfig.DEFAULT)
            .current(Side.INITIATOR, new IkeSpi(1), new IkeSpi(2)).stream().findFirst());
  }

  private static Octets token(CrashTokens tokens, Side side, long initiator, long responder) {
    return tokens.current(side, new IkeSpi(initiator), new IkeSpi(responder)).getFirst().data();
  }
}
