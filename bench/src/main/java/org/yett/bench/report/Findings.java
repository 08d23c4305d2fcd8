package org.yett.bench.report;

import java.util.List;
import java.util.Locale;
import org.yett.bench.cost.Authentication;
import org.yett.bench.cost.CostCell;
import org.yett.bench.cost.CostMatrix;
import org.yett.bench.cost.CostResult;
import org.yett.bench.cost.CostResults;
import org.yett.bench.cost.NetworkPath;
import org.yett.bench.cost.Timers;

/** What hybrid costs and what to do about it, in sentences whose figures are those of the run. */
final class Findings {

  private static final String PLAIN = "x25519";
  private static final String HYBRID = CostMatrix.BASE_SUITE;
  private static final String LARGE = "x25519-ke1_mlkem1024";

  private final CostResults results;

  Findings(CostResults results) {
    this.results = results;
  }

  List<Finding> all() {
    return List.of(
        octets(),
        roundTrip(),
        cpu(),
        loss(),
        timers(),
        fragments(),
        large(),
        authentication(),
        mtu(),
        rate(),
        order());
  }

  private CostResult base(String suite) {
    return results.of(CostCell.of(suite, CostMatrix.base()));
  }

  private CostResult lossy(String suite) {
    return results.of(CostCell.of(suite, CostMatrix.base().losing(0.05)));
  }

  private Finding octets() {
    CostResult plain = base(PLAIN);
    CostResult hybrid = base(HYBRID);
    return new Finding(
        text(
            "ML-KEM-768 beside X25519 adds %s octets and %s datagrams to a handshake: %s octets in"
                + " %s datagrams instead of %s in %s.",
            n(hybrid.octets() - plain.octets()),
            n(hybrid.datagrams() - plain.datagrams()),
            n(hybrid.octets()),
            n(hybrid.datagrams()),
            n(plain.octets()),
            n(plain.datagrams())),
        CostCharts.OCTETS);
  }

  private Finding roundTrip() {
    CostResult plain = results.of(CostCell.of(PLAIN, NetworkPath.of(600)));
    CostResult hybrid = results.of(CostCell.of(HYBRID, NetworkPath.of(600)));
    CostResult alone = results.of(CostCell.of("mlkem768", NetworkPath.of(600)));
    return new Finding(
        text(
            "Each additional key exchange costs one round trip: over 600 ms the handshake takes %s"
                + " instead of %s. ML-KEM alone as the main key exchange takes %s, and is not"
                + " hybrid. Set up SAs before they are needed, and keep them by rekeying.",
            ms(hybrid.median()), ms(plain.median()), ms(alone.median())),
        CostCharts.ROUND_TRIPS);
  }

  private Finding cpu() {
    CostResult plain = base(PLAIN);
    CostResult hybrid = base(HYBRID);
    return new Finding(
        text(
            "CPU is the smaller part: %s us instead of %s us at the responder, which no round trip"
                + " on a network lets anybody notice; it matters for gateways that set up hundreds"
                + " of SAs a second.",
            n(hybrid.cpuResponder()), n(plain.cpuResponder())),
        CostCharts.CPU);
  }

  private Finding loss() {
    CostResult plain = lossy(PLAIN);
    CostResult hybrid = lossy(HYBRID);
    return new Finding(
        text(
            "At 5 %% loss one handshake in twenty takes longer than %s with ML-KEM-768, and %s"
                + " without: one exchange more that can be lost. %s of %s runs did not come"
                + " about (95 %%: %s to %s %%).",
            ms(hybrid.p95()),
            ms(plain.p95()),
            n(hybrid.failed()),
            n(hybrid.runs()),
            percent(hybrid.failure().low()),
            percent(hybrid.failure().high())),
        CostCharts.LOSS);
  }

  private Finding timers() {
    CostCell cell = CostCell.of(HYBRID, CostMatrix.base().losing(0.05));
    return new Finding(
        text(
            "Timers decide what a loss costs: at 5 %% loss the slowest of twenty takes %s with a"
                + " first retransmission after 4 s, %s and %s with one after 0.5 s. Set"
                + " retransmit_timeout to about 0.5 s where peers are more than a LAN away.",
            ms(results.of(cell.with(Timers.STRONGSWAN)).p95()),
            ms(results.of(cell.with(Timers.LIBRESWAN)).p95()),
            ms(results.of(cell).p95())),
        CostCharts.TIMERS);
  }

