package org.yett.tun.sys;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.yett.tun.Errno;
import org.yett.tun.ErrnoException;

class ErrorTextTest {
  @BeforeEach
  void linux() {
    Assumptions.assumeTrue(Sys.supported(), "not run: needs 64-bit Linux");
  }

  @Test
  void aFailedCallNamesItselfAndItsCause() {
    ErrnoException e =
        assertThrows(ErrnoException.class, () -> Sys.open("/nowhere/file", Sys.O_RDONLY));
    assertEquals(Errno.ENOENT, e.errno());
    assertEquals("open /nowhere/file", e.call());
    assertEquals("open /nowhere/file: No such file or directory", e.getMessage());
  }

  @Test
  void aMissingTunDeviceAndMissingPrivilegesComeWithAHint() {
    assertEquals(
        "open /dev/net/tun: No such file or directory (/dev/net/tun is missing: load the kernel's"
            + " tun module, or pass the device into the container)",
        Sys.failure("open /dev/net/tun", Errno.ENOENT).getMessage());
    assertEquals(
        "TUNSETIFF tun0: Operation not permitted (needs root or CAP_NET_ADMIN)",
        Sys.failure("TUNSETIFF tun0", Errno.EPERM).getMessage());
    assertEquals(
        "unshare CLONE_NEWNET: Operation not permitted (needs root or CAP_SYS_ADMIN)",
        Sys.failure("unshare CLONE_NEWNET", Errno.EPERM).getMessage());
    assertEquals(
        "socket raw protocol 50: Operation not permitted (needs root or CAP_NET_RAW)",
        Sys.failure("socket raw protocol 50", Errno.EPERM).getMessage());
    assertEquals(
        "bind udp 0.0.0.0 port 500: Permission denied (needs root or CAP_NET_BIND_SERVICE)",
        Sys.failure("bind udp 0.0.0.0 port 500", Errno.EACCES).getMessage());
  }

  @Test
  void theErrorNumberIsThatOfTheThreadsOwnLastCall() throws Exception {
    Thread[] threads = new Thread[4];
    boolean[] right = new boolean[threads.length];
    for (int t = 0; t < threads.length; t++) {
      int number = t;
      threads[t] =
          Thread.ofPlatform()
              .start(() -> {
                boolean good = true;
                for (int i = 0; i < 20_000; i++) {
                  if (number % 2 == 0) {
                    good &= Libc.read(-1, 0, 0) == -1 && Sys.errno() == Errno.EBADF;
                  } else {
                    good &= Libc.unshare(-1) == -1 && Sys.errno() == Errno.EINVAL;
                  }
                }
                right[number] = good;
              });
    }
    for (int t = 0; t < threads.length; t++) {
      threads[t].join();
      assertTrue(right[t], "thread " + t + " saw another error number");
    }
  }
}
