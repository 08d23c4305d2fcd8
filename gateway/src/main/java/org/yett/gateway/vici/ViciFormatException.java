package org.yett.gateway.vici;

import java.io.IOException;

/** What arrived is not vici. */
public final class ViciFormatException extends IOException {

  private static final long serialVersionUID = 1L;

  /**
   * @param message what was found and what was expected
   */
  public ViciFormatException(String message) {
    super(message);
  }
}
