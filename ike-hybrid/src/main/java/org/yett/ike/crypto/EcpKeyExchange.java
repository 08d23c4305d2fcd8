package org.yett.ike.crypto;

import java.math.BigInteger;
import org.bouncycastle.asn1.teletrust.TeleTrusTNamedCurves;
import org.bouncycastle.asn1.x9.X9ECParameters;
import org.bouncycastle.crypto.ec.CustomNamedCurves;
import org.bouncycastle.math.ec.ECCurve;
import org.bouncycastle.math.ec.ECFieldElement;
import org.bouncycastle.math.ec.ECPoint;
import org.bouncycastle.math.ec.FixedPointCombMultiplier;
import org.bouncycastle.util.Arrays;
import org.bouncycastle.util.BigIntegers;
import org.yett.spec.iana.KeyExchangeMethod;

/**
 * Diffie-Hellman in the ECP groups 19, 20 and 21 of RFC 5903 7 and in the Brainpool groups 28, 29
 * and 30 of RFC 6954, whose shares are the same in form. A public value is x | y, the shared secret
 * is x alone.
 *
 * <p>The private value is {@code (c mod (n-1)) + 1}, where c is the random octets as a big-endian
 * number; they are 8 octets longer than the group's order n, so that the reduction shows no bias
 * (FIPS 186-5 A.2.1). The private value d is thus had by passing d-1, left-padded with zeros. Each
 * is used once; the multiplication of the peer's point is not constant-time.
 */
final class EcpKeyExchange extends DiffieHellman {

  private static final int EXTRA_OCTETS = 8;

  private final X9ECParameters group;
  private final int fieldLength;

  private EcpKeyExchange(KeyExchangeMethod method, X9ECParameters group) {
    super(
        method,
        2 * fieldLength(group),
        fieldLength(group),
        BigIntegers.getUnsignedByteLength(group.getN()) + EXTRA_OCTETS);
    this.group = group;
    this.fieldLength = fieldLength(group);
  }

  static KeyExchange p256() {
    return new EcpKeyExchange(KeyExchangeMethod.ECP_256, CustomNamedCurves.getByName("secp256r1"));
  }

  static KeyExchange p384() {
    return new EcpKeyExchange(KeyExchangeMethod.ECP_384, CustomNamedCurves.getByName("secp384r1"));
  }

  static KeyExchange p521() {
    return new EcpKeyExchange(KeyExchangeMethod.ECP_521, CustomNamedCurves.getByName("secp521r1"));
  }

  static KeyExchange brainpool256() {
    return brainpool(KeyExchangeMethod.BRAINPOOL_P256R1, "brainpoolP256r1");
  }

  static KeyExchange brainpool384() {
    return brainpool(KeyExchangeMethod.BRAINPOOL_P384R1, "brainpoolP384r1");
  }

  static KeyExchange brainpool512() {
    return brainpool(KeyExchangeMethod.BRAINPOOL_P512R1, "brainpoolP512r1");
  }

  private static KeyExchange brainpool(KeyExchangeMethod method, String curve) {
    return new EcpKeyExchange(method, TeleTrusTNamedCurves.getByName(curve));
  }

  @Override
  byte[] publicValue(byte[] random) {
    ECPoint point = new FixedPointCombMultiplier().multiply(group.getG(), privateValue(random));
    ECFieldElement zInverse = point.getZCoord(0).invert();
    ECFieldElement zInverseSquared = zInverse.square();
    return Arrays.concatenate(
        encode(point.getXCoord().multiply(zInverseSquared)),
        encode(point.getYCoord().multiply(zInverseSquared).multiply(zInverse)));
  }

  @Override
  Completion agree(byte[] random, byte[] peerValue) {
    if (peerValue.length != 2 * fieldLength) {
      return refuse(
          KeyExchangeError.Rule.CURVE_POINT_LENGTH,
          "public value of %d octets instead of %d".formatted(peerValue.length, 2 * fieldLength));
    }
    BigInteger p = group.getCurve().getField().getCharacteristic();
    BigInteger x = BigIntegers.fromUnsignedByteArray(peerValue, 0, fieldLength);
    BigInteger y = BigIntegers.fromUnsignedByteArray(peerValue, fieldLength, fieldLength);
    // = rfc6989:2.3
    if (x.compareTo(p) >= 0 || y.compareTo(p) >= 0) {
      return refuse(
          KeyExchangeError.Rule.CURVE_POINT_VALID, "a coordinate is not less than the field prime");
    }
    ECCurve curve = group.getCurve();
    ECPoint point = curve.createPoint(x, y);
    // = rfc6989:2.3/1, rfc6989:2.4/1, rfc6989:2/1
    if (!point.isValid()) {
      return refuse(
          KeyExchangeError.Rule.CURVE_POINT_VALID, "the public value is not a point of the curve");
    }
    ECPoint common = point.multiply(privateValue(random));
    ECFieldElement zInverse = common.getZCoord(0).invert();
    return new Completed(Secret.adopt(encode(common.getXCoord().multiply(zInverse.square()))));
  }

  /** Coordinates are Jacobian: the library's own normalisation would draw randomness unasked. */
  private byte[] encode(ECFieldElement element) {
    return BigIntegers.asUnsignedByteArray(fieldLength, element.toBigInteger());
  }

  private BigInteger privateValue(byte[] random) {
    return new BigInteger(1, random).mod(group.getN().subtract(BigInteger.ONE)).add(BigInteger.ONE);
  }

  private static int fieldLength(X9ECParameters group) {
    return (group.getCurve().getFieldSize() + 7) / 8;
  }
}
