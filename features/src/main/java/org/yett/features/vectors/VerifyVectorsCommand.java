package org.yett.features.vectors;

import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.yett.gateway.cli.CommandFailure;
import org.yett.gateway.cli.ExitStatus;
import org.yett.vectors.corpus.ChangeLogEntry;
import org.yett.vectors.corpus.CorpusFiles;
import org.yett.vectors.corpus.CorpusReport;
import org.yett.vectors.corpus.GoldenCheck;
import org.yett.vectors.exchange.VectorJson;
import org.yett.vectors.primitive.PrimitiveResult;
import org.yett.vectors.primitive.PrimitiveVectors;
import org.yett.vectors.primitive.VectorFormatException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code yett vectors verify}: checks vectors. */
@Command(
    name = "verify",
    description = {
      "Checks vectors: the corpus that comes with Yett, or a file or directory of the same form.",
      "A conversation is played again from its set-up and random values, and must come out bit for",
      "bit; then each host is played alone against what is recorded of the other."
    },
    footer = {"", "Exit status: 0 all passed, 1 something failed."},
    mixinStandardHelpOptions = true)
public final class VerifyVectorsCommand implements Callable<Integer> {

  @Parameters(
      paramLabel = "FILE|DIR",
      arity = "0..1",
      description = "What to check (default: the corpus and the primitive vectors).")
  private Optional<Path> place = Optional.empty();

  @Option(names = "--json", description = "Print the result as one JSON object.")
  private boolean json;

  @Spec private CommandSpec spec;

  /** For picocli. */
  public VerifyVectorsCommand() {}

  @Override
  public Integer call() {
    CorpusReport report = place.map(this::check).orElseGet(VerifyVectorsCommand::checkAll);
    PrintWriter out = spec.commandLine().getOut();
    out.print(json ? report.json() : report.text());
    out.flush();
    return report.passed() ? ExitStatus.OK : ExitStatus.FAILED;
  }

  private static CorpusReport checkAll() {
    CorpusFiles files = CorpusFiles.bundled();
    List<CorpusReport.Checked> exchanges = new ArrayList<>();
    for (ChangeLogEntry entry : files.latest()) {
      Optional.ofNullable(files.documents().get(entry.file()))
          .ifPresent(text -> exchanges.add(checkText(entry.file(), text)));
    }
    List<PrimitiveResult> primitives =
        PrimitiveVectors.bundled().stream()
            .map(PrimitiveVectors::load)
            .map(CorpusReport::run)
            .toList();
    return new CorpusReport(exchanges, primitives, GoldenCheck.problems(files));
  }

  private CorpusReport check(Path path) {
    if (!Files.exists(path)) {
      throw new CommandFailure(ExitStatus.USAGE, path + ": no such file or directory");
    }
    List<CorpusReport.Checked> exchanges = new ArrayList<>();
    List<PrimitiveResult> primitives = new ArrayList<>();
    for (Path file : files(path)) {
      String text = read(file);
      if (text.contains(PrimitiveVectors.SCHEMA)) {
        checkPrimitive(file, exchanges, primitives);
      } else {
        exchanges.add(checkText(file.toString(), text));
      }
    }
    if (exchanges.isEmpty() && primitives.isEmpty()) {
      throw new CommandFailure(ExitStatus.USAGE, path + ": no vectors there (*.json)");
    }
    List<String> golden =
        Files.exists(path.resolve(CorpusFiles.CHANGES))
            ? GoldenCheck.problems(CorpusFiles.in(path))
            : List.of();
    return new CorpusReport(exchanges, primitives, golden);
  }

  private static void checkPrimitive(
      Path file, List<CorpusReport.Checked> exchanges, List<PrimitiveResult> primitives) {
    try (InputStream content = Files.newInputStream(file)) {
      primitives.add(CorpusReport.run(PrimitiveVectors.read(file.toString(), content)));
    } catch (VectorFormatException e) {
      exchanges.add(new CorpusReport.Checked(file.toString(), "", List.of(e.getMessage())));
    } catch (IOException e) {
      throw new CommandFailure(ExitStatus.FAILED, file + ": " + e.getMessage());
    }
  }

  private static CorpusReport.Checked checkText(String file, String text) {
    try {
      return CorpusReport.check(file, VectorJson.read(file, text));
    } catch (VectorFormatException e) {
      String message = e.getMessage();
      String own = file + ": ";
      return new CorpusReport.Checked(
          file, "", List.of(message.startsWith(own) ? message.substring(own.length()) : message));
    }
  }

  private static List<Path> files(Path path) {
    if (!Files.isDirectory(path)) {
      return List.of(path);
    }
    try (Stream<Path> all = Files.walk(path)) {
      return all.filter(file -> file.toString().endsWith(".json"))
          .filter(file -> !file.toString().endsWith(".schema.json"))
          .filter(file ->
              !List.of(CorpusFiles.CHANGES, "index.json").contains(file.getFileName().toString()))
          .sorted()
          .toList();
    } catch (IOException e) {
      throw new CommandFailure(ExitStatus.FAILED, path + ": " + e.getMessage());
    }
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new CommandFailure(ExitStatus.FAILED, file + ": cannot be read: " + e.getMessage());
    }
  }
}
