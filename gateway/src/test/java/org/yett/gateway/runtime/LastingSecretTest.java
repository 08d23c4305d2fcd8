package org.yett.gateway.runtime;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.yett.ike.crypto.Secret;

/** A secret in a file. */
class LastingSecretTest {

  @TempDir Path directory;

  @Test
  @Tag("rfc6290:9.1/5")
  void itIsMadeOnceAndReadAfterwards() throws IOException {
    Path file = directory.resolve("secret");
    try (Secret made = LastingSecret.open(file);
        Secret read = LastingSecret.open(file)) {
      assertEquals(made, read);
      assertEquals(32, made.length());
    }
    assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
  }

  @Test
  @Tag("rfc6290:9.1/5")
  void aFileThatOthersCanReadIsRefused() throws IOException {
    Path file = directory.resolve("secret");
    LastingSecret.open(file).close();
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r-----"));
    UncheckedIOException refused =
        assertThrows(UncheckedIOException.class, () -> LastingSecret.open(file));
    assertTrue(refused.getMessage().contains(file.toString()), refused.getMessage());
  }

  @Test
  void aFileWithTooFewOctetsIsRefused() throws IOException {
    Path file = directory.resolve("secret");
    LastingSecret.open(file).close();
    Files.write(file, new byte[31]);
    assertThrows(UncheckedIOException.class, () -> LastingSecret.open(file));
  }

  @Test
  void aDirectoryThatIsNotThereIsAnErrorThatNamesTheFile() {
    Path file = directory.resolve("no/secret");
    UncheckedIOException refused =
        assertThrows(UncheckedIOException.class, () -> LastingSecret.open(file));
    assertTrue(refused.getMessage().contains(file.toString()), refused.getMessage());
  }
}
