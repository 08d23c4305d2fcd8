package org.yett.vectors.primitive;

import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;

/** Compares what came out with what a vector says, and words the difference. */
final class Expected {

  private static final int SHOWN = 16;

  private Optional<String> difference = Optional.empty();

  /** One more value that must be the same; the first difference is kept. */
  Expected same(String name, byte[] expected, byte[] found) {
    if (difference.isEmpty() && !Arrays.equals(expected, found)) {
      difference =
          Optional.of("%s: expected %s, found %s".formatted(name, show(expected), show(found)));
    }
    return this;
  }

  /** One more condition that must hold. */
  Expected holds(String what, boolean condition) {
    if (difference.isEmpty() && !condition) {
      difference = Optional.of("not so: " + what);
    }
    return this;
  }

  /** Passed if there was no difference. */
  Outcome outcome() {
    return difference.<Outcome>map(Outcome.Failed::new).orElseGet(Outcome.Passed::new);
  }

  /** For a vector that must be refused, or must not. */
  static Outcome refusal(boolean refused, boolean mustBeRefused, String why) {
    if (refused == mustBeRefused) {
      return new Outcome.Passed();
    }
    return new Outcome.Failed(
        mustBeRefused ? "expected refusal, was accepted" : "expected a value, was refused: " + why);
  }

  private static String show(byte[] octets) {
    String all = HexFormat.of().formatHex(octets, 0, Math.min(SHOWN, octets.length));
    return octets.length > SHOWN ? all + "... (" + octets.length + " octets)" : all;
  }
}
