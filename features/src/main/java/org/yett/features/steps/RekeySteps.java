package org.yett.features.steps;

import io.cucumber.datatable.DataTable;
import io.cucumber.java.en.Given;
import io.cucumber.java.en.Then;
import io.cucumber.java.en.When;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.yett.features.capture.CapturedMessage;
import org.yett.features.reference.ReferencePrf;
import org.yett.features.subject.HeardKeys;
import org.yett.features.subject.Subject;
import org.yett.features.subject.Subject.Standing;
import org.yett.features.subject.Testbed;
import org.yett.ike.wire.DeletePayload;
import org.yett.ike.wire.IkeSpi;
import org.yett.ike.wire.KePayload;
import org.yett.ike.wire.Message;
import org.yett.ike.wire.NoncePayload;
import org.yett.ike.wire.NotifyPayload;
import org.yett.ike.wire.Octets;
import org.yett.ike.wire.PlacedPayload;
import org.yett.ike.wire.SaPayload;
import org.yett.ike.wire.Side;
import org.yett.spec.iana.ExchangeType;
import org.yett.spec.iana.KeyExchangeMethod;
import org.yett.spec.iana.NotifyType;
import org.yett.spec.iana.ProtocolId;

/** CREATE_CHILD_SA and what follows it, over an IKE SA that is established. */
public final class RekeySteps {

  private final World world;
  private final Map<Side, Set<Integer>> childSpis = new EnumMap<>(Side.class);
  private final Map<Side, Set<IkeSpi>> ikeSpis = new EnumMap<>(Side.class);
  private int before;

  RekeySteps(World world) {
    this.world = world;
  }

  // What takes place.

  /** Everything from now on counts. */
  @Given("an IKE SA with a Child SA is established")
  public void established() {
    Testbed testbed = world.testbed();
    testbed.subject(Side.INITIATOR).initiate();
    testbed.pass(World.ONE_HANDSHAKE);
    for (Side side : Side.values()) {
      Subject subject = testbed.subject(side);
      Expect.that(
          subject.standing() == Standing.ESTABLISHED && subject.hasChildSa(),
          () -> "at the " + side + " it is not\n" + testbed.transcript());
      childSpis.put(side, subject.childSpis());
      ikeSpis.put(side, subject.ikeSpis());
    }
    before = world.capture().messages().size();
  }

  /** With time enough for it but not for retransmissions. */
  @When("the {side} rekeys its Child SA")
  public void rekeysChild(Side side) {
    world.testbed().subject(side).rekeyChildSas();
    world.testbed().pass(World.ONE_HANDSHAKE);
  }

  /** As before. */
  @When("the {side} rekeys its IKE SA")
  public void rekeysIke(Side side) {
    world.testbed().subject(side).rekeyIkeSa();
    world.testbed().pass(World.ONE_HANDSHAKE);
  }

  /** So that the requests cross. */
  @When("both ends rekey their Child SA at the same time")
  public void bothRekeyChild() {
    world.testbed().subject(Side.INITIATOR).rekeyChildSas();
    world.testbed().subject(Side.RESPONDER).rekeyChildSas();
    world.testbed().pass(World.ONE_HANDSHAKE);
  }

  /** So that the requests cross. */
  @When("both ends rekey their IKE SA at the same time")
  public void bothRekeyIke() {
    world.testbed().subject(Side.INITIATOR).rekeyIkeSa();
    world.testbed().subject(Side.RESPONDER).rekeyIkeSa();
    world.testbed().pass(World.ONE_HANDSHAKE);
  }

  /** So that each request meets an end that is busy with the other SA. */
  @When("the initiator rekeys its IKE SA, and the responder its Child SA at the same time")
  public void bothRekey() {
    world.testbed().subject(Side.INITIATOR).rekeyIkeSa();
    world.testbed().subject(Side.RESPONDER).rekeyChildSas();
    world.testbed().pass(World.ONE_HANDSHAKE);
  }

  // Which messages.

  /** Inside it. */
  @Then("the {message} has a KE payload of {method}")
  public void hasKe(MessageName name, KeyExchangeMethod method) {
    Expect.equal(
        Optional.of(method),
        one(name).opened().first(KePayload.class).map(KePayload::method),
        "method of the KE payload" + transcript());
  }

