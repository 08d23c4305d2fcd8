package org.yett.interop.run;

import java.net.InetAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BooleanSupplier;
import org.yett.interop.lab.Family;
import org.yett.interop.lab.LaboratoryException;
import org.yett.interop.lab.Side;
import org.yett.interop.lab.Waiting;
import org.yett.interop.peer.ChildSaState;
import org.yett.interop.peer.Exchange;
import org.yett.interop.peer.IkeSaState;
import org.yett.interop.peer.LoggedMessage;
import org.yett.interop.peer.Peer;
import org.yett.interop.scenario.Datapath;
import org.yett.interop.scenario.Expectation;
import org.yett.interop.scenario.Role;
import org.yett.interop.scenario.Scenario;
import org.yett.interop.wire.WirePacket;
import org.yett.tun.netns.Ping;

/**
 * Looks at both daemons' state, at their logs and at the link, and writes down what it looked for
 * and what it saw. It never concludes from an exit status alone.
 */
final class Judge {
  /** What crossed the link until now, oldest first. */
  @FunctionalInterface
  interface Link {
    /** The packets. */
    List<WirePacket> packets() throws LaboratoryException;
  }

  private final Scenario scenario;
  private final List<Check> checks;
  private final Link link;
  private final Duration patience;
  private final Map<Side, Peer> daemons = new EnumMap<>(Side.class);
  private final Side initiator;
  private final Map<Side, IkeSaState> current = new EnumMap<>(Side.class);
  private final Map<Side, List<IkeSaState>> seen = new EnumMap<>(Side.class);
  private final Map<Side, Integer> logMark = new EnumMap<>(Side.class);
  private int wireMark;
  private String stranger = "";

  Judge(
      Scenario scenario,
      Role role,
      List<Check> checks,
      Link link,
      Peer ours,
      Peer theirs,
      Duration patience) {
    this.scenario = scenario;
    this.checks = checks;
    this.link = link;
    this.patience = patience;
    daemons.put(Side.SUBJECT, ours);
    daemons.put(Side.PEER, theirs);
    initiator = role == Role.INITIATOR ? Side.SUBJECT : Side.PEER;
  }

  /** From now on, logs and link are looked at only for what comes. */
  void mark() throws LaboratoryException {
    // The link first: what a log then has, the link has too.
    wireMark = wire().size();
    for (Side side : Side.values()) {
      logMark.put(side, daemons.get(side).messages().size());
    }
  }

  boolean missedSomething() {
    return checks.stream().anyMatch(check -> !check.seen());
  }

  private void check(String what, boolean seen, String evidence) {
    checks.add(new Check(what, seen, evidence));
  }

  /** The responder answered a stranger's IKE_SA_INIT, whose half-open SA is left out from now. */
  void knocked(String initiatorSpi) throws LaboratoryException {
    stranger = initiatorSpi;
    boolean answered =
        Waiting.until(
            patience,
            () ->
                ike(wire()).stream()
                    .anyMatch(m -> m.response() && m.initiatorSpi().equals(initiatorSpi)));
    check("a stranger's IKE_SA_INIT is answered", answered, answered ? "answered" : "no answer");
  }

  /** Both have one IKE SA with one Child SA, the same, of the expected suites. */
  void established(Peer.Outcome outcome) throws LaboratoryException {
    check(name(initiator) + " says that the tunnel is up", outcome.succeeded(), last(outcome));
    boolean up = lookUntil(() -> up(Side.SUBJECT).isPresent() && up(Side.PEER).isPresent());
    for (Side side : Side.values()) {
      Optional<IkeSaState> sa = up(side);
      check(
          name(side) + " has one IKE SA established with one Child SA installed",
          sa.isPresent(),
          describe(seen.get(side)));
      sa.ifPresent(state -> current.put(side, state));
    }
    if (!up) {
      return;
    }
    for (Side side : Side.values()) {
      suites(side, current.get(side));
    }
    agreement();
    // The capture may lag behind the daemons a little.
    Waiting.until(
        patience,
        () -> ofCurrentSa().stream().anyMatch(m -> m.is(Exchange.IKE_AUTH) && m.response()));
    initRequests();
    for (Expectation.Datagrams expected : scenario.expectation().datagrams()) {
      datagrams(expected);
    }
    additionalExchanges();
    notifies();
  }

