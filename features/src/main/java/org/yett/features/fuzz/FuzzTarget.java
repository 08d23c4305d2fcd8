package org.yett.features.fuzz;

import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Something that takes any octets. Whatever they are, it ends soon and throws nothing; what must
 * hold besides it checks itself, and throws an {@link AssertionError} if it does not.
 *
 * @param name by which it is chosen
 * @param title what it tries, in a few words
 * @param body takes an input
 * @param seeds inputs that make sense, for a start
 */
public record FuzzTarget(
    String name, String title, Consumer<byte[]> body, Supplier<List<byte[]>> seeds) {

  /** Tries an input. */
  public void run(byte[] input) {
    body.accept(input);
  }

  /** Throws if something that must hold does not. */
  static void check(boolean holds, String what) {
    if (!holds) {
      throw new AssertionError(what);
    }
  }
}
