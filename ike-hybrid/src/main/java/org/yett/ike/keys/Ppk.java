package org.yett.ike.keys;

import java.util.Arrays;
import java.util.List;
import org.yett.ike.crypto.Prf;
import org.yett.ike.crypto.Secret;
import org.yett.spec.Clause;

/** What RFC 9867 computes with a post-quantum preshared key beside the IKE SA's own keys. */
public final class Ppk {

  /** Octets of a PPK confirmation. */
  public static final int CONFIRMATION_LENGTH = 8;

  private Ppk() {}

  /**
   * The confirmation that travels in IKE_INTERMEDIATE: that both peers mean the same PPK.
   *
   * @param context the SA, with the nonces of IKE_SA_INIT
   * @param ppk stays with the caller
   * @return 8 octets, public
   */
  @Clause("rfc9867:3.1")
  public static byte[] confirmation(IkeKeyContext context, Secret ppk, KeyTrace trace) {
    byte[] confirmation =
        Arrays.copyOf(
            context
                .prf()
                .keyed(ppk)
                .update(context.ni())
                .update(context.nr())
                .update(context.spis().octets())
                .octets(),
            CONFIRMATION_LENGTH);
    if (trace.listens()) {
      trace.step(
          new KeyStep(
              "PPK Confirmation",
              "rfc9867:3.1",
              "first 8 octets of prf(PPK, Ni | Nr | SPIi | SPIr)",
              List.of(
                  KeyValue.secret("PPK", ppk),
                  KeyValue.open("Ni", context.ni().clone()),
                  KeyValue.open("Nr", context.nr().clone()),
                  KeyValue.open("SPIi", context.spis().initiatorOctets()),
                  KeyValue.open("SPIr", context.spis().responderOctets())),
              List.of(KeyValue.open("PPK Confirmation", confirmation.clone()))));
    }
    return confirmation;
  }

  /**
   * The confirmation that travels in CREATE_CHILD_SA.
   *
   * @param prf the PRF of the current IKE SA
   * @param ppk stays with the caller
   * @param ni data of the initiator's Nonce payload in the CREATE_CHILD_SA request
   * @param current the SPIs of the current IKE SA
   * @return 8 octets, public
   */
  @Clause("rfc9867:3.2")
  public static byte[] childConfirmation(
      Prf prf, Secret ppk, byte[] ni, IkeSpis current, KeyTrace trace) {
    byte[] confirmation =
        Arrays.copyOf(
            prf.keyed(ppk).update(ni).update(current.octets()).octets(), CONFIRMATION_LENGTH);
    if (trace.listens()) {
      trace.step(
          new KeyStep(
              "PPK Confirmation",
              "rfc9867:3.2",
              "first 8 octets of prf(PPK, Ni | SPIi | SPIr)",
              List.of(
                  KeyValue.secret("PPK", ppk),
                  KeyValue.open("Ni", ni.clone()),
                  KeyValue.open("SPIi", current.initiatorOctets()),
                  KeyValue.open("SPIr", current.responderOctets())),
              List.of(KeyValue.open("PPK Confirmation", confirmation.clone()))));
    }
    return confirmation;
  }

  /**
   * SK_d', which takes the place of SK_d in the formulas for the SA that CREATE_CHILD_SA makes.
   *
   * @param prf the PRF of the current IKE SA
   * @param skD SK_d of the current IKE SA; stays with the caller
   * @param ppk stays with the caller
   * @return to be closed by the caller
   */
  @Clause("rfc9867:3.2.1")
  public static Secret childBase(Prf prf, Secret skD, Secret ppk, KeyTrace trace) {
    Secret mixed = prf.plus(ppk, skD, prf.preferredKeyLength());
    if (trace.listens()) {
      trace.step(
          new KeyStep(
              "SK_d'",
              "rfc9867:3.2.1",
              "SK_d' = prf+ (PPK, SK_d)",
              List.of(KeyValue.secret("PPK", ppk), KeyValue.secret("SK_d", skD)),
              List.of(KeyValue.secret("SK_d'", mixed))));
    }
    return mixed;
  }
}
