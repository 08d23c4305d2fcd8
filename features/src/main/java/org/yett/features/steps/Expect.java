package org.yett.features.steps;

import java.util.Objects;
import java.util.function.Supplier;

/** Assertions of steps. */
final class Expect {

  private Expect() {}

  static void that(boolean condition, Supplier<String> otherwise) {
    if (!condition) {
      throw new AssertionError(otherwise.get());
    }
  }

  static void equal(Object expected, Object actual, String what) {
    that(
        Objects.equals(expected, actual),
        () -> what + ": expected " + expected + ", found " + actual);
  }
}
