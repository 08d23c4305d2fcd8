package org.yett.ike.crypto;

import java.util.Arrays;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/** Makes messages that no honest sender makes, with primitives of the platform alone. */
final class MessageShapeForTests {

  private MessageShapeForTests() {}

  /** A body of one block (or 16 octets) of which only Pad Length is set, and overstated. */
  static byte[] withPadLength(
      IkeCipher cipher, CipherKeys keys, byte[] prefix, byte[] iv, int padLength) {
    byte[] inner = new byte[16];
    inner[15] = (byte) padLength;
    try {
      byte[] key = keys.encryption().copy();
      if (!cipher.isAead()) {
        Cipher cbc = Cipher.getInstance("AES/CBC/NoPadding");
        cbc.init(Cipher.ENCRYPT_MODE, new SecretKeySpec(key, "AES"), new IvParameterSpec(iv));
        byte[] body = cat(prefix, iv, cbc.doFinal(inner));
        javax.crypto.Mac mac = javax.crypto.Mac.getInstance("HmacSHA" + 16 * cipher.icvLength());
        mac.init(new SecretKeySpec(keys.integrity().copy(), "HMAC"));
        return cat(body, Arrays.copyOf(mac.doFinal(body), cipher.icvLength()));
      }
      boolean gcm = cipher.toString().contains("GCM");
      byte[] nonce = cat(Arrays.copyOfRange(key, key.length - 4, key.length), iv);
      Cipher aead = Cipher.getInstance(gcm ? "AES/GCM/NoPadding" : "ChaCha20-Poly1305");
      aead.init(
          Cipher.ENCRYPT_MODE,
          new SecretKeySpec(key, 0, key.length - 4, gcm ? "AES" : "ChaCha20"),
          gcm ? new GCMParameterSpec(128, nonce) : new IvParameterSpec(nonce));
      aead.updateAAD(prefix);
      return cat(prefix, iv, aead.doFinal(inner));
    } catch (java.security.GeneralSecurityException e) {
      throw new AssertionError(e);
    }
  }

  private static byte[] cat(byte[]... parts) {
    return org.bouncycastle.util.Arrays.concatenate(parts);
  }
}
