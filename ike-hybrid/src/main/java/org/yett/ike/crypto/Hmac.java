package org.yett.ike.crypto;

import java.security.InvalidKeyException;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import javax.crypto.Mac;
import javax.crypto.SecretKey;

/** HMAC with SHA-2, as PRF and as integrity algorithm (RFC 4868). */
enum Hmac {
  SHA2_256("HmacSHA256", 32),
  SHA2_384("HmacSHA384", 48),
  SHA2_512("HmacSHA512", 64);

  private final String jcaName;
  private final int outputLength;

  Hmac(String jcaName, int outputLength) {
    this.jcaName = jcaName;
    this.outputLength = outputLength;
  }

  int outputLength() {
    return outputLength;
  }

  /** A computation under {@code key}, which may be empty and is not kept by us. */
  Mac keyed(byte[] key) {
    try {
      Mac mac = Mac.getInstance(jcaName);
      mac.init(new LentKey(key, jcaName));
      return mac;
    } catch (NoSuchAlgorithmException | InvalidKeyException e) {
      throw new IllegalStateException("this Java platform cannot do " + jcaName, e);
    }
  }

  /** A key that keeps no copy of its own, and may be empty as SecretKeySpec may not. */
  private record LentKey(byte[] octets, String algorithm) implements SecretKey {

    @Override
    public String getAlgorithm() {
      return algorithm;
    }

    @Override
    public String getFormat() {
      return "RAW";
    }

    @Override
    public byte[] getEncoded() {
      return octets.clone();
    }

    @Override
    public boolean equals(Object other) {
      return this == other;
    }

    @Override
    public int hashCode() {
      return System.identityHashCode(this);
    }

    @Override
    public String toString() {
      return algorithm + " key";
    }
  }

  static void wipe(byte[] octets) {
    Arrays.fill(octets, (byte) 0);
  }
}
