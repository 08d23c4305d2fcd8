package org.yett.gateway.cli;

/** Ends a command with a message on standard error and an exit status. */
public final class CommandFailure extends RuntimeException {

  private static final long serialVersionUID = 1L;
  private final int status;

  /**
   * @param status one of {@link ExitStatus}
   * @param message what the user must know, without a final line end
   */
  public CommandFailure(int status, String message) {
    super(message, null, false, false);
    this.status = status;
  }

  /** The exit status. */
  public int status() {
    return status;
  }
}
