package org.yett.interop.run;

import java.time.Duration;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.yett.interop.lab.LaboratoryException;
import org.yett.interop.lab.Side;
import org.yett.interop.lab.Waiting;
import org.yett.interop.peer.ChildSaState;
import org.yett.interop.peer.Exchange;
import org.yett.interop.peer.IkeSaState;
import org.yett.interop.peer.LoggedMessage;
import org.yett.interop.peer.Peer;
import org.yett.interop.scenario.Expectation;
import org.yett.interop.scenario.Scenario;
import org.yett.interop.wire.WirePacket;

/**
 * Looks at both daemons' state, at their logs and at the link, and writes down what it looked for
 * and what it saw. It never concludes from an exit status alone.
 */
final class Judge {
  /** Half-open IKE SAs are given up after fifteen seconds then. */
  private static final Duration RECOVERY = Duration.ofSeconds(25);

  private final Scenario scenario;
  private final List<Check> checks;
  private final Observer observer;
  private final Map<Side, IkeSaState> current = new EnumMap<>(Side.class);

  /**
   * A judge.
   *
   * @param checks receives everything that is looked for
   */
  Judge(Scenario scenario, List<Check> checks, Observer observer) {
    this.scenario = scenario;
    this.checks = checks;
    this.observer = observer;
  }

  boolean missedSomething() {
    return checks.stream().anyMatch(check -> !check.seen());
  }

  private void check(String what, boolean seen, String evidence) {
    checks.add(new Check(what, seen, evidence));
  }

  /** The responder answered a stranger's IKE_SA_INIT, whose half-open SA is left out from now. */
  void knocked(String initiatorSpi) throws LaboratoryException {
    observer.overlook(initiatorSpi);
    boolean answered =
        observer.await(() ->
            Observer.ike(observer.wire()).stream()
                .anyMatch(m -> m.response() && m.initiatorSpi().equals(initiatorSpi)));
    check("a stranger's IKE_SA_INIT is answered", answered, answered ? "answered" : "no answer");
  }

  /** Both have one IKE SA with one Child SA, the same, of the expected suites. */
  void established(Peer.Outcome outcome) throws LaboratoryException {
    check(
        observer.name(observer.initiator()) + " says that the tunnel is up",
        outcome.succeeded(),
        last(outcome));
    boolean up =
        observer.lookUntil(
            () -> observer.up(Side.SUBJECT).isPresent() && observer.up(Side.PEER).isPresent());
    for (Side side : Side.values()) {
      Optional<IkeSaState> sa = observer.up(side);
      check(
          observer.name(side) + " has one IKE SA established with one Child SA installed",
          sa.isPresent(),
          describe(observer.sas(side)));
      sa.ifPresent(state -> current.put(side, state));
    }
    if (!up) {
      return;
    }
    observer.follow(current.get(observer.initiator()).initiatorSpi());
    for (Side side : Side.values()) {
      suites(side, current.get(side));
    }
    agreement();
    // The capture may lag behind the daemons a little.
    observer.await(() ->
        observer.ofCurrentSa().stream().anyMatch(m -> m.is(Exchange.IKE_AUTH) && m.response()));
    initRequests();
    for (Expectation.Datagrams expected : scenario.expectation().datagrams()) {
      datagrams(expected);
    }
    additionalExchanges();
    notifies();
    childless();
  }

  /** Where no Child SA may come with IKE_AUTH, CREATE_CHILD_SA brought it (RFC 6023). */
  private void childless() throws LaboratoryException {
    if ("force".equals(scenario.initiator().keys().get("childless"))) {
      Side by = observer.initiator();
      observer.await(() -> observer.answered(by, Exchange.CREATE_CHILD_SA) > 0);
      long created = observer.answered(by, Exchange.CREATE_CHILD_SA);
      check("the Child SA came by CREATE_CHILD_SA", created == 1, plural(created, "exchange"));
      for (Side side : Side.values()) {
        String own = current.get(side).children().getFirst().keyExchanges();
        String expected = scenario.expectation().espKeyExchanges();
        check(
            observer.name(side) + " reports the Child SA's own key exchanges " + expected,
            own.equals(expected),
            own);
      }
    }
  }

  /** Both have that address alone as the traffic selector of the side that was given it. */
  void virtualAddress(Side has, String address) {
    for (Side side : Side.values()) {
      ChildSaState child = current.get(side).children().getFirst();
      List<String> selectors = side == has ? child.localSelectors() : child.remoteSelectors();
      check(
          observer.name(side) + " has the virtual address as " + observer.name(has) + "'s selector",
          selectors.equals(List.of(address + "/32")),
          selectors.toString());
    }
  }