  /** Asks both daemons for their SAs until these are as wanted, or patience ends. */
  private boolean lookUntil(BooleanSupplier wanted) throws LaboratoryException {
    return Waiting.until(
        patience,
        () -> {
          for (Map.Entry<Side, Peer> entry : daemons.entrySet()) {
            List<IkeSaState> sas =
                entry.getValue().ikeSas().stream()
                    .filter(sa -> !sa.initiatorSpi().equals(stranger))
                    .toList();
            seen.put(entry.getKey(), sas);
          }
          return wanted.getAsBoolean();
        });
  }

  private Optional<IkeSaState> up(Side side) {
    List<IkeSaState> sas = seen.get(side).stream().filter(IkeSaState::established).toList();
    if (sas.size() != 1 || sas.getFirst().children().size() != 1) {
      return Optional.empty();
    }
    return Optional.of(sas.getFirst()).filter(sa -> sa.children().getFirst().installed());
  }

  private void suites(Side side, IkeSaState sa) {
    Expectation expected = scenario.expectation();
    check(
        name(side) + " reports the IKE suite " + expected.ikeSuite(),
        sa.suite().equals(expected.ikeSuite()),
        sa.suite());
    String esp = sa.children().getFirst().suite();
    check(
        name(side) + " reports the ESP suite " + expected.espSuite(),
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
      boolean initiated = current.get(side).initiator();
      check(
          name(side) + (side == initiator ? " initiated" : " responded"),
          initiated == (side == initiator),
          initiated ? "it initiated" : "it responded");
    }
  }

  /** IKE messages of the IKE SA that is up, as the link saw them since the mark. */
  private List<WirePacket.Ike> ofCurrentSa() throws LaboratoryException {
    String spi = current.get(initiator).initiatorSpi();
    return ike(sinceMark()).stream().filter(m -> m.initiatorSpi().equals(spi)).toList();
  }

  private void initRequests() throws LaboratoryException {
    Map<String, Integer> lengths = new LinkedHashMap<>();
    for (WirePacket.Ike message : ofCurrentSa()) {
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
    List<WirePacket.Ike> sent =
        ofCurrentSa().stream()
            .filter(m -> m.is(expected.exchange()))
            .filter(m -> m.messageId() == expected.messageId())
            .filter(m -> m.response() != expected.request())
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
    int expected = current.get(initiator).additionalKeyExchanges().size();
    long requests =
        ofCurrentSa().stream()
            .filter(m -> m.is(Exchange.IKE_INTERMEDIATE) && !m.response())
            .mapToLong(WirePacket.Ike::messageId)
            .distinct()
            .count();
    long responses =
        ofCurrentSa().stream()
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
      Optional<Side> by = Optional.empty();
      for (Side side : Side.values()) {
        if (messages(side).stream().anyMatch(m -> m.payloads().contains("N(" + notify + ")"))) {
          by = Optional.of(side);
        }
      }
      check(
          "a notification " + notify + " is logged",
          by.isPresent(),
          by.map(side -> "by " + name(side)).orElse("in neither log"));
    }
  }

  /** All requests were answered. */
  void pinged(Family family, Side from, Ping.Result result) {
    check(
        family + " echo requests from " + name(from) + "'s side are all answered",
        result.complete(),
        result.received()
            + " of "
            + result.sent()
            + (result.errors().isEmpty() ? "" : ", " + result.errors()));
  }

  /** Each counted what the other sent, the link carried it as ESP, and nothing went in clear. */
  void counted(int echoes) throws LaboratoryException {
    long least = 4L * echoes;
    lookUntil(() -> countersAgree(least));
    Map<Side, ChildSaState> children = new EnumMap<>(Side.class);
    for (Side side : Side.values()) {
      up(side).ifPresent(sa -> children.put(side, sa.children().getFirst()));
    }
    if (children.size() < 2) {
      check("both still have the tunnel", false, "it is gone");
      return;
    }
    for (Side from : Side.values()) {
      ChildSaState sender = children.get(from);
      ChildSaState receiver = children.get(from.other());
      check(
          "every packet that " + name(from) + " sent was counted by " + name(from.other()),
          sender.packetsOut() >= least && sender.packetsOut() == receiver.packetsIn(),
          sender.packetsOut()
              + " sent ("
              + sender.bytesOut()
              + " octets), "
              + receiver.packetsIn()
              + " received ("
              + receiver.bytesIn()
              + " octets), at least "
              + least
              + " expected");
      esp(from, sender);
    }
    clear();
  }

