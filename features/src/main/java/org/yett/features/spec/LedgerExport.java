package org.yett.features.spec;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.yett.spec.evidence.Citation;
import org.yett.spec.evidence.Evidence;
import org.yett.spec.evidence.EvidenceBook;
import org.yett.spec.evidence.ProvenClause;
import org.yett.spec.evidence.RunResult;
import org.yett.spec.ledger.LedgerDocument;
import org.yett.spec.ledger.LedgerEntry;

/** The evidence for programs: an array of JSON objects, and the same as a table (RFC 4180). */
final class LedgerExport {

  private static final ObjectMapper JSON =
      new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

  private LedgerExport() {}

  /** The JSON text: an array with an object for each clause. */
  static String json(EvidenceBook book) {
    ArrayNode all = JSON.createArrayNode();
    for (LedgerDocument document : book.ledger().documents()) {
      for (LedgerEntry entry : document.entries()) {
        add(all.addObject(), document, book.clause(entry.key()).orElseThrow());
      }
    }
    try {
      return JSON.writeValueAsString(all) + "\n";
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void add(ObjectNode object, LedgerDocument document, ProvenClause clause) {
    LedgerEntry entry = clause.entry();
    object.put("key", entry.key().toString());
    object.put("document", document.name());
    object.put("section", entry.key().section().orElseThrow());
    object.put("level", entry.level().keyword());
    object.put("role", entry.role().word());
    object.put("source", source(document, entry));
    object.put("by_hand", entry.key().isByHand());
    object.put("provisional", document.provisional());
    object.put("sha256", entry.hash());
    object.put("paraphrase", entry.paraphrase());
    object.put("in_scope", entry.inScope());
    object.put("status", clause.status().word());
    clause.reason().ifPresent(reason -> object.put("reason", reason));
    ArrayNode evidence = object.putArray("evidence");
    clause.evidence().stream().map(Evidence::word).forEach(evidence::add);
    object.put("ladder", clause.ladder().word());
    addCitations(object.putArray("code"), clause.code());
    addCitations(object.putArray("section_code"), clause.sectionCode());
    ArrayNode scenarios = object.putArray("scenarios");
    for (RunResult run : clause.runs()) {
      scenarios
          .addObject()
          .put("name", run.name())
          .put("file", run.file())
          .put("line", run.line())
          .put("negative", run.negative())
          .put("live", run.interop())
          .put("verdict", run.verdict().word())
          .put("seconds", run.duration().toNanos() / 1e9);
    }
  }

  private static void addCitations(ArrayNode array, List<Citation> citations) {
    for (Citation citation : citations) {
      array.addObject().put("file", citation.file()).put("line", citation.line());
    }
  }

  private static String source(LedgerDocument document, LedgerEntry entry) {
    return document.source() + ", section " + entry.key().section().orElseThrow();
  }

  /** The table: a line of headings, then one line for each clause. */
  static String csv(EvidenceBook book) {
    List<List<String>> rows = new ArrayList<>();
    rows.add(
        List.of(
            "key",
            "level",
            "role",
            "source",
            "in_scope",
            "status",
            "evidence",
            "ladder",
            "code",
            "scenarios",
            "paraphrase",
            "reason"));
    for (LedgerDocument document : book.ledger().documents()) {
      for (LedgerEntry entry : document.entries()) {
        ProvenClause clause = book.clause(entry.key()).orElseThrow();
        rows.add(
            List.of(
                entry.key().toString(),
                entry.level().keyword(),
                entry.role().word(),
                source(document, entry),
                String.valueOf(entry.inScope()),
                clause.status().word(),
                joined(clause.evidence().stream().map(Evidence::word).toList()),
                clause.ladder().word(),
                joined(clause.code().stream().map(Citation::place).toList()),
                joined(clause.runs().stream().map(LedgerExport::scenario).toList()),
                entry.paraphrase(),
                clause.reason().orElse("")));
      }
    }
    return rows.stream()
        .map(row -> row.stream().map(LedgerExport::quoted).collect(Collectors.joining(",")))
        .collect(Collectors.joining("\r\n", "", "\r\n"));
  }

  private static String scenario(RunResult run) {
    return String.format(Locale.ROOT, "%s:%d %s", run.file(), run.line(), run.verdict().word());
  }

  private static String joined(List<String> values) {
    return String.join("; ", values);
  }

  private static String quoted(String value) {
    return value.matches("[^\",\r\n]*") ? value : '"' + value.replace("\"", "\"\"") + '"';
  }
}
