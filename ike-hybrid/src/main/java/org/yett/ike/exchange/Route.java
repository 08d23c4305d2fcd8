package org.yett.ike.exchange;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.yett.ike.endpoint.Output;
import org.yett.ike.event.Event;
import org.yett.ike.event.IkeSaId;
import org.yett.ike.path.Encapsulation;
import org.yett.ike.path.Path;
import org.yett.ike.path.TransportAddress;
import org.yett.ike.wire.Octets;
import org.yett.ike.wire.Side;
import org.yett.spec.Clause;

/** The way to the peer of one IKE SA: NATs on it, the move to port 4500, keepalives. */
final class Route {

  private static final Octets KEEPALIVE = Octets.wrap(new byte[] {(byte) 0xff});

  private final EndpointContext context;
  private final IkeSaId id;
  private final Side side;
  private Path path;
  private boolean natTraversal;
  private boolean mobike;
  private boolean natLocal;
  private boolean natRemote;
  private boolean forced;
  private boolean established;
  private Instant lastSent;
  private Runnable moved = () -> {};

  Route(EndpointContext context, IkeSaId id, Side side, Path path) {
    this.context = context;
    this.id = id;
    this.side = side;
    this.path = path;
    this.lastSent = context.now();
  }

  /** Takes over what the old IKE SA knew of the way. */
  void inherit(Route old) {
    path = old.path;
    natTraversal = old.natTraversal;
    mobike = old.mobike;
    natLocal = old.natLocal;
    natRemote = old.natRemote;
    forced = old.forced;
    lastSent = old.lastSent;
  }

  Path path() {
    return path;
  }

  /** Whether we are behind a NAT. */
  boolean natLocal() {
    return natLocal;
  }

  /** Whether the peer is behind a NAT. */
  boolean natRemote() {
    return natRemote;
  }

  /** Whether ESP goes in UDP. */
  @Clause("rfc7296:2.23/5")
  boolean udpEncapsulation() {
    return natLocal || natRemote || forced;
  }

  /** What NAT detection has found; {@code force} behaves as if it had found something. */
  void nat(boolean local, boolean remote, boolean force) {
    natLocal = local;
    natRemote = remote;
    forced = force;
  }

  /** Whether both ends announced NAT detection, and with it NAT traversal. */
  boolean natTraversal() {
    return natTraversal;
  }

  /** Both ends have announced NAT detection. */
  void agreeOnNatTraversal() {
    natTraversal = true;
  }

  /**
   * As initiator: all further messages go by the port for NAT traversal if there is a NAT, or if we
   * want MOBIKE, which may meet one later.
   */
  @Clause("rfc9242:3.2")
  @Clause("rfc4555:3.3/1")
  @Clause("rfc7296:2.23/2")
  @Clause("rfc7296:2.23/12")
  void moveToNatTraversal(boolean wantsMobike) {
    boolean moves = udpEncapsulation() || (wantsMobike && natTraversal);
    if (moves && path.encapsulation() == Encapsulation.UDP) {
      int remotePort = path.remote().port();
      path =
          path.movedToNatTraversal(
              context.config.natTraversalPort(),
              remotePort == Path.IKE_PORT ? Path.NAT_TRAVERSAL_PORT : remotePort);
    }
  }

  /** From now on a change of the peer's address concerns Child SAs, too. */
  void established(Runnable whenMoved) {
    established = true;
    moved = whenMoved;
  }

  /** Messages of IKE change nothing about the way any more: UPDATE_SA_ADDRESSES does. */
  void useMobike() {
    mobike = true;
  }

  /**
   * An authentic and new message of IKE has come from there. A responder follows its initiator
   * until IKE_AUTH. Otherwise only an end that is behind no NAT follows a peer that is behind one,
   * and only without MOBIKE: nobody else has a reason to be elsewhere without a word.
   */
  @Clause("rfc4555:3.8/5")
  @Clause("rfc7296:2.23/15")
  @Clause("rfc7296:2.23/16")
  void follow(Path from) {
    boolean beginning = side == Side.RESPONDER && !established;
    if (beginning || (!mobike && mayFollow())) {
      moveTo(from);
    }
  }

  /** Authentic packets of a Child SA come from there. */
  @Clause("rfc7296:2.23")
  @Clause("rfc4555:3.8/5")
  void followPackets(TransportAddress remote) {
    if (established && mayFollow()) {
      moveTo(path.withRemote(remote));
    }
  }

  private boolean mayFollow() {
    return natRemote && !natLocal;
  }

  /** From now on this is the way. */
  void moveTo(Path to) {
    if (to.equals(path)) {
      return;
    }
    Path before = path;
    path = to;
    if (established) {
      context.tell(new Event.PeerMoved(id, before, path));
      if (!mobike) {
        moved.run();
      }
    }
  }

  /** Something has been sent to the peer. */
  void sent() {
    lastSent = context.now();
  }

  @Clause("rfc7296:2.23/11")
  private boolean keepsAlive() {
    return natLocal
        && established
        && context.isOurs(path.local().ip())
        && path.encapsulation() == Encapsulation.UDP_NON_ESP_MARKER
        && !context.config.natKeepalive().isZero();
  }

  /** When the next keepalive is due. */
  Optional<Instant> due() {
    Duration interval = context.config.natKeepalive();
    return keepsAlive() ? Optional.of(lastSent.plus(interval)) : Optional.empty();
  }

  /** Sends a keepalive if it is due. */
  @Clause("rfc3948:2.3")
  void expire(Instant now) {
    if (due().filter(at -> !at.isAfter(now)).isPresent()) {
      context.count(Counter.NAT_KEEPALIVES);
      context.put(new Output.Transmit(path, KEEPALIVE, Output.Content.NAT_KEEPALIVE));
      sent();
    }
  }
}
