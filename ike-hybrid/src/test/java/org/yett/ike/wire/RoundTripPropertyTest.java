package org.yett.ike.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.yett.spec.iana.ExchangeType;

/** What is encoded and decoded again is what it was. */
class RoundTripPropertyTest {

  @Provide
  Arbitrary<Payload> payload() {
    return WireArbitraries.payload();
  }

  @Provide
  Arbitrary<List<Payload>> payloads() {
    return WireArbitraries.payloads(0, 6);
  }

  @Provide
  Arbitrary<List<Payload>> somePayloads() {
    return WireArbitraries.payloads(1, 6);
  }

  @Provide
  Arbitrary<IkeHeader> header() {
    return WireArbitraries.header();
  }

  @Property(tries = 600)
  void everyPayloadComesBack(@ForAll("payload") Payload payload) {
    Message sent =
        MessageEncoder.encodeClear(Samples.header(ExchangeType.INFORMATIONAL, 0), List.of(payload));

    Message received = Samples.decodeClear(sent.octets());

    assertEquals(List.of(payload), received.payloads());
    assertEquals(sent.placed(), received.placed());
    assertEquals(MessageEncoder.sizeOf(payload), received.clear().getFirst().octets().size());
  }

  @Property(tries = 60)
  void aMessageInClearComesBack(
      @ForAll("header") IkeHeader header, @ForAll("somePayloads") List<Payload> payloads) {
    Message sent = MessageEncoder.encodeClear(header, payloads);

    Message received = Samples.decodeClear(sent.octets());

    assertEquals(sent.header(), received.header());
    assertEquals(header.with(payloads.getFirst().type(), sent.octets().size()), received.header());
    assertEquals(sent.placed(), received.placed());
    assertEquals(sent.octets(), MessageEncoder.encodeClear(header, received.payloads()).octets());
  }

  @Property(tries = 60)
  void aProtectedMessageComesBack(
      @ForAll("header") IkeHeader header,
      @ForAll("payloads") List<Payload> clear,
      @ForAll("payloads") List<Payload> inner) {
    Message sent = MessageEncoder.encodeProtected(header, clear, inner);

    Decoded.Ok received = assertInstanceOf(Decoded.Ok.class, Samples.open(Samples.seal(sent)));

    assertSame(sent, received.message());
  }

  @Property(tries = 60)
  void aFragmentedMessageComesBack(
      @ForAll("header") IkeHeader header,
      @ForAll("payloads") List<Payload> clear,
      @ForAll("payloads") List<Payload> inner,
      @ForAll @IntRange(min = 1, max = 9) int total) {
    Message sent = MessageEncoder.encodeProtected(header, clear, inner);
    int chunk = sent.plaintext().size() / total + 1;
    List<SealedMessage> fragments = new ArrayList<>();
    List<Octets> parts = new ArrayList<>();
    for (int number = 1; number <= total; number++) {
      int from = Math.min((number - 1) * chunk, sent.plaintext().size());
      Octets part = sent.plaintext().slice(from, Math.min(chunk, sent.plaintext().size() - from));
      Octets prefix = Octets.wrap(Framing.fragment(sent, number, total, part.size()));
      Outer.Protected outer =
          assertInstanceOf(
              Outer.Protected.class, Samples.DECODER.decodeOuter(Octets.concat(prefix, part)));
      EncryptedPayload.Skf skf =
          assertInstanceOf(EncryptedPayload.Skf.class, outer.message().encrypted());
      assertEquals(number, skf.fragmentNumber());
      assertEquals(total, skf.totalFragments());
      assertEquals(prefix, outer.message().associatedData());
      fragments.add(outer.message());
      parts.add(outer.message().body());
    }

    Decoded.Ok received =
        assertInstanceOf(
            Decoded.Ok.class,
            Samples.DECODER.decodeInner(
                fragments.getFirst(), Octets.concat(parts.toArray(Octets[]::new))));

    assertSame(sent, received.message());
  }

  private static void assertSame(Message expected, Message actual) {
    assertEquals(expected.header(), actual.header());
    assertEquals(expected.clear(), actual.clear());
    assertEquals(expected.inner(), actual.inner());
    assertEquals(expected.octets(), actual.octets());
    assertEquals(expected.preamble(), actual.preamble());
    assertEquals(expected.plaintext(), actual.plaintext());
  }
}