  private void suites(Side side, IkeSaState sa) {
    Expectation expected = scenario.expectation();
    check(
        observer.name(side) + " reports the IKE suite " + expected.ikeSuite(),
        sa.suite().equals(expected.ikeSuite()),
        sa.suite());
    String esp = sa.children().getFirst().suite();
    check(
        observer.name(side) + " reports the ESP suite " + expected.espSuite(),
        esp.equals(expected.espSuite()),
        esp);
  }

  private void agreement() {
    IkeSaState ours = current.get(Side.SUBJECT);
    IkeSaState theirs = current.get(Side.PEER);
    String ourSpis = ours.initiatorSpi() + "/" + ours.responderSpi();
    String theirSpis = theirs.initiatorSpi() + "/" + theirs.responderSpi();
    check("both report the same IKE SPIs", ourSpis.equals(theirSpis), ourSpis + " " + theirSpis);
    ChildSaState ourChild = ours.children().getFirst();
    ChildSaState theirChild = theirs.children().getFirst();
    check(
        "each one's inbound ESP SPI is the other's outbound one",
        ourChild.spiIn().equals(theirChild.spiOut())
            && ourChild.spiOut().equals(theirChild.spiIn()),
        ourChild.spiIn()
            + "/"
            + ourChild.spiOut()
            + " "
            + theirChild.spiIn()
            + "/"
            + theirChild.spiOut());
    for (Side side : Side.values()) {
      List<String> local = current.get(side).children().getFirst().localSelectors();
      List<String> remote = current.get(side.other()).children().getFirst().remoteSelectors();
      check(
          observer.name(side)
              + "'s traffic selectors are those that "
              + observer.name(side.other())
              + " has for it",
          !local.isEmpty() && new HashSet<>(local).equals(new HashSet<>(remote)),
          local + " " + remote);
    }
    for (Side side : Side.values()) {
      boolean initiated = current.get(side).initiator();
      check(
          observer.name(side) + (side == observer.initiator() ? " initiated" : " responded"),
          initiated == (side == observer.initiator()),
          initiated ? "it initiated" : "it responded");
    }
  }

  private void initRequests() throws LaboratoryException {
    Map<String, Integer> lengths = new LinkedHashMap<>();
    for (WirePacket.Ike message : observer.ofCurrentSa()) {
      if (message.is(Exchange.IKE_SA_INIT) && !message.response()) {
        lengths.put(message.digest(), message.octets());
      }
    }
    int expected = scenario.expectation().initRequests();
    check(
        "the link carried " + plural(expected, "different IKE_SA_INIT request"),
        lengths.size() == expected,
        "octets " + lengths.values());
  }

  private void datagrams(Expectation.Datagrams expected) throws LaboratoryException {
    Set<String> digests = new HashSet<>();
    List<WirePacket.Ike> sent =
        observer.ofCurrentSa().stream()
            .filter(m -> m.is(expected.exchange()))
            .filter(m -> m.messageId() == expected.messageId())
            .filter(m -> m.response() != expected.request())
            // One that comes again is judged elsewhere.
            .filter(m -> digests.add(m.digest()))
            .toList();
    String message =
        expected.exchange()
            + (expected.request() ? " request " : " response ")
            + expected.messageId();
    List<String> shapes =
        sent.stream()
            .map(m ->
                m.octets()
                    + m.fragment().map(f -> " (" + f.number() + "/" + f.total() + ")").orElse(""))
            .toList();
    boolean complete =
        expected.count() == 1
            ? sent.size() == 1 && sent.getFirst().fragment().isEmpty()
            : fragmentNumbers(sent, expected.count()).size() == expected.count()
                && sent.size() == expected.count();
    check(
        message + " travels in " + plural(expected.count(), "datagram"),
        complete,
        "octets " + shapes);
    scenario.initiator().fragmentSize().ifPresent(limit -> within(limit, message, sent));
  }

  private void within(int limit, String message, List<WirePacket.Ike> sent) {
    check(
        message + " has no IP packet above " + limit + " octets",
        sent.stream().allMatch(m -> m.packetOctets() <= limit),
        sent.stream().map(WirePacket.Ike::packetOctets).toList().toString());
  }

  private static TreeSet<Integer> fragmentNumbers(List<WirePacket.Ike> sent, int total) {
    TreeSet<Integer> numbers = new TreeSet<>();
    for (WirePacket.Ike message : sent) {
      message
          .fragment()
          .filter(fragment -> fragment.total() == total)
          .ifPresent(fragment -> numbers.add(fragment.number()));
    }
    return numbers;
  }

