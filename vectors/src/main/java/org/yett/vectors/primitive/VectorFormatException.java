package org.yett.vectors.primitive;

/** A vector file does not follow the schema; the message names file, place and expectation. */
public final class VectorFormatException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /** With what was expected where. */
  public VectorFormatException(String message) {
    super(message);
  }
}
