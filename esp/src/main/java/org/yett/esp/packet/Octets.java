package org.yett.esp.packet;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** Big-endian integers in byte arrays. Bounds are those of the array alone. */
public final class Octets {
  private static final VarHandle SHORT =
      MethodHandles.byteArrayViewVarHandle(short[].class, ByteOrder.BIG_ENDIAN);
  private static final VarHandle INT =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);
  private static final VarHandle LONG =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

  private Octets() {}

  public static int uint16(byte[] buffer, int offset) {
    return (short) SHORT.get(buffer, offset) & 0xFFFF;
  }

  public static int int32(byte[] buffer, int offset) {
    return (int) INT.get(buffer, offset);
  }

  public static long uint32(byte[] buffer, int offset) {
    return (int) INT.get(buffer, offset) & 0xFFFF_FFFFL;
  }

  public static long int64(byte[] buffer, int offset) {
    return (long) LONG.get(buffer, offset);
  }

  public static void putInt16(byte[] buffer, int offset, int value) {
    SHORT.set(buffer, offset, (short) value);
  }

  public static void putInt32(byte[] buffer, int offset, int value) {
    INT.set(buffer, offset, value);
  }

  public static void putInt64(byte[] buffer, int offset, long value) {
    LONG.set(buffer, offset, value);
  }
}
