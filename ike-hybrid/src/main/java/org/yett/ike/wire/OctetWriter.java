package org.yett.ike.wire;

import java.util.Arrays;
import org.yett.spec.Clause;

/** Appends fields in network byte order; lengths are patched in when they are known. */
@Clause("rfc7296:3.1/x1")
final class OctetWriter {
  private byte[] array = new byte[256];
  private int size;

  int size() {
    return size;
  }

  private int grow(int by) {
    int at = size;
    size = Math.addExact(size, by);
    if (size > array.length) {
      array = Arrays.copyOf(array, Math.max(size, 2 * array.length));
    }
    return at;
  }

  void u8(int value) {
    int at = grow(1);
    array[at] = (byte) value;
  }

  void u16(int value) {
    u8(value >>> 8);
    u8(value);
  }

  void u32(long value) {
    u16((int) (value >>> 16));
    u16((int) value);
  }

  void u64(long value) {
    u32(value >>> 32);
    u32(value);
  }

  void octets(Octets octets) {
    int at = grow(octets.size());
    octets.copyTo(array, at);
  }

  void patchU8(int at, int value) {
    array[at] = (byte) value;
  }

  /** Writes a length of 16 bits over what stands there. */
  void patchU16(int at, int value) {
    if (value < 0 || value > 0xffff) {
      throw new IllegalArgumentException("a length field has 16 bits, and " + value + " has not");
    }
    patchU8(at, value >>> 8);
    patchU8(at + 1, value);
  }

  void patchU32(int at, long value) {
    patchU16(at, (int) (value >>> 16) & 0xffff);
    patchU16(at + 2, (int) value & 0xffff);
  }

  byte[] toArray() {
    return Arrays.copyOf(array, size);
  }

  Octets toOctets() {
    return Octets.wrap(toArray());
  }
}
