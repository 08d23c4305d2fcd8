package org.yett.ike.exchange;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.yett.ike.exchange.AuthEnds.refusal;

import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.yett.ike.config.AuthConfig;
import org.yett.ike.config.IdentityMatch;
import org.yett.ike.config.LocalAuth;
import org.yett.ike.config.PpkConfig;
import org.yett.ike.config.PpkConfig.PpkId;
import org.yett.ike.config.RemoteAuth;
import org.yett.ike.crypto.KeyKind;
import org.yett.ike.event.Event;
import org.yett.ike.exchange.SignatureAuthTest.Recorder;
import org.yett.ike.wire.AuthPayload;
import org.yett.ike.wire.NotifyPayload;
import org.yett.ike.wire.Offence;
import org.yett.spec.iana.NotifyType;

/** Post-quantum preshared keys in IKE_AUTH (RFC 8784). */
class PpkInAuthTest {

  private static final PpkId ID = PpkId.fixed(new byte[] {'k', '1'});

  private static AuthConfig ppk(boolean required) {
    return AuthConfig.DEFAULT.withPpk(new PpkConfig(List.of(ID), required, true, false, true));
  }

  private final Recorder recorder = new Recorder();
  private final AuthEnds setUp = new AuthEnds(recorder.ends());

  private void give(TwoEnds.Host host, String key) {
    host.ppks.put(HexFormat.of().formatHex(ID.octets()), key);
  }

  private long sent(NotifyType type) {
    return recorder.payloads(NotifyPayload.class).stream()
        .filter(n -> n.notifyType().equals(type))
        .count();
  }

  @Test
  @Tag("rfc8784:3/1")
  @Tag("rfc8784:3/3")
  @Tag("rfc8784:3/4")
  @Tag("rfc8784:3/9")
  void aPpkThatBothHaveIsUsedThoughItIsOptional() {
    give(setUp.ends.alice, "p");
    give(setUp.ends.bob, "p");
    TwoEnds ends = setUp.alicePsk().bobPsk().auth(ppk(false), ppk(false)).establish();
    assertTrue(AuthEnds.posture(ends.alice).posture().ppk());
    assertTrue(AuthEnds.posture(ends.bob).posture().ppk());
    assertEquals(2, sent(NotifyType.USE_PPK));
    assertEquals(2, sent(NotifyType.PPK_IDENTITY));
    assertEquals(1, sent(NotifyType.NO_PPK_AUTH));
  }

  @Test
  @Tag("rfc8784:3/4")
  void aMandatoryPpkGoesWithoutTheOtherProof() {
    give(setUp.ends.alice, "p");
    give(setUp.ends.bob, "p");
    setUp.alicePsk().bobPsk().auth(ppk(true), ppk(true)).establish();
    assertEquals(0, sent(NotifyType.NO_PPK_AUTH));
  }

  @Test
  @Tag("rfc8784:3/5")
  @Tag("rfc8784:3/8")
  @Tag("rfc8784:3/10")
  void anUnknownOptionalPpkIsDoneWithout() {
    give(setUp.ends.alice, "p");
    setUp.aliceSigns(KeyKind.ED25519).bobSigns(KeyKind.ED25519);
    TwoEnds ends = setUp.auth(ppk(false), ppk(false)).establish();
    assertFalse(AuthEnds.posture(ends.alice).posture().ppk());
    assertFalse(AuthEnds.posture(ends.bob).posture().ppk());
    assertEquals(1, sent(NotifyType.PPK_IDENTITY));
    assertEquals(1, sent(NotifyType.NO_PPK_AUTH));
    // Both proofs of the initiator are by the same method.
    AuthPayload auth = recorder.payloads(AuthPayload.class).getFirst();
    NotifyPayload without =
        recorder.payloads(NotifyPayload.class).stream()
            .filter(n -> n.notifyType().equals(NotifyType.NO_PPK_AUTH))
            .findFirst()
            .orElseThrow();
    assertEquals(auth.data().slice(0, 8), without.data().slice(0, 8));
    assertFalse(auth.data().equals(without.data()));
  }

  @Test
  @Tag("rfc8784:3/7")
  @Tag("negative")
  void anUnknownMandatoryPpkIsRefused() {
    give(setUp.ends.alice, "p");
    setUp.alicePsk().bobPsk().auth(ppk(false), ppk(true));
    TwoEnds ends = setUp.run();
    assertFalse(ends.bob.established());
    assertEquals(1L, ends.bob.status().offences().get(Offence.WRONG_PPK));
    assertEquals(Optional.of("the PPK that the peer names is unknown"), refusal(ends.bob));
  }

  @Test
  @Tag("rfc8784:3/10")
  @Tag("rfc8784:3/6")
  @Tag("negative")
  void anInitiatorThatInsistsGetsNoIkeSaWithoutThePpk() {
    Recorder dropping = new Recorder(NotifyType.PPK_IDENTITY, NotifyType.NO_PPK_AUTH);
    AuthEnds ends = new AuthEnds(dropping.ends());
    give(ends.ends.alice, "p");
    give(ends.ends.bob, "p");
    ends.alicePsk().bobPsk().auth(ppk(true), ppk(true));
    assertFalse(ends.run().bob.established());
    assertEquals(
        Optional.of("the peer names no PPK, though both ends have announced it"),
        refusal(ends.ends.bob));
  }

  @Test
  @Tag("rfc8784:3/2")
  @Tag("negative")
  void aMandatoryPpkAndAPeerThatKnowsNoneGiveUp() {
    give(setUp.ends.alice, "p");
    setUp.alicePsk().bobPsk().auth(ppk(true), AuthConfig.DEFAULT);
    TwoEnds ends = setUp.run();
    assertFalse(ends.alice.established());
    assertEquals(
        Optional.of("the peer does not use a PPK, which is required"),
        ends.alice.events(Event.CommandFinished.class).getFirst().failure());
  }

  private AuthEnds anonymous() {
    setUp.aliceLocal.add(new LocalAuth.Null(AuthEnds.id("alice")));
    setUp.bobRemote.add(new RemoteAuth.Null(new IdentityMatch.Any()));
    setUp.bobLocal.add(new LocalAuth.Null(AuthEnds.id("bob")));
    setUp.aliceRemote.add(new RemoteAuth.Null(new IdentityMatch.Any()));
    return setUp.auth(ppk(false), ppk(false));
  }

  @Test
  @Tag("rfc8784:5.2.3/2")
  void endsThatAuthenticateByNothingElseTakeThePpkForMandatory() {
    give(setUp.ends.alice, "p");
    give(setUp.ends.bob, "p");
    assertTrue(AuthEnds.posture(anonymous().establish().bob).posture().ppk());
    assertEquals(0, sent(NotifyType.NO_PPK_AUTH));
  }

  @Test
  @Tag("rfc8784:5.2.3/2")
  @Tag("negative")
  void withoutTheSamePpkThereIsNothingBetweenThem() {
    give(setUp.ends.alice, "p");
    assertFalse(anonymous().run().bob.established());
    assertEquals(Optional.of("the PPK that the peer names is unknown"), refusal(setUp.ends.bob));
  }

  @Test
  @Tag("negative")
  void aPpkOfAnotherValueProvesNothing() {
    give(setUp.ends.alice, "p");
    give(setUp.ends.bob, "q");
    setUp.alicePsk().bobPsk().auth(ppk(false), ppk(false));
    TwoEnds ends = setUp.run();
    assertFalse(ends.bob.established());
    assertEquals(1L, ends.bob.status().offences().get(Offence.WRONG_AUTH_DATA));
  }
}
