package org.yett.gateway.control;

/** How a command ended. */
public sealed interface Outcome {

  /** It took effect. */
  record Done() implements Outcome {}

  /** What it names does not exist. */
  record NotFound() implements Outcome {}

  /**
   * It did not take effect.
   *
   * @param reason why, in words for an operator
   */
  record Failed(String reason) implements Outcome {}
}
