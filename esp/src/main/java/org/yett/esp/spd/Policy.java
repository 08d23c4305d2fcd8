package org.yett.esp.spd;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.yett.esp.packet.InnerHeader;
import org.yett.esp.sad.OutboundSa;
import org.yett.spec.Clause;

/**
 * Traffic that is to be protected, and the SAs that now carry it. Outbound SAs are switched here,
 * apart from the installation of inbound ones, since the responder of a rekey goes on sending on
 * the old SA for a while (RFC 7296 2.8). For any number of threads.
 */
public final class Policy {
  private static final OutboundSa[] NONE = {};

  private final String name;
  private final AtomicReference<OutboundSa[]> active = new AtomicReference<>(NONE);
  private final AtomicBoolean acquiring = new AtomicBoolean();

  /**
   * @param name for the reader of status and events
   */
  public Policy(String name) {
    this.name = name;
  }

  /** The name. */
  public String name() {
    return name;
  }

  /** Sends on this SA from now on, in preference to older ones with the same selectors. */
  public void activate(OutboundSa sa) {
    active.updateAndGet(before -> {
      var after = new ArrayList<OutboundSa>(before.length + 1);
      after.add(sa);
      after.addAll(Arrays.asList(before));
      return after.toArray(OutboundSa[]::new);
    });
    acquiring.set(false);
  }

  /**
   * Sends on {@code successor} what went on {@code predecessor}, at one stroke.
   *
   * @return whether the predecessor was active; the successor is active in any case
   */
  public boolean replace(OutboundSa predecessor, OutboundSa successor) {
    OutboundSa[] before =
        active.getAndUpdate(now -> {
          var after = new ArrayList<OutboundSa>(now.length + 1);
          after.add(successor);
          for (OutboundSa sa : now) {
            if (sa != predecessor) {
              after.add(sa);
            }
          }
          return after.toArray(OutboundSa[]::new);
        });
    acquiring.set(false);
    return Arrays.asList(before).contains(predecessor);
  }

  /** Sends no more on this SA. */
  public boolean deactivate(OutboundSa sa) {
    OutboundSa[] before =
        active.getAndUpdate(
            now -> Arrays.stream(now).filter(other -> other != sa).toArray(OutboundSa[]::new));
    return Arrays.asList(before).contains(sa);
  }

  /** The SAs in use, the preferred first. */
  public List<OutboundSa> active() {
    return List.of(active.get());
  }

  /** The SA for this packet: the first whose negotiated selectors match. */
  @Clause("rfc4301:4.1/6")
  public Optional<OutboundSa> select(InnerHeader packet) {
    for (OutboundSa sa : active.get()) {
      if (sa.parameters().selectors().matchesOutbound(packet)) {
        return sa.present();
      }
    }
    return Optional.empty();
  }

  /** True for the first caller since the last SA came or {@link #acquireEnded}. */
  public boolean claimAcquire() {
    return !acquiring.get() && acquiring.compareAndSet(false, true);
  }

  /** The attempt to set up an SA has ended without one: the next packet may ask again. */
  public void acquireEnded() {
    acquiring.set(false);
  }

  @Override
  public String toString() {
    return "Policy[" + name + "]";
  }
}
