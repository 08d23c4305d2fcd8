package org.yett.ike.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.yett.spec.iana.ExchangeType;
import org.yett.spec.iana.KeyExchangeMethod;
import org.yett.spec.iana.NotifyType;
import org.yett.spec.iana.PayloadType;

/** Protected messages: their octets for IntAuth, their frames, their fragments. */
class ProtectedMessageTest {

  private static final Payload CLEAR = NotifyPayload.of(NotifyType.of(40_960), hex("aabb"));
  private static final Payload KE = new KePayload(KeyExchangeMethod.of(1234), hex("0102030405"));
  private static final String KE_HEX = "0000000d" + "04d20000" + "0102030405";

  private static Octets hex(String hex) {
    return Octets.ofHex(hex);
  }

  private static Message intermediate(List<Payload> clear, List<Payload> inner) {
    return MessageEncoder.encodeProtected(
        Samples.header(ExchangeType.IKE_INTERMEDIATE, 1), clear, inner);
  }

  @Test
  @Tag("rfc9242:3.3.2/x7")
  @Tag("rfc9242:3.3.2/x9")
  @Tag("rfc9242:3.3.2/x10")
  void octetsOfAProtectedMessageAreThoseThatIntAuthCovers() {
    Message message = intermediate(List.of(CLEAR), List.of(KE));

    String a =
        "0f1e2d3c4b5a6978"
            + "8796a5b4c3d2e1f0"
            + "29202b08"
            + "00000001"
            + "00000037" // IKE Length: |A| + |P| = 42 + 13
            + "2e00000a"
            + "0000a000"
            + "aabb"
            + "22000011"; // Payload Length of SK: |P| + 4
    assertEquals(a, message.preamble().hex());
    assertEquals(KE_HEX, message.plaintext().hex());
    assertEquals(a + KE_HEX, message.octets().hex());
    assertEquals(55, message.header().length());
    assertEquals(
        "IKE_INTERMEDIATE request 1 N(NotifyType(40960), 2) {KE(KeyExchangeMethod(1234), 5)}",
        message.describe());
  }

  @Test
  @Tag("rfc9242:3.3.2/x8")
  void anEmptyEncryptedPayloadHasNoPlaintext() {
    Message message =
        MessageEncoder.encodeProtected(
            Samples.header(ExchangeType.INFORMATIONAL, 3), List.of(), List.of());

    assertTrue(message.plaintext().isEmpty());
    assertEquals(
        "2e202508" + "00000003" + "00000020" + "00000004", message.octets().from(16).hex());
    assertEquals("INFORMATIONAL request 3 {}", message.describe());

    Decoded.Ok ok = assertInstanceOf(Decoded.Ok.class, Samples.open(Samples.seal(message)));
    assertTrue(ok.message().isProtected());
    assertEquals(List.of(), ok.message().payloads());
  }

  @Test
  void lengthsOfTheDatagramCountTheWholeBody() {
    byte[] prefix = Framing.whole(intermediate(List.of(), List.of(KE)), 40);

    assertEquals(32, prefix.length);
    assertEquals(
        "2e202b08" + "00000001" + "00000048" + "2200002c", Octets.wrap(prefix).from(16).hex());
  }

  @Test
  void ivPaddingAndChecksumLeaveNoTraceInTheDecodedMessage() {
    Message sent = intermediate(List.of(CLEAR), List.of(KE));
    Octets body = Octets.concat(hex("99".repeat(8)), sent.plaintext(), hex("77".repeat(20)));
    Octets datagram = Octets.concat(Octets.wrap(Framing.whole(sent, body.size())), body);

    SealedMessage sealed =
        assertInstanceOf(Outer.Protected.class, Samples.DECODER.decodeOuter(datagram)).message();
    Decoded.Ok ok =
        assertInstanceOf(Decoded.Ok.class, Samples.DECODER.decodeInner(sealed, body.slice(8, 13)));

    assertEquals(datagram, sealed.octets());
    assertEquals(body, sealed.body());
    assertEquals(sent.octets().hex(), ok.message().octets().hex());
    assertEquals(sent.header(), ok.message().header());
    assertEquals(sent.placed(), ok.message().placed());
  }

  @Test
  @Tag("rfc7383:2.5.3/1")
  void clearPayloadsGoWithTheFirstFragmentOnly() {
    Message message = intermediate(List.of(CLEAR), List.of(KE));

    assertEquals(
        "29202b08"
            + "00000001"
            + "00000042" // 66
            + "3500000a" // the clear payload announces SKF
            + "0000a000"
            + "aabb"
            + "2200001c" // KE is the first inside; 8 + 20
            + "00010002",
        Octets.wrap(Framing.fragment(message, 1, 2, 20)).from(16).hex());
    assertEquals(
        "35202b08" + "00000001" + "00000038" + "0000001c" + "00020002",
        Octets.wrap(Framing.fragment(message, 2, 2, 20)).from(16).hex());
    assertEquals(46, Framing.firstFragmentOverhead(message));
    assertEquals(36, Framing.LATER_FRAGMENT_OVERHEAD);
    assertEquals(42, Framing.wholeOverhead(message));
  }

