package org.yett.gateway.datapath;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.IntFunction;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.yett.esp.DatapathEvents;
import org.yett.esp.Inbound;
import org.yett.esp.InboundVerdict;
import org.yett.esp.Outbound;
import org.yett.esp.OutboundVerdict;
import org.yett.esp.sad.InboundSa;
import org.yett.esp.sad.OutboundSa;
import org.yett.esp.sad.SaParameters;
import org.yett.esp.sad.Sad;
import org.yett.esp.selector.SelectorSet;
import org.yett.esp.spd.Action;
import org.yett.esp.spd.Policy;
import org.yett.esp.spd.Spd;
import org.yett.esp.spd.SpdEntry;
import org.yett.esp.transform.EspKeys;
import org.yett.esp.transform.EspSuite;
import org.yett.esp.transform.IvSource;
import org.yett.esp.transform.JcaTransforms;
import org.yett.gateway.datapath.InstalledChild.OuterRoute;
import org.yett.gateway.net.OuterNetwork;
import org.yett.gateway.net.OuterSocket;
import org.yett.gateway.net.OuterSocket.Kind;
import org.yett.ike.endpoint.ChildSa;
import org.yett.ike.endpoint.Input;
import org.yett.ike.path.Path;
import org.yett.ike.path.TransportAddress;
import org.yett.tun.PacketDevice;

/**
 * ESP between a packet device and the outer sockets: one thread for each socket that brings ESP,
 * one for the device, one that notes activity. Threads share immutable snapshots and take no locks
 * for a packet.
 */
public final class PacketDatapath implements Datapath {

  /** ESN cannot do without a window. */
  private static final int LEAST_WINDOW = 32;

  private static final Logger LOG = LoggerFactory.getLogger("org.yett.ESP");

  private final String kind;
  private final OuterNetwork network;
  private final PacketDevice device;
  private final Routing routing;
  private final Function<ChildSa, ChildPolicy> policies;
  private final PathMtus pathMtus;
  private final Consumer<Input> inputs;
  private final Sad sad = new Sad();
  private final Spd spd = new Spd();
  private final Lingering lingering = new Lingering(sad);
  private final Map<Integer, InstalledChild> children = new ConcurrentHashMap<>();
  private final Map<OutboundSa, InstalledChild> byOutbound = new ConcurrentHashMap<>();
  private final SecureRandom random = new SecureRandom();
  private final List<InboundWorker> inboundWorkers = new ArrayList<>();
  private final OutboundWorker outboundWorker;
  private final ActivityMonitor monitor;
  private final AtomicLong order = new AtomicLong();

  /**
   * Makes a datapath; {@link #start} sets it going.
   *
   * @param kind what the status calls it
   * @param network its sockets stay the caller's to close
   * @param device its own from now on
   * @param routing its own from now on
   * @param policies how each Child SA is to be treated
   * @param ike takes the IKE messages that come
   * @param inputs takes what the endpoint is to know; never blocks
   */
  public PacketDatapath(
      String kind,
      OuterNetwork network,
      PacketDevice device,
      Routing routing,
      Function<ChildSa, ChildPolicy> policies,
      IkeReceiver ike,
      Consumer<Input> inputs) {
    this.kind = kind;
    this.network = network;
    this.device = device;
    this.routing = routing;
    this.policies = policies;
    this.pathMtus = new PathMtus(routing);
    this.inputs = inputs;
    DatapathEvents events = new EndpointNotifier();
    DeviceWriter writer = new DeviceWriter(device);
    for (OuterSocket socket : network.sockets()) {
      Inbound pipeline = new Inbound(sad, events, inboundWorkers.size());
      inboundWorkers.add(new InboundWorker(socket, pipeline, writer, ike));
    }
    outboundWorker =
        new OutboundWorker(device, writer, new Outbound(spd, events, 0), byOutbound::get, pathMtus);
    monitor = new ActivityMonitor(children::values, inputs, pathMtus, lingering);
  }

  /** Starts all threads. */
  public void start() {
    inboundWorkers.forEach(InboundWorker::start);
    outboundWorker.start();
    monitor.start();
  }

  @Override
  public String kind() {
    return kind;
  }

