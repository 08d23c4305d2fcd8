package org.yett.gateway.vici;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.yett.gateway.vici.ViciMessage.Entry;
import org.yett.gateway.vici.ViciMessage.Items;
import org.yett.gateway.vici.ViciMessage.KeyValue;
import org.yett.gateway.vici.ViciMessage.Section;

class ViciCodecPropertyTest {

  @Provide
  Arbitrary<ViciMessage> messages() {
    return message(3);
  }

  private static Arbitrary<ViciMessage> message(int depth) {
    Arbitrary<String> names = Arbitraries.strings().ascii().ofMaxLength(20);
    Arbitrary<byte[]> values = Arbitraries.bytes().array(byte[].class).ofMaxSize(50);
    Arbitrary<Entry> leaf =
        Arbitraries.oneOf(
            Combinators.combine(names, values).as(KeyValue::new),
            Combinators.combine(names, values.list().ofMaxSize(4)).as(Items::new));
    Arbitrary<Entry> entry =
        depth == 0
            ? leaf
            : Arbitraries.oneOf(
                leaf,
                Combinators.combine(names, Arbitraries.lazy(() -> message(depth - 1)))
                    .as(Section::new));
    return entry.list().ofMaxSize(5).map(ViciMessage::new);
  }

  @Property(tries = 300)
  void aMessageThatIsEncodedAndDecodedIsTheSame(@ForAll("messages") ViciMessage message)
      throws ViciFormatException {
    byte[] encoded = ViciCodec.encode(new ViciPacket.CommandRequest("c", message));
    ViciPacket.CommandRequest decoded = (ViciPacket.CommandRequest) ViciCodec.decode(encoded);
    assertArrayEquals(encoded, ViciCodec.encode(decoded));
    assertEquals(message.toString(), decoded.message().toString());
  }

  @Property(tries = 2000)
  void anyOctetsAreDecodedOrRefused(@ForAll byte[] octets) {
    decode(octets);
  }

  @Property(tries = 1000)
  void octetsOfTheProtocolsOwnAlphabetAreDecodedOrRefused(@ForAll("elements") List<Byte> elements) {
    byte[] octets = new byte[elements.size()];
    for (int i = 0; i < octets.length; i++) {
      octets[i] = elements.get(i);
    }
    decode(octets);
  }

  @Provide
  Arbitrary<List<Byte>> elements() {
    return Arbitraries.bytes().between((byte) 0, (byte) 8).list().ofMaxSize(60);
  }

  private static void decode(byte[] octets) {
    try {
      ViciPacket packet = ViciCodec.decode(octets);
      assertArrayEquals(octets, ViciCodec.encode(packet));
    } catch (ViciFormatException refused) {
      assertEquals(false, refused.getMessage().isBlank());
    }
  }
}
