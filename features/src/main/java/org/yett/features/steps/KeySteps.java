package org.yett.features.steps;

import io.cucumber.java.en.Then;
import java.util.List;
import org.yett.features.capture.CapturedHandshake;
import org.yett.features.capture.CapturedMessage;
import org.yett.features.reference.ReferenceKeys;
import org.yett.features.subject.HeardKeys;
import org.yett.ike.wire.Octets;
import org.yett.ike.wire.Side;
import org.yett.spec.iana.ExchangeType;

/** The key schedule, computed anew from shared secrets, nonces and SPIs. */
public final class KeySteps {

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
    CapturedHandshake handshake = world.handshake();
    for (Side side : Side.values()) {
      List<Octets> secrets =
          world
              .testbed()
              .keysOf(side)
              .sharedSecrets(handshake.nonce(Side.INITIATOR), handshake.nonce(Side.RESPONDER));
      Expect.equal(octets, secrets.get(n).size(), "octets of SK(" + n + ") at the " + side);
    }
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
