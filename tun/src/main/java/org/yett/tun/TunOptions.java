package org.yett.tun;

import java.util.OptionalInt;

/**
 * How to open a TUN device.
 *
 * @param name name of the interface, at most 15 octets; with {@code %d} in it the kernel numbers it
 * @param mtu MTU in octets to set, or empty to leave the kernel's 1500
 * @param up whether to bring the interface up
 * @param multiQueue whether more queues can be opened later ({@code IFF_MULTI_QUEUE})
 * @param offload whether TCP and UDP segments may pass as large packets that are split and joined
 *     here ({@code IFF_VNET_HDR}, TSO, USO); the device looks the same to its user
 */
public record TunOptions(
    String name, OptionalInt mtu, boolean up, boolean multiQueue, boolean offload) {

  /** A device of that name with the kernel's defaults, up. */
  public static TunOptions named(String name) {
    return new TunOptions(name, OptionalInt.empty(), true, false, false);
  }

  /** The same with an MTU. */
  public TunOptions withMtu(int octets) {
    return new TunOptions(name, OptionalInt.of(octets), up, multiQueue, offload);
  }

  /** The same, left down. */
  public TunOptions down() {
    return new TunOptions(name, mtu, false, multiQueue, offload);
  }

  /** The same with several queues. */
  public TunOptions withMultiQueue() {
    return new TunOptions(name, mtu, up, true, offload);
  }

  /** The same with segmentation offload. */
  public TunOptions withOffload() {
    return new TunOptions(name, mtu, up, multiQueue, true);
  }
}
