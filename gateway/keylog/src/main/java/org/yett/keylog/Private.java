package org.yett.keylog;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;

/** Files and directories that nobody else may read, where the file system knows modes. */
final class Private {
  private Private() {}

  /** Makes a directory with mode 0700, unless it is there. */
  static Path directory(Path directory) throws IOException {
    if (!Files.isDirectory(directory)) {
      Files.createDirectories(directory, attributes("rwx------"));
    }
    return directory;
  }

  /** Makes an empty file with mode 0600, unless it is there. */
  static Path file(Path file) throws IOException {
    try {
      return Files.createFile(file, attributes("rw-------"));
    } catch (FileAlreadyExistsException e) {
      return file;
    }
  }

  private static FileAttribute<?>[] attributes(String mode) {
    return FileSystems.getDefault().supportedFileAttributeViews().contains("posix")
        ? new FileAttribute<?>[] {
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(mode))
        }
        : new FileAttribute<?>[0];
  }
}
