package org.yett.ike.exchange;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.yett.ike.exchange.Setups.alice;
import static org.yett.ike.exchange.Setups.bob;
import static org.yett.ike.exchange.Setups.child;
import static org.yett.ike.exchange.Setups.traffic;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.yett.ike.config.ChildMode;
import org.yett.ike.endpoint.Command;
import org.yett.ike.endpoint.Input;
import org.yett.ike.event.Event;
import org.yett.ike.negotiate.SelectorPair;
import org.yett.ike.negotiate.SelectorSyntaxException;
import org.yett.ike.negotiate.TrafficSelector;
import org.yett.ike.negotiate.WireSelectors;
import org.yett.ike.sim.Tampering;
import org.yett.ike.wire.NotifyPayload;
import org.yett.ike.wire.Octets;
import org.yett.ike.wire.Offence;
import org.yett.ike.wire.Selector;
import org.yett.ike.wire.Side;
import org.yett.ike.wire.TsPayload;
import org.yett.spec.iana.ExchangeType;
import org.yett.spec.iana.IpProtocol;
import org.yett.spec.iana.NotifyType;
import org.yett.spec.iana.TrafficSelectorType;

/** Traffic selectors between two ends (RFC 7296 2.9). */
class TrafficSelectionTest {

  private static final ExchangeType AUTH = ExchangeType.IKE_AUTH;

  private static SelectorPair packet(String source, String destination) {
    try {
      return new SelectorPair(
          List.of(TrafficSelector.parse(source)), List.of(TrafficSelector.parse(destination)));
    } catch (SelectorSyntaxException e) {
      throw new AssertionError(e);
    }
  }

