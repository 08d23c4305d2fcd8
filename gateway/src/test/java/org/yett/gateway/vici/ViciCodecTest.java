package org.yett.gateway.vici;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ViciCodecTest {

  private static byte[] octets(Object... parts) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    for (Object part : parts) {
      if (part instanceof Integer number) {
        out.write(number);
      } else {
        out.writeBytes(part.toString().getBytes(StandardCharsets.US_ASCII));
      }
    }
    return out.toByteArray();
  }

  /** The structure that strongSwan's description of the protocol uses as its example. */
  @Test
  void aMessageIsEncodedAsTheProtocolsDescriptionShows() throws ViciFormatException {
    ViciMessage message =
        ViciMessage.builder()
            .put("key1", "value1")
            .section(
                "section1",
                s ->
                    s.section("sub-section", sub -> sub.put("key2", "value2"))
                        .list("list1", List.of("item1", "item2")))
            .build();
    byte[] expected =
        octets(
            7,
            4,
            "name",
            3,
            4,
            "key1",
            0,
            6,
            "value1",
            1,
            8,
            "section1",
            1,
            11,
            "sub-section",
            3,
            4,
            "key2",
            0,
            6,
            "value2",
            2,
            4,
            5,
            "list1",
            5,
            0,
            5,
            "item1",
            5,
            0,
            5,
            "item2",
            6,
            2);
    assertArrayEquals(expected, ViciCodec.encode(new ViciPacket.Event("name", message)));
    ViciPacket.Event decoded = (ViciPacket.Event) ViciCodec.decode(expected);
    assertEquals("name", decoded.event());
    ViciMessage section = decoded.message().section("section1").orElseThrow();
    assertEquals("value2", section.section("sub-section").orElseThrow().text("key2").orElseThrow());
    assertEquals(List.of("item1", "item2"), section.list("list1"));
  }

  @Test
  void everyTypeOfPacketHasItsNumber() {
    ViciMessage none = ViciMessage.EMPTY;
    assertArrayEquals(
        octets(0, 1, "c"), ViciCodec.encode(new ViciPacket.CommandRequest("c", none)));
    assertArrayEquals(octets(1), ViciCodec.encode(new ViciPacket.CommandResponse(none)));
    assertArrayEquals(octets(2), ViciCodec.encode(new ViciPacket.CommandUnknown()));
    assertArrayEquals(octets(3, 1, "e"), ViciCodec.encode(new ViciPacket.EventRegister("e")));
    assertArrayEquals(octets(4, 1, "e"), ViciCodec.encode(new ViciPacket.EventUnregister("e")));
    assertArrayEquals(octets(5), ViciCodec.encode(new ViciPacket.EventConfirm()));
    assertArrayEquals(octets(6), ViciCodec.encode(new ViciPacket.EventUnknown()));
    assertArrayEquals(octets(7, 1, "e"), ViciCodec.encode(new ViciPacket.Event("e", none)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "", // nothing at all
        "08", // no such type of packet
        "0005616263", // a name cut off
        "0502", // something after the end
        "01" + "03016b0005", // a value cut off
        "01" + "02", // a section closed that is not open
        "01" + "010161", // a section not closed
        "01" + "0500016b", // an item outside of a list
        "01" + "06", // the end of a list that is not open
        "01" + "04016c" + "03016b000161", // a key in a list
        "01" + "04016c", // a list not closed
        "01" + "09" // no such element
      })
  void whatIsNotViciIsRefused(String hex) {
    byte[] segment = java.util.HexFormat.of().parseHex(hex);
    assertThrows(ViciFormatException.class, () -> ViciCodec.decode(segment));
  }

  @Test
  void sectionsNestedTooDeepAreRefused() {
    byte[] deep = new byte[1 + 3 * 40];
    deep[0] = 1;
    for (int i = 0; i < 40; i++) {
      deep[1 + 3 * i] = 1;
      deep[2 + 3 * i] = 1;
      deep[3 + 3 * i] = 'a';
    }
    assertThrows(ViciFormatException.class, () -> ViciCodec.decode(deep));
  }

  @Test
  void whatDoesNotFitItsLengthFieldIsNotSent() {
    ViciMessage longValue = ViciMessage.builder().put("k", new byte[65_536]).build();
    assertThrows(
        IllegalArgumentException.class,
        () -> ViciCodec.encode(new ViciPacket.CommandResponse(longValue)));
    assertThrows(
        IllegalArgumentException.class,
        () -> ViciCodec.encode(new ViciPacket.EventRegister("e".repeat(256))));
    ViciMessage.Builder large = ViciMessage.builder();
    for (int i = 0; i < 9; i++) {
      large.put("k", new byte[60_000]);
    }
    ViciMessage tooLarge = large.build();
    assertThrows(
        IllegalArgumentException.class,
        () -> ViciCodec.encode(new ViciPacket.CommandResponse(tooLarge)));
  }

  @Test
  void printingAMessageDoesNotShowItsValues() {
    ViciMessage message =
        ViciMessage.builder()
            .put("data", "hush")
            .list("owners", List.of("hush"))
            .section("s", b -> b.put("k", "hush"))
            .build();
    assertFalse(message.toString().contains("hush"), message::toString);
    assertFalse(new ViciPacket.CommandRequest("load-shared", message).toString().contains("hush"));
  }
}