  /** Neither in the SA payload nor beside it. */
  @Then("the {message} has no KE payload, and proposes no method")
  public void hasNoKe(MessageName name) {
    Message message = one(name).opened();
    Expect.equal(List.of(), message.all(KePayload.class), "KE payloads" + transcript());
    boolean proposed =
        message.first(SaPayload.class).orElseThrow().proposals().stream()
            .flatMap(proposal -> proposal.transforms().stream())
            .anyMatch(transform ->
                transform.id() instanceof KeyExchangeMethod method
                    && !method.equals(KeyExchangeMethod.NONE));
    Expect.that(!proposed, () -> "a method is proposed" + transcript());
  }

  private CapturedMessage one(MessageName name) {
    List<CapturedMessage> found =
        since().stream().filter(message -> message.name().equals(name.toString())).toList();
    Expect.equal(1, found.size(), "messages " + name + transcript());
    return found.getFirst();
  }

  /** And by nothing else. */
  @Then("N\\(REKEY_SA) in the {message} names the SPI on which its sender receives")
  public void namesOwnSpi(MessageName name) {
    CapturedMessage message = one(name);
    Set<Integer> named = new HashSet<>();
    for (NotifyPayload notify : message.opened().notifications(NotifyType.REKEY_SA)) {
      Expect.equal(ProtocolId.ESP, notify.protocol(), "Protocol ID");
      Expect.equal(Integer.BYTES, notify.spi().size(), "SPI Size");
      named.add((int) notify.spi().u32(0));
    }
    Expect.equal(childSpis.get(message.sender()), named, "SPIs in REKEY_SA" + transcript());
  }

  private List<CapturedMessage> since() {
    List<CapturedMessage> all = world.capture().messages();
    return all.subList(before, all.size());
  }

  private List<CapturedMessage> since(ExchangeType exchange) {
    return since().stream()
        .filter(message -> message.header().exchangeType().equals(exchange))
        .toList();
  }

  /** All since the IKE SA was established, in order. */
  @Then("these messages follow, and no others")
  public void follow(DataTable table) {
    List<String> expected = new ArrayList<>();
    for (Map<String, String> row : table.asMaps()) {
      expected.add(row.get("from") + ": " + row.get("message"));
    }
    List<String> found = new ArrayList<>();
    for (CapturedMessage message : since()) {
      String sender = message.sender() == Side.INITIATOR ? "initiator" : "responder";
      found.add(sender + ": " + message.name());
    }
    Expect.equal(expected, found, "the messages");
  }

  /**
   * An IKE_FOLLOWUP_KE exchange each, with KE payloads of the method in request and response, each
   * begun when the one before was over.
   */
  @Then("the additional key exchanges in IKE_FOLLOWUP_KE are {string}, one after another")
  public void followUps(String methods) {
    List<CapturedMessage> messages = since(ExchangeType.IKE_FOLLOWUP_KE);
    List<KeyExchangeMethod> found = new ArrayList<>();
    for (int i = 0; i + 1 < messages.size(); i += 2) {
      CapturedMessage request = messages.get(i);
      CapturedMessage response = messages.get(i + 1);
      Expect.that(
          request.header().isRequest() && response.name().equals(answerOf(request)),
          () -> request.name() + " is followed by " + response.name());
      KeyExchangeMethod method = ke(request).method();
      Expect.equal(method, ke(response).method(), "the method of KEr");
      found.add(method);
    }
    Expect.equal(Methods.list(Optional.of(methods)), found, "the additional key exchanges");
    Expect.equal(2 * found.size(), messages.size(), "messages of IKE_FOLLOWUP_KE");
  }

  private static String answerOf(CapturedMessage request) {
    return new MessageName(request.header().exchangeType(), true, request.header().messageId())
        .toString();
  }

  private static KePayload ke(CapturedMessage message) {
    return message
        .opened()
        .first(KePayload.class)
        .orElseThrow(() -> new AssertionError(message.opened().describe() + " has no KE payload"));
  }

  /** Every response but the last tells what the next request has to return. */
  @Then(
      "each response but the last contains N\\(ADDITIONAL_KEY_EXCHANGE), and the request after it"
          + " the same, octet by octet")
  public void links() {
    List<CapturedMessage> messages =
        since().stream()
            .filter(message ->
                message.header().exchangeType().equals(ExchangeType.CREATE_CHILD_SA)
                    || message.header().exchangeType().equals(ExchangeType.IKE_FOLLOWUP_KE))
            .toList();
    Expect.that(messages.size() >= 4, () -> "no IKE_FOLLOWUP_KE exchange took place");
    Expect.equal(List.of(), links(messages.getFirst()), "in the first request");
    Expect.equal(List.of(), links(messages.getLast()), "in the last response");
    for (int i = 1; i + 1 < messages.size(); i += 2) {
      List<Octets> told = links(messages.get(i));
      Expect.equal(1, told.size(), "N(ADDITIONAL_KEY_EXCHANGE) in " + messages.get(i).name());
      Expect.equal(told, links(messages.get(i + 1)), "what comes back");
    }
  }

