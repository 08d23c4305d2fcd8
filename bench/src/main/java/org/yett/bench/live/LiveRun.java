package org.yett.bench.live;

import java.io.IOException;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import org.yett.bench.cost.CostCell;
import org.yett.bench.cost.CostSimulation;
import org.yett.bench.cost.Costs;
import org.yett.bench.cost.NetworkPath;
import org.yett.bench.ends.Ends;
import org.yett.bench.load.LoadGenerator;
import org.yett.bench.load.LoadResult;
import org.yett.bench.load.LoadTarget;
import org.yett.bench.load.ResponderProcess;
import org.yett.bench.stat.Statistics;
import org.yett.interop.process.Progress;
import org.yett.tun.IpPrefix;
import org.yett.tun.TunDevice;
import org.yett.tun.TunOptions;
import org.yett.tun.netlink.Netlink;
import org.yett.tun.netlink.Route;
import org.yett.tun.netns.Leftovers;
import org.yett.tun.netns.NetworkNamespace;
import org.yett.tun.netns.Sysctl;

/** Handshakes of Yett with Yett's gateway, each in a network namespace of its own. */
public final class LiveRun {

  private static final String INITIATOR = "192.0.2.1";
  private static final String RESPONDER = "198.51.100.2";
  private static final String DEVICE = "link";
  private static final int WARM = 100;

  private final Costs costs;
  private final long seed;
  private final int runs;
  private final int simulated;

  /**
   * @param costs what operations cost in virtual time
   * @param seed of both links, and of the first run in virtual time
   * @param runs handshakes of each cell in the namespaces
   * @param simulated handshakes of each cell in virtual time
   */
  public LiveRun(Costs costs, long seed, int runs, int simulated) {
    this.costs = costs;
    this.seed = seed;
    this.runs = runs;
    this.simulated = simulated;
  }

  /** The cells that are run in both ways. */
  public static List<NetworkPath> paths(boolean quick) {
    NetworkPath near = NetworkPath.of(20);
    NetworkPath far = NetworkPath.of(100);
    return quick
        ? List.of(near, near.losing(0.05))
        : List.of(
            near,
            far,
            far.losing(0.05),
            far.losing(0.05).bursts(4),
            far.rate(256),
            near.mtu(1280, true),
            far.reordering(0.2));
  }

  /** Runs all of them. */
  public List<LiveRow> run(List<String> suites, List<NetworkPath> paths, Progress progress)
      throws IOException {
    List<LiveRow> rows = new ArrayList<>();
    try (NetworkNamespace one = NetworkNamespace.create(Leftovers.namespaceName("live-a"));
        NetworkNamespace other = NetworkNamespace.create(Leftovers.namespaceName("live-b"))) {
      for (NetworkPath path : paths) {
        try (LinkEmulator link = link(one, other, path);
            ResponderProcess responder =
                ResponderProcess.startIn(List.of("ip", "netns", "exec", other.name()), RESPONDER)) {
          for (String suite : suites) {
            progress.stage(suite + ", " + path);
            rows.add(run(one, link, responder.port(), suite, path, progress));
          }
        }
      }
    }
    return rows;
  }

  private LinkEmulator link(NetworkNamespace one, NetworkNamespace other, NetworkPath path)
      throws IOException {
    TunDevice first = device(one, INITIATOR, RESPONDER, path);
    try {
      return LinkEmulator.between(first, device(other, RESPONDER, INITIATOR, path), path, seed);
    } catch (IOException e) {
      first.close();
      throw e;
    }
  }

  private static TunDevice device(
      NetworkNamespace namespace, String own, String far, NetworkPath path) throws IOException {
    return namespace.run(() -> {
      // Else the kernel sends router solicitations of its own.
      Sysctl.ipv6("default", false);
      TunDevice device = TunDevice.open(TunOptions.named(DEVICE).withMtu(path.mtu()));
      try (Netlink netlink = Netlink.open()) {
        netlink.setUp("lo", true);
        netlink.addAddress(device.name(), IpPrefix.parse(own + "/32"));
        netlink.addRoute(Route.to(IpPrefix.parse(far + "/32")).device(device.name()));
      }
      return device;
    });
  }

  private LiveRow run(
      NetworkNamespace namespace,
      LinkEmulator link,
      int port,
      String suite,
      NetworkPath path,
      Progress progress)
      throws IOException {
    LoadTarget target =
        new LoadTarget(
            InetAddress.ofLiteral(INITIATOR),
            InetAddress.ofLiteral(RESPONDER),
            port,
            Ends.proposal(suite),
            "initiator.bench.example",
            "responder.bench.example",
            ResponderProcess.SECRET,
            "10.1.0.0/16",
            "10.2.0.0/16");
    List<Double> times = new ArrayList<>();
    List<LinkEmulator.Counts> traffic = new ArrayList<>();
    int failed = 0;
    try (LoadGenerator generator = namespace.run(() -> new LoadGenerator(target))) {
      LoadResult warm = generator.handshakes(WARM, 2, n -> {});
      progress.detail(warm.established() + " to warm up");
      for (int i = 0; i < runs; i++) {
        LinkEmulator.Counts before = link.counts();
        LoadResult result = generator.handshakes(1, 1, n -> {});
        if (result.failed() > 0) {
          failed++;
          times.add(Double.POSITIVE_INFINITY);
        } else {
          times.add(result.seconds() * 1000);
        }
        traffic.add(link.counts().minus(before));
        progress.detail((i + 1) + " of " + runs);
      }
    }
    double[] milliseconds = times.stream().mapToDouble(t -> t).toArray();
    CostCell cell = CostCell.of(suite, path).behindNat();
    return new LiveRow(
        suite,
        path.toString(),
        runs,
        failed,
        Statistics.median(milliseconds),
        Statistics.medianInterval(milliseconds),
        Statistics.percentile(0.95, milliseconds),
        median(traffic, LinkEmulator.Counts::octetsOut),
        median(traffic, LinkEmulator.Counts::octetsBack),
        median(traffic, counts -> counts.packetsOut() + counts.packetsBack()),
        new CostSimulation(costs).run(cell, seed, simulated));
  }

  private static double median(
      List<LinkEmulator.Counts> traffic,
      java.util.function.ToLongFunction<LinkEmulator.Counts> of) {
    return Statistics.median(traffic.stream().mapToDouble(of::applyAsLong).toArray());
  }
}
