package org.yett.features.steps;

import io.cucumber.java.en.Then;
import io.cucumber.java.en.When;
import java.net.InetAddress;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.yett.features.capture.CapturedMessage;
import org.yett.features.subject.Datagram;
import org.yett.features.subject.Testbed;
import org.yett.ike.path.TransportAddress;
import org.yett.ike.wire.DeletePayload;
import org.yett.ike.wire.Flags;
import org.yett.ike.wire.IkeHeader;
import org.yett.ike.wire.IkeSpi;
import org.yett.ike.wire.KePayload;
import org.yett.ike.wire.Message;
import org.yett.ike.wire.MessageEncoder;
import org.yett.ike.wire.NoncePayload;
import org.yett.ike.wire.NotifyPayload;
import org.yett.ike.wire.Octets;
import org.yett.ike.wire.Payload;
import org.yett.ike.wire.PlacedPayload;
import org.yett.ike.wire.Proposal;
import org.yett.ike.wire.SaPayload;
import org.yett.ike.wire.Side;
import org.yett.ike.wire.TransformAttribute;
import org.yett.spec.iana.ExchangeType;
import org.yett.spec.iana.KeyExchangeMethod;
import org.yett.spec.iana.NotifyType;

/** What RFC 7296 says of exchanges in general: their messages, and the SAs that they end. */
public final class ExchangeSteps {

  private static final Duration A_MOMENT = Duration.ofSeconds(2);
  private static final int LARGEST_SHA1 = 20;

  private final World world;
  private int sentBefore;

  ExchangeSteps(World world) {
    this.world = world;
  }

  private String transcript() {
    return "\n" + world.testbed().transcript();
  }

  // IKE_SA_INIT that takes several attempts.

  private List<Message> saInit(boolean response) {
    return world.capture().messages(ExchangeType.IKE_SA_INIT).stream()
        .filter(message -> message.header().isResponse() == response)
        .map(CapturedMessage::opened)
        .toList();
  }

  /** In the first response, before the attempt that comes to something. */
  @Then(
      "the first IKE_SA_INIT response contains N\\({notification}) alone, and its responder SPI is"
          + " zero")
  public void firstResponse(NotifyType type) {
    Message first = saInit(true).getFirst();
    Expect.equal(1, first.payloads().size(), "payloads of " + first.describe());
    Expect.equal(1, first.notifications(type).size(), "N(" + type + ") in " + first.describe());
    Expect.that(first.header().responderSpi().isZero(), () -> "the SPI is not zero");
  }

  /** After a cookie has been demanded. */
  @Then(
      "the second IKE_SA_INIT request begins with that COOKIE, and is otherwise the first, octet by"
          + " octet")
  public void cookieFirst() {
    List<Message> requests = saInit(false);
    Expect.equal(2, requests.size(), "IKE_SA_INIT requests" + transcript());
    List<Octets> first = octets(requests.get(0).placed());
    List<PlacedPayload> second = requests.get(1).placed();
    Octets demanded = saInit(true).getFirst().notification(NotifyType.COOKIE).orElseThrow().data();
    Expect.equal(
        Optional.of(demanded),
        second.getFirst().payload() instanceof NotifyPayload notify
                && notify.notifyType().equals(NotifyType.COOKIE)
            ? Optional.of(notify.data())
            : Optional.empty(),
        "the first payload");
    Expect.equal(first, octets(second.subList(1, second.size())), "the other payloads");
  }

  private static List<Octets> octets(List<PlacedPayload> payloads) {
    return payloads.stream().map(PlacedPayload::body).toList();
  }

  /** After another method has been demanded. */
  @Then(
      "the second IKE_SA_INIT request has a KE payload of {method}, and the SA payload and nonce of"
          + " the first")
  public void otherMethod(KeyExchangeMethod method) {
    List<Message> requests = saInit(false);
    Expect.equal(2, requests.size(), "IKE_SA_INIT requests" + transcript());
    Expect.equal(
        method, requests.get(1).first(KePayload.class).orElseThrow().method(), "the method");
    Expect.that(
        !requests.get(0).first(KePayload.class).orElseThrow().method().equals(method),
        () -> "the first request has it already");
    Expect.equal(
        requests.get(0).first(SaPayload.class),
        requests.get(1).first(SaPayload.class),
        "the SA payload");
    Expect.equal(
        requests.get(0).first(NoncePayload.class),
        requests.get(1).first(NoncePayload.class),
        "the nonce");
  }

