package org.yett.interop.run;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.yett.gateway.decrypt.Conversation;
import org.yett.interop.lab.Capture;
import org.yett.interop.lab.Chroot;
import org.yett.interop.lab.Family;
import org.yett.interop.lab.Laboratory;
import org.yett.interop.lab.LaboratoryException;
import org.yett.interop.lab.Side;
import org.yett.interop.lab.Testbed;
import org.yett.interop.peer.Order;
import org.yett.interop.peer.Peer;
import org.yett.interop.peer.PeerKind;
import org.yett.interop.scenario.Capability;
import org.yett.interop.scenario.Role;
import org.yett.interop.scenario.Scenario;
import org.yett.interop.scenario.Step;
import org.yett.interop.scenario.WireFacts;
import org.yett.interop.wire.Pcap;
import org.yett.interop.wire.WirePacket;

/** Runs one scenario in one role on a testbed of its own and writes its evidence down. */
public final class CellRunner {
  /** How long a daemon's state may lag behind what was done. */
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private final Laboratory laboratory;
  private final Chroot tools;
  private final PeerKind subject;
  private final PeerKind peer;
  private final Path out;

  /**
   * A runner.
   *
   * @param laboratory where testbeds are built
   * @param tools the root filesystem whose tcpdump is used
   * @param subject the implementation under test
   * @param peer the implementation that it is tested against
   * @param out directory that receives a directory per scenario and role
   */
  public CellRunner(
      Laboratory laboratory, Chroot tools, PeerKind subject, PeerKind peer, Path out) {
    this.laboratory = laboratory;
    this.tools = tools;
    this.subject = subject;
    this.peer = peer;
    this.out = out;
  }

  /**
   * Runs a cell. What goes wrong is its verdict.
   *
   * @param role the role of the implementation under test
   * @throws IOException if the evidence cannot be written
   */
  public Cell run(Scenario scenario, Role role) throws IOException {
    Instant date = Instant.now();
    long start = System.nanoTime();
    Path bundle = bundle(scenario, role);
    Running running = new Running(scenario, role);
    Optional<String> lack = lack(scenario, role);
    Optional<String> hindrance = hindrance(scenario, role);
    Verdict verdict;
    if (lack.isPresent()) {
      verdict = new Verdict.Unsupported(lack.get());
    } else if (hindrance.isPresent()) {
      verdict = new Verdict.NotRun(hindrance.get());
    } else {
      verdict = running.run(bundle);
    }
    Duration took = Duration.ofNanos(System.nanoTime() - start);
    Cell cell =
        new Cell(
            scenario,
            role,
            running.identity(Side.SUBJECT, subject),
            running.identity(Side.PEER, peer),
            verdict,
            running.checks,
            took,
            date,
            bundle);
    Bundle.writeVerdict(cell);
    return cell;
  }

  private Path bundle(Scenario scenario, Role role) {
    return Bundle.place(out, new Cell.Identity(peer.name(), "", peer.carrier()), scenario, role);
  }

  private Optional<String> lack(Scenario scenario, Role role) {
    for (PeerKind kind : List.of(subject, peer)) {
      for (Capability needed : scenario.needs()) {
        // Faults are asked of the peer alone.
        boolean asked = kind == peer || needed != Capability.IMPAIRMENTS;
        if (asked && kind.lacks().contains(needed)) {
          return Optional.of(kind.name() + " has no " + needed.description());
        }
      }
    }
    for (Step step : scenario.steps()) {
      if (step instanceof Step.Impair(Optional<Role> by, String _, String _)
          && by.filter(role::equals).isPresent()) {
        return Optional.of(peer.name() + " has this fault as " + role.label() + " alone");
      }
      if (step instanceof Step.Rekey(Role by, Order what, boolean _)
          && what == Order.REAUTHENTICATION) {
        PeerKind kind = by == role ? subject : peer;
        if (kind.lacks().contains(Capability.REAUTHENTICATION)) {
          return Optional.of(kind.name() + " has no " + Capability.REAUTHENTICATION.description());
        }
      }
    }
    Optional<String> ours = subject.cannot(scenario.connection(Side.SUBJECT, role));
    Optional<String> theirs = peer.cannot(scenario.connection(Side.PEER, role.other()));
    if (ours.isPresent() || theirs.isPresent()) {
      return ours.isPresent() ? ours : theirs;
    }
    return Optional.empty();
  }

