package org.yett.bench.load;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import org.yett.bench.ends.Ends;
import org.yett.bench.out.Csv;
import org.yett.bench.out.Json;
import org.yett.bench.stat.Interval;
import org.yett.bench.stat.Statistics;
import org.yett.gateway.cli.CommandFailure;
import org.yett.gateway.cli.ExitStatus;
import org.yett.interop.lab.Family;
import org.yett.interop.lab.Host;
import org.yett.interop.lab.Laboratory;
import org.yett.interop.lab.LaboratoryException;
import org.yett.interop.lab.Side;
import org.yett.interop.lab.Testbed;
import org.yett.interop.peer.Cache;
import org.yett.interop.peer.Connection;
import org.yett.interop.peer.DebianRoot;
import org.yett.interop.peer.Provision;
import org.yett.interop.peer.StrongSwan;
import org.yett.interop.process.Progress;
import org.yett.interop.process.Tether;

/**
 * Yett and strongSwan as responders under the same load, in turn, each on a testbed of its own.
 * strongSwan protects ESP by kernel-libipsec, Yett by its own datapath over a device in memory;
 * neither carries traffic, and neither writes a log of messages.
 */
public final class Contest {

  private static final String SUITE = "x25519-ke1_mlkem768";
  private static final String SECRET = "a pre-shared key of benchmarks alone";
  private static final int PORT = 4500;

  /** A JVM compiles what it runs often: it warms up for so many rounds. */
  private static final int COMPILED = 8;

  private static final Duration START = Duration.ofSeconds(20);

  /**
   * One round.
   *
   * @param number from 1
   * @param yett what the initiator saw of Yett
   * @param yettCpuMicros CPU of Yett's process for each handshake
   * @param other what the initiator saw of strongSwan
   * @param otherCpuMicros CPU of strongSwan's process for each handshake
   */
  public record Round(
      int number, LoadResult yett, double yettCpuMicros, LoadResult other, double otherCpuMicros) {

    /** Yett's CPU as a part of strongSwan's. */
    public double cpuRatio() {
      return yettCpuMicros / otherCpuMicros;
    }

    /** Yett's handshakes a second as a multiple of strongSwan's. */
    public double rateRatio() {
      return yett.rate() / other.rate();
    }
  }

  /** What the initiator says of itself and of the responder. */
  private record Names(String ours, String peer, String localNetwork, String remoteNetwork) {}

  /** An initiator in a namespace, and the responder's process that it loads. */
  private static final class Lane implements AutoCloseable {
    private final Process generator;
    private final BufferedReader said;
    private final PrintStream told;
    private final ProcessHandle responder;

    private Lane(Testbed testbed, Names names, ProcessHandle responder) throws IOException {
      this.responder = responder;
      Host host = testbed.host(Side.SUBJECT);
      List<String> command = new ArrayList<>(host.enter());
      command.addAll(
          ResponderProcess.program(
              "generate",
              "--from",
              Side.SUBJECT.outer(Family.IPV4),
              "--to",
              Side.PEER.outer(Family.IPV4),
              "--port",
              Integer.toString(PORT),
              "--proposal",
              Ends.proposal(SUITE),
              "--ours",
              names.ours(),
              "--peer",
              names.peer(),
              "--secret",
              SECRET,
              "--local",
              names.localNetwork(),
              "--remote",
              names.remoteNetwork()));
      generator =
          new ProcessBuilder(command)
              .redirectError(host.directory().resolve("generator.log").toFile())
              .start();
      said =
          new BufferedReader(
              new InputStreamReader(generator.getInputStream(), StandardCharsets.UTF_8));
      told = new PrintStream(generator.getOutputStream(), true, StandardCharsets.UTF_8);
    }

    private LoadResult load(int count, int window) throws IOException {
      told.println(count + " " + window);
      String line = said.readLine();
      if (line == null) {
        throw new IOException("the initiator has ended");
      }
      return Json.parse(line, LoadResult.class);
    }

    private Duration cpu() {
      return responder.info().totalCpuDuration().orElse(Duration.ZERO);
    }

    @Override
    public void close() {
      told.close();
      generator.destroy();
    }
  }

  private Contest() {}

  /**
   * Runs rounds; the first of them comes after one that does not count.
   *
   * @param rounds how many
   * @param handshakes in each, with each implementation
   * @param window at a time
   */
  public static List<Round> run(int rounds, int handshakes, int window, Progress progress) {
    DebianRoot root =
        switch (Provision.strongSwan(Cache.of(System.getenv()), System.err)) {
          case Provision.Ready ready -> ready.roots().strongSwan();
          case Provision.NotAvailable not ->
              throw new CommandFailure(ExitStatus.NOT_POSSIBLE_HERE, not.reason());
        };
    progress.stage("starting Yett and strongSwan " + root.version());
    try (Laboratory laboratory = Laboratory.open();
        Testbed ours = laboratory.testbed();
        Testbed theirs = laboratory.testbed();
        Tether yett = startYett(ours.host(Side.PEER));
        StrongSwan strongSwan = StrongSwan.start(root, theirs.host(Side.PEER), connection())) {
      progress.detail(strongSwan.version());
      quiet(theirs.host(Side.PEER), process("charon-systemd"));
      try (Lane one =
              new Lane(
                  ours,
                  new Names(
                      "initiator.bench.example",
                      "responder.bench.example",
                      "10.1.0.0/16",
                      "10.2.0.0/16"),
                  yettProcess(yett));
          Lane other =
              new Lane(
                  theirs,
                  new Names(
                      Side.SUBJECT.identity(),
                      Side.PEER.identity(),
                      Side.SUBJECT.network(Family.IPV4),
                      Side.PEER.network(Family.IPV4)),
                  process("charon-systemd"))) {
        return rounds(one, other, rounds, handshakes, window, progress);
      }
    } catch (LaboratoryException | IOException e) {
      throw new CommandFailure(ExitStatus.FAILED, "the contest failed: " + e.getMessage());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CommandFailure(ExitStatus.FAILED, "interrupted");
    }
  }

