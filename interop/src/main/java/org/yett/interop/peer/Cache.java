package org.yett.interop.peer;

import java.nio.file.Path;
import java.util.Map;

/**
 * Where fetched peers are kept between runs: outside the checkout, in the directory that the
 * environment variable {@code YETT_CACHE} names, else in {@code /var/cache/yett}.
 *
 * @param directory the directory; it need not exist yet
 */
public record Cache(Path directory) {
  private static final String VARIABLE = "YETT_CACHE";
  private static final Path DEFAULT = Path.of("/var/cache/yett");

  /** The cache that an environment asks for. */
  public static Cache of(Map<String, String> environment) {
    String named = environment.getOrDefault(VARIABLE, "");
    return new Cache(named.isBlank() ? DEFAULT : Path.of(named).toAbsolutePath().normalize());
  }
}
