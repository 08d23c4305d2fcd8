package org.yett.spec.evidence;

/**
 * A citation that is malformed, or names nothing that is in the ledger.
 *
 * @param file the file, relative to the root that was scanned
 * @param line the line, from 1
 * @param message what is wrong and what was expected
 */
public record CitationProblem(String file, int line, String message) {
  @Override
  public String toString() {
    return file + ":" + line + ": " + message;
  }
}
