package org.yett.interop.scenario;

import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.yett.interop.peer.Exchange;
import org.yett.interop.peer.Order;

/**
 * Which clauses a scenario proves of the implementation under test when it passes. It names only
 * what follows from what the judge looks at: the messages on the link, what the peer's log says of
 * them, the suites and selectors that both report, and packets that the peer could open. Where the
 * peer would not have gone on unless both had computed the same, the formula is proven.
 */
public final class Proofs {
  private static final Pattern ADDITIONAL = Pattern.compile("/KE[1-7]_");

  private final Scenario scenario;
  private final Role role;
  private final SortedSet<String> clauses = new TreeSet<>();

  private Proofs(Scenario scenario, Role role) {
    this.scenario = scenario;
    this.role = role;
  }

  /**
   * The keys of the clauses, in the ledger's form.
   *
   * @param role the role of the implementation under test
   */
  public static SortedSet<String> of(Scenario scenario, Role role) {
    Proofs proofs = new Proofs(scenario, role);
    if (scenario.refused()) {
      proofs.refusal();
    } else {
      proofs.initialExchanges();
      proofs.eap();
      proofs.hints();
      proofs.additionalKeyExchanges();
      proofs.fragments();
      proofs.algorithms();
      proofs.datapath();
      scenario.steps().forEach(proofs::step);
    }
    return proofs.clauses;
  }

  private void both(String... keys) {
    clauses.addAll(List.of(keys));
  }

  private void only(Role proven, String... keys) {
    if (role == proven) {
      both(keys);
    }
  }

  private boolean notified(String notify) {
    return scenario.expectation().notifies().contains(notify);
  }

  private void refusal() {
    if (notified("NO_PROP")) {
      only(Role.RESPONDER, "rfc7296:2.7/x1");
    }
    if (notified("AUTH_FAILED")) {
      only(Role.RESPONDER, "rfc7296:2.21.2/1");
      if (!scenario.initiator().secret().equals(scenario.responder().secret())) {
        only(Role.RESPONDER, "rfc7296:1.2/2");
      }
    }
  }

  /** Each opened what the other sealed, took its AUTH, and reports the same suite and selectors. */
  private void initialExchanges() {
    both(
        "rfc7296:2.14/x1",
        "rfc7296:2.14/x2",
        "rfc7296:2.14/x4",
        "rfc7296:2.15/x3",
        "rfc7296:2.15/x4");
    only(Role.RESPONDER, "rfc7296:2.7/1", "rfc7296:2.7/4");
    if (scenario.initiator().keys().containsKey("children.lab.local_ts")) {
      only(Role.RESPONDER, "rfc7296:2.9/4");
    }
  }

  /** EAP went its way in both, and AUTH after it came from the same key. */
  private void eap() {
    String method = scenario.initiator().keys().getOrDefault("local.auth", "");
    if (!method.startsWith("eap-")) {
      return;
    }
    boolean alone = method.equals(scenario.responder().keys().get("local.auth"));
    both(
        "rfc7296:2.16/2",
        method.equals("eap-md5") ? "rfc7296:2.16/6" : "rfc7296:2.16/3",
        "rfc7296:2.16/10",
        "rfc7296:3.16/2");
    only(Role.INITIATOR, "rfc7296:3.16/1", "rfc7296:3.16/4");
    only(Role.RESPONDER, "rfc7296:2.16/7", "rfc7296:3.16/3");
    if (alone) {
      both("rfc5998:3/4");
    } else {
      both("rfc7296:2.16/1", "rfc7296:5/5");
    }
  }

  /** A refusal of IKE_SA_INIT was seen, another request after it, and then an IKE SA. */
  private void hints() {
    if (notified("COOKIE")) {
      only(Role.INITIATOR, "rfc7296:2.6/4");
      only(Role.RESPONDER, "rfc7296:2.6/2");
    }
    if (notified("INVAL_KE")) {
      only(Role.INITIATOR, "rfc7296:1.2/4");
      only(Role.RESPONDER, "rfc7296:3.4/4");
    }
    if (scenario.expectation().initRequests() > 1) {
      both("rfc7296:2.15/x2");
    }
  }

