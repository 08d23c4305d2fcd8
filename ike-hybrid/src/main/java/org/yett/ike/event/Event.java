package org.yett.ike.event;

import java.util.List;
import java.util.Optional;
import org.yett.ike.config.GatewayIdentity;
import org.yett.ike.config.Identity;
import org.yett.ike.negotiate.Suite;
import org.yett.ike.negotiate.TrafficSelector;
import org.yett.ike.path.Path;
import org.yett.ike.wire.IkeSpi;
import org.yett.ike.wire.Offence;
import org.yett.ike.wire.Side;
import org.yett.spec.iana.ExchangeType;

/** What a log, a counter, a transcript or a waiting operator may want to know. Never a secret. */
public sealed interface Event {

  /**
   * An IKE message has been sent or received, whole.
   *
   * @param ikeSa the IKE SA, if the message belongs to one
   * @param direction sent or received
   * @param exchange Exchange Type field
   * @param response the R flag: a response, or a request
   * @param initiatorSpi SPI of the original initiator
   * @param responderSpi SPI of the original responder
   * @param messageId Message ID field
   * @param bytes octets of all its datagrams together, from the IKE header on
   * @param datagrams 1, or the number of fragments
   * @param repeated whether it is a retransmission, or a request that had been answered before
   * @param path the way it took
   */
  record ExchangeTrace(
      Optional<IkeSaId> ikeSa,
      Direction direction,
      ExchangeType exchange,
      boolean response,
      IkeSpi initiatorSpi,
      IkeSpi responderSpi,
      long messageId,
      int bytes,
      int datagrams,
      boolean repeated,
      Path path)
      implements Event {}

  /** Which way a message went. */
  enum Direction {
    /** From us. */
    SENT,
    /** To us. */
    RECEIVED
  }

  /**
   * An IKE SA begins to be set up.
   *
   * @param ikeSa names it from now on
   * @param side our side: who began
   * @param connection the connection's name; empty while a responder does not know it yet
   * @param path the way to the peer
   */
  record IkeSaStarted(IkeSaId ikeSa, Side side, Optional<String> connection, Path path)
      implements Event {}

  /**
   * Both ends are authenticated.
   *
   * @param ikeSa the IKE SA
   * @param connection the connection's name
   * @param side our side: who began
   * @param ours our identity
   * @param peer the peer's identity
   * @param suite the algorithms
   * @param posture what protects the SA
   * @param path the way to the peer
   */
  record IkeSaEstablished(
      IkeSaId ikeSa,
      String connection,
      Side side,
      Identity ours,
      Identity peer,
      Suite suite,
      Posture posture,
      Path path)
      implements Event {}

  /**
   * A Child SA stands at this end.
   *
   * @param ikeSa its IKE SA
   * @param childSa names it
   * @param connection the connection's name
   * @param name the child's name
   * @param inboundSpi our SPI
   * @param outboundSpi the peer's SPI
   * @param suite the algorithms
   * @param localSelectors our side of the traffic
   * @param remoteSelectors the peer's side
   * @param posture what protects it
   */
  record ChildSaEstablished(
      IkeSaId ikeSa,
      ChildSaId childSa,
      String connection,
      String name,
      int inboundSpi,
      int outboundSpi,
      Suite suite,
      List<TrafficSelector> localSelectors,
      List<TrafficSelector> remoteSelectors,
      ChildPosture posture)
      implements Event {
    /** Copies the lists. */
    public ChildSaEstablished {
      localSelectors = List.copyOf(localSelectors);
      remoteSelectors = List.copyOf(remoteSelectors);
    }
  }

  /**
   * An IKE SA has been replaced by another, which inherits its Child SAs (RFC 7296 2.18). The old
   * one is deleted next.
   *
   * @param ikeSa the old IKE SA
   * @param successor the new IKE SA, established from now on
   * @param connection the connection's name
   * @param side our side of the new one: who rekeyed
   * @param suite the algorithms of the new one
   * @param posture what protects the new one
   */
  record IkeSaRekeyed(
      IkeSaId ikeSa, IkeSaId successor, String connection, Side side, Suite suite, Posture posture)
      implements Event {}

