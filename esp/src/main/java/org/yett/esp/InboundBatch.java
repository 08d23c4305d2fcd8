package org.yett.esp;

import java.util.Objects;
import java.util.Optional;
import org.yett.esp.sad.InboundSa;

/** ESP packets that came in; opened, the inner packets in the same slots. */
public final class InboundBatch extends PacketBatch {
  private final InboundVerdict[] verdicts;
  private final InboundSa[] associations;
  private final long[] sequences;
  private final int[] trafficClasses;
  private final Object[] origins;

  /**
   * @param capacity slots
   */
  public InboundBatch(int capacity) {
    super(capacity);
    verdicts = new InboundVerdict[capacity];
    associations = new InboundSa[capacity];
    sequences = new long[capacity];
    trafficClasses = new int[capacity];
    origins = new Object[capacity];
  }

  /**
   * Adds an ESP packet, from SPI to ICV: outer IP header, and UDP header if any, are taken off.
   *
   * @param buffer stays the caller's; the packet is opened in place
   * @param origin where it came from, compared by equals; it is how an SA notices that its peer has
   *     moved (RFC 7296 2.23)
   * @param outerTrafficClass of the outer header; 0 if not known
   * @return the slot
   */
  public int add(byte[] buffer, int offset, int length, Object origin, int outerTrafficClass) {
    int slot = addSlot(buffer, offset, length);
    verdicts[slot] = InboundVerdict.PENDING;
    associations[slot] = null;
    sequences[slot] = 0;
    trafficClasses[slot] = outerTrafficClass;
    origins[slot] = Objects.requireNonNull(origin);
    return slot;
  }

  /** What became of the packet. */
  public InboundVerdict verdict(int slot) {
    return verdicts[slot];
  }

  /** The SA that the packet names, if there is one. */
  public Optional<InboundSa> association(int slot) {
    InboundSa sa = associations[slot];
    return sa == null ? Optional.empty() : sa.present();
  }

  /** The 64-bit sequence number, as inferred; 0 if the packet names no SA. */
  public long sequence(int slot) {
    return sequences[slot];
  }

  /** Where the packet came from. */
  public Object origin(int slot) {
    return origins[slot];
  }

  int outerTrafficClass(int slot) {
    return trafficClasses[slot];
  }

  void identify(int slot, InboundSa sa, long sequence) {
    associations[slot] = sa;
    sequences[slot] = sequence;
  }

  void conclude(int slot, InboundVerdict verdict) {
    verdicts[slot] = verdict;
  }

  void deliver(int slot, int offset, int length) {
    verdicts[slot] = InboundVerdict.DELIVERED;
    place(slot, offset, length);
  }
}
