package org.yett.vectors.corpus;

import java.nio.ByteBuffer;
import java.util.OptionalInt;
import org.yett.ike.crypto.CipherKeys;
import org.yett.ike.crypto.IkeCipher;
import org.yett.ike.crypto.Prf;
import org.yett.ike.crypto.Secret;
import org.yett.spec.iana.EncryptionAlgorithm;
import org.yett.spec.iana.IntegrityAlgorithm;
import org.yett.spec.iana.PseudorandomFunction;
import org.yett.vectors.exchange.StepValue;

/** A message on a rekeyed IKE SA under keys that were derived wrongly. */
final class WrongRekeyKeys {

  /** What the sender got wrong. */
  enum Mistake {
    OLD_SPIS("rekey-old-spis", "the keys of the new IKE SA are expanded with the SPIs of the old"),
    OLD_NONCES(
        "rekey-old-nonces", "the keys of the new IKE SA are expanded with the nonces of the old"),
    FIRST_SECRET_ALONE(
        "rekey-without-followup", "SKEYSEED of the new IKE SA without the secret of the follow-up"),
    NONCES_LAST("rekey-nonces-last", "SKEYSEED of the new IKE SA with the nonces after SK(1)"),
    KEYS_OF_OLD_SA("rekey-old-keys", "a message on the new IKE SA under the keys of the old one");

    private final String id;
    private final String wrong;

    Mistake(String id, String wrong) {
      this.id = id;
      this.wrong = wrong;
    }

    String id() {
      return id;
    }

    String wrong() {
      return wrong;
    }
  }

  private static final Prf PRF = Prf.of(PseudorandomFunction.HMAC_SHA2_384).orElseThrow();
  private static final IkeCipher CIPHER =
      IkeCipher.of(EncryptionAlgorithm.AES_GCM_16, OptionalInt.of(256), IntegrityAlgorithm.NONE)
          .orElseThrow();
  private static final int D = 48;
  private static final int E = 36;

  private WrongRekeyKeys() {}

  /** An empty INFORMATIONAL request of the new IKE SA's initiator with Message ID 0. */
  static byte[] message(Falsified good, Mistake mistake) {
    StepValue seed = last(good, "SKEYSEED");
    StepValue keys = last(good, "SK_*");
    byte[] oldSkD = input(seed, "SK_d (old)");
    byte[] first = input(seed, "SK(0)");
    byte[] second = input(seed, "SK(1)");
    byte[] nonces = concat(input(seed, "Ni"), input(seed, "Nr"));
    byte[] spis = concat(input(keys, "SPIi"), input(keys, "SPIr"));
    StepValue before = first(good, "SK_*");
    byte[] oldSpis = concat(input(before, "SPIi"), input(before, "SPIr"));
    byte[] oldNonces = concat(input(before, "Ni"), input(before, "Nr"));
    byte[] skeyseed =
        switch (mistake) {
          case FIRST_SECRET_ALONE -> mac(oldSkD, first, nonces);
          case NONCES_LAST -> mac(oldSkD, first, second, nonces);
          case OLD_SPIS, OLD_NONCES, KEYS_OF_OLD_SA -> mac(oldSkD, first, nonces, second);
        };
    byte[] expansion =
        switch (mistake) {
          case OLD_SPIS -> concat(nonces, oldSpis);
          case OLD_NONCES -> concat(oldNonces, spis);
          case FIRST_SECRET_ALONE, NONCES_LAST, KEYS_OF_OLD_SA -> concat(nonces, spis);
        };
    try (Secret root = Secret.copyOf(skeyseed);
        Secret all = PRF.plus(root, expansion, 3 * D + 2 * E);
        Secret derived = all.slice(D, E);
        Secret former = Secret.copyOf(good.value("SK_*(1)", "SK_ei(1)"))) {
      Secret key = mistake == Mistake.KEYS_OF_OLD_SA ? former : derived;
      return seal(key, spis);
    }
  }

  private static byte[] seal(Secret key, byte[] spis) {
    int body = CIPHER.bodyLength(0);
    ByteBuffer prefix = ByteBuffer.allocate(32);
    prefix.put(spis).put((byte) 46).put((byte) 0x20).put((byte) 37).put((byte) 0x08).putInt(0);
    prefix.putInt(32 + body).put((byte) 0).put((byte) 0).putShort((short) (4 + body));
    try (Secret none = Secret.copyOf(new byte[0])) {
      return CIPHER.seal(
          new CipherKeys(key, none),
          prefix.array(),
          new byte[0],
          new byte[CIPHER.ivLength()],
          new byte[CIPHER.paddingLength(0)]);
    }
  }

  private static byte[] mac(byte[] key, byte[]... data) {
    return PRF.keyed(key).update(concat(data)).octets();
  }

  private static byte[] concat(byte[]... parts) {
    return WrongAuthentication.concat(parts);
  }

  private static StepValue first(Falsified good, String name) {
    return good.good().steps().stream()
        .filter(step -> step.name().equals(name))
        .findFirst()
        .orElseThrow();
  }

  private static StepValue last(Falsified good, String name) {
    return good.good().steps().stream()
        .filter(step -> step.name().equals(name))
        .reduce((one, other) -> other)
        .orElseThrow();
  }

  private static byte[] input(StepValue step, String name) {
    return step.inputs().stream()
        .filter(value -> value.name().equals(name))
        .findFirst()
        .map(value -> java.util.HexFormat.of().parseHex(value.value()))
        .orElseThrow(() -> new IllegalArgumentException("no " + name + " in " + step.name()));
  }
}
