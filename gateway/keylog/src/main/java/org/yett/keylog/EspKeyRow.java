package org.yett.keylog;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.HexFormat;
import java.util.Optional;
import java.util.OptionalInt;
import org.yett.ike.endpoint.ChildSa;
import org.yett.ike.negotiate.Algorithm;
import org.yett.spec.iana.EncryptionAlgorithm;
import org.yett.spec.iana.IntegrityAlgorithm;
import org.yett.spec.iana.TransformType;

/**
 * One direction of a Child SA, for Wireshark's {@code esp_sa}.
 *
 * @param spi its SPI
 * @param source where packets come from
 * @param destination where they go
 * @param encryption the ENCR transform
 * @param keyBits its Key Length attribute, if it has one
 * @param integrity the INTEG transform; NONE beside a combined mode
 * @param keys lent
 */
record EspKeyRow(
    int spi,
    InetAddress source,
    InetAddress destination,
    EncryptionAlgorithm encryption,
    OptionalInt keyBits,
    IntegrityAlgorithm integrity,
    ChildSa.Keys keys) {

  static EspKeyRow of(
      ChildSa sa, int spi, InetAddress source, InetAddress destination, ChildSa.Keys keys) {
    return new EspKeyRow(
        spi,
        source,
        destination,
        sa.suite().encryption().orElse(EncryptionAlgorithm.NULL),
        sa.suite()
            .algorithm(TransformType.ENCR)
            .map(Algorithm::keyLength)
            .orElse(OptionalInt.empty()),
        sa.suite().integrity().orElse(IntegrityAlgorithm.NONE),
        keys);
  }

  /** The line, without its end; empty if Wireshark has no such cipher. */
  Optional<String> line() {
    return encryptionName()
        .flatMap(cipher ->
            integrityName()
                .map(mac ->
                    // Of any addresses: the SPI tells the SA, and a NAT may change the addresses.
                    "\"%s\",\"*\",\"*\",\"0x%s\",\"%s\",\"%s\",\"%s\",\"%s\""
                        .formatted(
                            destination instanceof Inet6Address ? "IPv6" : "IPv4",
                            HexFormat.of().toHexDigits(spi),
                            cipher,
                            key(KeyLog.hex(keys.encryption())),
                            mac,
                            key(KeyLog.hex(keys.integrity())))));
  }

  private static String key(String hex) {
    return hex.isEmpty() ? "" : "0x" + hex;
  }

  /** As Wireshark's preferences call it. */
  private Optional<String> encryptionName() {
    if (encryption.equals(EncryptionAlgorithm.AES_GCM_16)) {
      return Optional.of("AES-GCM with 16 octet ICV [RFC4106]");
    }
    if (encryption.equals(EncryptionAlgorithm.AES_CBC)) {
      return Optional.of("AES-CBC [RFC3602]");
    }
    if (encryption.equals(EncryptionAlgorithm.CHACHA20_POLY1305)) {
      return Optional.of("ChaCha20 with Poly1305 [RFC7634]");
    }
    return encryption.equals(EncryptionAlgorithm.NULL) ? Optional.of("NULL") : Optional.empty();
  }

  private Optional<String> integrityName() {
    if (integrity.equals(IntegrityAlgorithm.NONE)) {
      return Optional.of("NULL");
    }
    if (integrity.equals(IntegrityAlgorithm.HMAC_SHA2_256_128)) {
      return Optional.of("HMAC-SHA-256-128 [RFC4868]");
    }
    if (integrity.equals(IntegrityAlgorithm.HMAC_SHA2_384_192)) {
      return Optional.of("HMAC-SHA-384-192 [RFC4868]");
    }
    if (integrity.equals(IntegrityAlgorithm.HMAC_SHA2_512_256)) {
      return Optional.of("HMAC-SHA-512-256 [RFC4868]");
    }
    return Optional.empty();
  }
}
