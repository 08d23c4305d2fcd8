package org.yett.features.pair;

import java.net.InetAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import org.yett.features.subject.Arrangement;
import org.yett.features.subject.Datagram;
import org.yett.features.subject.HeardDraws;
import org.yett.features.subject.HeardKeys;
import org.yett.features.subject.Interception;
import org.yett.features.subject.Subject;
import org.yett.features.subject.Testbed;
import org.yett.features.subject.Violation;
import org.yett.ike.config.CookieConfig;
import org.yett.ike.config.EndpointConfig;
import org.yett.ike.config.FragmentationMode;
import org.yett.ike.config.Limits;
import org.yett.ike.config.RetransmissionConfig;
import org.yett.ike.config.UniquePolicy;
import org.yett.ike.crypto.Randomness;
import org.yett.ike.endpoint.IkeEndpoint;
import org.yett.ike.endpoint.Input;
import org.yett.ike.endpoint.KeyTraces;
import org.yett.ike.endpoint.OutgoingSeam;
import org.yett.ike.endpoint.Output;
import org.yett.ike.exchange.Transitions;
import org.yett.ike.keys.KeyStep;
import org.yett.ike.keys.KeyTrace;
import org.yett.ike.path.Path;
import org.yett.ike.path.TransportAddress;
import org.yett.ike.sim.EndpointFactory;
import org.yett.ike.sim.Pair;
import org.yett.ike.sim.PairConfig;
import org.yett.ike.sim.SimDatagram;
import org.yett.ike.sim.SimHost;
import org.yett.ike.sim.Tampering;
import org.yett.ike.wire.Octets;
import org.yett.ike.wire.Side;

/** Two endpoints of ours in virtual time. */
public final class PairTestbed implements Testbed {

  private final Pair pair;
  private final Map<Side, Subject> subjects = new EnumMap<>(Side.class);
  private final Map<Side, TraceOfSecrets> traces = new EnumMap<>(Side.class);
  private final Map<Side, HeardDraws> draws = new EnumMap<>(Side.class);
  private final Map<Side, List<Tampering>> tamperings = new EnumMap<>(Side.class);
  private final List<Datagram> sent = new ArrayList<>();
  private final List<Interception> interceptions = new ArrayList<>();

  /**
   * A pair of ends.
   *
   * @param seed everything that happens follows from it
   * @param initiator how the initiator is configured
   * @param responder how the responder is configured
   */
  public PairTestbed(long seed, Arrangement initiator, Arrangement responder) {
    for (Side side : Side.values()) {
      traces.put(side, new TraceOfSecrets());
    }
    pair =
        Pair.builder(seed)
            .factory(this::hearing)
            .initiator(config -> arrange(config, Side.INITIATOR, initiator))
            .responder(config -> arrange(config, Side.RESPONDER, responder))
            .build();
    subjects.put(Side.INITIATOR, new PairSubject(pair, pair.initiator()));
    subjects.put(Side.RESPONDER, new PairSubject(pair, pair.responder()));
    pair.simulation().onPath(this::onPath);
    initiator.knownMtu().ifPresent(octets -> tellPathMtu(Side.INITIATOR, octets));
    responder.knownMtu().ifPresent(octets -> tellPathMtu(Side.RESPONDER, octets));
  }

  @Override
  public void tellPathMtu(Side side, int octets) {
    SimHost host = side == Side.INITIATOR ? pair.initiator() : pair.responder();
    TransportAddress peer = new TransportAddress(pair.peerOf(host).seenAddress(), Path.IKE_PORT);
    pair.simulation().feed(host, new Input.PathEvent.PathMtu(peer, octets));
  }

  private IkeEndpoint hearing(
      EndpointConfig config,
      Randomness randomness,
      KeyTraces theirs,
      OutgoingSeam seam,
      Transitions transitions) {
    KeyTraces both =
        (ikeSa, role) -> {
          KeyTrace first = theirs.of(ikeSa, role);
          KeyTrace second = traces.get(role);
          return (KeyStep step) -> {
            first.step(step);
            second.step(step);
          };
        };
    // The initiator's endpoint is made first.
    Side side = draws.isEmpty() ? Side.INITIATOR : Side.RESPONDER;
    RecordedRandomness.Draws ofSide = new RecordedRandomness.Draws();
    draws.put(side, ofSide);
    return EndpointFactory.STANDARD.create(
        config, new RecordedRandomness(randomness, ofSide), both, seam, transitions);
  }

