package org.yett.bench.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;
import org.yett.bench.load.Contest;
import org.yett.bench.load.LoadRow;
import org.yett.bench.stat.Interval;
import org.yett.bench.stat.Statistics;

/** The page of {@code yett bench load}. */
public final class LoadPage {

  private static final String RATE = "rate";
  private static final String CPU = "cpu";
  private static final String HEAP = "heap";
  private static final String AGAINST = "against";

  private LoadPage() {}

  /**
   * The page.
   *
   * @param rows the steps; may be empty
   * @param rounds against strongSwan; may be empty
   * @param window handshakes at a time
   * @param command what gives the same again
   */
  public static FiguresPage of(
      List<LoadRow> rows, List<Contest.Round> rounds, int window, String command) {
    FiguresPage page =
        new FiguresPage(
            "A gateway under load",
            "Yett's gateway as a process of its own, loaded over UDP by Yett's initiator, "
                + window
                + " handshakes at a time, each with a Child SA; pre-shared key, AES-256-GCM,"
                + " HMAC-SHA-384.",
            command);
    if (!rows.isEmpty()) {
      steps(page, rows);
    }
    if (!rounds.isEmpty()) {
      contest(page, rounds);
    }
    return page;
  }

  private static void steps(FiguresPage page, List<LoadRow> rows) {
    List<String> places =
        rows.stream()
            .map(r -> r.suite() + ", " + r.phase() + ", " + r.standing() + " IKE SAs")
            .toList();
    page.bars(
            RATE,
            "Handshakes and rekeys a second",
            "key exchange, what, how many stand at its end",
            "a second",
            places,
            List.of(new FiguresPage.Line("Yett", of(rows, r -> r.load().rate()))),
            "One run of each step; both ends share the machine.")
        .bars(
            CPU,
            "CPU of each",
            "key exchange, what, how many stand at its end",
            "microseconds",
            places,
            List.of(
                new FiguresPage.Line("responder", of(rows, LoadRow::responderCpuMicros)),
                new FiguresPage.Line("initiator", of(rows, LoadRow::initiatorCpuMicros))),
            "The responder's is of its whole process, compiler and collector included.");
    List<LoadRow> measured = rows.stream().filter(r -> !Double.isNaN(r.heapOctets())).toList();
    if (!measured.isEmpty()) {
      page.bars(
          HEAP,
          "Heap of the gateway for each IKE SA",
          "key exchange, how many stand",
          "octets",
          measured.stream().map(r -> r.suite() + ", " + r.standing()).toList(),
          List.of(new FiguresPage.Line("heap", of(measured, LoadRow::heapOctets))),
          "After a collection, less what the gateway held before; with its Child SA, its keys and"
              + " the datapath.");
    }
    page.table(
        "All steps",
        "load.csv",
        List.of(
            "key exchange",
            "what",
            "IKE SAs",
            "failed",
            "a second",
            "responder us",
            "initiator us",
            "heap/SA"),
        rows.stream()
            .map(r ->
                List.of(
                    r.suite(),
                    r.phase(),
                    Integer.toString(r.standing()),
                    Integer.toString(r.load().failed()),
                    n(r.load().rate()),
                    n(r.responderCpuMicros()),
                    n(r.initiatorCpuMicros()),
                    Double.isNaN(r.heapOctets()) ? "" : n(r.heapOctets())))
            .toList());
  }

  private static void contest(FiguresPage page, List<Contest.Round> rounds) {
    List<List<String>> rows = new ArrayList<>();
    rows.add(row("responder CPU, us: Yett", rounds, Contest.Round::yettCpuMicros));
    rows.add(row("responder CPU, us: strongSwan", rounds, Contest.Round::otherCpuMicros));
    rows.add(row("CPU, Yett to strongSwan", rounds, Contest.Round::cpuRatio));
    rows.add(row("handshakes a second: Yett", rounds, r -> r.yett().rate()));
    rows.add(row("handshakes a second: strongSwan", rounds, r -> r.other().rate()));
    rows.add(row("handshakes a second, Yett to strongSwan", rounds, Contest.Round::rateRatio));
    double[] cpu = values(rounds, Contest.Round::cpuRatio);
    double[] rate = values(rounds, Contest.Round::rateRatio);
    page.finding(
            AGAINST,
            String.format(
                Locale.ROOT,
                "Against strongSwan, x25519 with ML-KEM-768 and a pre-shared key, %d rounds in turn:"
                    + " %.2f times its CPU as responder (95 %%: %s), %.2f times its handshakes a"
                    + " second (95 %%: %s).",
                rounds.size(),
                Statistics.median(cpu),
                range(Statistics.medianInterval(cpu)),
                Statistics.median(rate),
                range(Statistics.medianInterval(rate))))
        .bars(
            AGAINST,
            "Yett and strongSwan as responders, in turn",
            "round",
            "CPU of each handshake, microseconds",
            rounds.stream().map(r -> Integer.toString(r.number())).toList(),
            List.of(
                new FiguresPage.Line("Yett", values(rounds, Contest.Round::yettCpuMicros)),
                new FiguresPage.Line("strongSwan", values(rounds, Contest.Round::otherCpuMicros))),
            "The same load generator, in network namespaces; strongSwan with kernel-libipsec and"
                + " without a log.")
        .table("Medians of the rounds", "rounds.csv", List.of("what", "median", "95 %"), rows);
  }

  private static List<String> row(
      String name, List<Contest.Round> rounds, ToDoubleFunction<Contest.Round> value) {
    double[] all = values(rounds, value);
    return List.of(
        name,
        String.format(Locale.ROOT, "%.2f", Statistics.median(all)),
        range(Statistics.medianInterval(all)));
  }

  private static String range(Interval interval) {
    return String.format(Locale.ROOT, "%.2f to %.2f", interval.low(), interval.high());
  }

  private static double[] values(
      List<Contest.Round> rounds, ToDoubleFunction<Contest.Round> value) {
    return rounds.stream().mapToDouble(value).toArray();
  }

  private static double[] of(List<LoadRow> rows, ToDoubleFunction<LoadRow> value) {
    return rows.stream().mapToDouble(value).toArray();
  }

  private static String n(double value) {
    return String.format(Locale.ROOT, "%.0f", value);
  }
}
