package org.yett.ike.keys;

import java.util.ArrayList;
import java.util.List;
import org.yett.ike.crypto.Prf;
import org.yett.ike.crypto.Secret;
import org.yett.spec.Clause;

/** The keys of Child SAs. */
public final class ChildKeySchedule {

  private ChildKeySchedule() {}

  /**
   * KEYMAT, split into keys: first all for traffic from the initiator to the responder, and for
   * each direction first the encryption and then the integrity key.
   *
   * @param prf the PRF of the IKE SA
   * @param skD SK_d of the IKE SA, or what {@link Ppk#childBase} made of it; stays with the caller
   * @param sharedSecrets none; or SK(0) of CREATE_CHILD_SA, and SK(1) to SK(n) of IKE_FOLLOWUP_KE;
   *     stay with the caller
   * @param ni data of the initiator's Nonce payload: from IKE_SA_INIT for the first Child SA, from
   *     CREATE_CHILD_SA for all others
   * @param nr data of the responder's Nonce payload, likewise
   * @param lengths for one direction
   * @throws IllegalArgumentException if that is more than {@code prf+} gives
   */
  @Clause("rfc7296:2.17/1")
  @Clause("rfc7296:2.17/2")
  @Clause("rfc7296:2.17/x1")
  @Clause("rfc7296:2.17/x2")
  @Clause("rfc9370:2.2.4/x2")
  public static ChildKeys derive(
      Prf prf,
      Secret skD,
      List<Secret> sharedSecrets,
      byte[] ni,
      byte[] nr,
      ChildKeyLengths lengths,
      KeyTrace trace) {
    List<Secret> parts = new ArrayList<>(sharedSecrets);
    Secret nonces = Secret.adopt(IkeKeySchedule.concat(ni, nr));
    parts.add(Math.min(1, parts.size()), nonces);
    try (Secret seed = Secret.concat(parts.toArray(Secret[]::new));
        Secret keymat = prf.plus(skD, seed, lengths.total())) {
      Splitter splitter = new Splitter(keymat);
      ChildKeys keys =
          new ChildKeys(
              // = rfc4301:4.5.2/2
              splitter.take(lengths.encryption()),
              splitter.take(lengths.integrity()),
              splitter.take(lengths.encryption()),
              splitter.take(lengths.integrity()));
      if (trace.listens()) {
        List<KeyValue> inputs = new ArrayList<>();
        inputs.add(KeyValue.secret("SK_d", skD));
        inputs.addAll(IkeKeySchedule.followUpInputs(sharedSecrets, ni, nr, "g^ir (new)"));
        trace.step(
            new KeyStep(
                "KEYMAT",
                sharedSecrets.size() > 1 ? "rfc9370:2.2.4" : "rfc7296:2.17",
                switch (sharedSecrets.size()) {
                  case 0 -> "KEYMAT = prf+ (SK_d, Ni | Nr)";
                  case 1 -> "KEYMAT = prf+ (SK_d, g^ir (new) | Ni | Nr)";
                  default -> "KEYMAT = prf+ (SK_d, SK(0) | Ni | Nr | SK(1) | ... SK(n))";
                },
                inputs,
                List.of(
                    KeyValue.secret("KEYMAT", keymat),
                    KeyValue.secret("ENCR_i", keys.initiatorEncryption()),
                    KeyValue.secret("INTEG_i", keys.initiatorIntegrity()),
                    KeyValue.secret("ENCR_r", keys.responderEncryption()),
                    KeyValue.secret("INTEG_r", keys.responderIntegrity()))));
      }
      return keys;
    }
  }
}
