package org.yett.interop.report;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;

/**
 * What came of a cell, as a run wrote it down.
 *
 * @param json all fields
 * @param bundle directory with the evidence; it need not exist
 */
record Outcome(JsonNode json, Path bundle) {
  /** The name of our own implementation. */
  static final String OURS = "yett";

  /**
   * A column of the matrix.
   *
   * @param opponent the other implementation, or two names if ours had no part
   * @param version its version; empty if it was never run
   * @param carrier who carries ESP at its side
   */
  record Column(String opponent, String version, String carrier) {}

  /** Tells a cell from all others: what a later run of it replaces. */
  record Key(
      String scenario, String role, String subject, String peer, String version, String carrier) {}

  /**
   * Something that had to be seen.
   *
   * @param what what
   * @param seen whether it was
   * @param evidence what was seen
   */
  record Looked(String what, boolean seen, String evidence) {}

  private String text(String field) {
    return json.path(field).asText("");
  }

  Key key() {
    return new Key(scenario(), role(), text("subject"), text("peer"), version(), carrier());
  }

  String scenario() {
    return text("scenario");
  }

  String shows() {
    return text("shows");
  }

  /** The role of the implementation under test. */
  String role() {
    return text("yett_role");
  }

  String verdict() {
    return text("verdict");
  }

  String reason() {
    return text("reason");
  }

  String version() {
    return text("version");
  }

  String subject() {
    return text("subject") + " " + text("subject_version");
  }

  String peer() {
    return text("peer") + " " + version();
  }

  /** The other implementation's name, or two names if ours had no part. */
  String opponent() {
    String subject = text("subject");
    return subject.equals(OURS) ? text("peer") : text("peer") + " with " + subject;
  }

  String datapath() {
    return text("datapath");
  }

  /** Who carries ESP at the peer; how it travels is the scenario's. */
  String carrier() {
    return datapath().replaceFirst(" ESP.*", "");
  }

  /** The column it stands in. */
  Column column() {
    return new Column(opponent(), version(), carrier());
  }

  String command() {
    return text("command");
  }

  double seconds() {
    return json.path("seconds").asDouble();
  }

  /** When it began; the epoch if that was not written down. */
  Instant date() {
    try {
      return Instant.parse(text("date"));
    } catch (DateTimeParseException e) {
      return Instant.EPOCH;
    }
  }

  boolean ran() {
    return !verdict().equals("not run");
  }

  List<Looked> checks() {
    List<Looked> checks = new ArrayList<>();
    for (JsonNode check : json.path("checks")) {
      checks.add(
          new Looked(
              check.path("what").asText(),
              check.path("seen").asBoolean(),
              check.path("evidence").asText()));
    }
    return checks;
  }

  List<String> texts(String field) {
    List<String> texts = new ArrayList<>();
    json.path(field).forEach(one -> texts.add(one.asText()));
    return texts;
  }
}
