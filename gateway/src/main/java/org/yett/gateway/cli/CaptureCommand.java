package org.yett.gateway.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.yett.gateway.capture.CaptureInterface;
import org.yett.gateway.capture.CapturedPacket;
import org.yett.gateway.capture.LinkType;
import org.yett.gateway.capture.PcapngWriter;
import org.yett.gateway.decrypt.LiveComments;
import org.yett.gateway.runtime.LiveCapture;
import org.yett.tun.netlink.Link;
import org.yett.tun.netlink.Netlink;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code yett capture}: IKE, ESP and what goes through the tunnel, as a file. */
@Command(
    name = "capture",
    description = {
      "Captures IKE and ESP on the outer interfaces and every packet on the inner ones into a",
      "pcapng file, with a comment on each IKE message that names exchange, payloads and clause.",
      "With the key log of a gateway that runs with --keylog, comments tell what is encrypted too.",
      "Ends with SIGINT or SIGTERM. Needs Linux, and root or CAP_NET_RAW."
    },
    footer = {
      "",
      "Example:",
      "  yett capture --out wire.pcapng --outer eth0 --inner yett0 --keys keys/"
    })
public final class CaptureCommand implements Subcommand {
  private static final String TUN = "tun";

  @Option(names = "--out", required = true, paramLabel = "FILE", description = "Where to write.")
  private Path out;

  @Option(
      names = "--outer",
      paramLabel = "INTERFACE",
      description = "Where IKE and ESP are (default: every interface that is up, but TUN devices).")
  private List<String> outer = new ArrayList<>();

  @Option(
      names = "--inner",
      paramLabel = "INTERFACE",
      description = "Where packets are in plain (default: every TUN device that is up).")
  private List<String> inner = new ArrayList<>();

  @Option(
      names = "--keys",
      paramLabel = "DIR",
      description = "Directory of a key log, which may still be growing.")
  private Path keys;

  @Option(
      names = "--seconds",
      paramLabel = "N",
      description = "End after so long (default: when told to).")
  private long seconds;

  @Option(
      names = "--ports",
      split = ",",
      paramLabel = "IKE,NAT",
      description = "The UDP ports of IKE (default: 500,4500).")
  private List<Integer> ports = List.of(500, 4500);

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws InterruptedException {
    if (ports.size() != 2 || ports.stream().anyMatch(port -> port < 1 || port > 65_535)) {
      throw new CommandFailure(ExitStatus.USAGE, "--ports: expected two ports, such as 500,4500");
    }
    CountDownLatch stop = new CountDownLatch(1);
    CountDownLatch stopped = new CountDownLatch(1);
    Runtime.getRuntime()
        .addShutdownHook(
            new Thread(() -> {
              stop.countDown();
              try {
                stopped.await(5, TimeUnit.SECONDS);
              } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
              }
            }));
    try {
      return capture(stop);
    } catch (IOException e) {
      throw new CommandFailure(ExitStatus.NOT_POSSIBLE_HERE, e.getMessage());
    } finally {
      stopped.countDown();
    }
  }

  private int capture(CountDownLatch stop) throws IOException, InterruptedException {
    List<LiveCapture.Source> sources = sources();
    if (sources.isEmpty()) {
      throw new CommandFailure(ExitStatus.NOT_POSSIBLE_HERE, "no interface is up");
    }
    PrintWriter err = spec.commandLine().getErr();
    LiveComments comments = new LiveComments(Optional.ofNullable(keys));
    long[] count = new long[1];
    try (PcapngWriter writer =
            PcapngWriter.create(PrivateOutput.file(out), "yett capture " + ProgramVersion.text());
        LiveCapture capture = LiveCapture.open(sources, ports.get(0), ports.get(1))) {
      for (LiveCapture.Source source : sources) {
        writer.add(
            new CaptureInterface(
                source.link().name(), LinkType.RAW, source.outer() ? "outer" : "inner"));
      }
      capture.start((source, time, packet) -> {
        CapturedPacket captured = CapturedPacket.of(source, time, packet);
        Optional<String> comment =
            sources.get(source).outer() ? comments.of(packet) : Optional.empty();
        writer.write(comment.map(captured::withComment).orElse(captured));
        writer.flush();
        count[0]++;
      });
      err.println(
          "yett: capturing on "
              + String.join(", ", sources.stream().map(s -> s.link().name()).toList()));
      err.flush();
      if (seconds > 0) {
        boolean told = stop.await(seconds, TimeUnit.SECONDS);
        err.println("yett: " + (told ? "told to end" : seconds + " s are over"));
      } else {
        stop.await();
      }
      capture.stop();
      err.printf("yett: %d packets in %s, %d lost%n", count[0], out, capture.lost());
      err.flush();
      return capture.failure().isPresent() ? failed(capture.failure().get()) : ExitStatus.OK;
    }
  }

  private static int failed(IOException e) {
    throw new CommandFailure(ExitStatus.FAILED, e.getMessage());
  }

  private List<LiveCapture.Source> sources() throws IOException {
    List<LiveCapture.Source> sources = new ArrayList<>();
    try (Netlink netlink = Netlink.open()) {
      for (String name : outer) {
        sources.add(new LiveCapture.Source(link(netlink, "--outer", name), true));
      }
      for (String name : inner) {
        sources.add(new LiveCapture.Source(link(netlink, "--inner", name), false));
      }
      for (Link link : netlink.links()) {
        boolean tun = link.kind().filter(TUN::equals).isPresent();
        if (link.up() && (tun ? inner.isEmpty() : outer.isEmpty())) {
          sources.add(new LiveCapture.Source(link, !tun));
        }
      }
    }
    return sources;
  }

  private static Link link(Netlink netlink, String option, String name) throws IOException {
    return netlink
        .link(name)
        .orElseThrow(() ->
            new CommandFailure(
                ExitStatus.NOT_POSSIBLE_HERE, option + ": there is no interface " + name));
  }
}
