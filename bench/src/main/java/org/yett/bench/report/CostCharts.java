package org.yett.bench.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import org.yett.bench.cost.Authentication;
import org.yett.bench.cost.CostCell;
import org.yett.bench.cost.CostMatrix;
import org.yett.bench.cost.CostResult;
import org.yett.bench.cost.CostResults;
import org.yett.bench.cost.Timers;
import org.yett.bench.report.Plot.Series;

/** Makes the charts of the report. */
final class CostCharts {

  static final String OCTETS = "octets";
  static final String CPU = "cpu";
  static final String ROUND_TRIPS = "round-trips";
  static final String LOSS = "loss";
  static final String TIMERS = "timers";
  static final String FRAGMENTS = "fragments";
  static final String AUTHENTICATION = "authentication";
  static final String AUTHENTICATION_TIME = "authentication-time";
  static final String MTU = "mtu";
  static final String RATE = "rate";
  static final String ORDER = "order";

  private final CostResults results;

  CostCharts(CostResults results) {
    this.results = results;
  }

  List<Chart> all() {
    return List.of(
        octets(),
        cpu(),
        roundTrips(),
        loss(),
        timers(),
        fragments(),
        authentication(),
        authenticationTime(),
        mtu(),
        rate(),
        order());
  }

  private <T> double[] values(
      List<T> places, Function<T, CostCell> cell, ToDoubleFunction<CostResult> value) {
    return places.stream()
        .mapToDouble(p -> value.applyAsDouble(results.of(cell.apply(p))))
        .toArray();
  }

  private Chart octets() {
    Function<String, CostCell> cell = suite -> CostCell.of(suite, CostMatrix.base());
    Plot plot =
        new Plot(
            "Octets of a handshake",
            "key exchanges",
            "octets of IP packets",
            CostMatrix.SUITES,
            List.of(
                new Series(
                    "to the responder", values(CostMatrix.SUITES, cell, CostResult::octetsOut)),
                new Series(
                    "to the initiator", values(CostMatrix.SUITES, cell, CostResult::octetsBack))));
    return new Chart(
        OCTETS,
        plot.bars(OCTETS, true),
        plot.csv(),
        "Without losses, with a pre-shared key: IKE_SA_INIT, one IKE_INTERMEDIATE exchange for each"
            + " additional key exchange, IKE_AUTH.");
  }

  private Chart cpu() {
    Function<String, CostCell> cell = suite -> CostCell.of(suite, CostMatrix.base());
    Plot plot =
        new Plot(
            "CPU of a handshake",
            "key exchanges",
            "microseconds",
            CostMatrix.SUITES,
            List.of(
                new Series("initiator", values(CostMatrix.SUITES, cell, CostResult::cpuInitiator)),
                new Series(
                    "responder", values(CostMatrix.SUITES, cell, CostResult::cpuResponder))));
    return new Chart(
        CPU,
        plot.bars(CPU, false),
        plot.csv(),
        "The sum of the costs of the jobs that were run and of the engine; measured on "
            + results.costs().machine().processor()
            + ", load "
            + results.costs().machine().loadBefore()
            + ".");
  }

  private Chart roundTrips() {
    List<Integer> places = CostMatrix.ROUND_TRIPS;
    List<Series> series = new ArrayList<>();
    for (String suite : CostMatrix.MAIN_SUITES) {
      series.add(
          new Series(
              suite,
              values(
                  places,
                  rtt -> CostCell.of(suite, org.yett.bench.cost.NetworkPath.of(rtt)),
                  CostResult::median)));
    }
    Plot plot =
        new Plot(
            "Time of a handshake by round trip",
            "round-trip time, ms",
            "median, ms",
            texts(places),
            series);
    return new Chart(
        ROUND_TRIPS, plot.lines(ROUND_TRIPS), plot.csv(), "Without losses, pre-shared key.");
  }

  private Chart loss() {
    List<Series> series = new ArrayList<>();
    for (String suite : CostMatrix.MAIN_SUITES) {
      series.add(
          new Series(
              suite,
              values(
                  CostMatrix.LOSSES,
                  loss -> CostCell.of(suite, CostMatrix.base().losing(loss)),
                  CostResult::p95)));
    }
    Plot plot =
        new Plot(
            "Slowest of twenty handshakes by loss",
            "loss in each direction, %",
            "95th percentile, ms",
            percents(),
            series);
    return new Chart(
        LOSS, plot.lines(LOSS), plot.csv(), "Round trip 100 ms, each packet lost by itself.");
  }

  private Chart timers() {
    List<Series> series = new ArrayList<>();
    for (Timers timers : Timers.values()) {
      series.add(
          new Series(
              timers.toString(),
              values(
                  CostMatrix.LOSSES,
                  loss ->
                      CostCell.of(CostMatrix.BASE_SUITE, CostMatrix.base().losing(loss))
                          .with(timers),
                  CostResult::p95)));
    }
    Plot plot =
        new Plot(
            "Slowest of twenty handshakes by retransmission timers",
            "loss in each direction, %",
            "95th percentile, ms",
            percents(),
            series);
    return new Chart(
        TIMERS,
        plot.lines(TIMERS),
        plot.csv(),
        CostMatrix.BASE_SUITE + ", round trip 100 ms; the same engine with each one's timers.");
  }

