package org.yett.ike.negotiate;

import java.util.Objects;
import java.util.OptionalInt;
import org.yett.spec.Clause;
import org.yett.spec.iana.EncryptionAlgorithm;
import org.yett.spec.iana.SequenceNumbers;
import org.yett.spec.iana.TransformId;

/**
 * One alternative of a proposal: a Transform ID with the attributes that complete it. Key Length is
 * the only attribute that any transform understood here has, so that two algorithms are equal if
 * and only if their IDs and attributes are, in whatever order these were sent.
 *
 * @param id the entry of the registry
 * @param keyLength the Key Length attribute, in bits, where the transform carries one
 */
@Clause("rfc9370:2.2.1")
public record Algorithm(TransformId id, OptionalInt keyLength) {

  /** Checks that a key length fits its field of 16 bits. */
  public Algorithm {
    Objects.requireNonNull(id, "id");
    keyLength.ifPresent(bits -> {
      if (bits < 1 || bits > 0xffff) {
        throw new IllegalArgumentException("key length out of range: " + bits + " bits");
      }
    });
  }

  /** An algorithm without attributes. */
  public static Algorithm of(TransformId id) {
    return new Algorithm(id, OptionalInt.empty());
  }

  /** A cipher with a Key Length attribute, in bits. */
  public static Algorithm of(EncryptionAlgorithm id, int keyLength) {
    return new Algorithm(id, OptionalInt.of(keyLength));
  }

  /** Whether this stands for leaving the transform out (RFC 7296 3.3.2). */
  public boolean isNone() {
    return id.value() == TransformId.NONE_VALUE
        && !(id instanceof SequenceNumbers)
        && !(id instanceof EncryptionAlgorithm);
  }

  /** Whether this is a combined-mode cipher (RFC 5282 8). */
  public boolean isCombinedMode() {
    return id instanceof EncryptionAlgorithm cipher && cipher.isCombinedMode();
  }

  /** strongSwan's keyword where there is one, such as {@code aes256gcm16}; else the IANA name. */
  @Override
  public String toString() {
    return AlgorithmKeywords.keywordOf(this)
        .orElseGet(() -> id + (keyLength.isPresent() ? "_" + keyLength.getAsInt() : ""));
  }
}