  /** An IKE_INTERMEDIATE exchange for each additional key exchange, and no other. */
  private void additionalExchanges() throws LaboratoryException {
    int expected = current.get(observer.initiator()).additionalKeyExchanges().size();
    long requests =
        observer.ofCurrentSa().stream()
            .filter(m -> m.is(Exchange.IKE_INTERMEDIATE) && !m.response())
            .mapToLong(WirePacket.Ike::messageId)
            .distinct()
            .count();
    long responses =
        observer.ofCurrentSa().stream()
            .filter(m -> m.is(Exchange.IKE_INTERMEDIATE) && m.response())
            .mapToLong(WirePacket.Ike::messageId)
            .distinct()
            .count();
    check(
        "the link carried " + plural(expected, "IKE_INTERMEDIATE exchange"),
        requests == expected && responses == expected,
        requests + " requests, " + responses + " responses");
  }

  private void notifies() throws LaboratoryException {
    for (String notify : scenario.expectation().notifies()) {
      notified(notify);
    }
  }

  private void notified(String notify) throws LaboratoryException {
    Optional<Side> by = logged(notify);
    check(
        "a notification " + notify + " is logged",
        by.isPresent(),
        by.map(side -> "by " + observer.name(side)).orElse("in neither log"));
  }

  private Optional<Side> logged(String notify) throws LaboratoryException {
    Optional<Side> by = Optional.empty();
    for (Side side : Side.values()) {
      if (observer.messages(side).stream()
          .anyMatch(m -> m.payloads().contains("N(" + notify + ")"))) {
        by = Optional.of(side);
      }
    }
    return by;
  }

  /** One asked whether the other lives, and was answered; on the link and in a log. */
  void alive(Side by) throws LaboratoryException {
    observer.await(() -> livenessLogged(by).isPresent());
    Optional<String> logged = livenessLogged(by);
    check(
        observer.name(by) + " asks for a sign of life and gets it",
        logged.isPresent(),
        logged.orElse("no empty INFORMATIONAL request with its response in a log"));
    observer.await(() -> observer.answered(by) > 0);
    long asked = observer.answered(by);
    check("the link carried that exchange", asked > 0, plural(asked, "answered request"));
  }

  /** The request and its response, as the log of either daemon names them. */
  private Optional<String> livenessLogged(Side by) throws LaboratoryException {
    for (Side side : Side.values()) {
      boolean own = side == by;
      List<LoggedMessage> empty =
          observer.messages(side).stream()
              .filter(m -> m.exchange() == Exchange.INFORMATIONAL && m.empty())
              .toList();
      for (LoggedMessage request : empty) {
        boolean asked = request.request() && request.generated() == own;
        if (asked
            && empty.stream()
                .anyMatch(m ->
                    !m.request() && m.generated() != own && m.messageId() == request.messageId())) {
          return Optional.of(
              "INFORMATIONAL " + request.messageId() + " in the log of " + observer.name(side));
        }
      }
    }
    return Optional.empty();
  }

  /** The peer announced another address in a request of its own, and was answered. */
  void announced() throws LaboratoryException {
    boolean answered = observer.await(() -> observer.answered(Side.PEER) > 0);
    check(
        observer.name(Side.PEER) + " announces an address, and is answered",
        answered,
        plural(observer.answered(Side.PEER), "answered INFORMATIONAL request"));
  }

  /** One has moved, said so, and was answered; both still have the same SAs. */
  void moved(Side by) throws LaboratoryException {
    observer.await(() -> logged("UPD_SA_ADDR").isPresent() && observer.answered(by) > 0);
    notified("UPD_SA_ADDR");
    long answered = observer.answered(by);
    check(
        "the link carried " + observer.name(by) + "'s request from its new address, and the answer",
        answered > 0,
        plural(answered, "answered request"));
    observer.lookUntil(
        () -> observer.up(Side.SUBJECT).isPresent() && observer.up(Side.PEER).isPresent());
    for (Side side : Side.values()) {
      Optional<IkeSaState> sa = observer.up(side);
      boolean same =
          sa.filter(now -> now.initiatorSpi().equals(current.get(side).initiatorSpi())).isPresent();
      check(observer.name(side) + " still has the same IKE SA", same, describe(observer.sas(side)));
    }
  }

  /** One deleted the IKE SA; both have none left. */
  void deleted(Side by, Peer.Outcome outcome) throws LaboratoryException {
    check(
        observer.name(by) + " says that it deleted the IKE SA", outcome.succeeded(), last(outcome));
    observer.lookUntil(() -> observer.none(Side.SUBJECT) && observer.none(Side.PEER));
    for (Side side : Side.values()) {
      check(
          observer.name(side) + " has no SA left",
          observer.none(side),
          describe(observer.sas(side)));
    }
    Optional<String> logged = Optional.empty();
    for (Side side : Side.values()) {
      boolean own = side == by;
      if (observer.messages(side).stream()
          .anyMatch(m ->
              m.exchange() == Exchange.INFORMATIONAL
                  && m.request()
                  && m.generated() == own
                  && m.payloads().contains("D"))) {
        logged = Optional.of("in the log of " + observer.name(side));
      }
    }
    check(
        observer.name(by) + " sent a Delete payload",
        logged.isPresent(),
        logged.orElse("in neither log"));
    observer.await(() -> observer.answered(by) > 0);
    long exchanges = observer.answered(by);
    check("the link carried the answer", exchanges > 0, plural(exchanges, "answered request"));
    current.clear();
  }

