package org.yett.esp.spd;

import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.yett.esp.packet.InnerHeader;
import org.yett.spec.Clause;

/**
 * The Security Policy Database: an ordered list of entries (RFC 4301 4.4.1). A look-up takes no
 * lock and allocates nothing: it reads an immutable snapshot that a change replaces. Both cost
 * little more with thousands of entries than with a few, as long as these differ in their
 * addresses.
 */
@Clause("rfc4301:4.4.1")
public final class Spd {
  private final AtomicReference<SpdIndex> index = new AtomicReference<>(SpdIndex.EMPTY);

  /** Adds an entry behind those of the same order. */
  public void add(SpdEntry entry) {
    index.updateAndGet(before -> before.with(entry));
  }

  /**
   * Takes out the first entry that equals this one.
   *
   * @return whether there was one
   */
  public boolean remove(SpdEntry entry) {
    while (true) {
      SpdIndex before = index.get();
      SpdIndex after = before.without(entry);
      if (after == before) {
        return false;
      }
      if (index.compareAndSet(before, after)) {
        return true;
      }
    }
  }

  /** Puts these entries in the place of all others, at one stroke. */
  public void replaceAll(List<SpdEntry> entries) {
    SpdIndex all = SpdIndex.EMPTY;
    for (SpdEntry entry : entries) {
      all = all.with(entry);
    }
    index.set(all);
  }

  /** All entries, in the order in which they decide. */
  public List<SpdEntry> entries() {
    return index.get().entries();
  }

  /** What is to be done with a packet on its way out; {@link Action#UNMATCHED} if no entry says. */
  @Clause("rfc4301:5.1")
  @Clause("rfc4301:4.4.1/1")
  @Clause("rfc4301:4.4.1/5")
  public Action outbound(InnerHeader packet) {
    SpdEntry entry = index.get().decide(packet, true);
    return entry == null ? Action.UNMATCHED : entry.action();
  }

  /**
   * What is to be done with a packet that came in unprotected (RFC 4301 5.2, SPD-I). One that
   * matches an entry with {@link Action.Protect} ought to have come through an SA, and is to be
   * discarded.
   */
  @Clause("rfc4301:5.2")
  public Action inbound(InnerHeader packet) {
    SpdEntry entry = index.get().decide(packet, false);
    return entry == null ? Action.UNMATCHED : entry.action();
  }
}
