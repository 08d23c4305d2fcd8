package org.yett.tun;

import java.util.Arrays;

/**
 * A reusable batch of IP packets, each in a heap buffer of its own with room before and after it,
 * so that a header and a trailer can be added in place.
 *
 * <p>Layout of a slot, in octets:
 *
 * <pre>
 * | headroom | packet, up to maxLength | tailroom |
 *            ^ offset(i) of a fresh slot
 * </pre>
 *
 * <p>Slots {@code 0 .. size()-1} are in use. A slot whose length is 0 is a packet that has been
 * dropped: writers skip it. The batch owns its buffers; {@link #buffer} lends one until the next
 * {@link #clear} or {@link #swap}. Every packet has an array of its own (not one slab) because JCE
 * ciphers allocate a copy of the whole array when they move data forward in place, and so that
 * buffers can change hands between batches without copying.
 *
 * <p>Not thread-safe: hand a batch from thread to thread through a queue.
 */
public class PacketBatch {
  private final int headroom;
  private final int maxLength;
  private final int tailroom;
  private final byte[][] buffers;
  private final int[] offsets;
  private final int[] lengths;
  private final int[] errors;
  private int size;

  /**
   * Allocates a batch.
   *
   * @param capacity number of slots, at least 1
   * @param headroom octets free before a fresh packet
   * @param maxLength octets that a fresh packet can have
   * @param tailroom octets free after the longest packet
   */
  public PacketBatch(int capacity, int headroom, int maxLength, int tailroom) {
    if (capacity < 1 || headroom < 0 || maxLength < 1 || tailroom < 0) {
      throw new IllegalArgumentException(
          "batch of %d slots with %d + %d + %d octets"
              .formatted(capacity, headroom, maxLength, tailroom));
    }
    this.headroom = headroom;
    this.maxLength = maxLength;
    this.tailroom = tailroom;
    this.buffers = new byte[capacity][headroom + maxLength + tailroom];
    this.offsets = new int[capacity];
    this.lengths = new int[capacity];
    this.errors = new int[capacity];
  }

  /** Number of slots. */
  public final int capacity() {
    return buffers.length;
  }

  /** Octets free before a fresh packet. */
  public final int headroom() {
    return headroom;
  }

  /** Octets that a fresh packet can have at most. */
  public final int maxLength() {
    return maxLength;
  }

  /** Octets free after the longest fresh packet. */
  public final int tailroom() {
    return tailroom;
  }

  /** Number of slots in use. */
  public final int size() {
    return size;
  }

  /** Whether no slot is in use. */
  public final boolean isEmpty() {
    return size == 0;
  }

  /** Whether every slot is in use. */
  public final boolean isFull() {
    return size == buffers.length;
  }

  /** Frees all slots; their contents are left as they are. */
  public final void clear() {
    size = 0;
  }

  /**
   * Takes the next free slot: offset is the headroom, length 0, no error.
   *
   * @return its index
   * @throws IllegalStateException if the batch is full
   */
  public final int claim() {
    if (size == buffers.length) {
      throw new IllegalStateException("batch of " + buffers.length + " slots is full");
    }
    int index = size++;
    offsets[index] = headroom;
    lengths[index] = 0;
    errors[index] = 0;
    claimed(index);
    return index;
  }

  /** For subclasses that keep more per slot: slot {@code index} has just been taken. */
  void claimed(int index) {}

  /** For subclasses that keep more per slot: exchange it as {@link #swap} does. */
  void swapExtra(int index, PacketBatch other, int otherIndex) {}

  /** The array that holds packet {@code index}; see {@link #offset} and {@link #length}. */
  public final byte[] buffer(int index) {
    return buffers[check(index)];
  }

  /** Where packet {@code index} starts in its buffer. */
  public final int offset(int index) {
    return offsets[check(index)];
  }

  /** Length of packet {@code index} in octets; 0 if it has been dropped. */
  public final int length(int index) {
    return lengths[check(index)];
  }

  /**
   * Says where packet {@code index} now lies in its buffer.
   *
   * @throws IndexOutOfBoundsException if that is not inside the buffer
   */
  public final void set(int index, int offset, int length) {
    java.util.Objects.checkFromIndexSize(offset, length, buffers[check(index)].length);
    offsets[index] = offset;
    lengths[index] = length;
  }

  /** Drops packet {@code index}: its length becomes 0, and writers skip it. */
  public final void drop(int index) {
    lengths[check(index)] = 0;
  }

  /** The {@code errno} with which the last write refused packet {@code index}; 0 if it did not. */
  public final int error(int index) {
    return errors[check(index)];
  }

  /** Records the outcome of writing packet {@code index}: 0, or the {@code errno}. For devices. */
  public final void error(int index, int errno) {
    errors[check(index)] = errno;
  }

  /**
   * Copies a packet into the next free slot.
   *
   * @return its index
   * @throws IllegalStateException if the batch is full
   * @throws IndexOutOfBoundsException if {@code length} exceeds {@link #maxLength} plus {@link
   *     #tailroom}
   */
  public final int append(byte[] source, int offset, int length) {
    int index = claim();
    System.arraycopy(source, offset, buffers[index], headroom, length);
    lengths[index] = length;
    return index;
  }

  /** A copy of packet {@code index}, for tests and logs. */
  public final byte[] copy(int index) {
    int from = offsets[check(index)];
    return Arrays.copyOfRange(buffers[index], from, from + lengths[index]);
  }

  /**
   * Exchanges packet {@code index} with packet {@code otherIndex} of a batch of the same kind and
   * shape, without copying octets.
   */
  public final void swap(int index, PacketBatch other, int otherIndex) {
    check(index);
    other.check(otherIndex);
    if (getClass() != other.getClass()
        || headroom != other.headroom
        || maxLength != other.maxLength
        || tailroom != other.tailroom) {
      throw new IllegalArgumentException("swap between batches of different shape");
    }
    byte[] buffer = buffers[index];
    buffers[index] = other.buffers[otherIndex];
    other.buffers[otherIndex] = buffer;
    exchange(offsets, index, other.offsets, otherIndex);
    exchange(lengths, index, other.lengths, otherIndex);
    exchange(errors, index, other.errors, otherIndex);
    swapExtra(index, other, otherIndex);
  }

  private static void exchange(int[] a, int i, int[] b, int j) {
    int value = a[i];
    a[i] = b[j];
    b[j] = value;
  }

  /** Checks that slot {@code index} is in use and returns it. */
  final int check(int index) {
    return java.util.Objects.checkIndex(index, size);
  }
}