  /** The two did not come together, said why, and both went on living. */
  void refused(Peer.Outcome outcome) throws LaboratoryException {
    check(
        observer.name(observer.initiator()) + " says that it failed",
        !outcome.succeeded(),
        last(outcome));
    observer.lookUntil(() -> observer.none(Side.SUBJECT) && observer.none(Side.PEER));
    for (Side side : Side.values()) {
      check(observer.name(side) + " has no SA", observer.none(side), describe(observer.sas(side)));
    }
    notifies();
    long esp = observer.sinceMark().stream().filter(WirePacket.Esp.class::isInstance).count();
    check("no ESP packet crossed the link", esp == 0, plural(esp, "packet"));
  }

  /** The initiator has tried with a peer that misbehaves. */
  void attempted(Peer.Outcome outcome, boolean mayComeUp) throws LaboratoryException {
    boolean looked = observer.lookUntil(() -> true);
    List<IkeSaState> ours = observer.sas(Side.SUBJECT);
    check(observer.name(Side.SUBJECT) + " runs and answers", looked, describe(ours));
    boolean up =
        ours.stream()
            .anyMatch(sa -> sa.established() && !sa.withInstalledChildren().children().isEmpty());
    check(
        observer.name(Side.SUBJECT)
            + (mayComeUp ? " has a tunnel or has none" : " has no tunnel with a peer at fault"),
        mayComeUp || !up,
        describe(ours) + ", " + last(outcome));
  }

  /**
   * The implementation under test has forgotten what a fault has left. The other may not know that
   * it is gone: nothing in clear would tell it reliably (RFC 7296 2.4).
   */
  void recovered() throws LaboratoryException {
    boolean none =
        Waiting.until(
            RECOVERY,
            () -> {
              boolean ignored = observer.lookUntil(() -> true);
              return observer.none(Side.SUBJECT);
            });
    check(
        observer.name(Side.SUBJECT) + " has no SA left of the fault",
        none,
        describe(observer.sas(Side.SUBJECT)));
    current.clear();
  }

  /** Nothing was lost, repeated or complained about on the way. */
  void end() throws LaboratoryException {
    for (Side side : Side.values()) {
      check(observer.name(side) + " still runs", observer.daemon(side).alive(), "");
      if (!scenario.refused() && !scenario.impaired()) {
        Optional<String> complaint = observer.daemon(side).complaint();
        check(
            observer.name(side) + " has no complaint",
            complaint.isEmpty(),
            complaint.orElse("none"));
      }
    }
    if (!scenario.refused() && !scenario.impaired()) {
      // A refusal of IKE_SA_INIT is not authenticated: going on for a while is right.
      for (Side side : Side.values()) {
        repetitions(side);
      }
    }
  }

  /** No message was sent twice without need. */
  private void repetitions(Side side) throws LaboratoryException {
    List<WirePacket.Ike> messages = Observer.ike(observer.wire());
    List<String> needless = Repetitions.needless(messages, observer.address(side));
    Optional<String> excuse = needless.isEmpty() ? Optional.empty() : excuse(side);
    check(
        observer.name(side) + " sent no IKE message twice without need",
        needless.isEmpty() || excuse.isPresent(),
        needless.isEmpty() ? "none" : needless + excuse.map(e -> ", because: " + e).orElse(""));
  }

  /** A needless retransmission, and the repeated response to it, has one cause. */
  private Optional<String> excuse(Side side) throws LaboratoryException {
    Optional<String> own = observer.daemon(side).selfInflicted();
    return own.isPresent() ? own : observer.daemon(side.other()).selfInflicted();
  }

  private static String describe(List<IkeSaState> sas) {
    if (sas.isEmpty()) {
      return "no SA";
    }
    return sas.stream()
        .map(sa -> sa.state() + " with " + sa.children().stream().map(ChildSaState::state).toList())
        .toList()
        .toString();
  }

  static String plural(long count, String noun) {
    return count + " " + noun + (count == 1 ? "" : "s");
  }

  private static String last(Peer.Outcome outcome) {
    return outcome.said().strip().lines().reduce("", (a, b) -> b);
  }
}
