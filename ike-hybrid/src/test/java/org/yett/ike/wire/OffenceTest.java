package org.yett.ike.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.yett.spec.iana.ExchangeType;
import org.yett.spec.iana.NotifyType;
import org.yett.spec.iana.PayloadType;
import org.yett.spec.iana.ProtocolId;
import org.yett.spec.iana.PseudorandomFunction;
import org.yett.spec.iana.TransformType;

/** Every offence against the format, committed. */
class OffenceTest {

  private static final String SPIS = "0f1e2d3c4b5a6978" + "8796a5b4c3d2e1f0";

  private static WireError malformed(Octets octets, DecodeLimits limits) {
    return assertInstanceOf(Outer.Malformed.class, new MessageDecoder(limits).decodeOuter(octets))
        .error();
  }

  private static WireError malformed(Octets octets) {
    return malformed(octets, DecodeLimits.DEFAULT);
  }

  static Stream<Arguments> messages() {
    return Stream.of(
        arguments(Offence.TRUNCATED_HEADER, 27, SPIS + "2b202508" + "00000000" + "000000"),
        arguments(Offence.HIGHER_MAJOR_VERSION, 17, SPIS + "2b302508" + "00000000" + "ffffffff"),
        arguments(Offence.LOWER_MAJOR_VERSION, 17, SPIS + "2b102508" + "00000000" + "0000001c"),
        arguments(
            Offence.LENGTH_MISMATCH, 24, SPIS + "2b202508" + "00000000" + "00000021" + "00000004"),
        arguments(
            Offence.LENGTH_MISMATCH,
            24,
            SPIS + "2b202508" + "00000000" + "00000020" + "00000004" + "00"),
        arguments(
            Offence.ZERO_INITIATOR_SPI,
            0,
            "00".repeat(16) + "2b202508" + "00000000" + "00000020" + "00000004"),
        arguments(Offence.NO_PAYLOADS, 16, SPIS + "00202508" + "00000000" + "0000001c"),
        arguments(Offence.TRUNCATED_PAYLOAD_HEADER, 28, clear("2b", "000000")),
        arguments(Offence.TRUNCATED_PAYLOAD_HEADER, 32, clear("2b", "2b000004")),
        arguments(Offence.PAYLOAD_LENGTH_TOO_SMALL, 30, clear("2b", "00000003")),
        arguments(Offence.PAYLOAD_LENGTH_TOO_LARGE, 30, clear("2b", "00000005")),
        arguments(Offence.TRAILING_OCTETS, 32, clear("2b", "00000004" + "00")),
        arguments(Offence.UNKNOWN_CRITICAL_PAYLOAD, 28, clear("c8", "00800004")),
        arguments(Offence.ENCRYPTED_PAYLOAD_NOT_LAST, 36, clear("2e", "29000008" + "00".repeat(8))),
        arguments(
            Offence.ENCRYPTED_PAYLOAD_NOT_LAST,
            38,
            clear("35", "2900000a" + "00010001" + "00".repeat(8))),
        arguments(Offence.TRUNCATED_FRAGMENT, 30, clear("35", "29000007" + "000100")),
        arguments(Offence.ZERO_FRAGMENT_NUMBER, 32, clear("35", "29000008" + "00000001")),
        arguments(Offence.ZERO_TOTAL_FRAGMENTS, 34, clear("35", "29000008" + "00010000")),
        arguments(Offence.FRAGMENT_NUMBER_ABOVE_TOTAL, 32, clear("35", "29000008" + "00030002")));
  }

  /** A message in clear whose first payload has this type, with this chain. */
  private static String clear(String type, String chain) {
    return Samples.around(PayloadType.of(Integer.parseInt(type, 16)), Octets.ofHex(chain)).hex();
  }

  @ParameterizedTest
  @MethodSource("messages")
  @Tag("rfc7296:2.5/2")
  @Tag("rfc7296:2.5/8")
  @Tag("rfc7296:3.1/1")
  @Tag("rfc7296:3.1/2")
  @Tag("rfc7296:3.1/6")
  @Tag("rfc7296:3.14/1")
  @Tag("rfc7383:2.5/1")
  @Tag("rfc7383:2.6/1")
  @Tag("negative")
  void aMessageThatCommitsItIsMalformed(Offence offence, int offset, String hex) {
    WireError error = malformed(Octets.ofHex(hex));

    assertEquals(offence, error.offence(), error::describe);
    assertEquals(offset, error.offset(), error::describe);
  }

