package org.yett.tun.netns;

import java.io.IOException;

/**
 * Kernel parameters under {@code /proc/sys}, those of {@code net} in the calling thread's
 * namespace.
 */
public final class Sysctl {
  private Sysctl() {}

  /**
   * Reads a parameter.
   *
   * @param path with slashes, for example {@code net/ipv4/ip_forward}
   */
  public static String read(String path) throws IOException {
    throw new UnsupportedOperationException();
  }

  /** Sets a parameter. */
  public static void write(String path, String value) throws IOException {
    throw new UnsupportedOperationException();
  }

  /** Switches forwarding of both families on or off. */
  public static void forwarding(boolean on) throws IOException {
    throw new UnsupportedOperationException();
  }

  /** Switches IPv6 on or off on an interface ({@code all} and {@code default} included). */
  public static void ipv6(String device, boolean on) throws IOException {
    throw new UnsupportedOperationException();
  }

  /** Switches duplicate address detection on or off on an interface. */
  public static void duplicateAddressDetection(String device, boolean on) throws IOException {
    throw new UnsupportedOperationException();
  }
}
