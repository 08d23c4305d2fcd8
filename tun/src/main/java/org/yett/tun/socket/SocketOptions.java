package org.yett.tun.socket;

import java.nio.charset.StandardCharsets;
import org.yett.tun.Errno;
import org.yett.tun.ErrnoException;
import org.yett.tun.sys.Sys;

/**
 * Options that Java does not offer, on any socket's file descriptor (for example that of a Netty
 * epoll channel). The descriptor stays the caller's.
 */
public final class SocketOptions {
  private SocketOptions() {}

  /** Sets {@code SO_MARK}; needs CAP_NET_ADMIN. */
  public static void setMark(int fd, int mark) throws ErrnoException {
    Sys.setOption(fd, InetOptions.SOL_SOCKET, InetOptions.SO_MARK, mark, "SO_MARK");
  }

  /** Sets the rule for Don't Fragment, by the socket's own family. */
  public static void setPathMtuDiscovery(int fd, PathMtuDiscovery rule) throws ErrnoException {
    int family = Sys.option(fd, InetOptions.SOL_SOCKET, InetOptions.SO_DOMAIN, "SO_DOMAIN");
    if (family == SocketAddressCodec.AF_INET6) {
      Sys.setOption(
          fd,
          InetOptions.IPPROTO_IPV6,
          InetOptions.IPV6_MTU_DISCOVER,
          rule.value(),
          "IPV6_MTU_DISCOVER");
    }
    if (family == SocketAddressCodec.AF_INET) {
      Sys.setOption(
          fd, InetOptions.IPPROTO_IP, InetOptions.IP_MTU_DISCOVER, rule.value(), "IP_MTU_DISCOVER");
    }
  }

  /**
   * Sets the receive buffer in octets, past the system's limit if CAP_NET_ADMIN allows.
   *
   * @return what the kernel granted, in octets of its own accounting (twice the payload)
   */
  public static int setReceiveBuffer(int fd, int octets) throws ErrnoException {
    return setBuffer(fd, octets, InetOptions.SO_RCVBUFFORCE, InetOptions.SO_RCVBUF, "SO_RCVBUF");
  }

  /** Sets the send buffer; as {@link #setReceiveBuffer}. */
  public static int setSendBuffer(int fd, int octets) throws ErrnoException {
    return setBuffer(fd, octets, InetOptions.SO_SNDBUFFORCE, InetOptions.SO_SNDBUF, "SO_SNDBUF");
  }

  private static int setBuffer(int fd, int octets, int forced, int plain, String name)
      throws ErrnoException {
    try {
      Sys.setOption(fd, InetOptions.SOL_SOCKET, forced, octets, name + "FORCE");
    } catch (ErrnoException e) {
      if (e.errno() != Errno.EPERM) {
        throw e;
      }
      Sys.setOption(fd, InetOptions.SOL_SOCKET, plain, octets, name);
    }
    return Sys.option(fd, InetOptions.SOL_SOCKET, plain, name);
  }

  /** Binds to an interface ({@code SO_BINDTODEVICE}); an empty name unbinds. */
  public static void bindToDevice(int fd, String device) throws ErrnoException {
    Sys.setOption(
        fd,
        InetOptions.SOL_SOCKET,
        InetOptions.SO_BINDTODEVICE,
        (device + '\0').getBytes(StandardCharsets.UTF_8),
        "SO_BINDTODEVICE " + device);
  }
}
