package org.yett.gateway.demo;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.yett.gateway.cli.CommandFailure;
import org.yett.gateway.cli.ExitStatus;
import org.yett.gateway.cli.Subcommand;
import org.yett.tun.netns.Privileges;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code yett demo}: a hybrid tunnel on this machine, with packets through it. */
@Command(
    name = "demo",
    description = {
      "Sets up a hybrid tunnel (X25519 + ML-KEM-768) on this machine and sends packets through it.",
      "",
      "As root on Linux: two network namespaces, a gateway process in each, TUN devices, pings and",
      "TCP over IPv4 and IPv6. Otherwise: the same two gateways in one process over loopback, with",
      "hosts in memory. Either way everything is removed at the end."
    },
    footer = {
      "",
      "Exit status: 0 if packets really crossed, 1 if not.",
      "",
      "Examples:",
      "  yett demo",
      "  yett demo --json | jq .key_exchanges",
      "  yett demo --keep /tmp/demo      # look at configurations, logs and traces afterwards"
    })
public final class DemoCommand implements Subcommand {

  @Option(names = "--json", description = "Print one JSON object instead of a report.")
  private boolean json;

  @Option(names = "--embedded", description = "Use one process and hosts in memory, even as root.")
  private boolean embedded;

  @Option(
      names = "--keep",
      paramLabel = "DIR",
      description = "Write configurations, logs and traces there and leave them.")
  private Path keep;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws IOException, InterruptedException {
    PrintWriter out = spec.commandLine().getOut();
    try {
      DemoReport report = run();
      if (json) {
        writeJson(report, out);
      } else {
        print(report, out);
        out.flush();
      }
      return report.crossed() ? ExitStatus.OK : ExitStatus.FAILED;
    } catch (IOException e) {
      tellFailure(e, out);
      throw new CommandFailure(ExitStatus.FAILED, "the demo failed: " + e);
    } catch (InterruptedException | RuntimeException e) {
      tellFailure(e, out);
      throw e;
    }
  }

  private void tellFailure(Exception failure, PrintWriter out) throws IOException {
    if (json) {
      writeJson(DemoFailure.of(failure), out);
    }
  }

  private DemoReport run() throws IOException, InterruptedException {
    Optional<String> hindrance =
        embedded ? Optional.of("asked for with --embedded") : missingPrivileges();
    Path directory =
        keep == null ? Files.createTempDirectory("yett-demo") : Files.createDirectories(keep);
    NamespaceDemo namespaces = new NamespaceDemo(directory);
    // The end of a run that is interrupted; it has nothing left to do after another end.
    Runtime.getRuntime().addShutdownHook(new Thread(() -> cleanUp(namespaces, directory)));
    try (namespaces) {
      if (hindrance.isPresent()) {
        PrintWriter err = spec.commandLine().getErr();
        err.printf("yett: embedded mode: %s%n", hindrance.get());
        err.flush();
        return new EmbeddedDemo(directory).run(hindrance.get());
      }
      return namespaces.run("root, with TUN devices and network namespaces");
    } finally {
      if (keep == null) {
        delete(directory);
      }
    }
  }

  private static void writeJson(Object value, PrintWriter out) throws IOException {
    out.println(
        new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT).writeValueAsString(value));
    out.flush();
  }

  private void cleanUp(NamespaceDemo namespaces, Path directory) {
    try {
      namespaces.close();
    } catch (RuntimeException e) {
      System.err.println("yett: could not clean up: " + e);
    }
    if (keep == null) {
      try {
        delete(directory);
      } catch (IOException e) {
        System.err.println("yett: could not delete " + directory + ": " + e);
      }
    }
  }

  private static Optional<String> missingPrivileges() {
    if (!System.getProperty("os.name").toLowerCase(Locale.ROOT).contains("linux")) {
      return Optional.of("TUN devices and network namespaces need Linux");
    }
    Privileges privileges = Privileges.probe();
    return privileges.isPrivileged() ? Optional.empty() : Optional.of(privileges.explanation());
  }

  private static void print(DemoReport report, PrintWriter out) {
    out.printf("Two gateways, %s mode (%s)%n%n", report.mode(), report.modeReason());
    out.printf("%10s  %-9s %-26s %7s  %s%n", "ms", "direction", "message", "bytes", "datagrams");
    for (DemoReport.Message message : report.messages()) {
      out.printf(
          Locale.ROOT,
          "%10.2f  %-9s %-26s %7d  %d%n",
          message.ms(),
          message.direction(),
          message.exchange() + (message.response() ? " response" : " request"),
          message.bytes(),
          message.datagrams());
    }
    out.printf("%nestablished       %s%n", report.established() ? "yes" : "no");
    out.printf("IKE SA            %s%n", report.suite());
    out.printf("Child SA          %s%n", report.espSuite());
    out.printf(
        "protected by      %s%s%n",
        String.join(" + ", report.keyExchanges()), report.postQuantum() ? " (post-quantum)" : "");
    out.printf(Locale.ROOT, "handshake         %.1f ms%n", report.handshakeMs());
    out.printf(
        "ping              %d of %d over IPv4, %d of %d over IPv6%n",
        report.pingIpv4().received(),
        report.pingIpv4().sent(),
        report.pingIpv6().received(),
        report.pingIpv6().sent());
    out.printf(
        Locale.ROOT,
        "TCP               %.1f Mbit/s over IPv4, %.1f Mbit/s over IPv6%n",
        report.tcpMbitPerS(),
        report.tcpIpv6MbitPerS());
    out.printf(
        "ESP               %d packets out, %d packets in%n",
        report.esp().packetsOut(), report.esp().packetsIn());
    out.printf("%n%s%n", report.crossed() ? "Packets crossed." : "PACKETS DID NOT CROSS.");
  }

  private static synchronized void delete(Path directory) throws IOException {
    if (!Files.exists(directory)) {
      return;
    }
    try (Stream<Path> all = Files.walk(directory)) {
      for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(path);
      }
    }
  }
}
