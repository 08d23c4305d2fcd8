package org.yett.features.fuzz;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** All fuzz targets. */
public final class FuzzTargets {

  private static final List<FuzzTarget> ALL =
      Stream.of(WireTargets.ALL, EngineTargets.ALL, GatewayTargets.ALL, EapTargets.ALL)
          .flatMap(List::stream)
          .toList();

  private FuzzTargets() {}

  /** All targets, in the order in which they are shown. */
  public static List<FuzzTarget> all() {
    return ALL;
  }

  /** The target of that name. */
  public static Optional<FuzzTarget> named(String name) {
    return ALL.stream().filter(target -> target.name().equals(name)).findFirst();
  }

  /** All targets in one: the first octet of an input chooses which takes the others. */
  static FuzzTarget together() {
    return new FuzzTarget(
        "all",
        "All of them in turn",
        input -> {
          if (input.length > 0) {
            ALL.get(Byte.toUnsignedInt(input[0]) % ALL.size())
                .run(Arrays.copyOfRange(input, 1, input.length));
          }
        },
        () ->
            ALL.stream()
                .flatMap(target -> target.seeds().get().stream().map(seed -> chosen(target, seed)))
                .toList());
  }

  /** The input of all targets together that gives this one to that target. */
  static byte[] chosen(FuzzTarget target, byte[] input) {
    byte[] chosen = new byte[input.length + 1];
    chosen[0] = (byte) ALL.indexOf(target);
    System.arraycopy(input, 0, chosen, 1, input.length);
    return chosen;
  }
}
