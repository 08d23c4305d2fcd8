package org.yett.ike.crypto;

import org.bouncycastle.math.ec.rfc7748.X25519;
import org.yett.spec.Clause;
import org.yett.spec.iana.KeyExchangeMethod;

/** X25519, method 31 (RFC 8031). The private value is the random octets; RFC 7748 prunes it. */
@Clause("rfc8031:3.1")
@Clause("rfc8031:3.2")
final class X25519KeyExchange extends DiffieHellman {

  private static final int LENGTH = 32;

  X25519KeyExchange() {
    super(KeyExchangeMethod.CURVE25519, LENGTH, LENGTH, LENGTH);
  }

  @Override
  byte[] publicValue(byte[] random) {
    byte[] value = new byte[LENGTH];
    X25519.scalarMultBase(random, 0, value, 0);
    return value;
  }

  @Override
  @Clause("rfc8031:2/1")
  Completion agree(byte[] random, byte[] peerValue) {
    if (peerValue.length != LENGTH) {
      return refuse(
          KeyExchangeError.Rule.MONTGOMERY_LENGTH,
          "public value of %d octets instead of %d".formatted(peerValue.length, LENGTH));
    }
    byte[] secret = new byte[LENGTH];
    // The check for zero of RFC 7748 6.1.
    // = rfc8031:3.2/1, rfc8031:3.2/2
    if (!X25519.calculateAgreement(random, 0, peerValue, 0, secret, 0)) {
      return refuse(
          KeyExchangeError.Rule.MONTGOMERY_ZERO, "the public value leads to an all-zero secret");
    }
    return new Completed(Secret.adopt(secret));
  }
}
