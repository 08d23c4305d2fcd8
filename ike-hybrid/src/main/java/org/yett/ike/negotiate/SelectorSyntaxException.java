package org.yett.ike.negotiate;

/** A traffic selector in a configuration cannot be read. */
public final class SelectorSyntaxException extends Exception {

  private static final long serialVersionUID = 1L;

  /**
   * Names the text and what was expected.
   *
   * @param text the text as it was given
   * @param reason what is wrong with it, and what was expected
   */
  public SelectorSyntaxException(String text, String reason) {
    super("traffic selector '" + text + "': " + reason);
  }
}
