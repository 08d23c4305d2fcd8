package org.yett.ike.endpoint;

import java.net.InetAddress;
import java.time.Instant;
import java.util.Objects;
import org.yett.ike.event.ChildSaId;
import org.yett.ike.event.Event;
import org.yett.ike.path.Path;
import org.yett.ike.wire.Octets;

/** What an endpoint wants done, in this order. */
public sealed interface Output {

  /** What a datagram carries. */
  enum Content {
    /** An IKE message, or a fragment of one. */
    IKE,
    /** A NAT keepalive: one octet 0xFF, sent without a non-ESP marker (RFC 3948 2.3). */
    NAT_KEEPALIVE
  }

  /**
   * Send a datagram.
   *
   * @param path from where and to where
   * @param message the octets from the IKE header on, without the non-ESP marker
   * @param content what it is: an IKE message goes behind a non-ESP marker where the path's
   *     encapsulation asks for one, a keepalive never does
   */
  record Transmit(Path path, Octets message, Content content) implements Output {
    /** Checks that all are there. */
    public Transmit {
      Objects.requireNonNull(path, "path");
      Objects.requireNonNull(message, "message");
      Objects.requireNonNull(content, "content");
    }
  }

  /**
   * Hand in {@link Input.Timer} at this instant, or soon after. Replaces every earlier one; comes
   * whenever the next instant has changed.
   *
   * @param instant when; {@link Instant#MAX} if nothing is due at all
   */
  record WakeAt(Instant instant) implements Output {}

  /**
   * Make the inbound SA ready: packets to its SPI are accepted from now on. Always comes before the
   * message that lets the peer send on it.
   *
   * @param childSa the pair; only the inbound half is meant
   */
  record InstallInbound(ChildSa childSa) implements Output {}

  /**
   * Send on the outbound SA from now on.
   *
   * @param childSa the pair, as it was installed; only the outbound half is meant
   */
  record ActivateOutbound(ChildSa childSa) implements Output {}

  /**
   * The Child SA continues on another path: addresses, ports or encapsulation have changed.
   *
   * @param id which
   * @param inboundSpi our SPI
   * @param outboundSpi the peer's SPI
   * @param path the new path
   * @param udpEncapsulated whether ESP is carried in UDP from now on
   */
  record UpdateChildSa(
      ChildSaId id, int inboundSpi, int outboundSpi, Path path, boolean udpEncapsulated)
      implements Output {}

  /**
   * Forget the outbound half of the Child SA, if it was sent on at all, and send on it no longer;
   * the inbound half goes on until {@link RemoveChildSa}. Comes when both ends delete the pair at
   * once (RFC 7296 1.4.1).
   *
   * @param id which
   * @param inboundSpi our SPI
   * @param outboundSpi the peer's SPI
   */
  record RemoveOutbound(ChildSaId id, int inboundSpi, int outboundSpi) implements Output {}

  /**
   * Remove both halves of the Child SA, or the inbound one if the outbound one has been removed.
   *
   * @param id which
   * @param inboundSpi our SPI
   * @param outboundSpi the peer's SPI
   */
  record RemoveChildSa(ChildSaId id, int inboundSpi, int outboundSpi) implements Output {}

  /**
   * The peer has assigned an address to us: this host has it from now on. Always comes before the
   * Child SA whose selectors contain it.
   *
   * @param address the address, without any network around it
   */
  record AddAddress(InetAddress address) implements Output {}

  /**
   * An assigned address is ours no longer. Comes after its last Child SA has been removed.
   *
   * @param address the address of {@link AddAddress}
   */
  record RemoveAddress(InetAddress address) implements Output {}

  /**
   * Do the job, anywhere and at any time, and hand its result in as {@link Input.JobDone}.
   *
   * @param id names it
   * @param job what to do
   */
  record RunJob(JobId id, Job job) implements Output {}

  /**
   * Something that a log, a counter or a waiting operator wants to know.
   *
   * @param event what
   */
  record Emit(Event event) implements Output {}
}