  private static String offered(Setups setups, Side side) {
    TsPayload payload =
        setups.ofAlice.last(AUTH, TsPayload.class).stream()
            .filter(ts -> ts.side() == side)
            .findFirst()
            .orElseThrow();
    return WireSelectors.fromWire(payload).toString();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "10.1.0.0/16 | 10.2.0.0/16 | [10.1.0.0/16] === [10.2.0.0/16]",
        "10.1.0.0/24,10.1.7.0/24 | 10.2.0.0/16 | [10.1.0.0/24, 10.1.7.0/24] === [10.2.0.0/16]",
        "10.1.0.5-10.1.0.9 | 10.2.0.0/16 | [10.1.0.5..10.1.0.9] === [10.2.0.0/16]",
        "10.1.0.0/16[tcp/80] | 10.2.0.0/16[tcp] | [10.1.0.0/16[tcp/80]] === [10.2.0.0/16[tcp]]",
        "10.1.0.0/16[udp/1024-65535] | 10.2.0.0/16[udp/53] |"
            + " [10.1.0.0/16[udp/1024-65535]] === [10.2.0.0/16[udp/53]]",
        "10.1.0.0/16[icmp/8] | 10.2.0.0/16[icmp/2048] |"
            + " [10.1.0.0/16[icmp/8]] === [10.2.0.0/16[icmp/8(0)]]",
        "10.1.0.0/16[tcp/opaque] | 10.2.0.0/16[tcp/opaque] |"
            + " [10.1.0.0/16[tcp/opaque]] === [10.2.0.0/16[tcp/opaque]]",
        "2001:db8:1::/48 | 2001:db8:2::/48 | [2001:db8:1::/48] === [2001:db8:2::/48]",
      })
  void whatBothWantIsAgreedAsItIs(String aliceSide, String bobSide, String agreed) {
    Setups setups =
        new Setups(alice(child("net", aliceSide, bobSide)), bob(child("net", bobSide, aliceSide)))
            .initiated();
    HandshakeTest.assertTunnel(setups.ends);
    assertEquals(agreed, traffic(setups.ends.alice));
    assertFalse(setups.ofBob.lastHas(AUTH, NotifyType.ADDITIONAL_TS_POSSIBLE));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "0.0.0.0/0 | 10.1.0.0/16 | [10.1.0.0/16]",
        "10.1.0.0/16 | 10.1.0.0/16[tcp] | [10.1.0.0/16[tcp]]",
        "10.1.0.0/16[tcp] | 10.1.4.0/24 | [10.1.4.0/24[tcp]]",
        "10.1.0.0/16[tcp/1-1024] | 10.1.0.0/16[tcp/443-2000] | [10.1.0.0/16[tcp/443-1024]]",
        "10.1.0.0-10.1.0.20 | 10.1.0.10-10.1.0.30 | [10.1.0.10..10.1.0.20]",
        "10.1.0.0/16[icmp] | 10.1.0.0/16[icmp/8] | [10.1.0.0/16[icmp/8]]",
        "10.1.0.0/16[tcp] | 10.1.0.0/16[tcp/opaque] | [10.1.0.0/16[tcp/opaque]]",
      })
  @Tag("rfc7296:2.9/4")
  void theResponderNarrowsToWhatItAccepts(String wanted, String accepted, String agreed) {
    Setups setups =
        new Setups(
                alice(child("net", wanted, "10.2.0.0/16")),
                bob(child("net", "10.2.0.0/16", accepted)))
            .initiated();
    HandshakeTest.assertTunnel(setups.ends);
    assertEquals(
        agreed, setups.ends.alice.inbound.values().iterator().next().localSelectors().toString());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "10.1.0.0/16 | 10.9.0.0/16",
        "10.1.0.0/16[tcp] | 10.1.0.0/16[udp]",
        "10.1.0.0/16[tcp/80] | 10.1.0.0/16[tcp/opaque]",
        "10.1.0.0/16[icmp/8] | 10.1.0.0/16[icmp/0]",
        "2001:db8:1::/48 | 10.1.0.0/16",
      })
  @Tag("rfc7296:2.9/x1")
  @Tag("rfc7296:1.3.1/4")
  @Tag("negative")
  void whereNothingIsCommonTheAnswerIsTsUnacceptableAndTheIkeSaStays(
      String wanted, String accepted) {
    Setups setups =
        new Setups(
                alice(child("net", wanted, "10.2.0.0/16,2001:db8:2::/48")),
                bob(child("net", "10.2.0.0/16,2001:db8:2::/48", accepted)))
            .initiated();
    assertTrue(setups.ofBob.lastHas(AUTH, NotifyType.TS_UNACCEPTABLE));
    assertTrue(setups.ends.alice.established() && setups.ends.bob.established());
    assertTrue(setups.ends.alice.inbound.isEmpty() && setups.ends.bob.inbound.isEmpty());
  }

  @Test
  @Tag("rfc7296:2.9/1")
  void aPacketThatWantsTheChildSaComesFirstInTheRequest() {
    Setups setups =
        new Setups(
            alice(child("net", "10.1.0.0/16", "10.2.0.0/16")),
            bob(child("net", "10.2.0.0/16", "10.1.0.0/16")));
    setups.ends.alice.handle(
        new Input.DatapathEvent.Acquire(
            "net",
            "net",
            setups.ends.alice.path(),
            Optional.of(packet("10.1.0.7/32[tcp/40000]", "10.2.0.9/32[tcp/443]"))));
    setups.ends.deliver();
    HandshakeTest.assertTunnel(setups.ends);
    assertEquals("[10.1.0.7/32[tcp/40000], 10.1.0.0/16]", offered(setups, Side.INITIATOR));
    assertEquals("[10.2.0.9/32[tcp/443], 10.2.0.0/16]", offered(setups, Side.RESPONDER));
  }

  @Test
  void aPacketThatOurOwnPolicyDoesNotCoverIsLeftOut() {
    Setups setups =
        new Setups(
            alice(child("net", "10.1.0.0/16", "10.2.0.0/16")),
            bob(child("net", "10.2.0.0/16", "10.1.0.0/16")));
    setups.ends.alice.handle(
        new Input.DatapathEvent.Acquire(
            "net",
            "net",
            setups.ends.alice.path(),
            Optional.of(packet("10.7.0.7/32", "10.2.0.9/32"))));
    setups.ends.deliver();
    assertEquals("[10.1.0.0/16]", offered(setups, Side.INITIATOR));
  }

  @Test
  @Tag("rfc7296:2.9/2")
  @Tag("rfc7296:2.9/3")
  void ofSeveralChildrenTheOneThatTakesThePacketIsChosenAndMoreIsAnnouncedAsPossible() {
    Setups setups =
        new Setups(
            alice(child("net", "10.1.0.0/16", "10.2.0.0/16")),
            bob(
                child("low", "10.2.0.0/24", "10.1.0.0/16"),
                child("high", "10.2.1.0/24", "10.1.0.0/16")));
    setups.ends.alice.handle(
        new Input.DatapathEvent.Acquire(
            "net",
            "net",
            setups.ends.alice.path(),
            Optional.of(packet("10.1.0.7/32", "10.2.1.9/32"))));
    setups.ends.deliver();
    HandshakeTest.assertTunnel(setups.ends);
    assertEquals("high", setups.ends.bob.inbound.values().iterator().next().name());
    assertEquals("[10.1.0.0/16] === [10.2.1.0/24]", traffic(setups.ends.alice));
    assertTrue(setups.ofBob.lastHas(AUTH, NotifyType.ADDITIONAL_TS_POSSIBLE));
  }

  @Test
  void ofSeveralChildrenTheOneThatTakesEverythingIsChosen() {
    Setups setups =
        new Setups(
                alice(child("net", "10.1.0.0/16", "10.2.0.0/16")),
                bob(
                    child("part", "10.2.0.0/24", "10.1.0.0/16"),
                    child("whole", "10.2.0.0/16", "10.1.0.0/16")))
            .initiated();
    assertEquals("whole", setups.ends.bob.inbound.values().iterator().next().name());
    assertFalse(setups.ofBob.lastHas(AUTH, NotifyType.ADDITIONAL_TS_POSSIBLE));
  }

  @Test
  void aChildWhoseAlgorithmsDoNotSuitLeavesTheNextOne() {
    Setups setups =
        new Setups(
                alice(child("net", "10.1.0.0/16", "10.2.0.0/16")),
                bob(
                    child(
                        "strict", "aes128-sha256", "10.2.0.0/16", "10.1.0.0/16", ChildMode.TUNNEL),
                    child("net", "10.2.0.0/24", "10.1.0.0/16")))
            .initiated();
    HandshakeTest.assertTunnel(setups.ends);
    assertEquals("net", setups.ends.bob.inbound.values().iterator().next().name());
  }

  @Test
  void aSelectorOfUnknownTypeIsIgnoredAndDoesNotComeBack() {
    Setups setups =
        new Setups(
            alice(child("net", "10.1.0.0/16", "10.2.0.0/16")),
            bob(child("net", "10.2.0.0/16", "10.1.0.0/16")));
    setups.ofAlice.edit =
        Tampering.replacing(
            TsPayload.class,
            ts -> {
              List<Selector> more = new ArrayList<>(ts.selectors());
              more.addFirst(
                  new Selector.Unknown(
                      TrafficSelectorType.of(200), 0, Octets.wrap(new byte[] {1, 2, 3, 4})));
              return List.of(new TsPayload(ts.side(), more));
            });
    setups.initiated();
    HandshakeTest.assertTunnel(setups.ends);
    assertEquals("[10.1.0.0/16] === [10.2.0.0/16]", traffic(setups.ends.alice));
  }

  @Test
  void anAnswerThatIsMoreThanWeOfferedEndsInADelete() {
    Setups setups =
        new Setups(
            alice(child("net", "10.1.0.0/16[tcp/80]", "10.2.0.0/16")),
            bob(child("net", "10.2.0.0/16", "10.1.0.0/16")));
    setups.ofBob.edit =
        Tampering.replacing(
            TsPayload.class,
            ts ->
                List.of(
                    new TsPayload(
                        ts.side(),
                        List.of(
                            new Selector.Range(
                                IpProtocol.ANY,
                                0,
                                65535,
                                Octets.ofHex(ts.side() == Side.INITIATOR ? "0a010000" : "0a020000"),
                                Octets.ofHex(
                                    ts.side() == Side.INITIATOR ? "0a01ffff" : "0a02ffff"))))));
    setups.initiated();
    assertEquals(1L, setups.ends.alice.status().offences().get(Offence.SELECTED_UNOFFERED_TRAFFIC));
    assertEquals(List.of(), setups.ends.alice.status().ikeSas());
    assertTrue(setups.ends.bob.inbound.isEmpty());
  }

  /** Bob wants one pair of addresses when Alice asks for more in such an exchange. */
  private static Setups wantingASinglePair(ExchangeType exchange) {
    Setups setups =
        new Setups(
            alice(
                child("net", "10.1.0.0/16", "10.2.0.0/16"),
                child("web", "10.3.0.0/16[tcp]", "10.4.0.0/16[tcp/443]")),
            bob(
                child("net", "10.2.0.0/16", "10.1.0.0/16"),
                child("web", "10.4.0.0/16[tcp/443]", "10.3.0.0/16[tcp]")));
    boolean[] asked = new boolean[1];
    setups.ofAlice.edit =
        draft -> {
          if (asked[0] || !draft.header().exchangeType().equals(exchange)) {
            return draft;
          }
          asked[0] = true;
          // So that Bob refuses it, in words that are then replaced.
          return Tampering.replacing(
                  TsPayload.class,
                  ts ->
                      List.of(
                          new TsPayload(
                              ts.side(),
                              List.of(
                                  new Selector.Range(
                                      IpProtocol.ANY,
                                      0,
                                      65535,
                                      Octets.ofHex("0a630000"),
                                      Octets.ofHex("0a63ffff"))))))
              .apply(draft);
        };
    setups.ofBob.edit =
        Tampering.replacing(
            NotifyPayload.class,
            notify ->
                List.of(
                    notify.notifyType().equals(NotifyType.TS_UNACCEPTABLE)
                        ? NotifyPayload.of(NotifyType.SINGLE_PAIR_REQUIRED)
                        : notify));
    return setups;
  }

  private static void acquire(Setups setups, String child, String local, String remote) {
    setups.ends.alice.handle(
        new Input.DatapathEvent.Acquire(
            "net", child, setups.ends.alice.path(), Optional.of(packet(local, remote))));
    setups.ends.deliver();
  }

  @Test
  @Tag("rfc7296:2.9")
  void aPeerThatWantsASinglePairOfAddressesInIkeAuthIsAskedForThatOfThePacket() {
    Setups setups = wantingASinglePair(AUTH);
    acquire(setups, "net", "10.1.0.7/32[tcp/40000]", "10.2.0.9/32[tcp/443]");
    HandshakeTest.assertTunnel(setups.ends);
    assertEquals("[10.1.0.7/32] === [10.2.0.9/32]", traffic(setups.ends.alice));
    assertEquals(List.of(), setups.ends.alice.events(Event.ChildSaFailed.class));
  }

  @Test
  @Tag("rfc7296:2.9")
  void aPeerThatWantsASinglePairOfAddressesInCreateChildSaIsAskedForThatOfThePacket() {
    Setups setups = wantingASinglePair(ExchangeType.CREATE_CHILD_SA).initiated();
    acquire(setups, "web", "10.3.0.7/32[tcp/40000]", "10.4.0.9/32[tcp/443]");
    assertEquals(2, setups.ends.alice.outbound.size());
    var web =
        setups.ends.alice.outbound.values().stream()
            .filter(childSa -> childSa.name().equals("web"))
            .findFirst()
            .orElseThrow();
    assertEquals(
        "[10.3.0.7/32[tcp]] === [10.4.0.9/32[tcp/443]]",
        web.localSelectors() + " === " + web.remoteSelectors());
    // What replaces it is for the same pair.
    setups.ends.alice.command(
        new Command.RekeyChild(9, new Command.ChildTarget.ByName(Optional.empty(), "web")));
    setups.ends.deliver();
    assertEquals(2, setups.ends.bob.outbound.size());
    assertTrue(
        setups.ends.bob.outbound.values().stream()
            .anyMatch(
                childSa -> childSa.localSelectors().toString().equals("[10.4.0.9/32[tcp/443]]")));
  }

  @Test
  void singlePairRequiredLeavesTheIkeSaAndSaysWhy() {
    Setups setups =
        new Setups(
            alice(child("net", "10.1.0.0/16", "10.2.0.0/16")),
            bob(child("net", "10.9.0.0/16", "10.8.0.0/16")));
    setups.ofBob.edit =
        Tampering.replacing(
            NotifyPayload.class,
            notify ->
                List.of(
                    notify.notifyType().equals(NotifyType.TS_UNACCEPTABLE)
                        ? NotifyPayload.of(NotifyType.SINGLE_PAIR_REQUIRED)
                        : notify));
    setups.initiated();
    assertTrue(setups.ends.alice.established());
    assertEquals(
        "the peer answers SINGLE_PAIR_REQUIRED",
        setups.ends.alice.events(Event.ChildSaFailed.class).getFirst().reason());
  }
}
