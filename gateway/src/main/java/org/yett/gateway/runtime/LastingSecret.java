package org.yett.gateway.runtime;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Set;
import org.yett.ike.crypto.Secret;

/** A secret that outlives the daemon: a file of at least 32 random octets, for its owner alone. */
final class LastingSecret {

  private static final int LENGTH = 32;

  /** More octets than this make no secret better. */
  private static final int LONGEST = 4096;

  private LastingSecret() {}

  /**
   * Reads the secret, and makes it if there is none yet.
   *
   * @throws UncheckedIOException naming the file, if it can be neither read nor made, holds too few
   *     octets, or can be read by others
   */
  static Secret open(Path file) {
    try {
      return read(file);
    } catch (NoSuchFileException none) {
      return make(file);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read the secret in " + file, e);
    }
  }

  private static Secret read(Path file) throws IOException {
    var others = PosixFilePermissions.fromString("---rwxrwx");
    others.retainAll(Files.getPosixFilePermissions(file));
    if (!others.isEmpty()) {
      throw new UncheckedIOException(
          new IOException(file + " is a secret, and others than its owner have access to it"));
    }
    if (Files.size(file) < LENGTH || Files.size(file) > LONGEST) {
      throw new UncheckedIOException(
          new IOException(
              "%s holds %d octets: expected %d to %d random ones"
                  .formatted(file, Files.size(file), LENGTH, LONGEST)));
    }
    return Secret.adopt(Files.readAllBytes(file));
  }

  private static Secret make(Path file) {
    byte[] octets = new byte[LENGTH];
    new SecureRandom().nextBytes(octets);
    try (var out =
        Files.newByteChannel(
            file,
            Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")))) {
      out.write(java.nio.ByteBuffer.wrap(octets));
      return Secret.copyOf(octets);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot keep a secret in " + file, e);
    } finally {
      Arrays.fill(octets, (byte) 0);
    }
  }
}