  private Chart fragments() {
    List<Series> series = new ArrayList<>();
    for (double loss : List.of(0.0, 0.05, 0.1)) {
      series.add(
          new Series(
              percent(loss) + " % loss",
              values(
                  CostMatrix.FRAGMENTS,
                  size ->
                      CostCell.of(CostMatrix.BASE_SUITE, CostMatrix.base().losing(loss))
                          .cutAt(size)
                          .behindNat(),
                  CostResult::p95)));
    }
    Plot plot =
        new Plot(
            "Size of fragments",
            "largest IP datagram of IKE, octets",
            "95th percentile, ms",
            texts(CostMatrix.FRAGMENTS),
            series);
    return new Chart(
        FRAGMENTS,
        plot.bars(FRAGMENTS, false),
        plot.csv(),
        CostMatrix.BASE_SUITE + ", the initiator behind a NAT, round trip 100 ms.");
  }

  private Chart authentication() {
    List<Authentication> places = CostMatrix.authentications();
    Function<Authentication, CostCell> cell =
        a -> CostCell.of(CostMatrix.BASE_SUITE, CostMatrix.base()).by(a);
    Plot plot =
        new Plot(
            "Octets by authentication",
            "both ends' authentication",
            "octets of IP packets",
            texts(places),
            List.of(
                new Series("to the responder", values(places, cell, CostResult::octetsOut)),
                new Series("to the initiator", values(places, cell, CostResult::octetsBack))));
    return new Chart(
        AUTHENTICATION,
        plot.bars(AUTHENTICATION, true),
        plot.csv(),
        CostMatrix.BASE_SUITE
            + "; certificates and signatures are simulated by their octets and their time.");
  }

  private Chart authenticationTime() {
    List<Authentication> places = CostMatrix.authentications();
    Plot plot =
        new Plot(
            "Time by authentication",
            "both ends' authentication",
            "ms",
            texts(places),
            List.of(
                new Series(
                    "median, no loss",
                    values(
                        places,
                        a -> CostCell.of(CostMatrix.BASE_SUITE, CostMatrix.base()).by(a),
                        CostResult::median)),
                new Series(
                    "95th percentile, 5 % loss",
                    values(
                        places,
                        a ->
                            CostCell.of(CostMatrix.BASE_SUITE, CostMatrix.base().losing(0.05))
                                .by(a),
                        CostResult::p95))));
    return new Chart(
        AUTHENTICATION_TIME,
        plot.bars(AUTHENTICATION_TIME, false),
        plot.csv(),
        CostMatrix.BASE_SUITE + ", round trip 100 ms.");
  }

  private Chart mtu() {
    List<Series> series = new ArrayList<>();
    for (Authentication authentication : List.of(Authentication.PSK, CostMatrix.PQ_CHAIN)) {
      for (String suite : List.of(CostMatrix.BASE_SUITE, "x25519-ke1_mlkem1024")) {
        series.add(
            new Series(
                suite + ", " + authentication,
                values(
                    CostMatrix.MTUS,
                    mtu -> CostCell.of(suite, CostMatrix.base().mtu(mtu, true)).by(authentication),
                    CostResult::median)));
      }
    }
    Plot plot =
        new Plot(
            "Small MTU that drops what is longer",
            "MTU of the path, octets",
            "median, ms",
            texts(CostMatrix.MTUS),
            series);
    return new Chart(
        MTU,
        plot.bars(MTU, false),
        plot.csv(),
        "Round trip 100 ms, no loss; datagrams of 1400 octets first, of 576 when no answer comes.");
  }

  private Chart rate() {
    List<Series> series = new ArrayList<>();
    for (String suite : CostMatrix.MAIN_SUITES) {
      series.add(
          new Series(
              suite,
              values(
                  CostMatrix.RATES,
                  rate -> CostCell.of(suite, CostMatrix.base().rate(rate)),
                  CostResult::median)));
    }
    Plot plot =
        new Plot(
            "Time of a handshake on slow links",
            "rate, kbit/s",
            "median, ms",
            texts(CostMatrix.RATES),
            series);
    return new Chart(
        RATE, plot.bars(RATE, false), plot.csv(), "Round trip 100 ms, no loss, pre-shared key.");
  }

  private Chart order() {
    Function<String, CostCell> cell = s -> CostCell.of(s, CostMatrix.base().losing(0.05));
    Plot plot =
        new Plot(
            "Order of key exchanges",
            "key exchanges, the main one first",
            "ms",
            CostMatrix.ORDERS,
            List.of(
                new Series("median", values(CostMatrix.ORDERS, cell, CostResult::median)),
                new Series("95th percentile", values(CostMatrix.ORDERS, cell, CostResult::p95))));
    return new Chart(ORDER, plot.bars(ORDER, false), plot.csv(), "Round trip 100 ms, 5 % loss.");
  }

  private static List<String> texts(List<?> places) {
    return places.stream().map(Object::toString).toList();
  }

  private static List<String> percents() {
    return CostMatrix.LOSSES.stream().map(CostCharts::percent).toList();
  }

  private static String percent(double part) {
    return String.format(Locale.ROOT, "%.0f", part * 100);
  }
}
