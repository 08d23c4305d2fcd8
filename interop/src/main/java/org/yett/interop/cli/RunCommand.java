package org.yett.interop.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import org.yett.gateway.cli.CommandFailure;
import org.yett.gateway.cli.ExitStatus;
import org.yett.gateway.cli.ProgramVersion;
import org.yett.interop.lab.Chroot;
import org.yett.interop.lab.Laboratory;
import org.yett.interop.lab.LaboratoryException;
import org.yett.interop.peer.Cache;
import org.yett.interop.peer.KeyLogging;
import org.yett.interop.peer.PeerKind;
import org.yett.interop.peer.PeerRoots;
import org.yett.interop.peer.Provision;
import org.yett.interop.run.Cell;
import org.yett.interop.run.CellRunner;
import org.yett.interop.run.Matrix;
import org.yett.interop.run.Plan;
import org.yett.interop.run.RequiredCells;
import org.yett.interop.run.Verdict;
import org.yett.interop.run.VerdictTable;
import org.yett.interop.scenario.Catalogue;
import org.yett.interop.scenario.Role;
import org.yett.interop.scenario.Scenario;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code yett interop run}. */
@Command(
    name = "run",
    description = {
      "Runs scenarios against a peer, in both roles, and prints a table of verdicts.",
      "The peer is fetched first if it is not there, into the directory that the environment",
      "variable YETT_CACHE names, else into /var/cache/yett. Needs root."
    },
    footer = {
      "",
      "Exit status: 0 every cell passed or is not supported, 1 one failed or one that is required",
      "did not pass, 5 neither, but some could not be run."
    },
    mixinStandardHelpOptions = true)
final class RunCommand implements Callable<Integer> {
  private static final DateTimeFormatter STAMP =
      DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss").withZone(ZoneOffset.UTC);

  /** Implementations that can be named. */
  enum Implementation {
    yett,
    strongswan,
    libreswan
  }

  @Option(
      names = "--peer",
      defaultValue = "strongswan",
      description = "the peer: ${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE})")
  private Implementation peer;

  @Option(
      names = "--subject",
      defaultValue = "yett",
      description = {
        "the implementation under test: ${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE});",
        "a peer against itself shows what the scenarios demand of it"
      })
  private Implementation subject;

  @Option(
      names = "--kernel",
      description = {
        "strongSwan as the peer has ESP in a kernel of its own, in a User-Mode Linux guest, where",
        "libreswan always is (default: ESP in userland)"
      })
  private boolean kernel;

  @Option(
      names = "--libreswan-root",
      paramLabel = "DIR",
      description = {
        "a root filesystem with another libreswan, built from source for example, under its usual",
        "paths (default: libreswan as Debian has it)"
      })
  private Path libreswanRoot;

  @Option(
      names = "--scenario",
      arity = "1..*",
      paramLabel = "NAME",
      description = "only these scenarios (default: all; see 'yett interop list')")
  private List<String> names = new ArrayList<>();

  @Option(
      names = "--role",
      description = "only this role of the implementation under test: ${COMPLETION-CANDIDATES}")
  private Role role;

  @Option(
      names = "--jobs",
      defaultValue = "2",
      paramLabel = "N",
      description = "how many cells run side by side (default: ${DEFAULT-VALUE})")
  private int jobs;

  @Option(
      names = "--json",
      paramLabel = "FILE",
      description = "add the verdicts to this file as well")
  private Path json;

  @Option(
      names = "--out",
      paramLabel = "DIR",
      description = "directory for the evidence (default: target/interop/TIME)")
  private Path out;

  @Option(
      names = "--required",
      description = "only cells that are required: those that have passed before")
  private boolean required;

  @Option(names = "--strict", description = "a required cell that cannot be run is a failure")
  private boolean strict;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws IOException, InterruptedException {
    Plan plan = plan();
    if (jobs < 1) {
      throw new CommandFailure(ExitStatus.USAGE, "--jobs: expected 1 or more");
    }
    if (plan.entries().isEmpty()) {
      System.err.println("yett: no cell is required of " + peer.name());
      return ExitStatus.OK;
    }
    if (!KeyLogging.on()) {
      System.err.println(
          "yett: keys are not logged, so that nothing encrypted on the link can be judged");
    }
    Instant start = Instant.now();
    Path evidence = out != null ? out : Path.of("target", "interop", STAMP.format(start));
    List<Cell> cells =
        switch (Provision.of(wanted(), Cache.of(System.getenv()), System.err)) {
          case Provision.Ready(PeerRoots roots) -> run(plan, roots, evidence);
          case Provision.NotAvailable(String reason) -> notRun(plan, reason, evidence);
        };
    Matrix.write(cells, evidence.resolve("matrix.json"));
    if (json != null) {
      Matrix.add(cells, json);
    }
    PrintWriter terminal = spec.commandLine().getOut();
    terminal.print(VerdictTable.text(cells, Duration.between(start, Instant.now())));
    RequiredCells.Kept kept = RequiredCells.shipped().compare(cells);
    print(terminal, kept);
    terminal.println("evidence in " + evidence);
    terminal.flush();
    return status(cells, kept);
  }

