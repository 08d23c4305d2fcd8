package org.yett.gateway.demo;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.yett.gateway.cli.CommandFailure;
import org.yett.gateway.cli.ExitStatus;
import org.yett.gateway.cli.Main;
import org.yett.gateway.demo.DemoReport.EspCount;
import org.yett.gateway.demo.DemoReport.PingCount;
import org.yett.gateway.vici.ViciClient;
import org.yett.gateway.vici.ViciMessage;
import org.yett.tun.IpPrefix;
import org.yett.tun.netlink.Netlink;
import org.yett.tun.netns.Leftovers;
import org.yett.tun.netns.NetworkNamespace;
import org.yett.tun.netns.Ping;

/**
 * Two network namespaces joined by a cable, a gateway process in each, and the kernel's own ping
 * and TCP through the tunnel. Everything is taken down at the end, whatever happened.
 */
final class NamespaceDemo implements AutoCloseable {
  private static final int PINGS = 10;
  private static final int PING_PAYLOAD = 56;
  private static final Duration PING_INTERVAL = Duration.ofMillis(20);
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  /** A loaded machine takes its time over starting two programs. */
  private static final Duration START = Duration.ofSeconds(60);

  private static final Duration TRANSFER = Duration.ofMillis(1000);
  private static final Duration WARM_UP = Duration.ofMillis(1000);
  private static final int TRANSFER_PORT = 5201;

  private final Path directory;
  private final List<NetworkNamespace> namespaces = new ArrayList<>();
  private final List<Process> gateways = new ArrayList<>();
  private boolean closed;

  /**
   * @param directory for configurations, logs and traces
   */
  NamespaceDemo(Path directory) {
    this.directory = directory;
  }

  DemoReport run(String reason) throws IOException, InterruptedException {
    Leftovers.sweep();
    buildNetwork();
    String key = DemoSettings.freshKey();
    startGateway(1, key);
    startGateway(0, key);
    awaitGateway(1);
    awaitGateway(0);
    initiate();

    HandshakeView handshake = HandshakeView.read(DemoFiles.trace(directory, 0));
    PingCount ipv4 = ping(DemoSettings.INNER_IPV4[1]);
    PingCount ipv6 = ping(DemoSettings.INNER_IPV6[1]);
    // Both gateways were started a moment ago: give their compilers something to look at first.
    transfer(DemoSettings.INNER_IPV4, WARM_UP);
    double tcp4 = transfer(DemoSettings.INNER_IPV4, TRANSFER);
    double tcp6 = transfer(DemoSettings.INNER_IPV6, TRANSFER);
    return new DemoReport(
        "namespaces",
        reason,
        handshake.established() && !listSas(1).isEmpty(),
        handshake.suite().orElse(""),
        handshake.espSuite().orElse(""),
        handshake.keyExchanges(),
        handshake.postQuantum(),
        handshake.handshakeMs(),
        handshake.messages(),
        ipv4.plus(ipv6),
        ipv4,
        ipv6,
        tcp4,
        tcp6,
        counted());
  }

  /** {@link #close} waits for the end of this, so that nothing is made after it. */
  private synchronized void buildNetwork() throws IOException {
    if (closed) {
      throw new IOException("the demo was interrupted");
    }
    String[] cable = {Leftovers.interfaceName("a"), Leftovers.interfaceName("b")};
    for (int end = 0; end < 2; end++) {
      namespaces.add(NetworkNamespace.create(Leftovers.namespaceName("demo" + end)));
    }
    try (Netlink netlink = Netlink.open()) {
      netlink.addVeth(cable[0], cable[1]);
      try {
        for (int end = 0; end < 2; end++) {
          netlink.moveToNamespace(cable[end], namespaces.get(end).name());
        }
      } catch (IOException e) {
        // An end that was moved already takes the other one with it when its namespace goes.
        netlink.deleteLink(cable[0]);
        throw e;
      }
    }
    for (int end = 0; end < 2; end++) {
      int here = end;
      namespaces
          .get(end)
          .run(() -> {
            try (Netlink netlink = Netlink.open()) {
              netlink.setUp("lo", true);
              netlink.addAddress("lo", IpPrefix.parse(DemoSettings.INNER_IPV4[here] + "/32"));
              netlink.addAddress("lo", IpPrefix.parse(DemoSettings.INNER_IPV6[here] + "/128"));
              netlink.addAddress(
                  cable[here], IpPrefix.parse(DemoSettings.OUTER_IPV4[here] + "/24"));
              netlink.setUp(cable[here], true);
              return Optional.empty();
            }
          });
    }
  }

