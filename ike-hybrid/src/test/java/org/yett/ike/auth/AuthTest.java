package org.yett.ike.auth;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.yett.ike.crypto.Prf;
import org.yett.ike.crypto.Secret;
import org.yett.ike.keys.KeyTrace;
import org.yett.ike.keys.RecordingKeyTrace;
import org.yett.spec.iana.PseudorandomFunction;

class AuthTest {

  private static final Prf PRF = Prf.of(PseudorandomFunction.HMAC_SHA2_256).orElseThrow();
  private static final byte[] SK_PI1 = "initiator's SK_p, one".getBytes(US_ASCII);
  private static final byte[] SK_PI2 = "initiator's SK_p, two".getBytes(US_ASCII);
  private static final byte[] SK_PR1 = "responder's SK_p, one".getBytes(US_ASCII);
  private static final byte[] SK_PR2 = "responder's SK_p, two".getBytes(US_ASCII);
  private static final byte[] INNER = "inner payloads".getBytes(US_ASCII);

  private static byte[] hex(String digits) {
    return HexFormat.of().parseHex(digits.replace(" ", ""));
  }

  private static byte[] cat(byte[]... parts) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      out.writeBytes(part);
    }
    return out.toByteArray();
  }

  private static byte[] hmac(byte[] key, byte[]... data) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(key, "HMAC"));
      return mac.doFinal(cat(data));
    } catch (GeneralSecurityException e) {
      throw new AssertionError(e);
    }
  }

  // SPIi, SPIr, Next Payload, 2.0, IKE_INTERMEDIATE, flags, Message ID 1, Length.
  private static final String SPIS = "1111111111111111 2222222222222222";
  private static final String REST = "20 2b 08 00000001";

  /** SK alone, inner payloads starting with KE (34), RESERVED 0x05. */
  private static byte[] whole(int length, int payloadLength) {
    return cat(
        hex(SPIS + "2e" + REST),
        ByteBuffer.allocate(4).putInt(length).array(),
        hex("22 05"),
        ByteBuffer.allocate(2).putShort((short) payloadLength).array());
  }

  @Test
  @Tag("rfc9242:3.3.2/x7")
  @Tag("rfc9242:3.3.2/x10")
  void chunkAHasAdjustedLengthsAndEndsWithTheGenericHeaderOfSk() {
    byte[] onTheWire = cat(whole(28 + 4 + 8 + 14 + 1 + 16, 4 + 8 + 14 + 1 + 16), new byte[39]);
    byte[] before = onTheWire.clone();
    IntAuthInput input = IntAuthInput.ofWhole(onTheWire, 28, INNER);
    assertArrayEquals(whole(32 + INNER.length, 4 + INNER.length), input.a());
    assertArrayEquals(INNER, input.p());
    assertArrayEquals(before, onTheWire, "the retained message stays as it was");
  }

  @Test
  @Tag("rfc9242:3.3.2/1")
  @Tag("rfc9242:3.3.2/2")
  void aFragmentedMessageCountsAsIfItHadBeenWhole() {
    byte[] firstFragment =
        cat(hex(SPIS + "35" + REST), hex("00000050"), hex("22 05 0034 0001 0003"), new byte[44]);
    IntAuthInput rebuilt = IntAuthInput.ofFirstFragment(firstFragment, 28, INNER);
    IntAuthInput direct = IntAuthInput.ofWhole(whole(99, 71), 28, INNER);
    assertArrayEquals(direct.a(), rebuilt.a());
    assertArrayEquals(direct.p(), rebuilt.p());
  }

  @Test
  @Tag("rfc9242:3.3.2/x7")
  void clearPayloadsBeforeSkArePartOfChunkAInBothForms() {
    byte[] clear = hex("2e 00 000c 0000 4014 11223344"); // a Notify that announces SK
    byte[] clearBeforeSkf = clear.clone();
    clearBeforeSkf[0] = 0x35;
    byte[] nonce = hex("29 00 0008 aabbccdd"); // a Nonce that announces the Notify
    byte[] header = hex(SPIS + "28" + REST);
    byte[] whole = cat(header, hex("00000000"), nonce, clear, hex("22 00 0000"), new byte[40]);
    byte[] fragment =
        cat(
            header,
            hex("00000000"),
            nonce,
            clearBeforeSkf,
            hex("22 00 0000 0001 0002"),
            new byte[40]);
    IntAuthInput direct = IntAuthInput.ofWhole(whole, 48, INNER);
    IntAuthInput rebuilt = IntAuthInput.ofFirstFragment(fragment, 48, INNER);
    assertArrayEquals(
        cat(
            header,
            ByteBuffer.allocate(4).putInt(52 + INNER.length).array(),
            nonce,
            clear,
            hex("22 00 0012")),
        direct.a());
    assertArrayEquals(direct.a(), rebuilt.a());
  }

  @Test
  void anOffsetWhereNoEncryptedPayloadBeginsIsAMistake() {
    byte[] message = cat(whole(0, 0), new byte[40]);
    assertThrows(IllegalArgumentException.class, () -> IntAuthInput.ofWhole(message, 27, INNER));
    assertThrows(
        IllegalArgumentException.class,
        () -> IntAuthInput.ofWhole(message, message.length - 3, INNER));
    assertThrows(
        IllegalArgumentException.class, () -> IntAuthInput.ofFirstFragment(message, 28, INNER));
    byte[] fragment = message.clone();
    fragment[16] = 53;
    assertThrows(
        IllegalArgumentException.class, () -> IntAuthInput.ofFirstFragment(fragment, 33, INNER));
    assertThrows(
        IllegalArgumentException.class, () -> IntAuthInput.ofWhole(message, 28, new byte[65_532]));
    assertEquals(65_531, IntAuthInput.ofWhole(message, 28, new byte[65_531]).p().length);
  }

  private static IntAuthInput input(int id, byte[] inner) {
    byte[] message = whole(0, 0);
    message[23] = (byte) id;
    return IntAuthInput.ofWhole(message, 28, inner);
  }

  private static byte[] a(int id, int innerLength) {
    byte[] message = whole(32 + innerLength, 4 + innerLength);
    message[23] = (byte) id;
    return message;
  }

  private static IntAuthChain twoExchanges(KeyTrace trace) {
    return IntAuthChain.EMPTY
        .withRequest(PRF, Secret.copyOf(SK_PI1), input(1, INNER), trace)
        .withResponse(PRF, Secret.copyOf(SK_PR1), input(1, new byte[0]), trace)
        .withRequest(PRF, Secret.copyOf(SK_PI2), input(2, INNER), trace)
        .withResponse(PRF, Secret.copyOf(SK_PR2), input(2, INNER), trace);
  }

  private static byte[] expectedIntAuth() {
    byte[] i1 = hmac(SK_PI1, a(1, INNER.length), INNER);
    byte[] r1 = hmac(SK_PR1, a(1, 0));
    byte[] i2 = hmac(SK_PI2, i1, a(2, INNER.length), INNER);
    byte[] r2 = hmac(SK_PR2, r1, a(2, INNER.length), INNER);
    return cat(i2, r2, hex("00000003"));
  }

  @Test
  @Tag("rfc9242:3.3.2/x3")
  @Tag("rfc9242:3.3.2/x4")
  @Tag("rfc9242:3.3.2/x5")
  @Tag("rfc9242:3.3.2/x6")
  @Tag("rfc9242:3.3.2/x12")
  void theChainTakesEachExchangeWithTheKeysOfItsGenerationAndEndsWithTheMessageId() {
    IntAuthChain chain = twoExchanges(KeyTrace.NONE);
    assertEquals(2, chain.exchanges());
    assertArrayEquals(expectedIntAuth(), chain.finish(3).orElseThrow().octets());
  }

  @Test
  void withoutAnIkeIntermediateExchangeThereIsNoIntAuth() {
    assertTrue(IntAuthChain.EMPTY.finish(1).isEmpty());
    assertEquals(0, IntAuthChain.EMPTY.exchanges());
  }

  @Test
  void requestsAndResponsesAlternate() {
    Secret key = Secret.copyOf(SK_PI1);
    IntAuthInput input = input(1, INNER);
    IntAuthChain open = IntAuthChain.EMPTY.withRequest(PRF, key, input, KeyTrace.NONE);
    assertThrows(
        IllegalStateException.class, () -> open.withRequest(PRF, key, input, KeyTrace.NONE));
    assertThrows(IllegalStateException.class, () -> open.finish(2));
    assertThrows(
        IllegalStateException.class,
        () -> IntAuthChain.EMPTY.withResponse(PRF, key, input, KeyTrace.NONE));
    assertEquals(0, open.exchanges());
    IntAuthChain shut = open.withResponse(PRF, key, input, KeyTrace.NONE);
    assertThrows(
        IllegalStateException.class, () -> shut.withResponse(PRF, key, input, KeyTrace.NONE));
  }

  private static final byte[] REAL = "the whole IKE_SA_INIT message".getBytes(US_ASCII);
  private static final byte[] NONCE = "the other side's nonce".getBytes(US_ASCII);
  private static final byte[] ID = hex("02 000000 612e6578616d706c65");

  @Test
  @Tag("rfc7296:2.15/x3")
  @Tag("rfc9242:3.3.2/x1")
  @Tag("rfc9242:3.3.2/x2")
  void signedOctetsAreMessageNonceMacedIdAndIntAuthIfThereIsOne() {
    Secret skPi = Secret.copyOf(SK_PI2);
    Secret skPr = Secret.copyOf(SK_PR2);
    byte[] base = cat(REAL, NONCE, hmac(SK_PI2, ID));
    assertArrayEquals(
        base,
        SignedOctets.ofInitiator(PRF, REAL, NONCE, skPi, ID, Optional.empty(), KeyTrace.NONE)
            .octets());
    Optional<IntAuth> intAuth = twoExchanges(KeyTrace.NONE).finish(3);
    assertArrayEquals(
        cat(base, expectedIntAuth()),
        SignedOctets.ofInitiator(PRF, REAL, NONCE, skPi, ID, intAuth, KeyTrace.NONE).octets());
    assertArrayEquals(
        cat(REAL, NONCE, hmac(SK_PR2, ID), expectedIntAuth()),
        SignedOctets.ofResponder(PRF, REAL, NONCE, skPr, ID, intAuth, KeyTrace.NONE).octets());
  }

  @Test
  @Tag("rfc7296:2.15/x4")
  void aPresharedKeyIsPaddedBeforeItAuthenticates() {
    byte[] psk = "a shared secret".getBytes(US_ASCII);
    SignedOctets signed =
        SignedOctets.ofInitiator(
            PRF, REAL, NONCE, Secret.copyOf(SK_PI1), ID, Optional.empty(), KeyTrace.NONE);
    byte[] expected = hmac(hmac(psk, "Key Pad for IKEv2".getBytes(US_ASCII)), signed.octets());
    assertArrayEquals(
        expected, PresharedKeyAuth.compute(PRF, Secret.copyOf(psk), signed, KeyTrace.NONE));
    assertTrue(PresharedKeyAuth.verify(PRF, Secret.copyOf(psk), signed, expected, KeyTrace.NONE));
    byte[] tampered = expected.clone();
    tampered[31] ^= 1;
    assertFalse(PresharedKeyAuth.verify(PRF, Secret.copyOf(psk), signed, tampered, KeyTrace.NONE));
    assertFalse(
        PresharedKeyAuth.verify(
            PRF, Secret.copyOf(psk), signed, Arrays.copyOf(expected, 31), KeyTrace.NONE));
    assertFalse(
        PresharedKeyAuth.verify(PRF, Secret.copyOf(SK_PI1), signed, expected, KeyTrace.NONE));
  }

  @Test
  void authenticationNarratesItsSteps() {
    try (RecordingKeyTrace trace = new RecordingKeyTrace()) {
      Optional<IntAuth> intAuth = twoExchanges(trace).finish(3);
      SignedOctets signed =
          SignedOctets.ofInitiator(PRF, REAL, NONCE, Secret.copyOf(SK_PI2), ID, intAuth, trace);
      PresharedKeyAuth.compute(PRF, Secret.copyOf(SK_PI1), signed, trace);
      assertEquals(
          java.util.List.of(
              "IntAuth_i1 = prf(SK_pi1, IntAuth_i1A | IntAuth_i1P)",
              "IntAuth_r1 = prf(SK_pr1, IntAuth_r1A)",
              "IntAuth_i2 = prf(SK_pi2, IntAuth_i1 | IntAuth_i2A | IntAuth_i2P)",
              "IntAuth_r2 = prf(SK_pr2, IntAuth_r1 | IntAuth_r2A | IntAuth_r2P)",
              "MACedIDForI = prf(SK_pi, RestOfInitIDPayload)",
              "InitiatorSignedOctets = RealMessage1 | NonceRData | MACedIDForI | IntAuth",
              "AUTH = prf(prf(Shared Secret, \"Key Pad for IKEv2\"), <SignedOctets>)"),
          trace.steps().stream().map(step -> step.formula()).toList());
    }
  }
}
