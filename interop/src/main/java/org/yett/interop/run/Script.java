package org.yett.interop.run;

import java.security.SecureRandom;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.yett.interop.lab.Family;
import org.yett.interop.lab.Knock;
import org.yett.interop.lab.LaboratoryException;
import org.yett.interop.lab.Side;
import org.yett.interop.lab.TcpTransfer;
import org.yett.interop.lab.Testbed;
import org.yett.interop.peer.Order;
import org.yett.interop.peer.Peer;
import org.yett.interop.scenario.Role;
import org.yett.interop.scenario.Scenario;
import org.yett.interop.scenario.Step;

/** Does a scenario's steps and lets the judge look after each. */
final class Script {
  private static final Duration ORDER = Duration.ofSeconds(15);
  private static final Duration ATTEMPT = Duration.ofSeconds(8);
  private static final int IKE_PORT = 500;

  /** Octets of an echo request that travels in inner fragments. */
  private static final int LARGE = 4000;

  /** Octets each way and client. */
  private static final int SHORT_TRANSFER = 50_000;

  private static final String SECOND_ADDRESS = "192.0.2.12";

  private final Scenario scenario;
  private final Role role;
  private final Testbed testbed;
  private final Observer observer;
  private final Judge judge;
  private final TrafficJudge traffic;
  private final RenewalJudge renewal;
  private final Peer ours;
  private final Peer theirs;

  Script(
      Scenario scenario,
      Role role,
      Testbed testbed,
      Observer observer,
      List<Check> checks,
      Peer ours,
      Peer theirs) {
    this.scenario = scenario;
    this.role = role;
    this.testbed = testbed;
    this.observer = observer;
    this.judge = new Judge(scenario, checks, observer);
    this.traffic = new TrafficJudge(scenario, checks, observer);
    this.renewal = new RenewalJudge(scenario, checks, observer);
    this.ours = ours;
    this.theirs = theirs;
  }

  /** Goes on until a step has not shown what it must: later ones would only repeat that. */
  void run() throws LaboratoryException {
    if (scenario.responder().demandCookies()) {
      knock();
    }
    int lastPing = lastPing();
    for (int i = 0; i < scenario.steps().size(); i++) {
      Step step = scenario.steps().get(i);
      observer.mark();
      switch (step) {
        case Step.Establish() -> judge.established(daemon(Role.INITIATOR).initiate(ORDER));
        case Step.Ping ping -> {
          ping(ping);
          if (i == lastPing && !judge.missedSomething()) {
            // Last, since TCP makes up for losses that counters do not.
            transfer(Family.IPV4, SHORT_TRANSFER);
          }
        }
        case Step.Transfer(Family family, int octets) -> transfer(family, octets);
        case Step.Liveness(Role by) -> judge.alive(side(by));
        case Step.PeerAddress() -> {
          testbed.addOuterAddress(Side.PEER, SECOND_ADDRESS);
          judge.announced();
        }
        case Step.Move(Role by, String address) -> move(side(by), address);
        case Step.Redirect(String address) -> {
          renewal.begin();
          Side gateway = side(Role.RESPONDER);
          testbed.addOuterAddress(gateway, address);
          renewal.redirected(gateway, address, daemon(Role.RESPONDER).redirect(address, ORDER));
        }
        case Step.Rekey rekey -> rekey(rekey);
        case Step.Collision collision -> collide(collision);
        case Step.AddChild(Role by, String child) -> {
          renewal.begin();
          renewal.added(side(by), child, daemon(by).initiate(child, ORDER));
        }
        case Step.VirtualAddress virtual -> virtualAddress(virtual);
        case Step.Delete(Role by) -> judge.deleted(side(by), daemon(by).terminate(ORDER));
        case Step.Impair(Optional<Role> _, String what, String how) -> theirs.impair(what, how);
        case Step.Attempt(boolean mayComeUp) ->
            judge.attempted(daemon(Role.INITIATOR).initiate(ATTEMPT), mayComeUp);
        case Step.Disturbance(Role by, Order what) ->
            judge.attempted(daemon(by).rekey(what, ATTEMPT), true);
        case Step.Recover() -> recover();
        case Step.Refusal() -> judge.refused(daemon(Role.INITIATOR).initiate(ORDER));
      }
      if (judge.missedSomething()) {
        return;
      }
    }
    judge.end();
  }

  private int lastPing() {
    int last = -1;
    for (int i = 0; i < scenario.steps().size(); i++) {
      if (scenario.steps().get(i) instanceof Step.Ping) {
        last = i;
      }
    }
    return last;
  }

  private void recover() throws LaboratoryException {
    theirs.heal();
    for (Peer daemon : List.of(theirs, ours)) {
      Peer.Outcome ignored = daemon.terminate(ORDER);
    }
    judge.recovered();
  }

