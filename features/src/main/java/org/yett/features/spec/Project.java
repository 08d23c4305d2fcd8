package org.yett.features.spec;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.security.CodeSource;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.yett.gateway.cli.CommandFailure;
import org.yett.gateway.cli.ExitStatus;
import org.yett.spec.evidence.CitationProblem;
import org.yett.spec.evidence.CitationScanner;
import org.yett.spec.evidence.Evidence;
import org.yett.spec.evidence.EvidenceBook;
import org.yett.spec.evidence.RunResult;
import org.yett.spec.ledger.Ledger;

/** The project's sources and the result files of its last test run: where evidence comes from. */
final class Project {

  private static final String MESSAGES = "target/cucumber/messages.ndjson";
  private static final String LIVE_RUNS = "target/interop.json";

  /** What "yett interop report" has gathered of all runs, those by hand included. */
  private static final String GATHERED_RUNS = "target/interop-report/matrix.json";

  private static final String CATALOGUE =
      "interop/src/main/java/org/yett/interop/scenario/Catalogue.java";

  private final Path root;

  private Project(Path root) {
    this.root = root;
  }

  /**
   * The evidence with what it was computed from.
   *
   * @param root the sources
   * @param book the evidence for every clause
   * @param runs every scenario and every tagged test
   * @param ran when the last run of the features began; empty if there was none
   * @param unavailable the kinds of evidence whose runs have not taken place at all, with the
   *     reason
   * @param remarks what a reader should know about the results
   */
  record Gathered(
      Path root,
      EvidenceBook book,
      List<RunResult> runs,
      Optional<Instant> ran,
      Map<Evidence, String> unavailable,
      List<String> remarks) {}

  /**
   * The project in a directory; without one, that in or above which the user stands, else that
   * which the program was built in.
   *
   * @throws CommandFailure if there is none
   */
  static Project in(Optional<Path> directory) {
    if (directory.isPresent()) {
      if (!isProject(directory.get())) {
        throw new CommandFailure(
            ExitStatus.FAILED,
            directory.get() + " does not hold Yett's sources; expected spec/src in it");
      }
      return new Project(directory.get().toAbsolutePath().normalize());
    }
    return Stream.concat(ancestors(Path.of("").toAbsolutePath()), ancestors(ownPlace()))
        .filter(Project::isProject)
        .findFirst()
        .map(Project::new)
        .orElseThrow(() ->
            new CommandFailure(
                ExitStatus.NOT_POSSIBLE_HERE,
                "evidence is computed from Yett's sources, and they are not here; name them"
                    + " with --sources DIR"));
  }

  private static boolean isProject(Path directory) {
    return Files.isDirectory(directory.resolve("spec/src/main/java/org/yett/spec"));
  }

  private static Stream<Path> ancestors(Path path) {
    return Stream.iterate(path, p -> p != null, Path::getParent);
  }

  private static Path ownPlace() {
    CodeSource source = Project.class.getProtectionDomain().getCodeSource();
    try {
      return source == null ? Path.of("/") : Path.of(source.getLocation().toURI());
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The directory that holds the sources. */
  Path root() {
    return root;
  }

  /**
   * Scans the sources, reads the results and computes the evidence.
   *
   * @throws CommandFailure naming file and line of every citation that is not in the ledger
   */
  Gathered gather() {
    Ledger ledger = Ledgers.load();
    try {
      CitationScanner.Scanned scanned = CitationScanner.scan(root, ledger);
      if (!scanned.problems().isEmpty()) {
        throw new CommandFailure(
            ExitStatus.FAILED,
            "the sources cite what is not in the ledger:\n"
                + scanned.problems().stream()
                    .map(CitationProblem::toString)
                    .collect(Collectors.joining("\n")));
      }
      List<RunResult> runs = new ArrayList<>();
      List<String> remarks = new ArrayList<>();
      Map<Evidence, String> unavailable = new EnumMap<>(Evidence.class);
      Optional<Instant> ran = features(runs, remarks);
      if (ran.isEmpty()) {
        unavailable.put(Evidence.SIMULATED, "the features have not been run");
        unavailable.put(Evidence.NEGATIVE, "the features have not been run");
      }
      runs.addAll(JUnitReports.read(junitFiles(), scanned.citations(), scanned.negativeTests()));
      boolean live = false;
      for (String file : List.of(LIVE_RUNS, GATHERED_RUNS)) {
        if (Files.exists(root.resolve(file))) {
          live = true;
          runs.addAll(LiveRuns.read(root.resolve(file), root, CATALOGUE));
        }
      }
      if (!live) {
        unavailable.put(Evidence.INTEROP_PROVEN, "there were no live runs");
        remarks.add(
            "There were no live runs against other implementations here (neither "
                + LIVE_RUNS
                + " nor "
                + GATHERED_RUNS
                + "), so nothing is proven with a third party.");
      }
      return new Gathered(
          root,
          EvidenceBook.of(ledger, scanned.citations(), runs),
          List.copyOf(runs),
          ran,
          Map.copyOf(unavailable),
          List.copyOf(remarks));
    } catch (IOException e) {
      throw new CommandFailure(ExitStatus.FAILED, "cannot read sources or results: " + e);
    }
  }

  private Optional<Instant> features(List<RunResult> runs, List<String> remarks)
      throws IOException {
    Path features = root.resolve("features");
    Path messages = features.resolve(MESSAGES);
    if (!Files.exists(messages)) {
      remarks.add(
          "The features have not been run here (no features/"
              + MESSAGES
              + "), so no clause is shown by a scenario; run ./yett test first.");
      return Optional.empty();
    }
    CucumberMessages.Run run = CucumberMessages.read(messages, this::featureFile);
    runs.addAll(run.results());
    FileTime written = Files.getLastModifiedTime(messages);
    List<Path> newer = newerFeatures(features.resolve("src"), written);
    if (!newer.isEmpty()) {
      remarks.add(
          "The results are older than "
              + newer.stream()
                  .map(path -> root.relativize(path).toString())
                  .collect(Collectors.joining(", "))
              + "; run ./yett test for new ones.");
    }
    return run.started();
  }

  private static List<Path> newerFeatures(Path sources, FileTime than) throws IOException {
    List<Path> newer = new ArrayList<>();
    for (Path file : files(sources, ".feature")) {
      if (Files.getLastModifiedTime(file).compareTo(than) > 0) {
        newer.add(file);
      }
    }
    return newer;
  }

  private String featureFile(String onClassPath) {
    return Stream.of("features/src/main/resources/", "features/src/test/resources/")
        .map(prefix -> prefix + onClassPath)
        .filter(file -> Files.exists(root.resolve(file)))
        .findFirst()
        .orElse(onClassPath);
  }

  private List<Path> junitFiles() throws IOException {
    List<Path> files = new ArrayList<>();
    // A module may hold another.
    try (Stream<Path> modules = Files.walk(root, 2)) {
      for (Path module : modules.filter(Files::isDirectory).sorted().toList()) {
        files.addAll(files(module.resolve("target/surefire-reports"), ".xml"));
      }
    }
    return files;
  }

  private static List<Path> files(Path directory, String suffix) throws IOException {
    if (!Files.isDirectory(directory)) {
      return List.of();
    }
    try (Stream<Path> walk = Files.walk(directory)) {
      return walk.filter(path -> path.toString().endsWith(suffix)).sorted().toList();
    }
  }
}
