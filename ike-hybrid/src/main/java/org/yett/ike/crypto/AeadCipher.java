package org.yett.ike.crypto;

import java.util.Arrays;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import org.yett.spec.Clause;
import org.yett.spec.iana.EncryptionAlgorithm;
import org.yett.spec.iana.IntegrityAlgorithm;

/**
 * AES-GCM with a 16-octet ICV and ChaCha20-Poly1305 in IKEv2: the associated data is the prefix.
 */
@Clause("rfc5282:3")
@Clause("rfc5282:5.1")
@Clause("rfc7634:2")
final class AeadCipher implements IkeCipher {

  private final EncryptionAlgorithm id;
  private final int keyLength;
  private final Aead aead;

  private AeadCipher(EncryptionAlgorithm id, int keyLength, Aead aead) {
    this.id = id;
    this.keyLength = keyLength;
    this.aead = aead;
  }

  static Optional<IkeCipher> of(EncryptionAlgorithm id, int keyLength) {
    if (id.equals(EncryptionAlgorithm.AES_GCM_16)) {
      return Optional.of(new AeadCipher(id, keyLength, Aead.AES_GCM));
    }
    if (id.equals(EncryptionAlgorithm.CHACHA20_POLY1305)) {
      return Optional.of(new AeadCipher(id, keyLength, Aead.CHACHA20_POLY1305));
    }
    return Optional.empty();
  }

  @Override
  public EncryptionAlgorithm encryption() {
    return id;
  }

  @Override
  public OptionalInt keyBits() {
    return aead == Aead.AES_GCM
        ? OptionalInt.of(8 * (keyLength - Aead.SALT_LENGTH))
        : OptionalInt.empty();
  }

  @Override
  public IntegrityAlgorithm integrity() {
    return IntegrityAlgorithm.NONE;
  }

  @Override
  public int encryptionKeyLength() {
    return keyLength;
  }

  @Override
  @Clause("rfc5282:7.1/1")
  public int integrityKeyLength() {
    return 0;
  }

  @Override
  @Clause("rfc5282:3.1/1")
  public int ivLength() {
    return Aead.IV_LENGTH;
  }

  @Override
  @Clause("rfc7634:3/1")
  public int blockLength() {
    return 1;
  }

  @Override
  @Clause("rfc5282:3.2/1")
  @Clause("rfc5282:7.2/1")
  public int icvLength() {
    return Aead.TAG_LENGTH;
  }

  @Override
  public boolean isAead() {
    return true;
  }

  @Override
  public byte[] seal(CipherKeys keys, byte[] prefix, byte[] plaintext, byte[] iv, byte[] padding) {
    MessageShape.require(this, keys, iv, padding, plaintext.length);
    byte[] message = MessageShape.lay(prefix, iv, plaintext, padding, icvLength());
    int at = prefix.length + ivLength();
    // = rfc5282:5.1/1, rfc5282:5.1/2
    aead.seal(keys.encryption(), iv, prefix, message, at, message.length - icvLength() - at);
    return message;
  }

  @Override
  public Opened open(CipherKeys keys, byte[] message, int bodyOffset) {
    MessageShape.require(this, keys);
    Objects.checkIndex(bodyOffset, message.length + 1);
    int at = bodyOffset + ivLength();
    if (message.length - at < 1 + icvLength()) {
      return new Opened.Refused(Opened.Refusal.TOO_SHORT);
    }
    byte[] prefix = Arrays.copyOf(message, bodyOffset);
    byte[] iv = Arrays.copyOfRange(message, bodyOffset, at);
    return aead.open(keys.encryption(), iv, prefix, message, at, message.length - at)
        .map(MessageShape::strip)
        .orElseGet(() -> new Opened.Refused(Opened.Refusal.WRONG_ICV));
  }

  @Override
  public String toString() {
    return aead == Aead.AES_GCM ? id + "_" + 8 * (keyLength - Aead.SALT_LENGTH) : id.toString();
  }
}
