package org.yett.spec.evidence;

import java.util.Optional;
import org.yett.spec.ClauseKey;

/**
 * A place in the sources that names a clause.
 *
 * @param key the clause, its section or its document, under the document's own name
 * @param kind how it is named
 * @param file the file, relative to the root that was scanned, with slashes
 * @param line the line, from 1
 * @param test the test that a {@link Kind#TEST_TAG} stands on; empty for the other kinds
 */
public record Citation(ClauseKey key, Kind kind, String file, int line, Optional<TestName> test) {

  /** How a source names a clause. */
  public enum Kind {
    /** {@code @Clause("...")} on a declaration. */
    ANNOTATION,
    /** The comment {@code //= ...} above the very check. */
    COMMENT,
    /** A tag of a Cucumber feature, rule, scenario or table of examples. */
    FEATURE_TAG,
    /** {@code @Tag("...")} on a JUnit test. */
    TEST_TAG
  }

  /**
   * A JUnit test.
   *
   * @param className the top-level class, with its package
   * @param method the method; empty if the tag stands on a class
   */
  public record TestName(String className, Optional<String> method) {}

  /** Whether the citation stands in the program itself, not in its tests. */
  public boolean isCode() {
    return (kind == Kind.ANNOTATION || kind == Kind.COMMENT) && !file.contains("src/test/");
  }

  /** The place as messages name it: file and line. */
  public String place() {
    return file + ":" + line;
  }
}
