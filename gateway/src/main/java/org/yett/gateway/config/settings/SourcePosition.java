package org.yett.gateway.config.settings;

import java.util.Comparator;

/**
 * A place in a settings file.
 *
 * @param file the file as it was named (or another name for text that came from elsewhere)
 * @param line line number, counted from 1
 * @param column column in characters, counted from 1; a tab counts as one
 */
public record SourcePosition(String file, int line, int column)
    implements Comparable<SourcePosition> {

  private static final Comparator<SourcePosition> ORDER =
      Comparator.comparing(SourcePosition::file)
          .thenComparingInt(SourcePosition::line)
          .thenComparingInt(SourcePosition::column);

  @Override
  public int compareTo(SourcePosition other) {
    return ORDER.compare(this, other);
  }

  /** Returns {@code file:line:column}, as compilers write it. */
  @Override
  public String toString() {
    return file + ":" + line + ":" + column;
  }
}
