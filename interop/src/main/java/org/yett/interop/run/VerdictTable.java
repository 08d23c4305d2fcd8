package org.yett.interop.run;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.yett.interop.scenario.Role;

/** The cells as a table of scenario and role, for a terminal. */
public final class VerdictTable {
  private static final List<String> WORDS = List.of("pass", "fail", "unsupported", "not run");

  private VerdictTable() {}

  /**
   * The table, then the reasons of all cells that did not pass, then the totals.
   *
   * @param cells the cells
   * @param took wall time of the whole run
   */
  public static String text(List<Cell> cells, Duration took) {
    StringBuilder out = new StringBuilder();
    Map<String, Map<Role, Cell>> rows = new LinkedHashMap<>();
    for (Cell cell : cells) {
      rows.computeIfAbsent(cell.scenario().name(), name -> new LinkedHashMap<>())
          .put(cell.role(), cell);
    }
    int width = rows.keySet().stream().mapToInt(String::length).reduce(8, Math::max);
    String subject = cells.isEmpty() ? "" : cells.getFirst().subject().name();
    out.append(row(width, "scenario", subject + " initiates", subject + " responds"));
    rows.forEach((name, roles) ->
        out.append(row(width, name, entry(roles, Role.INITIATOR), entry(roles, Role.RESPONDER))));
    List<Cell> others =
        cells.stream().filter(cell -> !(cell.verdict() instanceof Verdict.Passed)).toList();
    if (!others.isEmpty()) {
      out.append('\n');
    }
    for (Cell cell : others) {
      out.append(cell.verdict().word())
          .append(": ")
          .append(cell.scenario().name())
          .append(", ")
          .append(cell.role().label())
          .append(": ")
          .append(cell.verdict().reason())
          .append('\n');
    }
    return out.append('\n').append(totals(cells, took)).append('\n').toString();
  }

  private static String row(int width, String first, String second, String third) {
    return String.format(Locale.ROOT, "%-" + width + "s  %-18s  %s", first, second, third).strip()
        + '\n';
  }

  private static String entry(Map<Role, Cell> roles, Role role) {
    return Optional.ofNullable(roles.get(role)).map(VerdictTable::entry).orElse("-");
  }

  /** A verdict with its time, for example {@code pass 3.2 s}. */
  public static String entry(Cell cell) {
    return switch (cell.verdict()) {
      case Verdict.NotRun notRun -> notRun.word();
      case Verdict.Passed passed -> passed.word() + seconds(cell.took());
      case Verdict.Failed failed -> failed.word() + seconds(cell.took());
      case Verdict.Unsupported unsupported -> unsupported.word();
    };
  }

  private static String seconds(Duration took) {
    return String.format(Locale.ROOT, " %.1f s", took.toMillis() / 1000.0);
  }

  private static String totals(List<Cell> cells, Duration took) {
    List<String> parts = new ArrayList<>();
    for (String word : WORDS) {
      long count = cells.stream().filter(cell -> cell.verdict().word().equals(word)).count();
      if (count > 0) {
        parts.add(count + " " + word);
      }
    }
    return String.join(", ", parts) + "; " + took.toSeconds() + " s";
  }
}
