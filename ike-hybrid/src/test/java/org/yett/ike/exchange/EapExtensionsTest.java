package org.yett.ike.exchange;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.yett.ike.config.EapIdentity;
import org.yett.ike.config.EapIdentityPolicy;
import org.yett.ike.config.EndpointConfig;
import org.yett.ike.config.ResumptionConfig;
import org.yett.ike.endpoint.ChildSa;
import org.yett.ike.endpoint.Command;
import org.yett.ike.wire.AuthPayload;
import org.yett.ike.wire.EapPayload;
import org.yett.ike.wire.IdPayload;
import org.yett.ike.wire.NotifyPayload;
import org.yett.ike.wire.Octets;
import org.yett.ike.wire.Offence;
import org.yett.ike.wire.Payload;
import org.yett.spec.iana.EapType;
import org.yett.spec.iana.NotifyType;

/** Redirection and tickets where a client authenticates by EAP (RFC 5685 6, RFC 5723 5). */
class EapExtensionsTest {

  private static final Payload TO_CAROL =
      NotifyPayload.of(NotifyType.REDIRECT, Octets.ofHex("0104c0000203"));

  private static EapEnds ends() {
    return new EapEnds().only(EapType.MSCHAPV2).passwords("sesame", "sesame");
  }

  /** Another gateway that is Bob. */
  private static TwoEnds.Host carol(EapEnds setUp) {
    TwoEnds.Host carol = setUp.ends.add("carol", "192.0.2.3", EndpointConfig.DEFAULT);
    carol.signers = setUp.ends.bob.signers;
    carol.peerKeys = setUp.ends.bob.peerKeys;
    carol.passwords = setUp.ends.bob.passwords;
    carol.load(setUp.bob());
    return carol;
  }

  private static boolean isFirst(List<Payload> response) {
    return response.stream().anyMatch(IdPayload.class::isInstance);
  }

  private static List<Payload> redirecting(List<Payload> payloads, Predicate<Payload> without) {
    List<Payload> changed = new ArrayList<>(payloads);
    changed.removeIf(without);
    changed.add(TO_CAROL);
    return changed;
  }

  @Test
  @Tag("rfc5685:6/4")
  @Tag("rfc5685:6/6")
  @Tag("rfc5685:6/7")
  void aClientGoesElsewhereBeforeEapWhenTheGatewayHasProvedItself() {
    EapEnds setUp = ends();
    TwoEnds.Host carol = carol(setUp);
    setUp.bobEdits =
        payloads ->
            isFirst(payloads) ? redirecting(payloads, EapPayload.class::isInstance) : payloads;
    TwoEnds ends = setUp.run();
    assertTrue(carol.established(), () -> ends.alice.events.toString());
    ends.pass(Duration.ofMinutes(2));
    assertEquals(List.of(), ends.bob.status().ikeSas());
    assertEquals(1, ends.alice.status().ikeSas().size());
  }

  @Test
  @Tag("rfc5685:6/4")
  @Tag("rfc5685:6/6")
  @Tag("negative")
  void aClientDoesNotGoElsewhereWhenTheGatewayHasProvedNothing() {
    for (Predicate<Payload> without :
        List.<Predicate<Payload>>of(
            p -> p instanceof EapPayload || p instanceof AuthPayload,
            AuthPayload.class::isInstance)) {
      EapEnds setUp = ends();
      TwoEnds.Host carol = carol(setUp);
      setUp.bobEdits = payloads -> isFirst(payloads) ? redirecting(payloads, without) : payloads;
      TwoEnds ends = setUp.run();
      assertEquals(0, carol.sent);
      assertFalse(ends.alice.established());
    }
  }

  @Test
  @Tag("rfc5685:6/7")
  @Tag("rfc5685:6/8")
  @Tag("negative")
  void aRedirectAmidEapIsNotAccepted() {
    EapEnds setUp = ends();
    TwoEnds.Host carol = carol(setUp);
    setUp.bobEdits =
        payloads ->
            !isFirst(payloads) && payloads.stream().anyMatch(EapPayload.class::isInstance)
                ? redirecting(payloads, p -> false)
                : payloads;
    TwoEnds ends = setUp.establish();
    assertEquals(0, carol.sent);
    assertTrue(ends.alice.status().offences().get(Offence.REDIRECT_AMID_AUTH) > 0);
  }

  @Test
  @Tag("rfc5723:4.1/3")
  @Tag("rfc5723:4.2/1")
  @Tag("rfc5723:5/1")
  void aClientThatEapKnowsByAnotherNameThanIdiGetsNoTicket() {
    EndpointConfig resuming =
        EndpointConfig.DEFAULT.withExtensions(
            EndpointConfig.DEFAULT.extensions().withResumption(ResumptionConfig.ON));
    for (String name : List.of("alice", "carol")) {
      EapEnds setUp = new EapEnds(resuming).only(EapType.MSCHAPV2);
      setUp.aliceIs = EapIdentity.of(name);
      setUp.bobExpects = new EapIdentityPolicy.Ask();
      setUp.passwords("sesame", "sesame");
      TwoEnds ends = setUp.establish();
      EapEnds.Sent last = setUp.authsOf("bob").getLast();
      boolean same = name.equals("alice");
      assertEquals(same, last.says(NotifyType.TICKET_LT_OPAQUE));
      assertEquals(!same, last.says(NotifyType.TICKET_NACK));
      // Nor does it get one after the IKE SA has been rekeyed.
      ends.alice.command(new Command.RekeyIke(5, new Command.IkeTarget.ByConnection("net"), false));
      ends.deliver();
      assertEquals(same, ends.alice.status().counters().getOrDefault("tickets-received", 0L) > 0);
    }
  }

  @Test
  @Tag("rfc7296:2.16/4")
  void theKeyOfEapServesForNothingButAuth() {
    List<ChildSa> childSas = new ArrayList<>();
    List<AuthPayload> proofs = new ArrayList<>();
    for (String password : List.of("sesame", "another")) {
      // All that is random is the same; the password alone makes another key.
      EapEnds setUp = new EapEnds().only(EapType.MSCHAPV2).passwords(password, password);
      TwoEnds ends = setUp.establish();
      childSas.add(ends.alice.inbound.values().iterator().next());
      setUp.authsOf("alice").getLast().payloads().stream()
          .filter(AuthPayload.class::isInstance)
          .map(AuthPayload.class::cast)
          .forEach(proofs::add);
    }
    assertEquals(2, proofs.size());
    assertNotEquals(proofs.get(0), proofs.get(1));
    assertEquals(childSas.get(0).inbound().encryption(), childSas.get(1).inbound().encryption());
  }
}
