package org.yett.features.steps;

import io.cucumber.java.en.Given;
import io.cucumber.java.en.Then;
import io.cucumber.java.en.When;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Predicate;
import org.yett.features.capture.CapturedMessage;
import org.yett.features.subject.Datagram;
import org.yett.features.subject.Testbed;
import org.yett.ike.wire.IkeHeader;
import org.yett.ike.wire.Octets;

/** Encrypted Fragment payloads (RFC 7383 2.5), octet by octet. */
public final class FragmentSteps {

  private static final int SKF = 53;
  private static final int NEXT_PAYLOAD = 16;
  private static final int LENGTH = 24;

  private final World world;
  private final Forge forge;

  FragmentSteps(World world) {
    this.world = world;
    this.forge = new Forge(world);
  }

  /** An Encrypted Fragment payload, read without help. */
  private record Fragment(Octets datagram, int offset) {

    /** Follows the chain of payloads; -1 as offset if there is none. */
    static Fragment of(Octets datagram) {
      int next = datagram.u8(NEXT_PAYLOAD);
      int at = IkeHeader.SIZE;
      while (next != SKF && next != 0 && at + 4 <= datagram.size() && datagram.u16(at + 2) >= 4) {
        next = datagram.u8(at);
        at += datagram.u16(at + 2);
      }
      return new Fragment(datagram, next == SKF ? at : -1);
    }

    boolean isThere() {
      return offset >= 0;
    }

    int nextPayload() {
      return datagram.u8(offset);
    }

    int end() {
      return offset + datagram.u16(offset + 2);
    }

    int number() {
      return datagram.u16(offset + 4);
    }

    int total() {
      return datagram.u16(offset + 6);
    }
  }

  private List<Fragment> fragments(MessageName name) {
    List<Fragment> fragments =
        world.sent(name).datagrams().stream()
            .map(datagram -> Fragment.of(datagram.octets()))
            .toList();
    Expect.that(
        fragments.stream().allMatch(Fragment::isThere), () -> name + " is not sent in fragments");
    return fragments;
  }

  private static boolean isFragment(Datagram datagram, MessageName name, int number) {
    Fragment fragment = Fragment.of(datagram.octets());
    return name.isIn(datagram) && fragment.isThere() && fragment.number() == number;
  }

  // What is sent.

  /** By nobody. */
  @Then("no IKE fragment is sent")
  public void none() {
    for (Datagram datagram : world.testbed().sent()) {
      Expect.that(
          !Fragment.of(datagram.octets()).isThere(),
          () -> "one is\n" + world.testbed().transcript());
    }
  }

  /** By an end, of any message. */
  @Then("no IP datagram of an encrypted message has more than {int} octets")
  public void sizes(int octets) {
    for (CapturedMessage message : world.capture().messages()) {
      for (Datagram datagram : message.datagrams()) {
        Expect.that(
            message.generation().isEmpty() || datagram.ipLength() <= octets,
            () -> message.name() + " in an IP datagram of " + datagram.ipLength());
      }
    }
  }

  /** Of one message. */
  @Then("no IP datagram of the {message} has more than {int} octets")
  public void sizesOf(MessageName name, int octets) {
    for (Datagram datagram : world.sent(name).datagrams()) {
      Expect.that(datagram.ipLength() <= octets, () -> "one has " + datagram.ipLength());
    }
  }

  /** Each number once, none beyond the total. */
  @Then("the fragments of the {message} are numbered 1 to {int}, each of {int}")
  public void numbers(MessageName name, int last, int total) {
    List<Integer> expected = new ArrayList<>();
    for (int n = 1; n <= last; n++) {
      expected.add(n);
    }
    List<Fragment> fragments = fragments(name);
    Expect.equal(
        expected, fragments.stream().map(Fragment::number).toList(), "the Fragment Numbers");
    for (Fragment fragment : fragments) {
      Expect.equal(total, fragment.total(), "Total Fragments");
    }
  }

  /** The type of the first inner payload, and zero. */
  @Then(
      "Next Payload of the first Encrypted Fragment payload of the {message} is {int}, and of the"
          + " others 0")
  public void nextPayload(MessageName name, int type) {
    for (Fragment fragment : fragments(name)) {
      Expect.equal(
          fragment.number() == 1 ? type : 0,
          fragment.nextPayload(),
          "Next Payload of fragment " + fragment.number());
    }
  }

  /** Nothing follows it. */
  @Then("the Encrypted Fragment payload is the last payload of each fragment of the {message}")
  public void last(MessageName name) {
    for (Fragment fragment : fragments(name)) {
      Expect.equal(
          fragment.datagram().size(), fragment.end(), "end of fragment " + fragment.number());
    }
  }

  /** SPIs, versions, exchange, flags and Message ID, as a message in one piece would have them. */
  @Then(
      "the IKE headers of all fragments of the {message} agree except for Next Payload and Length")
  public void headers(MessageName name) {
    List<Octets> headers =
        fragments(name).stream()
            .map(fragment -> {
              byte[] header = fragment.datagram().slice(0, LENGTH).toArray();
              header[NEXT_PAYLOAD] = 0;
              return Octets.wrap(header);
            })
            .distinct()
            .toList();
    Expect.equal(1, headers.size(), "different headers");
    for (Fragment fragment : fragments(name)) {
      Expect.equal(
          (long) fragment.datagram().size(), fragment.datagram().u32(LENGTH), "the Length field");
    }
  }