  static Stream<Arguments> bodies() {
    String gcm = "0300000801000014";
    String prf = "0000000802000005";
    return Stream.of(
        arguments(Offence.SA_WITHOUT_PROPOSAL, PayloadType.SA, ""),
        arguments(Offence.PROPOSAL_LENGTH, PayloadType.SA, "00000007" + "010100"),
        arguments(Offence.PROPOSAL_LENGTH, PayloadType.SA, "00000007" + "01010000"),
        arguments(Offence.PROPOSAL_LENGTH, PayloadType.SA, "00000011" + "01010001" + prf),
        arguments(Offence.PROPOSAL_LENGTH, PayloadType.SA, "0000000b" + "01030400" + "c0ffee"),
        arguments(Offence.PROPOSAL_LAST_SUBSTRUC, PayloadType.SA, "02000010" + "01010001" + prf),
        arguments(
            Offence.PROPOSAL_LAST_SUBSTRUC,
            PayloadType.SA,
            "00000010" + "01010001" + prf + "00000010" + "02010001" + prf),
        arguments(
            Offence.PROPOSAL_NUMBER,
            PayloadType.SA,
            "02000010" + "01010001" + prf + "00000010" + "03010001" + prf),
        arguments(Offence.PROPOSAL_NUMBER, PayloadType.SA, "00000010" + "00010001" + prf),
        arguments(Offence.PROPOSAL_NUMBER, PayloadType.SA, "00000010" + "02010001" + prf),
        arguments(
            Offence.PROPOSAL_NUMBER,
            PayloadType.SA,
            "02000010" + "02010001" + prf + "00000010" + "03010001" + prf),
        arguments(
            Offence.PROPOSAL_SPI_SIZE, PayloadType.SA, "00000014" + "01010401" + "c0ffee01" + prf),
        arguments(Offence.PROPOSAL_SPI_SIZE, PayloadType.SA, "00000010" + "01030001" + prf),
        arguments(Offence.TRANSFORM_COUNT, PayloadType.SA, "00000008" + "01010000"),
        arguments(Offence.TRANSFORM_COUNT, PayloadType.SA, "00000010" + "01010002" + prf),
        arguments(Offence.TRANSFORM_COUNT, PayloadType.SA, "00000018" + "01010001" + gcm + prf),
        arguments(
            Offence.TRANSFORM_LENGTH, PayloadType.SA, "0000000f" + "01010001" + "00000007020000"),
        arguments(
            Offence.TRANSFORM_LENGTH, PayloadType.SA, "00000010" + "01010001" + "0000000702000005"),
        arguments(
            Offence.TRANSFORM_LENGTH, PayloadType.SA, "00000010" + "01010001" + "0000000902000005"),
        arguments(Offence.TRANSFORM_LAST_SUBSTRUC, PayloadType.SA, "00000010" + "01010001" + gcm),
        arguments(
            Offence.TRANSFORM_LAST_SUBSTRUC,
            PayloadType.SA,
            "00000018" + "01010002" + "0000000801000014" + prf),
        arguments(
            Offence.TRANSFORM_ATTRIBUTE_LENGTH,
            PayloadType.SA,
            "00000013" + "01010001" + "0000000b01000014" + "800e01"),
        arguments(
            Offence.TRANSFORM_ATTRIBUTE_LENGTH,
            PayloadType.SA,
            "00000014" + "01010001" + "0000000c01000014" + "000e0002"),
        arguments(Offence.TRUNCATED_KE, PayloadType.KE, "001f00"),
        arguments(Offence.TRUNCATED_ID, PayloadType.ID_I, "020000"),
        arguments(Offence.TRUNCATED_ID, PayloadType.ID_R, ""),
        arguments(Offence.ID_ADDRESS_LENGTH, PayloadType.ID_I, "01000000" + "0a0000"),
        arguments(Offence.ID_ADDRESS_LENGTH, PayloadType.ID_R, "05000000" + "0a000001"),
        arguments(Offence.TRUNCATED_CERT, PayloadType.CERT, ""),
        arguments(Offence.TRUNCATED_CERTREQ, PayloadType.CERTREQ, ""),
        arguments(Offence.CERTREQ_HASH_LENGTH, PayloadType.CERTREQ, "04" + "00".repeat(21)),
        arguments(Offence.TRUNCATED_AUTH, PayloadType.AUTH, "020000"),
        arguments(Offence.NONCE_LENGTH, PayloadType.NONCE, "00".repeat(15)),
        arguments(Offence.NONCE_LENGTH, PayloadType.NONCE, "00".repeat(257)),
        arguments(Offence.TRUNCATED_NOTIFY, PayloadType.NOTIFY, "000040"),
        arguments(Offence.TRUNCATED_NOTIFY, PayloadType.NOTIFY, "03044009" + "c0ffee"),
        arguments(Offence.NOTIFY_SPI_SIZE, PayloadType.NOTIFY, "01084009" + "00".repeat(8)),
        arguments(Offence.NOTIFY_SPI_SIZE, PayloadType.NOTIFY, "03084009" + "00".repeat(8)),
        arguments(Offence.TRUNCATED_DELETE, PayloadType.DELETE, "010000"),
        arguments(Offence.DELETE_PROTOCOL, PayloadType.DELETE, "04000000"),
        arguments(Offence.DELETE_SPI_SIZE, PayloadType.DELETE, "01080001" + "00".repeat(8)),
        arguments(Offence.DELETE_SPI_SIZE, PayloadType.DELETE, "03080001" + "00".repeat(8)),
        arguments(Offence.DELETE_SPI_COUNT, PayloadType.DELETE, "01000001"),
        arguments(Offence.DELETE_SPI_COUNT, PayloadType.DELETE, "03040002" + "c0ffee01"),
        arguments(Offence.DELETE_SPI_COUNT, PayloadType.DELETE, "03040001" + "c0ffee0102"),
        arguments(Offence.TRUNCATED_TS, PayloadType.TS_I, "010000"),
        arguments(Offence.TS_COUNT, PayloadType.TS_I, "00000000"),
        arguments(Offence.TS_COUNT, PayloadType.TS_R, "01000000"),
        arguments(Offence.TS_COUNT, PayloadType.TS_R, "02000000" + selector("0000", "ffff")),
        arguments(
            Offence.TS_COUNT,
            PayloadType.TS_I,
            "01000000" + selector("0000", "ffff") + selector("0000", "ffff")),
        arguments(Offence.TS_LENGTH, PayloadType.TS_I, "01000000" + "070000"),
        arguments(Offence.TS_LENGTH, PayloadType.TS_I, "01000000" + "c8000003"),
        arguments(Offence.TS_LENGTH, PayloadType.TS_I, "01000000" + "c8000005"),
        arguments(Offence.TS_LENGTH, PayloadType.TS_I, "01000000" + "07000008" + "0000ffff"),
        arguments(
            Offence.TS_LENGTH,
            PayloadType.TS_R,
            "01000000" + "08000010" + "0000ffff" + "00".repeat(8)),
        arguments(Offence.TS_PORT_ORDER, PayloadType.TS_I, "01000000" + selector("0051", "0050")),
        arguments(
            Offence.TS_ADDRESS_ORDER,
            PayloadType.TS_R,
            "01000000" + "07000010" + "0000ffff" + "80000000" + "7fffffff"),
        arguments(Offence.TRUNCATED_CP, PayloadType.CP, "010000"),
        arguments(Offence.CP_ATTRIBUTE_LENGTH, PayloadType.CP, "01000000" + "000100"),
        arguments(Offence.CP_ATTRIBUTE_LENGTH, PayloadType.CP, "01000000" + "00010004" + "0a0000"),
        arguments(Offence.EAP_LENGTH, PayloadType.EAP, "030000"),
        arguments(Offence.EAP_LENGTH, PayloadType.EAP, "01000006" + "01"),
        arguments(Offence.EAP_LENGTH, PayloadType.EAP, "01000004" + "01"),
        arguments(Offence.EAP_LENGTH, PayloadType.EAP, "03000005" + "01"),
        arguments(Offence.EAP_LENGTH, PayloadType.EAP, "02000004"),
        arguments(Offence.PS_LENGTH, PayloadType.PS, ""),
        arguments(Offence.PS_LENGTH, PayloadType.PS, "0102030405"));
  }

