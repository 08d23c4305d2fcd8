package org.yett.vectors.corpus;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.yett.vectors.exchange.ExchangeVector;
import org.yett.vectors.exchange.VectorJson;

/**
 * What generating anew makes of a corpus. A vector that comes out otherwise than before is a new
 * version of itself, and nobody makes one without saying why.
 *
 * @param files the corpus after it; a changed vector is in it only if a reason was given
 * @param added files of new vectors
 * @param changed files of vectors that came out otherwise
 * @param gone files of vectors that are no longer generated; they stay as they were
 */
public record CorpusUpdate(
    CorpusFiles files, List<String> added, List<String> changed, List<String> gone) {

  /**
   * Compares.
   *
   * @param before the corpus as it is
   * @param generated all vectors, in version 1
   * @param reason why vectors may change, if they may
   */
  public static CorpusUpdate of(
      CorpusFiles before, List<ExchangeVector> generated, Optional<String> reason) {
    Map<String, ChangeLogEntry> known = new LinkedHashMap<>();
    before.latest().forEach(entry -> known.put(entry.file(), entry));
    List<ChangeLogEntry> changes = new ArrayList<>(before.changes());
    Map<String, String> documents = new LinkedHashMap<>(before.documents());
    List<String> added = new ArrayList<>();
    List<String> changed = new ArrayList<>();
    for (ExchangeVector vector : generated) {
      String file = vector.set() + "/" + vector.id() + ".json";
      ChangeLogEntry last = known.remove(file);
      if (last == null) {
        added.add(file);
        put(file, vector, "new", documents, changes);
        continue;
      }
      String again = VectorJson.write(vector.withVersion(last.version()));
      if (!again.equals(before.documents().get(file))) {
        changed.add(file);
        reason.ifPresent(
            why -> put(file, vector.withVersion(last.version() + 1), why, documents, changes));
      }
    }
    return new CorpusUpdate(
        new CorpusFiles(changes, documents),
        List.copyOf(added),
        List.copyOf(changed),
        List.copyOf(known.keySet()));
  }

  private static void put(
      String file,
      ExchangeVector vector,
      String reason,
      Map<String, String> documents,
      List<ChangeLogEntry> changes) {
    String document = VectorJson.write(vector);
    documents.put(file, document);
    changes.add(new ChangeLogEntry(file, vector.version(), Checksum.sha256(document), reason));
  }
}
