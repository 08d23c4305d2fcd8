package org.yett.features.steps;

import io.cucumber.datatable.DataTable;
import io.cucumber.java.en.Then;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Collectors;
import org.yett.features.capture.CapturedMessage;
import org.yett.features.subject.Datagram;
import org.yett.ike.wire.KePayload;
import org.yett.ike.wire.Message;
import org.yett.ike.wire.NotifyPayload;
import org.yett.ike.wire.Octets;
import org.yett.ike.wire.PlacedPayload;
import org.yett.ike.wire.SaPayload;
import org.yett.ike.wire.Side;
import org.yett.ike.wire.Transform;
import org.yett.spec.iana.ExchangeType;
import org.yett.spec.iana.KeyExchangeMethod;
import org.yett.spec.iana.NotifyType;

/** Which messages were sent, and what is in them. */
public final class MessageSteps {

  private final World world;

  MessageSteps(World world) {
    this.world = world;
  }

  private String transcript() {
    return "\n" + world.testbed().transcript();
  }

  // Which messages.

  /** All messages, in the order in which they were sent for the first time. */
  @Then("these messages are sent, and no others")
  public void messages(DataTable table) {
    List<String> expected = new ArrayList<>();
    List<String> found = new ArrayList<>();
    for (Map<String, String> row : table.asMaps()) {
      expected.add(row.get("from") + ": " + row.get("message") + keys(row.get("keys")));
    }
    boolean withKeys = table.row(0).contains("keys");
    for (CapturedMessage message : world.capture().messages()) {
      String sender = message.sender() == Side.INITIATOR ? "initiator" : "responder";
      found.add(
          sender
              + ": "
              + message.name()
              + (withKeys ? keys(generation(message.generation())) : ""));
    }
    Expect.equal(expected, found, "the messages");
  }

  private static String keys(String generation) {
    return generation == null ? "" : " under " + generation;
  }

  private static String generation(OptionalInt generation) {
    return generation.isPresent() ? "SK_*(" + generation.getAsInt() + ")" : "none";
  }

  /** Neither sent once nor again. */
  @Then("no {message} is sent")
  public void notSent(MessageName name) {
    Expect.that(
        world.testbed().sent().stream().noneMatch(name::isIn), () -> "it is" + transcript());
  }

  /** By nobody. */
  @Then("no {exchange} exchange takes place")
  public void noExchange(ExchangeType exchange) {
    Expect.equal(
        List.of(),
        world.capture().messages(exchange).stream().map(CapturedMessage::name).toList(),
        "messages of " + exchange);
  }

  /** It went out. */
  @Then("the {message} is sent")
  public void sent(MessageName name) {
    world.sent(name);
  }

  /** It went out more than once, the same each time. */
  @Then("the {message} is sent again, octet by octet the same")
  public void sentAgain(MessageName name) {
    List<Octets> sent =
        world.testbed().sent().stream().filter(name::isIn).map(Datagram::octets).toList();
    long different = sent.stream().distinct().count();
    int pieces = world.sent(name).datagrams().size();
    Expect.that(
        sent.size() > pieces && different == pieces,
        () -> sent.size() + " datagrams, " + different + " different ones" + transcript());
  }

  /** Neither by a response nor by anything else. */
  @Then("the {message} is not answered")
  public void notAnswered(MessageName name) {
    notSent(name.answer());
  }

  /** With an error perhaps, but not with what would set up keys. */
  @Then("the {message} is not answered with a KE payload")
  public void notAnsweredWithKe(MessageName name) {
    world
        .find(name.answer())
        .ifPresent(response ->
            Expect.equal(
                List.of(), response.opened().all(KePayload.class), "KE payloads of the response"));
    Expect.equal(List.of(), world.capture().handshakes(), "IKE_SA_INIT exchanges with keys");
  }

