package org.yett.ike.wire;

import org.yett.spec.iana.PayloadType;

/**
 * A payload of a type that is not decoded here. The decoder makes it of a type that it does not
 * know and that is not marked critical; it is ignored (RFC 7296 2.5). For sending it can carry any
 * body under any type, which a test of a violating peer needs.
 *
 * @param type the type
 * @param critical whether the critical bit is set on sending
 * @param body what follows the generic payload header
 */
public record UnknownPayload(PayloadType type, boolean critical, Octets body) implements Payload {

  /** For example {@code PayloadType(200)(12)}. */
  @Override
  public String describe() {
    return type + "(" + body.size() + ")" + (critical ? "!" : "");
  }
}
