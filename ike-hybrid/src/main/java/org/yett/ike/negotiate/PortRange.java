package org.yett.ike.negotiate;

import java.util.Optional;
import org.yett.spec.Clause;

/**
 * A range of ports, both ends included, or OPAQUE (RFC 7296 3.13.1). For ICMP and ICMPv6 a "port"
 * is type times 256 plus code (RFC 4301 4.4.1.1).
 *
 * @param first the smallest port, 0 to 65535
 * @param last the largest port, 0 to 65535; not below {@code first}, except in OPAQUE
 */
public record PortRange(int first, int last) {

  /** Every port; it includes OPAQUE (RFC 7296 3.13.1). */
  @Clause("rfc7296:3.13.1/1")
  @Clause("rfc7296:3.13.1/2")
  @Clause("rfc7296:3.13.1/3")
  public static final PortRange ANY = new PortRange(0, 0xffff);

  /** Packets whose ports are not available: a range that ends before it starts. */
  @Clause("rfc7296:3.13.1/4")
  public static final PortRange OPAQUE = new PortRange(0xffff, 0);

  /** Checks both ends. */
  public PortRange {
    if (!isValid(first, last)) {
      throw new IllegalArgumentException("not a port range: " + first + "-" + last);
    }
  }

  /** A single port. */
  public static PortRange of(int port) {
    return new PortRange(port, port);
  }

  /** Whether the two numbers, as a Traffic Selector carries them, are a range, ANY or OPAQUE. */
  public static boolean isValid(int first, int last) {
    boolean inRange = first >= 0 && first <= 0xffff && last >= 0 && last <= 0xffff;
    return inRange && (first <= last || (first == 0xffff && last == 0));
  }

  /** Whether this is every port. */
  public boolean isAny() {
    return equals(ANY);
  }

  /** Whether this is OPAQUE. */
  public boolean isOpaque() {
    return first > last;
  }

  /** The ports in both; empty if there is none. */
  public Optional<PortRange> intersect(PortRange other) {
    if (isAny()) {
      return Optional.of(other);
    }
    if (other.isAny()) {
      return Optional.of(this);
    }
    if (isOpaque() || other.isOpaque()) {
      return equals(other) ? Optional.of(this) : Optional.empty();
    }
    int from = Math.max(first, other.first);
    int to = Math.min(last, other.last);
    return from <= to ? Optional.of(new PortRange(from, to)) : Optional.empty();
  }

  /** Whether every port of {@code other} is in this range. */
  public boolean contains(PortRange other) {
    return intersect(other).filter(other::equals).isPresent();
  }

  /** {@code 80}, {@code 1024-65535}, {@code opaque}, {@code any}. */
  @Override
  public String toString() {
    if (isAny()) {
      return "any";
    }
    if (isOpaque()) {
      return "opaque";
    }
    return first == last ? Integer.toString(first) : first + "-" + last;
  }
}
