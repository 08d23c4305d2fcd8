package org.yett.features.steps;

import io.cucumber.java.en.Given;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import org.yett.features.subject.Datagram;
import org.yett.ike.wire.Octets;

/** What happens to messages on the way between the ends. */
public final class WaySteps {

  private final World world;
  private final Forge forge;

  WaySteps(World world) {
    this.world = world;
    this.forge = new Forge(world);
  }

  private void on(
      MessageName name, String what, int times, Function<Datagram, List<Datagram>> act) {
    world.intervene(new OnMessage(what + " " + name, name::isIn, times, act));
  }

  /** It never arrives, however often it is sent. */
  @Given("every {message} is lost")
  public void everyLost(MessageName name) {
    on(name, "loss of every", Integer.MAX_VALUE, datagram -> List.of());
  }

  /** It does not arrive when it is sent for the first time. */
  @Given("the first {message} is lost")
  public void firstLost(MessageName name) {
    on(name, "loss of the first", 1, datagram -> List.of());
  }

  /** It does not arrive for some time after it was sent for the first time. */
  @Given("the {message} is lost for {int} seconds")
  public void lostFor(MessageName name, int seconds) {
    AtomicReference<Duration> first = new AtomicReference<>();
    world.intervene(
        new OnMessage(
            "loss of " + name,
            datagram -> {
              if (!name.isIn(datagram)) {
                return false;
              }
              first.compareAndSet(null, datagram.at());
              return datagram.at().minus(first.get()).toSeconds() < seconds;
            },
            Integer.MAX_VALUE,
            datagram -> List.of()));
  }

  /** It arrives with a changed bit when it is sent for the first time. */
  @Given("the {message} arrives with one bit changed {place} at first")
  public void bitChanged(MessageName name, BitPlace place) {
    on(name, "a changed bit in", 1, datagram -> List.of(place.changed(datagram)));
  }

  // An attacker who knows the keys, as one would who can break the first key exchange at once.

  /** It is opened, altered, and sealed anew; its checksum is right. */
  @Given("an attacker who knows the keys and, in the {message}, {alteration}")
  public void alters(MessageName name, Alteration alteration) {
    on(
        name,
        "the alteration of",
        Integer.MAX_VALUE,
        datagram -> List.of(datagram.with(alter(datagram, alteration))));
  }

  private Octets alter(Datagram datagram, Alteration alteration) {
    Forge.Opened opened = forge.open(datagram);
    boolean wanted =
        opened
            .fragment()
            .map(part -> alteration.concernsFragment(part.fragmentNumber(), part.totalFragments()))
            .orElse(true);
    if (!wanted) {
      return datagram.octets();
    }
    int ivLength = opened.cipher().ivLength();
    return alteration.seal(
        opened.cipher(),
        opened.prefix(),
        opened.sealed().encrypted().offset(),
        opened.sealed().body().slice(0, ivLength),
        opened.plaintext());
  }
}
