package org.yett.ike.crypto;

import java.math.BigInteger;
import org.bouncycastle.crypto.agreement.DHStandardGroups;
import org.bouncycastle.crypto.params.DHParameters;
import org.bouncycastle.util.BigIntegers;
import org.yett.spec.Clause;
import org.yett.spec.iana.KeyExchangeMethod;

/**
 * Diffie-Hellman in the MODP groups 14 to 18 of RFC 3526, whose primes are safe primes with
 * generator 2.
 *
 * <p>The private value is the random octets as a big-endian number with its top bit set. Its length
 * is the upper estimate of RFC 3526 8 for the group, rounded up: 320, 448, 512, 576 and 640 bits.
 * The modular exponentiation is the JDK's and not constant-time, which the single use of a private
 * value allows (RFC 6989 3).
 */
@Clause("rfc6989:2.1")
final class ModpKeyExchange extends DiffieHellman {

  private final BigInteger p;
  private final BigInteger g;
  private final int length;

  private ModpKeyExchange(KeyExchangeMethod method, DHParameters group, int privateLength) {
    super(method, octets(group.getP()), octets(group.getP()), privateLength);
    this.p = group.getP();
    this.g = group.getG();
    this.length = octets(p);
  }

  static KeyExchange modp2048() {
    return new ModpKeyExchange(KeyExchangeMethod.MODP_2048, DHStandardGroups.rfc3526_2048, 40);
  }

  static KeyExchange modp3072() {
    return new ModpKeyExchange(KeyExchangeMethod.MODP_3072, DHStandardGroups.rfc3526_3072, 56);
  }

  static KeyExchange modp4096() {
    return new ModpKeyExchange(KeyExchangeMethod.MODP_4096, DHStandardGroups.rfc3526_4096, 64);
  }

  static KeyExchange modp6144() {
    return new ModpKeyExchange(KeyExchangeMethod.MODP_6144, DHStandardGroups.rfc3526_6144, 72);
  }

  static KeyExchange modp8192() {
    return new ModpKeyExchange(KeyExchangeMethod.MODP_8192, DHStandardGroups.rfc3526_8192, 80);
  }

  @Override
  byte[] publicValue(byte[] random) {
    // = rfc7296:3.4/1
    return BigIntegers.asUnsignedByteArray(length, g.modPow(exponent(random), p));
  }

  @Override
  Completion agree(byte[] random, byte[] peerValue) {
    // = rfc7296:3.4
    if (peerValue.length != length) {
      return refuse(
          KeyExchangeError.Rule.MODP_LENGTH,
          "public value of %d octets instead of %d".formatted(peerValue.length, length));
    }
    BigInteger r = new BigInteger(1, peerValue);
    // = rfc6989:2.1/1, rfc6989:2/1
    if (r.compareTo(BigInteger.ONE) <= 0 || r.compareTo(p.subtract(BigInteger.ONE)) >= 0) {
      return refuse(
          KeyExchangeError.Rule.MODP_RANGE, "public value is not greater than 1 and less than p-1");
    }
    // = rfc7296:2.14/x3
    return new Completed(
        Secret.adopt(BigIntegers.asUnsignedByteArray(length, r.modPow(exponent(random), p))));
  }

  private static BigInteger exponent(byte[] random) {
    return new BigInteger(1, random).setBit(8 * random.length - 1);
  }

  private static int octets(BigInteger p) {
    return (p.bitLength() + 7) / 8;
  }
}
