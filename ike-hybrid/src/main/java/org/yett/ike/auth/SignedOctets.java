package org.yett.ike.auth;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.yett.ike.crypto.Prf;
import org.yett.ike.crypto.Secret;
import org.yett.ike.keys.KeyStep;
import org.yett.ike.keys.KeyTrace;
import org.yett.ike.keys.KeyValue;
import org.yett.spec.Clause;

/**
 * What one side signs or MACs in IKE_AUTH: RealMessage | Nonce | MACedID [| IntAuth].
 *
 * <p>RealMessage is a side's own IKE_SA_INIT message from the first octet of the IKE header on, as
 * it was on the wire: after a COOKIE or INVALID_KE_PAYLOAD round the last one. The nonce is the
 * other side's.
 */
@Clause("rfc7296:2.15")
public final class SignedOctets {

  private final byte[] octets;

  private SignedOctets(byte[] octets) {
    this.octets = octets;
  }

  /**
   * InitiatorSignedOctets.
   *
   * @param prf the PRF of the IKE SA
   * @param realMessage1 the IKE_SA_INIT request
   * @param nr data of the responder's Nonce payload
   * @param skPi SK_pi of the newest generation, with the PPK mixed in if there is one; stays with
   *     the caller
   * @param restOfInitIdPayload body of the IDi payload: IDType | RESERVED | InitIDData
   * @param intAuth from the {@link IntAuthChain}
   */
  @Clause("rfc9242:3.3.2/x1")
  public static SignedOctets ofInitiator(
      Prf prf,
      byte[] realMessage1,
      byte[] nr,
      Secret skPi,
      byte[] restOfInitIdPayload,
      Optional<IntAuth> intAuth,
      KeyTrace trace) {
    return of(true, prf, realMessage1, nr, skPi, restOfInitIdPayload, intAuth, trace);
  }

  /**
   * ResponderSignedOctets.
   *
   * @param prf the PRF of the IKE SA
   * @param realMessage2 the IKE_SA_INIT response
   * @param ni data of the initiator's Nonce payload
   * @param skPr SK_pr of the newest generation, with the PPK mixed in if there is one; stays with
   *     the caller
   * @param restOfRespIdPayload body of the IDr payload: IDType | RESERVED | RespIDData
   * @param intAuth from the {@link IntAuthChain}
   */
  @Clause("rfc9242:3.3.2/x2")
  public static SignedOctets ofResponder(
      Prf prf,
      byte[] realMessage2,
      byte[] ni,
      Secret skPr,
      byte[] restOfRespIdPayload,
      Optional<IntAuth> intAuth,
      KeyTrace trace) {
    return of(false, prf, realMessage2, ni, skPr, restOfRespIdPayload, intAuth, trace);
  }

  @Clause("rfc7296:2.15/x1")
  @Clause("rfc7296:2.15/x3")
  private static SignedOctets of(
      boolean initiator,
      Prf prf,
      byte[] realMessage,
      byte[] nonce,
      Secret skP,
      byte[] restOfId,
      Optional<IntAuth> intAuth,
      KeyTrace trace) {
    byte[] macedId = prf.keyed(skP).update(restOfId).octets();
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    all.writeBytes(realMessage);
    all.writeBytes(nonce);
    all.writeBytes(macedId);
    intAuth.ifPresent(present -> all.writeBytes(present.octets()));
    byte[] octets = all.toByteArray();
    if (trace.listens()) {
      String side = initiator ? "Initiator" : "Responder";
      String macedName = initiator ? "MACedIDForI" : "MACedIDForR";
      String keyName = initiator ? "SK_pi" : "SK_pr";
      String idName = initiator ? "RestOfInitIDPayload" : "RestOfRespIDPayload";
      trace.step(
          new KeyStep(
              macedName,
              "rfc7296:2.15",
              "%s = prf(%s, %s)".formatted(macedName, keyName, idName),
              List.of(
                  KeyValue.secret(keyName, skP),
                  KeyValue.secret(idName, Secret.adopt(restOfId.clone()))),
              List.of(KeyValue.open(macedName, macedId))));
      String realName = initiator ? "RealMessage1" : "RealMessage2";
      String nonceName = initiator ? "NonceRData" : "NonceIData";
      List<KeyValue> inputs = new ArrayList<>();
      inputs.add(KeyValue.open(realName, realMessage.clone()));
      inputs.add(KeyValue.open(nonceName, nonce.clone()));
      inputs.add(KeyValue.open(macedName, macedId));
      intAuth.ifPresent(present -> inputs.add(KeyValue.open("IntAuth", present.octets())));
      trace.step(
          new KeyStep(
              side + "SignedOctets",
              intAuth.isPresent() ? "rfc9242:3.3.2" : "rfc7296:2.15",
              "%sSignedOctets = %s | %s | %s%s"
                  .formatted(
                      side,
                      realName,
                      nonceName,
                      macedName,
                      intAuth.isPresent() ? " | IntAuth" : ""),
              inputs,
              List.of(KeyValue.open(side + "SignedOctets", octets.clone()))));
    }
    return new SignedOctets(octets);
  }

  /** A copy of the octets. */
  public byte[] octets() {
    return octets.clone();
  }

  byte[] raw() {
    return octets;
  }
}
