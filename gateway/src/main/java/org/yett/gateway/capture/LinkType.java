package org.yett.gateway.capture;

import java.util.OptionalInt;

/**
 * A link-layer header type of capture files (the LINKTYPE registry of tcpdump.org).
 *
 * @param value the number
 */
public record LinkType(int value) {
  /** BSD loopback: four octets of address family in the capturing host's order. */
  public static final LinkType NULL = new LinkType(0);

  /** Ethernet, without preamble and check sequence. */
  public static final LinkType ETHERNET = new LinkType(1);

  /** An IPv4 or IPv6 packet, told apart by its version field. */
  public static final LinkType RAW = new LinkType(101);

  /** Linux cooked capture, version 1. */
  public static final LinkType LINUX_SLL = new LinkType(113);

  /** IPv4 packets alone. */
  public static final LinkType IPV4 = new LinkType(228);

  /** IPv6 packets alone. */
  public static final LinkType IPV6 = new LinkType(229);

  /** Linux cooked capture, version 2. */
  public static final LinkType LINUX_SLL2 = new LinkType(276);

  private static final int ETHERTYPE_IPV4 = 0x0800;
  private static final int ETHERTYPE_IPV6 = 0x86dd;
  private static final int ETHERTYPE_VLAN = 0x8100;
  private static final int ETHERTYPE_QINQ = 0x88a8;
  private static final int VLAN_TAG = 4;

  /**
   * Where the IP packet begins in a frame of this type.
   *
   * @return empty if there is none, or if the type is not known here
   */
  public OptionalInt ipOffset(byte[] frame) {
    return switch (value) {
      case 101, 228, 229 -> at(frame, 0);
      case 0 -> at(frame, 4);
      case 1 -> ethernet(frame);
      case 113 -> afterEthertype(frame, 14, 16);
      case 276 -> afterEthertype(frame, 0, 20);
      default -> OptionalInt.empty();
    };
  }

  /** Whether frames of this type can be looked into here. */
  public boolean isKnown() {
    return switch (value) {
      case 0, 1, 101, 113, 228, 229, 276 -> true;
      default -> false;
    };
  }

  private static OptionalInt ethernet(byte[] frame) {
    int type = 12;
    while (type + 2 <= frame.length && isTag(u16(frame, type))) {
      type += VLAN_TAG;
    }
    return afterEthertype(frame, type, type + 2);
  }

  private static boolean isTag(int type) {
    return type == ETHERTYPE_VLAN || type == ETHERTYPE_QINQ;
  }

  private static OptionalInt afterEthertype(byte[] frame, int type, int offset) {
    if (type + 2 > frame.length) {
      return OptionalInt.empty();
    }
    int ethertype = u16(frame, type);
    return ethertype == ETHERTYPE_IPV4 || ethertype == ETHERTYPE_IPV6
        ? at(frame, offset)
        : OptionalInt.empty();
  }

  private static OptionalInt at(byte[] frame, int offset) {
    return offset < frame.length ? OptionalInt.of(offset) : OptionalInt.empty();
  }

  private static int u16(byte[] octets, int at) {
    return (octets[at] & 0xff) << 8 | (octets[at + 1] & 0xff);
  }
}
