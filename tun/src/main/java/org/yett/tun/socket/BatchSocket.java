package org.yett.tun.socket;

import java.io.IOException;
import java.net.InetSocketAddress;
import org.yett.tun.DatagramBatch;
import org.yett.tun.DeviceCounters;
import org.yett.tun.Waitable;

/**
 * A datagram socket that receives and sends in batches, with the local address of each datagram.
 *
 * <p>One thread may receive while another sends; two threads must not receive (or send) at once.
 */
public sealed interface BatchSocket extends Waitable permits UdpSocket, RawSocket, ChannelSocket {
  /** Address that the socket is bound to; port 0 for raw sockets. */
  InetSocketAddress localAddress();

  /**
   * Appends the datagrams that are waiting, as many as there are free slots; does not wait. A
   * datagram longer than the batch's {@code maxLength} is dropped and counted.
   *
   * @return number of datagrams appended; 0 if none was waiting, or if the socket is closed
   */
  int receive(DatagramBatch batch) throws IOException;

  /**
   * Sends every datagram of the batch that has a length above 0, in order. While the send buffer is
   * full it waits, for a short time. {@code batch.error(i)} tells which datagrams were refused and
   * why, for example {@code EMSGSIZE} or {@code ENETUNREACH}.
   *
   * @return number of datagrams accepted; 0 if the socket is closed
   */
  int send(DatagramBatch batch) throws IOException;

  /**
   * Says when datagrams sent from now on carry Don't Fragment, and whether the kernel may fragment
   * them. Not while another thread sends.
   */
  void setPathMtuDiscovery(PathMtuDiscovery rule) throws IOException;

  /** What has passed so far. */
  DeviceCounters counters();
}
