package org.yett.gateway.config;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/** Where the control socket is. */
public final class ControlSocketPath {

  /** Environment variable that names the socket for gateway and clients alike. */
  public static final String VARIABLE = "YETT_VICI";

  /**
   * Octets that the address of a Unix domain socket has room for on Linux, the final zero not
   * counted.
   */
  public static final int MAX_OCTETS = 107;

  private ControlSocketPath() {}

  /**
   * The path that is used if neither command line nor configuration names one: that of the
   * environment variable, or {@code /run/yett.vici} if this user may use it, or a file in the
   * user's own runtime directory.
   */
  public static Path byDefault() {
    return byDefault(System.getenv(), System.getProperty("user.name"));
  }

  static Path byDefault(Map<String, String> environment, String user) {
    Optional<String> named =
        Optional.ofNullable(environment.get(VARIABLE)).filter(v -> !v.isBlank());
    if (named.isPresent()) {
      return parse(named.get());
    }
    Path system = Path.of("/run/yett.vici");
    if (user.equals("root")) {
      return system;
    }
    String runtime = environment.get("XDG_RUNTIME_DIR");
    if (runtime != null && Files.isDirectory(Path.of(runtime))) {
      return Path.of(runtime, "yett.vici");
    }
    // Not in a directory where others could put a socket of their own in its place.
    return Path.of(System.getProperty("user.home"), ".yett.vici");
  }

  /**
   * A path as strongSwan writes it: {@code unix:///run/x}, or the plain path.
   *
   * @throws IllegalArgumentException if it is another kind of address or longer than a socket's
   *     address can be
   */
  public static Path parse(String text) {
    String path = text.startsWith("unix://") ? text.substring("unix://".length()) : text;
    if (text.startsWith("tcp://") || path.isEmpty()) {
      throw new IllegalArgumentException(
          "'" + text + "' is not the path of a Unix domain socket, such as unix:///run/yett.vici");
    }
    if (path.getBytes(java.nio.charset.StandardCharsets.UTF_8).length > MAX_OCTETS) {
      throw new IllegalArgumentException(
          "'" + text + "' is longer than " + MAX_OCTETS + " octets, too long for a socket");
    }
    return Path.of(path);
  }
}
