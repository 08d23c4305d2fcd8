package org.yett.ike.exchange;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.yett.ike.config.EndpointConfig;
import org.yett.ike.config.FragmentationConfig;
import org.yett.ike.config.FragmentationMode;
import org.yett.ike.config.Limits;
import org.yett.ike.endpoint.Input;
import org.yett.ike.endpoint.OutgoingSeam;
import org.yett.ike.endpoint.Output;
import org.yett.ike.path.TransportAddress;
import org.yett.ike.wire.Octets;
import org.yett.ike.wire.Offence;

/** IKE fragmentation in whole handshakes (RFC 7383). */
class FragmentationTest {

  private static TwoEnds ends(int datagram, FragmentationMode mode, String proposals) {
    EndpointConfig config =
        EndpointConfig.DEFAULT.withFragmentation(
            FragmentationConfig.DEFAULT.withDatagram(datagram));
    TwoEnds ends = new TwoEnds(config, config, OutgoingSeam.NONE, OutgoingSeam.NONE);
    ends.alice.load(Connections.alice().proposing(proposals).fragmenting(mode).build());
    ends.bob.load(Connections.bob().proposing(proposals).fragmenting(mode).build());
    return ends;
  }

  private static int largest(TwoEnds.Host host, int exchange) {
    return host.outputs.stream()
        .filter(Output.Transmit.class::isInstance)
        .map(o -> ((Output.Transmit) o).message())
        .filter(m -> m.size() > 18 && m.u8(18) == exchange)
        .mapToInt(Octets::size)
        .max()
        .orElseThrow();
  }

  @Test
  void bothEndsFragmentWhatDoesNotFitADatagram() {
    TwoEnds ends = ends(576, FragmentationMode.YES, Connections.HYBRID);
    ends.alice.initiate();
    ends.deliver();
    HandshakeTest.assertTunnel(ends);
    assertEquals(
        List.of("IKE_SA_INIT request 0", "IKE_INTERMEDIATE request 1 in 3", "IKE_AUTH request 2"),
        ends.alice.sentMessages());
    assertEquals(
        List.of(
            "IKE_SA_INIT response 0", "IKE_INTERMEDIATE response 1 in 3", "IKE_AUTH response 2"),
        ends.bob.sentMessages());
    assertTrue(largest(ends.alice, 43) <= 576 - 28);
    assertTrue(largest(ends.bob, 43) <= 576 - 28);
  }

  @Test
  void fragmentsOfCbcMessagesFitTooAndAreAsLongAsTheyMay() {
    TwoEnds ends = ends(576, FragmentationMode.YES, "aes256-sha512-x25519-ke1_mlkem1024");
    ends.alice.initiate();
    ends.deliver();
    HandshakeTest.assertTunnel(ends);
    int largest = largest(ends.alice, 43);
    assertTrue(largest <= 576 - 28 && largest > 576 - 28 - 16, () -> "" + largest);
  }

  @Test
  void forcedFragmentationFragmentsSmallMessagesToo() {
    TwoEnds ends = ends(1280, FragmentationMode.FORCE, Connections.HYBRID);
    ends.alice.initiate();
    ends.deliver();
    HandshakeTest.assertTunnel(ends);
    boolean allFragments =
        ends.alice.outputs.stream()
            .filter(Output.Transmit.class::isInstance)
            .map(o -> ((Output.Transmit) o).message())
            .filter(m -> m.u8(18) != 34)
            .allMatch(m -> m.u8(16) == 53);
    assertTrue(allFragments);
  }

  @Test
  @Tag("rfc7383:2.4/1")
  void withoutAgreementNothingIsFragmented() {
    TwoEnds ends = ends(576, FragmentationMode.NO, Connections.HYBRID);
    ends.bob.load(Connections.bob().fragmenting(FragmentationMode.FORCE).build());
    ends.alice.initiate();
    ends.deliver();
    HandshakeTest.assertTunnel(ends);
    assertTrue(ends.alice.sentMessages().contains("IKE_INTERMEDIATE request 1"));
    assertTrue(ends.bob.sentMessages().contains("IKE_INTERMEDIATE response 1"));
  }

  @Test
  void whoOnlyAcceptsFragmentsSendsNone() {
    TwoEnds ends = ends(576, FragmentationMode.YES, Connections.HYBRID);
    ends.bob.load(Connections.bob().fragmenting(FragmentationMode.ACCEPT).build());
    ends.alice.initiate();
    ends.deliver();
    HandshakeTest.assertTunnel(ends);
    assertTrue(ends.alice.sentMessages().contains("IKE_INTERMEDIATE request 1 in 3"));
    assertTrue(ends.bob.sentMessages().contains("IKE_INTERMEDIATE response 1"));
  }

  @Test
  void fragmentsArriveInAnyOrderAndTwice() {
    TwoEnds ends = ends(576, FragmentationMode.YES, Connections.HYBRID);
    ends.alice.initiate();
    for (int round = 0; round < 20; round++) {
      List<TwoEnds.Packet> packets = ends.takeWire();
      packets.reversed().forEach(ends::arrive);
      packets.forEach(ends::arrive);
    }
    ends.deliver();
    HandshakeTest.assertTunnel(ends);
    assertEquals(1, ends.bob.inbound.size());
  }

