package org.yett.tun;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Arrays;
import java.util.Objects;

/**
 * A batch of datagrams: packets with the remote and the local address, and the traffic class of the
 * outer IP header.
 *
 * <p>Sockets reuse address objects for as long as the addresses stay the same, so that steady
 * traffic allocates nothing: compare with {@code ==} first, then with {@code equals}.
 */
public final class DatagramBatch extends PacketBatch {
  /** Stands for no remote address: slots start with it. */
  public static final InetSocketAddress NO_REMOTE = new InetSocketAddress(0);

  /** Stands for no local address (the kernel chooses): slots start with it. */
  public static final InetAddress NO_LOCAL = NO_REMOTE.getAddress();

  /** Traffic class octet that is unknown (received) or left to the socket (sent). */
  public static final int NO_TRAFFIC_CLASS = -1;

  private final InetSocketAddress[] remotes;
  private final InetAddress[] locals;
  private final int[] interfaces;
  private final int[] trafficClasses;

  /**
   * Allocates a batch; the parameters are those of {@link PacketBatch#PacketBatch}.
   *
   * @param maxLength octets of payload: after the UDP header, or for a raw socket after the IP
   *     header
   */
  public DatagramBatch(int capacity, int headroom, int maxLength, int tailroom) {
    super(capacity, headroom, maxLength, tailroom);
    remotes = new InetSocketAddress[capacity];
    locals = new InetAddress[capacity];
    interfaces = new int[capacity];
    trafficClasses = new int[capacity];
    Arrays.fill(remotes, NO_REMOTE);
    Arrays.fill(locals, NO_LOCAL);
    Arrays.fill(trafficClasses, NO_TRAFFIC_CLASS);
  }

  @Override
  void claimed(int index) {
    remotes[index] = NO_REMOTE;
    locals[index] = NO_LOCAL;
    interfaces[index] = 0;
    trafficClasses[index] = NO_TRAFFIC_CLASS;
  }

  @Override
  void swapExtra(int index, PacketBatch other, int otherIndex) {
    DatagramBatch that = (DatagramBatch) other;
    InetSocketAddress remote = remotes[index];
    remotes[index] = that.remotes[otherIndex];
    that.remotes[otherIndex] = remote;
    InetAddress local = locals[index];
    locals[index] = that.locals[otherIndex];
    that.locals[otherIndex] = local;
    int number = interfaces[index];
    interfaces[index] = that.interfaces[otherIndex];
    that.interfaces[otherIndex] = number;
    int trafficClass = trafficClasses[index];
    trafficClasses[index] = that.trafficClasses[otherIndex];
    that.trafficClasses[otherIndex] = trafficClass;
  }

  /** Sender of a received datagram, destination of one to send; port 0 for raw sockets. */
  public InetSocketAddress remote(int index) {
    return remotes[check(index)];
  }

  /** Sets where datagram {@code index} goes. */
  public void remote(int index, InetSocketAddress address) {
    remotes[check(index)] = Objects.requireNonNull(address);
  }

  /**
   * Address that a received datagram was sent to; source address to send from, {@link #NO_LOCAL} to
   * let the kernel choose.
   */
  public InetAddress local(int index) {
    return locals[check(index)];
  }

  /** Sets the source address of datagram {@code index}. */
  public void local(int index, InetAddress address) {
    locals[check(index)] = Objects.requireNonNull(address);
  }

  /** Index of the interface that a datagram came in on (to go out on), 0 if unknown (any). */
  public int interfaceIndex(int index) {
    return interfaces[check(index)];
  }

  /** Sets the index of the interface to send datagram {@code index} on, 0 for any. */
  public void interfaceIndex(int index, int interfaceIndex) {
    interfaces[check(index)] = interfaceIndex;
  }

  /**
   * Type of Service or Traffic Class octet (DSCP and ECN) of the outer IP header, 0..255, or {@link
   * #NO_TRAFFIC_CLASS}.
   */
  public int trafficClass(int index) {
    return trafficClasses[check(index)];
  }

  /** Sets the Type of Service or Traffic Class octet to send datagram {@code index} with. */
  public void trafficClass(int index, int octet) {
    if (octet < NO_TRAFFIC_CLASS || octet > 255) {
      throw new IllegalArgumentException("traffic class " + octet + " is not an octet");
    }
    trafficClasses[check(index)] = octet;
  }
}
