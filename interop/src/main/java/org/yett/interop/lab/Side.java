package org.yett.interop.lab;

/**
 * One of the two hosts of a testbed, with its addresses: those of documentation on the link between
 * them, private ones behind each.
 */
public enum Side {
  /** The host of the implementation under test. */
  SUBJECT("subject", 1),
  /** The host of the implementation that it is tested against. */
  PEER("peer", 2);

  private final String label;
  private final int number;

  Side(String label, int number) {
    this.label = label;
    this.number = number;
  }

  /** A word for names of files and namespaces. */
  public String label() {
    return label;
  }

  /** The opposite host. */
  public Side other() {
    return this == SUBJECT ? PEER : SUBJECT;
  }

  /** Its address on the link. */
  public String outer(Family family) {
    return switch (family) {
      case IPV4 -> "192.0.2." + number;
      case IPV6 -> "2001:db8:81::" + number;
    };
  }

  /** Its address behind the tunnel. */
  public String inner(Family family) {
    return switch (family) {
      case IPV4 -> "10.81." + number + ".1";
      case IPV6 -> "fd81:0:0:" + number + "::1";
    };
  }

  /** The network behind it, a traffic selector. */
  public String network(Family family) {
    return switch (family) {
      case IPV4 -> "10.81." + number + ".0/24";
      case IPV6 -> "fd81:0:0:" + number + "::/64";
    };
  }

  /** Its identity in IKE_AUTH, an FQDN. */
  public String identity() {
    return label + ".lab.example";
  }
}
