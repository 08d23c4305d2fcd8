package org.yett.gateway.datapath;

import java.net.InetAddress;
import java.time.Duration;
import java.util.Collection;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.yett.esp.sad.OutboundSa;
import org.yett.spec.Clause;

/**
 * What fits the way to each peer in one piece. The kernel hears what routers report and forgets it
 * after a while (RFC 1191 6.3): its word is taken when a Child SA begins, when it refuses a packet,
 * and again from time to time. For any number of threads.
 */
final class PathMtus {

  /** Until something better is known: Ethernet's. */
  static final int USUAL = 1500;

  private static final Duration AGE = Duration.ofSeconds(30);
  private static final Logger LOG = LoggerFactory.getLogger("org.yett.ESP");

  private final Routing routing;
  private long refreshedNanos = System.nanoTime();

  PathMtus(Routing routing) {
    this.routing = routing;
  }

  /** Octets of the largest outer packet to that peer. */
  int towards(InetAddress peer) {
    return routing.pathMtu(peer).orElse(USUAL);
  }

  /** The kernel found a packet of this SA too long for the path. */
  @Clause("rfc4301:8.2.1")
  void refused(InstalledChild child) {
    update(child);
  }

  /** Asks again for all of them, if it is time: what a router reported may no longer hold. */
  @Clause("rfc4301:8.2.2")
  void refresh(Collection<InstalledChild> children, long nowNanos) {
    if (nowNanos - refreshedNanos >= AGE.toNanos()) {
      refreshedNanos = nowNanos;
      children.forEach(this::update);
    }
  }

  /** Takes the kernel's word for the way that the SA takes now. */
  void update(InstalledChild child) {
    OutboundSa sa = child.outbound;
    int now = towards(child.route.remote().getAddress());
    int before = sa.pathMtu();
    if (now != before) {
      sa.updatePathMtu(now);
      LOG.info(
          "{}: path MTU {} instead of {}, so that inner packets of {} octets fit",
          child.policy.name(),
          now,
          before,
          sa.innerMtu());
    }
  }
}