  /** What the laboratory cannot do to a guest, whose link and addresses are its own. */
  private Optional<String> hindrance(Scenario scenario, Role role) {
    boolean cut = scenario.steps().stream().anyMatch(Step.Collision.class::isInstance);
    for (Side side : Side.values()) {
      if (!(side == Side.SUBJECT ? subject : peer).inGuest()) {
        continue;
      }
      if (!Script.furtherAddresses(scenario, role, side).isEmpty()) {
        return Optional.of("the laboratory cannot give a guest another address");
      }
      if (cut) {
        return Optional.of("the laboratory cannot cut a guest's link");
      }
    }
    return Optional.empty();
  }

  /** A cell that runs. */
  private final class Running {
    private final Scenario scenario;
    private final Role role;
    private final List<Check> checks = new ArrayList<>();
    private final Map<Side, Cell.Identity> identities = new EnumMap<>(Side.class);

    Running(Scenario scenario, Role role) {
      this.scenario = scenario;
      this.role = role;
    }

    Verdict run(Path bundle) throws IOException {
      try (Testbed testbed = laboratory.testbed()) {
        Optional<Conversation> conversation;
        try {
          runOn(testbed);
        } finally {
          Bundle.collect(testbed, bundle);
          conversation = Readings.write(bundle);
        }
        if (conversation.isPresent() && firstMissing().isEmpty()) {
          new WireJudge(conversation.get(), role, addresses(), checks)
              .judge(WireFacts.of(scenario));
        }
      } catch (LaboratoryException e) {
        return new Verdict.Failed(missed().orElse(e.getMessage()));
      }
      return firstMissing().<Verdict>map(Verdict.Failed::new).orElseGet(Verdict.Passed::new);
    }

    private void runOn(Testbed testbed) throws LaboratoryException {
      if (subject.inGuest() || peer.inGuest()) {
        for (Side side : Side.values()) {
          testbed.sendPacketByPacket(side, tools);
        }
      }
      try (Capture capture = Capture.start(tools, testbed.host(Side.PEER));
          Peer theirs = start(Side.PEER, peer, testbed);
          Peer ours = start(Side.SUBJECT, subject, testbed)) {
        Observer observer =
            new Observer(scenario, role, () -> read(capture), ours, theirs, PATIENCE);
        new Script(scenario, role, testbed, observer, checks, ours, theirs).run();
      }
    }

    /** Every address on the link that the other implementation has at some time. */
    private Set<String> addresses() {
      Set<String> all = new HashSet<>();
      for (Family family : Family.values()) {
        all.add(Observer.canonical(Side.PEER.outer(family)));
      }
      all.addAll(Script.furtherAddresses(scenario, role, Side.PEER));
      return all;
    }

    private List<WirePacket> read(Capture capture) throws LaboratoryException {
      try {
        return Pcap.read(capture.file());
      } catch (IOException e) {
        throw new LaboratoryException("reading the capture failed: " + e.getMessage(), e);
      }
    }

    private Peer start(Side side, PeerKind kind, Testbed testbed) throws LaboratoryException {
      Role played = side == Side.SUBJECT ? role : role.other();
      Peer started = kind.start(testbed.host(side), scenario.connection(side, played));
      started.network().ifPresent(network -> testbed.delegate(side, network));
      identities.put(side, new Cell.Identity(started.name(), started.version(), kind.carrier()));
      return started;
    }

    Cell.Identity identity(Side side, PeerKind kind) {
      return identities.getOrDefault(
          side, new Cell.Identity(kind.name(), kind.version(), kind.carrier()));
    }

    private Optional<String> firstMissing() {
      if (checks.isEmpty()) {
        return Optional.of("nothing was checked");
      }
      return missed();
    }

    private Optional<String> missed() {
      return checks.stream()
          .filter(check -> !check.seen())
          .findFirst()
          .map(check -> check.what() + ": " + check.evidence());
    }
  }
}
