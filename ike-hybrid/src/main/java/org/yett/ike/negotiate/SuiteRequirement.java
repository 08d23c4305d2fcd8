package org.yett.ike.negotiate;

import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * A floor of a policy: what a suite must fulfil whatever the proposals say.
 *
 * @param name what is required, in words that complete "the suite must have"
 * @param isMetBy whether a suite fulfils it
 */
public record SuiteRequirement(String name, Predicate<Suite> isMetBy) {

  /** At least one key exchange that withstands a quantum computer. */
  public static final SuiteRequirement POST_QUANTUM =
      new SuiteRequirement(
          "a post-quantum key exchange", suite -> suite.keyExchangesUsed().isPostQuantum());

  /** A post-quantum and a classical key exchange. */
  public static final SuiteRequirement HYBRID =
      new SuiteRequirement(
          "a post-quantum and a classical key exchange",
          suite -> suite.keyExchangesUsed().isHybrid());

  /** The first requirement that the suite does not fulfil; empty if it fulfils all. */
  public static Optional<SuiteRequirement> firstUnmet(List<SuiteRequirement> floor, Suite suite) {
    return floor.stream().filter(requirement -> !requirement.isMetBy.test(suite)).findFirst();
  }

  @Override
  public String toString() {
    return name;
  }
}