  @Test
  @Tag("rfc7383:2.6.1/2")
  @Tag("negative")
  void aRepeatedFirstFragmentAloneBringsTheResponseAgain() {
    TwoEnds ends = ends(576, FragmentationMode.YES, Connections.HYBRID);
    ends.alice.initiate();
    List<TwoEnds.Packet> init = ends.takeWire();
    init.forEach(ends::arrive);
    ends.takeWire().forEach(ends::arrive);
    List<TwoEnds.Packet> fragments = ends.takeWire();
    assertEquals(3, fragments.size());
    fragments.forEach(ends::arrive);
    int answered = ends.takeWire().size();
    assertEquals(3, answered);
    ends.arrive(fragments.get(1));
    ends.arrive(fragments.get(2));
    assertEquals(0, ends.takeWire().size());
    ends.arrive(fragments.get(0));
    assertEquals(3, ends.takeWire().size());
  }

  @Test
  void anUnansweredMessageIsCutIntoSmallerFragmentsUnderNewIvs() {
    TwoEnds ends = ends(1500, FragmentationMode.YES, Connections.HYBRID);
    // The path loses datagrams above 600 octets without a word.
    ends.loses = packet -> packet.octets().size() + 28 > 600;
    ends.alice.initiate();
    ends.pass(Duration.ofSeconds(60));
    HandshakeTest.assertTunnel(ends);
    assertTrue(ends.alice.sentMessages().contains("IKE_INTERMEDIATE request 1 in 3 again"));
    assertNoIvTwice(ends.alice);
    assertNoIvTwice(ends.bob);
  }

