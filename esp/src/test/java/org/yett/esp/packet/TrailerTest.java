package org.yett.esp.packet;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.HexFormat;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Tag;
import net.jqwik.api.constraints.IntRange;

class TrailerTest {

  @Property(tries = 200)
  @Tag("rfc4303:2.4/1")
  @Tag("rfc4303:2.4/2")
  void whatIsWrittenIsReadForEveryPadLength(
      @ForAll @IntRange(max = 300) int payload,
      @ForAll @IntRange(max = 255) int pad,
      @ForAll @IntRange(max = 255) int nextHeader) {
    byte[] buffer = new byte[3 + payload + pad + 2];
    EspTrailer.write(buffer, 3 + payload, pad, nextHeader);
    assertEquals(payload, EspTrailer.payloadLength(buffer, 3, payload + pad + 2));
    assertEquals(nextHeader, EspTrailer.nextHeader(buffer, 3, payload + pad + 2));
  }

  private static int length(String hex) {
    byte[] octets = HexFormat.of().parseHex(hex);
    return EspTrailer.payloadLength(octets, 0, octets.length);
  }

  @Example
  @Tag("rfc4303:2.4/4")
  @Tag("rfc4303:3.4.4.1/3")
  @Tag("negative")
  void paddingThatDoesNotCountUpIsRefused() {
    assertEquals(1, length("aa0102030304"));
    assertEquals(EspTrailer.MALFORMED, length("aa0102040304"));
    assertEquals(EspTrailer.MALFORMED, length("aa0002030304"));
    assertEquals(EspTrailer.MALFORMED, length("aa0000000304"));
  }

  @Example
  void paddingLongerThanThePacketIsRefused() {
    assertEquals(0, length("01020204"));
    assertEquals(EspTrailer.MALFORMED, length("01020304"));
    assertEquals(EspTrailer.MALFORMED, length("ff04"));
    assertEquals(0, length("0004"));
    assertEquals(EspTrailer.MALFORMED, length("04"));
    assertEquals(EspTrailer.MALFORMED, length(""));
  }
}
