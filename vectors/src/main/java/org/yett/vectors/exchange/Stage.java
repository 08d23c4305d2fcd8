package org.yett.vectors.exchange;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.yett.ike.config.CookieConfig;
import org.yett.ike.config.EndpointConfig;
import org.yett.ike.config.FragmentationMode;
import org.yett.ike.config.ResumptionConfig;
import org.yett.ike.config.RetransmissionConfig;
import org.yett.ike.endpoint.Output;
import org.yett.ike.path.Path;
import org.yett.ike.path.TransportAddress;
import org.yett.ike.sim.EndpointFactory;
import org.yett.ike.sim.Pair;
import org.yett.ike.sim.PairConfig;
import org.yett.ike.sim.SimDatagram;
import org.yett.ike.sim.SimHost;
import org.yett.ike.wire.Octets;
import org.yett.vectors.primitive.VectorFormatException;

/** Plays the conversation of a vector between two hosts, or between one and what is recorded. */
final class Stage {

  private static final String OTHER_LOCAL = "10.3.0.0/16";
  private static final String OTHER_REMOTE = "10.4.0.0/16";

  private final ExchangeVector vector;
  private final Pair pair;
  private final Stagehand initiatorEdits;
  private final Stagehand responderEdits;
  private final List<DatagramValue> datagrams = new ArrayList<>();
  private final Hearing hearing = new Hearing();
  private final List<VectorRandomness> randomness = new ArrayList<>();
  private boolean linkUp = true;

  /** The set-up of a vector, with the draws that it records, or from its seed. */
  Stage(ExchangeVector vector, boolean recorded) {
    this.vector = vector;
    initiatorEdits = new Stagehand(Host.INITIATOR, vector.initiator(), vector.edits());
    responderEdits = new Stagehand(Host.RESPONDER, vector.responder(), vector.edits());
    List<String> order = List.of(Host.INITIATOR, Host.RESPONDER);
    EndpointFactory factory =
        (config, _, traces, seam, transitions) -> {
          String host = order.get(randomness.size());
          VectorRandomness source =
              recorded
                  ? VectorRandomness.recorded(host, vector.random())
                  : VectorRandomness.seeded(host, vector.seed());
          randomness.add(source);
          return EndpointFactory.STANDARD.create(
              config, source, hearing.of(host, traces), seam, transitions);
        };
    pair =
        Pair.builder(vector.seed())
            .factory(factory)
            .initiator(config -> setUp(config, Host.INITIATOR, initiatorEdits))
            .responder(config -> setUp(config, Host.RESPONDER, responderEdits))
            .build();
    pair.simulation().onPath(this::onPath);
  }

  private void setUp(PairConfig config, String host, Stagehand edits) {
    HostSetup setup = vector.setup(host);
    HostSetup peer = vector.setup(Host.other(host));
    boolean initiates = host.equals(Host.INITIATOR);
    config
        .credentials(others ->
            StageCredentials.of(others, setup, peer, () -> randomness(host).scoped("signature")))
        .connection(connection -> StageAuth.change(connection, setup, peer))
        .address(setup.address())
        .identity(setup.identity())
        .psk(new String(HexFormat.of().parseHex(setup.psk()), StandardCharsets.UTF_8))
        .ikeProposals(setup.ike())
        .espProposals(setup.esp())
        .selectors(setup.localSelectors(), setup.remoteSelectors())
        .fragmentation(fragmentation(setup.fragmentation()))
        .fragmentSize(setup.datagram())
        .seam(edits);
    for (String option : setup.options()) {
      switch (option) {
        case "cookies" -> config.endpoint(endpoint -> endpoint.withCookies(CookieConfig.ALWAYS));
        case "childless",
            "ppk",
            "ppk-intermediate",
            "ppk-creation",
            "ppk-required",
            "transcript",
            "eap-mschapv2",
            "eap-md5" -> {
          // Of the connection.
        }
        case "clear-payload" -> {
          // Of the stagehand.
        }
        case "resumption" -> config.endpoint(Stage::resuming);
        case "encapsulate" -> config.forceUdpEncapsulation();
        case "nat" -> config.behindNat();
        case "second-child" ->
            config.secondChild(
                initiates ? OTHER_LOCAL : OTHER_REMOTE, initiates ? OTHER_REMOTE : OTHER_LOCAL);
        case "impatient" ->
            config.endpoint(endpoint ->
                endpoint.withRetransmission(
                    new RetransmissionConfig(
                        Duration.ofSeconds(1), 1.0, 1, 0.0, Optional.empty())));
        default -> throw new VectorFormatException("unknown option: " + option);
      }
    }
  }

  private static EndpointConfig resuming(EndpointConfig endpoint) {
    return endpoint.withExtensions(endpoint.extensions().withResumption(ResumptionConfig.ON));
  }

  private static FragmentationMode fragmentation(String word) {
    return switch (word) {
      case "yes" -> FragmentationMode.YES;
      case "accept" -> FragmentationMode.ACCEPT;
      case "force" -> FragmentationMode.FORCE;
      case "no" -> FragmentationMode.NO;
      default -> throw new VectorFormatException("unknown mode of fragmentation: " + word);
    };
  }

