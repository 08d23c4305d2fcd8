package org.yett.ike.exchange;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.yett.ike.exchange.StateTableTest.Seen;
import org.yett.ike.exchange.Transitions.Cause;
import org.yett.ike.sim.Step;

/** Reads back what the document of states shows. */
final class DocumentedStates {

  private static final Pattern MOVE = Pattern.compile("  (\\S+) --> (\\S+) : (.+)");
  private static final Pattern CELL = Pattern.compile("([^(]+?)(?: \\((.*)\\))?");
  private static final List<String> NOTHING = List.of("impossible", "ignored", "unseen");

  private DocumentedStates() {}

  static Map<String, Map<Cause, Seen>> read(String document) {
    Map<String, Map<Cause, Seen>> shown = new TreeMap<>();
    List<Cause> columns = List.of();
    for (String line : document.lines().toList()) {
      Matcher move = MOVE.matcher(line);
      if (move.matches()) {
        for (String cause : move.group(3).split(", ", -1)) {
          StateTableTest.of(shown, state(move.group(1)), cause(cause))
              .next
              .add(state(move.group(2)));
        }
      } else if (line.startsWith("| State |")) {
        columns = cells(line).stream().skip(1).map(DocumentedStates::cause).toList();
      } else if (line.startsWith("| ")) {
        List<String> cells = cells(line);
        for (int i = 0; i < columns.size(); i++) {
          read(cells.get(i + 1), shown, cells.getFirst(), columns.get(i));
        }
      }
    }
    return shown;
  }

  private static void read(
      String cell, Map<String, Map<Cause, Seen>> shown, String from, Cause cause) {
    Matcher parts = CELL.matcher(cell);
    if (NOTHING.contains(cell) || !parts.matches()) {
      return;
    }
    Seen seen = StateTableTest.of(shown, from, cause);
    seen.next.addAll(Arrays.asList(parts.group(1).split(", ", -1)));
    if (parts.group(2) != null) {
      for (String act : parts.group(2).split(", ", -1)) {
        seen.acts.add(Step.Act.valueOf(act.toUpperCase(Locale.ROOT)));
      }
    }
  }

  private static List<String> cells(String line) {
    return List.of(line.substring(2, line.length() - 2).split(" \\| ", -1));
  }

  private static String state(String drawn) {
    return drawn.equals("[*]") ? "Gone" : drawn;
  }

  private static Cause cause(String words) {
    return Cause.valueOf(words.toUpperCase(Locale.ROOT).replace(' ', '_'));
  }
}
