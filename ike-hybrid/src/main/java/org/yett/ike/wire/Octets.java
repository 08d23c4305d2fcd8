package org.yett.ike.wire;

import java.util.Arrays;
import java.util.HexFormat;
import java.util.Objects;

/**
 * An immutable octet string, often a window on a larger one that it keeps alive.
 *
 * <p>For what is or may be on the wire, not for keys: equality is not constant-time and nothing is
 * wiped. {@link #toString()} tells the length only, since the contents of an encrypted payload are
 * nothing for a log.
 */
public final class Octets {

  /** No octets. */
  public static final Octets EMPTY = new Octets(new byte[0], 0, 0);

  private final byte[] array;
  private final int offset;
  private final int size;

  private Octets(byte[] array, int offset, int size) {
    this.array = array;
    this.offset = offset;
    this.size = size;
  }

  /** Takes the array over: the caller must not change it any more. */
  public static Octets wrap(byte[] array) {
    return new Octets(array, 0, array.length);
  }

  /** A copy of the array. */
  public static Octets copyOf(byte[] array) {
    return wrap(array.clone());
  }

  /**
   * A copy of a part of the array.
   *
   * @throws IndexOutOfBoundsException if the array has no such part
   */
  public static Octets copyOf(byte[] array, int offset, int size) {
    Objects.checkFromIndexSize(offset, size, array.length);
    return wrap(Arrays.copyOfRange(array, offset, offset + size));
  }

  /**
   * From hexadecimal digits without separators.
   *
   * @throws IllegalArgumentException if the text is anything else
   */
  public static Octets ofHex(String hex) {
    return wrap(HexFormat.of().parseHex(hex));
  }

  /** The octet string of these parts in order. */
  public static Octets concat(Octets... parts) {
    int total = 0;
    for (Octets part : parts) {
      total = Math.addExact(total, part.size);
    }
    byte[] all = new byte[total];
    int at = 0;
    for (Octets part : parts) {
      part.copyTo(all, at);
      at += part.size;
    }
    return wrap(all);
  }

  /** Four octets, most significant first. */
  public static Octets ofInt(int value) {
    return wrap(
        new byte[] {
          (byte) (value >>> 24), (byte) (value >>> 16), (byte) (value >>> 8), (byte) value
        });
  }

  /** The number of octets. */
  public int size() {
    return size;
  }

  /** Whether there is no octet. */
  public boolean isEmpty() {
    return size == 0;
  }

  /**
   * The octet at this index, 0 to 255.
   *
   * @throws IndexOutOfBoundsException if there is none
   */
  public int u8(int index) {
    Objects.checkIndex(index, size);
    return array[offset + index] & 0xff;
  }

  /** The number in the two octets from this index on, most significant first. */
  public int u16(int index) {
    return u8(index) << 8 | u8(index + 1);
  }

  /** The number in the four octets from this index on, most significant first, 0 to 2^32-1. */
  public long u32(int index) {
    return (long) u16(index) << 16 | u16(index + 2);
  }

  /** The eight octets from this index on, most significant first, as the bits of a long. */
  public long u64(int index) {
    return u32(index) << 32 | u32(index + 4);
  }

  /**
   * A window on these octets; nothing is copied.
   *
   * @throws IndexOutOfBoundsException if it does not lie within
   */
  public Octets slice(int from, int length) {
    Objects.checkFromIndexSize(from, length, size);
    return length == size ? this : new Octets(array, offset + from, length);
  }

  /** The window from this index to the end. */
  public Octets from(int index) {
    return slice(index, size - index);
  }

  /** These octets alone, no longer keeping a larger array alive. */
  public Octets compact() {
    return size == array.length ? this : wrap(toArray());
  }

  /** A copy that the caller owns. */
  public byte[] toArray() {
    return Arrays.copyOfRange(array, offset, offset + size);
  }

  /**
   * Copies all octets into an array of the caller's.
   *
   * @throws IndexOutOfBoundsException if they do not fit there
   */
  public void copyTo(byte[] destination, int at) {
    Objects.checkFromIndexSize(at, size, destination.length);
    System.arraycopy(array, offset, destination, at, size);
  }

  /** Compares as unsigned numbers in network byte order do, if both have the same size. */
  public int compareUnsigned(Octets other) {
    return Arrays.compareUnsigned(
        array, offset, offset + size, other.array, other.offset, other.offset + other.size);
  }

  /** Lower-case hexadecimal digits. */
  public String hex() {
    return HexFormat.of().formatHex(array, offset, offset + size);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Octets that
        && Arrays.equals(
            array, offset, offset + size, that.array, that.offset, that.offset + that.size);
  }

  @Override
  public int hashCode() {
    int hash = size;
    for (int i = 0; i < size; i++) {
      hash = 31 * hash + array[offset + i];
    }
    return hash;
  }

  /** The length only, for example {@code Octets[32]}. */
  @Override
  public String toString() {
    return "Octets[" + size + "]";
  }
}
