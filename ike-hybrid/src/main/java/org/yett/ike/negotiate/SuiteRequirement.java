package org.yett.ike.negotiate;

import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * A floor of a policy: what a suite must fulfil whatever the proposals say.
 *
 * @param name what is required, in words that complete "the suite must have"
 * @param isMetBy whether a suite fulfils it
 * @param inherited whether a Child SA fulfils it by the suite of its IKE SA too, since it is about
 *     key exchanges, whose secrets are in SK_d
 */
public record SuiteRequirement(String name, Predicate<Suite> isMetBy, boolean inherited) {

  /** About key exchanges. */
  public SuiteRequirement(String name, Predicate<Suite> isMetBy) {
    this(name, isMetBy, true);
  }

  /** About algorithms that each SA has for itself. */
  public static SuiteRequirement ofEachSa(String name, Predicate<Suite> isMetBy) {
    return new SuiteRequirement(name, isMetBy, false);
  }

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
