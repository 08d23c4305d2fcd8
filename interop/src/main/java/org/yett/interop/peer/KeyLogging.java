package org.yett.interop.peer;

import java.io.File;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.yett.gateway.runtime.Endpoints;

/**
 * Logging the keys of what runs in the laboratory, without which nothing that is encrypted could be
 * judged. The laboratory itself never has the artifact that does it: it hands that on to the
 * gateways that it starts, whose secrets protect nothing.
 */
public final class KeyLogging {
  /** The system property by which the launcher says where the artifact is that logs keys. */
  public static final String ARTIFACT = "yett.keylog.artifact";

  /** The directory, among a gateway's files, that has its keys. */
  public static final String DIRECTORY = "keys";

  private KeyLogging() {}

  /** Whether daemons log their keys. */
  public static boolean on() {
    return artifact().isPresent() || System.getProperty(Endpoints.KEY_LOG) != null;
  }

  private static Optional<String> artifact() {
    return Optional.ofNullable(System.getProperty(ARTIFACT)).filter(path -> !path.isBlank());
  }

  /** The class path of a gateway of ours. */
  static String classPath() {
    String own = System.getProperty("java.class.path");
    return artifact().map(jar -> own + File.pathSeparator + jar).orElse(own);
  }

  /**
   * What the JVM of a gateway of ours is told.
   *
   * @param directory the gateway's files
   */
  static List<String> options(Path directory) {
    return on()
        ? List.of("-D" + Endpoints.KEY_LOG + "=" + directory.resolve(DIRECTORY))
        : List.of();
  }
}
