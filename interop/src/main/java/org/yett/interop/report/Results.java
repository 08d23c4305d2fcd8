package org.yett.interop.report;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.yett.gateway.cli.CommandFailure;
import org.yett.gateway.cli.ExitStatus;
import org.yett.interop.run.RequiredCells;

/** Where results of runs and the required list are looked for. */
final class Results {
  private static final Path USUAL = Path.of("target", "interop");

  private Results() {}

  /**
   * The directories with results.
   *
   * @param named those that the user named; if none, the usual one
   * @throws CommandFailure if one is not there
   */
  static List<Path> directories(List<Path> named) {
    List<Path> all = named.isEmpty() ? List.of(USUAL) : named;
    for (Path directory : all) {
      if (!Files.isDirectory(directory)) {
        throw new CommandFailure(
            ExitStatus.FAILED,
            "there are no results in "
                + directory
                + ": 'yett interop run' makes some, --from names others");
      }
    }
    return all;
  }

  /**
   * The required list in the sources.
   *
   * @param sources where they are; empty for where the user is, or above
   * @throws CommandFailure if there is none
   */
  static Path requiredList(Optional<Path> sources) {
    Path start = sources.orElse(Path.of("")).toAbsolutePath();
    return Stream.iterate(start, path -> path != null, Path::getParent)
        .map(path -> path.resolve(RequiredCells.FILE))
        .filter(Files::isRegularFile)
        .findFirst()
        .orElseThrow(() ->
            new CommandFailure(
                ExitStatus.FAILED,
                "there is no " + RequiredCells.FILE + " in " + start + " or above it"));
  }
}
