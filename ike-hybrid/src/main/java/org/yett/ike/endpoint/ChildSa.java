package org.yett.ike.endpoint;

import java.util.List;
import java.util.Objects;
import org.yett.ike.config.ChildMode;
import org.yett.ike.crypto.Secret;
import org.yett.ike.event.ChildSaId;
import org.yett.ike.event.IkeSaId;
import org.yett.ike.negotiate.Suite;
import org.yett.ike.negotiate.TrafficSelector;
import org.yett.ike.path.Path;

/**
 * A pair of ESP SAs, as IKE hands it to a datapath.
 *
 * @param id names the pair
 * @param ikeSa the IKE SA that holds it
 * @param connection name of the connection
 * @param name name of the child in the connection
 * @param inboundSpi our SPI: in packets that we receive
 * @param outboundSpi the peer's SPI: in packets that we send
 * @param suite the algorithms; its key exchanges are those of the Child SA's own, none if its keys
 *     come from the IKE SA alone
 * @param inbound keys of packets that we receive
 * @param outbound keys of packets that we send
 * @param mode tunnel or other
 * @param localSelectors packets that we send come from these
 * @param remoteSelectors packets that we send go to these
 * @param path the outer addresses, and the ports if packets are encapsulated in UDP
 * @param udpEncapsulated whether ESP is carried in UDP (RFC 3948) rather than in IP
 * @param limits how much it may protect
 */
public record ChildSa(
    ChildSaId id,
    IkeSaId ikeSa,
    String connection,
    String name,
    int inboundSpi,
    int outboundSpi,
    Suite suite,
    Keys inbound,
    Keys outbound,
    ChildMode mode,
    List<TrafficSelector> localSelectors,
    List<TrafficSelector> remoteSelectors,
    Path path,
    boolean udpEncapsulated,
    TrafficLimits limits) {

  /** Copies the lists. */
  public ChildSa {
    Objects.requireNonNull(id, "id");
    localSelectors = List.copyOf(localSelectors);
    remoteSelectors = List.copyOf(remoteSelectors);
  }

  /**
   * Keys of one direction. The datapath that installs the SA owns them, and closes them when it
   * removes the SA.
   *
   * @param encryption key of the ENCR transform, with the salt behind it where the algorithm has
   *     one (RFC 4106 8.1, RFC 7634 2)
   * @param integrity key of the INTEG transform; of length 0 with an AEAD
   */
  public record Keys(Secret encryption, Secret integrity) {}

  /** The same pair on another path. */
  public ChildSa onPath(Path newPath, boolean encapsulated) {
    return new ChildSa(
        id,
        ikeSa,
        connection,
        name,
        inboundSpi,
        outboundSpi,
        suite,
        inbound,
        outbound,
        mode,
        localSelectors,
        remoteSelectors,
        newPath,
        encapsulated,
        limits);
  }

  /** The same pair, held by another IKE SA: its own has been rekeyed. */
  public ChildSa underIkeSa(IkeSaId successor) {
    return new ChildSa(
        id,
        successor,
        connection,
        name,
        inboundSpi,
        outboundSpi,
        suite,
        inbound,
        outbound,
        mode,
        localSelectors,
        remoteSelectors,
        path,
        udpEncapsulated,
        limits);
  }

  /** Names and numbers alone. */
  @Override
  public String toString() {
    return String.format(
        "ChildSa[%s{%s} spi %08x in, %08x out, %s === %s]",
        name, id, inboundSpi, outboundSpi, localSelectors, remoteSelectors);
  }
}
