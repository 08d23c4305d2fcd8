package org.yett.gateway.cli;

/** Exit statuses of the program. */
public final class ExitStatus {

  /** It worked. */
  public static final int OK = 0;

  /** What was asked for did not come about. */
  public static final int FAILED = 1;

  /** The command line was not understood. */
  public static final int USAGE = 2;

  /** The configuration has errors. */
  public static final int CONFIGURATION = 3;

  /** No gateway answers at the control socket. */
  public static final int NO_GATEWAY = 4;

  /** This machine or this user cannot do it, for example without root or TUN. */
  public static final int NOT_POSSIBLE_HERE = 5;

  /** It stands, but its posture is below what was required. */
  public static final int BELOW_POSTURE = 6;

  /** An error of the program itself. */
  public static final int INTERNAL = 70;

  private ExitStatus() {}
}