  /**
   * A Child SA has been replaced by another, which has been told of as established; the old one is
   * deleted next (RFC 7296 2.8).
   *
   * @param ikeSa their IKE SA
   * @param childSa the old Child SA
   * @param successor the new Child SA
   * @param connection the connection's name
   * @param name the child's name
   * @param side whether we rekeyed, or the peer
   */
  record ChildSaRekeyed(
      IkeSaId ikeSa,
      ChildSaId childSa,
      ChildSaId successor,
      String connection,
      String name,
      Side side)
      implements Event {}

  /**
   * An SA was to be rekeyed, and was not. It stays as it is for now.
   *
   * @param ikeSa the IKE SA
   * @param childSa the Child SA; empty if the IKE SA itself was to be rekeyed
   * @param reason why, in words
   */
  record RekeyingFailed(IkeSaId ikeSa, Optional<ChildSaId> childSa, String reason)
      implements Event {}

  /**
   * Something failed here that must not: a job or a timer threw. The SAs that are not concerned go
   * on.
   *
   * @param ikeSa the IKE SA that it concerns, if it concerns one
   * @param detail in words, never with a secret
   */
  record InternalError(Optional<IkeSaId> ikeSa, String detail) implements Event {}

  /**
   * A Child SA was asked for, by either end, and was not set up. The IKE SA stays.
   *
   * @param ikeSa the IKE SA
   * @param child the child's name, if it was known
   * @param reason why, in words
   */
  record ChildSaFailed(IkeSaId ikeSa, Optional<String> child, String reason) implements Event {}

  /**
   * An IKE SA is gone before it was established.
   *
   * @param ikeSa the IKE SA
   * @param reason why
   * @param detail in words
   */
  record IkeSaFailed(IkeSaId ikeSa, FailureReason reason, String detail) implements Event {}

  /** Why an IKE SA did not come about. */
  enum FailureReason {
    /** The peer did not answer. */
    NO_ANSWER,
    /** No proposal was acceptable, to us or to the peer. */
    NO_PROPOSAL_CHOSEN,
    /** An end could not prove its identity. */
    AUTHENTICATION_FAILED,
    /** No connection is for that peer. */
    NO_CONNECTION,
    /** The peer broke the protocol. */
    PROTOCOL_ERROR,
    /** The peer refused with an error notification. */
    REFUSED_BY_PEER,
    /** An initiator began, and did not continue in time. */
    ABANDONED,
    /** We were told to give up. */
    TERMINATED,
    /** Something failed here: told of as {@link InternalError}. */
    INTERNAL_ERROR,
    /** The responder asks for more work than we are willing to do. */
    PUZZLE_TOO_HARD,
    /** The responder has sent us to another gateway. */
    REDIRECTED,
    /** The responder does not take our ticket. */
    TICKET_REFUSED
  }

  /**
   * An end could not prove its identity. The peer is told no more than that; this tells why.
   *
   * @param ikeSa the IKE SA
   * @param byPeer whether the peer refused us, or we the peer
   * @param ours our identity, if it was known
   * @param peer the peer's identity, if it was known
   * @param detail in words
   */
  record AuthenticationFailed(
      IkeSaId ikeSa,
      boolean byPeer,
      Optional<Identity> ours,
      Optional<Identity> peer,
      String detail)
      implements Event {}

  /**
   * Nothing that the peer proposed is acceptable.
   *
   * @param ikeSa the IKE SA, if there is one
   * @param explanation which proposal came closest, and what it lacks
   * @param path the way to the peer
   */
  record NegotiationRefused(Optional<IkeSaId> ikeSa, String explanation, Path path)
      implements Event {}