  /** Nothing in clear, nothing under a key, nothing at all. */
  @Then("the responder sends nothing but the {message}")
  public void nothingBut(MessageName name) {
    for (Datagram datagram : world.testbed().sent()) {
      Expect.that(
          datagram.sender() == Side.INITIATOR || name.isIn(datagram),
          () -> "it does" + transcript());
    }
  }

  /** Each once in request and response, in ascending order; none if there are to be none. */
  @Then("the IKE_INTERMEDIATE exchanges have the Message IDs 1 to {int}")
  public void messageIds(int last) {
    List<String> expected = new ArrayList<>();
    for (int n = 1; n <= last; n++) {
      expected.add(new MessageName(ExchangeType.IKE_INTERMEDIATE, false, n).toString());
      expected.add(new MessageName(ExchangeType.IKE_INTERMEDIATE, true, n).toString());
    }
    Expect.equal(
        expected,
        world.capture().messages(ExchangeType.IKE_INTERMEDIATE).stream()
            .map(CapturedMessage::name)
            .toList(),
        "the IKE_INTERMEDIATE messages");
  }

  // Key exchanges.

  /**
   * An IKE_INTERMEDIATE exchange each, with KE payloads of the method in request and response, each
   * begun when the one before was over.
   */
  @Then("the additional key exchanges are {string}, one after another")
  public void additionalKeyExchanges(String methods) {
    List<CapturedMessage> messages = world.capture().messages(ExchangeType.IKE_INTERMEDIATE);
    List<KeyExchangeMethod> expected = Methods.list(Optional.of(methods));
    List<KeyExchangeMethod> found = new ArrayList<>();
    messageIds(expected.size());
    for (int i = 0; i < messages.size(); i += 2) {
      KeyExchangeMethod request = ke(messages.get(i)).method();
      Expect.equal(request, ke(messages.get(i + 1)).method(), "the method of KEr");
      found.add(request);
    }
    Expect.equal(expected, found, "the additional key exchanges");
  }

  private static KePayload ke(CapturedMessage message) {
    Optional<KePayload> ke = message.opened().first(KePayload.class);
    Expect.that(ke.isPresent(), () -> message.opened().describe() + " has no KE payload");
    return ke.get();
  }

  /** The length of a KE payload and of its data, and its method by number. */
  @Then(
      "the KE payload of the {message} has Payload Length {int}, Key Exchange Method {int} and {int} octets of data")
  public void keLengths(MessageName name, int length, int method, int octets) {
    Message message = world.message(name);
    PlacedPayload placed =
        message.placed().stream()
            .filter(payload -> payload.payload() instanceof KePayload)
            .findFirst()
            .orElseThrow(() -> new AssertionError("no KE payload in " + message.describe()));
    Expect.equal(length, placed.octets().u16(2), "Payload Length");
    Expect.equal(method, placed.octets().u16(4), "Key Exchange Method");
    Expect.equal(octets, placed.octets().size() - 8, "octets of Key Exchange Data");
  }

  /** In the one proposal of the response: a row with the key exchanges by Transform Type. */
  @Then("the responder selects")
  public void selects(DataTable table) {
    Expect.equal(
        words(Methods.transforms(table.asMaps().getFirst())),
        words(
            world.handshake().selected().transforms().stream()
                .filter(transform ->
                    transform.id() instanceof KeyExchangeMethod method
                        && !method.equals(KeyExchangeMethod.NONE))
                .toList()),
        "the key exchanges selected");
  }

  private static String words(List<Transform> transforms) {
    return transforms.stream()
        .filter(transform -> !transform.id().equals(KeyExchangeMethod.NONE))
        .map(transform -> transform.type() + "=" + transform.id())
        .sorted()
        .collect(Collectors.joining(" "));
  }

  private static List<Integer> types(List<Transform> transforms) {
    return transforms.stream().map(transform -> transform.type().value()).sorted().toList();
  }

  /** Which of the proposals, counted from 1. */
  @Then("the responder selects proposal {int}")
  public void selectsProposal(int number) {
    Expect.equal(number, world.handshake().selected().number(), "the Proposal Num selected");
  }

