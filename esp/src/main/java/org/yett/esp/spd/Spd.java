package org.yett.esp.spd;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.yett.esp.packet.InnerHeader;
import org.yett.spec.Clause;

/**
 * The Security Policy Database: an ordered list of entries (RFC 4301 4.4.1). A look-up takes no
 * lock and allocates nothing: it reads an immutable snapshot that a change replaces.
 */
@Clause("rfc4301:4.4.1")
public final class Spd {
  private final AtomicReference<SpdEntry[]> entries = new AtomicReference<>(new SpdEntry[0]);

  /** Adds an entry behind those of the same order. */
  public void add(SpdEntry entry) {
    entries.updateAndGet(before -> {
      var after = new ArrayList<>(List.of(before));
      after.add(entry);
      after.sort(Comparator.comparingInt(SpdEntry::order));
      return after.toArray(SpdEntry[]::new);
    });
  }

  /**
   * Takes out one entry equal to this.
   *
   * @return whether there was one
   */
  public boolean remove(SpdEntry entry) {
    SpdEntry[] before =
        entries.getAndUpdate(now -> {
          var after = new ArrayList<>(List.of(now));
          after.remove(entry);
          return after.toArray(SpdEntry[]::new);
        });
    return List.of(before).contains(entry);
  }

  /** All entries, in the order in which they decide. */
  public List<SpdEntry> entries() {
    return List.of(entries.get());
  }

  /** What is to be done with a packet on its way out; {@link Action#UNMATCHED} if no entry says. */
  @Clause("rfc4301:5.1")
  public Action outbound(InnerHeader packet) {
    for (SpdEntry entry : entries.get()) {
      if (entry.selectors().matchesOutbound(packet)) {
        return entry.action();
      }
    }
    return Action.UNMATCHED;
  }

  /**
   * What is to be done with a packet that came in unprotected (RFC 4301 5.2, SPD-I). One that
   * matches an entry with {@link Action.Protect} ought to have come through an SA, and is to be
   * discarded.
   */
  @Clause("rfc4301:5.2")
  public Action inbound(InnerHeader packet) {
    for (SpdEntry entry : entries.get()) {
      if (entry.selectors().matchesInbound(packet)) {
        return entry.action();
      }
    }
    return Action.UNMATCHED;
  }
}
