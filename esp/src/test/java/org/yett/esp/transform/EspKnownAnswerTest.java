package org.yett.esp.transform;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.yett.esp.packet.EspTrailer;

/** ESP packets whose every octet others have published or computed. */
class EspKnownAnswerTest {
  private static final HexFormat HEX = HexFormat.of();

  private static byte[] hex(String text) {
    return HEX.parseHex(text.replaceAll("\\s", ""));
  }

  @Test
  void theEspPacketOfRfc7634AppendixAIsSealedAndOpened() {
    byte[] keymat = new byte[36];
    for (int i = 0; i < keymat.length; i++) {
      keymat[i] = (byte) (0x80 + i);
    }
    var suite = EspSuite.aead(Encryption.CHACHA20_POLY1305, 256);
    byte[] inner =
        hex(
            """
            45000054a6f200004001e778c6336405c000020508005b7a3a080000553bec10
            0007362708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f20212223
            2425262728292a2b2c2d2e2f3031323334353637
            """);
    byte[] esp =
        hex(
            """
            0102030400000005101112131415161724039428b97f417e3c13753a4f05087b
            67c352e6a7fab1b982d466ef407ae5c614ee8099d52844eb61aa95dfab4c02f7
            2aa71e7c4c4f64c9befe2facc638e8f3cbec163fac469b502773f6fb94e664da
            9165b82829f641e076aaa8266b7fb0f7b11b369907e1ad43
            """);

    byte[] buffer = new byte[suite.sealedLength(inner.length)];
    // That example's IV is not the sequence number, as ours is: the header is put there by hand.
    System.arraycopy(esp, 0, buffer, 0, 16);
    System.arraycopy(inner, 0, buffer, 16, inner.length);
    int pad = suite.padLength(inner.length);
    EspTrailer.write(buffer, 16 + inner.length, pad, 4);
    var transform =
        new AeadTransform(
            JcaTransforms.platform(), new EspKeys(suite, keymat.clone(), new byte[0]), false);
    int length = transform.seal(buffer, 0, inner.length + pad + 2, 5);

    assertEquals(HEX.formatHex(esp), HEX.formatHex(Arrays.copyOf(buffer, length)));

    var opener = JcaTransforms.platform().opener(new EspKeys(suite, keymat, new byte[0]), false);
    int plaintext = opener.open(buffer, 0, length, 5);
    assertEquals(88, plaintext);
    assertEquals(84, EspTrailer.payloadLength(buffer, 16, plaintext));
    assertEquals(4, EspTrailer.nextHeader(buffer, 16, plaintext));
    assertEquals(HEX.formatHex(inner), HEX.formatHex(buffer, 16, 16 + 84));
  }

  /** RFC 3602 section 4, cases 5 to 8. They have no ICV, so that one is checked elsewhere. */
  @ParameterizedTest
  @CsvSource({
    "90d382b410eeba7ad938c46cec1a82bf, 4321, 1, 1, e96e8c08ab465763fd098d45dd3ff893,"
        + "08000ebda70a00008e9c083db95b070008090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f"
        + "202122232425262728292a2b2c2d2e2f3031323334353637,"
        + "f663c25d325c18c6a9453e194e120849a4870b66cc6b9965330013b4898dc856a4699e523a55db08"
        + "0b59ec3a8e4b7e52775b07d1db34ed9c538ab50c551b874aa269add047ad2d5913ac19b7cfbad4a6",
    "90d382b410eeba7ad938c46cec1a82bf, 4321, 8, 1, 69d08df7d203329db093fc4924e5bd80,"
        + "0800b5e8a80a0500a69c083d0b660e00777777777777777777777777,"
        + "f51995881ec4e0c4488987ce742e8109689bb379d2d750c0d915dca346a89f75",
    "0123456789abcdef0123456789abcdef, 8765, 2, 4, f4e765244f6407adf13dc1380f673f37,"
        + "45000054090400004001f988c0a87b03c0a87bc808009f76a90a0100b49c083d02a2040008090a0b"
        + "0c0d0e0f101112131415161718191a1b1c1d1e1f202122232425262728292a2b2c2d2e2f30313233"
        + "34353637,"
        + "773b5241a4c449225e4f3ce5ed611b0c237ca96cf74a93013c1b0ea1a0cf70f8e4ecaec78ac53aad"
        + "7a0f022b859243c647752e94a859352b8a4d4d2decd136e5c177f132ad3fbfb2201ac9904c74ee0a"
        + "109e0ca1e4dfe9d5a100b842f1c22f0d",
    "0123456789abcdef0123456789abcdef, 8765, 5, 4, 85d47224b5f3dd5d2101d4ea8dffab22,"
        + "45000044090c00004001f990c0a87b03c0a87bc80800d63caa0a0200c69c083da3de0300ffffffff"
        + "ffffffffffffffffffffffffffffffffffffffffffffffffffffffff,"
        + "15b92683819596a8047232cc00f7048fe45318e11f8a0f62ede3c3fc61203bb50f980a08c9843fd3"
        + "a1b06d5c07ff9639b7eb7dfb3512e5de435e7207ed971ef3d2726d9b5ef6affc6d17a0decbb13892"
  })
  @Tag("rfc3602:2.2/1")
  @Tag("rfc3602:2.2/3")
  @Tag("rfc3602:2.4/1")
  @Tag("rfc4303:2.4/3")
  void theAesCbcPacketsOfRfc3602Section4AreEncryptedWithTheirPadding(
      String key, String spi, int sequence, int nextHeader, String iv, String data, String sealed) {
    var suite = new EspSuite(Encryption.AES_CBC, 128, Integrity.HMAC_SHA2_256_128);
    byte[] payload = hex(data);
    byte[] buffer = new byte[suite.sealedLength(payload.length)];
    System.arraycopy(payload, 0, buffer, 24, payload.length);
    int pad = suite.padLength(payload.length);
    EspTrailer.write(buffer, 24 + payload.length, pad, nextHeader);
    IvSource ivs = (_, into, offset, length) -> System.arraycopy(hex(iv), 0, into, offset, length);
    Sealer sealer =
        JcaTransforms.platform().sealer(new EspKeys(suite, hex(key), new byte[32]), false, ivs);
    int length =
        sealer.seal(buffer, 0, payload.length + pad + 2, Integer.parseInt(spi, 16), sequence);

    assertEquals(
        "0000" + spi + "%08x".formatted(sequence) + iv + sealed,
        HEX.formatHex(buffer, 0, length - 16));
  }

