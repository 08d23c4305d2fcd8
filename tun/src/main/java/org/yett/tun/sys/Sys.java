package org.yett.tun.sys;

import com.sun.jna.Native;
import java.io.IOException;
import org.yett.tun.Errno;
import org.yett.tun.ErrnoException;

/** System calls with errors as exceptions; the hot paths call {@link Libc} and look at errno. */
public final class Sys {
  /** Open for reading. */
  public static final int O_RDONLY = 0;

  /** Open for reading and writing. */
  public static final int O_RDWR = 2;

  /** Never wait. */
  public static final int O_NONBLOCK = 0x800;

  private static final int O_CLOEXEC = 0x80000;
  private static final int EFD_NONBLOCK = 0x800;
  private static final int EFD_CLOEXEC = 0x80000;
  private static final int SOCK_CLOEXEC = 0x80000;

  /** Socket that never waits. */
  public static final int SOCK_NONBLOCK = 0x800;

  private static final int CLONE_NEWNET = 0x40000000;
  private static final int MS_BIND = 0x1000;
  private static final int MS_REC = 0x4000;
  private static final int MS_SHARED = 0x100000;
  private static final int MNT_DETACH = 2;
  private static final int LOCK_EX = 2;

  private Sys() {}

  /**
   * Error number of the calling thread's last call into {@link Libc}. JNA keeps it apart for each
   * thread right after the call, before the virtual machine can disturb errno.
   */
  public static int errno() {
    return Native.getLastError();
  }

  /** Whether this system is one that the native parts know: 64-bit Linux, x86_64 or aarch64. */
  public static boolean supported() {
    String os = System.getProperty("os.name", "");
    String architecture = System.getProperty("os.arch", "");
    return os.equals("Linux")
        && (architecture.equals("amd64")
            || architecture.equals("x86_64")
            || architecture.equals("aarch64"));
  }

  /** Fails with a clear text where the native parts cannot work. */
  public static void requireSupported(String what) throws IOException {
    if (!supported()) {
      throw new IOException(
          what
              + " needs Linux on x86_64 or aarch64; this is "
              + System.getProperty("os.name")
              + " on "
              + System.getProperty("os.arch"));
    }
  }

  /** What the present errno means for a call. */
  public static ErrnoException failure(String call) {
    return failure(call, errno());
  }

  /** What an errno means for a call. */
  public static ErrnoException failure(String call, int errno) {
    return new ErrnoException(call, errno, Hints.describe(call, errno, text(errno)));
  }

  /** The C library's text of an error number. */
  public static String text(int errno) {
    return Libc.strerror(errno).getString(0);
  }

  /** open(2), close-on-exec. */
  public static int open(String path, int flags) throws ErrnoException {
    int fd = Libc.open(path, flags | O_CLOEXEC, 0);
    if (fd < 0) {
      throw failure("open " + path);
    }
    return fd;
  }

  /** close(2); its errors leave nothing that could be done. */
  public static void close(int fd) {
    int ignored = Libc.close(fd);
  }

  /** A new event counter that never waits. */
  public static int eventfd() throws ErrnoException {
    int fd = Libc.eventfd(0, EFD_NONBLOCK | EFD_CLOEXEC);
    if (fd < 0) {
      throw failure("eventfd");
    }
    return fd;
  }

  /** socket(2), close-on-exec. */
  public static int socket(int domain, int type, int protocol, String what) throws ErrnoException {
    int fd = Libc.socket(domain, type | SOCK_CLOEXEC, protocol);
    if (fd < 0) {
      throw failure("socket " + what);
    }
    return fd;
  }

  /** bind(2). */
  public static void bind(int fd, NativeMemory address, int length, String what)
      throws ErrnoException {
    if (Libc.bind(fd, address.address(), length) < 0) {
      throw failure("bind " + what);
    }
  }

  /** getsockname(2) into memory of at least 32 octets. */
  public static void socketName(int fd, NativeMemory address) throws ErrnoException {
    try (NativeMemory length = NativeMemory.temporary(4)) {
      length.putInt(0, (int) address.size());
      if (Libc.getsockname(fd, address.address(), length.address()) < 0) {
        throw failure("getsockname");
      }
    }
  }

