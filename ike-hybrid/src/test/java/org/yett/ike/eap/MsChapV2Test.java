package org.yett.ike.eap;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.yett.ike.crypto.Secret;

/** The examples of RFC 2759 9.2 and RFC 3079 3.5.3. */
class MsChapV2Test {

  private static byte[] hex(String text) {
    return HexFormat.of().parseHex(text);
  }

  private static String hex(byte[] octets) {
    return HexFormat.of().withUpperCase().formatHex(octets);
  }

  private static MsChapV2.Result example(String name) {
    try (Secret password = Secret.copyOf("clientPass".getBytes(StandardCharsets.US_ASCII))) {
      return MsChapV2.compute(
          password,
          hex("5B5D7C7D7B3F2F3E3C2C602132262628"),
          hex("21402324255E262A28295F2B3A337C7E"),
          name);
    }
  }

  @Test
  void theHashOfAPassword() {
    assertEquals(
        "44EBBA8D5312B8D611474411F56989AE",
        hex(MsChapV2.ntHash("clientPass".getBytes(StandardCharsets.US_ASCII))));
  }

  @Test
  void bothProofsAreThoseOfTheExample() {
    MsChapV2.Result result = example("User");
    assertEquals("82309ECD8D708B5EA08FAA3981CD83544233114A3D85D6DF", hex(result.ntResponse()));
    assertEquals("S=407A5589115FD0D6209F510FE9C04566932CDA56", result.authenticator());
  }

  @Test
  void aDomainBeforeTheNameDoesNotCount() {
    assertEquals(
        "S=407A5589115FD0D6209F510FE9C04566932CDA56", example("DOMAIN\\User").authenticator());
  }

  @Test
  void theKeyEndsWithTheServersSendKeyAndZeros() {
    byte[] key = example("User").key().copy();
    assertEquals(64, key.length);
    assertEquals("8B7CDC149B993A1BA118CB153F56DCCB", hex(key).substring(32, 64));
    assertEquals("0".repeat(64), hex(key).substring(64));
  }
}
