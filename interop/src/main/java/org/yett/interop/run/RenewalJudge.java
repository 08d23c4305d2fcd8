package org.yett.interop.run;

import static org.yett.interop.run.Judge.plural;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.yett.interop.lab.LaboratoryException;
import org.yett.interop.lab.Side;
import org.yett.interop.peer.ChildSaState;
import org.yett.interop.peer.Exchange;
import org.yett.interop.peer.IkeSaState;
import org.yett.interop.peer.LoggedMessage;
import org.yett.interop.peer.Order;
import org.yett.interop.peer.Peer;
import org.yett.interop.scenario.Scenario;

/**
 * Judges what CREATE_CHILD_SA and IKE_FOLLOWUP_KE have come to: by both daemons' SAs, by the link,
 * and by the logs.
 */
final class RenewalJudge {
  private static final Pattern ADDITIONAL = Pattern.compile("(^|/)KE[1-7]_");

  private final Scenario scenario;
  private final List<Check> checks;
  private final Observer observer;
  private final Map<Side, IkeSaState> before = new EnumMap<>(Side.class);

  /**
   * A judge.
   *
   * @param checks receives everything that is looked for
   */
  RenewalJudge(Scenario scenario, List<Check> checks, Observer observer) {
    this.scenario = scenario;
    this.checks = checks;
    this.observer = observer;
  }

  private void check(String what, boolean seen, String evidence) {
    checks.add(new Check(what, seen, evidence));
  }

  /** Takes note of what stands before anything is renewed; nothing may linger from earlier. */
  void begin() throws LaboratoryException {
    before.clear();
    observer.lookUntil(() -> bothUp());
    for (Side side : Side.values()) {
      observer.up(side).ifPresent(sa -> before.put(side, sa));
      check(
          observer.name(side) + " has the tunnel that is to be renewed",
          before.containsKey(side),
          observer.sas(side).size() + " IKE SAs");
    }
    if (before.containsKey(Side.SUBJECT)) {
      observer.follow(before.get(Side.SUBJECT).initiatorSpi());
    }
  }

  private boolean bothUp() {
    return observer.up(Side.SUBJECT).isPresent() && observer.up(Side.PEER).isPresent();
  }

  /** One side renewed something: both have the new one alone, by the exchanges that it takes. */
  void renewed(Side by, Order what, Peer.Outcome outcome) throws LaboratoryException {
    check(
        observer.name(by) + " says that it renews " + what.object(),
        outcome.succeeded(),
        outcome.said().strip());
    stands(sa -> fresh(what, sa.side(), sa.state()), "has renewed " + what.object());
    switch (what) {
      case CHILD -> exchanges(by, scenario.expectation().espKeyExchanges());
      case IKE -> exchanges(by, scenario.expectation().ikeSuite());
      case REAUTHENTICATION -> fromScratch(by);
    }
    deleted(by);
    follow();
  }

  /** The responder sent the initiator to another address, where both have a new tunnel. */
  void redirected(Side by, String address, Peer.Outcome outcome) throws LaboratoryException {
    check(
        observer.name(by) + " says that it sends the other to " + address,
        outcome.succeeded(),
        outcome.said().strip());
    stands(
        sa -> fresh(Order.REAUTHENTICATION, sa.side(), sa.state()),
        "has another IKE SA and tunnel");
    fromScratch(by.other());
    boolean there =
        Observer.ike(observer.sinceMark()).stream()
            .anyMatch(m ->
                m.is(Exchange.IKE_SA_INIT)
                    && m.response()
                    && m.source().equals(Observer.canonical(address)));
    check("the responder answered from " + address, there, there ? "it did" : "it did not");
    redirectedFrom();
    deleted(by.other());
    observer.moved(by, address);
    follow();
  }

  private void redirectedFrom() throws LaboratoryException {
    boolean logged = false;
    for (Side side : Side.values()) {
      logged |=
          observer.messages(side).stream().anyMatch(m -> m.payloads().contains("N(REDIR_FROM)"));
    }
    check(
        "the new IKE_SA_INIT request says where the initiator comes from",
        logged,
        logged ? "a log has N(REDIR_FROM)" : "neither log has N(REDIR_FROM)");
  }