  private CostResult cut(int octets, double loss) {
    return results.of(
        CostCell.of(HYBRID, CostMatrix.base().losing(loss)).cutAt(octets).behindNat());
  }

  private Finding fragments() {
    return new Finding(
        text(
            "Behind a NAT the IKE_INTERMEDIATE request with an ML-KEM-768 key is an IP datagram of"
                + " 1281 octets: a limit of 1280, which is strongSwan's default, cuts it in two,"
                + " %s datagrams instead of %s. With 576 octets they are %s, and at 10 %% loss the"
                + " slowest of twenty takes %s instead of %s. Set fragment_size to 1400 where the"
                + " path allows.",
            n(cut(1280, 0).datagrams()),
            n(cut(1281, 0).datagrams()),
            n(cut(576, 0).datagrams()),
            ms(cut(576, 0.1).p95()),
            ms(cut(1400, 0.1).p95())),
        CostCharts.FRAGMENTS);
  }

  private Finding large() {
    CostResult hybrid = lossy(HYBRID);
    CostResult large = lossy(LARGE);
    return new Finding(
        text(
            "ML-KEM-1024 goes in two fragments each way whatever the limit is below 1600: %s"
                + " datagrams instead of %s without loss; at 5 %% the slowest of twenty takes %s"
                + " instead of %s.",
            n(base(LARGE).datagrams()),
            n(base(HYBRID).datagrams()),
            ms(large.p95()),
            ms(hybrid.p95())),
        CostCharts.LOSS);
  }

  private Finding authentication() {
    CostCell cell = CostCell.of(HYBRID, CostMatrix.base());
    CostResult psk = results.of(cell);
    CostResult ecdsa = results.of(cell.by(new Authentication("ecdsa-256", 1)));
    CostResult one = results.of(cell.by(new Authentication("ml-dsa-65", 1)));
    CostResult chain = results.of(cell.by(CostMatrix.PQ_CHAIN));
    return new Finding(
        text(
            "Certificates weigh more than key exchanges: the handshake has %s octets with a"
                + " pre-shared key, %s with ECDSA, %s with one ML-DSA-65 certificate and %s with a"
                + " chain of two. Send no more of the chain than the peer lacks.",
            n(psk.octets()), n(ecdsa.octets()), n(one.octets()), n(chain.octets())),
        CostCharts.AUTHENTICATION);
  }

  private Finding mtu() {
    CostCell whole = CostCell.of(HYBRID, CostMatrix.base().mtu(1500, true));
    CostCell small = CostCell.of(HYBRID, CostMatrix.base().mtu(576, true));
    CostResult chain = results.of(small.by(CostMatrix.PQ_CHAIN));
    return new Finding(
        text(
            "On a path of 576 octets that drops what is longer, the handshake takes %s instead of"
                + " %s, because smaller fragments are tried only when no answer comes; with a chain"
                + " of two ML-DSA-65 certificates %s. Where the path is known, set fragment_size"
                + " to it.",
            ms(results.of(small).median()), ms(results.of(whole).median()), ms(chain.median())),
        CostCharts.MTU);
  }

  private Finding rate() {
    CostResult plain = results.of(CostCell.of(PLAIN, CostMatrix.base().rate(64)));
    CostResult hybrid = results.of(CostCell.of(HYBRID, CostMatrix.base().rate(64)));
    return new Finding(
        text(
            "At 64 kbit/s octets become time: %s with ML-KEM-768, %s without.",
            ms(hybrid.median()), ms(plain.median())),
        CostCharts.RATE);
  }

  private Finding order() {
    CostResult first = lossy(CostMatrix.ORDERS.get(0));
    CostResult second = lossy(CostMatrix.ORDERS.get(1));
    CostResult third = lossy(CostMatrix.ORDERS.get(2));
    return new Finding(
        text(
            "The order of additional key exchanges changes little: %s and %s for the slowest of"
                + " twenty. ML-KEM-512 as the main one (%s) fits into IKE_SA_INIT, where nothing"
                + " can be fragmented.",
            ms(first.p95()), ms(second.p95()), ms(third.p95())),
        CostCharts.ORDER);
  }

  private static String text(String format, Object... values) {
    return String.format(Locale.ROOT, format, values);
  }

  private static String n(double value) {
    return String.format(Locale.ROOT, "%,.0f", value);
  }

  private static String ms(double value) {
    return Double.isNaN(value)
        ? "for ever"
        : value < 1000 ? n(value) + " ms" : text("%.2f s", value / 1000);
  }

  private static String percent(double part) {
    return text("%.2f", part * 100);
  }
}