  @Test
  @Tag("rfc9242:3.3.2/2")
  void aFragmentedMessageIsRebuiltAsOneEncryptedPayload() {
    Message sent = intermediate(List.of(CLEAR), List.of(KE));
    byte[] first = Framing.fragment(sent, 1, 2, 6);
    // The reserved octet of the first fragment stands for the whole: RFC 9242 3.3.2.
    first[39] = 0x15;
    SealedMessage fragment =
        assertInstanceOf(
                Outer.Protected.class,
                Samples.DECODER.decodeOuter(
                    Octets.concat(Octets.wrap(first), sent.plaintext().slice(0, 6))))
            .message();

    Decoded.Ok ok =
        assertInstanceOf(Decoded.Ok.class, Samples.DECODER.decodeInner(fragment, sent.plaintext()));

    byte[] expected = sent.octets().toArray();
    expected[39] = 0x15;
    assertEquals(Octets.wrap(expected).hex(), ok.message().octets().hex());
    assertEquals(List.of(CLEAR, KE), ok.message().payloads());
  }

  @Test
  void aLaterFragmentIsNotWhatAMessageIsDecodedFrom() {
    Message sent = intermediate(List.of(), List.of(KE));
    Octets datagram =
        Octets.concat(Octets.wrap(Framing.fragment(sent, 2, 2, 6)), sent.plaintext().slice(0, 6));
    SealedMessage fragment =
        assertInstanceOf(Outer.Protected.class, Samples.DECODER.decodeOuter(datagram)).message();

    assertThrows(
        IllegalArgumentException.class,
        () -> Samples.DECODER.decodeInner(fragment, sent.plaintext()));
  }

  @Test
  void anErrorInAClearPayloadWaitsForTheProofOfAuthenticity() {
    Payload critical = new UnknownPayload(PayloadType.of(200), true, Octets.EMPTY);
    Octets datagram = Samples.seal(intermediate(List.of(critical), List.of(KE)));

    SealedMessage sealed =
        assertInstanceOf(Outer.Protected.class, Samples.DECODER.decodeOuter(datagram)).message();
    assertEquals(Offence.UNKNOWN_CRITICAL_PAYLOAD, sealed.clearError().orElseThrow().offence());

    Decoded.ProtectedError error =
        assertInstanceOf(
            Decoded.ProtectedError.class, Samples.DECODER.decodeInner(sealed, sealed.body()));
    assertEquals(Offence.UNKNOWN_CRITICAL_PAYLOAD, error.error().offence());
    assertEquals("c8", error.error().notificationData().hex());
  }

  @Test
  void whatDoesNotFitALengthFieldIsRefused() {
    Payload large = new VendorIdPayload(Octets.wrap(new byte[65_531]));
    Payload tooLarge = new VendorIdPayload(Octets.wrap(new byte[65_532]));
    assertEquals(65_535, MessageEncoder.sizeOf(large));
    assertThrows(IllegalArgumentException.class, () -> MessageEncoder.sizeOf(tooLarge));

    Payload half = new VendorIdPayload(Octets.wrap(new byte[32_764]));
    IkeHeader header = Samples.header(ExchangeType.IKE_SA_INIT, 0);
    assertThrows(
        IllegalArgumentException.class,
        () -> MessageEncoder.encodeClear(header, List.of(half, half)));
    assertThrows(
        IllegalArgumentException.class,
        () -> MessageEncoder.encodeProtected(header, List.of(), List.of(half, half)));

    Message message = intermediate(List.of(), List.of(KE));
    assertEquals(32, Framing.whole(message, 65_535 - 32).length);
    assertThrows(IllegalArgumentException.class, () -> Framing.whole(message, 65_536 - 32));
    assertThrows(IllegalArgumentException.class, () -> Framing.fragment(message, 3, 2, 10));
    assertThrows(IllegalArgumentException.class, () -> Framing.fragment(message, 0, 2, 10));
  }

  @Test
  void aMessageInClearHasNothingForIntAuth() {
    Message message =
        MessageEncoder.encodeClear(Samples.header(ExchangeType.IKE_SA_INIT, 0), List.of(KE));

    assertThrows(IllegalStateException.class, message::plaintext);
    assertThrows(IllegalStateException.class, message::preamble);
  }
}
