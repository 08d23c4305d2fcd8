package org.yett.ike.exchange;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.yett.ike.exchange.AuthEnds.posture;
import static org.yett.ike.exchange.AuthEnds.refusal;

import java.io.ByteArrayOutputStream;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.yett.ike.auth.PresharedKeyAuth;
import org.yett.ike.auth.SignedOctets;
import org.yett.ike.config.AuthConfig;
import org.yett.ike.config.EndpointConfig;
import org.yett.ike.config.IdentityMatch;
import org.yett.ike.config.LocalAuth;
import org.yett.ike.config.RemoteAuth;
import org.yett.ike.config.TranscriptPolicy;
import org.yett.ike.crypto.KeyKind;
import org.yett.ike.crypto.Prf;
import org.yett.ike.crypto.Secret;
import org.yett.ike.endpoint.OutgoingSeam;
import org.yett.ike.event.Event;
import org.yett.ike.keys.KeyStep;
import org.yett.ike.keys.KeyTrace;
import org.yett.ike.keys.KeyValue;
import org.yett.ike.wire.AuthPayload;
import org.yett.ike.wire.IdPayload;
import org.yett.ike.wire.MessageEncoder;
import org.yett.ike.wire.NoncePayload;
import org.yett.ike.wire.NotifyPayload;
import org.yett.ike.wire.Octets;
import org.yett.ike.wire.Offence;
import org.yett.ike.wire.Payload;
import org.yett.spec.iana.ExchangeType;
import org.yett.spec.iana.NotifyType;
import org.yett.spec.iana.PseudorandomFunction;

/** Authentication of the whole IKE_SA_INIT transcript, and the attack that it is against. */
class TranscriptAuthTest {

  private static final String PROPOSALS =
      "aes256gcm16-prfsha384-x25519-ke1_mlkem768,aes256gcm16-prfsha384-x25519";

  private static AuthConfig auth(TranscriptPolicy policy) {
    return AuthConfig.DEFAULT.withTranscript(policy);
  }

  @Test
  void itIsInForceIfBothEndsAnnounceIt() {
    for (TranscriptPolicy alice : TranscriptPolicy.values()) {
      for (TranscriptPolicy bob : TranscriptPolicy.values()) {
        boolean refused =
            (alice == TranscriptPolicy.REQUIRED && bob == TranscriptPolicy.OFF)
                || (bob == TranscriptPolicy.REQUIRED && alice == TranscriptPolicy.OFF);
        AuthEnds setUp = new AuthEnds().aliceSigns(KeyKind.ED25519).bobPsk();
        TwoEnds ends = setUp.auth(auth(alice), auth(bob)).run();
        assertEquals(!refused, ends.alice.established(), alice + " " + bob);
        assertEquals(!refused, ends.bob.established(), alice + " " + bob);
        if (!refused) {
          boolean bound = alice != TranscriptPolicy.OFF && bob != TranscriptPolicy.OFF;
          assertEquals(bound, posture(ends.alice).posture().transcriptBound());
          assertEquals(bound, posture(ends.bob).posture().transcriptBound());
        }
      }
    }
  }

  @Test
  @Tag("negative")
  void whoRequiresItSaysWhyThereIsNoIkeSa() {
    TwoEnds ends =
        new AuthEnds()
            .alicePsk()
            .bobPsk()
            .auth(auth(TranscriptPolicy.REQUIRED), auth(TranscriptPolicy.OFF))
            .run();
    assertEquals(
        Optional.of("the peer does not authenticate the whole of IKE_SA_INIT"),
        ends.alice.events(Event.CommandFinished.class).getFirst().failure());
  }

  /**
   * An attacker who has broken x25519, and so has SK_pi, between an initiator that does not
   * authenticate and a responder that signs. He takes from the request that the initiator can do
   * IKE_INTERMEDIATE, so that ML-KEM is not chosen, and forges the initiator's AUTH over what he
   * has made of the request. The responder's signature covers its own message alone: it verifies.
   */
  private static final class Attack {
    private final AuthEnds setUp;
    private boolean transcript;
    private OutgoingSeam.Draft request;
    private Octets original;
    private Octets forged;
    private Octets response;
    private Octets nr;
    private byte[] skPi;

    Attack(TranscriptPolicy alice, TranscriptPolicy bob) {
      transcript = alice != TranscriptPolicy.OFF && bob != TranscriptPolicy.OFF;
      setUp =
          new AuthEnds(
              new TwoEnds(
                  EndpointConfig.DEFAULT,
                  EndpointConfig.DEFAULT,
                  this::fromAlice,
                  this::fromBob,
                  (id, side) -> keys()));
      setUp.proposals = PROPOSALS;
      setUp.aliceLocal.add(new LocalAuth.Null(AuthEnds.id("alice")));
      setUp.bobRemote.add(new RemoteAuth.Null(new IdentityMatch.Any()));
      setUp.bobSigns(KeyKind.ECDSA_P256).auth(auth(alice), auth(bob));
    }

