package org.yett.tun.socket;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import org.yett.tun.DatagramBatch;
import org.yett.tun.DeviceCounters;
import org.yett.tun.Errno;
import org.yett.tun.ErrnoException;
import org.yett.tun.TrafficCounters;
import org.yett.tun.sys.Descriptor;
import org.yett.tun.sys.NativeMemory;
import org.yett.tun.sys.NativeWaitable;
import org.yett.tun.sys.Sys;

/** What UDP and raw sockets have in common. */
abstract class AbstractBatchSocket extends NativeWaitable {
  private static final int SOCK_DGRAM = 2;
  private static final int SOCK_RAW = 3;

  private final InetSocketAddress local;
  private final TrafficCounters counters = new TrafficCounters();
  private final MessageReceiver receiver;
  private final MessageSender sender;

  /**
   * A socket that is bound and set.
   *
   * @param descriptor its descriptor, open
   * @param local what it is bound to
   */
  record Opened(Descriptor descriptor, InetSocketAddress local, boolean segmentation) {}

  AbstractBatchSocket(Opened opened, String name, boolean raw) {
    super(opened.descriptor());
    this.local = opened.local();
    boolean ipv6 = SocketAddressCodec.family(local.getAddress()) == SocketAddressCodec.AF_INET6;
    this.receiver = new MessageReceiver(name, ipv6, raw && !ipv6, opened.segmentation(), counters);
    this.sender = new MessageSender(ipv6, opened.segmentation(), counters);
  }

  static Opened open(
      String what, boolean raw, int protocol, InetSocketAddress local, SocketSettings settings)
      throws IOException {
    Sys.requireSupported(what);
    InetAddress address = local.getAddress();
    int family = SocketAddressCodec.family(address);
    int fd = Sys.socket(family, (raw ? SOCK_RAW : SOCK_DGRAM) | Sys.SOCK_NONBLOCK, protocol, what);
    boolean segmentation;
    InetSocketAddress bound;
    try (NativeMemory name = NativeMemory.temporary(SocketAddressCodec.ROOM)) {
      segmentation = configure(fd, family, raw, settings);
      int length = SocketAddressCodec.encode(name, 0, address, local.getPort());
      Sys.bind(fd, name, length, what);
      Sys.socketName(fd, name);
      int port = raw ? 0 : SocketAddressCodec.port(name, 0);
      bound = new InetSocketAddress(address, port);
    } catch (ErrnoException | RuntimeException e) {
      Sys.close(fd);
      throw e;
    }
    return new Opened(Descriptor.own(fd), bound, segmentation);
  }

  /** Sets everything; returns whether UDP GRO is on. */
  private static boolean configure(int fd, int family, boolean raw, SocketSettings settings)
      throws ErrnoException {
    if (family == SocketAddressCodec.AF_INET6) {
      if (!raw) {
        Sys.setOption(fd, InetOptions.IPPROTO_IPV6, InetOptions.IPV6_V6ONLY, 1, "IPV6_V6ONLY");
      }
      Sys.setOption(
          fd, InetOptions.IPPROTO_IPV6, InetOptions.IPV6_RECVPKTINFO, 1, "IPV6_RECVPKTINFO");
      Sys.setOption(
          fd, InetOptions.IPPROTO_IPV6, InetOptions.IPV6_RECVTCLASS, 1, "IPV6_RECVTCLASS");
    } else {
      Sys.setOption(fd, InetOptions.IPPROTO_IP, InetOptions.IP_PKTINFO, 1, "IP_PKTINFO");
      Sys.setOption(fd, InetOptions.IPPROTO_IP, InetOptions.IP_RECVTOS, 1, "IP_RECVTOS");
    }
    if (settings.reuseAddress()) {
      Sys.setOption(fd, InetOptions.SOL_SOCKET, InetOptions.SO_REUSEADDR, 1, "SO_REUSEADDR");
    }
    if (settings.reusePort()) {
      Sys.setOption(fd, InetOptions.SOL_SOCKET, InetOptions.SO_REUSEPORT, 1, "SO_REUSEPORT");
    }
    if (settings.mark().isPresent()) {
      SocketOptions.setMark(fd, settings.mark().getAsInt());
    }
    if (settings.pathMtuDiscovery().isPresent()) {
      SocketOptions.setPathMtuDiscovery(fd, settings.pathMtuDiscovery().get());
    }
    if (settings.receiveBuffer().isPresent()) {
      SocketOptions.setReceiveBuffer(fd, settings.receiveBuffer().getAsInt());
    }
    if (settings.sendBuffer().isPresent()) {
      SocketOptions.setSendBuffer(fd, settings.sendBuffer().getAsInt());
    }
    if (settings.device().isPresent()) {
      SocketOptions.bindToDevice(fd, settings.device().get());
    }
    return settings.segmentation() && !raw && switchGroOn(fd);
  }

  private static boolean switchGroOn(int fd) throws ErrnoException {
    try {
      Sys.setOption(fd, InetOptions.SOL_UDP, InetOptions.UDP_GRO, 1, "UDP_GRO");
      return true;
    } catch (ErrnoException e) {
      if (e.errno() == Errno.ENOPROTOOPT) {
        return false;
      }
      throw e;
    }
  }

  public final InetSocketAddress localAddress() {
    return local;
  }

  public final int receive(DatagramBatch batch) throws ErrnoException {
    if (!descriptor().enter()) {
      return 0;
    }
    try {
      return receiver.receive(descriptor().fd(), batch);
    } finally {
      descriptor().leave();
    }
  }

  public final int send(DatagramBatch batch) throws ErrnoException {
    if (!descriptor().enter()) {
      return 0;
    }
    try {
      return sender.send(descriptor(), batch);
    } finally {
      descriptor().leave();
    }
  }

  /** Says when datagrams sent from now on carry Don't Fragment. */
  public final void setPathMtuDiscovery(PathMtuDiscovery rule) throws ErrnoException {
    if (!descriptor().enter()) {
      return;
    }
    try {
      SocketOptions.setPathMtuDiscovery(descriptor().fd(), rule);
    } finally {
      descriptor().leave();
    }
  }

  public final DeviceCounters counters() {
    return counters.snapshot();
  }

  @Override
  protected final boolean hasBufferedInput() {
    return receiver.hasPending();
  }

  @Override
  protected final void release() {
    receiver.close();
    sender.close();
  }
}
