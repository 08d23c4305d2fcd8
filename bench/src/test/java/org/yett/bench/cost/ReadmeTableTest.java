package org.yett.bench.cost;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class ReadmeTableTest {

  private static Path readme() {
    Path directory = Path.of("").toAbsolutePath();
    while (!Files.isDirectory(directory.resolve("spec/src/main/java"))) {
      directory = directory.getParent();
    }
    return directory.resolve("README.md");
  }

  @Test
  void theReadmeHasTheTableOfToday() throws IOException {
    String text = Files.readString(readme());
    assertEquals(
        ReadmeTable.inserted(text), text, "stale: run ./yett bench readme and commit what changed");
  }

  @Test
  void withoutItsPlaceThereIsNoTable() {
    assertThrows(IllegalArgumentException.class, () -> ReadmeTable.inserted("# Yett\n"));
  }
}
