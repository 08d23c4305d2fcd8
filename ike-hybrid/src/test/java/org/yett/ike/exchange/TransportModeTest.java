package org.yett.ike.exchange;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.yett.ike.exchange.Setups.alice;
import static org.yett.ike.exchange.Setups.bob;
import static org.yett.ike.exchange.Setups.child;
import static org.yett.ike.exchange.Setups.traffic;

import java.net.InetAddress;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.yett.ike.config.ChildConfig;
import org.yett.ike.config.ChildMode;
import org.yett.ike.path.Path;
import org.yett.ike.path.TransportAddress;
import org.yett.ike.sim.Tampering;
import org.yett.ike.wire.NotifyPayload;
import org.yett.ike.wire.Offence;
import org.yett.ike.wire.SaPayload;
import org.yett.spec.iana.ExchangeType;
import org.yett.spec.iana.NotifyType;

/** Transport mode between two ends (RFC 7296 1.3.1, 2.23.1). */
class TransportModeTest {

  private static final ExchangeType AUTH = ExchangeType.IKE_AUTH;

  private static ChildConfig hosts(ChildMode mode) {
    return child("net", "aes256gcm16", "dynamic", "dynamic", mode);
  }

  private static ChildMode mode(TwoEnds.Host host) {
    return host.inbound.values().iterator().next().mode();
  }

  private static Setups setups(ChildMode ofAlice, ChildMode ofBob) {
    return new Setups(alice(hosts(ofAlice)), bob(hosts(ofBob)));
  }

  /** Alice is seen at 203.0.113.9. */
  private static void behindNat(TwoEnds ends) {
    InetAddress outside = TwoEnds.address("203.0.113.9");
    ends.nat =
        path -> {
          if (path.local().ip().equals(ends.alice.ip)) {
            return new Path(
                new TransportAddress(outside, path.local().port()),
                path.remote(),
                path.encapsulation());
          } else if (path.remote().ip().equals(outside)) {
            return path.withRemote(new TransportAddress(ends.alice.ip, path.remote().port()));
          }
          return path;
        };
  }

  @Test
  @Tag("rfc7296:1.3.1/1")
  @Tag("rfc7296:1.3.1/2")
  void transportModeIsAgreedByUseTransportModeInBothMessages() {
    Setups setups = setups(ChildMode.TRANSPORT, ChildMode.TRANSPORT).initiated();
    HandshakeTest.assertTunnel(setups.ends);
    assertTrue(setups.ofAlice.lastHas(AUTH, NotifyType.USE_TRANSPORT_MODE));
    assertTrue(setups.ofBob.lastHas(AUTH, NotifyType.USE_TRANSPORT_MODE));
    assertEquals(ChildMode.TRANSPORT, mode(setups.ends.alice));
    assertEquals(ChildMode.TRANSPORT, mode(setups.ends.bob));
    assertEquals("[192.0.2.1/32] === [192.0.2.2/32]", traffic(setups.ends.alice));
  }

  @Test
  void aResponderThatDeclinesTransportModeSetsUpATunnel() {
    Setups setups = setups(ChildMode.TRANSPORT, ChildMode.TUNNEL).initiated();
    HandshakeTest.assertTunnel(setups.ends);
    assertFalse(setups.ofBob.lastHas(AUTH, NotifyType.USE_TRANSPORT_MODE));
    assertEquals(ChildMode.TUNNEL, mode(setups.ends.alice));
    assertEquals(ChildMode.TUNNEL, mode(setups.ends.bob));
  }

  @Test
  void aResponderDoesNotChooseTransportModeByItself() {
    Setups setups = setups(ChildMode.TUNNEL, ChildMode.TRANSPORT).initiated();
    HandshakeTest.assertTunnel(setups.ends);
    assertFalse(setups.ofAlice.lastHas(AUTH, NotifyType.USE_TRANSPORT_MODE));
    assertFalse(setups.ofBob.lastHas(AUTH, NotifyType.USE_TRANSPORT_MODE));
    assertEquals(ChildMode.TUNNEL, mode(setups.ends.bob));
  }

  @Test
  @Tag("rfc7296:2.23.1/1")
  @Tag("rfc7296:2.23.1/4")
  @Tag("rfc7296:2.23.1/5")
  void transportModeIsNotAskedForWhereNetworksLieBehindUs() {
    ChildConfig networks =
        child("net", "aes256gcm16", "10.1.0.0/16", "10.2.0.0/16", ChildMode.TRANSPORT);
    ChildConfig counterpart =
        child("net", "aes256gcm16", "10.2.0.0/16", "10.1.0.0/16", ChildMode.TRANSPORT);
    Setups setups = new Setups(alice(networks), bob(counterpart)).initiated();
    HandshakeTest.assertTunnel(setups.ends);
    assertFalse(setups.ofAlice.lastHas(AUTH, NotifyType.USE_TRANSPORT_MODE));
    assertEquals(ChildMode.TUNNEL, mode(setups.ends.alice));
  }

