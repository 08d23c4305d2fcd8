package org.yett.ike.crypto;

import java.security.GeneralSecurityException;
import java.security.spec.AlgorithmParameterSpec;
import java.util.Arrays;
import java.util.Optional;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * Authenticated encryption as IPsec uses it: the nonce is a salt of 4 octets, which follows the key
 * in the keying material, and an IV of 8 octets, which travels; the tag has 16 octets (RFC 5282 4,
 * RFC 7634 2).
 */
public enum Aead {
  /** AES-GCM; the length of the keying material tells the key's: 20, 28 or 36 octets. */
  AES_GCM("AES/GCM/NoPadding", "AES") {
    @Override
    AlgorithmParameterSpec parameters(byte[] nonce) {
      return new GCMParameterSpec(8 * TAG_LENGTH, nonce);
    }
  },
  /** ChaCha20-Poly1305; the keying material has 36 octets. */
  CHACHA20_POLY1305("ChaCha20-Poly1305", "ChaCha20") {
    @Override
    AlgorithmParameterSpec parameters(byte[] nonce) {
      return new IvParameterSpec(nonce);
    }
  };

  /** Octets of salt at the end of the keying material. */
  public static final int SALT_LENGTH = 4;

  /** Octets of the IV. */
  public static final int IV_LENGTH = 8;

  /** Octets of the tag. */
  public static final int TAG_LENGTH = 16;

  private final String transformation;
  private final String keyAlgorithm;

  Aead(String transformation, String keyAlgorithm) {
    this.transformation = transformation;
    this.keyAlgorithm = keyAlgorithm;
  }

  abstract AlgorithmParameterSpec parameters(byte[] nonce);

  /**
   * Encrypts in place and writes the tag behind the ciphertext.
   *
   * @param keyAndSalt keying material
   * @param iv 8 octets, never used before with this key
   * @param associated the associated data
   * @param buffer holds {@code length} octets of plaintext at {@code offset}, and room for the tag
   *     behind them
   */
  public void seal(
      Secret keyAndSalt, byte[] iv, byte[] associated, byte[] buffer, int offset, int length) {
    try {
      Cipher cipher = cipher(Cipher.ENCRYPT_MODE, keyAndSalt, iv);
      cipher.updateAAD(associated);
      cipher.doFinal(buffer, offset, length, buffer, offset);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("sealing with " + transformation + " failed", e);
    }
  }

  /**
   * Checks the tag and decrypts.
   *
   * @param keyAndSalt keying material
   * @param iv 8 octets
   * @param associated the associated data
   * @param buffer holds ciphertext and tag, {@code length} octets at {@code offset}; not changed
   * @return the plaintext; empty if the tag is wrong or there is no room for one
   */
  public Optional<byte[]> open(
      Secret keyAndSalt, byte[] iv, byte[] associated, byte[] buffer, int offset, int length) {
    try {
      Cipher cipher = cipher(Cipher.DECRYPT_MODE, keyAndSalt, iv);
      cipher.updateAAD(associated);
      return Optional.of(cipher.doFinal(buffer, offset, length));
    } catch (AEADBadTagException e) {
      return Optional.empty();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("opening with " + transformation + " failed", e);
    }
  }

  private Cipher cipher(int mode, Secret keyAndSalt, byte[] iv) throws GeneralSecurityException {
    if (iv.length != IV_LENGTH) {
      throw new IllegalArgumentException(
          "IV of %d octets instead of %d".formatted(iv.length, IV_LENGTH));
    }
    byte[] material = keyAndSalt.raw();
    int key = material.length - SALT_LENGTH;
    // = rfc5282:4/1, rfc5282:4/2
    byte[] nonce = Arrays.copyOfRange(material, key, material.length + IV_LENGTH);
    System.arraycopy(iv, 0, nonce, SALT_LENGTH, IV_LENGTH);
    Cipher cipher = Cipher.getInstance(transformation);
    cipher.init(mode, new SecretKeySpec(material, 0, key, keyAlgorithm), parameters(nonce));
    return cipher;
  }
}
