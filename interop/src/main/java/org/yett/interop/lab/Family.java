package org.yett.interop.lab;

/** IPv4 or IPv6. */
public enum Family {
  /** RFC 791. */
  IPV4(24, "-4"),
  /** RFC 8200. */
  IPV6(64, "-6");

  private final int linkPrefix;
  private final String option;

  Family(int linkPrefix, String option) {
    this.linkPrefix = linkPrefix;
    this.option = option;
  }

  /** Prefix length, in bits, of the link between the hosts. */
  public int linkPrefix() {
    return linkPrefix;
  }

  /** The option by which ping chooses this family. */
  public String option() {
    return option;
  }
}
