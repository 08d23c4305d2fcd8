package org.yett.ike.wire;

import org.yett.spec.iana.IdType;
import org.yett.spec.iana.PayloadType;

/**
 * IDi or IDr (RFC 7296 3.5). What AUTH covers is the body as it came, reserved octets included:
 * take it from {@link PlacedPayload#body()}.
 *
 * @param side whose identification: IDi or IDr
 * @param idType its type
 * @param data the identification data
 */
public record IdPayload(Side side, IdType idType, Octets data) implements Payload {

  @Override
  public PayloadType type() {
    return side == Side.INITIATOR ? PayloadType.ID_I : PayloadType.ID_R;
  }

  /** For example {@code IDi(ID_FQDN, moon.example)}. */
  @Override
  public String describe() {
    return type() + "(" + idType + ", " + Text.identification(idType, data) + ")";
  }
}
