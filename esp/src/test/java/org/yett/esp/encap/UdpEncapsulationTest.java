package org.yett.esp.encap;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.HexFormat;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UdpEncapsulationTest {

  @ParameterizedTest
  @CsvSource({
    "'', MALFORMED",
    "ff, KEEPALIVE",
    "fe, MALFORMED",
    "00, MALFORMED",
    "ffff, MALFORMED",
    "000000, MALFORMED",
    "00000000, IKE",
    "0000000001, IKE",
    "00000001, ESP",
    "ffffffff, ESP",
    "80000000000000010000, ESP"
  })
  @Tag("rfc3948:2.3/4")
  @Tag("rfc3948:2.1/4")
  void datagramsOnPort4500AreToldApart(String payload, UdpEncapsulation.Kind kind) {
    // Something else stands before and behind in the buffer.
    byte[] buffer = HexFormat.of().parseHex("1234" + payload + "5678");
    assertEquals(kind, UdpEncapsulation.classify(buffer, 2, buffer.length - 4));
  }

  @Test
  void onlyIpVersionsThatExistSurroundEsp() {
    assertThrows(IllegalArgumentException.class, () -> new Encapsulation(5, true));
    assertEquals(20, new Encapsulation(4, false).overhead());
    assertEquals(28, new Encapsulation(4, true).overhead());
    assertEquals(40, new Encapsulation(6, false).overhead());
    assertEquals(48, new Encapsulation(6, true).overhead());
  }
}