  private void startGateway(int end, String key) throws IOException {
    String daemon =
        "yett {\n  plugins {\n    vici {\n      socket = unix://%s\n    }\n  }\n}\n"
            .formatted(DemoFiles.socket(directory, end));
    String text = DemoSettings.swanctl(end, DemoSettings.OUTER_IPV4, 500, "", key, daemon);
    Path config = DemoFiles.writeConfig(directory, end, text);
    List<String> command = new ArrayList<>();
    command.add(ProcessHandle.current().info().command().orElse("java"));
    // The same flags as ours: they name the start-up cache, if there is one.
    command.addAll(ManagementFactory.getRuntimeMXBean().getInputArguments());
    command.addAll(
        List.of(
            "-cp",
            System.getProperty("java.class.path"),
            Main.class.getName(),
            "gateway",
            "--config",
            config.toString(),
            "--trace",
            DemoFiles.trace(directory, end).toString()));
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(DemoFiles.log(directory, end).toFile());
    synchronized (this) {
      if (closed) {
        throw new IOException("the demo was interrupted");
      }
      // A child process begins in the network namespace of the thread that starts it.
      gateways.add(namespaces.get(end).run(builder::start));
    }
  }

  private void awaitGateway(int end) throws IOException, InterruptedException {
    Process process = gateways.get(1 - end);
    long deadline = System.nanoTime() + START.toNanos();
    while (System.nanoTime() < deadline && process.isAlive()) {
      if (Files.exists(DemoFiles.socket(directory, end))) {
        try (ViciClient client = ViciClient.connect(DemoFiles.socket(directory, end))) {
          client.request("version", ViciMessage.EMPTY);
          return;
        } catch (IOException e) {
          // Bound but not listening yet.
          Thread.onSpinWait();
        }
      }
      Thread.sleep(10);
    }
    throw new CommandFailure(
        ExitStatus.FAILED,
        "the %s's gateway did not come up:%n%s"
            .formatted(DemoFiles.end(end), Files.readString(DemoFiles.log(directory, end))));
  }

  private void initiate() throws IOException {
    try (ViciClient client = ViciClient.connect(DemoFiles.socket(directory, 0))) {
      ViciMessage answer =
          client.request(
              "initiate",
              ViciMessage.builder()
                  .put("ike", DemoSettings.CONNECTION)
                  .put("child", DemoSettings.CHILD)
                  .put("timeout", PATIENCE.toMillis())
                  .build());
      if (!answer.text("success").equals(Optional.of("yes"))) {
        throw new CommandFailure(
            ExitStatus.FAILED,
            "no tunnel: %s%n%s"
                .formatted(
                    answer.text("errmsg").orElse(""),
                    Files.readString(DemoFiles.log(directory, 0))));
      }
    }
  }

  private PingCount ping(String destination) throws IOException {
    Ping.Result result =
        namespaces
            .get(0)
            .run(() ->
                Ping.run(
                    InetAddress.getByName(destination),
                    PINGS,
                    PING_PAYLOAD,
                    PING_INTERVAL,
                    Duration.ofSeconds(1)));
    return new PingCount(PINGS, result.received());
  }

