package org.yett.ike.auth;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.List;
import org.yett.ike.crypto.Prf;
import org.yett.ike.crypto.Secret;
import org.yett.ike.keys.KeyStep;
import org.yett.ike.keys.KeyTrace;
import org.yett.ike.keys.KeyValue;
import org.yett.spec.Clause;

/**
 * AUTH data by a shared secret: a preshared key, or the key that an EAP method made (RFC 7296 2.15,
 * 2.16).
 */
@Clause("rfc7296:2.15")
public final class PresharedKeyAuth {

  @Clause("rfc7296:2.15/x4")
  private static final byte[] KEY_PAD = "Key Pad for IKEv2".getBytes(StandardCharsets.US_ASCII);

  private PresharedKeyAuth() {}

  /**
   * The data of the AUTH payload.
   *
   * @param prf the PRF of the IKE SA
   * @param sharedSecret stays with the caller
   * @param signed the octets of the side that authenticates itself
   * @return as long as the PRF's output
   */
  @Clause("rfc8247:3.1/2")
  @Clause("rfc8247:3.1/x2")
  public static byte[] compute(Prf prf, Secret sharedSecret, SignedOctets signed, KeyTrace trace) {
    try (Secret padded = prf.keyed(sharedSecret).update(KEY_PAD).secret()) {
      byte[] auth = prf.keyed(padded).update(signed.raw()).octets();
      if (trace.listens()) {
        trace.step(
            new KeyStep(
                "AUTH",
                "rfc7296:2.15",
                "AUTH = prf(prf(Shared Secret, \"Key Pad for IKEv2\"), <SignedOctets>)",
                List.of(
                    KeyValue.secret("Shared Secret", sharedSecret),
                    KeyValue.open("SignedOctets", signed.octets())),
                List.of(KeyValue.secret("AUTH", Secret.adopt(auth.clone())))));
      }
      return auth;
    }
  }

  /**
   * Whether the AUTH data of the peer is right, in time independent of where it differs.
   *
   * @param prf the PRF of the IKE SA
   * @param sharedSecret stays with the caller
   * @param signed the octets of the side that authenticates itself
   * @param received data of its AUTH payload
   */
  public static boolean verify(
      Prf prf, Secret sharedSecret, SignedOctets signed, byte[] received, KeyTrace trace) {
    return MessageDigest.isEqual(compute(prf, sharedSecret, signed, trace), received);
  }
}
