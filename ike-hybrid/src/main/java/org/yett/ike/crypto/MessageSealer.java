package org.yett.ike.crypto;

import java.nio.ByteBuffer;

/**
 * Seals the messages of one direction under one generation of keys, and sees to it that no IV comes
 * twice: an AEAD cipher's counts up from 0, a CBC cipher's is drawn for each message. Sealing a
 * message again, whole or in other fragments, takes new IVs; retransmitting octets does not pass
 * here.
 */
public final class MessageSealer {

  private final IkeCipher cipher;
  private final CipherKeys keys;
  private final Randomness randomness;
  private long next;

  /**
   * A sealer that has sealed nothing. There must be one alone for these keys.
   *
   * @param cipher how
   * @param keys the sender's, lent by whoever closes them
   * @param randomness in a scope of these keys' own; AEAD ciphers draw nothing
   */
  public MessageSealer(IkeCipher cipher, CipherKeys keys, Randomness randomness) {
    this.cipher = cipher;
    this.keys = keys;
    this.randomness = randomness;
  }

  /** How this sealer protects. */
  public IkeCipher cipher() {
    return cipher;
  }

  /** How many messages or fragments were sealed. */
  public long count() {
    return next;
  }

  /**
   * Protects a message or a fragment.
   *
   * @param prefix everything before the body, with the final lengths
   * @param plaintext the inner payloads, or a fragment of them
   * @return prefix and body
   * @throws IllegalStateException if the keys were closed, or all IVs have been used
   */
  public byte[] seal(byte[] prefix, byte[] plaintext) {
    if (next == Long.MAX_VALUE) {
      throw new IllegalStateException("no IV is left under these keys");
    }
    long number = next++;
    byte[] iv;
    // = rfc7296:3.14/4, rfc7296:3.14/5
    byte[] padding = new byte[cipher.paddingLength(plaintext.length)];
    if (cipher.isAead()) {
      // = rfc5282:3.1/2, rfc5282:3.1/3, rfc7634:2/1, rfc7634:2/2
      iv = ByteBuffer.allocate(cipher.ivLength()).putLong(number).array();
    } else {
      // = rfc7296:3.14/3, rfc3602:3/1, rfc3602:3/2, rfc3602:3/3
      iv = randomness.draw(Purpose.CBC_IV, number, cipher.ivLength());
      randomness.fill(Purpose.CBC_PADDING, number, padding);
    }
    return cipher.seal(keys, prefix, plaintext, iv, padding);
  }
}