  private static List<Octets> links(CapturedMessage message) {
    return message.opened().notifications(NotifyType.ADDITIONAL_KEY_EXCHANGE).stream()
        .map(NotifyPayload::data)
        .toList();
  }

  /** As status notifications are that concern no Child SA; the data is the responder's affair. */
  @Then(
      "N\\({notification}) in the {message} has Notify Message Type {int}, Protocol ID {int}, SPI"
          + " Size {int} and some data")
  public void notifyFields(
      NotifyType type, MessageName name, int number, int protocol, int spiSize) {
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
    Expect.that(body.size() > 4 + spiSize, () -> "there is no data");
  }

  /** In an INFORMATIONAL request. */
  @Then("the {side} deletes the IKE SA by a Delete payload in an INFORMATIONAL exchange")
  public void deletesIkeSa(Side side) {
    List<CapturedMessage> deletes =
        since(ExchangeType.INFORMATIONAL).stream()
            .filter(message -> message.sender() == side && message.header().isRequest())
            .filter(message -> message.message().isPresent())
            .filter(message ->
                message.opened().all(DeletePayload.class).stream().anyMatch(DeletePayload::isIkeSa))
            .toList();
    Expect.equal(1, deletes.size(), "such requests of the " + side + transcript());
  }

  private String transcript() {
    return "\n" + world.testbed().transcript();
  }

  // Keys.

  private record Nonces(Octets ni, Octets nr) {}

  private Nonces nonces() {
    List<CapturedMessage> messages = since(ExchangeType.CREATE_CHILD_SA);
    Expect.equal(2, messages.size(), "messages of CREATE_CHILD_SA");
    return new Nonces(nonce(messages.get(0)), nonce(messages.get(1)));
  }

  private static Octets nonce(CapturedMessage message) {
    return message.opened().first(NoncePayload.class).orElseThrow().data();
  }

  private HeardKeys.Series series(Side side, Nonces nonces) {
    return world
        .testbed()
        .keysOf(side)
        .series(nonces.ni(), nonces.nr())
        .orElseThrow(() -> new AssertionError("the " + side + " has no keys" + transcript()));
  }

  /** SK(0) | Ni | Nr | SK(1) | ... | SK(n). */
  private static byte[] input(List<Octets> secrets, Nonces nonces) {
    List<Octets> all = new ArrayList<>(secrets);
    all.add(1, nonces.ni());
    all.add(2, nonces.nr());
    return Octets.concat(all.toArray(Octets[]::new)).toArray();
  }

  /** Of the IKE SA that has been rekeyed. */
  @Then(
      "both ends compute SKEYSEED = prf\\(SK_d, SK\\(0) | Ni | Nr | SK\\(1) | ... SK\\(n)) with n ="
          + " {int}")
  public void skeyseed(int n) {
    Nonces nonces = nonces();
    ReferencePrf prf = world.handshake().suite().prf();
    byte[] skD = world.generations().getLast().skD().toArray();
    for (Side side : Side.values()) {
      HeardKeys.Series heard = series(side, nonces);
      Expect.equal(n + 1, heard.sharedSecrets().size(), "shared secrets at the " + side);
      byte[] expected = prf.prf(skD, input(heard.sharedSecrets(), nonces));
      Expect.that(
          heard.keys().equals(Octets.wrap(expected)),
          () -> "SKEYSEED of the " + side + " is another than the formula gives");
    }
    sameSecrets(nonces);
  }

  /** Of the Child SA that has been made. */
  @Then(
      "both ends compute KEYMAT = prf+ \\(SK_d, SK\\(0) | Ni | Nr | SK\\(1) | ... SK\\(n)) with n ="
          + " {int}")
  public void keymat(int n) {
    Nonces nonces = nonces();
    ReferencePrf prf = world.handshake().suite().prf();
    byte[] skD = world.generations().getLast().skD().toArray();
    for (Side side : Side.values()) {
      HeardKeys.Series heard = series(side, nonces);
      Expect.equal(n + 1, heard.sharedSecrets().size(), "shared secrets at the " + side);
      byte[] expected = prf.plus(skD, input(heard.sharedSecrets(), nonces), heard.keys().size());
      Expect.that(
          heard.keys().equals(Octets.wrap(expected)),
          () -> "KEYMAT of the " + side + " is another than the formula gives");
    }
    sameSecrets(nonces);
  }

