package org.yett.bench.cost;

import java.net.InetAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import org.yett.bench.cost.Costs.KeyExchangeCost;
import org.yett.bench.micro.Breakdown;
import org.yett.bench.stat.Statistics;
import org.yett.ike.crypto.KeyExchange;
import org.yett.ike.crypto.KeyExchanges;
import org.yett.ike.endpoint.Job;
import org.yett.ike.endpoint.OutgoingSeam;
import org.yett.ike.negotiate.PolicyProposal;
import org.yett.ike.negotiate.ProposalStrings;
import org.yett.ike.negotiate.ProposalSyntaxException;
import org.yett.ike.sim.EndpointFactory;
import org.yett.ike.sim.Pair;
import org.yett.ike.sim.PairConfig;
import org.yett.ike.sim.SimDatagram;
import org.yett.ike.wire.Octets;
import org.yett.ike.wire.Payload;
import org.yett.ike.wire.VendorIdPayload;
import org.yett.spec.iana.ExchangeType;
import org.yett.spec.iana.ProtocolId;

/**
 * Runs the cells of the matrix: the engine itself at both ends, in virtual time, with key exchanges
 * that have the right lengths and take the time that {@link Costs} say. The same seed gives the
 * same results everywhere.
 */
public final class CostSimulation {

  /** No handshake is waited for longer than this. */
  private static final Duration LIMIT = Duration.ofMinutes(10);

  private static final int GENERIC_HEADER = 4;
  private static final int SA_INIT_OFFSET = 18;

  /** Stand in proposals for experimental methods, which have no keywords. */
  private static final List<String> STAND_INS = List.of("modp4096", "modp3072");

  private final Costs costs;
  private final KeyExchanges exchanges;
  private final Map<String, String> keywords = new HashMap<>();
  private final Map<Integer, KeyExchangeCost> byNumber = new HashMap<>();

  /**
   * @param costs what operations take
   */
  public CostSimulation(Costs costs) {
    this.costs = costs;
    List<KeyExchange> stubs = new ArrayList<>();
    List<String> free = new ArrayList<>(STAND_INS);
    for (KeyExchangeCost cost : costs.keyExchanges()) {
      if (STAND_INS.contains(cost.name())) {
        continue;
      }
      KeyExchangeCost known = cost;
      if (cost.number() >= 1024) {
        KeyExchangeCost place = costs.keyExchange(free.removeFirst());
        keywords.put(cost.name(), place.name());
        known = withNumber(cost, place.number());
      }
      byNumber.put(known.number(), known);
      stubs.add(new StubKeyExchange(known));
    }
    this.exchanges = new KeyExchanges(stubs);
  }

  private static KeyExchangeCost withNumber(KeyExchangeCost cost, int number) {
    return new KeyExchangeCost(
        cost.name(),
        number,
        cost.initiatorShare(),
        cost.responderShare(),
        cost.initiate(),
        cost.respond(),
        cost.complete());
  }

  /** One handshake. */
  private record Run(
      Optional<Duration> time,
      long octetsOut,
      long octetsBack,
      int datagramsOut,
      int datagramsBack,
      double amplification,
      double cpuInitiator,
      double cpuResponder) {}

  /** What travels, counted where it is sent. */
  private static final class Traffic {
    private long octetsOut;
    private long octetsBack;
    private int datagramsOut;
    private int datagramsBack;
    private double amplification;

    private List<SimDatagram> count(SimDatagram datagram, boolean out) {
      if (out) {
        octetsOut += datagram.ipLength();
        datagramsOut++;
      } else {
        octetsBack += datagram.ipLength();
        datagramsBack++;
        if (datagram.octets().u8(SA_INIT_OFFSET) != ExchangeType.IKE_AUTH.value()) {
          amplification = Math.max(amplification, (double) octetsBack / octetsOut);
        }
      }
      return List.of(datagram);
    }
  }

  /** The jobs of a host: how long each takes, and all together. */
  private final class Work {
    private final Authentication authentication;
    private double microseconds;

    private Work(Authentication authentication) {
      this.authentication = authentication;
    }

    private Duration of(Job job) {
      double cost =
          switch (job) {
            case Job.MakeShare make -> byNumber.get(make.method().method().value()).initiate();
            case Job.AnswerShare answer -> byNumber.get(answer.method().method().value()).respond();
            case Job.CompleteExchange complete ->
                byNumber.get(complete.key().method().value()).complete();
            // Once at each end, when it makes and checks AUTH.
            case Job.LookUpPreSharedKey look -> authentication.microseconds(costs);
            default -> 0;
          };
      microseconds += cost;
      return Duration.ofNanos(Math.round(cost * 1000));
    }
  }

  /**
   * Runs a cell.
   *
   * @param seed of the first run
   * @param runs how many
   */
  public CostResult run(CostCell cell, long seed, int runs) {
    Run[] all = new Run[runs];
    Setup setup = new Setup(cell);
    for (int i = 0; i < runs; i++) {
      all[i] = setup.run(seed + i);
    }
    return summarize(cell, seed, all);
  }

