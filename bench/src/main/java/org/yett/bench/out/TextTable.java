package org.yett.bench.out;

import java.util.ArrayList;
import java.util.List;

/** A table for a terminal: the first column to the left, all others to the right. */
public final class TextTable {

  private final List<List<String>> rows = new ArrayList<>();

  /** Begins with the heads of the columns. */
  public TextTable(String... heads) {
    rows.add(List.of(heads));
  }

  /** Adds a row. */
  public TextTable row(String... cells) {
    rows.add(List.of(cells));
    return this;
  }

  @Override
  public String toString() {
    int columns = rows.getFirst().size();
    int[] widths = new int[columns];
    for (List<String> row : rows) {
      for (int i = 0; i < columns; i++) {
        widths[i] = Math.max(widths[i], row.get(i).length());
      }
    }
    StringBuilder text = new StringBuilder();
    for (List<String> row : rows) {
      for (int i = 0; i < columns; i++) {
        String space = " ".repeat(widths[i] - row.get(i).length());
        text.append(i == 0 ? row.get(i) + space : "  " + space + row.get(i));
      }
      text.append('\n');
    }
    return text.toString().replaceAll("(?m) +$", "");
  }
}
