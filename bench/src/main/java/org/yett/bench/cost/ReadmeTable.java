package org.yett.bench.cost;

import java.util.List;
import java.util.Locale;

/**
 * The table of the README: what a handshake puts on the wire. It follows from the engine alone, so
 * that it is the same on every machine.
 */
public final class ReadmeTable {

  /** Where it begins in the README. */
  public static final String BEGIN = "<!-- yett bench readme: begin -->";

  /** Where it ends. */
  public static final String END = "<!-- yett bench readme: end -->";

  private static final long SEED = 1;

  private static final List<Authentication> SIGNATURES =
      List.of(
          new Authentication("ecdsa-256", 1),
          new Authentication("rsa-3072", 1),
          new Authentication("ml-dsa-65", 1),
          new Authentication("ml-dsa-65", 2));

  private ReadmeTable() {}

  /** The table in Markdown, markers included, without a final line end. */
  public static String markdown() {
    CostSimulation simulation = new CostSimulation(Costs.reference());
    StringBuilder text = new StringBuilder(BEGIN);
    text.append(
        "\n| key exchange | authentication | round trips | datagrams | octets out | octets back |\n");
    text.append("|---|---|---:|---:|---:|---:|\n");
    for (String suite : CostMatrix.SUITES) {
      text.append(row(simulation, CostCell.of(suite, CostMatrix.base())));
    }
    for (Authentication signature : SIGNATURES) {
      CostCell cell = CostCell.of(CostMatrix.BASE_SUITE, CostMatrix.base()).by(signature);
      text.append(row(simulation, cell));
    }
    return text.append(END).toString();
  }

  private static String row(CostSimulation simulation, CostCell cell) {
    CostResult result = simulation.run(cell, SEED, 1);
    long roundTrips =
        Math.round(Math.floor(result.median() / cell.path().roundTripMillis() + 1e-9));
    return String.format(
        Locale.ROOT,
        "| %s | %s | %d | %.0f + %.0f | %.0f | %.0f |%n",
        cell.suite(),
        cell.authentication(),
        roundTrips,
        result.datagramsOut(),
        result.datagramsBack(),
        result.octetsOut(),
        result.octetsBack());
  }

  /**
   * The README with the table of today.
   *
   * @throws IllegalArgumentException if the markers are not there
   */
  public static String inserted(String readme) {
    int begin = readme.indexOf(BEGIN);
    int end = readme.indexOf(END);
    if (begin < 0 || end < begin) {
      throw new IllegalArgumentException("no place between " + BEGIN + " and " + END);
    }
    return readme.substring(0, begin) + markdown() + readme.substring(end + END.length());
  }
}