  @Override
  public void installInbound(ChildSa childSa) {
    InstalledChild child;
    try {
      child = child(childSa);
    } finally {
      Translation.wipe(childSa.inbound());
      Translation.wipe(childSa.outbound());
    }
    lingering.forget(childSa.inboundSpi());
    if (!sad.install(child.inbound)) {
      child.inbound.close();
      child.outbound.close();
      throw new IllegalStateException("inbound SPI %08x is taken".formatted(childSa.inboundSpi()));
    }
    children.put(childSa.inboundSpi(), child);
  }

  /** Everything that can fail comes before the first copy of a key. */
  private InstalledChild child(ChildSa childSa) {
    EspSuite suite =
        Translation.suite(childSa.suite())
            .orElseThrow(
                () -> new IllegalArgumentException("ESP here cannot do " + childSa.suite()));
    OuterRoute route = outerRoute(childSa.path(), childSa.udpEncapsulated());
    SelectorSet selectors = Translation.selectors(childSa);
    boolean esn = childSa.suite().extendedSequenceNumbers();
    var encapsulation = Translation.encapsulation(childSa);
    long tag = childSa.id().value();
    ChildPolicy treatment = policies.apply(childSa);
    int asked = treatment.replayWindow();
    int window = esn ? Math.max(asked, LEAST_WINDOW) : asked;
    IntFunction<SaParameters> parameters =
        spi ->
            new SaParameters(
                spi,
                suite,
                esn,
                encapsulation,
                selectors,
                treatment.outerHeader(),
                Translation.limits(childSa.limits()),
                tag);
    EspKeys keysIn = Translation.keys(suite, childSa.inbound());
    EspKeys keysOut;
    try {
      keysOut = Translation.keys(suite, childSa.outbound());
    } catch (RuntimeException e) {
      keysIn.close();
      throw e;
    }
    var inbound =
        new InboundSa(
            parameters.apply(childSa.inboundSpi()),
            keysIn,
            JcaTransforms.platform(),
            window,
            inboundWorkers.size());
    var outbound =
        new OutboundSa(
            parameters.apply(childSa.outboundSpi()),
            keysOut,
            JcaTransforms.platform(),
            unpredictableIvs(),
            1,
            pathMtus.towards(route.remote().getAddress()));
    var policy = new Policy(childSa.connection() + "/" + childSa.name());
    return new InstalledChild(childSa, inbound, outbound, policy, route);
  }

  @Override
  public void activateOutbound(ChildSa childSa) {
    InstalledChild child = children.get(childSa.inboundSpi());
    if (child == null || child.outboundActive()) {
      return;
    }
    byOutbound.put(child.outbound, child);
    child.policy.activate(child.outbound);
    // The newest comes first, so that the successor of a rekeyed SA wins over it at one stroke.
    SpdEntry entry =
        new SpdEntry(
            (int) -order.incrementAndGet(),
            child.outbound.parameters().selectors(),
            new Action.Protect(child.policy));
    spd.add(entry);
    child.entry = Optional.of(entry);
    routing.add(child.childSa);
  }

  @Override
  public void update(int inboundSpi, Path path, boolean udpEncapsulated) {
    InstalledChild child = children.get(inboundSpi);
    if (child != null) {
      child.route = outerRoute(path, udpEncapsulated);
      pathMtus.update(child);
    }
  }

  @Override
  public void removeOutbound(int inboundSpi) {
    InstalledChild child = children.get(inboundSpi);
    if (child != null) {
      endOutbound(child);
    }
  }

  private void endOutbound(InstalledChild child) {
    child.entry.ifPresent(entry -> {
      routing.remove(child.childSa);
      spd.remove(entry);
      child.policy.deactivate(child.outbound);
      byOutbound.remove(child.outbound);
    });
    child.entry = Optional.empty();
    child.outbound.close();
  }

  @Override
  public void remove(int inboundSpi) {
    InstalledChild child = children.remove(inboundSpi);
    if (child == null) {
      return;
    }
    endOutbound(child);
    boolean succeeded =
        children.values().stream()
            .anyMatch(other -> other.isSameChildAs(child) && other.outboundActive());
    if (succeeded) {
      lingering.add(child.inbound, System.nanoTime());
    } else {
      sad.remove(inboundSpi);
      child.inbound.close();
    }
  }

