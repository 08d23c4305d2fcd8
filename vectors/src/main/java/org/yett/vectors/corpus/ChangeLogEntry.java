package org.yett.vectors.corpus;

import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import java.util.Objects;

/**
 * A line of the change log: what a vector has been since.
 *
 * @param file its path in the corpus
 * @param version 1 for a new vector, and one more for each change
 * @param sha256 of the document, in hexadecimal
 * @param reason why it changed
 */
@JsonPropertyOrder({"file", "version", "sha256", "reason"})
public record ChangeLogEntry(String file, int version, String sha256, String reason) {

  /** Nothing is absent. */
  public ChangeLogEntry {
    Objects.requireNonNull(file, "file");
    Objects.requireNonNull(sha256, "sha256");
    Objects.requireNonNull(reason, "reason");
  }
}
