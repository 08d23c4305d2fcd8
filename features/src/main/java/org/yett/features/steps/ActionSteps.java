package org.yett.features.steps;

import io.cucumber.java.en.Then;
import io.cucumber.java.en.When;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.yett.features.capture.CapturedHandshake;
import org.yett.features.subject.Datagram;
import org.yett.features.subject.Subject;
import org.yett.features.subject.Testbed;
import org.yett.ike.wire.AuthPayload;
import org.yett.ike.wire.Flags;
import org.yett.ike.wire.IkeHeader;
import org.yett.ike.wire.KePayload;
import org.yett.ike.wire.Message;
import org.yett.ike.wire.MessageEncoder;
import org.yett.ike.wire.Octets;
import org.yett.ike.wire.Payload;
import org.yett.ike.wire.Side;
import org.yett.spec.iana.ExchangeType;
import org.yett.spec.iana.KeyExchangeMethod;

/** What takes place. */
public final class ActionSteps {

  private static final int MANY = 200;

  private final World world;
  private final Forge forge;
  private int lastAnswered;

  ActionSteps(World world) {
    this.world = world;
    this.forge = new Forge(world);
  }

  /** Lets messages pass up to one, and holds back what is sent afterwards. */
  private static final class HoldingBack implements World.Intervention {
    private final MessageName last;
    private boolean reached;
    private boolean released;
    private final List<Datagram> held = new ArrayList<>();

    private HoldingBack(MessageName last) {
      this.last = last;
    }

    @Override
    public List<Datagram> intercept(Datagram datagram) {
      if (released || !reached && !last.isIn(datagram)) {
        return List.of(datagram);
      }
      if (last.isIn(datagram)) {
        reached = true;
        return List.of(datagram);
      }
      held.add(datagram);
      return List.of();
    }

    @Override
    public boolean happened() {
      return reached;
    }

    @Override
    public String description() {
      return "handshake up to " + last;
    }
  }

  /** A handshake, with time enough for it but not for retransmissions. */
  @When("the initiator sets up an IKE SA")
  public void setUp() {
    world.testbed().subject(Side.INITIATOR).initiate();
    world.testbed().pass(World.ONE_HANDSHAKE);
  }

  /** A handshake of which nothing arrives after a certain message. */
  @When("the initiator sets up an IKE SA as far as the {message}")
  public void setUpAsFarAs(MessageName last) {
    world.intervene(new HoldingBack(last));
    setUp();
  }

  /** Once more, between two new ends that draw the same random octets. */
  @When("the same handshake takes place with IP datagrams of fragments of at most {int} octets")
  public void again(int octets) {
    for (Side side : Side.values()) {
      world.arrangement(side).largestDatagram(octets);
    }
    Testbed next = world.newTestbed();
    next.subject(Side.INITIATOR).initiate();
    next.pass(World.ONE_HANDSHAKE);
  }

  /** Time passes. */
  @When("{int} seconds pass")
  public void pass(int seconds) {
    world.testbed().pass(Duration.ofSeconds(seconds));
  }

  /** Everything is sent again that will be, and every timer has run out. */
  @When("all timers have run out")
  public void timersRunOut() {
    world.testbed().pass(World.UNTIL_ALL_IS_OVER);
  }

  // Messages that somebody makes who knows the initiator's keys.

  /** Under the newest keys, one request after another until one is not answered. */
  @When("a violating initiator goes on with IKE_INTERMEDIATE exchanges without end")
  public void withoutEnd() {
    Testbed testbed = world.testbed();
    long next = world.capture().messages(ExchangeType.IKE_INTERMEDIATE).size() / 2 + 1L;
    for (int i = 0; i < MANY; i++) {
      MessageName request = new MessageName(ExchangeType.IKE_INTERMEDIATE, false, next + i);
      testbed.inject(
          testbed.inTheNameOf(Side.INITIATOR, forge.message(header(request), List.of())));
      testbed.pass(Duration.ofMillis(100));
      if (testbed.sent().stream().noneMatch(request.answer()::isIn)) {
        return;
      }
      lastAnswered = i + 1;
      if (testbed.subject(Side.RESPONDER).standing() == Subject.Standing.NO_IKE_SA) {
        return;
      }
    }
    throw new AssertionError("the responder still answers after " + MANY + " exchanges");
  }

  /** How far the responder went along. */
  @Then("the responder has put an end to it within {int} exchanges")
  public void endedWithin(int exchanges) {
    Expect.that(
        lastAnswered <= exchanges, () -> "the responder answered " + lastAnswered + " exchanges");
    Expect.that(lastAnswered > 0, () -> "the responder answered none, so that none was counted");
  }

  /** Under the newest keys that the initiator has. */
  @When("a violating initiator sends an {message} with a KE payload of {method}")
  public void sendsKe(MessageName request, KeyExchangeMethod method) {
    Payload ke = new KePayload(method, Octets.wrap(new byte[32]));
    inject(forge.message(header(request), List.of(ke)));
  }

  /**
   * All that belongs into IKE_AUTH, as it is sent in a handshake of the same ends that nothing
   * interferes with; AUTH proves the right identity, over what took place so far.
   */
  @When(
      "a violating initiator sends an {message}, with an AUTH payload that is right for what took place")
  public void sendsAuth(MessageName request) {
    Message model = world.undisturbed(ExchangeType.IKE_AUTH);
    Octets id = model.identification(Side.INITIATOR).orElseThrow().body();
    Octets auth =
        new SignedChunks(world.testbed())
            .proofOfInitiator(
                world.arrangement(Side.INITIATOR).preSharedKey(), id, request.messageId());
    List<Payload> inner =
        model.payloads().stream()
            .map(payload ->
                payload instanceof AuthPayload proof
                    ? new AuthPayload(proof.method(), auth)
                    : payload)
            .toList();
    inject(forge.message(header(request), inner));
  }

  /** Without an Encrypted payload. */
  @When("somebody sends an {message} in clear")
  public void sendsInClear(MessageName request) {
    Payload ke = new KePayload(KeyExchangeMethod.CURVE25519, Octets.wrap(new byte[32]));
    inject(MessageEncoder.encodeClear(header(request), List.of(ke)).octets());
  }

  private void inject(Octets octets) {
    Testbed testbed = world.testbed();
    testbed.inject(testbed.inTheNameOf(Side.INITIATOR, octets));
    testbed.pass(Duration.ofSeconds(1));
  }

  private IkeHeader header(MessageName name) {
    CapturedHandshake handshake = world.handshake();
    return IkeHeader.of(
        handshake.initiatorSpi(),
        handshake.responderSpi(),
        name.exchange(),
        Flags.request(Side.INITIATOR),
        name.messageId());
  }
}