  /** The peer opened the message after each key exchange, and its AUTH covers them all. */
  private void additionalKeyExchanges() {
    long count = ADDITIONAL.matcher(scenario.expectation().ikeSuite()).results().count();
    if (count == 0) {
      return;
    }
    both(
        "rfc9242:3.2/3",
        "rfc9242:3.3.1/x1",
        "rfc9242:3.3.1/x3",
        "rfc9242:3.3.2/x1",
        "rfc9242:3.3.2/x10",
        "rfc9242:3.3.2/x11",
        "rfc9242:3.3.2/x2",
        "rfc9242:3.3.2/x3",
        "rfc9242:3.3.2/x4",
        "rfc9242:3.3.2/x9",
        "rfc9370:2.2.2/1",
        "rfc9370:2.2.2/x1",
        "rfc9370:2.2.2/x2",
        "rfc9370:2.2.2/x4",
        "rfc9370:2.2.2/x5",
        "rfc9370:2.2.3/x1",
        "rfc9370:2.2.3/x2");
    only(Role.INITIATOR, "rfc9370:2.2.2/x6");
    only(Role.RESPONDER, "rfc9370:2.2.1/3", "rfc9370:2.2.2/x7");
    if (count > 1) {
      // What is said of one exchange and the next shows only where there is a next one.
      both(
          "rfc9242:3.2/1",
          "rfc9242:3.3.1/x2",
          "rfc9242:3.3.2/x12",
          "rfc9242:3.3.2/x5",
          "rfc9242:3.3.2/x6",
          "rfc9370:2.2.1/1",
          "rfc9370:2.2.1/2",
          "rfc9370:2.2.2/x3");
    }
  }

  /** The link showed in how many datagrams a message travelled, and the peer put it together. */
  private void fragments() {
    List<Expectation.Datagrams> messages = scenario.expectation().datagrams();
    for (Expectation.Datagrams message : messages) {
      if (message.count() < 2) {
        continue;
      }
      Role sender = message.request() ? Role.INITIATOR : Role.RESPONDER;
      only(
          sender,
          "rfc7383:2.4/2",
          "rfc7383:2.5/2",
          "rfc7383:2.5/4",
          "rfc7383:2.5/5",
          "rfc7383:2.5/6");
      if (scenario.initiator().fragmentSize().isPresent()) {
        only(sender, "rfc7383:2.5.1/1");
      }
      if (message.exchange() == Exchange.IKE_INTERMEDIATE) {
        only(sender, "rfc9242:3.3.2/1");
        only(sender.other(), "rfc9242:3.3.2/2");
      }
    }
    if (!messages.isEmpty() && messages.stream().allMatch(message -> message.count() == 1)) {
      boolean refused = "no".equals(scenario.responder().keys().get("fragmentation"));
      both(refused ? "rfc7383:2.4/1" : "rfc7383:2.4/4");
    }
  }

  /** Each opened what the other sealed with these algorithms. */
  private void algorithms() {
    String ike = scenario.expectation().ikeSuite();
    String esp = scenario.expectation().espSuite();
    if (ike.startsWith("AES_GCM_16")) {
      both(
          "rfc5282:3.1/1",
          "rfc5282:4/2",
          "rfc5282:5.1/1",
          "rfc5282:5.1/2",
          "rfc5282:7.1/1",
          "rfc5282:7.1/2",
          "rfc5282:7.3/1");
    }
    if (ike.contains("CURVE_25519")) {
      both("rfc8031:2/1");
    }
    if (esp.startsWith("AES_GCM_16")) {
      both("rfc4106:3.1/1", "rfc4106:6/1", "rfc4106:8.1/1", "rfc4106:8.4/1");
    }
    if (esp.startsWith("AES_CBC")) {
      both("rfc3602:2.4/1", "rfc3602:3/1", "rfc3602:5.3/1");
    }
    if (esp.contains("HMAC_SHA2")) {
      both("rfc4868:2.1.1/1", "rfc4868:2.3/1");
    }
  }

