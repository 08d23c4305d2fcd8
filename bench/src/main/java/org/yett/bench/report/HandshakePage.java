package org.yett.bench.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.yett.bench.micro.Breakdown;
import org.yett.bench.micro.Figure;
import org.yett.bench.micro.MicroResult;

/** The page of {@code yett bench handshake}. */
public final class HandshakePage {

  private static final String WHOLE = "whole";
  private static final String BOTH = "both";
  private static final double MICROS = 1000;

  private HandshakePage() {}

  /**
   * The page.
   *
   * @param command what gives the same again
   */
  public static FiguresPage of(MicroResult result, String command) {
    FiguresPage page =
        new FiguresPage(
            "What a handshake in memory consists of",
            "Measured by JMH: each primitive, each step, and whole handshakes without sockets and"
                + " without randomness of the system. Medians of the iterations, with 95 %"
                + " intervals.",
            command);
    List<Breakdown> both = result.breakdowns().stream().filter(b -> b.side().equals(BOTH)).toList();
    if (!both.isEmpty()) {
      for (Breakdown b : both) {
        page.finding(
            WHOLE,
            String.format(
                Locale.ROOT,
                "%s: both roles together take %.0f us, %.2f times their primitives (%.0f us).",
                b.suite(),
                b.whole() / MICROS,
                b.ratio(),
                b.floor() / MICROS));
      }
      page.bars(
          WHOLE,
          "A whole handshake and its primitives, both roles",
          "key exchange",
          "microseconds",
          both.stream().map(Breakdown::suite).toList(),
          List.of(
              new FiguresPage.Line(
                  "whole", both.stream().mapToDouble(b -> b.whole() / MICROS).toArray()),
              new FiguresPage.Line(
                  "sum of primitives",
                  both.stream().mapToDouble(b -> b.floor() / MICROS).toArray())),
          "Primitives are key exchanges, key derivation, AUTH, encryption and decryption.");
    }
    for (Breakdown b : result.breakdowns()) {
      if (!b.side().equals(BOTH)) {
        String id = "steps-" + b.suite() + "-" + b.side();
        page.bars(
            id,
            b.suite() + ", " + b.side(),
            "step",
            "percent of the whole",
            b.steps().stream().map(Breakdown.Step::name).toList(),
            List.of(
                new FiguresPage.Line("part", b.steps().stream().mapToDouble(b::percent).toArray())),
            String.format(
                Locale.ROOT,
                "Of %.0f us; the last one is what is left when all others are taken off.",
                b.whole() / MICROS));
      }
    }
    return page.table("Everything that was measured", "handshake.csv", head(), rows(result));
  }

  private static List<String> head() {
    return List.of("operation", "of", "side", "us", "95 %", "octets allocated", "iterations");
  }

  private static List<List<String>> rows(MicroResult result) {
    List<List<String>> rows = new ArrayList<>();
    for (Figure f : result.figures()) {
      rows.add(
          List.of(
              f.benchmark(),
              f.subject(),
              f.side(),
              us(f.median()),
              us(f.low()) + " to " + us(f.high()),
              String.format(Locale.ROOT, "%.0f", f.allocated()),
              Integer.toString(f.samples().size())));
    }
    return rows;
  }

  private static String us(double nanoseconds) {
    return String.format(Locale.ROOT, "%.1f", nanoseconds / MICROS);
  }
}
