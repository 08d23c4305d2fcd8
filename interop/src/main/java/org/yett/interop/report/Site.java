package org.yett.interop.report;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;
import org.yett.interop.report.Outcome.Column;
import org.yett.interop.scenario.Catalogue;
import org.yett.interop.scenario.Role;
import org.yett.interop.scenario.Scenario;

/**
 * The report: the matrix, a page for each cell with its evidence beside it, and {@code
 * matrix.json}. It opens from the file system.
 */
final class Site {
  private static final ObjectMapper JSON =
      new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

  /** What a cell is called that no run has tried. */
  static final String UNTRIED = "not tried in any run that is at hand";

  private static final String CELLS = "cells";

  /**
   * A cell of the report.
   *
   * @param outcome what came of it
   * @param page the way to its page from the report's root; empty if it has none
   */
  record Entry(Outcome outcome, String page) {}

  private final List<Entry> entries = new ArrayList<>();
  private final Causes causes;

  /**
   * A report.
   *
   * @param causes why cells did not pass, as far as that is known
   */
  Site(Outcomes outcomes, Causes causes) {
    this.causes = causes;
    Set<Outcome.Key> known = new HashSet<>();
    Set<Peer> peers = new LinkedHashSet<>();
    for (Outcome outcome : outcomes.all()) {
      entries.add(new Entry(outcome, outcome.ran() ? page(outcome) : ""));
      known.add(outcome.key());
      peers.add(
          new Peer(
              outcome.json().path("subject").asText(),
              outcome.json().path("peer").asText(),
              outcome.version(),
              outcome.carrier()));
    }
    untried(known, peers);
    entries.sort(ORDER_OF_CELLS);
  }

  private record Peer(String subject, String name, String version, String carrier) {}

  private static final List<String> NAMES = Catalogue.all().stream().map(Scenario::name).toList();

  /** By place in the catalogue, then by peer; scenarios that it has no longer come last. */
  private static final Comparator<Entry> ORDER_OF_CELLS =
      Comparator.comparingInt(
              (Entry entry) -> {
                int place = NAMES.indexOf(entry.outcome().scenario());
                return place < 0 ? NAMES.size() : place;
              })
          .thenComparing(entry -> entry.outcome().scenario())
          .thenComparing(entry -> entry.outcome().column().toString())
          .thenComparing(entry -> entry.outcome().role());

  /** What nobody has tried is in the matrix, too. */
  private void untried(Set<Outcome.Key> known, Set<Peer> peers) {
    for (Scenario scenario : Catalogue.all()) {
      for (Peer peer : peers) {
        for (Role role : Role.values()) {
          Outcome.Key key =
              new Outcome.Key(
                  scenario.name(),
                  role.label(),
                  peer.subject(),
                  peer.name(),
                  peer.version(),
                  peer.carrier());
          // Of a peer that could not be had, no version is known.
          boolean other = peer.version().isEmpty();
          if (!other && !known.contains(key)) {
            ObjectNode json = JSON.createObjectNode();
            json.put("scenario", scenario.name());
            json.put("shows", scenario.shows());
            json.put("subject", peer.subject());
            json.put("subject_version", "");
            json.put("peer", peer.name());
            json.put("version", peer.version());
            json.put("yett_role", role.label());
            json.put(
                "datapath",
                scenario.datapath().description().replaceFirst("^.*?(?= ESP)", peer.carrier()));
            json.put("verdict", "not run");
            json.put("reason", UNTRIED);
            entries.add(new Entry(new Outcome(json, Path.of("none")), ""));
          }
        }
      }
    }
  }

  /** The cells. */
  List<Entry> entries() {
    return List.copyOf(entries);
  }

  /** The columns, in order; a cell stands in that of its peer. */
  List<Column> columns() {
    return entries.stream()
        .map(entry -> entry.outcome().column())
        .distinct()
        .sorted(ORDER)
        .toList();
  }

  private static final Comparator<Column> ORDER =
      Comparator.comparing((Column column) -> column.opponent().contains(" with "))
          .thenComparing(column -> column.opponent().equals(Outcome.OURS))
          .thenComparing((a, b) -> b.opponent().compareTo(a.opponent()))
          .thenComparing(Column::version)
          .thenComparing(Column::carrier, Comparator.reverseOrder());

  private static String page(Outcome outcome) {
    return String.join(
            "/",
            CELLS,
            slug(outcome.opponent() + " " + outcome.version() + " " + outcome.carrier()),
            slug(outcome.scenario()),
            slug(outcome.role()))
        + "/index.html";
  }

  private static String slug(String words) {
    return words.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9.]+", "-").replaceAll("^-|-$", "");
  }

  /**
   * Writes the report.
   *
   * @param directory where; made if it is not there, and what it had is replaced
   */
  void write(Path directory) throws IOException {
    delete(directory.resolve(CELLS));
    Files.createDirectories(directory);
    Files.writeString(directory.resolve("style.css"), Html.resource("style.css"));
    Files.writeString(directory.resolve("script.js"), Html.resource("script.js"));
    ArrayNode matrix = JSON.createArrayNode();
    for (Entry entry : entries) {
      ObjectNode cell = entry.outcome().json().deepCopy();
      cell.put("bundle", entry.page().replace("/index.html", ""));
      cell.put("date", entry.outcome().json().path("date").asText(""));
      matrix.add(cell);
      if (!entry.page().isEmpty()) {
        Path page = directory.resolve(entry.page());
        copy(entry.outcome().bundle(), page.getParent());
        Files.writeString(page, new BundlePage(entry.outcome(), page.getParent(), causes).html());
      }
    }
    JSON.writeValue(directory.resolve("matrix.json").toFile(), matrix);
    Files.writeString(directory.resolve("index.html"), new MatrixPage(this, causes).html());
  }

  private static void copy(Path from, Path to) throws IOException {
    Files.createDirectories(to);
    Files.walkFileTree(
        from,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
              throws IOException {
            if (attributes.isRegularFile()) {
              Path copy = to.resolve(from.relativize(file).toString());
              Files.createDirectories(copy.getParent());
              Files.copy(file, copy, StandardCopyOption.REPLACE_EXISTING);
            }
            return FileVisitResult.CONTINUE;
          }
        });
  }

  private static void delete(Path tree) throws IOException {
    if (Files.exists(tree)) {
      try (Stream<Path> files = Files.walk(tree)) {
        for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
          Files.delete(file);
        }
      }
    }
  }
}
