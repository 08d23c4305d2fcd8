package org.yett.gateway.datapath;

import java.time.Duration;
import java.util.Iterator;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Predicate;
import org.yett.esp.sad.InboundSa;
import org.yett.esp.sad.Sad;
import org.yett.spec.Clause;

/**
 * Inbound SAs that have a successor and are still received on for a moment: packets that the peer
 * had sent before it heard of the deletion may come after it, by another socket or another way.
 */
@Clause("rfc7296:2.8")
final class Lingering {
  private static final Duration TIME = Duration.ofSeconds(5);

  private record Late(InboundSa sa, long endNanos) {}

  private final Sad sad;
  private final Queue<Late> late = new ConcurrentLinkedQueue<>();

  Lingering(Sad sad) {
    this.sad = sad;
  }

  /** Keeps an SA for its moment. */
  void add(InboundSa sa, long nowNanos) {
    late.add(new Late(sa, nowNanos + TIME.toNanos()));
  }

  /** Forgets those whose moment is over. */
  void expire(long nowNanos) {
    forget(one -> nowNanos - one.endNanos >= 0);
  }

  /** Forgets one with this SPI at once: it is to be used again. */
  void forget(int spi) {
    forget(one -> one.sa.spi() == spi);
  }

  /** Forgets all. */
  void clear() {
    forget(one -> true);
  }

  private void forget(Predicate<Late> which) {
    for (Iterator<Late> all = late.iterator(); all.hasNext(); ) {
      Late one = all.next();
      if (which.test(one)) {
        all.remove();
        sad.remove(one.sa.spi());
        one.sa.close();
      }
    }
  }
}
