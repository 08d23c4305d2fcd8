package org.yett.features.steps;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.yett.features.capture.Capture;
import org.yett.features.capture.CapturedHandshake;
import org.yett.features.capture.CapturedMessage;
import org.yett.features.reference.ReferenceAuth;
import org.yett.features.reference.ReferenceAuth.Authenticated;
import org.yett.features.reference.ReferenceAuth.Chunks;
import org.yett.features.reference.ReferenceKeys;
import org.yett.features.reference.ReferencePrf;
import org.yett.features.subject.Testbed;
import org.yett.ike.wire.AuthPayload;
import org.yett.ike.wire.Octets;
import org.yett.ike.wire.Side;
import org.yett.spec.iana.ExchangeType;

/** The signed octets of a handshake as somebody computes them who knows its shared secrets. */
final class SignedChunks {
  private final Capture capture;
  private final CapturedHandshake handshake;
  private final List<ReferenceKeys> generations;
  private final ReferencePrf prf;

  SignedChunks(Testbed testbed) {
    capture = Capture.of(testbed);
    Expect.equal(1, capture.handshakes().size(), "IKE_SA_INIT exchanges that came to keys");
    handshake = capture.handshakes().getFirst();
    generations = handshake.generations(testbed.keysOf(Side.INITIATOR));
    prf = handshake.suite().prf();
  }

  private CapturedMessage ikeAuth(Side sender) {
    return capture.messages(ExchangeType.IKE_AUTH).stream()
        .filter(message -> message.sender() == sender)
        .findFirst()
        .orElseThrow(() -> new AssertionError("no IKE_AUTH from the " + sender));
  }

  Octets auth(Side sender) {
    return ikeAuth(sender).opened().first(AuthPayload.class).orElseThrow().data();
  }

  private Octets chunk(String name) {
    return switch (name) {
      case "RealMessage1" -> handshake.request().octets();
      case "RealMessage2" -> handshake.response().octets();
      case "NonceIData" -> handshake.nonce(Side.INITIATOR);
      case "NonceRData" -> handshake.nonce(Side.RESPONDER);
      case "MACedIDForI" -> macedId(Side.INITIATOR);
      case "MACedIDForR" -> macedId(Side.RESPONDER);
      case "IntAuth_iN" -> intAuth(Side.INITIATOR);
      case "IntAuth_rN" -> intAuth(Side.RESPONDER);
      case "IKE_AUTH_MID" -> Octets.ofInt((int) ikeAuth(Side.INITIATOR).header().messageId());
      case "IntAuth" ->
          Octets.concat(chunk("IntAuth_iN"), chunk("IntAuth_rN"), chunk("IKE_AUTH_MID"));
      default ->
          throw new IllegalArgumentException(
              "'"
                  + name
                  + "' is no chunk of signed octets; expected one of "
                  + Arrays.asList(
                      "RealMessage1",
                      "RealMessage2",
                      "NonceIData",
                      "NonceRData",
                      "MACedIDForI",
                      "MACedIDForR",
                      "IntAuth_iN",
                      "IntAuth_rN",
                      "IKE_AUTH_MID",
                      "IntAuth"));
    };
  }

  private Octets macedId(Side sender) {
    return macedId(sender, ikeAuth(sender).opened().identification(sender).orElseThrow().body());
  }

  private Octets macedId(Side sender, Octets restOfIdPayload) {
    return ReferenceAuth.macedId(prf, generations.getLast().skP(sender), restOfIdPayload);
  }

  private Octets intAuth(Side sender) {
    return intAuth(sender, Long.MAX_VALUE);
  }

  /** Over the exchanges before a Message ID. */
  private Octets intAuth(Side sender, long messageId) {
    List<Authenticated> authenticated = new ArrayList<>();
    for (CapturedMessage message : capture.messages(ExchangeType.IKE_INTERMEDIATE)) {
      if (message.sender() == sender && message.header().messageId() < messageId) {
        Octets first = message.datagrams().getFirst().octets();
        Chunks chunks = Chunks.of(first, message.opened().plaintext());
        authenticated.add(
            new Authenticated(chunks, generations.get(message.generation().orElseThrow())));
      }
    }
    Expect.that(!authenticated.isEmpty(), () -> "no IKE_INTERMEDIATE from the " + sender);
    return ReferenceAuth.intAuth(prf, sender, authenticated);
  }

  /**
   * The data of an AUTH payload with which the initiator would prove its identity after the
   * exchanges so far.
   *
   * @param preSharedKey the key
   * @param restOfIdPayload the body of its IDi payload
   * @param messageId the Message ID of its IKE_AUTH request
   */
  Octets proofOfInitiator(String preSharedKey, Octets restOfIdPayload, long messageId) {
    List<Octets> signed = new ArrayList<>();
    signed.add(chunk("RealMessage1"));
    signed.add(chunk("NonceRData"));
    signed.add(macedId(Side.INITIATOR, restOfIdPayload));
    if (messageId > 1) {
      signed.add(intAuth(Side.INITIATOR, messageId));
      signed.add(intAuth(Side.RESPONDER, messageId));
      signed.add(Octets.ofInt((int) messageId));
    }
    return ReferenceAuth.auth(prf, preSharedKey, signed);
  }

  /** Whether AUTH of a side is over these chunks, named as in the RFCs and separated by bars. */
  boolean isOver(Side side, String chunks, String preSharedKey) {
    List<Octets> signed = new ArrayList<>();
    for (String name : chunks.split("\\|", -1)) {
      signed.add(chunk(name.strip()));
    }
    return auth(side).equals(ReferenceAuth.auth(prf, preSharedKey, signed));
  }
}
