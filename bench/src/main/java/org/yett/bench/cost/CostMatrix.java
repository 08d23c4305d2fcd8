package org.yett.bench.cost;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/**
 * Which cells are run. Not every combination of everything: each question varies what it asks for
 * and holds the rest at x25519 with ML-KEM-768, a pre-shared key, 100 ms, and Yett's defaults.
 */
public final class CostMatrix {

  /** What the rest is held at. */
  public static final String BASE_SUITE = "x25519-ke1_mlkem768";

  /** The round trip that the rest is held at. */
  public static final int BASE_RTT = 100;

  /** Of which octets and times are told. */
  public static final List<String> SUITES =
      List.of(
          "x25519",
          "ecp384",
          "x25519-ke1_mlkem512",
          "x25519-ke1_mlkem768",
          "x25519-ke1_mlkem1024",
          "ecp384-ke1_mlkem1024",
          "x25519-ke1_mlkem768-ke2_mlkem1024",
          "x25519-ke1_mlkem768-ke2_ecp384-ke3_mlkem1024",
          "mlkem512",
          "mlkem768",
          "mlkem1024",
          "x25519-ke1_sntrup761",
          "x25519-ke1_hqc192");

  /** Of which the dependence on the path is told. */
  public static final List<String> MAIN_SUITES =
      List.of("x25519", "x25519-ke1_mlkem768", "x25519-ke1_mlkem1024", "mlkem768");

  /** Losses of the path, as parts of one. */
  public static final List<Double> LOSSES = List.of(0.0, 0.01, 0.02, 0.05, 0.1, 0.2);

  /** Round-trip times, in milliseconds. */
  public static final List<Integer> ROUND_TRIPS = List.of(0, 20, 100, 300, 600);

  /** Rates, in kilobits per second. */
  public static final List<Integer> RATES = List.of(64, 256, 1000, 10_000, 1_000_000);

  /** The largest datagrams that IKE sends: strongSwan's default is 1280, ours 1400. */
  public static final List<Integer> FRAGMENTS = List.of(576, 1280, 1281, 1400, 1500);

  /** Largest IP packets of the path. */
  public static final List<Integer> MTUS = List.of(576, 1280, 1500);

  /** The orders in which key exchanges may come. */
  public static final List<String> ORDERS =
      List.of(
          "x25519-ke1_mlkem768-ke2_mlkem1024",
          "x25519-ke1_mlkem1024-ke2_mlkem768",
          "mlkem512-ke1_x25519-ke2_mlkem1024");

  private CostMatrix() {}

  /** The cells of the whole matrix, each once. */
  public static List<CostCell> full() {
    Set<CostCell> cells = new LinkedHashSet<>(quick());
    for (String suite : SUITES) {
      for (double loss : LOSSES) {
        cells.add(CostCell.of(suite, base().losing(loss)));
      }
      for (int rtt : ROUND_TRIPS) {
        cells.add(CostCell.of(suite, NetworkPath.of(rtt)));
        cells.add(CostCell.of(suite, NetworkPath.of(rtt).losing(0.05)));
      }
      for (int rate : RATES) {
        cells.add(CostCell.of(suite, base().rate(rate)));
      }
      for (int mtu : MTUS) {
        cells.add(CostCell.of(suite, base().mtu(mtu, true)));
        cells.add(CostCell.of(suite, base().mtu(mtu, false).losing(0.05)));
      }
      cells.add(CostCell.of(suite, base().losing(0.05).bursts(4)));
      cells.add(CostCell.of(suite, base().losing(0.2).bursts(4)));
      cells.add(CostCell.of(suite, base().reordering(0.1)));
    }
    for (Authentication authentication : authentications()) {
      for (double loss : LOSSES) {
        cells.add(CostCell.of(BASE_SUITE, base().losing(loss)).by(authentication));
      }
      for (int mtu : MTUS) {
        cells.add(CostCell.of(BASE_SUITE, base().mtu(mtu, true)).by(authentication));
      }
      cells.add(CostCell.of(BASE_SUITE, base().rate(64)).by(authentication));
    }
    for (String suite : MAIN_SUITES) {
      for (Timers timers : Timers.values()) {
        for (double loss : LOSSES) {
          cells.add(CostCell.of(suite, base().losing(loss)).with(timers));
          cells.add(CostCell.of(suite, base().losing(loss).bursts(4)).with(timers));
        }
        cells.add(CostCell.of(suite, NetworkPath.of(600)).with(timers));
      }
    }
    return List.copyOf(cells);
  }

  /** The cells that the charts need, and no others. */
  public static List<CostCell> quick() {
    Set<CostCell> cells = new LinkedHashSet<>();
    SUITES.forEach(suite -> cells.add(CostCell.of(suite, base())));
    for (String suite : MAIN_SUITES) {
      ROUND_TRIPS.forEach(rtt -> cells.add(CostCell.of(suite, NetworkPath.of(rtt))));
      LOSSES.forEach(loss -> cells.add(CostCell.of(suite, base().losing(loss))));
      RATES.forEach(rate -> cells.add(CostCell.of(suite, base().rate(rate))));
    }
    for (Timers timers : Timers.values()) {
      LOSSES.forEach(loss -> cells.add(CostCell.of(BASE_SUITE, base().losing(loss)).with(timers)));
    }
    for (int fragment : FRAGMENTS) {
      for (double loss : List.of(0.0, 0.05, 0.1)) {
        cells.add(CostCell.of(BASE_SUITE, base().losing(loss)).cutAt(fragment).behindNat());
      }
    }
    for (Authentication authentication : authentications()) {
      cells.add(CostCell.of(BASE_SUITE, base()).by(authentication));
      cells.add(CostCell.of(BASE_SUITE, base().losing(0.05)).by(authentication));
    }
    for (Authentication authentication : List.of(Authentication.PSK, PQ_CHAIN)) {
      for (String suite : List.of(BASE_SUITE, "x25519-ke1_mlkem1024")) {
        MTUS.forEach(
            mtu -> cells.add(CostCell.of(suite, base().mtu(mtu, true)).by(authentication)));
      }
    }
    ORDERS.forEach(suite -> cells.add(CostCell.of(suite, base().losing(0.05))));
    return List.copyOf(cells);
  }

  /** A chain that is large. */
  public static final Authentication PQ_CHAIN = new Authentication("ml-dsa-65", 2);

  /** All ways to authenticate. */
  public static List<Authentication> authentications() {
    List<Authentication> all = new ArrayList<>();
    all.add(Authentication.PSK);
    IntFunction<Authentication> ecdsa = chain -> new Authentication("ecdsa-256", chain);
    IntStream.rangeClosed(1, 3).mapToObj(ecdsa).forEach(all::add);
    all.add(new Authentication("rsa-3072", 1));
    all.add(new Authentication("rsa-3072", 3));
    for (String scheme : List.of("ml-dsa-44", "ml-dsa-65", "ml-dsa-87")) {
      IntStream.rangeClosed(1, 3)
          .mapToObj(chain -> new Authentication(scheme, chain))
          .forEach(all::add);
    }
    return all;
  }

  /** The path that the rest is held at. */
  public static NetworkPath base() {
    return NetworkPath.of(BASE_RTT);
  }
}
