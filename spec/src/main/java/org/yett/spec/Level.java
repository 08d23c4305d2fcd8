package org.yett.spec;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How binding a normative sentence is, in the sense of RFC 2119. REQUIRED and SHALL count as MUST,
 * SHALL NOT as MUST NOT, RECOMMENDED as SHOULD, NOT RECOMMENDED as SHOULD NOT, OPTIONAL as MAY.
 */
public enum Level {
  MUST("MUST"),
  MUST_NOT("MUST NOT"),
  SHOULD("SHOULD"),
  SHOULD_NOT("SHOULD NOT"),
  MAY("MAY");

  private static final Pattern KEYWORD =
      Pattern.compile(
          "(?<![\\w\"'-])(?:(?<mustNot>(?:MUST|SHALL) NOT)|(?<must>MUST|SHALL|REQUIRED)"
              + "|(?<shouldNot>SHOULD NOT|NOT RECOMMENDED)|(?<should>SHOULD|RECOMMENDED)"
              + "|(?<may>MAY|OPTIONAL))(?![\\w\"'])");

  private final String keyword;

  Level(String keyword) {
    this.keyword = keyword;
  }

  /** The keyword as RFC 2119 writes it, for example {@code MUST NOT}. */
  public String keyword() {
    return keyword;
  }

  /** The level whose keyword this is; empty for anything else. */
  public static Optional<Level> ofKeyword(String keyword) {
    for (Level level : values()) {
      if (level.keyword.equals(keyword)) {
        return Optional.of(level);
      }
    }
    return Optional.empty();
  }

  /**
   * The strongest keyword in a sentence whose white space is single blanks, in the order MUST NOT,
   * MUST, SHOULD NOT, SHOULD, MAY. Keywords in quotation marks are mentioned, not used, and do not
   * count.
   */
  public static Optional<Level> strongestIn(String sentence) {
    Optional<Level> found = Optional.empty();
    Matcher matcher = KEYWORD.matcher(sentence);
    while (matcher.find()) {
      Level level =
          matcher.group("mustNot") != null
              ? MUST_NOT
              : matcher.group("must") != null
                  ? MUST
                  : matcher.group("shouldNot") != null
                      ? SHOULD_NOT
                      : matcher.group("should") != null ? SHOULD : MAY;
      if (found.isEmpty() || level.strength() > found.get().strength()) {
        found = Optional.of(level);
      }
    }
    return found;
  }

  private int strength() {
    return switch (this) {
      case MUST_NOT -> 5;
      case MUST -> 4;
      case SHOULD_NOT -> 3;
      case SHOULD -> 2;
      case MAY -> 1;
    };
  }
}