  /** Of initiator and responder. */
  @Then("{int} IKE SAs have been begun, and no SPI in them is zero or comes twice")
  public void spis(int count) {
    List<IkeSpi> spis =
        saInit(true).stream()
            .flatMap(response ->
                Stream.of(response.header().initiatorSpi(), response.header().responderSpi()))
            .toList();
    Expect.equal(2 * count, spis.size(), "SPIs");
    Expect.that(spis.stream().noneMatch(IkeSpi::isZero), () -> "one is zero");
    Expect.equal(spis.size(), (int) spis.stream().distinct().count(), "different SPIs");
    Expect.that(
        saInit(false).stream().allMatch(request -> request.header().responderSpi().isZero()),
        () -> "a request names a responder SPI");
  }

  // Contents of messages.

  /** From the IKE header on. */
  @Then("the {message} has {int} octets or more")
  public void length(MessageName name, int least) {
    int octets = world.sent(name).datagrams().getFirst().octets().size();
    Expect.that(octets >= least, () -> "it has " + octets);
  }

  /** As everybody has to understand them. */
  @Then("no payload of any message has its Critical bit set")
  public void uncritical() {
    for (CapturedMessage captured : world.capture().messages()) {
      for (PlacedPayload placed : captured.opened().placed()) {
        Expect.that(
            !placed.critical(), () -> placed.payload().describe() + " of " + captured.name());
      }
    }
  }

  /** Both of them. */
  @Then("the nonces have at least {int} octets, and no two of them are the same")
  public void nonces(int octets) {
    List<Octets> nonces =
        world.capture().messages().stream()
            .flatMap(message -> message.opened().all(NoncePayload.class).stream())
            .map(NoncePayload::data)
            .toList();
    Expect.that(nonces.size() >= 2, () -> "there are " + nonces.size());
    Expect.that(
        nonces.stream().allMatch(nonce -> nonce.size() >= octets), () -> "they are " + nonces);
    Expect.equal(nonces.size(), (int) nonces.stream().distinct().count(), "different nonces");
  }

  /** In the first request: numbers, and one attribute at most for each transform. */
  @Then(
      "the proposals of the IKE_SA_INIT request 0 are numbered 1 to {int}, and no transform has two"
          + " attributes of a kind")
  public void numbered(int last) {
    List<Proposal> proposals =
        saInit(false).getFirst().first(SaPayload.class).orElseThrow().proposals();
    List<Integer> expected = new ArrayList<>();
    for (int n = 1; n <= last; n++) {
      expected.add(n);
    }
    Expect.equal(expected, proposals.stream().map(Proposal::number).toList(), "Proposal Num");
    for (Proposal proposal : proposals) {
      for (var transform : proposal.transforms()) {
        List<?> kinds =
            transform.attributes().stream().map(TransformAttribute::type).distinct().toList();
        Expect.equal(transform.attributes().size(), kinds.size(), transform.describe());
      }
    }
  }

  /** The preferred one. */
  @Then("the KE payload of the IKE_SA_INIT request 0 is of {method}")
  public void firstMethod(KeyExchangeMethod method) {
    Expect.equal(
        method,
        saInit(false).getFirst().first(KePayload.class).orElseThrow().method(),
        "the method of KEi");
  }

  /** One octet. */
  @Then("the {message} contains N\\({notification}) with the data {string}")
  public void data(MessageName name, NotifyType type, String hex) {
    Expect.equal(
        hex,
        world.message(name).notification(type).orElseThrow().data().hex(),
        "data of N(" + type + ")");
  }

  // Addresses.

  /** SHA-1 of SPIs, address and port, computed here from the datagrams. */
  @Then(
      "the NAT detection hashes of both IKE_SA_INIT messages are those of the datagrams that carry"
          + " them")
  public void natDetection() {
    for (CapturedMessage captured : world.capture().messages(ExchangeType.IKE_SA_INIT)) {
      Datagram datagram = captured.datagrams().getFirst();
      natHash(captured, NotifyType.NAT_DETECTION_SOURCE_IP, datagram.source());
      natHash(captured, NotifyType.NAT_DETECTION_DESTINATION_IP, datagram.destination());
    }
  }

  private static void natHash(CapturedMessage captured, NotifyType type, TransportAddress end) {
    IkeHeader header = captured.header();
    Octets input =
        Octets.concat(
            header.initiatorSpi().octets(),
            header.responderSpi().octets(),
            Octets.wrap(end.ip().getAddress()),
            Octets.wrap(new byte[] {(byte) (end.port() >>> 8), (byte) end.port()}));
    List<Octets> hashes =
        captured.opened().notifications(type).stream().map(NotifyPayload::data).toList();
    Expect.equal(List.of(sha1(input)), hashes, type + " of " + captured.name());
  }

  private static Octets sha1(Octets input) {
    try {
      byte[] hash = MessageDigest.getInstance("SHA-1").digest(input.toArray());
      return Octets.wrap(hash).slice(0, LARGEST_SHA1);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-1", e);
    }
  }