  private List<Cell> run(Plan plan, PeerRoots roots, Path evidence)
      throws IOException, InterruptedException {
    try (Laboratory laboratory = Laboratory.open()) {
      CellRunner runner =
          new CellRunner(
              laboratory,
              new Chroot(roots.strongSwan().directory()),
              kind(subject, roots),
              roots
                  .guest()
                  .<PeerKind>map(PeerKind.StrongSwanGuestKind::new)
                  .orElseGet(() -> kind(peer, roots)),
              evidence);
      return plan.run(runner, jobs, this::report);
    } catch (LaboratoryException e) {
      return notRun(plan, e.getMessage(), evidence);
    }
  }

  private Provision.Wanted wanted() {
    boolean libreswan = peer == Implementation.libreswan || subject == Implementation.libreswan;
    return new Provision.Wanted(
        kernel && peer == Implementation.strongswan, libreswan, Optional.ofNullable(libreswanRoot));
  }

  private void report(Cell cell) {
    String line = VerdictTable.entry(cell);
    System.err.printf("%-14s %s, %s%n", line, cell.scenario().name(), cell.role().label());
  }

  private List<Cell> notRun(Plan plan, String reason, Path evidence) {
    return plan.notRun(identity(subject), peerIdentity(), reason, Instant.now(), evidence);
  }

  private Cell.Identity peerIdentity() {
    boolean inKernel = peer == Implementation.libreswan || kernel;
    return inKernel && peer != Implementation.yett
        ? new Cell.Identity(peer.name(), "", PeerKind.IN_GUEST)
        : identity(peer);
  }

  private static Cell.Identity identity(Implementation implementation) {
    return new Cell.Identity(
        implementation.name(), implementation == Implementation.yett ? ProgramVersion.text() : "");
  }

  private static PeerKind kind(Implementation implementation, PeerRoots roots) {
    return switch (implementation) {
      case libreswan ->
          new PeerKind.LibreswanKind(
              roots.libreswan().orElseThrow(),
              roots.named().orElse(roots.libreswan().orElseThrow()));
      case strongswan -> new PeerKind.StrongSwanKind(roots.strongSwan());
      case yett -> new PeerKind.YettKind(new Chroot(roots.strongSwan().directory()));
    };
  }

  private Plan plan() {
    Plan plan = Plan.of(scenarios(), roles());
    RequiredCells list = RequiredCells.shipped();
    return required
        ? plan.only(
            entry -> list.has(peerIdentity(), entry.scenario().name(), entry.role().label()))
        : plan;
  }

  private List<Scenario> scenarios() {
    if (names.isEmpty()) {
      return Catalogue.all();
    }
    List<Scenario> chosen = new ArrayList<>();
    for (String name : names) {
      chosen.add(
          Catalogue.named(name)
              .orElseThrow(() ->
                  new CommandFailure(
                      ExitStatus.USAGE,
                      "no scenario is called '" + name + "'; see 'yett interop list'")));
    }
    return chosen;
  }

  private Set<Role> roles() {
    return role == null ? EnumSet.allOf(Role.class) : EnumSet.of(role);
  }

  private static void print(PrintWriter terminal, RequiredCells.Kept kept) {
    kept.lost().forEach(cell -> terminal.println("required, and lost: " + cell));
    int required = kept.held().size() + kept.lost().size() + kept.withheld().size();
    if (required > 0) {
      terminal.printf("%d of %d required cells passed%n", kept.held().size(), required);
    }
  }

  private int status(List<Cell> cells, RequiredCells.Kept kept) {
    boolean failed = cells.stream().anyMatch(cell -> cell.verdict() instanceof Verdict.Failed);
    if (failed || !kept.lost().isEmpty() || (strict && !kept.withheld().isEmpty())) {
      return ExitStatus.FAILED;
    }
    boolean some = cells.stream().anyMatch(cell -> cell.verdict() instanceof Verdict.NotRun);
    return some ? ExitStatus.NOT_POSSIBLE_HERE : ExitStatus.OK;
  }
}
