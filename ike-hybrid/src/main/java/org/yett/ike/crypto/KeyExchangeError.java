package org.yett.ike.crypto;

import org.yett.spec.iana.KeyExchangeMethod;
import org.yett.spec.iana.NotifyType;

/**
 * A peer's share that a recipient test refuses.
 *
 * @param rule which test, with its clause
 * @param method the key exchange method that was under way
 * @param detail what was expected and found; holds no secret
 */
public record KeyExchangeError(Rule rule, KeyExchangeMethod method, String detail) {

  /** The notify that tells the peer, where the exchange allows one to be sent. */
  public NotifyType notifyType() {
    return NotifyType.INVALID_SYNTAX;
  }

  @Override
  public String toString() {
    return "%s: %s (%s)".formatted(method, detail, rule.clause());
  }

  /** The recipient tests. */
  public enum Rule {
    /** A MODP public value has the length of the prime modulus. */
    MODP_LENGTH("rfc7296:3.4"),
    /** A MODP public value r satisfies 1 &lt; r &lt; p-1. */
    MODP_RANGE("rfc6989:2.1"),
    /** An elliptic curve public value has twice the length of a field element. */
    CURVE_POINT_LENGTH("rfc5903:7"),
    /** Both coordinates are field elements, and the point is on the curve. */
    CURVE_POINT_VALID("rfc6989:2.3"),
    /** A Curve25519 or Curve448 public value has 32 or 56 octets. */
    MONTGOMERY_LENGTH("rfc8031:3.1"),
    /** The shared secret of Curve25519 and Curve448 is not all zeros. */
    MONTGOMERY_ZERO("rfc7748:6.1"),
    /** An encapsulation key has the length of its parameter set (FIPS 203 7.2, type check). */
    ENCAPSULATION_KEY_LENGTH("ikev2-mlkem-08:2.2"),
    /** The coefficients of an encapsulation key are reduced (FIPS 203 7.2, modulus check). */
    ENCAPSULATION_KEY_MODULUS("ikev2-mlkem-08:2.2"),
    /** A ciphertext has the length of its parameter set (FIPS 203 7.3, type check). */
    CIPHERTEXT_LENGTH("ikev2-mlkem-08:2.2");

    private final String clause;

    Rule(String clause) {
      this.clause = clause;
    }

    /** The clause that demands the test. */
    public String clause() {
      return clause;
    }
  }
}
