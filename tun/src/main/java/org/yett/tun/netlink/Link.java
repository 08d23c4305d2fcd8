package org.yett.tun.netlink;

import java.util.Optional;

/**
 * A network interface.
 *
 * @param index its index
 * @param name its name
 * @param mtu its MTU in octets
 * @param up whether it is administratively up
 * @param running whether it has a carrier and carries packets
 * @param kind kind of a virtual link, for example {@code veth}, {@code tun}
 */
public record Link(
    int index, String name, int mtu, boolean up, boolean running, Optional<String> kind) {}
