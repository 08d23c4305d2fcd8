package org.yett.gateway.pki.cli;

import java.io.IOException;
import java.nio.file.Path;
import org.yett.gateway.pki.PkiException;
import org.yett.gateway.pki.PkiFiles;

/**
 * Where something was read from.
 *
 * @param name what to call it in messages
 * @param octets what was in it
 */
record Source(String name, byte[] octets) {

  /** A file, or standard input if there is none. */
  static Source of(Path file) throws PkiException {
    if (file != null) {
      return new Source(file.toString(), PkiFiles.read(file));
    }
    try {
      return new Source("standard input", PkiFiles.read(System.in));
    } catch (IOException e) {
      throw new PkiException("standard input: " + e.getMessage());
    }
  }

  /** Reads what is in it, with its name in the message if that fails. */
  <T> T read(Reader<T> reader) throws PkiException {
    try {
      return reader.read(octets);
    } catch (PkiException e) {
      throw e.in(name);
    }
  }

  /** Makes something of octets. */
  @FunctionalInterface
  interface Reader<T> {
    /** Makes it. */
    T read(byte[] octets) throws PkiException;
  }
}
