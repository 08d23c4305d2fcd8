package org.yett.ike.auth;

import java.security.MessageDigest;
import java.util.List;
import org.yett.ike.crypto.Prf;
import org.yett.ike.crypto.Secret;
import org.yett.ike.keys.KeyStep;
import org.yett.ike.keys.KeyTrace;
import org.yett.ike.keys.KeyValue;
import org.yett.spec.Clause;

/**
 * AUTH data of a resumed IKE SA (RFC 5723 4.3.3): who can compute it holds the keys of the IKE SA
 * for which the ticket was given, in which it was authenticated.
 */
@Clause("rfc5723:4.3.3")
public final class ResumptionAuth {

  private ResumptionAuth() {}

  /**
   * The data of the AUTH payload.
   *
   * @param prf the PRF of the IKE SA
   * @param skP SK_pi of the initiator, or SK_pr of the responder; stays with the caller
   * @param signed the octets of the side that authenticates itself
   * @return as long as the PRF's output
   */
  public static byte[] compute(Prf prf, Secret skP, SignedOctets signed, KeyTrace trace) {
    byte[] auth = prf.keyed(skP).update(signed.raw()).octets();
    if (trace.listens()) {
      trace.step(
          new KeyStep(
              "AUTH",
              "rfc5723:4.3.3",
              "AUTH = prf(SK_px, <SignedOctets>)",
              List.of(
                  KeyValue.secret("SK_px", skP), KeyValue.open("SignedOctets", signed.octets())),
              List.of(KeyValue.secret("AUTH", Secret.adopt(auth.clone())))));
    }
    return auth;
  }

  /**
   * Whether the AUTH data of the peer is right, in time independent of where it differs.
   *
   * @param prf the PRF of the IKE SA
   * @param skP SK_pi of the initiator, or SK_pr of the responder; stays with the caller
   * @param signed the octets of the side that authenticates itself
   * @param received data of its AUTH payload
   */
  public static boolean verify(
      Prf prf, Secret skP, SignedOctets signed, byte[] received, KeyTrace trace) {
    return MessageDigest.isEqual(compute(prf, skP, signed, trace), received);
  }
}
