package org.yett.vectors.exchange;

import java.util.List;

/** Lists in documents. */
final class Lists {

  private Lists() {}

  /** A copy; an absent list is empty. */
  static <T> List<T> of(List<T> list) {
    return list == null ? List.of() : List.copyOf(list);
  }

  /** An absent string is empty. */
  static String text(String text) {
    return text == null ? "" : text;
  }
}
