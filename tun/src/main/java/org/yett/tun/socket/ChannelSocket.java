package org.yett.tun.socket;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Inet6Address;
import java.net.InetSocketAddress;
import java.net.StandardProtocolFamily;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedSelectorException;
import java.nio.channels.DatagramChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.concurrent.locks.ReentrantLock;
import jdk.net.ExtendedSocketOptions;
import org.yett.tun.DatagramBatch;
import org.yett.tun.DeviceCounters;
import org.yett.tun.Errno;
import org.yett.tun.Readiness;
import org.yett.tun.TrafficCounters;

/**
 * A UDP socket of the JDK's own, on one address: works on every system and without privileges, a
 * system call a datagram. It neither sees nor sets traffic classes.
 */
public final class ChannelSocket implements BatchSocket {
  private static final int BUFFER_OCTETS = 4 << 20;
  private static final int LARGEST = 65_535;

  private final DatagramChannel channel;
  private final Selector selector;
  private final InetSocketAddress local;
  private final TrafficCounters counters = new TrafficCounters();
  private final ByteBuffer input = ByteBuffer.allocateDirect(LARGEST);
  private final ByteBuffer output = ByteBuffer.allocateDirect(LARGEST);
  private final ReentrantLock receiving = new ReentrantLock();
  private volatile boolean woken;

  private ChannelSocket(DatagramChannel channel, Selector selector, InetSocketAddress local) {
    this.channel = channel;
    this.selector = selector;
    this.local = local;
  }

  /**
   * Opens and binds a socket.
   *
   * @param local a single address, which every datagram is then sent from and received at, and a
   *     port, 0 for any
   * @throws IllegalArgumentException for the wildcard address
   */
  public static ChannelSocket bind(InetSocketAddress local) throws IOException {
    if (local.getAddress().isAnyLocalAddress()) {
      throw new IllegalArgumentException("the wildcard does not tell the address of a datagram");
    }
    DatagramChannel channel =
        DatagramChannel.open(
            local.getAddress() instanceof Inet6Address
                ? StandardProtocolFamily.INET6
                : StandardProtocolFamily.INET);
    try {
      channel.setOption(StandardSocketOptions.SO_RCVBUF, BUFFER_OCTETS);
      channel.setOption(StandardSocketOptions.SO_SNDBUF, BUFFER_OCTETS);
      channel.bind(local);
      channel.configureBlocking(false);
      Selector selector = Selector.open();
      channel.register(selector, SelectionKey.OP_READ);
      return new ChannelSocket(channel, selector, (InetSocketAddress) channel.getLocalAddress());
    } catch (IOException | RuntimeException e) {
      channel.close();
      throw e;
    }
  }

  @Override
  public InetSocketAddress localAddress() {
    return local;
  }

  @Override
  public int receive(DatagramBatch batch) throws IOException {
    receiving.lock();
    try {
      int datagrams = 0;
      long octets = 0;
      while (channel.isOpen() && !batch.isFull()) {
        input.clear();
        InetSocketAddress remote = (InetSocketAddress) channel.receive(input);
        if (remote == null) {
          break;
        }
        input.flip();
        int length = input.remaining();
        if (length > batch.maxLength()) {
          counters.readDropped(1);
          continue;
        }
        int index = batch.claim();
        input.get(batch.buffer(index), batch.offset(index), length);
        batch.set(index, batch.offset(index), length);
        batch.remote(index, remote);
        batch.local(index, local.getAddress());
        datagrams++;
        octets += length;
      }
      counters.read(datagrams, octets);
      return datagrams;
    } catch (java.nio.channels.ClosedChannelException e) {
      return 0;
    } finally {
      receiving.unlock();
    }
  }

  @Override
  public int send(DatagramBatch batch) throws IOException {
    int accepted = 0;
    for (int i = 0; i < batch.size(); i++) {
      if (batch.length(i) == 0) {
        continue;
      }
      output.clear();
      output.put(batch.buffer(i), batch.offset(i), batch.length(i)).flip();
      int errno = sendOne(batch.remote(i));
      batch.error(i, errno);
      if (errno == 0) {
        accepted++;
        counters.written(1, batch.length(i));
      }
    }
    return accepted;
  }

  private int sendOne(InetSocketAddress remote) {
    try {
      return channel.send(output, remote) > 0 ? 0 : Errno.ENOBUFS;
    } catch (IOException e) {
      return Errno.EIO;
    }
  }

  /** As far as the JDK lets: the kernel either fragments, or refuses what does not fit. */
  @Override
  public void setPathMtuDiscovery(PathMtuDiscovery rule) throws IOException {
    if (channel.supportedOptions().contains(ExtendedSocketOptions.IP_DONTFRAGMENT)) {
      boolean refuse = rule == PathMtuDiscovery.DO || rule == PathMtuDiscovery.PROBE;
      channel.setOption(ExtendedSocketOptions.IP_DONTFRAGMENT, refuse);
    }
  }

  @Override
  public DeviceCounters counters() {
    return counters.snapshot();
  }

  @Override
  public Readiness await(long timeoutMillis) throws IOException {
    try {
      int ready =
          timeoutMillis == FOREVER
              ? selector.select()
              : timeoutMillis == 0 ? selector.selectNow() : selector.select(timeoutMillis);
      selector.selectedKeys().clear();
      if (!channel.isOpen()) {
        return Readiness.CLOSED;
      }
      if (ready > 0) {
        return Readiness.READABLE;
      }
      if (woken) {
        woken = false;
        return Readiness.WOKEN;
      }
      return Readiness.TIMED_OUT;
    } catch (ClosedSelectorException e) {
      return Readiness.CLOSED;
    }
  }

  @Override
  public void wakeup() {
    woken = true;
    selector.wakeup();
  }

  @Override
  public void close() {
    try {
      channel.close();
      selector.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
