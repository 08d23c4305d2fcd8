package org.yett.esp.transform;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
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
    assertEquals(HEX.formatHex(inner), HEX.formatHex(buffer, 16, 16 + 84));
  }
}