  /**
   * Somebody broke the protocol. Nothing that stands has changed because of it.
   *
   * @param ikeSa the IKE SA, if the message belongs to one
   * @param offence what, with the clause that it breaks
   * @param detail in words
   * @param path where it came from
   */
  record ProtocolOffence(Optional<IkeSaId> ikeSa, Offence offence, String detail, Path path)
      implements Event {}

  /**
   * An established IKE SA is gone, and all its Child SAs with it.
   *
   * @param ikeSa the IKE SA
   * @param connection the connection's name
   * @param reason why
   */
  record IkeSaDeleted(IkeSaId ikeSa, String connection, DeleteReason reason) implements Event {}

  /**
   * A Child SA is gone.
   *
   * @param ikeSa its IKE SA
   * @param childSa the Child SA
   * @param name the child's name
   * @param reason why
   */
  record ChildSaDeleted(IkeSaId ikeSa, ChildSaId childSa, String name, DeleteReason reason)
      implements Event {}

  /** Why an SA was deleted. */
  enum DeleteReason {
    /** On command. */
    COMMAND,
    /** The peer deleted it. */
    PEER,
    /** The peer no longer answers. */
    PEER_DEAD,
    /** Its IKE SA is gone. */
    IKE_SA_GONE,
    /** Another IKE SA with the same peer replaced it. */
    REPLACED,
    /** The peer broke the protocol in a way that ends the SA. */
    PROTOCOL_ERROR,
    /** It must protect nothing more. */
    HARD_LIMIT,
    /** A new one has taken its place. */
    REKEYED,
    /** Both ends rekeyed at once, and the other one's new SA stays (RFC 7296 2.8.1). */
    REDUNDANT,
    /** A new IKE SA, set up from scratch, has taken its place. */
    REAUTHENTICATED,
    /** The ends do not agree on what stands (RFC 7296 2.25). */
    OUT_OF_STEP,
    /** Something failed here: told of as {@link InternalError}. */
    INTERNAL_ERROR,
    /** The peer has proved that it has lost it (RFC 6290). */
    PEER_CRASHED,
    /** The peer has sent us to another gateway (RFC 5685). */
    REDIRECTED,
    /** It has been resumed under another IKE SA (RFC 5723). */
    RESUMED,
    /** What the peer agreed to is allowed, but of no use to us. */
    NOT_ACCEPTABLE
  }

  /**
   * The peer answered a liveness check, or sent something else in time.
   *
   * @param ikeSa the IKE SA
   */
  record PeerAlive(IkeSaId ikeSa) implements Event {}

  /**
   * The IKE SA goes on between other addresses or ports: the peer is seen elsewhere, or we are.
   *
   * @param ikeSa the IKE SA
   * @param from the former way
   * @param to the new way
   */
  record PeerMoved(IkeSaId ikeSa, Path from, Path to) implements Event {}

  /**
   * A responder asks for the solution of a puzzle (RFC 8019).
   *
   * @param ikeSa the IKE SA
   * @param difficulty trailing zero bits; 0 leaves the choice to us
   * @param attempted whether a solution is attempted; it is not if the puzzle is harder than is
   *     allowed here
   */
  record PuzzleReceived(IkeSaId ikeSa, int difficulty, boolean attempted) implements Event {}

  /**
   * The peer has sent us to another gateway (RFC 5685), which is followed or not.
   *
   * @param ikeSa the IKE SA, or the attempt at one
   * @param to the other gateway
   * @param followed whether we go there
   * @param detail in words
   */
  record Redirected(IkeSaId ikeSa, GatewayIdentity to, boolean followed, String detail)
      implements Event {}

  /**
   * A command has taken effect, or cannot.
   *
   * @param tag the command's
   * @param failure why it failed, in words; empty if it took effect
   */
  record CommandFinished(long tag, Optional<String> failure) implements Event {}
}