  private static CostResult summarize(CostCell cell, long seed, Run[] runs) {
    double[] times =
        Arrays.stream(runs)
            .mapToDouble(r -> r.time().map(t -> t.toNanos() / 1e6).orElse(Double.POSITIVE_INFINITY))
            .toArray();
    int failed = (int) Arrays.stream(runs).filter(r -> r.time().isEmpty()).count();
    return new CostResult(
        cell,
        seed,
        runs.length,
        failed,
        Statistics.wilson(failed, runs.length),
        finite(Statistics.percentile(0.5, times)),
        finite(Statistics.percentile(0.95, times)),
        finite(Statistics.percentile(0.99, times)),
        median(runs, Run::octetsOut),
        median(runs, Run::octetsBack),
        median(runs, Run::datagramsOut),
        median(runs, Run::datagramsBack),
        Arrays.stream(runs).mapToDouble(Run::amplification).max().orElse(0),
        Arrays.stream(runs).mapToDouble(Run::cpuInitiator).average().orElse(0),
        Arrays.stream(runs).mapToDouble(Run::cpuResponder).average().orElse(0));
  }

  private static double finite(double value) {
    return Double.isInfinite(value) ? Double.NaN : value;
  }

  private static double median(Run[] runs, ToDoubleFunction<Run> of) {
    return Statistics.percentile(0.5, Arrays.stream(runs).mapToDouble(of).toArray());
  }

  /** A cell made ready to run. */
  private final class Setup {
    private final CostCell cell;
    private final List<PolicyProposal> proposals;
    private final int additional;

    private Setup(CostCell cell) {
      this.cell = cell;
      List<String> methods = Breakdown.methods(cell.suite());
      this.additional = methods.size() - 1;
      StringBuilder text = new StringBuilder("aes256gcm16-prfsha384");
      for (int i = 0; i < methods.size(); i++) {
        costs.keyExchange(methods.get(i));
        text.append('-').append(i == 0 ? "" : "ke" + i + "_");
        text.append(keywords.getOrDefault(methods.get(i), methods.get(i)));
      }
      try {
        proposals = ProposalStrings.parseList(ProtocolId.IKE, text.toString());
      } catch (ProposalSyntaxException e) {
        throw new IllegalArgumentException(e);
      }
    }

    private Run run(long seed) {
      Traffic traffic = new Traffic();
      Work ofInitiator = new Work(cell.authentication());
      Work ofResponder = new Work(cell.authentication());
      Pair.Builder builder =
          Pair.builder(seed)
              .factory(EndpointFactory.with(exchanges))
              .link(cell.path().profile())
              .both(this::configure)
              .initiator(c -> c.jobDelay(ofInitiator::of).seam(seam(true)))
              .responder(c -> c.jobDelay(ofResponder::of).seam(seam(false)));
      if (cell.nat()) {
        builder.initiator(PairConfig::behindNat);
      }
      Pair pair = builder.build();
      InetAddress initiator = pair.initiator().seenAddress();
      pair.simulation()
          .onPath(datagram -> traffic.count(datagram, datagram.source().ip().equals(initiator)));
      long tag = pair.initiate();
      boolean established =
          pair.runUntilFinished(pair.initiator(), tag, LIMIT)
              .filter(finished -> finished.failure().isEmpty())
              .isPresent();
      double engine = costs.base() + additional * costs.additional();
      return new Run(
          established ? Optional.of(pair.simulation().elapsed()) : Optional.empty(),
          traffic.octetsOut,
          traffic.octetsBack,
          traffic.datagramsOut,
          traffic.datagramsBack,
          traffic.amplification,
          engine + ofInitiator.microseconds,
          engine + ofResponder.microseconds);
    }

    private void configure(PairConfig config) {
      config
          .ikeProposals(proposals)
          .fragmentSize(cell.fragment())
          .endpoint(e -> e.withRetransmission(cell.timers().config()));
    }

    /** Adds the octets of certificates and signatures, as a payload that is passed over. */
    private OutgoingSeam seam(boolean initiator) {
      int auth = cell.authentication().authOctets(costs, initiator);
      int saInit = cell.authentication().saInitOctets(initiator);
      if (auth <= 0 && saInit <= 0) {
        return OutgoingSeam.NONE;
      }
      return draft -> {
        ExchangeType exchange = draft.header().exchangeType();
        if (exchange.equals(ExchangeType.IKE_AUTH)) {
          return new OutgoingSeam.Draft(
              draft.header(), draft.clear(), padded(draft.inner(), auth), draft.isProtected());
        }
        return exchange.equals(ExchangeType.IKE_SA_INIT)
            ? new OutgoingSeam.Draft(
                draft.header(), padded(draft.clear(), saInit), draft.inner(), draft.isProtected())
            : draft;
      };
    }
  }

  private static List<Payload> padded(List<Payload> payloads, int octets) {
    List<Payload> more = new ArrayList<>(payloads);
    more.add(new VendorIdPayload(Octets.wrap(new byte[Math.max(0, octets - GENERIC_HEADER)])));
    return more;
  }
}
