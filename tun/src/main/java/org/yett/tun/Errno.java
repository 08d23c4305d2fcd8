package org.yett.tun;

import org.yett.tun.sys.Sys;

/** Error numbers of Linux (the same on x86_64 and aarch64) that callers may want to tell apart. */
public final class Errno {
  /** Operation not permitted. */
  public static final int EPERM = 1;

  /** No such file or directory; no such rule. */
  public static final int ENOENT = 2;

  /** No such process; no such route. */
  public static final int ESRCH = 3;

  /** Interrupted system call. */
  public static final int EINTR = 4;

  /** Input/output error; the TUN device is down. */
  public static final int EIO = 5;

  /** Bad file descriptor. */
  public static final int EBADF = 9;

  /** Resource temporarily unavailable. */
  public static final int EAGAIN = 11;

  /** Permission denied. */
  public static final int EACCES = 13;

  /** Device or resource busy. */
  public static final int EBUSY = 16;

  /** File exists. */
  public static final int EEXIST = 17;

  /** No such device. */
  public static final int ENODEV = 19;

  /** Invalid argument. */
  public static final int EINVAL = 22;

  /** Message too long: the datagram exceeds the path's or the device's MTU. */
  public static final int EMSGSIZE = 90;

  /** Operation not supported. */
  public static final int EOPNOTSUPP = 95;

  /** Protocol not available: the kernel does not know the socket option. */
  public static final int ENOPROTOOPT = 92;

  /** Address family not supported: an address of the other family than the socket's. */
  public static final int EAFNOSUPPORT = 97;

  /** Address already in use. */
  public static final int EADDRINUSE = 98;

  /** Cannot assign requested address. */
  public static final int EADDRNOTAVAIL = 99;

  /** Network is down. */
  public static final int ENETDOWN = 100;

  /** Network is unreachable. */
  public static final int ENETUNREACH = 101;

  /** No buffer space available. */
  public static final int ENOBUFS = 105;

  /** Connection refused. */
  public static final int ECONNREFUSED = 111;

  /** No route to host. */
  public static final int EHOSTUNREACH = 113;

  private Errno() {}

  /** What an error number means in words, as far as this system knows them. */
  public static String text(int errno) {
    return Sys.supported() ? Sys.text(errno) : "error " + errno;
  }
}