  /** The packets of each were on the link in this form, and the other counted them. */
  private void datapath() {
    if (scenario.steps().stream().noneMatch(Step.Ping.class::isInstance)) {
      return;
    }
    both("rfc7296:2.17/1", "rfc7296:2.17/2", "rfc7296:2.17/x1", "rfc7296:2.17/x2");
    switch (scenario.datapath()) {
      case RAW -> both("rfc4303:2/1");
      case UDP -> {
        both("rfc3948:2.1/1");
        if (scenario.initiator().keys().containsKey("encap")
            || scenario.responder().keys().containsKey("encap")) {
          both("rfc7296:2.23/13");
        }
      }
    }
  }

  /** The peer took the request for what it was, and both have the new Child SA alone. */
  private void childRenewed(Role by) {
    only(by, "rfc7296:1.3.3/1");
    childKeyExchanges(by);
  }

  private void childKeyExchanges(Role by) {
    String methods = scenario.expectation().espKeyExchanges();
    if (methods.isEmpty()) {
      return;
    }
    only(by, "rfc7296:1.3/3", "rfc7296:1.3/4");
    if (ADDITIONAL.matcher(methods).find()) {
      both("rfc9370:2.2.4/x2", "rfc9370:2.2.4/x3", "rfc9370:2.2.4/x7");
      followedUp(by);
    }
  }

  /** Packets, and further messages, go under the new keys. */
  private void ikeRenewed(Role by) {
    only(by, "rfc7296:1.3.2/1", "rfc7296:2.8/6");
    both("rfc7296:2.18/1", "rfc7296:2.18/3", "rfc7296:2.18/x1", "rfc7296:2.8/x1");
    if (ADDITIONAL.matcher(scenario.expectation().ikeSuite()).find()) {
      both("rfc9370:2.2.4/x1", "rfc9370:2.2.4/x7");
      followedUp(by);
    }
  }

  private void followedUp(Role by) {
    only(by, "rfc9370:2.2.4/3");
    only(by.other(), "rfc9370:2.2.4/2", "rfc9370:2.2.4/x5");
  }

  private void step(Step step) {
    switch (step) {
      case Step.Delete(Role by) -> {
        only(by, "rfc7296:2.4/13");
        only(by.other(), "rfc7296:1.4.1/3", "rfc7296:1.4/4");
      }
      case Step.Liveness(Role by) -> {
        only(by, "rfc7296:1.4/6");
        only(by.other(), "rfc7296:1.4/4", "rfc7296:1.4/5");
      }
      case Step.PeerAddress() -> both("rfc7296:1.4/4");
      case Step.Move(Role by, String address) -> both("rfc4555:3.2/1", "rfc4555:3.3/1");
      case Step.Redirect(String address) -> only(Role.INITIATOR, "rfc5685:3/5");
      case Step.Rekey(Role by, Order what, boolean traffic) -> {
        switch (what) {
          case CHILD -> childRenewed(by);
          case IKE -> ikeRenewed(by);
          case REAUTHENTICATION -> {}
        }
        if (traffic && what == Order.CHILD) {
          only(by.other(), "rfc7296:2.8/9");
        }
      }
      case Step.AddChild(Role by, String child) -> {
        only(by, "rfc7296:1.3/1");
        childKeyExchanges(by);
      }
      case Step.VirtualAddress _ -> {}
      // Which side does what depends on the nonces.
      case Step.Collision _ -> {}
      case Step.Impair _, Step.Attempt _, Step.Disturbance _, Step.Recover _ -> {}
      case Step.Establish _, Step.Ping _, Step.Transfer _, Step.Refusal _ -> {}
    }
  }
}
