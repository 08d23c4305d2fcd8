package org.yett.spec.ledger;

/**
 * Something wrong in a ledger file.
 *
 * @param file the file's name
 * @param line the line, from 1
 * @param message what is wrong and what was expected
 */
public record LedgerProblem(String file, int line, String message) {
  @Override
  public String toString() {
    return file + ":" + line + ": " + message;
  }
}
