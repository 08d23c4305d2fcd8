package org.yett.ike.sim;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.yett.ike.sim.PairAssert.establish;
import static org.yett.ike.sim.PairAssert.failure;

import java.net.InetAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.yett.ike.config.MobilityConfig;
import org.yett.ike.wire.NotifyPayload;
import org.yett.ike.wire.Octets;
import org.yett.spec.iana.ExchangeType;
import org.yett.spec.iana.NotifyType;

/** What stands in the notifications of MOBIKE, and what is made of it (RFC 4555 3, 4). */
class MobikeNotificationsTest {

  private static final String HOME = "192.0.2.1";
  private static final String AWAY = "192.0.2.77";
  private static final String FURTHER = "192.0.2.78";

  private static Pair.Builder mobile() {
    return Pair.builder(1).both(c -> c.mobility(MobilityConfig.DEFAULT));
  }

  private static List<ObservedMessage> with(Pair pair, NotifyType type) {
    return pair.simulation().messages().stream()
        .filter(m -> !m.message().notifications(type).isEmpty())
        .toList();
  }

  private static List<Octets> data(Pair pair, NotifyType type, boolean response) {
    return with(pair, type).stream()
        .filter(m -> m.message().header().isResponse() == response)
        .flatMap(m -> m.message().notifications(type).stream())
        .map(NotifyPayload::data)
        .toList();
  }

  private static void moves(Pair pair, String from, String to) {
    pair.initiator().changeAddress(from, to);
    pair.simulation().runFor(Duration.ofSeconds(30));
    assertEquals(
        to,
        pair.responder().childSas().outbound().getLast().path().remote().ip().getHostAddress(),
        () -> failure(pair, "the responder has not followed"));
    PairAssert.agree(pair);
  }

  @Test
  @Tag("rfc4555:4.2.1/1")
  void mobikeSupportedHasNoDataAndThoseOfAPeerAreDisregarded() {
    Pair plain = establish(mobile());
    List<Octets> sent = data(plain, NotifyType.MOBIKE_SUPPORTED, false);
    assertEquals(List.of(Octets.EMPTY), sent);
    assertEquals(List.of(Octets.EMPTY), data(plain, NotifyType.MOBIKE_SUPPORTED, true));
    for (boolean response : new boolean[] {false, true}) {
      Tampering more =
          new Tampering()
              .on(
                  ExchangeType.IKE_AUTH,
                  response,
                  1,
                  Tampering.replacing(
                      NotifyPayload.class,
                      n ->
                          List.of(
                              n.notifyType().equals(NotifyType.MOBIKE_SUPPORTED)
                                  ? NotifyPayload.of(n.notifyType(), Octets.ofHex("00112233"))
                                  : n)));
      Pair pair =
          establish(
              response
                  ? mobile().responder(c -> c.seam(more))
                  : mobile().initiator(c -> c.seam(more)));
      assertEquals(
          List.of(Octets.ofHex("00112233")), data(pair, NotifyType.MOBIKE_SUPPORTED, response));
      moves(pair, HOME, AWAY);
    }
  }

  @Test
  @Tag("rfc4555:3.7/4")
  @Tag("rfc4555:3.7/5")
  @Tag("rfc4555:4.2.5/2")
  @Tag("rfc4555:4.2.5/3")
  void aCookieComesBackAsItWasAndIsAnotherOneEachTime() {
    Pair pair = establish(mobile());
    moves(pair, HOME, AWAY);
    moves(pair, AWAY, FURTHER);
    List<Octets> asked = data(pair, NotifyType.COOKIE2, false);
    assertTrue(asked.size() >= 2, () -> failure(pair, "no two checks"));
    assertEquals(asked, data(pair, NotifyType.COOKIE2, true));
    assertEquals(asked.size(), asked.stream().distinct().count());
    assertTrue(asked.stream().allMatch(cookie -> cookie.size() >= 8 && cookie.size() <= 64));
  }

  @Test
  @Tag("rfc4555:3.6/2")
  void anUpdateThatWentOutFromSeveralAddressesIsFollowedByAnother() {
    Pair pair = establish(mobile());
    pair.simulation().onPath(d -> List.of());
    pair.initiator().changeAddress(HOME, AWAY);
    pair.simulation().runFor(Duration.ofMillis(100));
    pair.initiator().changeAddress(AWAY, FURTHER);
    pair.simulation().runFor(Duration.ofMillis(100));
    pair.simulation().onPath(OnPath.NOBODY);
    pair.simulation().runFor(Duration.ofSeconds(30));
    List<Long> ids =
        with(pair, NotifyType.UPDATE_SA_ADDRESSES).stream()
            .map(m -> m.message().header().messageId())
            .distinct()
            .toList();
    assertTrue(ids.size() >= 2, () -> failure(pair, "one update alone: " + ids));
    assertEquals(
        FURTHER,
        pair.responder().childSas().outbound().getLast().path().remote().ip().getHostAddress());
    PairAssert.agree(pair);
  }

  @Test
  @Tag("rfc4555:3.9/5")
  @Tag("rfc4555:3.9/2")
  @Tag("negative")
  void theAddressesInARefusedNoNatsAllowedAreNotUsed() {
    MobilityConfig strict = MobilityConfig.DEFAULT.withNatsProhibited(true);
    Pair pair = mobile().both(c -> c.mobility(strict)).initiator(PairConfig::behindNat).build();
    InetAddress responder = InetAddress.ofLiteral("198.51.100.2");
    List<InetAddress> destinations = new ArrayList<>();
    pair.simulation()
        .onPath(d -> {
          if (d.source().ip().equals(responder)) {
            destinations.add(d.destination().ip());
          }
          return List.of(d);
        });
    pair.initiate();
    pair.simulation().runFor(Duration.ofMinutes(2));
    assertFalse(pair.isEstablished());
    assertFalse(with(pair, NotifyType.UNEXPECTED_NAT_DETECTED).isEmpty());
    // Nothing goes to the address that the initiator has told: all goes to where it is seen.
    assertEquals(
        List.of(pair.initiator().seenAddress()), destinations.stream().distinct().toList());
    assertEquals(List.of(), pair.responder().status().ikeSas());
  }
}
