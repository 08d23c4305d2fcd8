package org.yett.esp;

import java.util.Objects;
import org.yett.esp.transform.EspSuite;

/**
 * Packets that travel together. A slot is a stretch of an array that the caller owns; nothing is
 * copied and nothing allocated once the batch exists. A batch belongs to one thread at a time,
 * except where a method says that slots may be spread over several.
 *
 * <p>A packet that is to be sealed needs {@link #HEADROOM} octets before it and {@link #TAILROOM}
 * behind it in its array; several slots may lie in one array.
 */
public abstract sealed class PacketBatch permits InboundBatch, OutboundBatch {
  /** Octets before an inner packet that suffice for every suite. */
  public static final int HEADROOM = EspSuite.MAX_HEADROOM;

  /** Octets behind an inner packet that suffice for every suite, without TFC padding. */
  public static final int TAILROOM = EspSuite.MAX_TAILROOM;

  private final byte[][] buffers;
  private final int[] offsets;
  private final int[] lengths;
  private int size;

  PacketBatch(int capacity) {
    buffers = new byte[capacity][];
    offsets = new int[capacity];
    lengths = new int[capacity];
  }

  /** Slots at most. */
  public final int capacity() {
    return buffers.length;
  }

  /** Slots in use. */
  public final int size() {
    return size;
  }

  /** Whether no slot is free. */
  public final boolean full() {
    return size == buffers.length;
  }

  /** Forgets all packets. */
  public void clear() {
    size = 0;
  }

  /**
   * Adds a packet.
   *
   * @param buffer stays the caller's, but is written to until the batch is cleared
   * @return the slot
   * @throws IllegalStateException if no slot is free
   * @throws IndexOutOfBoundsException if the packet does not lie within the array
   */
  final int addSlot(byte[] buffer, int offset, int length) {
    if (full()) {
      throw new IllegalStateException("batch of " + size + " packets is full");
    }
    Objects.checkFromIndexSize(offset, length, buffer.length);
    buffers[size] = buffer;
    offsets[size] = offset;
    lengths[size] = length;
    return size++;
  }

  /** The array that holds the packet. */
  public final byte[] buffer(int slot) {
    return buffers[slot];
  }

  /** First octet of the packet. */
  public final int offset(int slot) {
    return offsets[slot];
  }

  /** Octets of the packet. */
  public final int length(int slot) {
    return lengths[slot];
  }

  final void place(int slot, int offset, int length) {
    offsets[slot] = offset;
    lengths[slot] = length;
  }
}
