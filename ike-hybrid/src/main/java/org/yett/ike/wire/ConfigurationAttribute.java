package org.yett.ike.wire;

import org.yett.spec.iana.ConfigurationAttributeType;

/**
 * A configuration attribute (RFC 7296 3.15.1).
 *
 * @param type its type
 * @param value its value; empty in most requests
 */
public record ConfigurationAttribute(ConfigurationAttributeType type, Octets value) {

  /** For example {@code INTERNAL_IP4_ADDRESS=10.3.0.1}. */
  public String describe() {
    if (value.isEmpty()) {
      return type.toString();
    }
    return type
        + "="
        + (value.size() == 4 || value.size() == 16
            ? Text.address(value)
            : value.size() + " octets");
  }
}
