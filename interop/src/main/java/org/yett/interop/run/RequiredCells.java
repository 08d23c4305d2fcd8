package org.yett.interop.run;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The cells that have passed once and may not turn anything else: a line of text for each, with
 * peer, scenario, role of Yett, and datapath, separated by bars. Of a version the first two numbers
 * count, so that a patch of the peer's changes nothing.
 *
 * @param keys the lines
 */
public record RequiredCells(SortedSet<String> keys) {
  /** Where the list lies in the sources. */
  public static final String FILE = "interop/src/main/resources/org/yett/interop/run/required.txt";

  private static final String RESOURCE = "required.txt";
  private static final Pattern VERSION = Pattern.compile("^([0-9]+\\.[0-9]+).*");
  private static final Pattern SEPARATOR = Pattern.compile(" \\| ");
  private static final int FIELDS = 4;

  private static final String HEAD =
      """
      # The cells that have passed and may not turn anything else. "yett interop run" fails if one
      # does; "yett interop ratchet --update" adds those that passed.
      # peer | scenario | role of Yett | datapath
      """;

  /** Copies the set. */
  public RequiredCells {
    keys = new TreeSet<>(keys);
  }

  /**
   * A cell's line; empty if Yett has no part in it as the implementation under test.
   *
   * @param subject the implementation under test
   */
  public static String key(
      String subject, String peer, String version, String scenario, String role, String datapath) {
    if (!subject.equals(Bundle.OURS)) {
      return "";
    }
    Matcher matcher = VERSION.matcher(version);
    // Our own version says nothing about a peer.
    boolean versioned = !peer.equals(Bundle.OURS) && matcher.matches();
    return String.join(
        " | ", versioned ? peer + " " + matcher.group(1) : peer, scenario, role, datapath);
  }

  private static String key(Cell cell) {
    return key(
        cell.subject().name(),
        cell.peer().name(),
        cell.peer().version(),
        cell.scenario().name(),
        cell.role().label(),
        Bundle.datapath(cell));
  }

  /** The list that this program was built with. */
  public static RequiredCells shipped() {
    try (InputStream stream = RequiredCells.class.getResourceAsStream(RESOURCE)) {
      if (stream == null) {
        throw new IllegalStateException("the resource " + RESOURCE + " is missing");
      }
      return parse(FILE, new String(stream.readAllBytes(), StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Reads a list.
   *
   * @param name what to call it
   * @throws IllegalArgumentException naming the first line that is wrong
   */
  public static RequiredCells parse(String name, String text) {
    SortedSet<String> keys = new TreeSet<>();
    int number = 0;
    for (String line : text.lines().toList()) {
      number++;
      if (line.isBlank() || line.startsWith("#")) {
        continue;
      }
      if (SEPARATOR.splitAsStream(line).count() != FIELDS) {
        throw new IllegalArgumentException(
            "%s:%d: expected peer | scenario | role | datapath, not '%s'"
                .formatted(name, number, line));
      }
      keys.add(line.strip());
    }
    return new RequiredCells(keys);
  }

  /** The list as text. */
  public String text() {
    return HEAD + String.join("", keys.stream().map(key -> key + "\n").toList());
  }

  /** Whether a scenario in a role is required of a peer of any version. */
  public boolean has(Cell.Identity peer, String scenario, String role) {
    return keys.stream()
        .anyMatch(key ->
            key.startsWith(peer.name() + " ")
                && key.contains(" | " + scenario + " | " + role + " | " + peer.carrier() + " "));
  }

  /** This and these. */
  public RequiredCells with(Collection<String> more) {
    SortedSet<String> all = new TreeSet<>(keys);
    all.addAll(more);
    return new RequiredCells(all);
  }

  /** This without these. */
  public RequiredCells without(Collection<String> fewer) {
    SortedSet<String> all = new TreeSet<>(keys);
    all.removeAll(fewer);
    return new RequiredCells(all);
  }

  /**
   * What became of the required cells among those of a run.
   *
   * @param held required, and passed again
   * @param lost required, and turned something else, with verdict and reason
   * @param withheld required, and not run, with the reason
   */
  public record Kept(List<String> held, List<String> lost, List<String> withheld) {
    /** Copies the lists. */
    public Kept {
      held = List.copyOf(held);
      lost = List.copyOf(lost);
      withheld = List.copyOf(withheld);
    }
  }

  /** Looks at a run's cells; what the run did not have is not asked after. */
  public Kept compare(List<Cell> cells) {
    List<String> held = new ArrayList<>();
    List<String> lost = new ArrayList<>();
    List<String> withheld = new ArrayList<>();
    for (Cell cell : cells) {
      String key = key(cell);
      switch (cell.verdict()) {
        // A peer that could not be had has no version to compare.
        case Verdict.NotRun(String reason) -> {
          if (has(cell.peer(), cell.scenario().name(), cell.role().label())) {
            withheld.add(key + ": " + reason);
          }
        }
        case Verdict.Passed _ -> {
          if (keys.contains(key)) {
            held.add(key);
          }
        }
        case Verdict.Failed failed -> {
          if (keys.contains(key)) {
            lost.add(key + ": " + failed.word() + ": " + failed.reason());
          }
        }
        case Verdict.Unsupported unsupported -> {
          // Whoever lacks something may not have been started, and then says no version.
          boolean required =
              cell.peer().version().isEmpty()
                  ? has(cell.peer(), cell.scenario().name(), cell.role().label())
                  : keys.contains(key);
          if (required) {
            lost.add(key + ": " + unsupported.word() + ": " + unsupported.reason());
          }
        }
      }
    }
    return new Kept(held, lost, withheld);
  }
}