  @Test
  @Tag("rfc7296:3.3.1/3")
  void theProposalOfAnAnswerHasTheNumberThatItAnswers() {
    Proposal second =
        new Proposal(
            2,
            ProtocolId.IKE,
            Octets.EMPTY,
            List.of(Transform.of(TransformType.PRF, PseudorandomFunction.HMAC_SHA2_256)));
    IkeHeader header =
        IkeHeader.of(
            Samples.SPI_I,
            Samples.SPI_R,
            ExchangeType.IKE_SA_INIT,
            Flags.response(Side.RESPONDER),
            0);
    Octets octets =
        MessageEncoder.encodeClear(header, List.of(new SaPayload(List.of(second)))).octets();

    assertEquals(
        List.of(second),
        Samples.decodeClear(octets).first(SaPayload.class).orElseThrow().proposals());
  }

  private static String selector(String startPort, String endPort) {
    return "07110010" + startPort + endPort + "0a000000" + "0a0000ff";
  }

  @ParameterizedTest
  @MethodSource("bodies")
  @Tag("rfc7296:3.3/4")
  @Tag("rfc7296:3.3/5")
  @Tag("rfc7296:3.3.1/2")
  @Tag("rfc7296:3.3.1/x1")
  @Tag("rfc7296:3.9/1")
  @Tag("rfc7296:3.10.1/x1")
  @Tag("rfc7296:3.11/3")
  @Tag("negative")
  void aBodyThatCommitsItIsMalformedInClearAndInside(
      Offence offence, PayloadType type, String hex) {
    UnknownPayload payload = new UnknownPayload(type, false, Octets.ofHex(hex));

    assertEquals(offence, malformed(Samples.withBody(type, payload.body())).offence());

    Message message =
        MessageEncoder.encodeProtected(
            Samples.header(ExchangeType.INFORMATIONAL, 7), List.of(), List.of(payload));
    Decoded.ProtectedError error =
        assertInstanceOf(Decoded.ProtectedError.class, Samples.open(Samples.seal(message)));
    assertEquals(offence, error.error().offence(), error.error()::describe);
    assertEquals(Optional.of(NotifyType.INVALID_SYNTAX), offence.reaction().whenAuthentic());
    assertEquals(Optional.empty(), offence.reaction().whenNot());
  }