  /** Both sides renewed something at once. */
  void collided(Order byInitiator, Order byResponder) throws LaboratoryException {
    observer.await(() -> received(Side.SUBJECT) || received(Side.PEER));
    boolean met = received(Side.SUBJECT) || received(Side.PEER);
    check("one received the other's request while its own was not answered", met, "none did");
    for (Side side : Side.values()) {
      List<String> requests =
          requests(side).stream().map(m -> m.generated() ? "sent" : "received").toList();
      check(
          observer.name(side) + " had sent its request before any of the other's came",
          !requests.isEmpty() && requests.getFirst().equals("sent"),
          requests.toString());
    }
    stands(
        sa ->
            fresh(byInitiator, sa.side(), sa.state()) && fresh(byResponder, sa.side(), sa.state()),
        "has renewed " + byInitiator.object() + " and " + byResponder.object() + ", once each");
    follow();
  }

  /** The link is cut: whether both have sent a request that the other cannot have received. */
  boolean bothAsked() throws LaboratoryException {
    for (Side side : Side.values()) {
      if (requests(side).stream().noneMatch(LoggedMessage::generated)) {
        return false;
      }
    }
    return true;
  }

  private List<LoggedMessage> requests(Side side) throws LaboratoryException {
    return observer.messages(side).stream()
        .filter(m -> m.exchange() == Exchange.CREATE_CHILD_SA && m.request())
        .toList();
  }

  private boolean received(Side side) throws LaboratoryException {
    return requests(side).stream().anyMatch(m -> !m.generated());
  }

  /** One side added a Child SA. */
  void added(Side by, String child, Peer.Outcome outcome) throws LaboratoryException {
    check(
        observer.name(by) + " says that the Child SA " + child + " is up",
        outcome.succeeded(),
        outcome.said().strip().lines().reduce("", (a, b) -> b));
    observer.expectChildSas(2);
    stands(
        sa ->
            sa.state().initiatorSpi().equals(before.get(sa.side()).initiatorSpi())
                && sa.state().children().stream().anyMatch(c -> c.name().equals(child)),
        "has the Child SA " + child + " besides the first one");
    exchanges(by, scenario.expectation().espKeyExchanges());
  }

  private record Standing(Side side, IkeSaState state) {}

  /** Whether a side's SA is another than before, in what was renewed and in nothing else. */
  private boolean fresh(Order what, Side side, IkeSaState now) {
    IkeSaState old = before.get(side);
    boolean sameIke =
        old.initiatorSpi().equals(now.initiatorSpi())
            && old.responderSpi().equals(now.responderSpi());
    boolean sameChild =
        old.children().stream()
            .anyMatch(a -> now.children().stream().anyMatch(b -> b.spiIn().equals(a.spiIn())));
    return switch (what) {
      case CHILD -> !sameChild;
      case IKE -> !sameIke;
      case REAUTHENTICATION -> !sameIke && !sameChild;
    };
  }

  /** Both sides have what is wanted, the same, of the expected suites. */
  private void stands(Predicate<Standing> wanted, String what) throws LaboratoryException {
    observer.lookUntil(() -> {
      for (Side side : Side.values()) {
        if (observer.up(side).filter(sa -> wanted.test(new Standing(side, sa))).isEmpty()) {
          return false;
        }
      }
      return true;
    });
    Map<Side, IkeSaState> now = new EnumMap<>(Side.class);
    for (Side side : Side.values()) {
      Optional<IkeSaState> sa = observer.up(side);
      check(
          observer.name(side) + " " + what,
          sa.filter(state -> wanted.test(new Standing(side, state))).isPresent(),
          describe(observer.sas(side)));
      sa.ifPresent(state -> now.put(side, state));
    }
    if (now.size() == 2) {
      agreement(now);
      now.forEach(this::suites);
    }
  }

  private void agreement(Map<Side, IkeSaState> now) {
    IkeSaState ours = now.get(Side.SUBJECT);
    IkeSaState theirs = now.get(Side.PEER);
    check(
        "both report the same IKE SPIs",
        spis(ours).equals(spis(theirs)) && ours.initiator() != theirs.initiator(),
        spis(ours) + " " + spis(theirs));
    List<String> own = new ArrayList<>();
    List<String> other = new ArrayList<>();
    ours.children().forEach(c -> own.add(c.name() + " " + c.spiIn() + "/" + c.spiOut()));
    theirs.children().forEach(c -> other.add(c.name() + " " + c.spiOut() + "/" + c.spiIn()));
    own.sort(null);
    other.sort(null);
    check(
        "each one's inbound ESP SPIs are the other's outbound ones",
        own.equals(other),
        own + " " + other);
  }

