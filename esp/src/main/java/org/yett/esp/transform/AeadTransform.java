package org.yett.esp.transform;

import java.security.GeneralSecurityException;
import java.security.InvalidAlgorithmParameterException;
import java.security.InvalidKeyException;
import java.security.spec.AlgorithmParameterSpec;
import java.util.Arrays;
import javax.crypto.Cipher;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.IvParameterSpec;
import org.yett.esp.packet.Octets;
import org.yett.spec.Clause;

/**
 * AES-GCM (RFC 4106) and ChaCha20-Poly1305 (RFC 7634), which differ in the cipher alone. The
 * explicit IV is the sequence number: unique for the key as long as the SA gives each number once.
 */
final class AeadTransform implements Sealer, Opener {
  private static final int IV_LENGTH = 8;
  private static final int ICV_LENGTH = 16;
  private static final int HEADER_LENGTH = EspSuite.HEADER_LENGTH;
  private static final int PAYLOAD_OFFSET = HEADER_LENGTH + IV_LENGTH;

  private final EspKeys keys;
  private final SecretKey key;
  private final Cipher cipher;
  private final boolean gcm;
  private final boolean esn;
  private final byte[] nonce;
  private final int saltLength;
  private final byte[] aad = new byte[12];

  AeadTransform(JcaTransforms jca, EspKeys keys, boolean esn) {
    this.keys = keys;
    this.key = keys.cipherKey();
    this.gcm = keys.suite().encryption() == Encryption.AES_GCM_16;
    this.cipher = jca.cipher(gcm ? "AES/GCM/NoPadding" : "ChaCha20-Poly1305");
    this.esn = esn;
    byte[] salt = keys.salt();
    this.saltLength = salt.length;
    this.nonce = Arrays.copyOf(salt, saltLength + IV_LENGTH);
  }

  @Override
  @Clause("rfc4106:2/1")
  @Clause("rfc4106:3.1/1")
  @Clause("rfc4106:3.1/2")
  @Clause("rfc7634:2/1")
  @Clause("rfc7634:2/2")
  public int seal(byte[] buffer, int offset, int plaintextLength, int spi, long sequence) {
    if ((plaintextLength & 3) != 0) {
      throw new IllegalArgumentException("plaintext of " + plaintextLength + " octets");
    }
    Octets.putInt32(buffer, offset, spi);
    Octets.putInt32(buffer, offset + 4, (int) sequence);
    Octets.putInt64(buffer, offset + HEADER_LENGTH, sequence);
    return seal(buffer, offset, plaintextLength, sequence);
  }

  /** Seals with the header and IV that stand in the buffer. */
  int seal(byte[] buffer, int offset, int plaintextLength, long sequence) {
    int payload = offset + PAYLOAD_OFFSET;
    try {
      start(Cipher.ENCRYPT_MODE, buffer, offset, sequence);
      int written = cipher.doFinal(buffer, payload, plaintextLength, buffer, payload);
      return PAYLOAD_OFFSET + written;
    } catch (InvalidKeyException | InvalidAlgorithmParameterException e) {
      // ChaCha20 calls a nonce that comes twice an invalid key, GCM an invalid parameter.
      if (keys.closed()) {
        return Sealer.CLOSED;
      }
      throw new IllegalArgumentException("sequence number used twice, or key refused", e);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("sealing failed", e);
    }
  }

  @Override
  public int open(byte[] buffer, int offset, int length, long sequence) {
    int ciphertext = length - PAYLOAD_OFFSET;
    if (ciphertext < ICV_LENGTH + EspSuite.TRAILER_LENGTH || (ciphertext & 3) != 0) {
      return BAD_LENGTH;
    }
    int payload = offset + PAYLOAD_OFFSET;
    try {
      start(Cipher.DECRYPT_MODE, buffer, offset, sequence);
      return cipher.doFinal(buffer, payload, ciphertext, buffer, payload);
    } catch (InvalidKeyException e) {
      if (keys.closed()) {
        return Opener.CLOSED;
      }
      throw new IllegalStateException("the provider refused the key", e);
    } catch (GeneralSecurityException _) {
      return REJECTED;
    }
  }

  @Clause("rfc4106:4")
  @Clause("rfc4106:5")
  @Clause("rfc7634:2.1")
  private void start(int mode, byte[] buffer, int offset, long sequence)
      throws GeneralSecurityException {
    System.arraycopy(buffer, offset + HEADER_LENGTH, nonce, saltLength, IV_LENGTH);
    AlgorithmParameterSpec parameters =
        gcm ? new GCMParameterSpec(8 * ICV_LENGTH, nonce) : new IvParameterSpec(nonce);
    cipher.init(mode, key, parameters);
    // = rfc4303:2.2.1/2
    if (esn) {
      System.arraycopy(buffer, offset, aad, 0, 4);
      Octets.putInt64(aad, 4, sequence);
      cipher.updateAAD(aad, 0, 12);
    } else {
      cipher.updateAAD(buffer, offset, HEADER_LENGTH);
    }
  }
}
