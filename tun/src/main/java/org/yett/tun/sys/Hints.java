package org.yett.tun.sys;

import org.yett.tun.Errno;

/** What people can do about a failed call, where it is known. */
final class Hints {
  private Hints() {}

  static String describe(String call, int errno, String text) {
    String hint = hint(call, errno);
    return hint.isEmpty() ? text : text + " (" + hint + ")";
  }

  private static String hint(String call, int errno) {
    return switch (errno) {
      case Errno.ENOENT ->
          call.startsWith("open /dev/net/tun")
              ? "/dev/net/tun is missing: load the kernel's tun module, or pass the device into the"
                  + " container"
              : "";
      case Errno.ENODEV ->
          call.startsWith("open /dev/net/tun") ? "the kernel has no TUN support" : "";
      case Errno.EPERM, Errno.EACCES -> "needs root or " + capability(call);
      case Errno.EBUSY -> call.startsWith("TUNSETIFF") ? "an interface of that name is in use" : "";
      case Errno.EINVAL ->
          call.startsWith("TUNSETIFF")
              ? "the name is taken by another kind of interface, or is not valid"
              : "";
      case Errno.EADDRNOTAVAIL ->
          call.startsWith("bind") ? "this host (namespace) has no such address" : "";
      default -> "";
    };
  }

  private static String capability(String call) {
    if (call.startsWith("socket raw")) {
      return "CAP_NET_RAW";
    }
    if (call.startsWith("unshare") || call.startsWith("setns") || call.startsWith("mount")) {
      return "CAP_SYS_ADMIN";
    }
    if (call.startsWith("bind")) {
      return "CAP_NET_BIND_SERVICE";
    }
    return "CAP_NET_ADMIN";
  }
}
