package org.yett.interop.lab;

/** IPv4 or IPv6. */
public enum Family {
  /** RFC 791. */
  IPV4(24),
  /** RFC 8200. */
  IPV6(64);

  private final int linkPrefix;

  Family(int linkPrefix) {
    this.linkPrefix = linkPrefix;
  }

  /** Prefix length, in bits, of the link between the hosts. */
  public int linkPrefix() {
    return linkPrefix;
  }
}