  @ParameterizedTest
  @MethodSource("encryptedTypes")
  @Tag("rfc7296:3.1/1")
  @Tag("negative")
  void nestedEncryptedPayloadIsAnOffence(PayloadType type) {
    Payload nested = new UnknownPayload(type, false, Octets.ofHex("0001000200000000"));
    Message message =
        MessageEncoder.encodeProtected(
            Samples.header(ExchangeType.INFORMATIONAL, 7), List.of(), List.of(nested));

    Decoded.ProtectedError error =
        assertInstanceOf(Decoded.ProtectedError.class, Samples.open(Samples.seal(message)));

    assertEquals(Offence.NESTED_ENCRYPTED_PAYLOAD, error.error().offence());
  }

  static List<PayloadType> encryptedTypes() {
    return List.of(PayloadType.SK, PayloadType.SKF);
  }

  @Test
  void plaintextMustBeWhatItsFirstPayloadTypeAnnounces() {
    Octets none = Golden.read("sk").octets();
    SealedMessage announcesKe =
        assertInstanceOf(Outer.Protected.class, Samples.DECODER.decodeOuter(none)).message();
    assertEquals(
        Offence.TRUNCATED_PAYLOAD_HEADER, protectedError(announcesKe, Octets.EMPTY).offence());

    byte[] array = none.toArray();
    array[28] = 0;
    SealedMessage announcesNothing =
        assertInstanceOf(Outer.Protected.class, Samples.DECODER.decodeOuter(Octets.wrap(array)))
            .message();
    assertEquals(
        Offence.TRAILING_OCTETS,
        protectedError(announcesNothing, Octets.ofHex("00000004")).offence());
  }

  private static WireError protectedError(SealedMessage sealed, Octets plaintext) {
    return assertInstanceOf(
            Decoded.ProtectedError.class, Samples.DECODER.decodeInner(sealed, plaintext))
        .error();
  }

