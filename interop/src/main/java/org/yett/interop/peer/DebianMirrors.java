package org.yett.interop.peer;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedSet;
import java.util.TreeMap;
import org.yett.interop.process.Command;
import org.yett.interop.process.Finished;

/**
 * Which Debian mirrors, and which proxy, this host's own apt uses: a peer's packages come from
 * there and from nowhere that this project would name.
 */
final class DebianMirrors {
  private static final Duration LIMIT = Duration.ofMinutes(3);
  private static final String MIRROR_FILE = "mirror+file:";

  private DebianMirrors() {}

  /**
   * The mirrors of Debian's main archive, in apt's order, without repetition. Asks apt, which reads
   * every form of its configuration; updates apt's lists first if they are not there.
   *
   * @throws IOException if apt is missing or refuses
   */
  static List<String> ofHost() throws IOException {
    List<String> found = ask();
    if (found.isEmpty()) {
      Finished update = Command.of("apt-get", "-q", "update").within(LIMIT).run();
      if (!update.succeeded()) {
        throw new IOException(update.summary());
      }
      found = ask();
    }
    return found;
  }

  private static List<String> ask() throws IOException {
    Finished targets =
        Command.of(
                "apt-get",
                "indextargets",
                "--format",
                "$(REPO_URI)|$(ORIGIN)|$(LABEL)",
                "Created-By: Packages")
            .run();
    if (!targets.succeeded()) {
      throw new IOException(targets.summary());
    }
    SequencedSet<String> mirrors = new LinkedHashSet<>();
    for (String uri : mainArchives(targets.stdout())) {
      resolve(uri).ifPresent(mirrors::add);
    }
    return List.copyOf(mirrors);
  }

  /** Picks the main archive's URIs from lines of {@code URI|origin|label}. */
  static List<String> mainArchives(String targets) {
    return targets
        .lines()
        .map(line -> line.strip().split("\\|", -1))
        .filter(part -> part.length == 3 && part[1].equals("Debian") && part[2].equals("Debian"))
        .map(part -> part[0].replaceAll("/+$", ""))
        .distinct()
        .toList();
  }

  /** A mirror list file stands for its first entry. */
  private static Optional<String> resolve(String uri) throws IOException {
    if (!uri.startsWith(MIRROR_FILE)) {
      return Optional.of(uri);
    }
    Path list = Path.of("/" + uri.substring(MIRROR_FILE.length()).replaceAll("^/+", ""));
    return firstOfMirrorList(Files.readString(list));
  }

  /** The first address in a mirror list: one a line, options after white space, comments by #. */
  static Optional<String> firstOfMirrorList(String text) {
    return text.lines()
        .map(String::strip)
        .filter(line -> !line.isEmpty() && !line.startsWith("#"))
        .map(line -> line.split("\\s+")[0].replaceAll("/+$", ""))
        .findFirst();
  }

  /** The proxies that apt is told to use, as the environment variables that other tools read. */
  static Map<String, String> proxies() throws IOException {
    Finished dump =
        Command.of(
                "apt-config",
                "shell",
                "http_proxy",
                "Acquire::http::Proxy",
                "https_proxy",
                "Acquire::https::Proxy")
            .run();
    if (!dump.succeeded()) {
      throw new IOException(dump.summary());
    }
    return shellVariables(dump.stdout());
  }

  /** Reads lines of {@code name='value'}. */
  static Map<String, String> shellVariables(String text) {
    Map<String, String> variables = new TreeMap<>();
    for (String line : text.lines().toList()) {
      int equals = line.indexOf('=');
      if (equals > 0) {
        String value = line.substring(equals + 1).strip();
        if (value.length() >= 2 && value.startsWith("'") && value.endsWith("'")) {
          value = value.substring(1, value.length() - 1);
        }
        variables.put(line.substring(0, equals).strip(), value);
      }
    }
    return variables;
  }
}
