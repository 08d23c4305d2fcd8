package org.yett.tun;

import org.junit.jupiter.api.Assumptions;
import org.yett.tun.netns.Privileges;

/** Lets tests that need the kernel say why they did not run. */
public final class Root {
  private static final Privileges PRIVILEGES = Privileges.probe();

  private Root() {}

  /** Ends the test as "not run" where privileges are lacking. */
  public static void require() {
    Assumptions.assumeTrue(PRIVILEGES.isPrivileged(), () -> "not run: " + PRIVILEGES.explanation());
  }
}
