package org.yett.ike.wire;

import org.yett.spec.iana.CertificateEncoding;
import org.yett.spec.iana.PayloadType;

/**
 * CERT (RFC 7296 3.6).
 *
 * @param encoding the encoding
 * @param data the certificate, or whatever the encoding says
 */
public record CertPayload(CertificateEncoding encoding, Octets data) implements Payload {

  @Override
  public PayloadType type() {
    return PayloadType.CERT;
  }

  @Override
  public String describe() {
    return "CERT(" + encoding + ", " + data.size() + ")";
  }
}
