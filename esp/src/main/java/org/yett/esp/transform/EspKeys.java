package org.yett.esp.transform;

import java.util.Arrays;
import java.util.Optional;
import javax.crypto.SecretKey;
import org.yett.spec.Clause;

/**
 * The keys of one direction of one Child SA, as taken from KEYMAT (RFC 7296 2.17). Owns its octets;
 * {@link #close} zeroizes them, at any time and from any thread. Key schedules that the crypto
 * provider holds live on until they are collected.
 */
public final class EspKeys implements AutoCloseable {
  private final EspSuite suite;
  private final EspKey cipherKey;
  private final byte[] salt;
  private final EspKey integrityKey;

  /**
   * @param encryption cipher key followed by salt, {@link EspSuite#encryptionKeymatLength()}
   *     octets; copied, and zeroized before this returns
   * @param integrity {@link EspSuite#integrityKeymatLength()} octets; copied, and zeroized before
   *     this returns
   * @throws IllegalArgumentException if a length is wrong; then nothing is zeroized
   */
  @Clause("rfc4106:8.1/1")
  public EspKeys(EspSuite suite, byte[] encryption, byte[] integrity) {
    if (encryption.length != suite.encryptionKeymatLength()) {
      throw new IllegalArgumentException(
          "encryption keying material of %d octets, expected %d"
              .formatted(encryption.length, suite.encryptionKeymatLength()));
    }
    if (integrity.length != suite.integrityKeymatLength()) {
      throw new IllegalArgumentException(
          "integrity keying material of %d octets, expected %d"
              .formatted(integrity.length, suite.integrityKeymatLength()));
    }
    this.suite = suite;
    int keyLength = suite.keyBits() / 8;
    String algorithm = suite.encryption() == Encryption.CHACHA20_POLY1305 ? "ChaCha20" : "AES";
    cipherKey = new EspKey(Arrays.copyOf(encryption, keyLength), algorithm);
    salt = Arrays.copyOfRange(encryption, keyLength, encryption.length);
    integrityKey = new EspKey(integrity.clone(), suite.integrity().jcaName());
    Arrays.fill(encryption, (byte) 0);
    Arrays.fill(integrity, (byte) 0);
  }

  /** The algorithms that these keys are for. */
  public EspSuite suite() {
    return suite;
  }

  /** The cipher key without salt; of no use once closed. */
  public SecretKey cipherKey() {
    return cipherKey;
  }

  /** The key of the separate integrity algorithm; of no use once closed. */
  public Optional<SecretKey> integrityKey() {
    return suite.integrity() == Integrity.NONE ? Optional.empty() : Optional.of(integrityKey);
  }

  /** A copy of the salt. */
  byte[] salt() {
    return salt.clone();
  }

  /** Whether the keys are gone. */
  public boolean closed() {
    return cipherKey.isDestroyed();
  }

  /** Zeroizes the keys. Workers in the middle of a packet finish it or fail, never in between. */
  @Override
  public void close() {
    cipherKey.destroy();
    integrityKey.destroy();
    Arrays.fill(salt, (byte) 0);
  }

  @Override
  public String toString() {
    return "EspKeys[" + suite + ", redacted]";
  }
}
