package org.yett.features.steps;

import io.cucumber.java.en.Given;
import java.util.List;
import java.util.function.Function;
import org.yett.features.capture.CapturedHandshake;
import org.yett.features.reference.ReferenceCipher;
import org.yett.features.reference.ReferenceKeys;
import org.yett.features.subject.Datagram;
import org.yett.ike.wire.DecodeLimits;
import org.yett.ike.wire.EncryptedPayload;
import org.yett.ike.wire.MessageDecoder;
import org.yett.ike.wire.Octets;
import org.yett.ike.wire.Outer;
import org.yett.ike.wire.SealedMessage;

/** What happens to messages on the way between the ends. */
public final class WaySteps {

  private final World world;

  WaySteps(World world) {
    this.world = world;
  }

  /** Somebody who acts on one message alone. */
  private static final class OnMessage implements World.Intervention {
    private final String description;
    private final MessageName name;
    private final int times;
    private final Function<Datagram, List<Datagram>> act;
    private int acted;

    private OnMessage(
        String description, MessageName name, int times, Function<Datagram, List<Datagram>> act) {
      this.description = description;
      this.name = name;
      this.times = times;
      this.act = act;
    }

    @Override
    public List<Datagram> intercept(Datagram datagram) {
      if (!name.isIn(datagram) || acted >= times) {
        return List.of(datagram);
      }
      acted++;
      return act.apply(datagram);
    }

    @Override
    public boolean happened() {
      return acted > 0;
    }

    @Override
    public String description() {
      return description + " " + name;
    }
  }

  /** It never arrives, however often it is sent. */
  @Given("every {message} is lost")
  public void everyLost(MessageName name) {
    world.intervene(new OnMessage("loss of every", name, Integer.MAX_VALUE, datagram -> List.of()));
  }

  /** It does not arrive when it is sent for the first time. */
  @Given("the first {message} is lost")
  public void firstLost(MessageName name) {
    world.intervene(new OnMessage("loss of the first", name, 1, datagram -> List.of()));
  }

  /** It arrives with a changed bit when it is sent for the first time. */
  @Given("the {message} arrives with one bit changed {place} at first")
  public void bitChanged(MessageName name, BitPlace place) {
    world.intervene(
        new OnMessage(
            "a changed bit in",
            name,
            1,
            datagram -> {
              byte[] octets = datagram.octets().toArray();
              octets[place.of(octets.length)] ^= 1;
              return List.of(datagram.with(Octets.wrap(octets)));
            }));
  }

  /** It arrives twice. */
  @Given("the {message} arrives twice")
  public void twice(MessageName name) {
    world.intervene(
        new OnMessage("duplication of", name, 1, datagram -> List.of(datagram, datagram)));
  }

  // An attacker who knows the keys, as one would who can break the first key exchange at once.

  /** It is opened, altered, and sealed anew; its checksum is right. */
  @Given("an attacker who knows the keys and, in the {message}, {alteration}")
  public void alters(MessageName name, Alteration alteration) {
    world.intervene(
        new OnMessage(
            "the alteration of",
            name,
            Integer.MAX_VALUE,
            datagram -> List.of(datagram.with(alter(datagram, alteration)))));
  }

  private Octets alter(Datagram datagram, Alteration alteration) {
    MessageDecoder decoder = new MessageDecoder(DecodeLimits.DEFAULT);
    if (!(decoder.decodeOuter(datagram.octets())
        instanceof Outer.Protected(SealedMessage sealed))) {
      throw new IllegalStateException("nothing that is protected: " + datagram);
    }
    CapturedHandshake handshake = world.handshake();
    int bodyOffset = sealed.encrypted().bodyOffset();
    for (ReferenceKeys keys : handshake.generations(world.testbed().keysOf(datagram.sender()))) {
      ReferenceCipher cipher = handshake.cipher(keys, datagram.sender());
      var plaintext = cipher.open(sealed.octets(), bodyOffset);
      if (plaintext.isPresent()) {
        boolean wanted =
            !(sealed.encrypted() instanceof EncryptedPayload.Skf part)
                || alteration.concernsFragment(part.fragmentNumber(), part.totalFragments());
        if (!wanted) {
          return datagram.octets();
        }
        Octets iv = sealed.octets().slice(bodyOffset, cipher.ivLength());
        Octets prefix = sealed.octets().slice(0, bodyOffset);
        return alteration.seal(cipher, prefix, sealed.encrypted().offset(), iv, plaintext.get());
      }
    }
    throw new IllegalStateException("the attacker does not know the keys of " + sealed.describe());
  }
}
