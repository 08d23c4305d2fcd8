package org.yett.tun.sys;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;

/**
 * Memory that the kernel reads and writes, zeroed when allocated. Access from Java is checked
 * against its bounds and its lifetime; the addresses given to calls are not, so a call must end
 * before the memory is closed.
 */
public final class NativeMemory implements AutoCloseable {
  private static final ValueLayout.OfShort SHORT = ValueLayout.JAVA_SHORT_UNALIGNED;
  private static final ValueLayout.OfInt INT = ValueLayout.JAVA_INT_UNALIGNED;
  private static final ValueLayout.OfLong LONG = ValueLayout.JAVA_LONG_UNALIGNED;
  private static final ValueLayout.OfShort SHORT_BE = SHORT.withOrder(ByteOrder.BIG_ENDIAN);
  private static final ValueLayout.OfInt INT_BE = INT.withOrder(ByteOrder.BIG_ENDIAN);
  private static final ValueLayout.OfLong LONG_BE = LONG.withOrder(ByteOrder.BIG_ENDIAN);

  private final Arena arena;
  private final MemorySegment segment;
  private final long address;

  private NativeMemory(Arena arena, long size) {
    this.arena = arena;
    this.segment = arena.allocate(size, 16);
    this.address = segment.address();
  }

  /** Allocates octets, for use by any thread. */
  @SuppressWarnings("MustBeClosedChecker") // the arena is closed with this object
  public static NativeMemory allocate(long size) {
    return new NativeMemory(Arena.ofShared(), size);
  }

  /** Allocates octets for the calling thread alone, which is cheaper to free. */
  @SuppressWarnings("MustBeClosedChecker") // the arena is closed with this object
  public static NativeMemory temporary(long size) {
    return new NativeMemory(Arena.ofConfined(), size);
  }

  /** Where it is, for calls. */
  public long address() {
    return address;
  }

  /** Its size in octets. */
  public long size() {
    return segment.byteSize();
  }

  /** One octet, 0..255. */
  public int getByte(long offset) {
    return segment.get(ValueLayout.JAVA_BYTE, offset) & 0xFF;
  }

  /** Sets one octet. */
  public void putByte(long offset, int value) {
    segment.set(ValueLayout.JAVA_BYTE, offset, (byte) value);
  }

  /** Two octets in the machine's order, 0..65535. */
  public int getShort(long offset) {
    return segment.get(SHORT, offset) & 0xFFFF;
  }

  /** Sets two octets in the machine's order. */
  public void putShort(long offset, int value) {
    segment.set(SHORT, offset, (short) value);
  }

  /** Two octets in network order, 0..65535. */
  public int getShortBe(long offset) {
    return segment.get(SHORT_BE, offset) & 0xFFFF;
  }

  /** Sets two octets in network order. */
  public void putShortBe(long offset, int value) {
    segment.set(SHORT_BE, offset, (short) value);
  }

  /** Four octets in the machine's order. */
  public int getInt(long offset) {
    return segment.get(INT, offset);
  }

  /** Sets four octets in the machine's order. */
  public void putInt(long offset, int value) {
    segment.set(INT, offset, value);
  }

  /** Four octets in network order. */
  public int getIntBe(long offset) {
    return segment.get(INT_BE, offset);
  }

  /** Eight octets in the machine's order. */
  public long getLong(long offset) {
    return segment.get(LONG, offset);
  }

  /** Sets eight octets in the machine's order. */
  public void putLong(long offset, long value) {
    segment.set(LONG, offset, value);
  }

  /** Eight octets in network order. */
  public long getLongBe(long offset) {
    return segment.get(LONG_BE, offset);
  }

  /** Copies octets out. */
  public void get(long offset, byte[] destination, int from, int length) {
    MemorySegment.copy(segment, ValueLayout.JAVA_BYTE, offset, destination, from, length);
  }

  /** Copies octets in. */
  public void put(long offset, byte[] source, int from, int length) {
    MemorySegment.copy(source, from, segment, ValueLayout.JAVA_BYTE, offset, length);
  }

  /** Zeroes octets. */
  public void clear(long offset, long length) {
    segment.asSlice(offset, length).fill((byte) 0);
  }

  /** Frees it. */
  @Override
  public void close() {
    arena.close();
  }
}