  private static String spis(IkeSaState sa) {
    return sa.initiatorSpi() + "/" + sa.responderSpi();
  }

  private void suites(Side side, IkeSaState sa) {
    check(
        observer.name(side) + " reports the IKE suite " + scenario.expectation().ikeSuite(),
        sa.suite().equals(scenario.expectation().ikeSuite()),
        sa.suite());
    for (ChildSaState child : sa.children()) {
      String suite = child.suite();
      check(
          observer.name(side) + " reports the ESP suite " + scenario.expectation().espSuite(),
          suite.equals(scenario.expectation().espSuite()),
          suite);
      boolean first =
          before.get(side).children().stream().anyMatch(c -> c.spiIn().equals(child.spiIn()));
      if (!first) {
        String expected = scenario.expectation().espKeyExchanges();
        check(
            observer.name(side)
                + " reports the new Child SA's own key exchanges: "
                + (expected.isEmpty() ? "none" : expected),
            child.keyExchanges().equals(expected),
            child.keyExchanges());
      }
    }
  }

  /** One CREATE_CHILD_SA exchange, and one IKE_FOLLOWUP_KE for each additional key exchange. */
  private void exchanges(Side by, String methods) throws LaboratoryException {
    long additional = ADDITIONAL.matcher(methods).results().count();
    observer.await(() -> observer.answered(by, Exchange.CREATE_CHILD_SA) >= 1);
    observer.await(() -> observer.answered(by, Exchange.IKE_FOLLOWUP_KE) >= additional);
    long created = observer.answered(by, Exchange.CREATE_CHILD_SA);
    long followed = observer.answered(by, Exchange.IKE_FOLLOWUP_KE);
    check(
        "the link carried one CREATE_CHILD_SA exchange of " + observer.name(by),
        created == 1,
        plural(created, "answered request"));
    check(
        "the link carried " + plural(additional, "IKE_FOLLOWUP_KE exchange") + " of it",
        followed == additional,
        plural(followed, "answered request"));
  }

  private void fromScratch(Side by) throws LaboratoryException {
    String old = before.get(by).initiatorSpi();
    boolean begun =
        observer.await(() ->
            Observer.ike(observer.sinceMark()).stream()
                .anyMatch(m ->
                    m.is(Exchange.IKE_SA_INIT)
                        && !m.response()
                        && !m.initiatorSpi().equals(old)
                        && m.source().equals(observer.address(by))));
    check(
        observer.name(by) + " began a new IKE SA with IKE_SA_INIT",
        begun,
        begun ? "it did" : "no such request");
  }

  /** Whoever renewed deletes what it replaced, and is answered (RFC 7296 2.8). */
  private void deleted(Side by) throws LaboratoryException {
    observer.await(() -> deletion(by).isPresent());
    Optional<String> logged = deletion(by);
    check(
        observer.name(by) + " sent a Delete payload for what it replaced",
        logged.isPresent(),
        logged.orElse("in neither log"));
    observer.await(() -> observer.answered(by) > 0);
    long answered = observer.answered(by);
    check("the link carried the answer", answered > 0, plural(answered, "answered request"));
  }

  private Optional<String> deletion(Side by) throws LaboratoryException {
    for (Side side : Side.values()) {
      boolean own = side == by;
      if (observer.messages(side).stream()
          .anyMatch(m ->
              m.exchange() == Exchange.INFORMATIONAL
                  && m.request()
                  && m.generated() == own
                  && m.payloads().contains("D"))) {
        return Optional.of("in the log of " + observer.name(side));
      }
    }
    return Optional.empty();
  }

  private void follow() {
    observer.up(Side.SUBJECT).ifPresent(sa -> observer.follow(sa.initiatorSpi()));
  }

  private static String describe(List<IkeSaState> sas) {
    return sas.stream()
        .map(sa ->
            sa.state()
                + " "
                + spis(sa)
                + " with "
                + sa.children().stream().map(c -> c.state() + " " + c.spiIn()).toList())
        .toList()
        .toString();
  }
}