  /** Different octets under the same keys and IV would be the end of AES-GCM. */
  private static void assertNoIvTwice(TwoEnds.Host host) {
    Set<Octets> messages = new HashSet<>();
    Set<String> ivs = new HashSet<>();
    for (Output output : host.outputs) {
      if (output instanceof Output.Transmit(var path, Octets message, var content)
          && message.u8(18) != 34
          && messages.add(message)) {
        boolean fragment = message.u8(16) == 53;
        Octets iv = message.slice(fragment ? 36 : 32, 8);
        // The generation of keys changes with IKE_INTERMEDIATE: what follows it is under the next.
        assertTrue(ivs.add((message.u8(18) == 43 ? "0 " : "1 ") + iv.hex()), message::hex);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {800, 1200})
  void aKnownPathMtuHoldsAtOnceForTheNextRetransmission(int mtu) {
    TwoEnds ends = ends(1500, FragmentationMode.YES, Connections.HYBRID);
    ends.loses = packet -> packet.octets().size() + 28 > mtu;
    ends.alice.initiate();
    ends.deliver();
    ends.alice.handle(new Input.PathEvent.PathMtu(new TransportAddress(ends.bob.ip, 500), mtu));
    ends.bob.handle(new Input.PathEvent.PathMtu(new TransportAddress(ends.alice.ip, 500), mtu));
    ends.pass(Duration.ofSeconds(5));
    HandshakeTest.assertTunnel(ends);
    assertTrue(ends.alice.sentMessages().contains("IKE_INTERMEDIATE request 1 in 2 again"));
  }

  @Test
  @Tag("rfc7383:2.6/5")
  @Tag("negative")
  void anIncompleteSetIsForgottenAfterItsTime() {
    Limits limits = new Limits(1000, 100, Duration.ofSeconds(30), Duration.ofSeconds(10), 16, 5);
    EndpointConfig config =
        EndpointConfig.DEFAULT
            .withFragmentation(FragmentationConfig.DEFAULT.withDatagram(576))
            .withLimits(limits);
    TwoEnds ends = new TwoEnds(config, config, OutgoingSeam.NONE, OutgoingSeam.NONE);
    ends.alice.load(Connections.alice().build());
    ends.bob.load(Connections.bob().build());
    // The middle fragment is lost, and so is every retransmission.
    ends.loses =
        packet -> packet.exchange() == 43 && (packet.octets().u16(32) == 2 || packet.number() > 3);
    ends.alice.initiate();
    ends.pass(Duration.ofSeconds(9));
    assertEquals(null, ends.bob.status().counters().get("reassemblies-abandoned"));
    ends.pass(Duration.ofSeconds(2));
    assertEquals(1L, ends.bob.status().counters().get("reassemblies-abandoned"));
    ends.loses = packet -> false;
    ends.pass(Duration.ofSeconds(15));
    HandshakeTest.assertTunnel(ends);
  }

  @Test
  @Tag("rfc7383:2.4/1")
  @Tag("negative")
  void fragmentsWithoutAgreementAreAnOffence() {
    TwoEnds ends = ends(576, FragmentationMode.YES, Connections.HYBRID);
    ends.bob.load(Connections.bob().fragmenting(FragmentationMode.NO).build());
    ends.alice.initiate();
    ends.deliver();
    HandshakeTest.assertTunnel(ends);
    TwoEnds forced = ends(576, FragmentationMode.YES, Connections.HYBRID);
    forced.alice.initiate();
    forced.takeWire().forEach(forced::arrive);
    forced.takeWire().forEach(forced::arrive);
    TwoEnds.Packet fragment = forced.takeWire().getFirst();
    Octets octets = fragment.octets();
    // The same fragment, for an IKE SA that has not agreed to any.
    byte[] moved = octets.toArray();
    ends.bob.only().initiatorSpi().octets().copyTo(moved, 0);
    ends.bob.only().responderSpi().octets().copyTo(moved, 8);
    moved[23] = 3;
    ends.arrive(new TwoEnds.Packet(ends.alice, ends.bob, fragment.path(), Octets.wrap(moved), 0));
    assertEquals(1L, ends.bob.status().offences().get(Offence.FRAGMENT_NOT_NEGOTIATED));
    assertTrue(ends.bob.established());
  }

  private static TwoEnds ends(FragmentationConfig fragmentation, int pathMtu) {
    EndpointConfig config = EndpointConfig.DEFAULT.withFragmentation(fragmentation);
    TwoEnds ends = new TwoEnds(config, config, OutgoingSeam.NONE, OutgoingSeam.NONE);
    ends.alice.load(Connections.alice().build());
    ends.bob.load(Connections.bob().build());
    ends.loses = packet -> packet.octets().size() + 28 > pathMtu;
    return ends;
  }

  @Test
  void aMessageALittleAboveTheFallbackIsCut() {
    // The request has 1249 octets, a little more than a fragment of 1100 holds.
    TwoEnds ends = ends(new FragmentationConfig(1400, 1280, 1100, 1280, 256, 65_535), 1150);
    ends.alice.initiate();
    ends.pass(Duration.ofSeconds(30));
    HandshakeTest.assertTunnel(ends);
    assertTrue(ends.alice.sentMessages().contains("IKE_INTERMEDIATE request 1 in 2 again"));
  }

  @Test
  @Tag("rfc7383:2.5.2/3")
  void fromJumboFramesSizesGoDownStepByStep() {
    TwoEnds ends = ends(FragmentationConfig.DEFAULT.withDatagram(9000), 600);
    ends.bob.load(Connections.bob().proposing(Connections.HYBRID).build());
    ends.alice.initiate();
    ends.pass(Duration.ofSeconds(30));
    HandshakeTest.assertTunnel(ends);
    assertEquals(List.of(9000, 1400, 576), ladder(9000));
    assertEquals(List.of(1400, 576), ladder(1400));
    assertEquals(List.of(576), ladder(576));
    assertEquals(
        List.of(9000, 1400, 1280), FragmentationConfig.DEFAULT.withDatagram(9000).ladder(true));
    assertNoIvTwice(ends.alice);
  }

  private static List<Integer> ladder(int datagram) {
    return FragmentationConfig.DEFAULT.withDatagram(datagram).ladder(false);
  }

  @Test
  @Tag("rfc7383:2.5.2/6")
  void aMessageThatIsTooLongForAPathGoesOutAgainAtOnceWhenThatIsKnown() {
    TwoEnds ends = ends(FragmentationConfig.DEFAULT, 800);
    ends.alice.initiate();
    ends.deliver();
    ends.bob.handle(new Input.PathEvent.PathMtu(new TransportAddress(ends.alice.ip, 500), 800));
    ends.alice.handle(new Input.PathEvent.PathMtu(new TransportAddress(ends.bob.ip, 500), 800));
    ends.deliver();
    HandshakeTest.assertTunnel(ends);
    assertTrue(ends.alice.sentMessages().contains("IKE_INTERMEDIATE request 1 in 2 again"));
  }

  @Test
  void mlKem768GoesWholeOverIpv4ByDefault() {
    for (String proposals : List.of(Connections.HYBRID, "aes256-sha512-x25519-ke1_mlkem768")) {
      TwoEnds ends = ends(FragmentationConfig.DEFAULT, 1500);
      ends.alice.load(Connections.alice().proposing(proposals).forcingEncapsulation().build());
      ends.bob.load(Connections.bob().proposing(proposals).build());
      ends.alice.initiate();
      ends.deliver();
      HandshakeTest.assertTunnel(ends);
      assertTrue(ends.alice.sentMessages().contains("IKE_INTERMEDIATE request 1"));
      assertTrue(ends.bob.sentMessages().contains("IKE_INTERMEDIATE response 1"));
    }
  }

  @Test
  void livenessThatNobodyAnswersMakesNoFragmentsSmaller() {
    TwoEnds ends = ends(FragmentationConfig.DEFAULT, 1500);
    ends.alice.load(Connections.alice().dpd(Duration.ofSeconds(10)).build());
    ends.alice.initiate();
    ends.deliver();
    ends.loses = packet -> true;
    ends.pass(Duration.ofSeconds(40));
    assertTrue(ends.alice.sentMessages().contains("INFORMATIONAL request 3 again"));
    assertTrue(ends.alice.sentMessages().stream().noneMatch(m -> m.contains(" in ")));
  }
}
