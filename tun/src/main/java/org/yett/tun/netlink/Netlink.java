package org.yett.tun.netlink;

import java.net.InetAddress;
import java.util.List;
import java.util.Optional;
import org.yett.tun.ErrnoException;
import org.yett.tun.IpPrefix;

/**
 * Links, addresses, routes and rules of the network namespace in which it was opened (rtnetlink).
 * Changes need CAP_NET_ADMIN. Failures carry the kernel's own explanation. Not thread-safe.
 */
public final class Netlink implements AutoCloseable {
  private Netlink() {}

  /** Opens a netlink socket in the network namespace of the calling thread. */
  public static Netlink open() throws ErrnoException {
    throw new UnsupportedOperationException();
  }

  /** All links. */
  public List<Link> links() throws ErrnoException {
    throw new UnsupportedOperationException();
  }

  /** The link of that name. */
  public Optional<Link> link(String name) throws ErrnoException {
    throw new UnsupportedOperationException();
  }

  /** Creates two Ethernet links that are joined to each other. */
  public void addVeth(String name, String peerName) throws ErrnoException {
    throw new UnsupportedOperationException();
  }

  /** Creates a dummy link, which swallows what is sent to it. */
  public void addDummy(String name) throws ErrnoException {
    throw new UnsupportedOperationException();
  }

  /**
   * Deletes a link.
   *
   * @return false if there is none of that name
   */
  public boolean deleteLink(String name) throws ErrnoException {
    throw new UnsupportedOperationException();
  }

  /** Brings a link up or down. */
  public void setUp(String name, boolean up) throws ErrnoException {
    throw new UnsupportedOperationException();
  }

  /** Sets the MTU of a link in octets. */
  public void setMtu(String name, int octets) throws ErrnoException {
    throw new UnsupportedOperationException();
  }

  /** Renames a link, which must be down. */
  public void rename(String name, String newName) throws ErrnoException {
    throw new UnsupportedOperationException();
  }

  /** Moves a link to a named network namespace. */
  public void moveToNamespace(String name, String namespace) throws ErrnoException {
    throw new UnsupportedOperationException();
  }

  /** Gives a link an address with its prefix; an IPv6 address is usable at once (no DAD). */
  public void addAddress(String link, IpPrefix address) throws ErrnoException {
    throw new UnsupportedOperationException();
  }

  /**
   * Takes an address away from a link.
   *
   * @return false if the link did not have it
   */
  public boolean deleteAddress(String link, IpPrefix address) throws ErrnoException {
    throw new UnsupportedOperationException();
  }

  /** All addresses of both families. */
  public List<InterfaceAddress> addresses() throws ErrnoException {
    throw new UnsupportedOperationException();
  }

  /** Adds a route; one with the same destination, table and priority must not exist. */
  public void addRoute(Route route) throws ErrnoException {
    throw new UnsupportedOperationException();
  }

  /** Adds a route in the place of one with the same destination, table and priority. */
  public void replaceRoute(Route route) throws ErrnoException {
    throw new UnsupportedOperationException();
  }

  /**
   * Deletes a route.
   *
   * @return false if there is none such
   */
  public boolean deleteRoute(Route route) throws ErrnoException {
    throw new UnsupportedOperationException();
  }

  /** All routes of both families in a table, for example {@link Route#MAIN_TABLE}. */
  public List<Route> routes(int table) throws ErrnoException {
    throw new UnsupportedOperationException();
  }

  /**
   * How the kernel would reach an address: device, gateway, and the source address it would choose.
   *
   * @param mark the mark that the packet would carry, 0 for none
   */
  public Route lookup(InetAddress destination, int mark) throws ErrnoException {
    throw new UnsupportedOperationException();
  }

  /** Adds a policy routing rule. */
  public void addRule(Rule rule) throws ErrnoException {
    throw new UnsupportedOperationException();
  }

  /**
   * Deletes a policy routing rule.
   *
   * @return false if there is none such
   */
  public boolean deleteRule(Rule rule) throws ErrnoException {
    throw new UnsupportedOperationException();
  }

  /** All policy routing rules of both families. */
  public List<Rule> rules() throws ErrnoException {
    throw new UnsupportedOperationException();
  }

  /** Closes the socket. */
  @Override
  public void close() {
    throw new UnsupportedOperationException();
  }
}
