package org.yett.tun.socket;

import java.util.Optional;
import java.util.OptionalInt;

/**
 * Settings of a socket; what is empty is left to the kernel.
 *
 * @param mark {@code SO_MARK}, for policy routing past the tunnel's own routes; needs CAP_NET_ADMIN
 * @param pathMtuDiscovery whether the Don't Fragment bit is set and by what rule
 * @param receiveBuffer octets of receive buffer, beyond the system's limit where privileges allow
 * @param sendBuffer octets of send buffer, likewise
 * @param device name of the interface to bind to
 * @param reuseAddress {@code SO_REUSEADDR}
 * @param reusePort {@code SO_REUSEPORT}: several sockets share one address, spread by flow
 * @param segmentation whether the kernel may take and give many equal datagrams as one (UDP GSO and
 *     GRO) where it can; batches look the same, at a fraction of the cost
 */
public record SocketSettings(
    OptionalInt mark,
    Optional<PathMtuDiscovery> pathMtuDiscovery,
    OptionalInt receiveBuffer,
    OptionalInt sendBuffer,
    Optional<String> device,
    boolean reuseAddress,
    boolean reusePort,
    boolean segmentation) {

  /** Everything left to the kernel. */
  public static final SocketSettings DEFAULT =
      new SocketSettings(
          OptionalInt.empty(),
          Optional.empty(),
          OptionalInt.empty(),
          OptionalInt.empty(),
          Optional.empty(),
          false,
          false,
          false);

  /** The same with a mark. */
  public SocketSettings withMark(int value) {
    return new SocketSettings(
        OptionalInt.of(value),
        pathMtuDiscovery,
        receiveBuffer,
        sendBuffer,
        device,
        reuseAddress,
        reusePort,
        segmentation);
  }

  /** The same with a rule for Don't Fragment. */
  public SocketSettings withPathMtuDiscovery(PathMtuDiscovery rule) {
    return new SocketSettings(
        mark,
        Optional.of(rule),
        receiveBuffer,
        sendBuffer,
        device,
        reuseAddress,
        reusePort,
        segmentation);
  }

  /** The same with buffer sizes in octets. */
  public SocketSettings withBuffers(int receive, int send) {
    return new SocketSettings(
        mark,
        pathMtuDiscovery,
        OptionalInt.of(receive),
        OptionalInt.of(send),
        device,
        reuseAddress,
        reusePort,
        segmentation);
  }

  /** The same, bound to an interface. */
  public SocketSettings withDevice(String name) {
    return new SocketSettings(
        mark,
        pathMtuDiscovery,
        receiveBuffer,
        sendBuffer,
        Optional.of(name),
        reuseAddress,
        reusePort,
        segmentation);
  }

  /** The same with {@code SO_REUSEADDR}. */
  public SocketSettings withReuseAddress() {
    return new SocketSettings(
        mark, pathMtuDiscovery, receiveBuffer, sendBuffer, device, true, reusePort, segmentation);
  }

  /** The same with {@code SO_REUSEPORT}. */
  public SocketSettings withReusePort() {
    return new SocketSettings(
        mark,
        pathMtuDiscovery,
        receiveBuffer,
        sendBuffer,
        device,
        reuseAddress,
        true,
        segmentation);
  }

  /** The same with UDP GSO and GRO. */
  public SocketSettings withSegmentation() {
    return new SocketSettings(
        mark, pathMtuDiscovery, receiveBuffer, sendBuffer, device, reuseAddress, reusePort, true);
  }
}
