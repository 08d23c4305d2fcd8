package org.yett.gateway.cli;

import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

/** Files with contents that are nobody else's to read. */
final class PrivateOutput {
  private PrivateOutput() {}

  /** Begins an empty file with mode 0600, where the file system knows modes, over a former one. */
  static Path file(Path file) throws IOException {
    Files.deleteIfExists(file);
    return FileSystems.getDefault().supportedFileAttributeViews().contains("posix")
        ? Files.createFile(
            file,
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")))
        : Files.createFile(file);
  }
}
