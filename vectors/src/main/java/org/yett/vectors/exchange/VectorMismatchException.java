package org.yett.vectors.exchange;

/** A vector does not come out as it says; the message says where. */
public final class VectorMismatchException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /** With the path in the document, and what was expected and found. */
  public VectorMismatchException(String message) {
    super(message);
  }
}
