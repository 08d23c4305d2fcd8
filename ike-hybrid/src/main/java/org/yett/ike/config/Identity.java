package org.yett.ike.config;

import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Locale;
import org.yett.spec.Clause;
import org.yett.spec.iana.IdType;

/**
 * Who a peer says it is: the content of an Identification payload (RFC 7296 3.5). A value; DNS
 * names and mail addresses compare without regard to case.
 */
public final class Identity {

  private final IdType type;
  private final byte[] data;

  private Identity(IdType type, byte[] data) {
    this.type = type;
    this.data = data;
  }

  /**
   * An identity as it is on the wire.
   *
   * @param type ID Type, known or not
   * @param data Identification Data; copied
   */
  public static Identity of(IdType type, byte[] data) {
    return new Identity(type, data.clone());
  }

  /** The identity of an IPv4 or IPv6 address. */
  public static Identity ofAddress(InetAddress address) {
    byte[] octets = address.getAddress();
    return new Identity(octets.length == 4 ? IdType.IPV4_ADDR : IdType.IPV6_ADDR, octets);
  }

  /** A fully qualified domain name, without a final dot. */
  @Clause("rfc7296:3.5/2")
  public static Identity fqdn(String name) {
    return new Identity(IdType.FQDN, name.getBytes(StandardCharsets.UTF_8));
  }

  /** A mail address. */
  @Clause("rfc7296:3.5/3")
  public static Identity mail(String address) {
    return new Identity(IdType.RFC822_ADDR, address.getBytes(StandardCharsets.UTF_8));
  }

  /** An opaque identity; copied. */
  public static Identity keyId(byte[] octets) {
    return new Identity(IdType.KEY_ID, octets.clone());
  }

  /** The ID Type field. */
  public IdType type() {
    return type;
  }

  /** A copy of the Identification Data field. */
  public byte[] data() {
    return data.clone();
  }

  private byte[] comparable() {
    return isText() ? text().toLowerCase(Locale.ROOT).getBytes(StandardCharsets.UTF_8) : data;
  }

  private boolean isText() {
    return type.equals(IdType.FQDN) || type.equals(IdType.RFC822_ADDR);
  }

  private String text() {
    return new String(data, StandardCharsets.UTF_8);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Identity that
        && type.equals(that.type)
        && (Arrays.equals(data, that.data) || Arrays.equals(comparable(), that.comparable()));
  }

  @Override
  public int hashCode() {
    return 31 * type.value() + Arrays.hashCode(comparable());
  }

  /** As an operator would write it; whatever is not printable is shown in hexadecimal. */
  @Override
  public String toString() {
    if (isText()) {
      return printable(text());
    }
    boolean address = type.equals(IdType.IPV4_ADDR) && data.length == 4;
    if (address || (type.equals(IdType.IPV6_ADDR) && data.length == 16)) {
      return Addresses.of(data).getHostAddress();
    }
    if (type.equals(IdType.NULL) && data.length == 0) {
      return "%null";
    }
    String hex = HexFormat.of().formatHex(data);
    return type.equals(IdType.KEY_ID) ? "@#" + hex : type + "#" + hex;
  }

  private static String printable(String text) {
    StringBuilder shown = new StringBuilder(text.length());
    text.codePoints()
        .forEach(c -> {
          if (c <= 0x20 || c == 0x7f || Character.isISOControl(c)) {
            shown.append(String.format(Locale.ROOT, "\\u%04x", c));
          } else {
            shown.appendCodePoint(c);
          }
        });
    return shown.toString();
  }
}
