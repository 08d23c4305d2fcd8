package org.yett.ike.crypto;

import java.security.GeneralSecurityException;
import javax.crypto.Cipher;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/** AES in CBC mode without padding of its own (RFC 3602). */
public final class AesCbc {

  /** Octets of a block and of the IV. */
  public static final int BLOCK_LENGTH = 16;

  private AesCbc() {}

  /**
   * Encrypts in place.
   *
   * @param key 16, 24 or 32 octets
   * @param iv 16 octets, unpredictable
   * @param buffer holds {@code length} octets of plaintext, whole blocks, at {@code offset}
   */
  public static void encrypt(Secret key, byte[] iv, byte[] buffer, int offset, int length) {
    try {
      cipher(Cipher.ENCRYPT_MODE, key, iv).doFinal(buffer, offset, length, buffer, offset);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("encrypting with AES-CBC failed", e);
    }
  }

  /**
   * Decrypts; only ever called on what an integrity check has passed.
   *
   * @param key 16, 24 or 32 octets
   * @param iv 16 octets
   * @param buffer holds {@code length} octets of ciphertext, whole blocks, at {@code offset}; not
   *     changed
   */
  public static byte[] decrypt(Secret key, byte[] iv, byte[] buffer, int offset, int length) {
    try {
      return cipher(Cipher.DECRYPT_MODE, key, iv).doFinal(buffer, offset, length);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("decrypting with AES-CBC failed", e);
    }
  }

  private static Cipher cipher(int mode, Secret key, byte[] iv) throws GeneralSecurityException {
    Cipher cipher = Cipher.getInstance("AES/CBC/NoPadding");
    cipher.init(mode, new SecretKeySpec(key.raw(), "AES"), new IvParameterSpec(iv));
    return cipher;
  }
}