  /** Exactly one transform of each Transform Type that the chosen proposal has. */
  @Then("the response has one transform of each Transform Type that was proposed")
  public void oneOfEach() {
    var request = world.handshake().request();
    var selected = world.handshake().selected();
    var offered =
        request.first(SaPayload.class).orElseThrow().proposals().stream()
            .filter(proposal -> proposal.number() == selected.number())
            .findFirst()
            .orElseThrow();
    Expect.equal(
        types(offered.transforms()).stream().distinct().toList(),
        types(selected.transforms()),
        "the Transform Types of the response");
  }

  // Notifications.

  /** Once. */
  @Then("the {message} contains N\\({notification})")
  public void contains(MessageName name, NotifyType type) {
    Expect.equal(
        1, world.message(name).notifications(type).size(), "N(" + type + ") in the " + name);
  }

  /** Not at all. */
  @Then("the {message} does not contain N\\({notification})")
  public void containsNot(MessageName name, NotifyType type) {
    Expect.equal(
        0, world.message(name).notifications(type).size(), "N(" + type + ") in the " + name);
  }

  /** As status notifications are that concern no Child SA. */
  @Then(
      "N\\({notification}) in the {message} has Notify Message Type {int}, Protocol ID {int}, SPI Size {int} and {int} octets of data")
  public void notifyFields(
      NotifyType type, MessageName name, int number, int protocol, int spiSize, int data) {
    PlacedPayload placed =
        world.message(name).placed().stream()
            .filter(payload ->
                payload.payload() instanceof NotifyPayload notify
                    && notify.notifyType().equals(type))
            .findFirst()
            .orElseThrow(() -> new AssertionError("no N(" + type + ") in the " + name));
    Octets body = placed.body();
    Expect.equal(protocol, body.u8(0), "Protocol ID");
    Expect.equal(spiSize, body.u8(1), "SPI Size");
    Expect.equal(number, body.u16(2), "Notify Message Type");
    Expect.equal(data, body.size() - 4 - spiSize, "octets of Notification Data");
  }

  /** By a response with that error and nothing else. */
  @Then("the {message} is refused with {notification}")
  public void refused(MessageName request, NotifyType error) {
    Message response = world.message(request.answer());
    Expect.equal(1, response.payloads().size(), "payloads of " + response.describe());
    Expect.equal(1, response.notifications(error).size(), error + " in " + response.describe());
  }

  // How it is carried.

  /** Nothing but the Encrypted payload outside, and KE in it. */
  @Then("every IKE_INTERMEDIATE message has its KE payload inside an Encrypted payload")
  public void keInside() {
    List<CapturedMessage> messages = world.capture().messages(ExchangeType.IKE_INTERMEDIATE);
    Expect.that(!messages.isEmpty(), () -> "there is none" + transcript());
    for (CapturedMessage captured : messages) {
      Message message = captured.opened();
      Expect.that(message.isProtected(), () -> message.describe() + " is in clear");
      Expect.equal(List.of(), message.clear(), "payloads outside in " + message.describe());
      Expect.equal(1, message.all(KePayload.class).size(), "KE payloads in " + message.describe());
    }
  }

  /** In how many datagrams the message went when it was first sent. */
  @Then("the {message} is sent in {int} datagram(s)")
  public void datagrams(MessageName name, int count) {
    Expect.equal(count, world.sent(name).datagrams().size(), "datagrams of the " + name);
  }

  /** Ports and non-ESP marker of a message. */
  @Then("the {message} goes to port {int} {with} a non-ESP marker")
  public void port(MessageName name, int port, boolean marker) {
    for (Datagram datagram : world.sent(name).datagrams()) {
      Expect.equal(port, datagram.destination().port(), "the destination port");
      Expect.equal(marker, datagram.marker(), "a non-ESP marker");
    }
  }
}