  /** setsockopt(2) with a number. */
  public static void setOption(int fd, int level, int option, int value, String name)
      throws ErrnoException {
    try (NativeMemory memory = NativeMemory.temporary(4)) {
      memory.putInt(0, value);
      if (Libc.setsockopt(fd, level, option, memory.address(), 4) < 0) {
        throw failure("setsockopt " + name + " " + value);
      }
    }
  }

  /** setsockopt(2) with octets. */
  public static void setOption(int fd, int level, int option, byte[] value, String name)
      throws ErrnoException {
    try (NativeMemory memory = NativeMemory.temporary(Math.max(1, value.length))) {
      memory.put(0, value, 0, value.length);
      if (Libc.setsockopt(fd, level, option, memory.address(), value.length) < 0) {
        throw failure("setsockopt " + name);
      }
    }
  }

  /** getsockopt(2) of a number. */
  public static int option(int fd, int level, int option, String name) throws ErrnoException {
    try (NativeMemory memory = NativeMemory.temporary(8)) {
      memory.putInt(4, 4);
      if (Libc.getsockopt(fd, level, option, memory.address(), memory.address() + 4) < 0) {
        throw failure("getsockopt " + name);
      }
      return memory.getInt(0);
    }
  }

  /** getsockopt(2) of several numbers. */
  public static int[] options(int fd, int level, int option, int count, String name)
      throws ErrnoException {
    int length = 4 * count;
    try (NativeMemory memory = NativeMemory.temporary(length + 4)) {
      memory.putInt(length, length);
      if (Libc.getsockopt(fd, level, option, memory.address(), memory.address() + length) < 0) {
        throw failure("getsockopt " + name);
      }
      int[] numbers = new int[count];
      for (int i = 0; i < count; i++) {
        numbers[i] = memory.getInt(4L * i);
      }
      return numbers;
    }
  }

  /** Moves the calling thread to a new network namespace. */
  public static void unshareNetwork() throws ErrnoException {
    if (Libc.unshare(CLONE_NEWNET) < 0) {
      throw failure("unshare CLONE_NEWNET");
    }
  }

  /** Moves the calling thread to the network namespace that a file stands for. */
  public static void enterNetwork(String path) throws ErrnoException {
    int fd = open(path, O_RDONLY);
    try {
      if (Libc.setns(fd, CLONE_NEWNET) < 0) {
        throw failure("setns " + path);
      }
    } finally {
      close(fd);
    }
  }

  /** Mounts a file over another. */
  public static void bindMount(String source, String target) throws ErrnoException {
    if (Libc.mount(source, target, "none", MS_BIND, 0) < 0) {
      throw failure("mount " + source + " on " + target);
    }
  }

  /**
   * Makes a directory a mount point whose mounts are seen in other mount namespaces; harmless if it
   * is one already.
   */
  public static void shareMounts(String directory) throws ErrnoException {
    int fd = open(directory, O_RDONLY);
    try {
      // The same lock that iproute2 takes, so that two programs do not mount it twice.
      if (Libc.flock(fd, LOCK_EX) < 0) {
        throw failure("flock " + directory);
      }
      if (Libc.mount("", directory, "none", MS_SHARED | MS_REC, 0) == 0) {
        return;
      }
      if (errno() != Errno.EINVAL) {
        throw failure("mount --make-rshared " + directory);
      }
      if (Libc.mount(directory, directory, "none", MS_BIND | MS_REC, 0) < 0) {
        throw failure("mount --bind " + directory);
      }
      if (Libc.mount("", directory, "none", MS_SHARED | MS_REC, 0) < 0) {
        throw failure("mount --make-rshared " + directory);
      }
    } finally {
      close(fd);
    }
  }

  /** Takes a mount away, at once for new look-ups. */
  public static void unmount(String target) throws ErrnoException {
    if (Libc.umount2(target, MNT_DETACH) < 0) {
      throw failure("umount " + target);
    }
  }
}
