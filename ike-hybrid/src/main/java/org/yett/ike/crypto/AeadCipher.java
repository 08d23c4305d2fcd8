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
import org.yett.spec.Clause;
import org.yett.spec.iana.EncryptionAlgorithm;

/**
 * AES-GCM with a 16-octet ICV and ChaCha20-Poly1305 in IKEv2: the nonce is salt | IV, the
 * associated data is the prefix.
 */
@Clause("rfc5282:3")
@Clause("rfc5282:5.1")
@Clause("rfc7634:2")
final class AeadCipher implements IkeCipher {

  private static final int SALT_LENGTH = 4;
  private static final int IV_LENGTH = 8;
  private static final int ICV_LENGTH = 16;

  private final EncryptionAlgorithm id;
  private final int keyLength;
  private final boolean gcm;

  private AeadCipher(EncryptionAlgorithm id, int keyLength, boolean gcm) {
    this.id = id;
    this.keyLength = keyLength;
    this.gcm = gcm;
  }

  static Optional<IkeCipher> of(EncryptionAlgorithm id, int keyLength) {
    if (id.equals(EncryptionAlgorithm.AES_GCM_16)) {
      return Optional.of(new AeadCipher(id, keyLength, true));
    }
    if (id.equals(EncryptionAlgorithm.CHACHA20_POLY1305)) {
      return Optional.of(new AeadCipher(id, keyLength, false));
    }
    return Optional.empty();
  }

  @Override
  public int encryptionKeyLength() {
    return keyLength;
  }

  @Override
  public int integrityKeyLength() {
    return 0;
  }

  @Override
  public int ivLength() {
    return IV_LENGTH;
  }

  @Override
  public int blockLength() {
    return 1;
  }

  @Override
  public int icvLength() {
    return ICV_LENGTH;
  }

  @Override
  public boolean isAead() {
    return true;
  }

  @Override
  public byte[] seal(CipherKeys keys, byte[] prefix, byte[] plaintext, byte[] iv, byte[] padding) {
    MessageShape.require(this, keys, iv, padding, plaintext.length);
    byte[] message = MessageShape.lay(prefix, iv, plaintext, padding, plaintext.length, ICV_LENGTH);
    int at = prefix.length + IV_LENGTH;
    try {
      Cipher cipher = cipher(Cipher.ENCRYPT_MODE, keys, iv, 0);
      cipher.updateAAD(prefix);
      cipher.doFinal(message, at, message.length - ICV_LENGTH - at, message, at);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("sealing with " + id + " failed", e);
    }
    return message;
  }

  @Override
  public Opened open(CipherKeys keys, byte[] message, int bodyOffset) {
    MessageShape.require(this, keys);
    java.util.Objects.checkIndex(bodyOffset, message.length + 1);
    int at = bodyOffset + IV_LENGTH;
    if (message.length - at < 1 + ICV_LENGTH) {
      return new Opened.Refused(Opened.Refusal.TOO_SHORT);
    }
    byte[] padded;
    try {
      Cipher cipher = cipher(Cipher.DECRYPT_MODE, keys, message, bodyOffset);
      cipher.updateAAD(message, 0, bodyOffset);
      padded = cipher.doFinal(message, at, message.length - at);
    } catch (AEADBadTagException e) {
      return new Opened.Refused(Opened.Refusal.WRONG_ICV);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("opening with " + id + " failed", e);
    }
    return MessageShape.strip(padded);
  }

  private Cipher cipher(int mode, CipherKeys keys, byte[] ivHolder, int ivOffset)
      throws GeneralSecurityException {
    byte[] nonce = new byte[SALT_LENGTH + IV_LENGTH];
    byte[] keyAndSalt = keys.encryption().raw();
    int key = keyAndSalt.length - SALT_LENGTH;
    System.arraycopy(keyAndSalt, key, nonce, 0, SALT_LENGTH);
    System.arraycopy(ivHolder, ivOffset, nonce, SALT_LENGTH, IV_LENGTH);
    Cipher cipher = Cipher.getInstance(gcm ? "AES/GCM/NoPadding" : "ChaCha20-Poly1305");
    AlgorithmParameterSpec parameters =
        gcm ? new GCMParameterSpec(8 * ICV_LENGTH, nonce) : new IvParameterSpec(nonce);
    cipher.init(mode, new SecretKeySpec(keyAndSalt, 0, key, gcm ? "AES" : "ChaCha20"), parameters);
    Arrays.fill(nonce, (byte) 0);
    return cipher;
  }

  @Override
  public String toString() {
    return gcm ? id + "_" + 8 * (keyLength - SALT_LENGTH) : id.toString();
  }
}
