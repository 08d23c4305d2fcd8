package org.yett.tun.netlink;

import org.yett.tun.IpPrefix;

/**
 * An address of a link.
 *
 * @param linkIndex index of the link
 * @param address the address with its prefix length
 * @param tentative whether duplicate address detection is still going on (IPv6)
 */
public record InterfaceAddress(int linkIndex, IpPrefix address, boolean tentative) {}