  private void arrange(PairConfig config, Side side, Arrangement arrangement) {
    config.ikeProposals(arrangement.proposals()).psk(arrangement.preSharedKey());
    config.fragmentation(
        switch (arrangement.fragmentation()) {
          case WHEN_NEEDED -> FragmentationMode.YES;
          case ALWAYS -> FragmentationMode.FORCE;
          case NOT_SUPPORTED -> FragmentationMode.NO;
        });
    arrangement.childProposals().ifPresent(config::espProposals);
    // The waits that scenarios name are those of strongSwan.
    config.endpoint(endpoint -> endpoint.withRetransmission(RetransmissionConfig.STRONGSWAN));
    arrangement.largestDatagram().ifPresent(config::fragmentSize);
    arrangement
        .fragmentLifetime()
        .ifPresent(time ->
            config.endpoint(
                endpoint -> endpoint.withLimits(withFragmentLifetime(endpoint.limits(), time))));
    if (arrangement.isIdentityElsewhere()) {
      config.unique(UniquePolicy.NEVER);
    }
    if (arrangement.demandsCookies()) {
      config.endpoint(endpoint -> endpoint.withCookies(CookieConfig.ALWAYS));
    }
    if (arrangement.isBehindNat()) {
      config.behindNat();
    }
    if (arrangement.isIpv6()) {
      config.address(side == Side.INITIATOR ? "2001:db8:1::1" : "2001:db8:2::2");
    }
    PairAbilities.arrange(config, arrangement.abilities());
    List<Tampering> ofSide = new ArrayList<>();
    for (Violation violation : arrangement.violations()) {
      ofSide.add(
          new Tampering()
              .on(
                  violation.exchange(),
                  violation.response(),
                  violation.ordinal(),
                  violation.edit()));
    }
    tamperings.put(side, ofSide);
    config.seam(draft -> {
      var edited = draft;
      for (Tampering tampering : ofSide) {
        edited = tampering.edit(edited);
      }
      return edited;
    });
  }

  private static Limits withFragmentLifetime(Limits limits, Duration lifetime) {
    return new Limits(
        limits.halfOpen(),
        limits.halfOpenPerAddress(),
        limits.halfOpenLifetime(),
        lifetime,
        limits.intermediateExchanges(),
        limits.saInitRestarts());
  }

  private List<SimDatagram> onPath(SimDatagram datagram) {
    if (datagram.content() != Output.Content.IKE) {
      return List.of(datagram);
    }
    Datagram seen =
        new Datagram(
            pair.simulation().elapsed(),
            senderAt(datagram.source().ip()),
            datagram.source(),
            datagram.destination(),
            datagram.marker(),
            datagram.octets());
    sent.add(seen);
    List<Datagram> going = List.of(seen);
    for (Interception interception : interceptions) {
      going = going.stream().flatMap(d -> interception.intercept(d).stream()).toList();
    }
    return going.stream().map(PairTestbed::simulated).toList();
  }

  private Side senderAt(InetAddress source) {
    // The initiator may move.
    return source.equals(pair.responder().seenAddress()) ? Side.RESPONDER : Side.INITIATOR;
  }

  private static SimDatagram simulated(Datagram datagram) {
    return new SimDatagram(
        datagram.source(),
        datagram.destination(),
        datagram.marker(),
        Output.Content.IKE,
        datagram.octets());
  }

  @Override
  public Subject subject(Side side) {
    return subjects.get(side);
  }

  @Override
  public HeardKeys keysOf(Side side) {
    return traces.get(side);
  }

  @Override
  public HeardDraws drawsOf(Side side) {
    return draws.get(side);
  }

  @Override
  public List<Datagram> sent() {
    return List.copyOf(sent);
  }

  @Override
  public void intercept(Interception interception) {
    interceptions.add(interception);
  }

  @Override
  public void inject(Datagram datagram) {
    pair.simulation().inject(simulated(datagram));
  }

  @Override
  public Datagram inTheNameOf(Side side, Octets octets) {
    return sent.stream()
        .filter(datagram -> datagram.sender() == side)
        .reduce((first, second) -> second)
        .orElseThrow(() -> new IllegalStateException("the " + side + " has sent nothing yet"))
        .with(octets);
  }

  @Override
  public void after(Duration delay, Runnable what) {
    pair.simulation().after(delay, what);
  }

  @Override
  public void pass(Duration duration) {
    pair.simulation().runFor(duration);
  }

  @Override
  public boolean passUntil(BooleanSupplier condition, Duration limit) {
    return pair.simulation().runUntil(condition, limit);
  }

  @Override
  public List<String> disagreements() {
    return pair.disagreements();
  }

  @Override
  public List<String> violations() {
    return pair.simulation().violations();
  }

  @Override
  public List<String> unusedViolations() {
    List<String> unused = new ArrayList<>();
    tamperings.forEach((side, ofSide) -> {
      for (int i = 0; i < ofSide.size(); i++) {
        if (ofSide.get(i).applied() == 0) {
          unused.add("violation " + (i + 1) + " of the " + side);
        }
      }
    });
    return unused;
  }

  @Override
  public String transcript() {
    return pair.simulation().transcript().toString();
  }
}
