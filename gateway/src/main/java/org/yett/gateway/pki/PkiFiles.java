package org.yett.gateway.pki;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;

/** Reads and writes files of keys and certificates. */
public final class PkiFiles {

  /** Most octets of a file that are read; revocation lists are the largest there are. */
  public static final int MOST = 32 << 20;

  private PkiFiles() {}

  /** The whole of a file. */
  public static byte[] read(Path file) throws PkiException {
    try (InputStream in = Files.newInputStream(file)) {
      return read(in);
    } catch (java.nio.file.NoSuchFileException e) {
      throw new PkiException("there is no such file").in(file);
    } catch (java.nio.file.AccessDeniedException e) {
      throw new PkiException("it may not be read by this user").in(file);
    } catch (IOException e) {
      throw new PkiException("cannot be read: " + e.getMessage()).in(file);
    } catch (PkiException e) {
      throw e.in(file);
    }
  }

  /** The rest of a stream. */
  public static byte[] read(InputStream in) throws IOException, PkiException {
    byte[] octets = in.readNBytes(MOST + 1);
    if (octets.length > MOST) {
      throw new PkiException("more than " + MOST + " octets");
    }
    return octets;
  }

  /**
   * Writes a file, all of it or nothing.
   *
   * @param secret whether nobody else may read it: it has mode 0600 from the first octet on
   */
  public static void write(Path file, byte[] octets, boolean secret) throws PkiException {
    Path directory = file.toAbsolutePath().getParent();
    try {
      Path made = Files.createTempFile(directory, "." + file.getFileName(), ".new", mode(secret));
      try {
        Files.write(made, octets);
        Files.move(made, file, StandardCopyOption.REPLACE_EXISTING);
      } finally {
        Files.deleteIfExists(made);
      }
    } catch (IOException e) {
      throw new PkiException("cannot be written: " + e).in(file);
    }
  }

  private static FileAttribute<?>[] mode(boolean secret) {
    if (!FileSystems.getDefault().supportedFileAttributeViews().contains("posix")) {
      return new FileAttribute<?>[0];
    }
    return new FileAttribute<?>[] {
      PosixFilePermissions.asFileAttribute(
          PosixFilePermissions.fromString(secret ? "rw-------" : "rw-r--r--"))
    };
  }
}