  private void sameSecrets(Nonces nonces) {
    Expect.that(
        series(Side.INITIATOR, nonces)
            .sharedSecrets()
            .equals(series(Side.RESPONDER, nonces).sharedSecrets()),
        () -> "the shared secrets of both differ");
    // Reversed at both ends, they would agree as well; their lengths tell which is which.
    List<Integer> expected =
        since().stream()
            .filter(message -> message.header().isRequest())
            .flatMap(message -> message.opened().first(KePayload.class).stream())
            .map(ke -> length(ke.method()))
            .toList();
    List<Integer> found =
        series(Side.INITIATOR, nonces).sharedSecrets().stream().map(Octets::size).toList();
    Expect.equal(expected, found, "lengths of SK(0), SK(1) and so on");
  }

  private static int length(KeyExchangeMethod method) {
    if (method.equals(KeyExchangeMethod.ECP_384)) {
      return 48;
    }
    return method.equals(KeyExchangeMethod.CURVE448) ? 56 : 32;
  }

  // What the ends hold afterwards.

  /** At both ends, and they agree on it. */
  @Then("the Child SA has been replaced by a new one")
  public void childReplaced() {
    consistent();
    for (Side side : Side.values()) {
      Set<Integer> now = world.testbed().subject(side).childSpis();
      Expect.equal(childSpis.get(side).size(), now.size(), "Child SAs at the " + side);
      Set<Integer> both = new HashSet<>(now);
      both.retainAll(childSpis.get(side));
      Expect.equal(Set.of(), both, "old Child SAs at the " + side + transcript());
    }
  }

  /** At both ends. */
  @Then("the Child SA is still the old one")
  public void childKept() {
    consistent();
    for (Side side : Side.values()) {
      Expect.equal(
          childSpis.get(side),
          world.testbed().subject(side).childSpis(),
          "Child SAs at the " + side + transcript());
    }
  }

  /** At both ends, with the Child SA that the old one had. */
  @Then("the IKE SA has been replaced by a new one, which has inherited the Child SA")
  public void ikeReplaced() {
    childKept();
    for (Side side : Side.values()) {
      Set<IkeSpi> now = world.testbed().subject(side).ikeSpis();
      Expect.equal(1, now.size(), "IKE SAs at the " + side + transcript());
      Expect.that(
          !ikeSpis.get(side).equals(now), () -> "the " + side + " has the old one" + transcript());
    }
    Expect.equal(
        world.testbed().subject(Side.INITIATOR).ikeSpis(),
        world.testbed().subject(Side.RESPONDER).ikeSpis(),
        "the IKE SA of the responder");
  }

  /** At both ends. */
  @Then("the IKE SA is still the old one")
  public void ikeKept() {
    for (Side side : Side.values()) {
      Expect.equal(
          ikeSpis.get(side),
          world.testbed().subject(side).ikeSpis(),
          "IKE SAs at the " + side + transcript());
    }
  }

  private void consistent() {
    Expect.equal(List.of(), world.testbed().disagreements(), "what the ends do not agree on");
    Expect.equal(List.of(), world.testbed().violations(), "what must never happen");
  }

  /** At neither end. */
  @Then("the IKE SA is gone")
  public void gone() {
    for (Side side : Side.values()) {
      Expect.equal(
          Set.of(),
          world.testbed().subject(side).ikeSpis(),
          "IKE SAs at the " + side + transcript());
      Expect.equal(Set.of(), world.testbed().subject(side).childSpis(), "Child SAs at the " + side);
    }
  }

  // Collisions.

  /** Of the four nonces of two CREATE_CHILD_SA exchanges. */
  @Then(
      "the initiator of the CREATE_CHILD_SA exchange with the lowest nonce starts no"
          + " IKE_FOLLOWUP_KE exchange, and the other one does")
  public void loserStops() {
    List<CapturedMessage> messages = since(ExchangeType.CREATE_CHILD_SA);
    Expect.equal(4, messages.size(), "messages of CREATE_CHILD_SA" + transcript());
    Side loser = asker(lowest(messages));
    Expect.equal(List.of(), followUpsOf(loser), "IKE_FOLLOWUP_KE requests of the " + loser);
    Expect.that(
        !followUpsOf(loser.other()).isEmpty(),
        () -> "there is no IKE_FOLLOWUP_KE request of the " + loser.other() + transcript());
  }