  /** As they are seen on the way. */
  @Then("each response goes from where its request went to where it came from")
  public void wayBack() {
    List<CapturedMessage> messages = world.capture().messages();
    for (CapturedMessage response : messages) {
      if (response.header().isRequest()) {
        continue;
      }
      Datagram back = response.datagrams().getFirst();
      boolean fits =
          messages.stream()
              .filter(request -> request.header().isRequest())
              .filter(request ->
                  request.header().messageId() == response.header().messageId()
                      && request.header().exchangeType().equals(response.header().exchangeType()))
              .map(request -> request.datagrams().getFirst())
              .anyMatch(there ->
                  there.source().equals(back.destination())
                      && there.destination().equals(back.source()));
      Expect.that(fits, () -> response.name() + " goes elsewhere" + transcript());
    }
  }

  /** As a NAT does that has lost its binding. */
  @When("the initiator is seen at another address, and asks for a sign of life")
  public void moves() {
    Testbed testbed = world.testbed();
    InetAddress elsewhere = InetAddress.ofLiteral("203.0.113.77");
    testbed.intercept(datagram ->
        datagram.sender() == Side.INITIATOR
            ? List.of(
                new Datagram(
                    datagram.at(),
                    datagram.sender(),
                    new TransportAddress(elsewhere, 40_500),
                    datagram.destination(),
                    datagram.marker(),
                    datagram.octets()))
            : List.of(datagram));
    testbed.subject(Side.INITIATOR).checkLiveness();
    testbed.pass(A_MOMENT);
  }

  /** There alone. */
  @Then("the {message} goes to that address")
  public void goesThere(MessageName name) {
    List<TransportAddress> destinations =
        world.testbed().sent().stream()
            .filter(name::isIn)
            .map(Datagram::destination)
            .distinct()
            .toList();
    Expect.equal(
        List.of(new TransportAddress(InetAddress.ofLiteral("203.0.113.77"), 40_500)),
        destinations,
        "destinations of " + name + transcript());
  }

  // INFORMATIONAL exchanges.

  /** The Child SAs of the end. */
  @When("the {side} deletes its Child SA")
  public void deletesChild(Side side) {
    world.testbed().subject(side).deleteChildSas();
    world.testbed().pass(A_MOMENT);
  }

  /** At the same moment, so that the requests cross. */
  @When("both ends delete their Child SA at the same time")
  public void bothDeleteChild() {
    world.testbed().subject(Side.INITIATOR).deleteChildSas();
    world.testbed().subject(Side.RESPONDER).deleteChildSas();
    world.testbed().pass(A_MOMENT);
  }

  /** Each with the peer's request, and with the response to its own. */
  @Then("each end has closed the half on which it sent before the half on which it received")
  public void oneHalfAtATime() {
    for (Side side : Side.values()) {
      Expect.equal(
          1,
          world.testbed().subject(side).halfClosedChildSas(),
          "Child SAs of the " + side + " that were half-closed" + transcript());
    }
  }

  /** With all its Child SAs. */
  @When("the {side} deletes its IKE SA")
  public void deletesIke(Side side) {
    world.testbed().subject(side).deleteIkeSa();
    world.testbed().pass(A_MOMENT);
  }

  /** By an INFORMATIONAL exchange. */
  @When("the {side} asks for a sign of life")
  public void asks(Side side) {
    world.testbed().subject(side).checkLiveness();
    world.testbed().pass(A_MOMENT);
  }

  private List<CapturedMessage> informational(boolean response) {
    return world.capture().messages(ExchangeType.INFORMATIONAL).stream()
        .filter(message -> message.header().isResponse() == response)
        .toList();
  }

  /** Whoever asks and whoever answers names the half on which it receives itself. */
  @Then("request and response each delete the SPI on which their sender received, and no other")
  public void ownHalves() {
    List<CapturedMessage> both = world.capture().messages(ExchangeType.INFORMATIONAL);
    Expect.equal(2, both.size(), "messages of INFORMATIONAL" + transcript());
    for (CapturedMessage message : both) {
      Expect.equal(
          Set.of(
              world
                  .message(inAuth(message.sender()))
                  .first(SaPayload.class)
                  .orElseThrow()
                  .proposals()
                  .getFirst()
                  .spi()),
          deleted(message),
          "SPIs that the " + message.sender() + " deletes");
    }
  }

  /** The message in which a side named its SPI of the first Child SA. */
  private MessageName inAuth(Side side) {
    long messageId =
        world.capture().messages(ExchangeType.IKE_AUTH).getFirst().header().messageId();
    return new MessageName(ExchangeType.IKE_AUTH, side == Side.RESPONDER, messageId);
  }

  private static Set<Octets> deleted(CapturedMessage message) {
    return message.opened().all(DeletePayload.class).stream()
        .flatMap(delete -> delete.spis().stream())
        .collect(Collectors.toSet());
  }

