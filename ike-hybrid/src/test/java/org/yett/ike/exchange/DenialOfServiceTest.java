package org.yett.ike.exchange;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.yett.ike.config.CookieConfig;
import org.yett.ike.config.EndpointConfig;
import org.yett.ike.config.Limits;
import org.yett.ike.endpoint.Input;
import org.yett.ike.endpoint.OutgoingSeam;
import org.yett.ike.path.Encapsulation;
import org.yett.ike.path.Path;
import org.yett.ike.path.TransportAddress;
import org.yett.ike.wire.Octets;
import org.yett.ike.wire.Offence;

/** What somebody who is not authenticated can cost a responder (RFC 7296 2.6, RFC 8019). */
class DenialOfServiceTest {

  private static TwoEnds ends(EndpointConfig bob) {
    TwoEnds ends = new TwoEnds(EndpointConfig.DEFAULT, bob, OutgoingSeam.NONE, OutgoingSeam.NONE);
    ends.alice.load(Connections.alice().build());
    ends.bob.load(Connections.bob().build());
    return ends;
  }

  /** A first request of Alice's, new each time. */
  private static Octets firstRequest(TwoEnds ends) {
    ends.alice.initiate();
    return ends.takeWire().getLast().octets();
  }

  private static void arriveFrom(TwoEnds ends, String address, int port, Octets message) {
    Path path =
        new Path(
            new TransportAddress(
                address.contains(":") ? TwoEnds.address("2001:db8::2") : ends.bob.ip, 500),
            new TransportAddress(TwoEnds.address(address), port),
            Encapsulation.UDP);
    ends.bob.handle(new Input.Datagram(path, message));
  }

  private static long count(TwoEnds.Host host, String counter) {
    return host.status().counters().getOrDefault(counter, 0L);
  }

  @Test
  @Tag("rfc7296:2.6/2")
  void cookiesAreDemandedFromTheThresholdOfAnAddressOn() {
    TwoEnds ends =
        ends(
            EndpointConfig.DEFAULT.withCookies(new CookieConfig(1000, 2, Duration.ofSeconds(120))));
    for (int i = 0; i < 2; i++) {
      arriveFrom(ends, "203.0.113.1", 500, firstRequest(ends));
    }
    assertEquals(0, count(ends.bob, "cookies-demanded"));
    arriveFrom(ends, "203.0.113.1", 500, firstRequest(ends));
    assertEquals(1, count(ends.bob, "cookies-demanded"));
    // Others are served as before.
    arriveFrom(ends, "203.0.113.2", 500, firstRequest(ends));
    assertEquals(1, count(ends.bob, "cookies-demanded"));
    assertEquals(3, ends.bob.status().halfOpen());
  }

  @Test
  void anIpv6NetworkOf64BitsCountsAsOneParty() {
    TwoEnds ends =
        ends(
            EndpointConfig.DEFAULT.withCookies(new CookieConfig(1000, 2, Duration.ofSeconds(120))));
    arriveFrom(ends, "2001:db8:1:2::1", 500, firstRequest(ends));
    arriveFrom(ends, "2001:db8:1:2:ffff::9", 500, firstRequest(ends));
    assertEquals(0, count(ends.bob, "cookies-demanded"));
    arriveFrom(ends, "2001:db8:1:2:1:2:3:4", 500, firstRequest(ends));
    assertEquals(1, count(ends.bob, "cookies-demanded"));
    arriveFrom(ends, "2001:db8:1:3::1", 500, firstRequest(ends));
    assertEquals(1, count(ends.bob, "cookies-demanded"));
  }

