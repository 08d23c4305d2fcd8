package org.yett.gateway.keys;

import java.io.IOException;
import java.nio.file.Path;

/** A key log that cannot be read; the message names file, line and what was expected. */
public final class KeyLogException extends IOException {
  private static final long serialVersionUID = 1L;

  KeyLogException(Path file, int line, String message) {
    super("%s:%d: %s".formatted(file, line, message));
  }

  /** Without a line. */
  public KeyLogException(String message) {
    super(message);
  }
}
