package org.yett.ike.wire;

import org.yett.spec.iana.KeyExchangeMethod;
import org.yett.spec.iana.PayloadType;

/**
 * KE (RFC 7296 3.4).
 *
 * @param method the key exchange method
 * @param data the public value, encapsulation key or ciphertext, as the method defines it
 */
public record KePayload(KeyExchangeMethod method, Octets data) implements Payload {

  @Override
  public PayloadType type() {
    return PayloadType.KE;
  }

  /** For example {@code KE(ml-kem-768, 1184)}. */
  @Override
  public String describe() {
    return "KE(" + method + ", " + data.size() + ")";
  }
}
