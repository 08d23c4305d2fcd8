package org.yett.features.vectors;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.yett.gateway.cli.CommandFailure;
import org.yett.gateway.cli.ExitStatus;
import org.yett.vectors.corpus.Corpus;
import org.yett.vectors.corpus.CorpusFiles;
import org.yett.vectors.corpus.CorpusUpdate;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code yett vectors generate}: makes the exchange-level vectors anew. */
@Command(
    name = "generate",
    description = {
      "Makes the exchange-level vectors anew from their seeds, and compares them with the corpus:",
      "they must come out bit for bit. With a directory, writes the corpus there."
    },
    footer = {
      "",
      "A vector that comes out otherwise is written only with --reason: then as a new version of",
      "itself, with the reason in the change log (changes.json).",
      "",
      "Exit status: 0 all as in the corpus, or written; 1 some vectors come out otherwise."
    },
    mixinStandardHelpOptions = true)
public final class GenerateVectorsCommand implements Callable<Integer> {

  @Parameters(
      paramLabel = "DIR",
      arity = "0..1",
      description = "Where to write; if a corpus is there, it is that one that is compared.")
  private Optional<Path> directory = Optional.empty();

  @Option(names = "--reason", paramLabel = "TEXT", description = "Why vectors may change.")
  private Optional<String> reason = Optional.empty();

  @Spec private CommandSpec spec;

  /** For picocli. */
  public GenerateVectorsCommand() {}

  @Override
  public Integer call() {
    boolean there =
        directory.filter(path -> Files.exists(path.resolve(CorpusFiles.CHANGES))).isPresent();
    CorpusFiles before = there ? CorpusFiles.in(directory.orElseThrow()) : CorpusFiles.bundled();
    CorpusUpdate update = CorpusUpdate.of(before, Corpus.generate(), reason);
    PrintWriter out = spec.commandLine().getOut();
    update.added().forEach(file -> out.println("new: " + file));
    update.changed().forEach(file -> out.println("comes out otherwise: " + file));
    update.gone().forEach(file -> out.println("no longer generated: " + file));
    int same = before.latest().size() - update.changed().size() - update.gone().size();
    out.println(
        "%d vectors bit for bit as before, %d changed, %d new"
            .formatted(same, update.changed().size(), update.added().size()));
    out.flush();
    if (directory.isPresent()) {
      write(update.files(), directory.get());
    }
    boolean accepted =
        update.gone().isEmpty()
            && (update.changed().isEmpty() || reason.isPresent())
            && (update.added().isEmpty() || directory.isPresent());
    return accepted ? ExitStatus.OK : ExitStatus.FAILED;
  }

  private static void write(CorpusFiles files, Path where) {
    try {
      Files.createDirectories(where);
      files.write(where);
    } catch (IOException e) {
      throw new CommandFailure(ExitStatus.FAILED, where + ": cannot be written: " + e.getMessage());
    }
  }
}
