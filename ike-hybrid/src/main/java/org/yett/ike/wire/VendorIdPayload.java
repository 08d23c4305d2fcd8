package org.yett.ike.wire;

import org.yett.spec.iana.PayloadType;

/**
 * V (RFC 7296 3.12).
 *
 * @param vendorId the constant that the vendor chose
 */
public record VendorIdPayload(Octets vendorId) implements Payload {

  @Override
  public PayloadType type() {
    return PayloadType.VENDOR_ID;
  }

  @Override
  public String describe() {
    return "V(" + Text.printable(vendorId) + ")";
  }
}
