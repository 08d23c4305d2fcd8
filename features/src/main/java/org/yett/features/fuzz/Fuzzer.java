package org.yett.features.fuzz;

import java.util.List;

/** Where Jazzer enters. Which target it is says the system property {@value #TARGET}. */
public final class Fuzzer {

  /** Names the target. */
  static final String TARGET = "yett.fuzz.target";

  private static FuzzTarget target = FuzzTargets.together();

  private Fuzzer() {}

  /** Called once by Jazzer. */
  public static void fuzzerInitialize() {
    String name = System.getProperty(TARGET, target.name());
    target = FuzzTargets.named(name).orElseGet(FuzzTargets::together);
    // Loading and instrumenting classes takes long, and must not be taken for a hang of an input.
    for (FuzzTarget each : FuzzTargets.named(name).map(List::of).orElseGet(FuzzTargets::all)) {
      each.run(each.seeds().get().getFirst());
    }
  }

  /** Called by Jazzer with each input. */
  public static void fuzzerTestOneInput(byte[] input) {
    target.run(input);
  }
}