  private void ping(Step.Ping ping) throws LaboratoryException {
    traffic.begin();
    for (Family family : Family.values()) {
      for (Side from : List.of(Side.SUBJECT, Side.PEER)) {
        traffic.pinged(family, from, testbed.ping(from, family, ping.count(), ping.octets()));
        traffic.pinged(family, from, testbed.ping(from, family, 1, LARGE));
      }
    }
    traffic.counted(ping.count() + 1);
  }

  private void move(Side side, String address) throws LaboratoryException {
    testbed.changeOuterAddress(side, observer.address(side), address);
    observer.moved(side, address);
    judge.moved(side);
    // The responder may first look whether the new address can be reached.
    boolean ignored =
        observer.await(() -> testbed.ping(side.other(), Family.IPV4, 1, 56).complete());
  }

  private void virtualAddress(Step.VirtualAddress virtual) throws LaboratoryException {
    Side has = side(Role.INITIATOR);
    judge.virtualAddress(has, virtual.address());
    testbed.addInnerAddress(has, virtual.address());
    traffic.begin();
    String other = has.other().inner(Family.IPV4);
    traffic.pinged(
        Family.IPV4, has, testbed.ping(has, virtual.address(), other, virtual.count(), 200));
    traffic.pinged(
        Family.IPV4,
        has.other(),
        testbed.ping(has.other(), other, virtual.address(), virtual.count(), 200));
    // Two families less than usual: half as many packets each way.
    traffic.counted(virtual.count() / 2);
  }

  private void rekey(Step.Rekey rekey) throws LaboratoryException {
    renewal.begin();
    if (judge.missedSomething()) {
      return;
    }
    if (!rekey.traffic()) {
      renewal.renewed(
          side(rekey.by()), rekey.what(), daemon(rekey.by()).rekey(rekey.what(), ORDER));
      return;
    }
    try (BackgroundPings pings = BackgroundPings.start(testbed)) {
      renewal.renewed(
          side(rekey.by()), rekey.what(), daemon(rekey.by()).rekey(rekey.what(), ORDER));
      for (BackgroundPings.Answered answered : pings.finish()) {
        traffic.pinged(answered.family(), answered.from(), answered.result());
      }
    }
  }

  /** Cuts the link until both have sent a request, so that neither has seen the other's. */
  private void collide(Step.Collision collision) throws LaboratoryException {
    renewal.begin();
    if (judge.missedSomething()) {
      return;
    }
    testbed.cut(scenario.outer());
    try {
      // At once, so that both repeat their requests at nearly the same time, too.
      Together.run(
          () -> daemon(Role.INITIATOR).rekey(collision.initiator(), ORDER),
          () -> daemon(Role.RESPONDER).rekey(collision.responder(), ORDER));
      observer.await(renewal::bothAsked);
    } finally {
      testbed.mend(scenario.outer());
    }
    renewal.collided(collision.initiator(), collision.responder());
  }

  private void transfer(Family family, int octets) throws LaboratoryException {
    for (Side client : Side.values()) {
      traffic.transferred(client, TcpTransfer.run(testbed, client, family, octets));
    }
    traffic.carried(2L * octets);
  }

  /** Leaves a half-open IKE SA at the responder, as a stranger on the initiator's host would. */
  private void knock() throws LaboratoryException {
    boolean curve25519 = scenario.responder().proposals().contains("x25519");
    Knock.Method method = curve25519 ? Knock.Method.CURVE_25519 : Knock.Method.ECP_384;
    byte[] request = Knock.saInit(method, new SecureRandom());
    testbed.send(
        side(Role.INITIATOR), side(Role.RESPONDER).outer(scenario.outer()), IKE_PORT, request);
    judge.knocked(Knock.spi(request));
  }

  /** The addresses on the link that a side gets in the course of a scenario. */
  static Set<String> furtherAddresses(Scenario scenario, Role role, Side side) {
    Role played = side == Side.SUBJECT ? role : role.other();
    Set<String> addresses = new HashSet<>();
    for (Step step : scenario.steps()) {
      if (step instanceof Step.PeerAddress && side == Side.PEER) {
        addresses.add(SECOND_ADDRESS);
      } else if (step instanceof Step.Move(Role by, String address) && by == played) {
        addresses.add(address);
      } else if (step instanceof Step.Redirect(String address) && played == Role.RESPONDER) {
        addresses.add(address);
      }
    }
    return addresses;
  }

  private Side side(Role wanted) {
    return wanted == role ? Side.SUBJECT : Side.PEER;
  }

  private Peer daemon(Role wanted) {
    return wanted == role ? ours : theirs;
  }
}
