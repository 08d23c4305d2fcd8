package org.yett.ike.wire;

import java.util.StringJoiner;
import org.yett.spec.iana.IdType;

/** How addresses and identities are printed. */
final class Text {
  private static final int MAX_SHOWN = 128;

  private Text() {}

  /**
   * An identity in one line. Whatever a peer sends, no control character reaches a log through it.
   */
  static String identification(IdType type, Octets data) {
    if ((type.equals(IdType.IPV4_ADDR) && data.size() == 4)
        || (type.equals(IdType.IPV6_ADDR) && data.size() == 16)) {
      return address(data);
    }
    if (type.equals(IdType.FQDN) || type.equals(IdType.RFC822_ADDR)) {
      return printable(data);
    }
    return data.size() + " octets";
  }

  /** Visible ASCII as it is, any other octet as {@code \xNN}; cut after 128 octets. */
  static String printable(Octets data) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < Math.min(data.size(), MAX_SHOWN); i++) {
      int octet = data.u8(i);
      if (octet > ' ' && octet < 0x7f && octet != '\\') {
        text.append((char) octet);
      } else {
        text.append(String.format("\\x%02x", octet));
      }
    }
    return data.size() > MAX_SHOWN ? text + "..." : text.toString();
  }

  /** An IPv4 address of 4 octets, or an IPv6 address of 16 in the form of RFC 5952 4. */
  static String address(Octets address) {
    if (address.size() == 4) {
      StringJoiner dotted = new StringJoiner(".");
      for (int i = 0; i < 4; i++) {
        dotted.add(Integer.toString(address.u8(i)));
      }
      return dotted.toString();
    }
    int start = -1;
    int longest = 1;
    for (int i = 0; i < 8; i++) {
      int end = i;
      while (end < 8 && address.u16(2 * end) == 0) {
        end++;
      }
      if (end - i > longest) {
        start = i;
        longest = end - i;
      }
    }
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < 8; i++) {
      if (i == start) {
        text.append("::");
        i += longest - 1;
      } else {
        if (i > 0 && i != start + longest) {
          text.append(':');
        }
        text.append(Integer.toHexString(address.u16(2 * i)));
      }
    }
    return text.toString();
  }
}