  @Override
  public void addAddress(InetAddress address) {
    routing.addAddress(address);
  }

  @Override
  public void removeAddress(InetAddress address) {
    routing.removeAddress(address);
  }

  @Override
  public Optional<SaTraffic> traffic(int inboundSpi) {
    return Optional.ofNullable(children.get(inboundSpi)).map(InstalledChild::traffic);
  }

  @Override
  public DatapathCounters counters() {
    return new DatapathCounters(
        inbound(InboundVerdict.UNKNOWN_SPI),
        inbound(InboundVerdict.TRUNCATED)
            + inbound(InboundVerdict.MALFORMED)
            + inboundWorkers.stream().mapToLong(InboundWorker::malformedDatagrams).sum(),
        inbound(InboundVerdict.BAD_ICV),
        inbound(InboundVerdict.REPLAYED),
        inbound(InboundVerdict.SELECTOR_MISMATCH),
        outboundWorker.count(OutboundVerdict.NO_SA)
            + outboundWorker.count(OutboundVerdict.DISCARDED),
        outboundWorker.sendErrors());
  }

  @Override
  public void close() {
    monitor.close();
    // While the device is there: routes go with it, and could not be deleted after it.
    List.copyOf(children.keySet()).forEach(this::remove);
    lingering.clear();
    routing.close();
    device.close();
    outboundWorker.join();
    network.close();
    inboundWorkers.forEach(InboundWorker::join);
  }

  private long inbound(InboundVerdict verdict) {
    return inboundWorkers.stream().mapToLong(worker -> worker.count(verdict)).sum();
  }

  private OuterRoute outerRoute(Path path, boolean udpEncapsulated) {
    OuterSocket socket =
        network
            .socket(udpEncapsulated ? Kind.NAT_TRAVERSAL : Kind.ESP, path.remote().isIpv6())
            .orElseThrow(() -> new IllegalStateException("no socket for ESP on " + path));
    InetAddress remote = path.remote().ip();
    int port = udpEncapsulated ? path.remote().port() : 0;
    return new OuterRoute(socket, path.local().ip(), new InetSocketAddress(remote, port));
  }

  private IvSource unpredictableIvs() {
    return (sequence, buffer, offset, length) -> {
      byte[] iv = new byte[length];
      random.nextBytes(iv);
      System.arraycopy(iv, 0, buffer, offset, length);
    };
  }

  /** Tells the endpoint what packets reveal. Called in the middle of a batch, from any worker. */
  private final class EndpointNotifier implements DatapathEvents {
    @Override
    public void firstPacket(InboundSa sa) {
      inputs.accept(new Input.DatapathEvent.FirstInbound(sa.spi()));
    }

    @Override
    public void softLimit(InboundSa sa) {
      inputs.accept(new Input.DatapathEvent.LimitReached(sa.spi(), false));
    }

    @Override
    public void hardLimit(InboundSa sa) {
      inputs.accept(new Input.DatapathEvent.LimitReached(sa.spi(), true));
    }

    @Override
    public void softLimit(OutboundSa sa) {
      limit(sa, false);
    }

    @Override
    public void hardLimit(OutboundSa sa) {
      limit(sa, true);
    }

    @Override
    public void sequenceExhausted(OutboundSa sa) {
      limit(sa, true);
    }

    @Override
    public void originChanged(InboundSa sa, Object origin) {
      InstalledChild child = children.get(sa.spi());
      if (child != null && child.childSa.udpEncapsulated()) {
        TransportAddress now = OuterNetwork.transportAddress((InetSocketAddress) origin);
        inputs.accept(new Input.DatapathEvent.PeerAddressChanged(sa.spi(), now));
      }
    }

    @Override
    public void synchronizationLost(InboundSa sa, byte[] buffer, int offset, int length) {
      LOG.warn("{}: a long row of packets failed the integrity check", sa);
    }

    private void limit(OutboundSa sa, boolean hard) {
      InstalledChild child = byOutbound.get(sa);
      if (child != null) {
        inputs.accept(new Input.DatapathEvent.LimitReached(child.inbound.spi(), hard));
      }
    }
  }
}