  private boolean countersAgree(long least) {
    Optional<IkeSaState> ours = up(Side.SUBJECT);
    Optional<IkeSaState> theirs = up(Side.PEER);
    if (ours.isEmpty() || theirs.isEmpty()) {
      return false;
    }
    ChildSaState a = ours.get().children().getFirst();
    ChildSaState b = theirs.get().children().getFirst();
    return a.packetsOut() >= least
        && a.packetsOut() == b.packetsIn()
        && b.packetsOut() >= least
        && b.packetsOut() == a.packetsIn();
  }

  private void esp(Side from, ChildSaState sender) throws LaboratoryException {
    boolean udp = scenario.datapath() == Datapath.UDP;
    Waiting.until(patience, () -> espFrom(from).size() >= sender.packetsOut());
    List<WirePacket.Esp> packets = espFrom(from);
    long right =
        packets.stream()
            .filter(packet -> packet.udp() == udp && packet.spi().equals(sender.spiOut()))
            .count();
    check(
        "the link carried them as " + scenario.datapath().description() + " with that SPI",
        right == packets.size() && right == sender.packetsOut(),
        right + " of " + packets.size() + " ESP packets from " + address(from));
    check(
        name(from) + " reports " + (udp ? "UDP encapsulation" : "no UDP encapsulation"),
        sender.udpEncapsulated() == udp,
        sender.udpEncapsulated() ? "it encapsulates" : "it does not encapsulate");
  }

  private List<WirePacket.Esp> espFrom(Side from) throws LaboratoryException {
    String source = address(from);
    return sinceMark().stream()
        .filter(WirePacket.Esp.class::isInstance)
        .map(WirePacket.Esp.class::cast)
        .filter(packet -> packet.source().equals(source))
        .toList();
  }

  private void clear() throws LaboratoryException {
    List<String> inner = new ArrayList<>();
    for (WirePacket packet : wire()) {
      for (Side side : Side.values()) {
        for (Family family : Family.values()) {
          if (packet.source().equals(canonical(side.inner(family)))) {
            inner.add(packet.toString());
          }
        }
      }
    }
    check("no inner packet crossed the link in clear", inner.isEmpty(), inner.size() + " seen");
  }

  /** One asked whether the other lives, and was answered; on the link and in a log. */
  void alive(Side by) throws LaboratoryException {
    Waiting.until(patience, () -> livenessLogged(by).isPresent());
    Optional<String> logged = livenessLogged(by);
    check(
        name(by) + " asks for a sign of life and gets it",
        logged.isPresent(),
        logged.orElse("no empty INFORMATIONAL request with its response in a log"));
    Waiting.until(patience, () -> answered(by) > 0);
    long asked = answered(by);
    check("the link carried that exchange", asked > 0, plural(asked, "answered request"));
  }

  /** The request and its response, as the log of either daemon names them. */
  private Optional<String> livenessLogged(Side by) throws LaboratoryException {
    for (Side side : Side.values()) {
      boolean own = side == by;
      List<LoggedMessage> empty =
          messages(side).stream()
              .filter(m -> m.exchange() == Exchange.INFORMATIONAL && m.empty())
              .toList();
      for (LoggedMessage request : empty) {
        boolean asked = request.request() && request.generated() == own;
        if (asked
            && empty.stream()
                .anyMatch(m ->
                    !m.request() && m.generated() != own && m.messageId() == request.messageId())) {
          return Optional.of(
              "INFORMATIONAL " + request.messageId() + " in the log of " + name(side));
        }
      }
    }
    return Optional.empty();
  }

  /** The peer announced another address in a request of its own, and was answered. */
  void announced() throws LaboratoryException {
    boolean answered = Waiting.until(patience, () -> answered(Side.PEER) > 0);
    check(
        name(Side.PEER) + " announces an address, and is answered",
        answered,
        plural(answered(Side.PEER), "answered INFORMATIONAL request"));
  }

  /** How many INFORMATIONAL requests of one side the other answered since the mark. */
  private long answered(Side by) throws LaboratoryException {
    List<WirePacket.Ike> informational =
        ofCurrentSa().stream().filter(m -> m.is(Exchange.INFORMATIONAL)).toList();
    return informational.stream()
        .filter(m -> !m.response() && m.source().equals(address(by)))
        .filter(request ->
            informational.stream()
                .anyMatch(m ->
                    m.response()
                        && m.messageId() == request.messageId()
                        && m.source().equals(address(by.other()))))
        .count();
  }