  /** How many payloads stand before the Encrypted Fragment payload. */
  @Then("the {message} has its payloads in clear in the first fragment, and none in the others")
  public void clearFirst(MessageName name) {
    for (Fragment fragment : fragments(name)) {
      Expect.equal(
          fragment.number() == 1,
          fragment.offset() > IkeHeader.SIZE,
          "payloads in clear in fragment " + fragment.number());
    }
  }

  // Again, in other fragments.

  /** The Total Fragments of all transmissions, each once, in order; 1 if it is not fragmented. */
  private List<Integer> totals(MessageName name) {
    return world.testbed().sent().stream()
        .filter(name::isIn)
        .map(datagram -> Fragment.of(datagram.octets()))
        .map(fragment -> fragment.isThere() ? fragment.total() : 1)
        .distinct()
        .toList();
  }

  /** In two ways, one after the other. */
  @Then("the {message} is sent in {int} fragments at first, and in {int} later")
  public void inTwoWays(MessageName name, int first, int later) {
    Expect.equal(List.of(first, later), totals(name), "Total Fragments of " + name);
  }

  /** When it was sent for the first time. */
  @Then("the {message} is sent in {int} datagram(s) at first")
  public void atFirst(MessageName name, int first) {
    Expect.equal(first, totals(name).getFirst(), "Total Fragments of " + name + " at first");
  }

  /** When it was sent for the last time. */
  @Then("the {message} is sent in {int} fragments in the end")
  public void inTheEnd(MessageName name, int last) {
    Expect.equal(last, totals(name).getLast(), "Total Fragments of " + name + " in the end");
  }

  /** Counted by the transmissions of its first fragment. */
  @Then("the {message} is sent at least {int} times in {int} fragments")
  public void atLeast(MessageName name, int times, int total) {
    int found = sendings(name, total).size();
    Expect.that(found >= times, () -> name + " is sent " + found + " times in " + total);
  }

  /** Counted by the transmissions of its first fragment. */
  @Then("the {message} is sent {int} time(s) in {int} fragments")
  public void exactly(MessageName name, int times, int total) {
    Expect.equal(times, sendings(name, total).size(), name + " in " + total + " fragments");
  }

  private List<Duration> sendings(MessageName name, int total) {
    return world.testbed().sent().stream()
        .filter(datagram -> isFragment(datagram, name, 1))
        .filter(datagram -> Fragment.of(datagram.octets()).total() == total)
        .map(Datagram::at)
        .toList();
  }

  /** The first wait after the change is as long as the very first one. */
  @Then("the waits between retransmissions of the {message} begin anew with the smaller fragments")
  public void waits(MessageName name) {
    List<Integer> totals = totals(name);
    Expect.that(totals.size() == 2, () -> "Total Fragments were " + totals);
    List<Duration> before = sendings(name, totals.get(0));
    List<Duration> after = sendings(name, totals.get(1));
    Duration first = before.get(1).minus(before.get(0));
    Duration last = after.getFirst().minus(before.getLast());
    Expect.that(last.compareTo(first) > 0, () -> "the waits do not grow at all");
    Expect.equal(first, after.get(1).minus(after.get(0)), "the first wait after the change");
  }

  /** Nothing longer arrives, ever. */
  @Given("the path takes no IP datagram of more than {int} octets")
  public void narrow(int octets) {
    world.intervene(narrow(octets, datagram -> true));
  }

  /** Nothing longer arrives, and its sender gets to know (ICMP Packet Too Big). */
  @Given(
      "the path takes no IP datagram of more than {int} octets, and tells the sender of a longer"
          + " one so")
  public void narrowAndTold(int octets) {
    world.intervene(
        new OnMessage(
            "a path for " + octets + " octets",
            datagram -> datagram.ipLength() > octets,
            Integer.MAX_VALUE,
            datagram -> {
              Testbed testbed = world.testbed();
              testbed.after(
                  Duration.ofMillis(1), () -> testbed.tellPathMtu(datagram.sender(), octets));
              return List.of();
            }));
  }

  /** Nothing longer arrives for some time. */
  @Given("the path takes no IP datagram of more than {int} octets for {int} seconds")
  public void narrow(int octets, int seconds) {
    Duration end = Duration.ofSeconds(seconds);
    world.intervene(narrow(octets, datagram -> datagram.at().compareTo(end) < 0));
  }

  /** Nothing longer arrives once a certain message is on its way. */
  @Given("from the {message} on, the path takes no IP datagram of more than {int} octets")
  public void narrowFrom(MessageName name, int octets) {
    AtomicBoolean begun = new AtomicBoolean();
    world.intervene(
        narrow(
            octets,
            datagram -> {
              begun.compareAndSet(false, name.isIn(datagram));
              return begun.get();
            }));
  }