  /** Plays the script with both hosts. */
  Stage play() {
    for (Action action : vector.script()) {
      runTo(action.at());
      act(action);
    }
    return this;
  }

  /**
   * Plays the script with one host; what the other one sent is taken from the vector.
   *
   * @param host the host that really runs
   */
  Stage playAs(String host) {
    SimHost silent = host(Host.other(host));
    silent.crash();
    for (DatagramValue datagram : vector.datagrams()) {
      if (!datagram.from().equals(host) && !datagram.fate().equals("lost")) {
        pair.simulation().after(Duration.ofNanos(1000 * datagram.at()), () -> inject(datagram));
      }
    }
    for (Action action : vector.script()) {
      runTo(action.at());
      boolean own = action.host().equals(host);
      if (own || action.what().startsWith("link-") || action.what().equals("end")) {
        act(action);
      }
    }
    return this;
  }

  private void inject(DatagramValue datagram) {
    String octets = datagram.arrived().isEmpty() ? datagram.octets() : datagram.arrived();
    pair.simulation()
        .inject(
            datagram(
                address(datagram.source()), address(datagram.destination()), Octets.ofHex(octets)));
  }

  private static SimDatagram datagram(
      TransportAddress source, TransportAddress destination, Octets octets) {
    boolean marker = source.port() != Path.IKE_PORT && destination.port() != Path.IKE_PORT;
    return new SimDatagram(source, destination, marker, Output.Content.IKE, octets);
  }

  private static TransportAddress address(String text) {
    int colon = text.lastIndexOf(':');
    return new TransportAddress(
        java.net.InetAddress.ofLiteral(text.substring(0, colon)),
        Integer.parseInt(text.substring(colon + 1)));
  }

  private void runTo(long milliseconds) {
    Duration wait = Duration.ofMillis(milliseconds).minus(pair.simulation().elapsed());
    if (wait.isPositive()) {
      pair.simulation().runFor(wait);
    }
  }

  private void act(Action action) {
    SimHost host = host(action.host());
    switch (action.what()) {
      case "initiate" -> pair.initiate(host);
      case "initiate-other" -> pair.initiate(host, PairConfig.SECOND_CHILD);
      case "rekey-ike" -> pair.rekeyIke(host);
      case "rekey-child" -> pair.rekeyChild(host);
      case "terminate" -> pair.terminate(host);
      case "terminate-child" -> pair.terminateChild(host);
      case "check-liveness" -> pair.checkLiveness(host);
      case "link-down" -> linkUp = false;
      case "link-up" -> linkUp = true;
      case "inject" -> {
        Path path = pair.pathFrom(pair.peerOf(host));
        pair.simulation()
            .inject(datagram(path.local(), path.remote(), Octets.ofHex(action.octets())));
      }
      case "end" -> {
        // The time has been spent already.
      }
      default -> throw new VectorFormatException("unknown action: " + action.what());
    }
  }

  private List<SimDatagram> onPath(SimDatagram datagram) {
    if (datagram.content() != Output.Content.IKE) {
      return List.of(datagram);
    }
    boolean initiates = datagram.source().ip().equals(pair.initiator().seenAddress());
    String host = initiates ? Host.INITIATOR : Host.RESPONDER;
    SimDatagram passed = (initiates ? initiatorEdits : responderEdits).pass(datagram);
    boolean altered = !passed.octets().equals(datagram.octets());
    datagrams.add(
        new DatagramValue(
            datagrams.size() + 1,
            pair.simulation().elapsed().toNanos() / 1000,
            host,
            text(datagram.source()),
            text(datagram.destination()),
            linkUp ? (altered ? "altered" : "sent") : "lost",
            datagram.octets().hex(),
            altered && linkUp ? passed.octets().hex() : ""));
    return linkUp ? List.of(passed) : List.of();
  }

  private static String text(TransportAddress address) {
    return address.ip().getHostAddress() + ":" + address.port();
  }

  /** The vector that is played. */
  ExchangeVector vector() {
    return vector;
  }

  /** A host. */
  SimHost host(String name) {
    return name.equals(Host.INITIATOR) ? pair.initiator() : pair.responder();
  }

  /** The IKE datagrams sent so far. */
  List<DatagramValue> datagrams() {
    return List.copyOf(datagrams);
  }

  /** What was derived so far. */
  Hearing hearing() {
    return hearing;
  }

  /** What was drawn so far. */
  List<RandomValue> drawn() {
    return randomness.stream().flatMap(source -> source.drawn().stream()).toList();
  }

  /** The randomness of a host. */
  VectorRandomness randomness(String host) {
    return randomness.get(host.equals(Host.INITIATOR) ? 0 : 1);
  }

  /** Whether every edit found its message. */
  boolean allEditsMade() {
    return initiatorEdits.applied() == initiatorEdits.wanted()
        && responderEdits.applied() == responderEdits.wanted();
  }

  /** What must never happen in any conversation, and did. */
  List<String> violations() {
    return pair.simulation().violations();
  }
}
