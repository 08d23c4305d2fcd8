package org.yett.keylog;

import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import org.yett.ike.crypto.IkeCipher;
import org.yett.ike.keys.IkeSpis;
import org.yett.ike.keys.KeyStep;
import org.yett.ike.keys.KeyValue;
import org.yett.spec.iana.EncryptionAlgorithm;
import org.yett.spec.iana.IntegrityAlgorithm;

/**
 * A line of Wireshark's {@code ikev2_decryption_table}: one generation of an IKE SA's keys.
 *
 * @param generation 0 for the keys of IKE_SA_INIT or of a rekey, and one more for each update (RFC
 *     9370 2.2.2)
 * @param line the line, without its end
 */
record IkeKeyRow(int generation, String line) {
  private static final String EXPANSION = "SK_*";

  /**
   * The line that a step makes; empty if it makes no such keys, or Wireshark has no such cipher.
   */
  static Optional<IkeKeyRow> of(KeyStep step, Map<IkeSpis, IkeCipher> ciphers) {
    if (!step.name().startsWith(EXPANSION)) {
      return Optional.empty();
    }
    String suffix = step.name().substring(EXPANSION.length());
    int generation =
        suffix.isEmpty() ? 0 : Integer.parseInt(suffix.substring(1, suffix.length() - 1));
    String initiator = input(step, "SPIi");
    String responder = input(step, "SPIr");
    IkeSpis spis =
        new IkeSpis(Long.parseUnsignedLong(initiator, 16), Long.parseUnsignedLong(responder, 16));
    return Optional.ofNullable(ciphers.get(spis))
        .flatMap(IkeKeyRow::names)
        .map(names ->
            new IkeKeyRow(
                generation,
                "%s,%s,%s,%s,\"%s\",%s,%s,\"%s\""
                    .formatted(
                        initiator,
                        responder,
                        key(step, "SK_ei" + suffix),
                        key(step, "SK_er" + suffix),
                        names.encryption(),
                        key(step, "SK_ai" + suffix),
                        key(step, "SK_ar" + suffix),
                        names.integrity())));
  }

  private record Names(String encryption, String integrity) {}

  /** As Wireshark's preferences call them. */
  private static Optional<Names> names(IkeCipher cipher) {
    EncryptionAlgorithm encryption = cipher.encryption();
    int bits = cipher.keyBits().orElse(0);
    if (encryption.equals(EncryptionAlgorithm.AES_GCM_16)) {
      return Optional.of(
          new Names("AES-GCM-%d with 16 octet ICV [RFC5282]".formatted(bits), "NONE [RFC4306]"));
    }
    if (encryption.equals(EncryptionAlgorithm.AES_CBC)) {
      return integrity(cipher.integrity())
          .map(name -> new Names("AES-CBC-%d [RFC3602]".formatted(bits), name));
    }
    // It has no ChaCha20-Poly1305 for IKE: "yett decrypt" is for that.
    return Optional.empty();
  }

  private static Optional<String> integrity(IntegrityAlgorithm integrity) {
    if (integrity.equals(IntegrityAlgorithm.HMAC_SHA2_256_128)) {
      return Optional.of("HMAC_SHA2_256_128 [RFC4868]");
    }
    if (integrity.equals(IntegrityAlgorithm.HMAC_SHA2_384_192)) {
      return Optional.of("HMAC_SHA2_384_192 [RFC4868]");
    }
    if (integrity.equals(IntegrityAlgorithm.HMAC_SHA2_512_256)) {
      return Optional.of("HMAC_SHA2_512_256 [RFC4868]");
    }
    return Optional.empty();
  }

  private static String input(KeyStep step, String name) {
    return step.inputs().stream()
        .filter(value -> value.name().equals(name))
        .findFirst()
        .map(KeyValue::octets)
        .map(HexFormat.of()::formatHex)
        .orElseThrow(() -> new IllegalArgumentException(step.name() + " has no input " + name));
  }

  private static String key(KeyStep step, String name) {
    return KeyLog.hex(step.output(name).secret());
  }
}
