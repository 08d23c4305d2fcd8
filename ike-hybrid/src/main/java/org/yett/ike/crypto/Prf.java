package org.yett.ike.crypto;

import java.util.Optional;
import javax.crypto.Mac;
import org.yett.spec.Clause;
import org.yett.spec.iana.PseudorandomFunction;

/**
 * A negotiated pseudorandom function with {@code prf} and {@code prf+} (RFC 7296 2.13). Those here
 * are HMAC with SHA-2, which take keys of any length and prefer keys of their output's length (RFC
 * 4868 2.1.2).
 */
public final class Prf {

  /** {@code prf+} is not defined beyond this many times the output length (RFC 7296 2.13). */
  public static final int MAXIMUM_BLOCKS = 255;

  private static final Prf HMAC_SHA2_256 =
      new Prf(PseudorandomFunction.HMAC_SHA2_256, Hmac.SHA2_256);
  private static final Prf HMAC_SHA2_384 =
      new Prf(PseudorandomFunction.HMAC_SHA2_384, Hmac.SHA2_384);
  private static final Prf HMAC_SHA2_512 =
      new Prf(PseudorandomFunction.HMAC_SHA2_512, Hmac.SHA2_512);

  private final PseudorandomFunction id;
  private final Hmac hmac;

  private Prf(PseudorandomFunction id, Hmac hmac) {
    this.id = id;
    this.hmac = hmac;
  }

  /** The function of this number, if it can be computed here. */
  @Clause("rfc7296:5/1")
  @Clause("rfc7296:1.7/8")
  public static Optional<Prf> of(PseudorandomFunction id) {
    if (id.equals(PseudorandomFunction.HMAC_SHA2_256)) {
      return Optional.of(HMAC_SHA2_256);
    }
    if (id.equals(PseudorandomFunction.HMAC_SHA2_384)) {
      return Optional.of(HMAC_SHA2_384);
    }
    if (id.equals(PseudorandomFunction.HMAC_SHA2_512)) {
      return Optional.of(HMAC_SHA2_512);
    }
    return Optional.empty();
  }

  /** The number under which it is negotiated. */
  public PseudorandomFunction id() {
    return id;
  }

  /** Length of {@code prf}'s output in octets. */
  public int outputLength() {
    return hmac.outputLength();
  }

  /** Preferred key length in octets: that of SK_d, SK_pi and SK_pr. */
  public int preferredKeyLength() {
    return hmac.outputLength();
  }

  /** Begins {@code prf(key, ...)}; the data is what the computation is updated with, in order. */
  public Computation keyed(Secret key) {
    return new Computation(hmac.keyed(key.raw()));
  }

  /** Begins {@code prf(key, ...)} with a public key such as {@code Ni | Nr}. */
  public Computation keyed(byte[] key) {
    return new Computation(hmac.keyed(key));
  }

  /**
   * {@code prf+(key, seed)}, cut to {@code length} octets.
   *
   * @throws IllegalArgumentException if {@code length} is negative or beyond 255 blocks
   */
  @Clause("rfc7296:2.13/x1")
  public Secret plus(Secret key, Secret seed, int length) {
    if (length < 0 || length > maximumExpansion()) {
      throw new IllegalArgumentException(
          "prf+ of %d octets with %s, which ends at %d".formatted(length, id, maximumExpansion()));
    }
    byte[] all = new byte[length];
    byte[] block = new byte[0];
    Mac mac = hmac.keyed(key.raw());
    for (int at = 0, number = 1; at < length; number++) {
      mac.update(block);
      mac.update(seed.raw());
      mac.update((byte) number);
      Hmac.wipe(block);
      block = mac.doFinal();
      int taken = Math.min(block.length, length - at);
      System.arraycopy(block, 0, all, at, taken);
      at += taken;
    }
    Hmac.wipe(block);
    return Secret.adopt(all);
  }

  /** {@link #plus(Secret, Secret, int)} with a public seed. */
  public Secret plus(Secret key, byte[] seed, int length) {
    try (Secret copy = Secret.copyOf(seed)) {
      return plus(key, copy, length);
    }
  }

  /** The longest output of {@code prf+} in octets. */
  public int maximumExpansion() {
    return MAXIMUM_BLOCKS * outputLength();
  }

  @Override
  public String toString() {
    return id.toString();
  }

  /** One {@code prf} under way. It ends with {@link #secret()} or {@link #octets()}. */
  public static final class Computation {

    private final Mac mac;

    private Computation(Mac mac) {
      this.mac = mac;
    }

    /** Appends public data. */
    public Computation update(byte[] data) {
      mac.update(data);
      return this;
    }

    /** Appends secret data. */
    public Computation update(Secret data) {
      mac.update(data.raw());
      return this;
    }

    /** The output as a secret, which the caller closes. */
    public Secret secret() {
      return Secret.adopt(mac.doFinal());
    }

    /** The output where it is public, such as AUTH data and IntAuth. */
    public byte[] octets() {
      return mac.doFinal();
    }
  }
}
