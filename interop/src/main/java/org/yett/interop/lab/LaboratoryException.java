package org.yett.interop.lab;

/**
 * The laboratory could not do its part: make a namespace, start a daemon, reach a control socket.
 * The message is one line for a person.
 */
public final class LaboratoryException extends Exception {
  /** With a message. */
  public LaboratoryException(String message) {
    super(message);
  }

  /** With a message and the failure beneath it. */
  public LaboratoryException(String message, Throwable cause) {
    super(message, cause);
  }
}
