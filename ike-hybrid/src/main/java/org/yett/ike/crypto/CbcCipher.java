package org.yett.ike.crypto;

import java.util.Arrays;
import java.util.Objects;
import java.util.OptionalInt;
import org.yett.spec.Clause;
import org.yett.spec.iana.EncryptionAlgorithm;
import org.yett.spec.iana.IntegrityAlgorithm;

/**
 * AES-CBC with an HMAC over the encrypted message, from the first octet of the IKE header on. The
 * ICV is checked before anything is decrypted.
 */
@Clause("rfc7296:3.14")
@Clause("rfc3602:2.1")
final class CbcCipher implements IkeCipher {

  private static final int BLOCK = AesCbc.BLOCK_LENGTH;

  private final int keyLength;
  private final Integrity integrity;

  CbcCipher(int keyLength, Integrity integrity) {
    this.keyLength = keyLength;
    this.integrity = integrity;
  }

  @Override
  public EncryptionAlgorithm encryption() {
    return EncryptionAlgorithm.AES_CBC;
  }

  @Override
  public OptionalInt keyBits() {
    return OptionalInt.of(8 * keyLength);
  }

  @Override
  public IntegrityAlgorithm integrity() {
    return integrity.id();
  }

  @Override
  public int encryptionKeyLength() {
    return keyLength;
  }

  @Override
  public int integrityKeyLength() {
    return integrity.keyLength();
  }

  @Override
  public int ivLength() {
    return BLOCK;
  }

  @Override
  public int blockLength() {
    return BLOCK;
  }

  @Override
  public int icvLength() {
    return integrity.icvLength();
  }

  @Override
  public boolean isAead() {
    return false;
  }

  @Override
  public byte[] seal(CipherKeys keys, byte[] prefix, byte[] plaintext, byte[] iv, byte[] padding) {
    MessageShape.require(this, keys, iv, padding, plaintext.length);
    byte[] message = MessageShape.lay(prefix, iv, plaintext, padding, icvLength());
    int at = prefix.length + BLOCK;
    int end = message.length - icvLength();
    AesCbc.encrypt(keys.encryption(), iv, message, at, end - at);
    // = rfc7296:3.14/6
    byte[] icv = integrity.icv(keys.integrity(), message, 0, end);
    System.arraycopy(icv, 0, message, end, icv.length);
    return message;
  }

  @Override
  public Opened open(CipherKeys keys, byte[] message, int bodyOffset) {
    MessageShape.require(this, keys);
    Objects.checkIndex(bodyOffset, message.length + 1);
    int at = bodyOffset + BLOCK;
    int end = message.length - icvLength();
    if (end - at < BLOCK) {
      return new Opened.Refused(Opened.Refusal.TOO_SHORT);
    }
    byte[] icv = Arrays.copyOfRange(message, end, message.length);
    // = rfc7296:3.14/6
    if (!integrity.verify(keys.integrity(), message, 0, end, icv)) {
      return new Opened.Refused(Opened.Refusal.WRONG_ICV);
    }
    if ((end - at) % BLOCK != 0) {
      return new Opened.Refused(Opened.Refusal.NOT_ALIGNED);
    }
    byte[] iv = Arrays.copyOfRange(message, bodyOffset, at);
    return MessageShape.strip(AesCbc.decrypt(keys.encryption(), iv, message, at, end - at));
  }

  @Override
  public String toString() {
    return "ENCR_AES_CBC_" + 8 * keyLength + "/" + integrity;
  }
}
