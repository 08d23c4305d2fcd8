package org.yett.vectors.primitive;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Optional;
import java.util.OptionalInt;
import org.yett.esp.transform.EspKeys;
import org.yett.esp.transform.EspSuite;
import org.yett.esp.transform.JcaTransforms;
import org.yett.ike.crypto.Aead;
import org.yett.ike.crypto.AesCbc;
import org.yett.ike.crypto.CipherKeys;
import org.yett.ike.crypto.IkeCipher;
import org.yett.ike.crypto.Opened;
import org.yett.ike.crypto.Secret;
import org.yett.spec.iana.EncryptionAlgorithm;
import org.yett.spec.iana.IntegrityAlgorithm;

/** Ciphers: alone, in an IKE message, in an ESP packet. */
final class CipherChecks {

  private static final int NONCE_LENGTH = Aead.SALT_LENGTH + Aead.IV_LENGTH;

  private CipherChecks() {}

  private static EncryptionAlgorithm encryption(PrimitiveVectorSet set) {
    return EncryptionAlgorithm.of(set.parameter("encr"));
  }

  static Outcome aead(PrimitiveVectorSet set, PrimitiveVector vector) {
    Aead aead =
        encryption(set).equals(EncryptionAlgorithm.AES_GCM_16)
            ? Aead.AES_GCM
            : Aead.CHACHA20_POLY1305;
    byte[] nonce = vector.input("nonce");
    byte[] tag = vector.output("tag");
    if (nonce.length != NONCE_LENGTH) {
      return new Outcome.NotRun("the nonce has not the 12 octets of IPsec's salt and IV");
    }
    if (tag.length != Aead.TAG_LENGTH) {
      return new Outcome.NotRun("the tag has not 16 octets");
    }
    Secret keyAndSalt =
        Secret.concat(
            Secret.copyOf(vector.input("key")), Secret.copyOf(nonce, 0, Aead.SALT_LENGTH));
    byte[] iv = Arrays.copyOfRange(nonce, Aead.SALT_LENGTH, nonce.length);
    byte[] aad = vector.input("aad");
    byte[] ciphertext = vector.output("ciphertext");
    byte[] whole = concat(ciphertext, tag);
    Optional<byte[]> opened = aead.open(keyAndSalt, iv, aad, whole, 0, whole.length);
    if (vector.expectation() == PrimitiveVector.Expectation.INVALID) {
      return Expected.refusal(opened.isEmpty(), true, "");
    }
    if (opened.isEmpty()) {
      return Expected.refusal(true, false, "wrong tag");
    }
    byte[] plaintext = vector.input("plaintext");
    byte[] sealed = Arrays.copyOf(plaintext, plaintext.length + Aead.TAG_LENGTH);
    aead.seal(keyAndSalt, iv, aad, sealed, 0, plaintext.length);
    return new Expected()
        .same("plaintext", plaintext, opened.get())
        .same("ciphertext and tag", whole, sealed)
        .outcome();
  }

  static Outcome aesCbc(PrimitiveVectorSet set, PrimitiveVector vector) {
    Secret key = Secret.copyOf(vector.input("key"));
    byte[] iv = vector.input("iv");
    byte[] plaintext = vector.input("plaintext");
    byte[] ciphertext = vector.output("ciphertext");
    byte[] encrypted = plaintext.clone();
    AesCbc.encrypt(key, iv, encrypted, 0, encrypted.length);
    return new Expected()
        .same("ciphertext", ciphertext, encrypted)
        .same("plaintext", plaintext, AesCbc.decrypt(key, iv, ciphertext, 0, ciphertext.length))
        .outcome();
  }

  static Outcome ikeMessage(PrimitiveVectorSet set, PrimitiveVector vector) {
    IkeCipher cipher =
        IkeCipher.of(encryption(set), keyBits(set), IntegrityAlgorithm.of(set.parameter("integ")))
            .orElseThrow(() -> new VectorFormatException(set.name() + ": unknown transforms"));
    CipherKeys keys =
        new CipherKeys(
            Secret.adopt(vector.input("encryptionKey")),
            Secret.adopt(vector.optionalInput("integrityKey").orElseGet(() -> new byte[0])));
    byte[] prefix = vector.input("prefix");
    byte[] inner = vector.input("inner");
    byte[] message = vector.output("message");
    byte[] padding =
        vector
            .optionalInput("padding")
            .orElseGet(() -> new byte[cipher.paddingLength(inner.length)]);
    byte[] sealed = cipher.seal(keys, prefix, inner, vector.input("iv"), padding);
    Expected expected = new Expected().same("message", message, sealed);
    return switch (cipher.open(keys, message, prefix.length)) {
      case Opened.Authentic(byte[] plaintext) ->
          expected.same("inner payloads", inner, plaintext).outcome();
      case Opened.Refused(Opened.Refusal refusal) ->
          Expected.refusal(true, false, refusal.toString());
    };
  }

  static Outcome espPacket(PrimitiveVectorSet set, PrimitiveVector vector) {
    EspSuite suite =
        EspSuite.of(
                encryption(set),
                keyBits(set).orElse(0),
                IntegrityAlgorithm.of(set.parameter("integ")))
            .orElseThrow(() -> new VectorFormatException(set.name() + ": unknown transforms"));
    byte[] keymat = vector.input("keymat");
    int split = suite.encryptionKeymatLength();
    byte[] packet = vector.input("packet");
    try (EspKeys keys =
        new EspKeys(
            suite,
            Arrays.copyOf(keymat, split),
            Arrays.copyOfRange(keymat, split, keymat.length))) {
      long sequence = ByteBuffer.wrap(vector.input("sequence")).getLong();
      boolean esn = vector.flags().contains("ESN");
      int length =
          JcaTransforms.platform().opener(keys, esn).open(packet, 0, packet.length, sequence);
      if (length < 0) {
        return Expected.refusal(true, false, "code " + length);
      }
      int at = suite.payloadOffset();
      return new Expected()
          .same(
              "plaintext", vector.output("plaintext"), Arrays.copyOfRange(packet, at, at + length))
          .outcome();
    }
  }

  private static OptionalInt keyBits(PrimitiveVectorSet set) {
    return set.parameters().containsKey("keyBits")
        ? OptionalInt.of(set.parameter("keyBits"))
        : OptionalInt.empty();
  }

  private static byte[] concat(byte[] one, byte[] two) {
    byte[] all = Arrays.copyOf(one, one.length + two.length);
    System.arraycopy(two, 0, all, one.length, two.length);
    return all;
  }
}
