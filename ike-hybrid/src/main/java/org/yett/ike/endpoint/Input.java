package org.yett.ike.endpoint;

import java.net.InetAddress;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.yett.ike.negotiate.SelectorPair;
import org.yett.ike.path.Path;
import org.yett.ike.path.TransportAddress;
import org.yett.ike.wire.Octets;

/** What may happen to an endpoint. Each is one call of {@link IkeEndpoint#handle}. */
public sealed interface Input {

  /**
   * A datagram has arrived that is an IKE message: the non-ESP marker has been taken off.
   *
   * @param path where it came from and to
   * @param message all octets from the IKE header to the end of the datagram
   */
  record Datagram(Path path, Octets message) implements Input {
    /** Checks that both are there. */
    public Datagram {
      Objects.requireNonNull(path, "path");
      Objects.requireNonNull(message, "message");
    }
  }

  /**
   * The instant of the latest {@link Output.WakeAt} has come. An early or extra one is harmless.
   */
  record Timer() implements Input {}

  /**
   * An operator or a configuration wants something.
   *
   * @param command what
   */
  record Commanded(Command command) implements Input {}

  /**
   * A job has been done. A late or repeated one is dropped.
   *
   * @param id the id of {@link Output.RunJob}
   * @param result what came out
   */
  record JobDone(JobId id, JobResult result) implements Input {}

  /** Something changed about our addresses or about the way to a peer. */
  sealed interface PathEvent extends Input {

    /**
     * The path takes datagrams of at most so many octets: messages to this peer are fragmented to
     * fit (RFC 7383 2.5.2).
     *
     * @param remote the peer's address
     * @param datagram largest IP datagram in octets, IP header included
     */
    record PathMtu(TransportAddress remote, int datagram) implements PathEvent {}

    /**
     * Our own addresses have changed, or are known for the first time: IKE SAs with MOBIKE that use
     * one that is gone move to another, and peers are told (RFC 4555 3.5, 3.6). Until this comes,
     * nothing is known of other addresses than those of datagrams.
     *
     * @param addresses all addresses that may be used, the preferred ones first; none that are
     *     loopback, link-local or tentative
     */
    record LocalAddresses(List<InetAddress> addresses) implements PathEvent {
      /** Copies the list. */
      public LocalAddresses {
        addresses = List.copyOf(addresses);
      }
    }

    /**
     * Something that may be forged, such as an ICMP error, says that the way to a peer is broken:
     * the peer is asked for a sign of life (RFC 4555 3.5).
     *
     * @param remote the peer's address
     */
    record Doubtful(InetAddress remote) implements PathEvent {}
  }

  /** Something that the ESP datapath saw. The SPI is always our inbound one. */
  sealed interface DatapathEvent extends Input {

    /**
     * The first packet has passed integrity check and selector check on an inbound SA: the peer
     * sends on it, and is alive.
     *
     * @param spi our inbound SPI
     */
    record FirstInbound(int spi) implements DatapathEvent {}

    /**
     * Packets have arrived since the last report: the peer is alive (RFC 7296 2.4).
     *
     * @param spi our inbound SPI
     */
    record InboundActivity(int spi) implements DatapathEvent {}

    /**
     * A packet to the peer has been sent since the last report: no NAT keepalive is due.
     *
     * @param spi our inbound SPI of the pair
     */
    record OutboundActivity(int spi) implements DatapathEvent {}

    /**
     * A limit of octets, packets or sequence numbers has been reached.
     *
     * @param spi our inbound SPI of the pair
     * @param hard whether the SA may protect nothing more
     */
    record LimitReached(int spi, boolean hard) implements DatapathEvent {}

    /**
     * A packet wants a Child SA that does not exist yet.
     *
     * @param connection the connection's name
     * @param child the child's name in it
     * @param path the path on which to reach the peer, if the IKE SA does not exist either
     * @param packet the packet, if it is known: one selector for our end in TSi and one for the
     *     peer's in TSr, with its protocol and ports
     */
    record Acquire(String connection, String child, Path path, Optional<SelectorPair> packet)
        implements DatapathEvent {

      /** A packet of which nothing more is known. */
      public Acquire(String connection, String child, Path path) {
        this(connection, child, path, Optional.empty());
      }
    }

    /**
     * Authentic packets of a UDP-encapsulated SA come from another address (RFC 7296 2.23).
     *
     * @param spi our inbound SPI
     * @param remote where they come from now
     */
    record PeerAddressChanged(int spi, TransportAddress remote) implements DatapathEvent {}

    /**
     * An ESP packet with an SPI that belongs to no SA has arrived (RFC 7296 1.5).
     *
     * @param path where from
     * @param spi the SPI
     */
    record UnknownSpi(Path path, int spi) implements DatapathEvent {}
  }
}
