package org.yett.ike.wire;

import org.yett.spec.Clause;
import org.yett.spec.iana.NotifyType;
import org.yett.spec.iana.PayloadType;
import org.yett.spec.iana.ProtocolId;

/**
 * N (RFC 7296 3.10).
 *
 * @param protocol the protocol of the SPI; without an SPI it is sent as zero and means nothing on
 *     receipt
 * @param spi the SPI of the SA in question, 4 octets for ESP and AH, or empty
 * @param notifyType the notify message type
 * @param data the notification data
 */
public record NotifyPayload(ProtocolId protocol, Octets spi, NotifyType notifyType, Octets data)
    implements Payload {

  /** Refuses what the fields cannot hold. */
  public NotifyPayload {
    if (spi.size() > 255) {
      throw new IllegalArgumentException("an SPI of " + spi.size() + " octets");
    }
  }

  /** A notification without data. */
  public static NotifyPayload of(NotifyType type) {
    return of(type, Octets.EMPTY);
  }

  /** A notification with data, about no Child SA. */
  @Clause("rfc7296:3.10/2")
  @Clause("rfc7296:3.10/3")
  public static NotifyPayload of(NotifyType type, Octets data) {
    return new NotifyPayload(ProtocolId.NONE, Octets.EMPTY, type, data);
  }

  /**
   * A notification about a Child SA.
   *
   * @param protocol ESP or AH
   * @param spi the 4 octets of the SPI
   */
  public static NotifyPayload ofChildSa(
      NotifyType type, ProtocolId protocol, int spi, Octets data) {
    return new NotifyPayload(protocol, Octets.ofInt(spi), type, data);
  }

  @Override
  public PayloadType type() {
    return PayloadType.NOTIFY;
  }

  /** For example {@code N(COOKIE, 8)} or {@code N(REKEY_SA, ESP c0ffee01)}. */
  @Override
  public String describe() {
    return "N("
        + notifyType
        + (spi.isEmpty() ? "" : ", " + protocol + " " + spi.hex())
        + (data.isEmpty() ? "" : ", " + data.size())
        + ")";
  }
}
