package org.yett.interop.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.yett.interop.scenario.Catalogue;
import org.yett.interop.scenario.Role;

class RequiredCellsTest {
  private static final String HYBRID = "strongswan 6.1 | hybrid | initiator | userland ESP in UDP";
  private static final RequiredCells LIST = RequiredCells.parse("list", "# a comment\n\n" + HYBRID);

  private static Cell cell(String scenario, Role role, String version, Verdict verdict) {
    return new Cell(
        Catalogue.named(scenario).orElseThrow(),
        role,
        new Cell.Identity("yett", "0.1"),
        new Cell.Identity("strongswan", version),
        verdict,
        List.of(),
        Duration.ZERO,
        Instant.EPOCH,
        Path.of("none"));
  }

  private static RequiredCells.Kept compare(Verdict verdict, String version) {
    return LIST.compare(List.of(cell("hybrid", Role.INITIATOR, version, verdict)));
  }

  @Test
  void a_required_cell_that_passes_is_held() {
    assertEquals(List.of(HYBRID), compare(new Verdict.Passed(), "6.1.0-2").held());
  }

  @Test
  void a_required_cell_that_fails_or_is_unsupported_is_lost() {
    assertEquals(
        List.of(HYBRID + ": fail: no"), compare(new Verdict.Failed("no"), "6.1.0-2").lost());
    assertEquals(
        List.of(HYBRID + ": unsupported: no"),
        compare(new Verdict.Unsupported("no"), "6.1.0-2").lost());
    assertEquals(1, compare(new Verdict.Unsupported("no"), "").lost().size());
  }

  @Test
  void a_required_cell_that_cannot_be_run_is_withheld_and_not_lost() {
    RequiredCells.Kept kept = compare(new Verdict.NotRun("no mirror"), "");
    assertEquals(List.of(), kept.lost());
    assertEquals(1, kept.withheld().size());
  }

  @Test
  void a_patch_of_the_peer_changes_nothing_and_another_version_is_another_peer() {
    assertEquals(1, compare(new Verdict.Failed("no"), "6.1.7-1").lost().size());
    assertEquals(0, compare(new Verdict.Failed("no"), "6.2.0-1").lost().size());
  }

  @Test
  void what_is_not_required_may_fail() {
    RequiredCells.Kept kept =
        LIST.compare(List.of(cell("hybrid", Role.RESPONDER, "6.1.0-2", new Verdict.Failed("no"))));
    assertEquals(new RequiredCells.Kept(List.of(), List.of(), List.of()), kept);
  }

  @Test
  void a_line_that_is_no_cell_is_refused_with_its_number() {
    assertTrue(
        assertThrows(
                IllegalArgumentException.class, () -> RequiredCells.parse("list", "# x\nhybrid"))
            .getMessage()
            .startsWith("list:2: expected peer | scenario | role | datapath"));
  }

  @Test
  void the_list_as_text_is_read_as_it_was() {
    assertEquals(LIST, RequiredCells.parse("text", LIST.text()));
  }

  @Test
  void every_required_cell_is_in_the_catalogue() {
    for (String key : RequiredCells.shipped().keys()) {
      String scenario = key.replaceFirst("^[^|]* \\| ", "").replaceFirst(" \\|.*", "");
      assertTrue(Catalogue.named(scenario).isPresent(), key);
    }
  }
}
