package org.yett.ike.negotiate;

/** A proposal string in a configuration cannot be used. */
public final class ProposalSyntaxException extends Exception {

  private static final long serialVersionUID = 1L;

  /**
   * Names the proposal and what is wrong with it.
   *
   * @param proposal the proposal as it was given
   * @param reason what is wrong, and what was expected
   */
  public ProposalSyntaxException(String proposal, String reason) {
    super("proposal '" + proposal + "': " + reason);
  }
}