  @Test
  @Tag("rfc8019:6/6")
  void halfOpenIkeSasOfOneNetworkAreLimited() {
    Limits limits = new Limits(1000, 2, Duration.ofSeconds(60), Duration.ofSeconds(60), 16, 5);
    TwoEnds ends =
        ends(
            EndpointConfig.DEFAULT
                .withLimits(limits)
                .withCookies(new CookieConfig(1000, 1000, Duration.ofSeconds(120))));
    for (int i = 1; i <= 5; i++) {
      arriveFrom(ends, "2001:db8:1:2::" + i, 500, firstRequest(ends));
    }
    assertEquals(2, ends.bob.status().halfOpen());
    assertEquals(3, count(ends.bob, "half-open-limit-reached"));
    // Those that do not go on are forgotten, and make room.
    ends.loses = packet -> true;
    ends.pass(Duration.ofSeconds(61));
    assertEquals(0, ends.bob.status().halfOpen());
    arriveFrom(ends, "2001:db8:1:2::9", 500, firstRequest(ends));
    assertEquals(1, ends.bob.status().halfOpen());
  }

  @Test
  @Tag("rfc7296:2.6/6")
  @Tag("rfc7296:2.6/x4")
  @Tag("negative")
  void aCookieIsForItsAddressAndForItsTime() {
    TwoEnds ends = ends(EndpointConfig.DEFAULT.withCookies(CookieConfig.ALWAYS));
    ends.alice.initiate();
    ends.arrive(ends.takeWire().getFirst());
    ends.arrive(ends.takeWire().getFirst());
    Octets withCookie = ends.takeWire().getFirst().octets();
    arriveFrom(ends, "203.0.113.1", 500, withCookie);
    assertEquals(1L, ends.bob.status().offences().get(Offence.WRONG_COOKIE));
    assertEquals(2, count(ends.bob, "cookies-demanded"));
    // The secret has been replaced twice.
    ends.loses = packet -> true;
    ends.pass(Duration.ofSeconds(241));
    arriveFrom(ends, "192.0.2.1", 500, withCookie);
    assertEquals(2L, ends.bob.status().offences().get(Offence.WRONG_COOKIE));
    assertEquals(0, ends.bob.status().halfOpen());
  }

  @Test
  @Tag("rfc7296:2.6/5")
  void aCookieOfTheSecretBeforeIsGood() {
    TwoEnds ends = ends(EndpointConfig.DEFAULT.withCookies(CookieConfig.ALWAYS));
    ends.alice.initiate();
    ends.arrive(ends.takeWire().getFirst());
    ends.arrive(ends.takeWire().getFirst());
    Octets withCookie = ends.takeWire().getFirst().octets();
    ends.loses = packet -> true;
    ends.pass(Duration.ofSeconds(119));
    // A request without cookie makes the responder use the next secret.
    ends.pass(Duration.ofSeconds(2));
    arriveFrom(ends, "203.0.113.7", 500, firstRequest(ends));
    arriveFrom(ends, "192.0.2.1", 500, withCookie);
    assertEquals(1, ends.bob.status().halfOpen());
  }

  @Test
  void aReceivedRequestGetsOneResponseAtMost() {
    TwoEnds ends = ends(EndpointConfig.DEFAULT);
    Octets request = firstRequest(ends);
    for (int i = 0; i < 5; i++) {
      arriveFrom(ends, "192.0.2.1", 500, request);
    }
    assertEquals(5, ends.takeWire().size());
    // Nothing comes by itself.
    ends.loses = packet -> packet.from() == ends.alice;
    ends.pass(Duration.ofSeconds(30));
    assertEquals(5, ends.bob.sent);
    assertEquals(1, ends.bob.status().halfOpen());
  }

  @Test
  void whatLeavesForUnprovedAddressesIsMeasured() {
    TwoEnds ends = ends(EndpointConfig.DEFAULT);
    Octets request = firstRequest(ends);
    arriveFrom(ends, "192.0.2.1", 500, request);
    int response = ends.takeWire().getFirst().octets().size();
    Map<String, Long> counters = ends.bob.status().counters();
    assertEquals((long) request.size(), counters.get("unverified-octets-received"));
    assertEquals((long) response, counters.get("unverified-octets-sent"));
    assertEquals(response * 100L / request.size(), counters.get("greatest-amplification-percent"));
    arriveFrom(ends, "192.0.2.1", 500, request);
    assertEquals(2L * response, ends.bob.status().counters().get("unverified-octets-sent"));
  }

