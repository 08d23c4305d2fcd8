package org.yett.features.steps;

import io.cucumber.java.en.Given;
import io.cucumber.java.en.Then;
import io.cucumber.java.en.When;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.yett.features.capture.CapturedMessage;
import org.yett.features.subject.Abilities;
import org.yett.features.subject.Datagram;
import org.yett.features.subject.Testbed;
import org.yett.features.subject.Violation;
import org.yett.ike.endpoint.OutgoingSeam.Draft;
import org.yett.ike.sim.Tampering;
import org.yett.ike.wire.Flags;
import org.yett.ike.wire.IkeHeader;
import org.yett.ike.wire.Message;
import org.yett.ike.wire.MessageEncoder;
import org.yett.ike.wire.NotifyPayload;
import org.yett.ike.wire.Octets;
import org.yett.ike.wire.Payload;
import org.yett.ike.wire.PlacedPayload;
import org.yett.ike.wire.PsPayload;
import org.yett.ike.wire.SaPayload;
import org.yett.ike.wire.Side;
import org.yett.ike.wire.TsPayload;
import org.yett.spec.iana.ExchangeType;
import org.yett.spec.iana.NotifyType;
import org.yett.spec.iana.ProtocolId;

/**
 * Childless IKE SAs, MOBIKE, session resumption, redirection, crash detection and puzzles (RFC
 * 6023, 4555, 5723, 5685, 6290, 8019).
 */
public final class ExtensionSteps {

  private static final Duration A_MOMENT = Duration.ofSeconds(1);

  private final World world;
  private boolean cut;
  private int datagramsBefore;

  ExtensionSteps(World world) {
    this.world = world;
  }

  private Abilities abilities(Side side) {
    return world.arrangement(side).abilities();
  }

  private void violate(
      Side side, ExchangeType exchange, boolean response, UnaryOperator<Draft> edit) {
    world.arrangement(side).violate(new Violation(exchange, response, Violation.EACH, edit));
  }

  private String transcript() {
    return "\n" + world.testbed().transcript();
  }

  // IKE SAs without a Child SA.

  /** It begins them so where the peer says that it accepts them. */
  @Given("the {side} prefers IKE SAs without a Child SA")
  public void prefersChildless(Side side) {
    abilities(side).childless(Abilities.Childless.PREFERRED);
  }

  /** As if RFC 6023 had not been written. */
  @Given("the {side} knows nothing of IKE SAs without a Child SA")
  public void knowsNoChildless(Side side) {
    abilities(side).childless(Abilities.Childless.UNKNOWN);
  }

  /** Though the peer has not said that it may. */
  @Given("a violating initiator that leaves the Child SA out of IKE_AUTH")
  public void leavesChildOut() {
    violate(
        Side.INITIATOR,
        ExchangeType.IKE_AUTH,
        false,
        draft ->
            Tampering.dropping(SaPayload.class, sa -> true)
                .andThen(Tampering.dropping(TsPayload.class, ts -> true))
                .apply(draft));
  }

  /** SA, TSi and TSr. */
  @Then("the {message} has the payloads for a Child SA")
  public void hasChild(MessageName name) {
    Expect.equal(3, childPayloads(name), "payloads for a Child SA in the " + name + transcript());
  }

  /** Neither SA nor TSi nor TSr. */
  @Then("the {message} has no payload for a Child SA")
  public void hasNoChild(MessageName name) {
    Expect.equal(0, childPayloads(name), "payloads for a Child SA in the " + name + transcript());
  }

  private int childPayloads(MessageName name) {
    Message message = world.message(name);
    return message.all(SaPayload.class).size() + message.all(TsPayload.class).size();
  }

  // MOBIKE.

  /** It says so in IKE_AUTH. */
  @Given("the {side} uses MOBIKE")
  public void usesMobike(Side side) {
    abilities(side).useMobike();
  }

  /** Each says so in IKE_AUTH. */
  @Given("both ends use MOBIKE")
  public void bothUseMobike() {
    usesMobike(Side.INITIATOR);
    usesMobike(Side.RESPONDER);
  }

  /** In every response. */
  @Given("a violating initiator that returns another COOKIE2 than it was sent")
  public void otherCookie2() {
    violate(
        Side.INITIATOR,
        ExchangeType.INFORMATIONAL,
        true,
        Tampering.replacing(
            NotifyPayload.class,
            notify ->
                List.of(
                    notify.notifyType().equals(NotifyType.COOKIE2)
                        ? NotifyPayload.of(NotifyType.COOKIE2, Octets.wrap(new byte[16]))
                        : notify)));
  }

  /** It has that address instead of the former one. */
  @When("the initiator moves to {string}")
  public void moves(String address) {
    world.testbed().subject(Side.INITIATOR).moveTo(address);
    world.testbed().pass(World.ONE_HANDSHAKE);
  }

