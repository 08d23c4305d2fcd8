package org.yett.gateway.capture;

import java.io.IOException;

/** A capture file that cannot be read as one; the message names the place and what is wrong. */
public final class CaptureException extends IOException {
  private static final long serialVersionUID = 1L;

  /** With what is wrong, and where. */
  public CaptureException(String message) {
    super(message);
  }
}
