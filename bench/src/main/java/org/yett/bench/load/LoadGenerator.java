package org.yett.bench.load;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.IntConsumer;
import org.yett.bench.ends.Drive;
import org.yett.bench.ends.Ends;
import org.yett.ike.config.ChildConfig;
import org.yett.ike.config.ChildMode;
import org.yett.ike.config.ConnectionConfig;
import org.yett.ike.config.EndpointConfig;
import org.yett.ike.config.FragmentationMode;
import org.yett.ike.config.Identity;
import org.yett.ike.config.IdentityMatch;
import org.yett.ike.config.LocalAuth;
import org.yett.ike.config.RemoteAuth;
import org.yett.ike.config.StartAction;
import org.yett.ike.config.UniquePolicy;
import org.yett.ike.crypto.Secret;
import org.yett.ike.crypto.SystemRandomness;
import org.yett.ike.endpoint.Command;
import org.yett.ike.endpoint.Input;
import org.yett.ike.endpoint.JobRunner;
import org.yett.ike.endpoint.KeyTraces;
import org.yett.ike.endpoint.Output;
import org.yett.ike.event.Event;
import org.yett.ike.exchange.IkeEngine;
import org.yett.ike.negotiate.ProposalStrings;
import org.yett.ike.negotiate.ProposalSyntaxException;
import org.yett.ike.negotiate.SelectorSyntaxException;
import org.yett.ike.negotiate.SelectorTemplate;
import org.yett.ike.path.Encapsulation;
import org.yett.ike.path.Path;
import org.yett.ike.path.TransportAddress;
import org.yett.ike.wire.Octets;
import org.yett.spec.iana.ProtocolId;

/**
 * Yett's initiator on one thread and one socket, as fast as the responder answers. The same against
 * every responder. IKE SAs stay up until it is closed; then they are forgotten, not deleted.
 */
public final class LoadGenerator implements AutoCloseable {

  private static final int LARGEST = 65_507;
  private static final int MARKER = 4;
  private static final int BATCH = 64;
  private static final int BUFFER = 4 << 20;
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  private final DatagramChannel channel;
  private final Selector selector;
  private final Drive drive;
  private final Path path;
  private final ByteBuffer buffer = ByteBuffer.allocateDirect(LARGEST);
  private Instant wakeAt = Instant.MAX;
  private final LoadTarget target;
  private long tag;
  private int names;
  private int established;
  private int failed;
  private int underWay;
  private long datagrams;
  private Optional<IOException> broken = Optional.empty();

  /** Opens a socket and loads the connection. */
  public LoadGenerator(LoadTarget target) throws IOException {
    channel = DatagramChannel.open();
    channel.setOption(StandardSocketOptions.SO_RCVBUF, BUFFER);
    channel.bind(new InetSocketAddress(target.from(), 0));
    channel.configureBlocking(false);
    selector = Selector.open();
    SelectionKey registered = channel.register(selector, SelectionKey.OP_READ);
    if (!registered.isValid()) {
      throw new IOException("the socket cannot be watched");
    }
    int port = ((InetSocketAddress) channel.getLocalAddress()).getPort();
    path =
        new Path(
            new TransportAddress(target.from(), port),
            new TransportAddress(target.to(), target.port()),
            Encapsulation.UDP_NON_ESP_MARKER);
    byte[] key = target.secret().getBytes(StandardCharsets.UTF_8);
    drive =
        new Drive(
            IkeEngine.create(endpoint(port), new SystemRandomness(), KeyTraces.NONE),
            JobRunner.inline((ours, peer) -> Optional.of(Secret.copyOf(key))));
    this.target = target;
  }

  /**
   * Connections that have no IKE SA yet: under a name that has one, there would only be one more
   * Child SA. Those that stand keep what they were set up with.
   */
  private String freshName() {
    int number = names % BATCH;
    if (number == 0) {
      List<ConnectionConfig> fresh = new ArrayList<>();
      for (int i = 0; i < BATCH; i++) {
        fresh.add(connection(target, Ends.CONNECTION + "-" + (names + i)));
      }
      handle(new Input.Commanded(new Command.LoadConnections(fresh)));
    }
    return Ends.CONNECTION + "-" + names++;
  }

  private static EndpointConfig endpoint(int port) {
    EndpointConfig d = EndpointConfig.DEFAULT;
    return new EndpointConfig(
        d.shard(),
        d.retransmission(),
        d.fragmentation(),
        d.cookies(),
        d.limits(),
        Duration.ZERO,
        port,
        d.extensions(),
        d.window());
  }

  private static ConnectionConfig connection(LoadTarget target, String name) {
    try {
      return new ConnectionConfig(
          name,
          List.of(),
          List.of(),
          ProposalStrings.parseList(ProtocolId.IKE, target.proposal()),
          List.of(),
          new LocalAuth.Psk(Identity.fqdn(target.ours())),
          new RemoteAuth.Psk(new IdentityMatch.Exactly(Identity.fqdn(target.peer()))),
          List.of(
              new ChildConfig(
                  Ends.CHILD,
                  ProposalStrings.parseList(ProtocolId.ESP, "aes256gcm16"),
                  List.of(SelectorTemplate.parse(target.localNetwork())),
                  List.of(SelectorTemplate.parse(target.remoteNetwork())),
                  ChildMode.TUNNEL,
                  StartAction.NONE)),
          true,
          FragmentationMode.YES,
          UniquePolicy.NO,
          Duration.ZERO);
    } catch (ProposalSyntaxException | SelectorSyntaxException e) {
      throw new IllegalArgumentException(e);
    }
  }

