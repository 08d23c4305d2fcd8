package org.yett.features.spec;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.yett.gateway.cli.CommandFailure;
import org.yett.gateway.cli.ExitStatus;
import org.yett.spec.evidence.CitationProblem;
import org.yett.spec.evidence.EvidenceSnapshot;
import org.yett.spec.evidence.Ratchet;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code yett spec ratchet}: no clause may lose evidence that it once had. */
@Command(
    name = "ratchet",
    description = {
      "Compares the evidence from the last ./yett test with the snapshot that is checked in",
      "(spec/evidence.snapshot). Fails if a clause has lost any, and says which."
    },
    footer = {
      "",
      "Evidence that is missing because its test could not run here (no root, no peer) is called",
      "not run, and does not fail. What has been gained never fails.",
      "",
      "Exit status: 0 all of it is there, 1 some is lost, 5 none is lost but some not run.",
      "",
      "Examples:",
      "  yett spec ratchet                   is everything still there?",
      "  yett spec ratchet --update          add to the snapshot what has been gained",
      "  yett spec ratchet --update --force  also drop from it what is lost"
    })
final class RatchetCommand implements Callable<Integer> {

  /** Where the snapshot lies in the sources. */
  static final String SNAPSHOT = "spec/evidence.snapshot";

  @Option(names = "--update", description = "Add what has been gained to the snapshot.")
  private boolean update;

  @Option(names = "--force", description = "With --update: drop what is lost from the snapshot.")
  private boolean force;

  @Option(
      names = "--sources",
      paramLabel = "DIR",
      description = "Yett's sources with their test results (default: where you are).")
  private Optional<Path> sources = Optional.empty();

  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    if (force && !update) {
      throw new CommandFailure(ExitStatus.USAGE, "--force does nothing without --update");
    }
    Project project = Project.in(sources);
    Path file = project.root().resolve(SNAPSHOT);
    try {
      EvidenceSnapshot before = read(file);
      Project.Gathered gathered = project.gather();
      Ratchet ratchet = Ratchet.compare(before, gathered.book(), gathered.unavailable());
      print(ratchet, before);
      if (update) {
        EvidenceSnapshot after = force ? ratchet.replaced(before) : ratchet.added(before);
        Files.writeString(file, after.text());
      }
      if (!ratchet.lost().isEmpty() && !force) {
        return ExitStatus.FAILED;
      }
      return ratchet.withheld().isEmpty() ? ExitStatus.OK : ExitStatus.NOT_POSSIBLE_HERE;
    } catch (IOException e) {
      throw new CommandFailure(ExitStatus.FAILED, "cannot read or write " + file + ": " + e);
    }
  }

  private EvidenceSnapshot read(Path file) throws IOException {
    if (!Files.exists(file)) {
      if (update) {
        return EvidenceSnapshot.of(Map.of());
      }
      throw new CommandFailure(
          ExitStatus.FAILED, "there is no snapshot " + file + "; --update makes one");
    }
    return switch (EvidenceSnapshot.parse(SNAPSHOT, Files.readString(file))) {
      case EvidenceSnapshot.Result.Read(EvidenceSnapshot snapshot) -> snapshot;
      case EvidenceSnapshot.Result.Malformed(List<CitationProblem> problems) ->
          throw new CommandFailure(
              ExitStatus.CONFIGURATION,
              problems.stream().map(CitationProblem::toString).collect(Collectors.joining("\n")));
    };
  }

  private void print(Ratchet ratchet, EvidenceSnapshot before) {
    PrintWriter out = spec.commandLine().getOut();
    ratchet.lost().forEach(piece -> out.println("lost     " + piece));
    ratchet.withheld().forEach(piece -> out.println("not run  " + piece));
    if (update) {
      ratchet.gained().forEach(piece -> out.println("gained   " + piece));
    }
    out.printf(
        "%d clauses with %d pieces of evidence in the snapshot: %d lost, %d not run; %d gained%s%n",
        before.keys().size(),
        before.size(),
        ratchet.lost().size(),
        ratchet.withheld().size(),
        ratchet.gained().size(),
        ratchet.gained().isEmpty() || update ? "" : " (yett spec ratchet --update adds them)");
    out.flush();
  }
}
