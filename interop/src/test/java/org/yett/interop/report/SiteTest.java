package org.yett.interop.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.yett.interop.scenario.Catalogue;

class SiteTest {
  static final String CAUSES =
      "strongswan 6.1 | classical | * | strongswan | RFC 7296 2.8 | it <forgets> something\n";

  @TempDir private Path directory;

  /** Leaves the results of a few made-up cells, one of them twice, and one that was not run. */
  static void stage(Path results) throws IOException {
    cell(results, "old", "hybrid", "initiator", "fail", "it was broken", "2026-11-01T00:00:00Z");
    Path good = cell(results, "new", "hybrid", "initiator", "pass", "", "2026-11-02T00:00:00Z");
    Files.writeString(good.resolve("transcript.txt"), "0.000  IKE_SA_INIT <request> 0\n");
    Files.createDirectories(good.resolve("peer"));
    Files.writeString(good.resolve("peer").resolve("swanctl.conf"), "connections { }\n");
    cell(results, "new", "classical", "responder", "fail", "a & b", "2026-11-02T00:00:00Z");
    cell(
        results,
        "new",
        "mobike-move",
        "initiator",
        "unsupported",
        "it has no x",
        "2026-11-02T00:00:00Z");
    Files.writeString(
        results.resolve("matrix.json"),
        "["
            + json("hybrid", "responder", "not run", "no mirror", "2026-11-03T00:00:00Z")
                .replace("6.1.0-2", "")
                .replace("strongswan", "libreswan")
            + ","
            + json("hybrid", "initiator", "not run", "no mirror", "2026-11-03T00:00:00Z")
            + "]");
  }

  private static Path cell(
      Path results,
      String run,
      String scenario,
      String role,
      String verdict,
      String reason,
      String date)
      throws IOException {
    Path bundle = results.resolve(run).resolve(scenario).resolve(role);
    Files.createDirectories(bundle);
    Files.writeString(bundle.resolve("verdict.json"), json(scenario, role, verdict, reason, date));
    return bundle;
  }

  private static String json(
      String scenario, String role, String verdict, String reason, String date) {
    return """
    {"scenario": "%s", "shows": "what it shows", "subject": "yett", "subject_version": "0.1",
     "peer": "strongswan", "version": "6.1.0-2", "yett_role": "%s",
     "datapath": "userland ESP in UDP", "verdict": "%s", "reason": "%s", "seconds": 3.25,
     "date": "%s", "command": "./yett interop run --scenario %s", "on_the_link": ["a", "b"],
     "clauses": ["rfc7296:2.14/x1"], "bundle": ".",
     "checks": [{"what": "on the link: a", "seen": %b, "evidence": "frame 7"}]}
    """
        .formatted(scenario, role, verdict, reason, date, scenario, verdict.equals("pass"));
  }

  private Path written() throws IOException {
    Path results = directory.resolve("results");
    stage(results);
    Path out = directory.resolve("report");
    new Site(Outcomes.read(List.of(results)), Causes.parse("causes", CAUSES)).write(out);
    return out;
  }

  private static JsonNode find(JsonNode matrix, String scenario, String role, String peer) {
    List<JsonNode> found = new ArrayList<>();
    for (JsonNode cell : matrix) {
      if (cell.get("scenario").asText().equals(scenario)
          && cell.get("yett_role").asText().equals(role)
          && cell.get("peer").asText().equals(peer)) {
        found.add(cell);
      }
    }
    assertEquals(1, found.size(), scenario + " " + role);
    return found.getFirst();
  }

  @Test
  void matrix_json_has_every_field_of_every_cell_and_the_bundles_are_where_it_says()
      throws IOException {
    Path out = written();
    JsonNode matrix = new ObjectMapper().readTree(out.resolve("matrix.json").toFile());
    Set<String> scenarios = new HashSet<>();
    for (JsonNode cell : matrix) {
      for (String field :
          List.of(
              "scenario",
              "peer",
              "version",
              "yett_role",
              "datapath",
              "verdict",
              "reason",
              "bundle",
              "date")) {
        assertTrue(cell.path(field).isTextual(), field + " of " + cell);
      }
      if (!cell.get("verdict").asText().equals("not run")) {
        assertTrue(
            Files.isRegularFile(out.resolve(cell.get("bundle").asText()).resolve("verdict.json")));
      }
      scenarios.add(cell.get("scenario").asText());
    }
    assertEquals(Catalogue.all().size(), scenarios.size());
  }

  @Test
  void a_later_result_replaces_an_earlier_one_and_not_having_run_replaces_nothing()
      throws IOException {
    JsonNode matrix = new ObjectMapper().readTree(written().resolve("matrix.json").toFile());
    JsonNode hybrid = find(matrix, "hybrid", "initiator", "strongswan");
    assertEquals("pass", hybrid.get("verdict").asText());
    assertEquals("2026-11-02T00:00:00Z", hybrid.get("date").asText());
  }

  @Test
  void what_was_not_tried_is_in_the_matrix_and_says_so() throws IOException {
    JsonNode matrix = new ObjectMapper().readTree(written().resolve("matrix.json").toFile());
    JsonNode untried = find(matrix, "classical", "initiator", "strongswan");
    assertEquals("not run", untried.get("verdict").asText());
    assertEquals(Site.UNTRIED, untried.get("reason").asText());
    assertEquals(
        "no mirror", find(matrix, "hybrid", "responder", "libreswan").get("reason").asText());
  }

  @Test
  void the_page_has_totals_the_causes_of_failures_and_a_link_to_every_bundle() throws IOException {
    Path out = written();
    String page = Files.readString(out.resolve("index.html"));
    assertTrue(page.contains("<b>1</b><span>passed</span>"));
    assertTrue(page.contains("<b>1</b><span>failed</span>"));
    assertTrue(page.contains("<b>1</b><span>not supported</span>"));
    assertTrue(page.contains("At fault: strongswan</b> (RFC 7296 2.8): it &lt;forgets&gt;"), page);
    assertTrue(
        page.contains("href=\"cells/strongswan-6.1.0-2-userland/hybrid/initiator/index.html\""));
    assertFalse(page.contains("it was broken"));
  }

  @Test
  void the_page_of_a_cell_has_the_checks_the_files_and_how_to_run_it_again() throws IOException {
    Path cells = written().resolve("cells/strongswan-6.1.0-2-userland");
    String passed = Files.readString(cells.resolve("hybrid/initiator/index.html"));
    assertTrue(passed.contains("./yett interop run --scenario hybrid"));
    assertTrue(passed.contains("IKE_SA_INIT &lt;request&gt; 0"));
    assertTrue(passed.contains("href=\"peer/swanctl.conf\""));
    assertTrue(passed.contains("connections { }"));
    assertTrue(passed.contains("frame 7"));
    String failed = Files.readString(cells.resolve("classical/responder/index.html"));
    assertTrue(failed.contains("a &amp; b"));
    assertTrue(failed.contains("<li>b</li>"), "what was not looked for any more is named");
    assertFalse(failed.contains("<li>a</li>"));
  }
}
