package org.yett.features.spec;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.yett.spec.evidence.CitationProblem;
import org.yett.spec.evidence.CitationScanner;

/** All sources of the project, whatever their module. */
class CitationsTest {

  @Test
  void everyCitationInTheSourcesIsInTheLedger() throws IOException {
    Path root = Path.of("").toAbsolutePath();
    while (!Files.isDirectory(root.resolve("spec/src/main/java"))) {
      root = root.getParent();
    }
    CitationScanner.Scanned scanned = CitationScanner.scan(root, Ledgers.load());
    assertEquals(
        "",
        scanned.problems().stream()
            .map(CitationProblem::toString)
            .collect(Collectors.joining("\n")));
    assertFalse(scanned.citations().isEmpty(), "the sources cite no clause at all");
  }
}
