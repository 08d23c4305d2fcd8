package org.yett.gateway.datapath;

import java.net.InetAddress;
import java.util.Optional;
import org.yett.ike.endpoint.ChildSa;
import org.yett.ike.path.Path;

/**
 * What carries the packets of Child SAs. All methods are called from the endpoint's thread, in the
 * order of the endpoint's outputs, and do not block.
 */
public interface Datapath extends AutoCloseable {

  /** What carries the packets, for the status: {@code tun} or {@code memory}. */
  String kind();

  /** Accepts packets on the inbound half from now on. Takes the keys of both halves over. */
  void installInbound(ChildSa childSa);

  /** Sends on the outbound half from now on. */
  void activateOutbound(ChildSa childSa);

  /** The Child SA continues on another path. */
  void update(int inboundSpi, Path path, boolean udpEncapsulated);

  /** Forgets the outbound half and wipes its keys; the inbound half goes on until it is removed. */
  void removeOutbound(int inboundSpi);

  /** Forgets both halves and wipes their keys. */
  void remove(int inboundSpi);

  /** This host has an address that a peer has assigned to it. */
  void addAddress(InetAddress address);

  /** It has it no longer. */
  void removeAddress(InetAddress address);

  /** What a Child SA has carried; empty if there is none with that inbound SPI. */
  Optional<SaTraffic> traffic(int inboundSpi);

  /** What all Child SAs, past ones too, and packets that belong to none have come to. */
  DatapathCounters counters();

  /** Ends all threads and wipes all keys. */
  @Override
  void close();
}