  /** All of them. */
  @Then("the responder sends the packets of the Child SA to {string}")
  public void sendsTo(String address) {
    Expect.equal(
        Set.of(address),
        world.testbed().subject(Side.RESPONDER).childSaPeers(),
        "where the packets go" + transcript());
  }

  /** Of those with the data of a notification, octet by octet. */
  @Then("the {message} returns the COOKIE2 of the {message}")
  public void returnsCookie2(MessageName response, MessageName request) {
    List<Octets> sent = cookies2(request);
    Expect.equal(1, sent.size(), "COOKIE2 in the " + request + transcript());
    int size = sent.getFirst().size();
    Expect.that(size >= 8 && size <= 64, () -> "COOKIE2 has " + size + " octets");
    Expect.equal(sent, cookies2(response), "COOKIE2 in the " + response);
  }

  private List<Octets> cookies2(MessageName name) {
    return world.message(name).notifications(NotifyType.COOKIE2).stream()
        .map(NotifyPayload::data)
        .toList();
  }

  // Session resumption.

  /** It asks for tickets as initiator, and gives them as responder. */
  @Given("the {side} uses session resumption")
  public void usesTickets(Side side) {
    abilities(side).useTickets();
  }

  /** Each in its role. */
  @Given("both ends use session resumption")
  public void bothUseTickets() {
    usesTickets(Side.INITIATOR);
    usesTickets(Side.RESPONDER);
  }

  /** Everything is lost meanwhile. */
  @When("the way is cut until the initiator has given the responder up")
  public void givesUp() {
    world.intervene(
        new World.Intervention() {
          @Override
          public List<Datagram> intercept(Datagram datagram) {
            return cut ? List.of() : List.of(datagram);
          }

          @Override
          public boolean happened() {
            return true;
          }

          @Override
          public String description() {
            return "the cut";
          }
        });
    cut = true;
    world.testbed().subject(Side.INITIATOR).checkLiveness();
    world.testbed().pass(World.UNTIL_ALL_IS_OVER);
    cut = false;
    Expect.equal(
        Set.of(),
        world.testbed().subject(Side.INITIATOR).ikeSpis(),
        "IKE SAs that the initiator still holds");
  }

  /** How often, repetitions not counted. */
  @Then("{exchange} has been begun {int} time(s)")
  public void begun(ExchangeType exchange, int times) {
    long found =
        world.capture().messages(exchange).stream()
            .filter(message -> message.header().isRequest())
            .count();
    Expect.equal((long) times, found, exchange + " requests" + transcript());
  }

  // Redirection.

  /** In IKE_SA_INIT, whoever says that it can be redirected. */
  @Given("the responder sends every initiator to the gateway {string}")
  public void sendsEverybody(String address) {
    abilities(Side.RESPONDER).sendEverybodyTo(address);
  }

  /** And says nothing of redirection. */
  @Given("the initiator follows no redirection")
  public void followsNone() {
    abilities(Side.INITIATOR).ignoreRedirects();
  }

  /** As somebody would who cannot see the request. */
  @Given("a violating responder that answers IKE_SA_INIT with a REDIRECT to {string} and no nonce")
  public void redirectsWithoutNonce(String address) {
    Octets gateway =
        Octets.concat(
            Octets.ofHex("0104"),
            Octets.wrap(java.net.InetAddress.ofLiteral(address).getAddress()));
    violate(
        Side.RESPONDER,
        ExchangeType.IKE_SA_INIT,
        true,
        draft ->
            new Draft(
                draft.header(),
                List.of(NotifyPayload.of(NotifyType.REDIRECT, gateway)),
                List.of(),
                false));
  }

  /** Over the IKE SA that stands. */
  @When("the responder sends the initiator to the gateway {string}")
  public void sendsElsewhere(String address) {
    world.testbed().subject(Side.RESPONDER).sendElsewhere(address);
    world.testbed().pass(World.ONE_HANDSHAKE);
  }

  /** Of all messages of that kind, in the order in which they were sent. */
  @Then("{exchange} {kind} number {int} contains N\\({notification}) with the data {string}")
  public void numberedContains(
      ExchangeType exchange, boolean response, int number, NotifyType type, String hex) {
    Expect.equal(
        List.of(Octets.ofHex(hex)),
        numbered(exchange, response, number).opened().notifications(type).stream()
            .map(NotifyPayload::data)
            .toList(),
        "N(" + type + ")" + transcript());
  }

  /** Protocol ID and SPI Size are zero, and the type is the one that was assigned. */
  @Then(
      "{exchange} {kind} number {int} contains N\\({notification}) with Notify Message Type {int},"
          + " Protocol ID {int} and SPI Size {int}")
  public void numberedFields(
      ExchangeType exchange,
      boolean response,
      int number,
      NotifyType type,
      int value,
      int protocol,
      int spiSize) {
    PlacedPayload placed =
        numbered(exchange, response, number).opened().placed().stream()
            .filter(payload ->
                payload.payload() instanceof NotifyPayload notify
                    && notify.notifyType().equals(type))
            .findFirst()
            .orElseThrow(() -> new AssertionError("no N(" + type + ")" + transcript()));
    Expect.equal(protocol, placed.body().u8(0), "Protocol ID");
    Expect.equal(spiSize, placed.body().u8(1), "SPI Size");
    Expect.equal(value, placed.body().u16(2), "Notify Message Type");
  }

