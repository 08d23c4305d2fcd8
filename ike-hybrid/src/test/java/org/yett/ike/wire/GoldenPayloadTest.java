package org.yett.ike.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.yett.spec.iana.AuthMethod;
import org.yett.spec.iana.CertificateEncoding;
import org.yett.spec.iana.ConfigurationAttributeType;
import org.yett.spec.iana.ConfigurationType;
import org.yett.spec.iana.EncryptionAlgorithm;
import org.yett.spec.iana.ExchangeType;
import org.yett.spec.iana.IdType;
import org.yett.spec.iana.IntegrityAlgorithm;
import org.yett.spec.iana.IpProtocol;
import org.yett.spec.iana.KeyExchangeMethod;
import org.yett.spec.iana.NotifyType;
import org.yett.spec.iana.PayloadType;
import org.yett.spec.iana.ProtocolId;
import org.yett.spec.iana.PseudorandomFunction;
import org.yett.spec.iana.SequenceNumbers;
import org.yett.spec.iana.TrafficSelectorType;
import org.yett.spec.iana.TransformAttributeType;
import org.yett.spec.iana.TransformType;
import org.yett.spec.iana.UnknownTransformId;

/** Each payload type against a sample that was laid out by hand from the RFC's figure. */
class GoldenPayloadTest {

  private static final Map<String, Payload> SAMPLES = new TreeMap<>();

  static {
    SAMPLES.put(
        "SA-ike",
        new SaPayload(
            List.of(
                new Proposal(
                    1,
                    ProtocolId.IKE,
                    Octets.EMPTY,
                    List.of(
                        Transform.of(EncryptionAlgorithm.AES_GCM_16, 256),
                        Transform.of(TransformType.PRF, PseudorandomFunction.HMAC_SHA2_384),
                        Transform.of(TransformType.KE, KeyExchangeMethod.CURVE25519),
                        Transform.of(TransformType.ADDKE1, KeyExchangeMethod.ML_KEM_768),
                        Transform.of(TransformType.ADDKE1, KeyExchangeMethod.NONE))),
                new Proposal(
                    2,
                    ProtocolId.IKE,
                    Octets.EMPTY,
                    List.of(
                        Transform.of(EncryptionAlgorithm.AES_CBC, 128),
                        Transform.of(TransformType.INTEG, IntegrityAlgorithm.HMAC_SHA2_256_128),
                        Transform.of(TransformType.PRF, PseudorandomFunction.HMAC_SHA2_256),
                        Transform.of(TransformType.KE, KeyExchangeMethod.MODP_2048))))));
    SAMPLES.put(
        "SA-esp",
        new SaPayload(
            List.of(
                new Proposal(
                    1,
                    ProtocolId.ESP,
                    Octets.ofHex("c0ffee01"),
                    List.of(
                        Transform.of(TransformType.ENCR, EncryptionAlgorithm.CHACHA20_POLY1305),
                        Transform.of(TransformType.SN, SequenceNumbers.PARTIALLY_TRANSMITTED_64),
                        new Transform(
                            TransformType.of(200),
                            new UnknownTransformId(TransformType.of(200), 7),
                            List.of(
                                new TransformAttribute.Variable(
                                    TransformAttributeType.of(16384),
                                    Octets.ofHex("616263")))))))));
    SAMPLES.put(
        "KE",
        new KePayload(
            KeyExchangeMethod.CURVE25519,
            Octets.ofHex("8520f0098930a754748b7ddcb43ef75a0dbf3a0d26381af4eba4a98eaa9b4e6a")));
    SAMPLES.put(
        "IDi",
        new IdPayload(Side.INITIATOR, IdType.FQDN, Octets.ofHex("6d6f6f6e2e6578616d706c65")));
    SAMPLES.put(
        "IDr",
        new IdPayload(
            Side.RESPONDER, IdType.IPV6_ADDR, Octets.ofHex("20010db8000000000000000000000001")));
    SAMPLES.put(
        "CERT", new CertPayload(CertificateEncoding.X509_SIGNATURE, Octets.ofHex("3003020105")));
    SAMPLES.put(
        "CERTREQ",
        new CertReqPayload(
            CertificateEncoding.X509_SIGNATURE,
            Octets.ofHex(
                "0123456789abcdef0123456789abcdef01234567"
                    + "89abcdef0123456789abcdef0123456789abcdef")));
    SAMPLES.put(
        "AUTH",
        new AuthPayload(
            AuthMethod.SHARED_KEY,
            Octets.ofHex("000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f")));
    SAMPLES.put("Nonce", new NoncePayload(Octets.ofHex("000102030405060708090a0b0c0d0e0f")));
    SAMPLES.put("N-cookie", NotifyPayload.of(NotifyType.COOKIE, Octets.ofHex("1122334455667788")));
    SAMPLES.put(
        "N-rekey",
        NotifyPayload.ofChildSa(NotifyType.REKEY_SA, ProtocolId.ESP, 0xc0ffee01, Octets.EMPTY));
    SAMPLES.put("D-esp", DeletePayload.childSas(ProtocolId.ESP, 0xc0ffee01, 0xc0ffee02));
    SAMPLES.put("D-ike", DeletePayload.ikeSa());
    SAMPLES.put("V", new VendorIdPayload(Octets.ofHex("59657474")));
    SAMPLES.put(
        "TSi",
        new TsPayload(
            Side.INITIATOR,
            List.of(
                new Selector.Range(
                    IpProtocol.UDP,
                    500,
                    500,
                    Octets.ofHex("0a010000"),
                    Octets.ofHex("0a0100ff")))));
    SAMPLES.put(
        "TSr",
        new TsPayload(
            Side.RESPONDER,
            List.of(
                new Selector.Range(
                    IpProtocol.ANY,
                    0,
                    65535,
                    Octets.ofHex("20010db8000000000000000000000000"),
                    Octets.ofHex("20010db8000000000000ffffffffffff")),
                new Selector.Range(
                    IpProtocol.TCP, 65535, 0, Octets.ofHex("00000000"), Octets.ofHex("ffffffff")),
                new Selector.Unknown(
                    TrafficSelectorType.SECLABEL, 0, Octets.ofHex("746f706c6f77")))));
    SAMPLES.put(
        "CP",
        new CpPayload(
            ConfigurationType.REQUEST,
            List.of(
                new ConfigurationAttribute(
                    ConfigurationAttributeType.INTERNAL_IP4_ADDRESS, Octets.EMPTY),
                new ConfigurationAttribute(
                    ConfigurationAttributeType.INTERNAL_IP4_DNS, Octets.ofHex("0a000035")))));
    SAMPLES.put("EAP", new EapPayload(Octets.ofHex("012a000501")));
    SAMPLES.put("PS", new PsPayload(Octets.ofHex("00000001000000020000000300000004")));
    SAMPLES.put("unknown", new UnknownPayload(PayloadType.of(200), false, Octets.ofHex("010203")));
  }

