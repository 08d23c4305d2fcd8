package org.yett.gateway.demo;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.yett.gateway.cli.CommandFailure;
import org.yett.gateway.cli.ExitStatus;
import org.yett.gateway.cli.ProgramVersion;
import org.yett.gateway.config.ConfigLoader;
import org.yett.gateway.config.ConfigResult;
import org.yett.gateway.control.ChildSaStatus;
import org.yett.gateway.control.ControlLog;
import org.yett.gateway.control.DaemonInfo;
import org.yett.gateway.control.InitiateRequest;
import org.yett.gateway.control.Outcome;
import org.yett.gateway.demo.DemoReport.EspCount;
import org.yett.gateway.demo.DemoReport.PingCount;
import org.yett.gateway.runtime.Endpoints;
import org.yett.gateway.runtime.EventTrace;
import org.yett.gateway.runtime.Gateway;
import org.yett.gateway.runtime.Platform;
import org.yett.tun.MemoryDevice;
import org.yett.tun.PacketDevice;

/**
 * The same two gateways in one process: real UDP datagrams over the loopback interface, real ESP,
 * but inner packets between hosts in memory. Needs neither root nor Linux.
 */
final class EmbeddedDemo {
  private static final int INNER_MTU = 1400;
  private static final int QUEUE = 1024;
  private static final int PINGS = 10;
  private static final int PING_PAYLOAD = 56;
  private static final long TRANSFER_OCTETS = 32L << 20;
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private final Path directory;

  /**
   * @param directory for configurations and traces
   */
  EmbeddedDemo(Path directory) {
    this.directory = directory;
  }

  DemoReport run(String reason) throws IOException, InterruptedException {
    InetAddress loopback = InetAddress.getLoopbackAddress();
    String[] addresses = {loopback.getHostAddress(), loopback.getHostAddress()};
    String key = DemoSettings.freshKey();
    MemoryDevice.Pair left = MemoryDevice.pair("host-a", "gateway-a", INNER_MTU, QUEUE);
    MemoryDevice.Pair right = MemoryDevice.pair("host-b", "gateway-b", INNER_MTU, QUEUE);
    // Neither end can send ESP in IP without privileges.
    String encapsulated = "    encap = yes\n";
    try (MemoryHost hostA = new MemoryHost("host-a", left.left());
        MemoryHost hostB = new MemoryHost("host-b", right.left());
        Gateway responder = gateway(1, addresses, 500, encapsulated, key, loopback, right.right());
        Gateway initiator =
            gateway(
                0,
                addresses,
                responder.natTraversalPort(),
                encapsulated,
                key,
                loopback,
                left.right())) {
      Path trace = DemoFiles.trace(directory, 0);
      try (EventTrace events = EventTrace.open(Optional.of(trace));
          Gateway.Subscription tapped = initiator.tap(events)) {
        initiate(initiator);
        HandshakeView handshake = HandshakeView.read(trace);
        PingCount ipv4 = ping(hostA, DemoSettings.INNER_IPV4);
        PingCount ipv6 = ping(hostA, DemoSettings.INNER_IPV6);
        double tcp4 = transfer(hostA, hostB, DemoSettings.INNER_IPV4);
        double tcp6 = transfer(hostA, hostB, DemoSettings.INNER_IPV6);
        return new DemoReport(
            "embedded",
            reason,
            handshake.established(),
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
            counted(initiator));
      }
    }
  }

  private Gateway gateway(
      int end,
      String[] addresses,
      int remotePort,
      String more,
      String key,
      InetAddress address,
      PacketDevice device)
      throws IOException {
    String text = DemoSettings.swanctl(end, addresses, remotePort, more, key, "");
    Path file = DemoFiles.writeConfig(directory, end, text);
    return switch (ConfigLoader.load(file)) {
      case ConfigResult.Loaded loaded ->
          Gateway.start(
              DaemonInfo.here("yett", ProgramVersion.text()),
              loaded.config(),
              Platform.embedded(address, 0, 0, device),
              Endpoints.standard(),
              () -> ConfigLoader.load(file));
      case ConfigResult.Rejected rejected ->
          throw new CommandFailure(
              ExitStatus.INTERNAL, "the demo's own configuration: " + rejected.diagnostics());
    };
  }

  private static void initiate(Gateway initiator) throws InterruptedException {
    try {
      Outcome outcome =
          initiator
              .initiate(
                  new InitiateRequest(
                      Optional.of(DemoSettings.CONNECTION), Optional.of(DemoSettings.CHILD)),
                  ControlLog.NONE)
              .get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
      if (!(outcome instanceof Outcome.Done)) {
        throw new CommandFailure(ExitStatus.FAILED, "no tunnel: " + outcome);
      }
    } catch (ExecutionException e) {
      throw new CommandFailure(ExitStatus.FAILED, "no tunnel: " + e.getCause());
    } catch (TimeoutException e) {
      throw new CommandFailure(
          ExitStatus.FAILED, "no tunnel within " + PATIENCE.toSeconds() + " s");
    }
  }

  private static PingCount ping(MemoryHost host, String[] ends)
      throws IOException, InterruptedException {
    int received =
        host.ping(
            InetAddress.getByName(ends[0]),
            InetAddress.getByName(ends[1]),
            PINGS,
            PING_PAYLOAD,
            PATIENCE);
    return new PingCount(PINGS, received);
  }

  private static double transfer(MemoryHost from, MemoryHost to, String[] ends)
      throws IOException, InterruptedException {
    long before = to.received();
    Duration took =
        from.transfer(
            InetAddress.getByName(ends[0]),
            InetAddress.getByName(ends[1]),
            TRANSFER_OCTETS,
            PATIENCE);
    return took.isNegative() || to.received() - before != TRANSFER_OCTETS
        ? 0
        : DemoFiles.megabits(TRANSFER_OCTETS, took);
  }

  private static EspCount counted(Gateway gateway) {
    return gateway.ikeSas().stream()
        .flatMap(ikeSa -> ikeSa.children().stream())
        .map(EmbeddedDemo::counted)
        .findFirst()
        .orElse(new EspCount(0, 0, 0, 0));
  }

  private static EspCount counted(ChildSaStatus child) {
    return new EspCount(
        child.outbound().packets(),
        child.inbound().packets(),
        child.outbound().bytes(),
        child.inbound().bytes());
  }
}