  @Test
  void aResponderGrantsNoTransportModeForNetworks() {
    ChildConfig networks =
        child("net", "aes256gcm16", "10.1.0.0/16", "10.2.0.0/16", ChildMode.TUNNEL);
    ChildConfig counterpart =
        child("net", "aes256gcm16", "10.2.0.0/16", "10.1.0.0/16", ChildMode.TRANSPORT);
    Setups setups = new Setups(alice(networks), bob(counterpart));
    setups.ofAlice.edit =
        draft ->
            draft.header().exchangeType().equals(AUTH)
                ? Tampering.adding(NotifyPayload.of(NotifyType.USE_TRANSPORT_MODE)).apply(draft)
                : draft;
    setups.initiated();
    assertFalse(setups.ofBob.lastHas(AUTH, NotifyType.USE_TRANSPORT_MODE));
    assertEquals(ChildMode.TUNNEL, mode(setups.ends.bob));
  }

  @Test
  void anAnswerInTransportModeThatNobodyAskedForEndsInADelete() {
    Setups setups = setups(ChildMode.TUNNEL, ChildMode.TUNNEL);
    setups.ofBob.edit =
        Tampering.replacing(
            SaPayload.class,
            sa ->
                sa.proposals().getFirst().spi().size() == 4
                    ? List.of(NotifyPayload.of(NotifyType.USE_TRANSPORT_MODE), sa)
                    : List.of(sa));
    setups.initiated();
    assertEquals(1L, setups.ends.alice.status().offences().get(Offence.TRANSPORT_MODE_NOT_OFFERED));
    assertEquals(List.of(), setups.ends.alice.status().ikeSas());
    assertTrue(setups.ends.bob.inbound.isEmpty());
  }

  @Test
  @Tag("rfc7296:2.23.1/1")
  @Tag("rfc7296:2.23.1/4")
  @Tag("rfc7296:2.23.1/5")
  @Tag("rfc7296:2.23/14")
  void behindANatEachEndUsesTheAddressesThatItSees() {
    Setups setups = setups(ChildMode.TRANSPORT, ChildMode.TRANSPORT);
    behindNat(setups.ends);
    setups.initiated();
    assertTrue(setups.ends.alice.established() && setups.ends.bob.established());
    assertEquals(ChildMode.TRANSPORT, mode(setups.ends.alice));
    assertEquals(ChildMode.TRANSPORT, mode(setups.ends.bob));
    assertEquals("[192.0.2.1/32] === [192.0.2.2/32]", traffic(setups.ends.alice));
    assertEquals("[192.0.2.2/32] === [203.0.113.9/32]", traffic(setups.ends.bob));
  }

  @Test
  @Tag("rfc7296:2.23.1/3")
  void behindANatAResponderThatDeclinesLooksAtTheSelectorsAsTheyCame() {
    ChildConfig ofBob = child("net", "192.0.2.2/32", "192.0.2.1/32");
    Setups setups = new Setups(alice(hosts(ChildMode.TRANSPORT)), bob(ofBob));
    behindNat(setups.ends);
    setups.initiated();
    assertEquals(ChildMode.TUNNEL, mode(setups.ends.bob));
    assertEquals("[192.0.2.2/32] === [192.0.2.1/32]", traffic(setups.ends.bob));
    HandshakeTest.assertTunnel(setups.ends);
  }

  @Test
  @Tag("rfc7296:3.10.1/3")
  void whatAPeerSaysOfPaddingFragmentsAndCertificatesChangesNothingHere() {
    Setups setups = setups(ChildMode.TUNNEL, ChildMode.TUNNEL);
    for (Setups.Seam seam : List.of(setups.ofAlice, setups.ofBob)) {
      seam.edit =
          draft ->
              draft.header().exchangeType().equals(AUTH)
                  ? Tampering.adding(NotifyPayload.of(NotifyType.ESP_TFC_PADDING_NOT_SUPPORTED))
                      .andThen(
                          Tampering.adding(NotifyPayload.of(NotifyType.NON_FIRST_FRAGMENTS_ALSO)))
                      .andThen(
                          Tampering.adding(NotifyPayload.of(NotifyType.HTTP_CERT_LOOKUP_SUPPORTED)))
                      .apply(draft)
                  : draft;
    }
    setups.initiated();
    HandshakeTest.assertTunnel(setups.ends);
  }
}