  static Stream<String> names() {
    return SAMPLES.keySet().stream();
  }

  @ParameterizedTest
  @MethodSource("names")
  void decodesTheSample(String name) {
    Golden golden = Golden.read(name);
    Payload expected = SAMPLES.get(name);

    Message message = Samples.decodeClear(Samples.around(expected.type(), golden.octets()));

    assertEquals(List.of(expected), message.payloads());
    assertEquals(golden.octets().hex(), message.clear().getFirst().octets().hex());
    assertEquals(IkeHeader.SIZE, message.clear().getFirst().offset());
  }

  @ParameterizedTest
  @MethodSource("names")
  @Tag("rfc7296:2.5/6")
  @Tag("rfc7296:3.2/4")
  @Tag("rfc7296:3.2/6")
  @Tag("rfc7296:3.3/5")
  @Tag("rfc7296:3.3.1/1")
  @Tag("rfc7296:3.3.1/2")
  @Tag("rfc7296:3.3.2/1")
  @Tag("rfc7296:3.3.5/1")
  @Tag("rfc7296:3.3.5/2")
  @Tag("rfc7296:3.3.5/3")
  @Tag("rfc7296:3.5/1")
  @Tag("rfc7296:3.5/2")
  @Tag("rfc7296:3.8/2")
  @Tag("rfc7296:3.10/2")
  @Tag("rfc7296:3.11/1")
  @Tag("rfc7296:3.11/2")
  @Tag("rfc7296:3.11/3")
  @Tag("rfc7296:3.11/x1")
  @Tag("rfc7296:3.11/x2")
  @Tag("rfc7296:3.13/1")
  @Tag("rfc7296:3.13.1/3")
  @Tag("rfc7296:3.13.1/4")
  @Tag("rfc7296:3.13.1/1")
  @Tag("rfc7296:3.13.1/2")
  void encodesTheSample(String name) {
    Message message =
        MessageEncoder.encodeClear(
            Samples.header(ExchangeType.INFORMATIONAL, 7), List.of(SAMPLES.get(name)));

    assertEquals(Golden.read(name).octets().hex(), message.clear().getFirst().octets().hex());
    assertEquals(Golden.read(name).octets().size(), MessageEncoder.sizeOf(SAMPLES.get(name)));
  }

  @ParameterizedTest
  @MethodSource("names")
  @Tag("rfc7296:2.5/6")
  @Tag("rfc7296:3.2/6")
  @Tag("rfc7296:3.3.1/1")
  @Tag("rfc7296:3.3.2/1")
  @Tag("rfc7296:3.5/1")
  @Tag("rfc7296:3.8/2")
  @Tag("rfc7296:3.13/1")
  @Tag("rfc7296:3.15/1")
  @Tag("negative")
  void reservedFieldsAreIgnoredAndRetained(String name) {
    Golden golden = Golden.read(name);
    Payload expected = SAMPLES.get(name);
    assertFalse(golden.reserved().isEmpty());

    Message message = Samples.decodeClear(Samples.around(expected.type(), golden.withNoise()));

    assertEquals(List.of(expected), message.payloads());
    assertEquals(golden.withNoise().hex(), message.clear().getFirst().octets().hex());
  }

  @Test
  @Tag("rfc7296:3.15.1/1")
  @Tag("negative")
  void theReservedBitOfAConfigurationAttributeIsIgnored() {
    Octets body = Octets.ofHex("01000000" + "80010000");
    assertEquals(
        List.of(
            new CpPayload(
                ConfigurationType.REQUEST,
                List.of(
                    new ConfigurationAttribute(
                        ConfigurationAttributeType.INTERNAL_IP4_ADDRESS, Octets.EMPTY)))),
        Samples.decodeClear(Samples.withBody(PayloadType.CP, body)).payloads());
  }

  @Test
  void restOfIdPayloadIsWhatTheWireHad() {
    Message message =
        Samples.decodeClear(Samples.around(PayloadType.ID_I, Golden.read("IDi").withNoise()));

    assertEquals(
        "02555555" + "6d6f6f6e2e6578616d706c65",
        message.identification(Side.INITIATOR).orElseThrow().body().hex());
  }

  @Test
  void everyPayloadTypeHasASample() {
    List<Class<?>> sampled =
        SAMPLES.values().stream().<Class<?>>map(Object::getClass).distinct().toList();
    for (Class<?> kind : Payload.class.getPermittedSubclasses()) {
      assertEquals(true, sampled.contains(kind), kind.getSimpleName());
    }
  }
}