  /** One deleted the IKE SA; both have none left. */
  void deleted(Side by, Peer.Outcome outcome) throws LaboratoryException {
    check(name(by) + " says that it deleted the IKE SA", outcome.succeeded(), last(outcome));
    lookUntil(() -> none(Side.SUBJECT) && none(Side.PEER));
    for (Side side : Side.values()) {
      check(name(side) + " has no SA left", none(side), describe(seen.get(side)));
    }
    Optional<String> logged = Optional.empty();
    for (Side side : Side.values()) {
      boolean own = side == by;
      if (messages(side).stream()
          .anyMatch(m ->
              m.exchange() == Exchange.INFORMATIONAL
                  && m.request()
                  && m.generated() == own
                  && m.payloads().contains("D"))) {
        logged = Optional.of("in the log of " + name(side));
      }
    }
    check(name(by) + " sent a Delete payload", logged.isPresent(), logged.orElse("in neither log"));
    Waiting.until(patience, () -> answered(by) > 0);
    long exchanges = answered(by);
    check("the link carried the answer", exchanges > 0, plural(exchanges, "answered request"));
    current.clear();
  }

  private boolean none(Side side) {
    return seen.get(side).isEmpty();
  }

  /** The two did not come together, said why, and both went on living. */
  void refused(Peer.Outcome outcome) throws LaboratoryException {
    check(name(initiator) + " says that it failed", !outcome.succeeded(), last(outcome));
    lookUntil(() -> none(Side.SUBJECT) && none(Side.PEER));
    for (Side side : Side.values()) {
      check(name(side) + " has no SA", none(side), describe(seen.get(side)));
    }
    notifies();
    long esp = sinceMark().stream().filter(WirePacket.Esp.class::isInstance).count();
    check("no ESP packet crossed the link", esp == 0, plural(esp, "packet"));
  }

  /** Nothing was lost, repeated or complained about on the way. */
  void end() throws LaboratoryException {
    for (Side side : Side.values()) {
      check(name(side) + " still runs", daemons.get(side).alive(), "");
      if (!scenario.refused()) {
        Optional<String> complaint = daemons.get(side).complaint();
        check(name(side) + " has no complaint", complaint.isEmpty(), complaint.orElse("none"));
      }
    }
    repetitions();
  }

  /** No message was sent twice, unless its sender says that it had itself to blame. */
  private void repetitions() throws LaboratoryException {
    for (Side side : Side.values()) {
      Set<String> digests = new HashSet<>();
      List<String> repeated =
          ike(wire()).stream()
              .filter(m -> m.source().equals(address(side)))
              .filter(m -> !digests.add(m.digest()))
              .map(m -> m.exchange().map(Enum::name).orElse("?") + " " + m.messageId())
              .toList();
      Optional<String> excuse = repeated.isEmpty() ? Optional.empty() : excuse(side);
      check(
          name(side) + " sent no IKE message twice",
          repeated.isEmpty() || excuse.isPresent(),
          repeated.isEmpty()
              ? "none"
              : repeated + excuse.map(e -> ", excused by: " + e).orElse(""));
    }
  }

  /** A retransmission, and the repeated response that it is answered with, has one cause. */
  private Optional<String> excuse(Side side) throws LaboratoryException {
    Optional<String> own = daemons.get(side).selfInflicted();
    return own.isPresent() ? own : daemons.get(side.other()).selfInflicted();
  }

  private List<LoggedMessage> messages(Side side) throws LaboratoryException {
    List<LoggedMessage> all = daemons.get(side).messages();
    return all.subList(Math.min(logMark.getOrDefault(side, 0), all.size()), all.size());
  }

  private List<WirePacket> wire() throws LaboratoryException {
    return link.packets();
  }

  private List<WirePacket> sinceMark() throws LaboratoryException {
    List<WirePacket> all = wire();
    return all.subList(Math.min(wireMark, all.size()), all.size());
  }

  private static List<WirePacket.Ike> ike(List<WirePacket> packets) {
    return packets.stream()
        .filter(WirePacket.Ike.class::isInstance)
        .map(WirePacket.Ike.class::cast)
        .toList();
  }

  private String address(Side side) {
    return canonical(side.outer(scenario.outer()));
  }

  private static String canonical(String literal) {
    return InetAddress.ofLiteral(literal).getHostAddress();
  }

  private String name(Side side) {
    String name = daemons.get(side).name();
    boolean twins = daemons.get(side.other()).name().equals(name);
    return twins ? name + " (" + side.label() + ")" : name;
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

  private static String plural(long count, String noun) {
    return count + " " + noun + (count == 1 ? "" : "s");
  }

  private static String last(Peer.Outcome outcome) {
    return outcome.said().strip().lines().reduce("", (a, b) -> b);
  }
}
