package org.yett.tun.netlink;

import java.io.IOException;
import java.net.InetAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.yett.tun.ErrnoException;
import org.yett.tun.sys.Sys;

/**
 * Tells when links or addresses of the network namespace change in which it was opened. Not
 * thread-safe.
 */
public final class AddressMonitor implements AutoCloseable {

  private static final int GROUP_LINK = 1;
  private static final int GROUP_IPV4_ADDRESS = 5;
  private static final int GROUP_IPV6_ADDRESS = 9;

  private final NetlinkSocket news;
  private final Netlink netlink;

  private AddressMonitor(NetlinkSocket news, Netlink netlink) {
    this.news = news;
    this.netlink = netlink;
  }

  /** Begins to listen in the network namespace of the calling thread. */
  public static AddressMonitor open() throws IOException {
    Sys.requireSupported("netlink");
    Netlink netlink = Netlink.open();
    try {
      return new AddressMonitor(
          NetlinkSocket.listen(
              NetlinkSocket.ROUTE, GROUP_LINK, GROUP_IPV4_ADDRESS, GROUP_IPV6_ADDRESS),
          netlink);
    } catch (IOException | RuntimeException e) {
      netlink.close();
      throw e;
    }
  }

  /**
   * Waits for news.
   *
   * @param patience how long at most, at least a microsecond
   * @return whether something may have changed
   */
  public boolean await(Duration patience) throws ErrnoException {
    return news.awaitNews(patience);
  }

  /**
   * The addresses by which other hosts can reach this one now, in the kernel's order: of links that
   * are up, without loopback, link-local and tentative ones.
   *
   * @param without the names of links whose addresses do not count
   */
  public List<InetAddress> addresses(Set<String> without) throws ErrnoException {
    Set<Integer> links = new HashSet<>();
    for (Link link : netlink.links()) {
      if (link.up() && !without.contains(link.name())) {
        links.add(link.index());
      }
    }
    List<InetAddress> addresses = new ArrayList<>();
    for (InterfaceAddress candidate : netlink.addresses()) {
      InetAddress address = candidate.address().address();
      boolean reachable =
          links.contains(candidate.linkIndex())
              && !candidate.tentative()
              && !address.isLoopbackAddress()
              && !address.isLinkLocalAddress();
      if (reachable && !addresses.contains(address)) {
        addresses.add(address);
      }
    }
    return List.copyOf(addresses);
  }

  @Override
  public void close() {
    news.close();
    netlink.close();
  }
}
