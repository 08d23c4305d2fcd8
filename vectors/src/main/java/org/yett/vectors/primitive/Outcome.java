package org.yett.vectors.primitive;

/** What came of one test. */
public sealed interface Outcome {

  /** As expected. */
  record Passed() implements Outcome {}

  /**
   * Not as expected.
   *
   * @param detail what was expected and found
   */
  record Failed(String detail) implements Outcome {}

  /**
   * Not run.
   *
   * @param reason why: the same words for all vectors with that reason
   */
  record NotRun(String reason) implements Outcome {}
}