  @Test
  void limitsOnLengthAndCountsAreKept() {
    Octets message = Samples.around(PayloadType.VENDOR_ID, Octets.ofHex("2b00000400000004"));
    assertEquals(
        Offence.MESSAGE_TOO_LONG, malformed(message, new DecodeLimits(35, 9, 9, 9, 9)).offence());
    assertEquals(
        Offence.TOO_MANY_PAYLOADS, malformed(message, new DecodeLimits(36, 1, 9, 9, 9)).offence());

    // Two proposals with nine transforms and two attributes.
    Octets sa = Samples.around(PayloadType.SA, Golden.read("SA-ike").octets());
    assertEquals(Offence.SA_TOO_LARGE, malformed(sa, new DecodeLimits(999, 9, 1, 99, 9)).offence());
    assertEquals(Offence.SA_TOO_LARGE, malformed(sa, new DecodeLimits(999, 9, 9, 10, 9)).offence());
    assertInstanceOf(
        Outer.Clear.class, new MessageDecoder(new DecodeLimits(999, 1, 2, 11, 9)).decodeOuter(sa));

    Octets cp = Samples.around(PayloadType.CP, Golden.read("CP").octets());
    assertEquals(Offence.CP_TOO_LARGE, malformed(cp, new DecodeLimits(999, 9, 9, 9, 1)).offence());
  }

  @Test
  void aReassembledMessageThatIsTooLongIsRefused() {
    SealedMessage sealed =
        assertInstanceOf(
                Outer.Protected.class, Samples.DECODER.decodeOuter(Golden.read("sk").octets()))
            .message();

    assertEquals(
        Offence.MESSAGE_TOO_LONG, protectedError(sealed, Octets.wrap(new byte[65_532])).offence());
  }

  @Test
  @Tag("rfc7296:2.5/7")
  @Tag("rfc7296:2.5/9")
  void anUnknownPayloadThatIsNotCriticalIsIgnored() {
    Message message = Samples.decodeClear(Octets.ofHex(clear("c8", "2b000005ff" + "00000004")));

    assertEquals(
        List.of(
            new UnknownPayload(PayloadType.of(200), false, Octets.ofHex("ff")),
            new VendorIdPayload(Octets.EMPTY)),
        message.payloads());
  }

  @Test
  @Tag("rfc7296:3.2/3")
  @Tag("rfc7296:3.2/5")
  void theCriticalBitOfAKnownPayloadIsIgnored() {
    Message message = Samples.decodeClear(Octets.ofHex(clear("2b", "00800004")));

    assertEquals(List.of(new VendorIdPayload(Octets.EMPTY)), message.payloads());
    assertTrue(message.clear().getFirst().critical());
  }

  @Test
  @Tag("rfc7296:2.5/1")
  @Tag("rfc7296:3.1/8")
  @Tag("rfc7296:3.1/9")
  @Tag("rfc7296:3.1/12")
  void minorVersionAndUnknownFlagsAreIgnored() {
    Message message =
        Samples.decodeClear(Octets.ofHex(SPIS + "2b2f25df" + "00000000" + "00000020" + "00000004"));

    assertEquals(15, message.header().minorVersion());
    assertEquals(new Flags(false, true, true), message.header().flags());
  }

  @Test
  void aHigherMajorVersionIsAnsweredWithTheHighestThatWeSpeak() {
    WireError error = malformed(Octets.ofHex(SPIS + "2b302508" + "00000000" + "0000001c"));

    assertEquals("02", error.notificationData().hex());
    assertEquals(
        Optional.of(NotifyType.INVALID_MAJOR_VERSION), error.offence().reaction().whenNot());
  }

  @Test
  void theFirstOffenceInTheOrderOfTheOctetsCounts() {
    // An unknown critical payload, then a payload that goes beyond the end.
    assertEquals(
        Offence.UNKNOWN_CRITICAL_PAYLOAD,
        malformed(Octets.ofHex(clear("c8", "2b800004" + "000000ff"))).offence());
  }

  @ParameterizedTest
  @EnumSource(Offence.class)
  void everyOffenceNamesAClause(Offence offence) {
    assertTrue(
        offence.clause().matches("(rfc\\d+|[a-z0-9-]+-\\d\\d):[0-9A-Z]+(\\.\\d+)*(/\\d+[a-z]?)?"),
        offence.clause());
  }
}