  /**
   * Sets up IKE SAs, each with a Child SA.
   *
   * @param count how many
   * @param window how many at a time
   * @param progress told after each how many stand or have failed
   * @throws IOException if the socket fails, or nothing happens for two minutes
   */
  public LoadResult handshakes(int count, int window, IntConsumer progress) throws IOException {
    established = 0;
    failed = 0;
    long before = datagrams;
    long cpu = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    long start = System.nanoTime();
    int begun = 0;
    while (established + failed < count) {
      while (underWay < window && begun < count) {
        begun++;
        underWay++;
        handle(
            new Input.Commanded(
                new Command.Initiate(++tag, freshName(), Optional.of(Ends.CHILD), path)));
      }
      step();
      progress.accept(established + failed);
    }
    return result(before, cpu, start);
  }

  /** How many IKE SAs stand. */
  public int standing() {
    return (int) drive.endpoint().status().ikeSas().stream().filter(sa -> sa.established()).count();
  }

  /**
   * Rekeys all IKE SAs at once.
   *
   * @return of which {@link LoadResult#established} are the IKE SAs that were rekeyed
   */
  public LoadResult rekeyAll() throws IOException {
    established = 0;
    failed = 0;
    List<Command.RekeyIke> commands =
        drive.endpoint().status().ikeSas().stream()
            .map(sa -> new Command.RekeyIke(++tag, new Command.IkeTarget.ById(sa.id()), false))
            .toList();
    long before = datagrams;
    long cpu = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    long start = System.nanoTime();
    underWay = commands.size();
    for (Command.RekeyIke command : commands) {
      handle(new Input.Commanded(command));
    }
    while (underWay > 0) {
      step();
    }
    return result(before, cpu, start);
  }

  private LoadResult result(long datagramsBefore, long cpuBefore, long start) {
    return new LoadResult(
        established,
        failed,
        (System.nanoTime() - start) / 1e9,
        (ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - cpuBefore) / 1e9,
        datagrams - datagramsBefore);
  }

  /** Waits for what comes next, and deals with it. */
  private void step() throws IOException {
    Instant now = Instant.now();
    long wait = PATIENCE.toMillis();
    if (!wakeAt.equals(Instant.MAX)) {
      wait = Math.min(wait, Math.max(1, Duration.between(now, wakeAt).toMillis()));
    }
    int ready = selector.select(wait);
    selector.selectedKeys().clear();
    if (ready == 0 && wakeAt.equals(Instant.MAX)) {
      throw new IOException("nothing has happened for " + PATIENCE.toSeconds() + " s");
    }
    for (boolean more = ready > 0; more; ) {
      buffer.clear();
      more = channel.receive(buffer) != null;
      if (more) {
        received();
      }
    }
    if (!Instant.now().isBefore(wakeAt)) {
      handle(new Input.Timer());
    }
    if (broken.isPresent()) {
      throw broken.get();
    }
  }

  private void received() {
    buffer.flip();
    // ESP, and NAT keepalives, have no marker of four zero octets.
    if (buffer.remaining() > MARKER && buffer.getInt() == 0) {
      byte[] message = new byte[buffer.remaining()];
      buffer.get(message);
      handle(new Input.Datagram(path, Octets.wrap(message)));
    }
  }

  private void handle(Input input) {
    drive.handle(input, Instant.now(), this::carryOut);
  }

  private void carryOut(Output output) {
    switch (output) {
      case Output.Transmit transmit -> transmit(transmit);
      case Output.WakeAt wake -> wakeAt = wake.instant();
      case Output.Emit(Event.CommandFinished finished) -> {
        underWay--;
        if (finished.failure().isEmpty()) {
          established++;
        } else {
          failed++;
        }
      }
      case Output.InstallInbound install -> close(install.childSa());
      default -> {
        // Nobody watches, and no traffic follows.
      }
    }
  }

  private static void close(org.yett.ike.endpoint.ChildSa childSa) {
    childSa.inbound().encryption().close();
    childSa.inbound().integrity().close();
    childSa.outbound().encryption().close();
    childSa.outbound().integrity().close();
  }

  private void transmit(Output.Transmit transmit) {
    if (transmit.content() != Output.Content.IKE) {
      return;
    }
    buffer.clear();
    buffer.putInt(0).put(transmit.message().toArray()).flip();
    try {
      // A full socket buffer loses a datagram, as a network does.
      if (channel.send(buffer, new InetSocketAddress(path.remote().ip(), path.remote().port()))
          > 0) {
        datagrams++;
      }
    } catch (IOException e) {
      broken = Optional.of(e);
    }
  }

  @Override
  public void close() throws IOException {
    selector.close();
    channel.close();
  }
}
