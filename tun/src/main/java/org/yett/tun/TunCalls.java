package org.yett.tun;

import org.yett.tun.sys.Libc;
import org.yett.tun.sys.NativeMemory;
import org.yett.tun.sys.Sys;

/** read(2) and write(2) with their errors sorted. */
final class TunCalls {
  private TunCalls() {}

  /** Reads one packet; -1 if none is waiting. */
  static int read(int fd, NativeMemory input) throws ErrnoException {
    while (true) {
      long length = Libc.read(fd, input.address(), input.size());
      if (length >= 0) {
        return (int) length;
      }
      int errno = Sys.errno();
      if (errno == Errno.EAGAIN) {
        return -1;
      }
      if (errno != Errno.EINTR) {
        throw Sys.failure("read from the TUN device", errno);
      }
    }
  }

  /** Writes one packet; returns 0 or the errno. */
  static int write(int fd, NativeMemory output, int length) {
    while (Libc.write(fd, output.address(), length) < 0) {
      int errno = Sys.errno();
      if (errno != Errno.EINTR) {
        return errno;
      }
    }
    return 0;
  }
}