  static Stream<Map<String, String>> packets() throws IOException {
    try (var stream = EspKnownAnswerTest.class.getResourceAsStream("esp-packets.txt")) {
      String text = new String(stream.readAllBytes(), StandardCharsets.UTF_8);
      return Arrays.stream(text.split("\n\n"))
          .filter(block -> !block.startsWith("#"))
          .map(block -> {
            Map<String, String> packet = new HashMap<>();
            for (String line : block.strip().split("\n")) {
              String[] parts = line.split("=", -1);
              packet.put(parts[0].strip(), parts[1].strip());
            }
            return packet;
          });
    }
  }

  @Test
  void everyEncryptionIsAmongTheComputedPacketsWithAndWithoutEsn() throws IOException {
    assertEquals(16, packets().count());
    assertEquals(
        Encryption.values().length, packets().map(p -> p.get("encryption")).distinct().count());
  }

  @ParameterizedTest
  @MethodSource("packets")
  @Tag("rfc4106:3.1/1")
  @Tag("rfc4106:6/1")
  @Tag("rfc4868:2.3/1")
  @Tag("rfc3602:2.4/1")
  @Tag("rfc4303:2.4/3")
  @Tag("rfc4303:2.2.1/2")
  void packetsComputedByAnotherImplementationAreSealedAndOpened(Map<String, String> packet) {
    var suite =
        new EspSuite(
            Encryption.valueOf(packet.get("encryption")),
            Integer.parseInt(packet.get("keyBits")),
            Integrity.valueOf(packet.get("integrity")));
    boolean esn = Boolean.parseBoolean(packet.get("esn"));
    int spi = Integer.parseUnsignedInt(packet.get("spi"), 16);
    long sequence = Long.parseUnsignedLong(packet.get("sequence"), 16);
    byte[] inner = hex(packet.get("inner"));
    byte[] iv = hex(packet.get("iv"));
    var keys =
        new EspKeys(suite, hex(packet.get("encryptionKey")), hex(packet.get("integrityKey")));
    int nextHeader = (inner[0] & 0xF0) == 0x40 ? 4 : 41;

    // Octets around the packet must stay as they are.
    int at = 7;
    byte[] buffer = new byte[at + suite.sealedLength(inner.length) + 5];
    Arrays.fill(buffer, (byte) 0x5A);
    int payload = at + suite.payloadOffset();
    System.arraycopy(inner, 0, buffer, payload, inner.length);
    int pad = suite.padLength(inner.length);
    EspTrailer.write(buffer, payload + inner.length, pad, nextHeader);
    Sealer sealer =
        JcaTransforms.platform()
            .sealer(
                keys,
                esn,
                (number, into, offset, length) -> {
                  assertEquals(sequence, number);
                  System.arraycopy(iv, 0, into, offset, length);
                });
    int length = sealer.seal(buffer, at, inner.length + pad + 2, spi, sequence);

    assertEquals(packet.get("esp"), HEX.formatHex(buffer, at, at + length));
    assertEquals("5a".repeat(7), HEX.formatHex(buffer, 0, 7));
    assertEquals("5a".repeat(5), HEX.formatHex(buffer, at + length, buffer.length));

    int plaintext = JcaTransforms.platform().opener(keys, esn).open(buffer, at, length, sequence);
    assertEquals(inner.length + pad + 2, plaintext);
    assertEquals(inner.length, EspTrailer.payloadLength(buffer, payload, plaintext));
    assertEquals(packet.get("inner"), HEX.formatHex(buffer, payload, payload + inner.length));
  }
}
