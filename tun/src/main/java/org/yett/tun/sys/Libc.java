package org.yett.tun.sys;

import com.sun.jna.Native;
import com.sun.jna.Pointer;

/**
 * The C library, by JNA's direct mapping. Only for 64-bit Linux: pointers, {@code size_t} and
 * {@code unsigned long} are Java longs. All return -1 on failure, with the cause in {@link
 * Sys#errno}.
 */
public final class Libc {
  static {
    Native.register(Libc.class, "c");
  }

  private Libc() {}

  static native int open(String path, int flags, int mode);

  static native int close(int fd);

  /** read(2) to native memory. */
  public static native long read(int fd, long buffer, long length);

  /** write(2) from native memory. */
  public static native long write(int fd, long buffer, long length);

  /** ioctl(2) with a pointer or a number as its argument. */
  public static native int ioctl(int fd, long request, long argument);

  static native int poll(long pollfds, long count, int timeoutMillis);

  static native int eventfd(int initial, int flags);

  static native int socket(int domain, int type, int protocol);

  static native int bind(int fd, long address, int length);

  static native int getsockname(int fd, long address, long lengthPointer);

  static native int setsockopt(int fd, int level, int option, long value, int length);

  static native int getsockopt(int fd, int level, int option, long value, long lengthPointer);

  /** recvmmsg(2). */
  public static native int recvmmsg(int fd, long messages, int count, int flags, long timeout);

  /** sendmmsg(2). */
  public static native int sendmmsg(int fd, long messages, int count, int flags);

  /** send(2). */
  public static native long send(int fd, long buffer, long length, int flags);

  /** recv(2). */
  public static native long recv(int fd, long buffer, long length, int flags);

  static native int unshare(int flags);

  static native int setns(int fd, int type);

  static native int mount(String source, String target, String type, long flags, long data);

  static native int umount2(String target, int flags);

  static native int flock(int fd, int operation);

  static native Pointer strerror(int errno);
}
