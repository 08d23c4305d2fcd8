package org.yett.interop.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.yett.interop.scenario.Catalogue;
import org.yett.interop.scenario.Role;

class ReportTest {
  private static final Cell.Identity YETT = new Cell.Identity("yett", "0.1");
  private static final Cell.Identity STRONGSWAN = new Cell.Identity("strongswan", "6.1.0-2");

  private static Cell cell(String scenario, Role role, Verdict verdict) {
    return new Cell(
        Catalogue.named(scenario).orElseThrow(),
        role,
        YETT,
        STRONGSWAN,
        verdict,
        List.of(new Check("a thing", verdict instanceof Verdict.Passed, "proof")),
        Duration.ofMillis(3240),
        Instant.EPOCH,
        Path.of("out", scenario, role.label()));
  }

  @Test
  void the_table_has_a_row_a_scenario_the_reasons_and_the_totals() {
    List<Cell> cells =
        List.of(
            cell("hybrid", Role.INITIATOR, new Verdict.Passed()),
            cell("hybrid", Role.RESPONDER, new Verdict.Failed("a thing: not seen")),
            cell("cookie-invalid-ke", Role.RESPONDER, new Verdict.NotRun("no root")),
            cell("classical", Role.INITIATOR, new Verdict.Unsupported("by strongswan: x")));
    assertEquals(
        """
        scenario           yett initiates      yett responds
        hybrid             pass 3.2 s          fail 3.2 s
        cookie-invalid-ke  -                   not run
        classical          unsupported         -

        fail: hybrid, responder: a thing: not seen
        not run: cookie-invalid-ke, responder: no root
        unsupported: classical, initiator: by strongswan: x

        1 pass, 1 fail, 1 unsupported, 1 not run; 61 s
        """,
        VerdictTable.text(cells, Duration.ofSeconds(61)));
  }

  @Test
  void a_plan_has_every_scenario_in_every_chosen_role() {
    assertEquals(
        2 * Catalogue.all().size(),
        Plan.of(Catalogue.all(), EnumSet.allOf(Role.class)).entries().size());
    Plan one = Plan.of(Catalogue.all().subList(0, 2), EnumSet.of(Role.RESPONDER));
    assertEquals(2, one.entries().size());
    assertTrue(one.entries().stream().allMatch(entry -> entry.role() == Role.RESPONDER));
  }

  @Test
  void what_cannot_be_run_is_not_run_and_never_passed() {
    Plan plan = Plan.of(Catalogue.all(), EnumSet.allOf(Role.class));
    List<Cell> cells = plan.notRun(YETT, STRONGSWAN, "no mirror", Instant.EPOCH, Path.of("out"));
    assertEquals(plan.entries().size(), cells.size());
    for (Cell cell : cells) {
      assertEquals(new Verdict.NotRun("no mirror"), cell.verdict());
    }
  }

  @Test
  void cells_are_added_to_those_that_a_file_has(@TempDir Path directory) throws IOException {
    Path file = directory.resolve("all.json");
    Matrix.add(List.of(cell("hybrid", Role.RESPONDER, new Verdict.Passed())), file);
    Matrix.add(List.of(cell("classical", Role.INITIATOR, new Verdict.Passed())), file);
    JsonNode cells = new ObjectMapper().readTree(file.toFile());
    assertEquals(2, cells.size());
    assertEquals("hybrid", cells.get(0).get("scenario").asText());
    assertEquals("classical", cells.get(1).get("scenario").asText());
  }

  @Test
  void the_json_has_what_a_reader_of_the_matrix_needs(@TempDir Path directory) throws IOException {
    Path file = directory.resolve("new").resolve("matrix.json");
    Matrix.write(
        List.of(cell("hybrid", Role.RESPONDER, new Verdict.Failed("a thing: not seen"))), file);
    JsonNode cell = new ObjectMapper().readTree(file.toFile()).get(0);
    assertEquals("hybrid", cell.get("scenario").asText());
    assertEquals("strongswan", cell.get("peer").asText());
    assertEquals("6.1.0-2", cell.get("version").asText());
    assertEquals("responder", cell.get("yett_role").asText());
    assertEquals("userland ESP in UDP", cell.get("datapath").asText());
    assertEquals("fail", cell.get("verdict").asText());
    assertEquals("a thing: not seen", cell.get("reason").asText());
    assertEquals("1970-01-01T00:00:00Z", cell.get("date").asText());
    assertEquals(3.24, cell.get("seconds").asDouble());
    assertEquals(
        Path.of("out", "hybrid", "responder").toAbsolutePath(),
        file.resolveSibling(cell.get("bundle").asText()).toAbsolutePath().normalize());
    assertEquals("proof", cell.get("checks").get(0).get("evidence").asText());
  }
}