  private static OnMessage narrow(int octets, Predicate<Datagram> when) {
    return new OnMessage(
        "a path for " + octets + " octets",
        datagram -> when.test(datagram) && datagram.ipLength() > octets,
        Integer.MAX_VALUE,
        datagram -> List.of());
  }

  // What arrives.

  /** Everything else of the message is lost. */
  @Given("of the {message}, fragment {int} alone arrives, and once only")
  public void alone(MessageName name, int number) {
    AtomicBoolean arrived = new AtomicBoolean();
    world.intervene(
        new OnMessage(
            "loss of all but fragment " + number + " of " + name,
            name::isIn,
            Integer.MAX_VALUE,
            datagram ->
                isFragment(datagram, name, number) && arrived.compareAndSet(false, true)
                    ? List.of(datagram)
                    : List.of()));
  }

  /** One fragment fails its checksum, once. */
  @Given("fragment {int} of the {message} arrives with one bit changed {place} at first")
  public void bitChanged(int number, MessageName name, BitPlace place) {
    world.intervene(
        new OnMessage(
            "a changed bit in fragment " + number + " of " + name,
            datagram -> isFragment(datagram, name, number),
            1,
            datagram -> List.of(place.changed(datagram))));
  }

  /** The fragments arrive in another order. */
  @Given("fragment {int} of the {message} arrives {int} milliseconds late")
  public void late(int number, MessageName name, int milliseconds) {
    world.intervene(
        new OnMessage(
            "delay of fragment " + number + " of " + name,
            datagram -> isFragment(datagram, name, number),
            1,
            datagram -> {
              Testbed testbed = world.testbed();
              testbed.after(Duration.ofMillis(milliseconds), () -> testbed.inject(datagram));
              return List.of();
            }));
  }

  /** Between the first and the second fragment there comes another one, with a valid checksum. */
  @Given(
      "an attacker who knows the keys and sends a fragment {int} of {int} of the {message} before"
          + " its second")
  public void forged(int number, int total, MessageName name) {
    world.intervene(
        new OnMessage(
            "a forged fragment of " + name,
            datagram -> isFragment(datagram, name, 2),
            1,
            datagram -> {
              Octets garbage = Octets.wrap(new byte[16]);
              Octets forged = forge.fragment(forge.open(datagram), number, total, garbage);
              return List.of(datagram.with(forged), datagram);
            }));
  }

  /** Between the first and the second fragment there come many, of a larger set, all valid. */
  @Given(
      "an attacker who knows the keys and sends {int} of {int} fragments of {int} octets of the"
          + " {message} before its second")
  public void flood(int count, int total, int octets, MessageName name) {
    world.intervene(
        new OnMessage(
            "many forged fragments of " + name,
            datagram -> isFragment(datagram, name, 2),
            1,
            datagram -> {
              Forge.Opened like = forge.open(datagram);
              List<Datagram> all = new ArrayList<>();
              for (int number = 1; number <= count; number++) {
                Octets garbage = Octets.wrap(new byte[octets]);
                all.add(datagram.with(forge.fragment(like, number, total, garbage)));
              }
              all.add(datagram);
              return all;
            }));
  }

  /** As a sender does that has found that fragments were too long for the path. */
  @Given("after its first fragment the {message} arrives in {int} smaller fragments instead")
  public void smaller(MessageName name, int total) {
    List<Datagram> first = new ArrayList<>();
    world.intervene(
        new OnMessage(
            "the first fragment of " + name,
            datagram -> isFragment(datagram, name, 1),
            1,
            datagram -> {
              first.add(datagram);
              return List.of(datagram);
            }));
    world.intervene(
        new OnMessage(
            "the second fragment of " + name,
            datagram -> isFragment(datagram, name, 2),
            1,
            datagram -> again(first.getFirst(), datagram, total)));
  }

  private List<Datagram> again(Datagram first, Datagram second, int total) {
    Forge.Opened like = forge.open(first);
    Octets all = Octets.concat(like.plaintext(), forge.open(second).plaintext());
    List<Datagram> fragments = new ArrayList<>();
    int size = (all.size() + total - 1) / total;
    for (int number = 1; number <= total; number++) {
      int from = (number - 1) * size;
      Octets part = all.slice(from, Math.min(size, all.size() - from));
      fragments.add(first.with(forge.fragment(like, number, total, part)));
    }
    return fragments;
  }

  /** A copy of what was sent before arrives once more. */
  @When("fragment {int} of the {message} arrives once more")
  public void onceMore(int number, MessageName name) {
    Testbed testbed = world.testbed();
    Datagram datagram =
        testbed.sent().stream()
            .filter(sent -> isFragment(sent, name, number))
            .findFirst()
            .orElseThrow(() -> new AssertionError("no fragment " + number + " of " + name));
    testbed.inject(datagram);
    testbed.pass(Duration.ofMillis(100));
  }

  /** Counted from the start, with repetitions. */
  @Then("the {message} has been sent {int} time(s)")
  public void times(MessageName name, int times) {
    int pieces = world.sent(name).datagrams().size();
    long all = world.testbed().sent().stream().filter(name::isIn).count();
    Expect.equal((long) times * pieces, all, "datagrams of " + name);
  }
}
