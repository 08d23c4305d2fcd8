package org.yett.gateway.runtime;

import java.io.IOException;
import java.net.InetAddress;
import java.util.Optional;
import org.yett.gateway.config.DaemonSettings;
import org.yett.gateway.datapath.KernelRouting;
import org.yett.gateway.datapath.Routing;
import org.yett.gateway.net.OuterNetwork;
import org.yett.tun.PacketDevice;
import org.yett.tun.TunDevice;
import org.yett.tun.TunOptions;
import org.yett.tun.netlink.AddressMonitor;

/**
 * What a gateway stands on: sockets, a device for inner packets, and routes that lead to it.
 *
 * @param kind what carries the packets, for the status: {@code tun} or {@code memory}
 * @param network the gateway closes it
 * @param device the gateway closes it
 * @param routing the gateway closes it
 * @param addresses tells when our outer addresses change, if it can; the gateway closes it
 */
public record Platform(
    String kind,
    OuterNetwork network,
    PacketDevice device,
    Routing routing,
    Optional<AddressMonitor> addresses) {

  /** The name of the TUN device, for which the system chooses the number. */
  private static final String DEVICE_NAME = "yett%d";

  /**
   * Leaves room for AEAD suites with outer IPv6 and UDP within an Ethernet frame; where a suite
   * takes more, senders are told what fits.
   */
  private static final int INNER_MTU = 1400;

  /**
   * Linux with privileges: a TUN device, raw sockets, and routes in a table of our own, all in the
   * calling thread's network namespace.
   *
   * @throws IOException with the reason, for example a taken port or a missing privilege; nothing
   *     is left behind then
   */
  public static Platform linux(DaemonSettings daemon) throws IOException {
    OuterNetwork network = OuterNetwork.open(daemon.port(), daemon.natTraversalPort());
    try {
      TunDevice device =
          TunDevice.open(TunOptions.named(DEVICE_NAME).withMtu(INNER_MTU).withOffload());
      try {
        return linux(network, device);
      } catch (IOException | RuntimeException e) {
        device.close();
        throw e;
      }
    } catch (IOException | RuntimeException e) {
      network.close();
      throw e;
    }
  }

  private static Platform linux(OuterNetwork network, TunDevice device) throws IOException {
    AddressMonitor addresses = AddressMonitor.open();
    try {
      return new Platform(
          "tun", network, device, KernelRouting.open(device.name()), Optional.of(addresses));
    } catch (IOException | RuntimeException e) {
      addresses.close();
      throw e;
    }
  }

  /**
   * Any system without privileges: UDP on one address, and a device of the caller's.
   *
   * @param address our outer address
   * @param port UDP port for IKE, 0 for any that is free
   * @param natTraversalPort UDP port for IKE and ESP in UDP, 0 for any that is free
   * @param device carries the inner packets
   */
  public static Platform embedded(
      InetAddress address, int port, int natTraversalPort, PacketDevice device) throws IOException {
    return new Platform(
        "memory",
        OuterNetwork.openUnprivileged(address, port, natTraversalPort),
        device,
        Routing.NONE,
        Optional.empty());
  }

  /** Gives everything back: for who has made it and finds no gateway to give it to. */
  void close() {
    addresses.ifPresent(AddressMonitor::close);
    routing.close();
    device.close();
    network.close();
  }
}