  private CapturedMessage numbered(ExchangeType exchange, boolean response, int number) {
    List<CapturedMessage> all =
        world.capture().messages(exchange).stream()
            .filter(message -> message.header().isResponse() == response)
            .toList();
    Expect.that(
        all.size() >= number,
        () -> "there are " + all.size() + " such messages of " + exchange + transcript());
    return all.get(number - 1);
  }

  // Crash detection.

  /** The same after a restart. */
  @Given("the {side} makes tokens of crash detection from a secret that outlives it")
  public void makesTokens(Side side) {
    abilities(side).makeCrashTokens();
  }

  /** Whoever knows the SPIs can send it, but not the token. */
  @When("somebody answers the initiator in clear with N\\(INVALID_IKE_SPI) and a wrong token")
  public void wrongToken() {
    CapturedMessage any = world.capture().messages(ExchangeType.IKE_AUTH).getFirst();
    IkeHeader header =
        IkeHeader.of(
            any.header().initiatorSpi(),
            any.header().responderSpi(),
            ExchangeType.INFORMATIONAL,
            Flags.response(Side.RESPONDER),
            2);
    List<Payload> payloads =
        List.of(
            NotifyPayload.of(NotifyType.INVALID_IKE_SPI),
            new NotifyPayload(
                ProtocolId.IKE,
                Octets.EMPTY,
                NotifyType.QUICK_CRASH_DETECTION,
                Octets.wrap(new byte[32])));
    Testbed testbed = world.testbed();
    datagramsBefore = testbed.sent().size();
    testbed.inject(
        testbed.inTheNameOf(Side.RESPONDER, MessageEncoder.encodeClear(header, payloads).octets()));
    testbed.pass(A_MOMENT);
  }

  /** And no answer is given. */
  @Then("the initiator sends nothing, and holds its IKE SA and its Child SA")
  public void unmoved() {
    Testbed testbed = world.testbed();
    Expect.equal(datagramsBefore, testbed.sent().size(), "datagrams" + transcript());
    Expect.equal(1, testbed.subject(Side.INITIATOR).ikeSpis().size(), "IKE SAs");
    Expect.that(testbed.subject(Side.INITIATOR).hasChildSa(), () -> "there is no Child SA");
  }

  // Puzzles.

  /** To every initiator, as under attack; nobody is served without a solution. */
  @Given("the responder gives every initiator a puzzle of {int} zero bits")
  public void givesPuzzles(int bits) {
    abilities(Side.RESPONDER).givePuzzles(bits);
  }

  /** It returns the cookie alone. */
  @Given("the initiator solves no puzzles")
  public void solvesNone() {
    abilities(Side.INITIATOR).leavePuzzles();
  }

  /** Each of the four is another one. */
  @Given("a violating initiator whose solutions are wrong")
  public void wrongSolutions() {
    violate(
        Side.INITIATOR,
        ExchangeType.IKE_SA_INIT,
        false,
        Tampering.replacing(
            PsPayload.class,
            ps -> List.of(new PsPayload(Octets.wrap(new byte[ps.data().size()])))));
  }

  /** One after another, and nothing behind. */
  @Then("{exchange} {kind} number {int} has a PS payload of four keys of one length")
  public void hasSolution(ExchangeType exchange, boolean response, int number) {
    List<PsPayload> found = numbered(exchange, response, number).opened().all(PsPayload.class);
    Expect.equal(1, found.size(), "PS payloads" + transcript());
    int size = found.getFirst().data().size();
    Expect.that(size > 0 && size % 4 == 0, () -> "the data have " + size + " octets");
  }

  /** Before all other payloads. */
  @Then("{exchange} {kind} number {int} begins with N\\({notification})")
  public void beginsWith(ExchangeType exchange, boolean response, int number, NotifyType type) {
    Payload first = numbered(exchange, response, number).opened().payloads().getFirst();
    Expect.that(
        first instanceof NotifyPayload notify && notify.notifyType().equals(type),
        () -> "it begins with " + first.describe());
  }

  /** Of any of its datagrams. */
  @Then("no {exchange} {kind} contains N\\({notification})")
  public void noneContains(ExchangeType exchange, boolean response, NotifyType type) {
    List<CapturedMessage> having =
        world.capture().messages(exchange).stream()
            .filter(message -> message.header().isResponse() == response)
            .filter(message ->
                message.message().map(m -> m.notification(type).isPresent()).orElse(false))
            .toList();
    Expect.equal(0, having.size(), "messages with N(" + type + ")" + transcript());
  }
}
