package org.yett.esp.transform;

import java.security.GeneralSecurityException;
import java.security.InvalidKeyException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Optional;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.ShortBufferException;
import javax.crypto.spec.IvParameterSpec;
import org.yett.esp.packet.Octets;
import org.yett.spec.Clause;

/** AES-CBC (RFC 3602) or NULL (RFC 2410), then HMAC-SHA2 (RFC 4868). */
final class MacTransform implements Sealer, Opener {
  private static final int HEADER_LENGTH = EspSuite.HEADER_LENGTH;

  private final EspKeys keys;
  private final EspSuite suite;
  private final Optional<Cipher> cipher;
  private final Mac mac;
  private final boolean keyed;
  private final boolean esn;
  private final IvSource ivs;
  private final byte[] iv;
  private final byte[] high = new byte[4];
  private byte[] scratch = new byte[2048];
  private final byte[] computed;
  private final byte[] received;
  private final byte[] expected;

  MacTransform(JcaTransforms jca, EspKeys keys, boolean esn, IvSource ivs) {
    this.keys = keys;
    this.suite = keys.suite();
    this.cipher =
        suite.encryption() == Encryption.AES_CBC
            ? Optional.of(jca.cipher("AES/CBC/NoPadding"))
            : Optional.empty();
    this.mac = jca.mac(suite.integrity().jcaName());
    this.keyed = key();
    this.esn = esn;
    this.ivs = ivs;
    this.iv = new byte[suite.ivLength()];
    // RFC 4868 2.6 cuts the hash in half.
    this.computed = new byte[2 * suite.icvLength()];
    this.received = new byte[suite.icvLength()];
    this.expected = new byte[suite.icvLength()];
  }

  /** Keys the MAC for good; false if the keys are gone already. */
  private boolean key() {
    try {
      mac.init(keys.integrityKey().orElseThrow());
      return true;
    } catch (InvalidKeyException e) {
      if (keys.closed()) {
        return false;
      }
      throw new IllegalStateException("the provider refused the key", e);
    }
  }

  @Override
  @Clause("rfc3602:3")
  @Clause("rfc4303:3.3.2.1")
  public int seal(byte[] buffer, int offset, int plaintextLength, int spi, long sequence) {
    if ((plaintextLength & (suite.alignment() - 1)) != 0) {
      throw new IllegalArgumentException("plaintext of " + plaintextLength + " octets");
    }
    if (keys.closed() || !keyed) {
      return Sealer.CLOSED;
    }
    Octets.putInt32(buffer, offset, spi);
    Octets.putInt32(buffer, offset + 4, (int) sequence);
    if (iv.length != 0) {
      // = rfc3602:3/2, rfc3602:3/3
      ivs.fill(sequence, buffer, offset + HEADER_LENGTH, iv.length);
    }
    int covered = suite.payloadOffset() + plaintextLength;
    if (!crypt(Cipher.ENCRYPT_MODE, buffer, offset, plaintextLength)) {
      return Sealer.CLOSED;
    }
    authenticate(buffer, offset, covered, sequence);
    System.arraycopy(computed, 0, buffer, offset + covered, received.length);
    return covered + received.length;
  }

  @Override
  @Clause("rfc4303:3.4.4.1")
  public int open(byte[] buffer, int offset, int length, long sequence) {
    int covered = length - received.length;
    int ciphertext = covered - suite.payloadOffset();
    if (ciphertext < EspSuite.TRAILER_LENGTH || (ciphertext & (suite.alignment() - 1)) != 0) {
      return BAD_LENGTH;
    }
    if (keys.closed() || !keyed) {
      return Opener.CLOSED;
    }
    authenticate(buffer, offset, covered, sequence);
    System.arraycopy(computed, 0, expected, 0, expected.length);
    System.arraycopy(buffer, offset + covered, received, 0, received.length);
    boolean authentic = MessageDigest.isEqual(expected, received);
    // What a forger has to guess is not left lying around.
    Arrays.fill(expected, (byte) 0);
    Arrays.fill(computed, (byte) 0);
    // = rfc4303:3.4.4.1/1, rfc4303:3.4.4.1/5
    if (!authentic) {
      return REJECTED;
    }
    return crypt(Cipher.DECRYPT_MODE, buffer, offset, ciphertext) ? ciphertext : Opener.CLOSED;
  }

  /** Encrypts or decrypts behind the IV; false if the keys are gone. */
  private boolean crypt(int mode, byte[] buffer, int offset, int length) {
    if (cipher.isEmpty()) {
      return true;
    }
    System.arraycopy(buffer, offset + HEADER_LENGTH, iv, 0, iv.length);
    int payload = offset + HEADER_LENGTH + iv.length;
    try {
      Cipher cbc = cipher.get();
      cbc.init(mode, keys.cipherKey(), new IvParameterSpec(iv));
      // Given one array for input and output, SunJCE would allocate a third.
      if (scratch.length < length) {
        scratch = new byte[length];
      }
      int written = cbc.doFinal(buffer, payload, length, scratch, 0);
      System.arraycopy(scratch, 0, buffer, payload, written);
      return true;
    } catch (InvalidKeyException e) {
      if (keys.closed()) {
        return false;
      }
      throw new IllegalStateException("the provider refused the key", e);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("CBC failed", e);
    }
  }

  /** Leaves the whole HMAC in {@link #computed}. */
  @Clause("rfc4303:2.2.1")
  private void authenticate(byte[] buffer, int offset, int length, long sequence) {
    mac.update(buffer, offset, length);
    // = rfc4303:2.2.1/2
    if (esn) {
      Octets.putInt32(high, 0, (int) (sequence >>> 32));
      mac.update(high, 0, high.length);
    }
    try {
      mac.doFinal(computed, 0);
    } catch (ShortBufferException e) {
      throw new IllegalStateException("HMAC longer than announced", e);
    }
  }
}
