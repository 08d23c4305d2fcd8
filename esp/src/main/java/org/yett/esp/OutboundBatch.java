package org.yett.esp;

import java.util.Optional;
import org.yett.esp.sad.OutboundSa;

/** Inner packets on their way out; sealed, the ESP packets in the same slots. */
public final class OutboundBatch extends PacketBatch {
  private final OutboundVerdict[] verdicts;
  private final OutboundSa[] associations;
  private final long[] sequences;
  private final int[] nextHeaders;
  private final int[] payloadLengths;
  private final int[] trafficClasses;
  private final boolean[] dontFragment;

  /**
   * @param capacity slots
   */
  public OutboundBatch(int capacity) {
    super(capacity);
    verdicts = new OutboundVerdict[capacity];
    associations = new OutboundSa[capacity];
    sequences = new long[capacity];
    nextHeaders = new int[capacity];
    payloadLengths = new int[capacity];
    trafficClasses = new int[capacity];
    dontFragment = new boolean[capacity];
  }

  /**
   * Adds an inner IPv4 or IPv6 packet.
   *
   * @param buffer stays the caller's; written to around the packet, see {@link PacketBatch}
   * @return the slot
   */
  public int add(byte[] buffer, int offset, int length) {
    int slot = addSlot(buffer, offset, length);
    verdicts[slot] = OutboundVerdict.PENDING;
    associations[slot] = null;
    return slot;
  }

  /**
   * Adds a dummy packet (RFC 4303 2.6) for this SA, with these octets as its payload.
   *
   * @return the slot
   */
  public int addDummy(OutboundSa sa, byte[] buffer, int offset, int length) {
    int slot = add(buffer, offset, length);
    associations[slot] = sa;
    return slot;
  }

  /** What became of the packet. */
  public OutboundVerdict verdict(int slot) {
    return verdicts[slot];
  }

  /** The SA that the packet was assigned to. */
  public Optional<OutboundSa> association(int slot) {
    OutboundSa sa = associations[slot];
    return sa == null ? Optional.empty() : sa.present();
  }

  /** As {@link #association}, but null if there is none. */
  OutboundSa sa(int slot) {
    return associations[slot];
  }

  /** The 64-bit sequence number of a packet that has an SA. */
  public long sequence(int slot) {
    return sequences[slot];
  }

  /** The traffic class (DSCP, ECN) for the outer header of a sealed packet. */
  public int outerTrafficClass(int slot) {
    return trafficClasses[slot];
  }

  /** The DF bit for the outer IPv4 header of a sealed packet. */
  public boolean outerDontFragment(int slot) {
    return dontFragment[slot];
  }

  int nextHeader(int slot) {
    return nextHeaders[slot];
  }

  int payloadLength(int slot) {
    return payloadLengths[slot];
  }

  void refuse(int slot, OutboundVerdict verdict) {
    verdicts[slot] = verdict;
  }

  void refuse(int slot, OutboundVerdict verdict, OutboundSa sa) {
    verdicts[slot] = verdict;
    associations[slot] = sa;
  }

  void assign(
      int slot,
      OutboundSa sa,
      long sequence,
      int nextHeader,
      int payloadLength,
      int trafficClass,
      boolean outerDontFragment) {
    verdicts[slot] = OutboundVerdict.ASSIGNED;
    associations[slot] = sa;
    sequences[slot] = sequence;
    nextHeaders[slot] = nextHeader;
    payloadLengths[slot] = payloadLength;
    trafficClasses[slot] = trafficClass;
    dontFragment[slot] = outerDontFragment;
  }

  void sealed(int slot, int offset, int length) {
    verdicts[slot] = OutboundVerdict.SEALED;
    place(slot, offset, length);
  }
}
