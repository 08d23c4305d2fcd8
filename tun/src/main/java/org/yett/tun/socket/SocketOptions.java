package org.yett.tun.socket;

import org.yett.tun.ErrnoException;

/**
 * Options that Java does not offer, on any socket's file descriptor (for example that of a Netty
 * epoll channel). The descriptor stays the caller's.
 */
public final class SocketOptions {
  private SocketOptions() {}

  /** Sets {@code SO_MARK}; needs CAP_NET_ADMIN. */
  public static void setMark(int fd, int mark) throws ErrnoException {
    throw new UnsupportedOperationException();
  }

  /** Sets the rule for Don't Fragment, by the socket's own family. */
  public static void setPathMtuDiscovery(int fd, PathMtuDiscovery rule) throws ErrnoException {
    throw new UnsupportedOperationException();
  }

  /**
   * Sets the receive buffer in octets, past the system's limit if CAP_NET_ADMIN allows.
   *
   * @return what the kernel granted, in octets of its own accounting (twice the payload)
   */
  public static int setReceiveBuffer(int fd, int octets) throws ErrnoException {
    throw new UnsupportedOperationException();
  }

  /** Sets the send buffer; as {@link #setReceiveBuffer}. */
  public static int setSendBuffer(int fd, int octets) throws ErrnoException {
    throw new UnsupportedOperationException();
  }

  /** Binds to an interface ({@code SO_BINDTODEVICE}); an empty name unbinds. */
  public static void bindToDevice(int fd, String device) throws ErrnoException {
    throw new UnsupportedOperationException();
  }
}