  private static CapturedMessage lowest(List<CapturedMessage> messages) {
    return messages.stream()
        .min((one, other) -> nonce(one).compareUnsigned(nonce(other)))
        .orElseThrow();
  }

  private static Side asker(CapturedMessage message) {
    return message.header().isRequest() ? message.sender() : message.sender().other();
  }

  /** The SPI that a side names in the request by which it began a CREATE_CHILD_SA exchange. */
  private Octets proposed(Side side) {
    return since(ExchangeType.CREATE_CHILD_SA).stream()
        .filter(message -> message.sender() == side && message.header().isRequest())
        .findFirst()
        .orElseThrow()
        .opened()
        .first(SaPayload.class)
        .orElseThrow()
        .proposals()
        .getFirst()
        .spi();
  }

  private Side loser() {
    List<CapturedMessage> messages = since(ExchangeType.CREATE_CHILD_SA);
    Expect.equal(4, messages.size(), "messages of CREATE_CHILD_SA" + transcript());
    return asker(lowest(messages));
  }

  /** Each end deletes one, on its own behalf. */
  @Then(
      "the initiator of the CREATE_CHILD_SA exchange with the lowest nonce deletes the Child SA of"
          + " that exchange, and the other one the old Child SA")
  public void loserDeletesItsOwn() {
    Side loser = loser();
    Expect.equal(
        Set.of((int) proposed(loser).u32(0)), deletedBy(loser), "SPIs that the loser deletes");
    Expect.equal(
        childSpis.get(loser.other()), deletedBy(loser.other()), "SPIs that the other deletes");
  }

  private Set<Integer> deletedBy(Side side) {
    Set<Integer> spis = new HashSet<>();
    for (CapturedMessage message : since(ExchangeType.INFORMATIONAL)) {
      if (message.sender() == side && message.header().isRequest()) {
        message.opened().all(DeletePayload.class).forEach(d -> spis.addAll(d.childSpis()));
      }
    }
    return spis;
  }

  /** At both ends, by the SPI with which its creator asked for it. */
  @Then("the new IKE SA is not that of the CREATE_CHILD_SA exchange with the lowest nonce")
  public void winnersIkeSa() {
    Side winner = loser().other();
    for (Side side : Side.values()) {
      Expect.equal(
          Set.of(new IkeSpi(proposed(winner).u64(0))),
          world.testbed().subject(side).ikeSpis(),
          "IKE SAs at the " + side + transcript());
    }
  }

  private List<String> followUpsOf(Side side) {
    return since(ExchangeType.IKE_FOLLOWUP_KE).stream()
        .filter(message -> message.sender() == side && message.header().isRequest())
        .map(CapturedMessage::name)
        .toList();
  }

  /** An error, be it alone or not, to that request. */
  @Then("the {side} answers {message} with {notification}")
  public void answersWith(Side side, MessageName request, NotifyType error) {
    List<Message> answers =
        since().stream()
            .filter(message -> message.sender() == side)
            .filter(message -> message.name().equals(request.answer().toString()))
            .map(CapturedMessage::opened)
            .toList();
    Expect.equal(1, answers.size(), "responses" + transcript());
    Expect.equal(1, answers.getFirst().notifications(error).size(), "N(" + error + ")");
  }

  /** Each attempt was given up at once. */
  @Then("CREATE_CHILD_SA has been tried more than once, each time with one IKE_FOLLOWUP_KE request")
  public void triedAgain() {
    List<String> requests =
        since().stream()
            .filter(message -> message.header().isRequest())
            .map(message -> message.header().exchangeType())
            .filter(exchange -> !exchange.equals(ExchangeType.INFORMATIONAL))
            .map(ExchangeType::toString)
            .toList();
    Expect.that(requests.size() >= 4, () -> "requests were " + requests + transcript());
    for (int i = 0; i < requests.size(); i++) {
      String due = (i % 2 == 0 ? ExchangeType.CREATE_CHILD_SA : ExchangeType.IKE_FOLLOWUP_KE) + "";
      Expect.equal(due, requests.get(i), "request " + (i + 1));
    }
  }

  /** Until something is over that takes several attempts. */
  @When("{int} minutes pass")
  public void minutes(int minutes) {
    world.testbed().pass(Duration.ofMinutes(minutes));
  }
}
