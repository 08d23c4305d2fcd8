package org.yett.ike.crypto;

import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Optional;
import javax.crypto.Mac;
import org.yett.spec.Clause;
import org.yett.spec.iana.IntegrityAlgorithm;

/** A negotiated integrity algorithm: HMAC with SHA-2, cut to half its output (RFC 4868 2.3). */
@Clause("rfc4868:2.1.1")
public final class Integrity {

  private static final Integrity SHA2_256_128 =
      new Integrity(IntegrityAlgorithm.HMAC_SHA2_256_128, Hmac.SHA2_256);
  private static final Integrity SHA2_384_192 =
      new Integrity(IntegrityAlgorithm.HMAC_SHA2_384_192, Hmac.SHA2_384);
  private static final Integrity SHA2_512_256 =
      new Integrity(IntegrityAlgorithm.HMAC_SHA2_512_256, Hmac.SHA2_512);

  private final IntegrityAlgorithm id;
  private final Hmac hmac;

  private Integrity(IntegrityAlgorithm id, Hmac hmac) {
    this.id = id;
    this.hmac = hmac;
  }

  /** The algorithm of this number, if it can be computed here. */
  public static Optional<Integrity> of(IntegrityAlgorithm id) {
    if (id.equals(IntegrityAlgorithm.HMAC_SHA2_256_128)) {
      return Optional.of(SHA2_256_128);
    }
    if (id.equals(IntegrityAlgorithm.HMAC_SHA2_384_192)) {
      return Optional.of(SHA2_384_192);
    }
    if (id.equals(IntegrityAlgorithm.HMAC_SHA2_512_256)) {
      return Optional.of(SHA2_512_256);
    }
    return Optional.empty();
  }

  /** The number under which it is negotiated. */
  public IntegrityAlgorithm id() {
    return id;
  }

  /** Key length in octets: that of the hash's output, and no other (RFC 4868 2.1.1). */
  @Clause("rfc4868:2.1.1/1")
  public int keyLength() {
    return hmac.outputLength();
  }

  /** Length of the ICV in octets. */
  @Clause("rfc4868:2.3/1")
  public int icvLength() {
    return hmac.outputLength() / 2;
  }

  /**
   * The ICV over a part of an array.
   *
   * @throws IllegalArgumentException if the key has another length
   */
  public byte[] icv(Secret key, byte[] data, int offset, int length) {
    if (key.length() != keyLength()) {
      throw new IllegalArgumentException(
          "%s takes a key of %d octets, not %d".formatted(id, keyLength(), key.length()));
    }
    Mac mac = hmac.keyed(key.raw());
    mac.update(data, offset, length);
    return Arrays.copyOf(mac.doFinal(), icvLength());
  }

  /**
   * Whether {@code icv} is that of the data, in time independent of where they differ.
   *
   * @param icv {@link #icvLength()} octets
   */
  public boolean verify(Secret key, byte[] data, int offset, int length, byte[] icv) {
    return MessageDigest.isEqual(icv(key, data, offset, length), icv);
  }

  @Override
  public String toString() {
    return id.toString();
  }
}
