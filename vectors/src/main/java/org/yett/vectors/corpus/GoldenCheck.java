package org.yett.vectors.corpus;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.yett.vectors.exchange.ExchangeVector;
import org.yett.vectors.exchange.VectorJson;
import org.yett.vectors.primitive.VectorFormatException;

/** That no vector has changed without a new version and an entry in the change log. */
public final class GoldenCheck {

  private GoldenCheck() {}

  /** What is wrong with the files of a corpus; empty if nothing is. */
  public static List<String> problems(CorpusFiles files) {
    List<String> problems = new ArrayList<>();
    Map<String, Integer> versions = new HashMap<>();
    for (ChangeLogEntry entry : files.changes()) {
      int expected = versions.merge(entry.file(), 1, Integer::sum);
      if (entry.version() != expected) {
        problems.add(
            "%s: %s: expected version %d, found %d"
                .formatted(CorpusFiles.CHANGES, entry.file(), expected, entry.version()));
      }
      if (entry.reason().isBlank()) {
        problems.add(
            "%s: %s: version %d has no reason"
                .formatted(CorpusFiles.CHANGES, entry.file(), entry.version()));
      }
    }
    for (ChangeLogEntry entry : files.latest()) {
      String document = files.documents().get(entry.file());
      if (document == null) {
        problems.add(entry.file() + ": in the change log, but not there");
        continue;
      }
      String checksum = Checksum.sha256(document);
      if (!checksum.equals(entry.sha256())) {
        problems.add(
            "%s: changed without an entry in %s: expected SHA-256 %s, found %s"
                .formatted(entry.file(), CorpusFiles.CHANGES, entry.sha256(), checksum));
      }
      ExchangeVector vector;
      try {
        vector = VectorJson.read(entry.file(), document);
      } catch (VectorFormatException e) {
        problems.add(e.getMessage());
        continue;
      }
      if (vector.version() != entry.version()) {
        problems.add(
            "%s: /version: expected %d, found %d"
                .formatted(entry.file(), entry.version(), vector.version()));
      }
      if (!entry.file().equals(vector.set() + "/" + vector.id() + ".json")) {
        problems.add("%s: /id: found %s in %s".formatted(entry.file(), vector.id(), vector.set()));
      }
    }
    return List.copyOf(problems);
  }
}
