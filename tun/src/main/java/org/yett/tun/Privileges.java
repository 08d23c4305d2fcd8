package org.yett.tun;

import java.util.List;

/**
 * What this process may do with the kernel's network, found by trying in a throw-away namespace.
 *
 * @param missing what is lacking for TUN devices, raw sockets and network namespaces, each with its
 *     reason; empty if nothing
 */
public record Privileges(List<String> missing) {
  /** Copies the list. */
  public Privileges {
    missing = List.copyOf(missing);
  }

  /** Tries everything once. Leaves nothing behind. */
  public static Privileges probe() {
    throw new UnsupportedOperationException();
  }

  /** Whether nothing is missing. */
  public boolean isPrivileged() {
    return missing.isEmpty();
  }

  /** One line for people: {@code needs root and /dev/net/tun: ...}, or that all is there. */
  public String explanation() {
    return missing.isEmpty() ? "all privileges are there" : String.join("; ", missing);
  }
}
