package org.yett.features.reference;

import java.io.ByteArrayOutputStream;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.yett.ike.wire.Octets;

/** prf and prf+ (RFC 7296 2.13) of the HMACs. */
public enum ReferencePrf {
  /** PRF_HMAC_SHA2_256. */
  HMAC_SHA2_256("HmacSHA256", 32),
  /** PRF_HMAC_SHA2_384. */
  HMAC_SHA2_384("HmacSHA384", 48),
  /** PRF_HMAC_SHA2_512. */
  HMAC_SHA2_512("HmacSHA512", 64);

  private final String mac;
  private final int length;

  ReferencePrf(String mac, int length) {
    this.mac = mac;
    this.length = length;
  }

  /** Octets of its output, and of its preferred key. */
  public int length() {
    return length;
  }

  /** prf (key, parts joined). */
  public byte[] prf(byte[] key, byte[]... parts) {
    return mac(mac, key, parts);
  }

  /** As many octets of prf+ (key, seed) as asked for. */
  public byte[] plus(byte[] key, byte[] seed, int octets) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    byte[] block = new byte[0];
    for (int counter = 1; out.size() < octets; counter++) {
      block = prf(key, block, seed, new byte[] {(byte) counter});
      out.writeBytes(block);
    }
    return Arrays.copyOf(out.toByteArray(), octets);
  }

  static byte[] mac(String algorithm, byte[] key, byte[]... parts) {
    try {
      Mac computation = Mac.getInstance(algorithm);
      computation.init(new SecretKeySpec(key, algorithm));
      for (byte[] part : parts) {
        computation.update(part);
      }
      return computation.doFinal();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK has " + algorithm, e);
    }
  }

  static byte[] join(Octets... parts) {
    return Octets.concat(parts).toArray();
  }
}
