package org.yett.ike.exchange;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.yett.ike.endpoint.Output;
import org.yett.ike.event.Event;
import org.yett.ike.event.IkeSaId;
import org.yett.ike.path.Encapsulation;
import org.yett.ike.path.Path;
import org.yett.ike.wire.Octets;
import org.yett.spec.Clause;

/** The way to the peer of one IKE SA: NATs on it, the move to port 4500, keepalives. */
final class Route {

  private static final Octets KEEPALIVE = Octets.wrap(new byte[] {(byte) 0xff});

  private final EndpointContext context;
  private final IkeSaId id;
  private Path path;
  private boolean natLocal;
  private boolean natRemote;
  private boolean forced;
  private boolean established;
  private Instant lastSent;
  private Runnable moved = () -> {};

  Route(EndpointContext context, IkeSaId id, Path path) {
    this.context = context;
    this.id = id;
    this.path = path;
    this.lastSent = context.now();
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
  boolean udpEncapsulation() {
    return natLocal || natRemote || forced;
  }

  /** What NAT detection has found; {@code force} behaves as if it had found something. */
  void nat(boolean local, boolean remote, boolean force) {
    natLocal = local;
    natRemote = remote;
    forced = force;
  }

  /** As initiator: all further messages go by the port for NAT traversal if there is a NAT. */
  @Clause("rfc7296:2.23")
  @Clause("rfc9242:3.2")
  void moveIfTranslated() {
    if (udpEncapsulation() && path.encapsulation() == Encapsulation.UDP) {
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

  /**
   * An authentic and new message has come from there. During the handshake the initiator may move
   * to another port; later only a peer behind a NAT is followed, unless we are behind one
   * ourselves.
   */
  @Clause("rfc7296:2.23")
  void follow(Path from) {
    if (from.equals(path)) {
      return;
    }
    boolean follows = established ? natRemote && !natLocal : true;
    if (follows) {
      Path before = path;
      path = from;
      if (established) {
        context.tell(new Event.PeerMoved(id, before, path));
        moved.run();
      }
    }
  }

  /** Something has been sent to the peer. */
  void sent() {
    lastSent = context.now();
  }

  private boolean keepsAlive() {
    return natLocal
        && established
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
