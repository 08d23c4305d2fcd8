package org.yett.interop.run;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.yett.interop.scenario.Role;
import org.yett.interop.scenario.Scenario;

/**
 * The result of one scenario in one role.
 *
 * @param scenario the scenario
 * @param role the role of the implementation under test
 * @param subject its name and version
 * @param peer name and version of the other
 * @param verdict what came of it
 * @param checks everything that was looked for, in order
 * @param took wall time
 * @param date when it began
 * @param bundle directory with the evidence; it does not exist if the cell was not run
 */
public record Cell(
    Scenario scenario,
    Role role,
    Identity subject,
    Identity peer,
    Verdict verdict,
    List<Check> checks,
    Duration took,
    Instant date,
    Path bundle) {

  /** Copies the checks. */
  public Cell {
    checks = List.copyOf(checks);
  }

  /**
   * An implementation.
   *
   * @param name for example {@code strongswan}
   * @param version for example {@code 6.1.0-2}
   * @param carrier who carries ESP at its side
   */
  public record Identity(String name, String version, String carrier) {
    /** One that carries ESP itself, in userland. */
    public Identity(String name, String version) {
      this(name, version, "userland");
    }
  }
}
