package org.yett.features.steps;

import io.cucumber.java.en.Then;
import java.util.ArrayList;
import java.util.List;
import org.yett.features.capture.CapturedHandshake;
import org.yett.features.capture.CapturedMessage;
import org.yett.features.reference.ReferenceKeys;
import org.yett.features.subject.HeardDraws;
import org.yett.features.subject.HeardKeys;
import org.yett.ike.crypto.Purpose;
import org.yett.ike.wire.KePayload;
import org.yett.ike.wire.Octets;
import org.yett.ike.wire.Side;
import org.yett.spec.iana.ExchangeType;

/** The key schedule, computed anew from shared secrets, nonces and SPIs. */
public final class KeySteps {

  private static final int PART = 32;

  private final World world;

  KeySteps(World world) {
    this.world = world;
  }

  /** SKEYSEED of both ends, of IKE_SA_INIT and of each additional key exchange. */
  @Then("both ends compute SKEYSEED\\(n) = prf\\(SK_d\\(n-1), SK\\(n) | Ni | Nr) for n up to {int}")
  public void skeyseeds(int last) {
    CapturedHandshake handshake = world.handshake();
    Octets ni = handshake.nonce(Side.INITIATOR);
    Octets nr = handshake.nonce(Side.RESPONDER);
    List<Octets> secrets = world.testbed().keysOf(Side.INITIATOR).sharedSecrets(ni, nr);
    Expect.equal(last + 1, secrets.size(), "shared secrets of the initiator");
    for (Side side : Side.values()) {
      HeardKeys heard = world.testbed().keysOf(side);
      Expect.that(
          heard.sharedSecrets(ni, nr).equals(secrets), () -> "the shared secrets of both differ");
      List<Octets> reference =
          handshake.generations(heard).stream().map(ReferenceKeys::skeyseed).toList();
      Expect.that(
          heard.skeyseeds(ni, nr).equals(reference),
          () -> "SKEYSEED of the " + side + " is another than the formula gives");
    }
  }

  /** The shared secret of an additional key exchange is as long as its method says. */
  @Then("the shared secret SK\\({int}) has {int} octets")
  public void secretLength(int n, int octets) {
    for (Side side : Side.values()) {
      Expect.equal(octets, secrets(side).get(n).size(), "octets of SK(" + n + ") at the " + side);
    }
  }

  /** The first key exchange. */
  @Then("the shared secret of IKE_SA_INIT has {int} octets")
  public void firstSecretLength(int octets) {
    secretLength(0, octets);
  }

  /** So that nothing that follows can be understood. */
  @Then("the shared secrets SK\\({int}) of the two ends differ")
  public void secretsDiffer(int n) {
    Expect.that(
        !secrets(Side.INITIATOR).get(n).equals(secrets(Side.RESPONDER).get(n)),
        () -> "SK(" + n + ") is the same at both ends");
  }

  private List<Octets> secrets(Side side) {
    CapturedHandshake handshake = world.handshake();
    return world
        .testbed()
        .keysOf(side)
        .sharedSecrets(handshake.nonce(Side.INITIATOR), handshake.nonce(Side.RESPONDER));
  }

  /** In KE payloads of IKE_SA_INIT and IKE_INTERMEDIATE. */
  @Then("{int} handshakes have taken place, and no Key Exchange Data in them comes twice")
  public void fresh(int handshakes) {
    Expect.equal(handshakes, world.capture().handshakes().size(), "handshakes");
    List<Octets> data =
        world.capture().messages().stream()
            .flatMap(message -> message.opened().all(KePayload.class).stream())
            .map(KePayload::data)
            .toList();
    Expect.equal(4 * handshakes, data.size(), "KE payloads");
    Expect.equal(data.size(), (int) data.stream().distinct().count(), "different ones of them");
  }

  /** As the initiator makes its halves. */
  @Then(
      "the initiator has drawn {int} seeds of ML-KEM key pairs and {int} other private values, all of them different")
  public void initiatorDraws(int seeds, int others) {
    differentDraws(Side.INITIATOR, Purpose.KEM_SEED, seeds, others);
  }

  /** As the responder makes its halves. */
  @Then(
      "the responder has drawn {int} random messages of ML-KEM encapsulations and {int} other private values, all of them different")
  public void responderDraws(int messages, int others) {
    differentDraws(Side.RESPONDER, Purpose.KEM_ENCAPSULATION, messages, others);
  }

  /** Whatever was drawn, for whatever purpose: no 32 octets of it come twice. */
  private void differentDraws(Side side, Purpose kem, int kems, int others) {
    HeardDraws draws = world.testbed().drawsOf(side);
    Expect.equal(kems, draws.draws(kem).size(), "draws for " + kem);
    Expect.equal(others, draws.draws(Purpose.KE_PRIVATE).size(), "draws of private values");
    List<Octets> parts = new ArrayList<>();
    for (Purpose purpose : Purpose.values()) {
      for (Octets drawn : draws.draws(purpose)) {
        for (int at = 0; at + PART <= drawn.size(); at += PART) {
          parts.add(drawn.slice(at, PART));
        }
      }
    }
    Expect.equal(
        parts.size(), (int) parts.stream().distinct().count(), "different parts of all draws");
  }

  /** Each message opens under the keys of one generation alone: which, is seen by trying. */
  @Then("the n-th IKE_INTERMEDIATE exchange is protected by SK_e and SK_a of generation n-1")
  public void intermediateGenerations() {
    List<CapturedMessage> messages = world.capture().messages(ExchangeType.IKE_INTERMEDIATE);
    Expect.that(!messages.isEmpty(), () -> "there is none");
    for (CapturedMessage message : messages) {
      long n = message.header().messageId();
      Expect.that(
          message.generation().isPresent() && message.generation().getAsInt() == n - 1,
          () -> message.name() + " is under generation " + message.generation());
    }
  }

  /** Both messages of IKE_AUTH. */
  @Then("IKE_AUTH is protected by SK_e and SK_a of generation {int}")
  public void authGeneration(int generation) {
    List<CapturedMessage> messages = world.capture().messages(ExchangeType.IKE_AUTH);
    Expect.equal(2, messages.size(), "messages of IKE_AUTH");
    for (CapturedMessage message : messages) {
      Expect.that(
          message.generation().isPresent() && message.generation().getAsInt() == generation,
          () -> message.name() + " is under generation " + message.generation());
    }
  }
}