  private static List<Round> rounds(
      Lane one, Lane other, int rounds, int handshakes, int window, Progress progress)
      throws IOException {
    progress.stage("warming up");
    LoadResult warm = one.load(COMPILED * handshakes, window);
    LoadResult warmToo = other.load(handshakes, window);
    if (warm.failed() + warmToo.failed() > 0) {
      throw new IOException(
          "handshakes fail: "
              + warm.failed()
              + " with Yett, "
              + warmToo.failed()
              + " with strongSwan");
    }
    List<Round> all = new ArrayList<>();
    for (int number = 1; number <= rounds; number++) {
      progress.stage("round " + number + " of " + rounds);
      Duration before = one.cpu();
      LoadResult ours = one.load(handshakes, window);
      double oursCpu = micros(one.cpu().minus(before), ours);
      before = other.cpu();
      LoadResult theirs = other.load(handshakes, window);
      double theirsCpu = micros(other.cpu().minus(before), theirs);
      all.add(new Round(number, ours, oursCpu, theirs, theirsCpu));
    }
    return all;
  }

  private static double micros(Duration cpu, LoadResult load) {
    return cpu.toNanos() / 1000.0 / Math.max(1, load.established());
  }

  private static Connection connection() {
    Map<String, String> keys = new LinkedHashMap<>();
    keys.put("unique", "never");
    keys.put("mobike", "no");
    return new Connection(
        Side.PEER,
        Family.IPV4,
        Ends.proposal(SUITE),
        "aes256gcm16",
        SECRET,
        new LinkedHashMap<>(keys),
        Connection.Tuning.NONE);
  }

  private static Tether startYett(Host host) throws LaboratoryException, InterruptedException {
    Path log = host.directory().resolve("yett.log");
    Tether yett =
        host.start(
            "yett",
            "mount -t proc proc /proc",
            ResponderProcess.program(
                "respond",
                "--address",
                Side.PEER.outer(Family.IPV4),
                "--port",
                "500",
                "--nat-port",
                Integer.toString(PORT),
                "--keep"),
            log);
    long end = System.nanoTime() + START.toNanos();
    while (!Files.exists(log) || !read(log).contains("port " + PORT)) {
      if (!yett.alive() || System.nanoTime() > end) {
        yett.close();
        throw new LaboratoryException("Yett did not start: " + read(log).strip());
      }
      Thread.sleep(50);
    }
    return yett;
  }

  private static String read(Path file) {
    try {
      return Files.exists(file) ? Files.readString(file) : "";
    } catch (IOException e) {
      return e.getMessage();
    }
  }

  /** Makes strongSwan write as little as a gateway in operation does. */
  private static void quiet(Host host, ProcessHandle charon)
      throws IOException, InterruptedException {
    Path file = host.directory().resolve("strongswan.conf");
    String text = Files.readString(file);
    Files.writeString(file, text.replaceAll("(default|ike|cfg) = [12]\\b", "$1 = 0"));
    // It reads its settings anew.
    Process hangUp = new ProcessBuilder("kill", "-HUP", Long.toString(charon.pid())).start();
    if (hangUp.waitFor() != 0) {
      throw new IOException("strongSwan's log cannot be made quiet");
    }
  }

  private static ProcessHandle yettProcess(Tether yett) throws IOException {
    return yett.init().stream()
        .flatMap(ProcessHandle::descendants)
        .filter(handle -> handle.info().command().orElse("").endsWith("/java"))
        .findFirst()
        .orElseThrow(() -> new IOException("Yett's process is not there"));
  }

  private static ProcessHandle process(String name) throws IOException {
    return ProcessHandle.current()
        .descendants()
        .filter(handle -> handle.info().command().orElse("").endsWith("/" + name))
        .findFirst()
        .orElseThrow(() -> new IOException(name + " is not there"));
  }

  /** The rounds, a line for each. */
  public static String csv(List<Round> rounds) {
    Csv csv =
        new Csv(
            "round",
            "yett_per_second",
            "yett_cpu_us",
            "strongswan_per_second",
            "strongswan_cpu_us",
            "cpu_ratio",
            "rate_ratio");
    for (Round r : rounds) {
      csv.row(
          List.of(
              r.number(),
              r.yett().rate(),
              r.yettCpuMicros(),
              r.other().rate(),
              r.otherCpuMicros(),
              r.cpuRatio(),
              r.rateRatio()));
    }
    return csv.toString();
  }

  /** Medians with their intervals, 95 %. */
  public static String summary(List<Round> rounds) {
    return line("responder CPU, us: Yett", rounds, Round::yettCpuMicros)
        + line("responder CPU, us: strongSwan", rounds, Round::otherCpuMicros)
        + line("CPU, Yett to strongSwan", rounds, Round::cpuRatio)
        + line("handshakes a second: Yett", rounds, r -> r.yett().rate())
        + line("handshakes a second: strongSwan", rounds, r -> r.other().rate())
        + line("handshakes a second, Yett to strongSwan", rounds, Round::rateRatio);
  }

  private static String line(String name, List<Round> rounds, ToDoubleFunction<Round> of) {
    double[] values = rounds.stream().mapToDouble(of).toArray();
    Interval interval = Statistics.medianInterval(values);
    return String.format(
        Locale.ROOT,
        "%s: median %.2f, %.2f to %.2f over %d rounds%n",
        name,
        Statistics.median(values),
        interval.low(),
        interval.high(),
        values.length);
  }
}
