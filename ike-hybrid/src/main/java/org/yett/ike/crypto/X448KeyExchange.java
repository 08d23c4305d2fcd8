package org.yett.ike.crypto;

import org.bouncycastle.math.ec.rfc7748.X448;
import org.yett.spec.Clause;
import org.yett.spec.iana.KeyExchangeMethod;

/** X448, method 32 (RFC 8031). The private value is the random octets; RFC 7748 prunes it. */
@Clause("rfc8031:3.1")
@Clause("rfc8031:3.2")
final class X448KeyExchange extends DiffieHellman {

  private static final int LENGTH = 56;

  X448KeyExchange() {
    super(KeyExchangeMethod.CURVE448, LENGTH, LENGTH, LENGTH);
  }

  @Override
  byte[] publicValue(byte[] random) {
    byte[] value = new byte[LENGTH];
    X448.scalarMultBase(random, 0, value, 0);
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
    // The check for zero of RFC 7748 6.2.
    // = rfc8031:3.2/1, rfc8031:3.2/2
    if (!X448.calculateAgreement(random, 0, peerValue, 0, secret, 0)) {
      return refuse(
          KeyExchangeError.Rule.MONTGOMERY_ZERO, "the public value leads to an all-zero secret");
    }
    return new Completed(Secret.adopt(secret));
  }
}
