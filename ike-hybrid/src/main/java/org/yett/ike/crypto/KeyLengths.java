package org.yett.ike.crypto;

import java.util.OptionalInt;
import org.yett.spec.Clause;
import org.yett.spec.iana.EncryptionAlgorithm;
import org.yett.spec.iana.IntegrityAlgorithm;

/**
 * How many octets of keying material the negotiated algorithms take, for IKE and for Child SAs. An
 * encryption algorithm's salt or nonce counts with its key, as it is taken from the same stretch.
 */
public final class KeyLengths {

  private static final int CTR_NONCE = 4;
  private static final int CCM_SALT = 3;
  private static final int GCM_SALT = 4;
  private static final int CHACHA_KEY_AND_SALT = 36;

  private KeyLengths() {}

  /**
   * Octets of an encryption algorithm.
   *
   * @param algorithm the transform
   * @param keyBits its Key Length attribute; must be there for AES, and must not for others
   * @return empty if the algorithm is not known here or the key length is none of its own
   */
  public static OptionalInt encryption(EncryptionAlgorithm algorithm, OptionalInt keyBits) {
    if (algorithm.equals(EncryptionAlgorithm.NULL)) {
      return withoutAttribute(keyBits, 0);
    }
    if (algorithm.equals(EncryptionAlgorithm.CHACHA20_POLY1305)) {
      return withoutAttribute(keyBits, CHACHA_KEY_AND_SALT);
    }
    if (algorithm.equals(EncryptionAlgorithm.AES_CBC)) {
      return aes(keyBits, 0);
    }
    if (algorithm.equals(EncryptionAlgorithm.AES_CTR)) {
      return aes(keyBits, CTR_NONCE);
    }
    if (algorithm.equals(EncryptionAlgorithm.AES_CCM_8)
        || algorithm.equals(EncryptionAlgorithm.AES_CCM_12)
        || algorithm.equals(EncryptionAlgorithm.AES_CCM_16)) {
      return aes(keyBits, CCM_SALT);
    }
    if (algorithm.equals(EncryptionAlgorithm.AES_GCM_8)
        || algorithm.equals(EncryptionAlgorithm.AES_GCM_12)
        || algorithm.equals(EncryptionAlgorithm.AES_GCM_16)
        // = rfc5282:7.1/2
        || algorithm.equals(EncryptionAlgorithm.NULL_AUTH_AES_GMAC)) {
      return aes(keyBits, GCM_SALT);
    }
    return OptionalInt.empty();
  }

  /**
   * Octets of an integrity algorithm; 0 for NONE.
   *
   * @return empty if the algorithm is not known here
   */
  public static OptionalInt integrity(IntegrityAlgorithm algorithm) {
    if (algorithm.equals(IntegrityAlgorithm.NONE)) {
      return OptionalInt.of(0);
    }
    return Integrity.of(algorithm)
        .map(known -> OptionalInt.of(known.keyLength()))
        .orElse(OptionalInt.empty());
  }

  @Clause("rfc7296:3.3.5/4")
  private static OptionalInt withoutAttribute(OptionalInt keyBits, int octets) {
    return keyBits.isEmpty() ? OptionalInt.of(octets) : OptionalInt.empty();
  }

  @Clause("rfc7296:3.3.5/5")
  @Clause("rfc5282:7.3/1")
  @Clause("rfc5282:7.3/2")
  @Clause("rfc3602:2.2/1")
  @Clause("rfc3602:2.2/2")
  @Clause("rfc3602:5.3/1")
  private static OptionalInt aes(OptionalInt keyBits, int salt) {
    return switch (keyBits.orElse(0)) {
      case 128, 192, 256 -> OptionalInt.of(keyBits.orElseThrow() / 8 + salt);
      default -> OptionalInt.empty();
    };
  }
}
