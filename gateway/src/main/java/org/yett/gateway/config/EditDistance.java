package org.yett.gateway.config;

import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;

/** Finds what a misspelt word was probably meant to be. */
final class EditDistance {

  private EditDistance() {}

  /** The candidate that differs least, if it differs little enough to be meant. */
  static Optional<String> nearest(String word, Collection<String> candidates) {
    return candidates.stream()
        .filter(c -> between(word, c) <= Math.max(2, c.length() / 3))
        .min(Comparator.<String>comparingInt(c -> between(word, c)).thenComparing(c -> c));
  }

  /** Insertions, deletions, replacements and swaps of neighbours that make one of the other. */
  static int between(String a, String b) {
    int[][] d = new int[a.length() + 1][b.length() + 1];
    for (int i = 0; i <= a.length(); i++) {
      for (int j = 0; j <= b.length(); j++) {
        if (i == 0 || j == 0) {
          d[i][j] = i + j;
          continue;
        }
        boolean same = a.charAt(i - 1) == b.charAt(j - 1);
        d[i][j] =
            Math.min(d[i - 1][j - 1] + (same ? 0 : 1), Math.min(d[i - 1][j], d[i][j - 1]) + 1);
        if (i > 1
            && j > 1
            && a.charAt(i - 1) == b.charAt(j - 2)
            && a.charAt(i - 2) == b.charAt(j - 1)) {
          d[i][j] = Math.min(d[i][j], d[i - 2][j - 2] + 1);
        }
      }
    }
    return d[a.length()][b.length()];
  }
}