  /** Though each was asked to delete. */
  @Then("both requests have a Delete payload, and neither response has one")
  public void crossing() {
    Expect.equal(2, informational(false).size(), "requests" + transcript());
    Expect.equal(2, informational(true).size(), "responses" + transcript());
    for (CapturedMessage request : informational(false)) {
      Expect.equal(1, deleted(request).size(), "SPIs in " + request.name());
    }
    for (CapturedMessage response : informational(true)) {
      Expect.equal(List.of(), response.opened().payloads(), "payloads of the response");
    }
  }

  /** An INFORMATIONAL one. */
  @Then("the {message} has no payload inside")
  public void empty(MessageName name) {
    Expect.equal(List.of(), world.message(name).payloads(), "payloads of " + name);
  }

  /** Both ends. */
  @Then("no end holds a Child SA, and both hold the IKE SA")
  public void noChild() {
    for (Side side : Side.values()) {
      Expect.equal(Set.of(), world.testbed().subject(side).childSpis(), "SPIs of the " + side);
      Expect.equal(1, world.testbed().subject(side).ikeSpis().size(), "IKE SAs of the " + side);
    }
  }

  /** Neither an IKE SA nor a Child SA. */
  @Then("both ends hold nothing any more")
  public void nothingLeft() {
    for (Side side : Side.values()) {
      Expect.equal(Set.of(), world.testbed().subject(side).childSpis(), "SPIs of the " + side);
      Expect.equal(Set.of(), world.testbed().subject(side).ikeSpis(), "IKE SAs of the " + side);
    }
  }

  // Messages that nobody has authenticated.

  /** As after a crash. */
  @When("the {side} loses its IKE SA without a word")
  public void restarts(Side side) {
    world.testbed().subject(side).restart();
  }

  /** With nothing else in it but what proves it, where that has been agreed. */
  @Then(
      "the {side} answers the {message} in clear with N\\({notification}), with its SPIs and"
          + " Message ID")
  public void answersInClear(Side side, MessageName request, NotifyType type) {
    CapturedMessage asked = world.sent(request);
    CapturedMessage answer = world.sent(request.answer());
    Expect.equal(side, answer.sender(), "who answers");
    Expect.that(!answer.opened().isProtected(), () -> "the answer is protected");
    Expect.equal(1, answer.opened().notifications(type).size(), "N(" + type + ")");
    Expect.equal(asked.header().initiatorSpi(), answer.header().initiatorSpi(), "SPIi");
    Expect.equal(asked.header().responderSpi(), answer.header().responderSpi(), "SPIr");
    Expect.equal(asked.header().messageId(), answer.header().messageId(), "the Message ID");
  }

  /** In the name of the initiator, with the SPIs of the IKE SA. */
  @When("somebody sends an INFORMATIONAL response in clear that contains N\\({notification})")
  public void sendsResponseInClear(NotifyType type) {
    CapturedMessage any = world.capture().messages(ExchangeType.IKE_AUTH).getFirst();
    send(any.header().initiatorSpi(), any.header().responderSpi(), true, type);
  }

  /** In the name of the initiator, with other SPIs. */
  @When("somebody sends an INFORMATIONAL {kind} in clear for an IKE SA that there is not")
  public void sendsForNobody(boolean response) {
    send(new IkeSpi(0x1122334455667788L), new IkeSpi(0x99L), response, NotifyType.INVALID_IKE_SPI);
  }

  private void send(IkeSpi initiator, IkeSpi responder, boolean response, NotifyType type) {
    Testbed testbed = world.testbed();
    sentBefore = testbed.sent().size();
    IkeHeader header =
        IkeHeader.of(
            initiator,
            responder,
            ExchangeType.INFORMATIONAL,
            response ? Flags.response(Side.INITIATOR) : Flags.request(Side.INITIATOR),
            0);
    List<Payload> payloads = List.of(NotifyPayload.of(type));
    testbed.inject(
        testbed.inTheNameOf(Side.INITIATOR, MessageEncoder.encodeClear(header, payloads).octets()));
    testbed.pass(A_MOMENT);
  }

  /** Neither to that message nor because of it. */
  @Then("nobody sends anything, and the IKE SA stays as it is")
  public void nothingHappens() {
    Testbed testbed = world.testbed();
    Expect.equal(sentBefore, testbed.sent().size(), "datagrams" + transcript());
    for (Side side : Side.values()) {
      Expect.equal(1, testbed.subject(side).ikeSpis().size(), "IKE SAs of the " + side);
      Expect.that(testbed.subject(side).hasChildSa(), () -> "the " + side + " has no Child SA");
    }
    Expect.equal(List.of(), testbed.disagreements(), "what the ends do not agree on");
  }
}
