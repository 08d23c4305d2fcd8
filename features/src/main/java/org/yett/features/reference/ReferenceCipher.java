package org.yett.features.reference;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Optional;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.yett.ike.wire.Octets;
import org.yett.ike.wire.Side;
import org.yett.spec.iana.EncryptionAlgorithm;
import org.yett.spec.iana.IntegrityAlgorithm;

/** Opens and seals Encrypted payloads (RFC 7296 3.14, RFC 5282 3, RFC 7634 2). */
public final class ReferenceCipher {

  private static final int SALT = 4;
  private static final int AEAD_IV = 8;
  private static final int AEAD_TAG = 16;
  private static final int CBC_BLOCK = 16;

  private final ReferenceSuite suite;
  private final byte[] encryptionKey;
  private final byte[] integrityKey;

  /** For what a side sends under these keys. */
  public ReferenceCipher(ReferenceSuite suite, ReferenceKeys keys, Side sender) {
    this.suite = suite;
    this.encryptionKey = keys.skE(sender).toArray();
    this.integrityKey = keys.skA(sender).toArray();
  }

  private boolean isAead() {
    return !suite.encryption().equals(EncryptionAlgorithm.AES_CBC);
  }

  /** Octets of the initialization vector. */
  public int ivLength() {
    return isAead() ? AEAD_IV : CBC_BLOCK;
  }

  /**
   * Opens a message.
   *
   * @param message as it was on the wire
   * @param bodyOffset where the initialization vector begins
   * @return the inner payloads without padding; empty if these are not its keys
   */
  public Optional<Octets> open(Octets message, int bodyOffset) {
    try {
      return (isAead() ? openAead(message, bodyOffset) : openCbc(message, bodyOffset))
          .map(ReferenceCipher::withoutPadding);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK has " + suite.encryption(), e);
    }
  }

  private static Octets withoutPadding(byte[] padded) {
    int padLength = padded[padded.length - 1] & 0xff;
    return Octets.wrap(Arrays.copyOf(padded, padded.length - 1 - padLength));
  }

  private Optional<byte[]> openAead(Octets message, int bodyOffset)
      throws GeneralSecurityException {
    if (message.size() < bodyOffset + AEAD_IV + 1 + AEAD_TAG) {
      return Optional.empty();
    }
    Cipher cipher = aead(Cipher.DECRYPT_MODE, message.slice(bodyOffset, AEAD_IV));
    cipher.updateAAD(message.slice(0, bodyOffset).toArray());
    try {
      return Optional.of(cipher.doFinal(message.from(bodyOffset + AEAD_IV).toArray()));
    } catch (AEADBadTagException otherKeys) {
      return Optional.empty();
    }
  }

  private Cipher aead(int mode, Octets iv) throws GeneralSecurityException {
    int keyLength = encryptionKey.length - SALT;
    byte[] key = Arrays.copyOf(encryptionKey, keyLength);
    byte[] salt = Arrays.copyOfRange(encryptionKey, keyLength, encryptionKey.length);
    byte[] nonce = Octets.concat(Octets.wrap(salt), iv).toArray();
    boolean aes = suite.encryption().equals(EncryptionAlgorithm.AES_GCM_16);
    Cipher cipher = Cipher.getInstance(aes ? "AES/GCM/NoPadding" : "ChaCha20-Poly1305");
    cipher.init(
        mode,
        new SecretKeySpec(key, aes ? "AES" : "ChaCha20"),
        aes ? new GCMParameterSpec(8 * AEAD_TAG, nonce) : new IvParameterSpec(nonce));
    return cipher;
  }

  private Optional<byte[]> openCbc(Octets message, int bodyOffset) throws GeneralSecurityException {
    int icvAt = message.size() - icvLength();
    if (icvAt < bodyOffset + 2 * CBC_BLOCK || (icvAt - bodyOffset) % CBC_BLOCK != 0) {
      return Optional.empty();
    }
    byte[] icv = icv(message.slice(0, icvAt).toArray());
    if (!MessageDigest.isEqual(icv, message.from(icvAt).toArray())) {
      return Optional.empty();
    }
    Cipher cipher = Cipher.getInstance("AES/CBC/NoPadding");
    cipher.init(
        Cipher.DECRYPT_MODE,
        new SecretKeySpec(encryptionKey, "AES"),
        new IvParameterSpec(message.slice(bodyOffset, CBC_BLOCK).toArray()));
    int from = bodyOffset + CBC_BLOCK;
    return Optional.of(cipher.doFinal(message.slice(from, icvAt - from).toArray()));
  }

  private byte[] icv(byte[] covered) {
    return Arrays.copyOf(ReferencePrf.mac(integrityMac(), integrityKey, covered), icvLength());
  }

  private int icvLength() {
    return suite.integrityKeyLength() / 2;
  }

  private String integrityMac() {
    if (suite.integrity().equals(IntegrityAlgorithm.HMAC_SHA2_256_128)) {
      return "HmacSHA256";
    } else if (suite.integrity().equals(IntegrityAlgorithm.HMAC_SHA2_384_192)) {
      return "HmacSHA384";
    }
    return "HmacSHA512";
  }

  /** How many octets the body of a message has: initialization vector to checksum. */
  public int bodyLength(int plaintext) {
    requireAead();
    return AEAD_IV + plaintext + 1 + AEAD_TAG;
  }

  /**
   * Seals a message, without padding.
   *
   * @param prefix everything up to the initialization vector, with the final lengths
   * @param iv the initialization vector
   * @param plaintext the inner payloads
   * @throws IllegalStateException if the cipher is not an AEAD
   */
  public Octets seal(Octets prefix, Octets iv, Octets plaintext) {
    requireAead();
    try {
      Cipher cipher = aead(Cipher.ENCRYPT_MODE, iv);
      cipher.updateAAD(prefix.toArray());
      byte[] sealed = cipher.doFinal(Octets.concat(plaintext, Octets.wrap(new byte[1])).toArray());
      return Octets.concat(prefix, iv, Octets.wrap(sealed));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK has " + suite.encryption(), e);
    }
  }

  private void requireAead() {
    if (!isAead()) {
      throw new IllegalStateException("the reference seals with AEADs alone");
    }
  }
}
