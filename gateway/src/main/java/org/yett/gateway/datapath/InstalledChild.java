package org.yett.gateway.datapath;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Optional;
import org.yett.esp.sad.InboundSa;
import org.yett.esp.sad.OutboundSa;
import org.yett.esp.sad.SaCounter;
import org.yett.esp.spd.Policy;
import org.yett.esp.spd.SpdEntry;
import org.yett.gateway.net.OuterSocket;
import org.yett.ike.endpoint.ChildSa;

/** A Child SA in the datapath: both halves, the policy that leads to it, and its outer path. */
final class InstalledChild {

  /**
   * Where sealed packets go.
   *
   * @param socket the socket that sends them
   * @param local our outer address
   * @param remote the peer's outer address; its port is 0 for ESP in IP
   */
  record OuterRoute(OuterSocket socket, InetAddress local, InetSocketAddress remote) {}

  final ChildSa childSa;
  final InboundSa inbound;
  final OutboundSa outbound;
  final Policy policy;
  volatile OuterRoute route;

  /** The line of the SPD that leads to it, while it is sent on. */
  volatile Optional<SpdEntry> entry = Optional.empty();

  private long inboundSeen;
  private long outboundSeen;
  private volatile long lastInboundNanos;
  private volatile long lastOutboundNanos;

  InstalledChild(
      ChildSa childSa, InboundSa inbound, OutboundSa outbound, Policy policy, OuterRoute route) {
    this.childSa = childSa;
    this.inbound = inbound;
    this.outbound = outbound;
    this.policy = policy;
    this.route = route;
  }

  /** Whether packets have come in since this was asked before. For one thread. */
  boolean noteInbound(long nowNanos) {
    long packets = inbound.counters().get(SaCounter.PACKETS);
    boolean moved = packets != inboundSeen;
    inboundSeen = packets;
    if (moved) {
      lastInboundNanos = nowNanos;
    }
    return moved;
  }

  /** Whether packets have gone out since this was asked before. For one thread. */
  boolean noteOutbound(long nowNanos) {
    long packets = outbound.counters().get(SaCounter.PACKETS);
    boolean moved = packets != outboundSeen;
    outboundSeen = packets;
    if (moved) {
      lastOutboundNanos = nowNanos;
    }
    return moved;
  }

  /** What has passed so far. */
  SaTraffic traffic() {
    return new SaTraffic(
        inbound.counters().get(SaCounter.PACKETS),
        inbound.counters().get(SaCounter.OCTETS),
        outbound.counters().get(SaCounter.PACKETS),
        outbound.counters().get(SaCounter.OCTETS),
        lastInboundNanos,
        lastOutboundNanos,
        inbound.counters().get(SaCounter.BAD_ICV),
        inbound.counters().get(SaCounter.REPLAYED),
        inbound.counters().get(SaCounter.MALFORMED),
        inbound.counters().get(SaCounter.SELECTOR_MISMATCH));
  }

  /** Whether packets are sent on it. */
  boolean outboundActive() {
    return entry.isPresent();
  }

  /** Whether it is for the same traffic: a successor of it, or a predecessor. */
  boolean isSameChildAs(InstalledChild other) {
    return childSa.connection().equals(other.childSa.connection())
        && childSa.name().equals(other.childSa.name());
  }
}
