package org.yett.ike.wire;

import org.yett.spec.iana.AuthMethod;
import org.yett.spec.iana.PayloadType;

/**
 * AUTH (RFC 7296 3.8).
 *
 * @param method the authentication method
 * @param data the signature or MAC, with its AlgorithmIdentifier before it where RFC 7427 3 says so
 */
public record AuthPayload(AuthMethod method, Octets data) implements Payload {

  @Override
  public PayloadType type() {
    return PayloadType.AUTH;
  }

  @Override
  public String describe() {
    return "AUTH(" + method + ", " + data.size() + ")";
  }
}
