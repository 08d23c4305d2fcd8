package org.yett.features.vectors;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.Callable;
import org.yett.gateway.cli.CommandFailure;
import org.yett.gateway.cli.ExitStatus;
import org.yett.vectors.corpus.CorpusFiles;
import org.yett.vectors.corpus.CorpusPackage;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code yett vectors package}: the archive of the vectors. */
@Command(
    name = "package",
    description = {
      "Writes the vectors as one archive: documents, text, captures, schema, the checker in",
      "Python, README, licence and checksums. The same corpus gives the same archive."
    },
    mixinStandardHelpOptions = true)
public final class PackageVectorsCommand implements Callable<Integer> {

  @Option(
      names = "--out",
      paramLabel = "FILE",
      description = "The archive (default: yett-vectors-1.zip).")
  private Path out = Path.of("yett-vectors-1.zip");

  @Spec private CommandSpec spec;

  /** For picocli. */
  public PackageVectorsCommand() {}

  @Override
  public Integer call() {
    String licence =
        CorpusFiles.resource("LICENSE")
            .orElseThrow(() -> new CommandFailure(ExitStatus.INTERNAL, "no licence in the corpus"));
    Map<String, byte[]> files = CorpusPackage.files(CorpusFiles.bundled(), licence);
    try (OutputStream stream = Files.newOutputStream(out)) {
      CorpusPackage.write(files, stream);
    } catch (IOException e) {
      throw new CommandFailure(ExitStatus.FAILED, out + ": cannot be written: " + e.getMessage());
    }
    spec.commandLine().getOut().println(out + ": " + files.size() + " files");
    spec.commandLine().getOut().flush();
    return ExitStatus.OK;
  }
}