    private KeyTrace keys() {
      return new KeyTrace() {
        @Override
        public void step(KeyStep step) {
          step.outputs().stream()
              .filter(value -> value.name().equals("SK_pi"))
              .map(KeyValue::octets)
              .forEach(octets -> skPi = octets.clone());
        }
      };
    }

    private OutgoingSeam.Draft fromAlice(OutgoingSeam.Draft draft) {
      ExchangeType exchange = draft.header().exchangeType();
      if (exchange.equals(ExchangeType.IKE_SA_INIT)) {
        request = draft;
        return draft;
      }
      if (!exchange.equals(ExchangeType.IKE_AUTH)) {
        return draft;
      }
      // What the attacker sends in place of what he has opened with the keys that he has.
      List<Payload> inner =
          draft.inner().stream()
              .map(p -> p instanceof AuthPayload a ? forge(draft, a) : p)
              .toList();
      return new OutgoingSeam.Draft(draft.header(), draft.clear(), inner, draft.isProtected());
    }

    private AuthPayload forge(OutgoingSeam.Draft draft, AuthPayload auth) {
      Prf prf = Prf.of(PseudorandomFunction.HMAC_SHA2_384).orElseThrow();
      IdPayload id =
          draft.inner().stream()
              .filter(IdPayload.class::isInstance)
              .map(IdPayload.class::cast)
              .findFirst()
              .orElseThrow();
      ByteArrayOutputStream body = new ByteArrayOutputStream();
      body.writeBytes(new byte[] {(byte) id.idType().value(), 0, 0, 0});
      body.writeBytes(id.data().toArray());
      ByteArrayOutputStream real = new ByteArrayOutputStream();
      if (transcript) {
        real.writeBytes(new byte[8]);
        real.writeBytes(response.toArray());
      }
      real.writeBytes(forged.toArray());
      try (Secret key = Secret.copyOf(skPi)) {
        SignedOctets signed =
            SignedOctets.ofInitiator(
                prf,
                real.toByteArray(),
                nr.toArray(),
                key,
                body.toByteArray(),
                Optional.empty(),
                KeyTrace.NONE);
        return new AuthPayload(
            auth.method(), Octets.wrap(PresharedKeyAuth.compute(prf, key, signed, KeyTrace.NONE)));
      }
    }

    private OutgoingSeam.Draft fromBob(OutgoingSeam.Draft draft) {
      draft.clear().stream()
          .filter(NoncePayload.class::isInstance)
          .forEach(nonce -> nr = ((NoncePayload) nonce).data());
      return draft;
    }

    TwoEnds run() {
      TwoEnds ends = setUp.ends;
      // Whatever Alice sends at first reaches Bob as the attacker wants it.
      ends.loses =
          packet -> {
            if (packet.exchange() != ExchangeType.IKE_SA_INIT.value()) {
              return false;
            } else if (packet.response()) {
              response = packet.octets();
              return false;
            } else if (packet.octets().equals(forged)) {
              return false;
            }
            original = packet.octets();
            List<Payload> edited =
                request.clear().stream()
                    .filter(p ->
                        !(p instanceof NotifyPayload n
                            && n.notifyType().equals(NotifyType.INTERMEDIATE_EXCHANGE_SUPPORTED)))
                    .toList();
            forged = MessageEncoder.encodeClear(request.header(), edited).octets();
            ends.arrive(
                new TwoEnds.Packet(
                    packet.from(), packet.to(), packet.path(), forged, packet.number()));
            return true;
          };
      setUp.run();
      assertFalse(original.equals(forged));
      return ends;
    }
  }

  @Test
  void withoutItTheAttackerWins() {
    TwoEnds ends = new Attack(TranscriptPolicy.OFF, TranscriptPolicy.OFF).run();
    assertTrue(ends.alice.established(), () -> ends.alice.events.toString());
    assertTrue(ends.bob.established(), () -> ends.bob.events.toString());
    assertEquals("aes256gcm16-prfsha384-x25519", posture(ends.alice).suite().toString());
    assertFalse(posture(ends.alice).posture().keyExchanges().isPostQuantum());
  }

  @Test
  void withoutAnAttackerTheSameTwoAgreeOnMlKem() {
    AuthEnds plain = new AuthEnds();
    plain.proposals = PROPOSALS;
    plain.aliceLocal.add(new LocalAuth.Null(AuthEnds.id("alice")));
    plain.bobRemote.add(new RemoteAuth.Null(new IdentityMatch.Any()));
    TwoEnds ends = plain.bobSigns(KeyKind.ECDSA_P256).establish();
    assertTrue(posture(ends.alice).posture().keyExchanges().isPostQuantum());
  }

  @Test
  @Tag("negative")
  void withItTheAttackerIsCaught() {
    TwoEnds ends = new Attack(TranscriptPolicy.NEGOTIATED, TranscriptPolicy.NEGOTIATED).run();
    assertFalse(ends.alice.established());
    assertEquals(1L, ends.alice.status().offences().get(Offence.WRONG_AUTH_DATA));
    assertTrue(refusal(ends.alice).orElseThrow().contains("the signature does not verify"));
    assertTrue(ends.alice.outbound.isEmpty());
  }
}
