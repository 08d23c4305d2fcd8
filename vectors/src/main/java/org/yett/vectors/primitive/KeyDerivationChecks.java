package org.yett.vectors.primitive;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;
import org.yett.ike.crypto.IkeCipher;
import org.yett.ike.crypto.Integrity;
import org.yett.ike.crypto.Prf;
import org.yett.ike.crypto.Secret;
import org.yett.ike.keys.ChildKeyLengths;
import org.yett.ike.keys.ChildKeySchedule;
import org.yett.ike.keys.ChildKeys;
import org.yett.ike.keys.IkeKeyContext;
import org.yett.ike.keys.IkeKeySchedule;
import org.yett.ike.keys.IkeKeys;
import org.yett.ike.keys.IkeSpis;
import org.yett.ike.keys.KeyTrace;
import org.yett.ike.keys.RecordingKeyTrace;
import org.yett.spec.iana.EncryptionAlgorithm;
import org.yett.spec.iana.IntegrityAlgorithm;
import org.yett.spec.iana.PseudorandomFunction;

/** PRFs, and the key schedule on them. */
final class KeyDerivationChecks {

  private static final IkeCipher CIPHER =
      IkeCipher.of(
              EncryptionAlgorithm.AES_CBC,
              OptionalInt.of(128),
              IntegrityAlgorithm.HMAC_SHA2_256_128)
          .orElseThrow();

  private KeyDerivationChecks() {}

  private static Prf prf(PrimitiveVectorSet set) {
    return Prf.of(PseudorandomFunction.of(set.parameter("prf")))
        .orElseThrow(() -> new VectorFormatException(set.name() + ": unknown PRF"));
  }

  static Outcome hmac(PrimitiveVectorSet set, PrimitiveVector vector) {
    Prf prf = prf(set);
    Integrity integrity =
        Integrity.of(IntegrityAlgorithm.of(set.parameter("integ")))
            .orElseThrow(
                () -> new VectorFormatException(set.name() + ": unknown integrity algorithm"));
    Secret key = Secret.adopt(vector.input("key"));
    byte[] message = vector.input("message");
    byte[] tag = vector.output("tag");
    byte[] output = prf.keyed(key).update(message).octets();
    boolean right = Arrays.equals(tag, Arrays.copyOf(output, tag.length));
    boolean valid = vector.expectation() != PrimitiveVector.Expectation.INVALID;
    Expected expected =
        new Expected().holds("the PRF's output " + (valid ? "agrees" : "differs"), right == valid);
    if (tag.length == integrity.icvLength() && key.length() == integrity.keyLength()) {
      expected.holds(
          "the ICV is " + (valid ? "accepted" : "refused"),
          integrity.verify(key, message, 0, message.length, tag) == valid);
    }
    return expected.outcome();
  }

  static Outcome skeyseed(PrimitiveVectorSet set, PrimitiveVector vector) {
    IkeKeyContext context =
        new IkeKeyContext(prf(set), CIPHER, vector.input("nonces"), new byte[0], new IkeSpis(0, 0));
    try (RecordingKeyTrace trace = new RecordingKeyTrace();
        Secret secret = Secret.adopt(vector.input("secret"));
        IkeKeys keys = IkeKeySchedule.initial(context, secret, trace)) {
      return new Expected()
          .holds("keys are made", keys.generation() == 0)
          .same(
              "SKEYSEED",
              vector.output("skeyseed"),
              trace.steps().getFirst().output("SKEYSEED").octets())
          .outcome();
    }
  }

  static Outcome prfPlus(PrimitiveVectorSet set, PrimitiveVector vector) {
    byte[] expected = vector.output("output");
    try (Secret key = Secret.adopt(vector.input("key"));
        Secret output = prf(set).plus(key, vector.input("seed"), expected.length)) {
      return new Expected().same("prf+", expected, output.copy()).outcome();
    }
  }

  static Outcome kdf(PrimitiveVectorSet set, PrimitiveVector vector) {
    Prf prf = prf(set);
    byte[] ni = vector.input("ni");
    byte[] nr = vector.input("nr");
    IkeSpis spis =
        new IkeSpis(
            ByteBuffer.wrap(vector.input("spiI")).getLong(),
            ByteBuffer.wrap(vector.input("spiR")).getLong());
    IkeKeyContext context = new IkeKeyContext(prf, CIPHER, ni, nr, spis);
    byte[] dkm = vector.output("dkm");
    Secret newSecret = Secret.adopt(vector.input("newSecret"));
    try (RecordingKeyTrace trace = new RecordingKeyTrace();
        Secret secret = Secret.adopt(vector.input("secret"));
        IkeKeys keys = IkeKeySchedule.initial(context, secret, trace)) {
      Secret skeyseed = trace.steps().getFirst().output("SKEYSEED").secret();
      byte[] seed = concat(ni, nr, spis.octets());
      byte[] flat =
          concat(
              keys.skD().copy(),
              keys.skAi().copy(),
              keys.skAr().copy(),
              keys.skEi().copy(),
              keys.skEr().copy(),
              keys.skPi().copy(),
              keys.skPr().copy());
      Expected expected =
          new Expected()
              .same("SKEYSEED", vector.output("skeyseed"), skeyseed.copy())
              .same("DKM", dkm, prf.plus(skeyseed, seed, dkm.length).copy())
              .same("SK_*", Arrays.copyOf(dkm, flat.length), flat)
              .same(
                  "KEYMAT",
                  vector.output("childKeymat"),
                  keymat(prf, keys.skD(), List.of(), ni, nr, vector.output("childKeymat").length))
              .same(
                  "KEYMAT with a key exchange",
                  vector.output("childKeymatWithKe"),
                  keymat(
                      prf,
                      keys.skD(),
                      List.of(newSecret),
                      ni,
                      nr,
                      vector.output("childKeymatWithKe").length));
      try (RecordingKeyTrace rekeyTrace = new RecordingKeyTrace();
          IkeKeys successor =
              IkeKeySchedule.rekey(prf, keys.skD(), context, List.of(newSecret), rekeyTrace)) {
        return expected
            .holds("the successor starts at generation 0", successor.generation() == 0)
            .same(
                "SKEYSEED of the successor",
                vector.output("rekeySkeyseed"),
                rekeyTrace.steps().getFirst().output("SKEYSEED").octets())
            .outcome();
      }
    }
  }

  private static byte[] keymat(
      Prf prf, Secret skD, List<Secret> secrets, byte[] ni, byte[] nr, int length) {
    ChildKeyLengths lengths = new ChildKeyLengths(length / 2 - length / 4, length / 4);
    try (ChildKeys keys =
        ChildKeySchedule.derive(prf, skD, secrets, ni, nr, lengths, KeyTrace.NONE)) {
      return concat(
          keys.initiatorEncryption().copy(),
          keys.initiatorIntegrity().copy(),
          keys.responderEncryption().copy(),
          keys.responderIntegrity().copy());
    }
  }

  private static byte[] concat(byte[]... parts) {
    int length = Arrays.stream(parts).mapToInt(part -> part.length).sum();
    ByteBuffer all = ByteBuffer.allocate(length);
    Arrays.stream(parts).forEach(all::put);
    return all.array();
  }
}
