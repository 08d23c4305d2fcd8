package org.yett.tun.netns;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/**
 * Kernel parameters under {@code /proc/sys}, those of {@code net} in the calling thread's
 * namespace.
 */
public final class Sysctl {
  private static final Path ROOT = Path.of("/proc/sys");

  private Sysctl() {}

  private static Path path(String parameter) {
    Path path = ROOT.resolve(parameter).normalize();
    if (!path.startsWith(ROOT) || path.equals(ROOT)) {
      throw new IllegalArgumentException(
          "kernel parameter '" + parameter + "': expected a path like net/ipv4/ip_forward");
    }
    return path;
  }

  /**
   * Reads a parameter.
   *
   * @param parameter with slashes, for example {@code net/ipv4/ip_forward}
   */
  public static String read(String parameter) throws IOException {
    try {
      return Files.readString(path(parameter)).strip();
    } catch (NoSuchFileException e) {
      throw absent(parameter, e);
    }
  }

  /** Sets a parameter. */
  public static void write(String parameter, String value) throws IOException {
    try {
      // Opened without O_CREAT, which procfs refuses with a misleading error.
      Files.write(
          path(parameter),
          value.getBytes(java.nio.charset.StandardCharsets.US_ASCII),
          java.nio.file.StandardOpenOption.WRITE);
    } catch (NoSuchFileException e) {
      throw absent(parameter, e);
    } catch (java.nio.file.AccessDeniedException e) {
      throw new IOException(
          "kernel parameter " + parameter + " cannot be set (needs root, and /proc writable)", e);
    }
  }

  private static IOException absent(String parameter, IOException cause) {
    return new IOException(
        "there is no kernel parameter "
            + parameter
            + " (is the interface there, is the feature in this kernel?)",
        cause);
  }

  /** Switches forwarding of both families on or off. */
  public static void forwarding(boolean on) throws IOException {
    write("net/ipv4/ip_forward", on ? "1" : "0");
    write("net/ipv6/conf/all/forwarding", on ? "1" : "0");
  }

  /** Switches IPv6 on or off on an interface ({@code all} and {@code default} included). */
  public static void ipv6(String device, boolean on) throws IOException {
    write("net/ipv6/conf/" + device + "/disable_ipv6", on ? "0" : "1");
  }

  /** Switches duplicate address detection on or off on an interface. */
  public static void duplicateAddressDetection(String device, boolean on) throws IOException {
    write("net/ipv6/conf/" + device + "/accept_dad", on ? "1" : "0");
  }
}
