package org.yett.ike.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.yett.spec.iana.EncryptionAlgorithm;
import org.yett.spec.iana.ExchangeType;
import org.yett.spec.iana.KeyExchangeMethod;
import org.yett.spec.iana.NotifyType;
import org.yett.spec.iana.PayloadType;
import org.yett.spec.iana.ProtocolId;
import org.yett.spec.iana.PseudorandomFunction;
import org.yett.spec.iana.TransformType;

/** Whole messages against samples that were laid out by hand. */
class GoldenMessageTest {

  private static final IkeHeader SA_INIT_HEADER =
      IkeHeader.of(
          Samples.SPI_I, IkeSpi.ZERO, ExchangeType.IKE_SA_INIT, Flags.request(Side.INITIATOR), 0);

  private static final List<Payload> SA_INIT =
      List.of(
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
                          Transform.of(TransformType.ADDKE1, KeyExchangeMethod.ML_KEM_768))))),
          new KePayload(
              KeyExchangeMethod.CURVE25519,
              Octets.ofHex("8520f0098930a754748b7ddcb43ef75a0dbf3a0d26381af4eba4a98eaa9b4e6a")),
          new NoncePayload(
              Octets.ofHex("000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f")),
          NotifyPayload.of(NotifyType.NAT_DETECTION_SOURCE_IP, Octets.ofHex("11".repeat(20))),
          NotifyPayload.of(NotifyType.NAT_DETECTION_DESTINATION_IP, Octets.ofHex("22".repeat(20))),
          NotifyPayload.of(NotifyType.IKEV2_FRAGMENTATION_SUPPORTED),
          NotifyPayload.of(NotifyType.SIGNATURE_HASH_ALGORITHMS, Octets.ofHex("0002000300040005")),
          NotifyPayload.of(NotifyType.INTERMEDIATE_EXCHANGE_SUPPORTED));

  @Test
  void decodesAnIkeSaInitRequest() {
    Octets octets = Golden.read("ike-sa-init-request").octets();

    Message message = Samples.decodeClear(octets);

    assertEquals(SA_INIT, message.payloads());
    assertEquals(octets, message.octets());
    assertEquals(SA_INIT_HEADER.with(PayloadType.SA, 240), message.header());
    assertFalse(message.isProtected());
    assertTrue(message.notification(NotifyType.INTERMEDIATE_EXCHANGE_SUPPORTED).isPresent());
    assertTrue(message.notification(NotifyType.COOKIE).isEmpty());
    assertEquals(
        "IKE_SA_INIT request 0 SA(IKE#1 ENCR=ENCR_AES_GCM_16-256/PRF=PRF_HMAC_SHA2_384/"
            + "KE=Curve25519/ADDKE1=ml-kem-768), KE(Curve25519, 32), Nonce(32), "
            + "N(NAT_DETECTION_SOURCE_IP, 20), N(NAT_DETECTION_DESTINATION_IP, 20), "
            + "N(IKEV2_FRAGMENTATION_SUPPORTED), N(SIGNATURE_HASH_ALGORITHMS, 8), "
            + "N(INTERMEDIATE_EXCHANGE_SUPPORTED)",
        message.describe());
  }

  @Test
  @Tag("rfc7296:3.1/4")
  @Tag("rfc7296:3.1/7")
  @Tag("rfc7296:3.1/10")
  @Tag("rfc7296:3.1/12")
  @Tag("rfc7296:3.1/13")
  @Tag("rfc7296:3.1/x1")
  void encodesAnIkeSaInitRequest() {
    Message message = MessageEncoder.encodeClear(SA_INIT_HEADER, SA_INIT);

    assertEquals(Golden.read("ike-sa-init-request").octets().hex(), message.octets().hex());
    assertEquals(SA_INIT_HEADER.with(PayloadType.SA, 240), message.header());
  }

  @Test
  void findsTheEncryptedPayload() {
    Golden golden = Golden.read("sk");

    for (Octets octets : List.of(golden.octets(), golden.withNoise())) {
      SealedMessage sealed =
          assertInstanceOf(Outer.Protected.class, Samples.DECODER.decodeOuter(octets)).message();

      assertEquals(new EncryptedPayload.Sk(PayloadType.KE, 28, 37), sealed.encrypted());
      assertEquals(octets.slice(0, 32), sealed.associatedData());
      assertEquals(
          "0000000000000000" + "c1c2c3c4c5c6c7c8c9cacbcccd" + "11".repeat(16), sealed.body().hex());
      assertEquals("IKE_INTERMEDIATE request 1 SK of 69 octets", sealed.describe());
    }
  }

  @Test
  void findsTheEncryptedFragmentPayload() {
    Octets octets = Golden.read("skf").octets();

    SealedMessage sealed =
        assertInstanceOf(Outer.Protected.class, Samples.DECODER.decodeOuter(octets)).message();

    assertEquals(
        new EncryptedPayload.Skf(PayloadType.NO_NEXT_PAYLOAD, 2, 3, 28, 33), sealed.encrypted());
    assertEquals(octets.slice(0, 36), sealed.associatedData());
    assertEquals("0000000000000001" + "c1c2c3c4c5c6c7c8c9" + "11".repeat(16), sealed.body().hex());
    assertEquals("IKE_INTERMEDIATE request 1 SKF 2/3 of 69 octets", sealed.describe());
  }
}