  /** Sends for a fixed time and counts what the receiver got. */
  private double transfer(String[] ends, Duration time) throws IOException, InterruptedException {
    InetAddress to = InetAddress.getByName(ends[1]);
    ServerSocket server = namespaces.get(1).run(() -> new ServerSocket(TRANSFER_PORT, 1, to));
    CompletableFuture<Double> received = new CompletableFuture<>();
    try (server) {
      server.setSoTimeout((int) PATIENCE.toMillis());
      Thread sink =
          Thread.ofPlatform()
              .daemon()
              .start(() -> {
                try (Socket connection = server.accept()) {
                  received.complete(drain(connection));
                } catch (IOException e) {
                  received.completeExceptionally(e);
                }
              });
      namespaces
          .get(0)
          .run(() -> {
            try (Socket connection = new Socket()) {
              connection.connect(
                  new InetSocketAddress(to, TRANSFER_PORT), (int) PATIENCE.toMillis());
              pour(connection, time);
            }
            return Optional.empty();
          });
      sink.join(PATIENCE);
      return received.orTimeout(1, TimeUnit.SECONDS).join();
    }
  }

  private static void pour(Socket connection, Duration time) throws IOException {
    byte[] octets = new byte[128 << 10];
    OutputStream out = connection.getOutputStream();
    long end = System.nanoTime() + time.toNanos();
    while (System.nanoTime() < end) {
      out.write(octets);
    }
  }

  private static double drain(Socket connection) throws IOException {
    byte[] octets = new byte[128 << 10];
    InputStream in = connection.getInputStream();
    long start = System.nanoTime();
    long total = 0;
    for (int n = in.read(octets); n >= 0; n = in.read(octets)) {
      total += n;
    }
    return DemoFiles.megabits(total, Duration.ofNanos(Math.max(1, System.nanoTime() - start)));
  }

  private EspCount counted() throws IOException {
    return listSas(0).stream()
        .flatMap(ikeSa -> ikeSa.sections().stream())
        .flatMap(named -> named.content().section("child-sas").stream())
        .flatMap(children -> children.sections().stream())
        .map(child ->
            new EspCount(
                number(child.content(), "packets-out"),
                number(child.content(), "packets-in"),
                number(child.content(), "bytes-out"),
                number(child.content(), "bytes-in")))
        .findFirst()
        .orElse(new EspCount(0, 0, 0, 0));
  }

  private static long number(ViciMessage message, String key) {
    return message.text(key).map(Long::parseLong).orElse(0L);
  }

  private List<ViciMessage> listSas(int end) throws IOException {
    List<ViciMessage> found = new ArrayList<>();
    try (ViciClient client = ViciClient.connect(DemoFiles.socket(directory, end))) {
      client.stream("list-sas", ViciMessage.EMPTY, "list-sa", found::add);
    }
    return found;
  }

  /** Ends the gateways and removes the namespaces; safe to call again and from any thread. */
  @Override
  public synchronized void close() {
    closed = true;
    gateways.forEach(Process::destroy);
    for (Process gateway : gateways) {
      try {
        if (!gateway.waitFor(4, TimeUnit.SECONDS)) {
          gateway.destroyForcibly().waitFor(2, TimeUnit.SECONDS);
        }
      } catch (InterruptedException e) {
        gateway.destroyForcibly();
        Thread.currentThread().interrupt();
      }
    }
    gateways.clear();
    try {
      closeEach(namespaces.stream().<Runnable>map(namespace -> namespace::close).toList());
    } finally {
      namespaces.clear();
    }
  }

  /** Runs each of them, whatever becomes of the others; the first failure is thrown at the end. */
  static void closeEach(List<Runnable> closers) {
    RuntimeException first = null;
    for (Runnable closer : closers) {
      try {
        closer.run();
      } catch (RuntimeException e) {
        if (first == null) {
          first = e;
        } else {
          first.addSuppressed(e);
        }
      }
    }
    if (first != null) {
      throw first;
    }
  }
}
