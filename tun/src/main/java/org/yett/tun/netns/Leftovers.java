package org.yett.tun.netns;

import java.io.IOException;
import java.util.List;

/**
 * Names that tell which process made a thing, and the removal of what dead processes left behind.
 *
 * <p>A namespace is called {@code yett-PID-LABEL}, an interface {@code ytPID36LABEL} within the 15
 * octets that Linux allows.
 */
public final class Leftovers {
  private Leftovers() {}

  /** A namespace name of this process. */
  public static String namespaceName(String label) {
    throw new UnsupportedOperationException();
  }

  /**
   * An interface name of this process.
   *
   * @param label at most 6 octets of lower-case letters and digits
   */
  public static String interfaceName(String label) {
    throw new UnsupportedOperationException();
  }

  /**
   * Removes namespaces and interfaces (of the calling thread's namespace) whose process is dead.
   *
   * @return what was removed, for the log
   */
  public static List<String> sweep() throws IOException {
    throw new UnsupportedOperationException();
  }
}
