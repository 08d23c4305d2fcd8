package org.yett.features.vectors;

import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.Callable;
import org.yett.gateway.cli.CommandFailure;
import org.yett.gateway.cli.ExitStatus;
import org.yett.vectors.corpus.CorpusFiles;
import org.yett.vectors.corpus.TextForm;
import org.yett.vectors.exchange.ExchangeVector;
import org.yett.vectors.exchange.VectorJson;
import org.yett.vectors.primitive.VectorFormatException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code yett vectors show}: a vector for reading. */
@Command(
    name = "show",
    description = "Prints a vector for reading, like an appendix of an RFC.",
    mixinStandardHelpOptions = true)
public final class ShowVectorCommand implements Callable<Integer> {

  @Parameters(paramLabel = "ID|FILE", description = "A vector of the corpus, or a file.")
  private String which = "";

  @Spec private CommandSpec spec;

  /** For picocli. */
  public ShowVectorCommand() {}

  @Override
  public Integer call() {
    PrintWriter out = spec.commandLine().getOut();
    out.print(TextForm.of(vector()));
    out.flush();
    return ExitStatus.OK;
  }

  private ExchangeVector vector() {
    Map<String, String> documents = CorpusFiles.bundled().documents();
    for (String set : ExchangeVector.SETS) {
      String file = set + "/" + which + ".json";
      if (documents.containsKey(file)) {
        return VectorJson.read(file, documents.get(file));
      }
    }
    if (!Files.exists(Path.of(which))) {
      throw new CommandFailure(
          ExitStatus.USAGE, which + ": neither a vector of the corpus nor a file");
    }
    try {
      return VectorJson.read(Path.of(which));
    } catch (VectorFormatException e) {
      throw new CommandFailure(ExitStatus.FAILED, e.getMessage());
    }
  }
}