  @Test
  void amplificationStaysSmallWhateverIsAnswered() {
    // Cookies, refusals, acceptance: no answer is longer than 1.1 times its request.
    for (EndpointConfig bob :
        List.of(EndpointConfig.DEFAULT, EndpointConfig.DEFAULT.withCookies(CookieConfig.ALWAYS))) {
      for (String proposals :
          List.of(
              Connections.HYBRID,
              "aes128gcm16-prfsha256-x25519",
              "aes256gcm16-prfsha384-ecp384-ke1_mlkem768")) {
        TwoEnds ends = ends(bob);
        ends.bob.load(Connections.bob().proposing(proposals).build());
        ends.alice.initiate();
        ends.deliver();
        long percent = ends.bob.status().counters().get("greatest-amplification-percent");
        assertTrue(percent <= 110, bob.cookies() + " " + proposals + ": " + percent + " %");
        assertTrue(percent > 0);
      }
    }
  }

  @Test
  void manySpoofedRequestsLeaveNothingBehindWhenCookiesAreDemanded() {
    TwoEnds ends = ends(EndpointConfig.DEFAULT.withCookies(CookieConfig.ALWAYS));
    for (int i = 0; i < 50; i++) {
      arriveFrom(ends, "203.0.113." + i, 500, firstRequest(ends));
    }
    assertEquals(0, ends.bob.status().halfOpen());
    assertEquals(List.of(), ends.bob.status().ikeSas());
    assertEquals(50, count(ends.bob, "cookies-demanded"));
  }

  @Test
  @Tag("rfc8019:4.1/1")
  void aHalfOpenIkeSaOutlivesSeveralLostMessages() {
    TwoEnds ends = ends(EndpointConfig.DEFAULT);
    int[] auths = {0};
    ends.loses = packet -> packet.exchange() == 35 && auths[0]++ < 3;
    ends.alice.initiate();
    ends.pass(Duration.ofSeconds(60));
    HandshakeTest.assertTunnel(ends);
  }

  @Test
  @Tag("rfc8019:4.6/1")
  @Tag("rfc8019:7.2.4/5")
  @Tag("negative")
  void garbageInPlaceOfAuthLeavesTheKeysAsTheyAre() {
    TwoEnds ends = ends(EndpointConfig.DEFAULT);
    ends.bob.load(Connections.bob().build());
    boolean[] garbled = {false};
    ends.loses =
        packet -> {
          if (packet.from() == ends.alice && packet.exchange() == 35 && !garbled[0]) {
            garbled[0] = true;
            byte[] garbage = packet.octets().toArray();
            garbage[garbage.length - 1] ^= 1;
            for (int i = 0; i < 3; i++) {
              arriveFrom(ends, "192.0.2.1", 500, Octets.wrap(garbage));
            }
          }
          return false;
        };
    ends.alice.initiate();
    ends.deliver();
    HandshakeTest.assertTunnel(ends);
    assertEquals(3L, ends.bob.status().offences().get(Offence.WRONG_ICV));
  }

  @Test
  @Tag("rfc8019:7.1.1.3/1")
  @Tag("rfc8019:7.1.1.3/2")
  @Tag("negative")
  void noOctetOfACookieCanBeChanged() {
    TwoEnds ends = ends(EndpointConfig.DEFAULT.withCookies(CookieConfig.ALWAYS));
    ends.alice.initiate();
    ends.arrive(ends.takeWire().getFirst());
    ends.arrive(ends.takeWire().getFirst());
    Octets withCookie = ends.takeWire().getFirst().octets();
    // The header has 28 octets, that of the notification 8; the cookie follows.
    int length = withCookie.u16(30) - 8;
    assertTrue(length >= 1 && length <= 64);
    for (int i = 0; i < length; i++) {
      byte[] changed = withCookie.toArray();
      changed[36 + i] ^= 1;
      arriveFrom(ends, "192.0.2.1", 500, Octets.wrap(changed));
    }
    assertEquals((long) length, ends.bob.status().offences().get(Offence.WRONG_COOKIE));
    assertEquals(0, ends.bob.status().halfOpen());
    arriveFrom(ends, "192.0.2.1", 500, withCookie);
    assertEquals(1, ends.bob.status().halfOpen());
  }
}
