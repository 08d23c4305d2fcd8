package org.yett.features.reference;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.yett.ike.wire.IkeSpi;
import org.yett.ike.wire.Octets;
import org.yett.ike.wire.Side;
import org.yett.spec.Clause;

/**
 * One generation of the keys of an IKE SA.
 *
 * @param number 0 after IKE_SA_INIT, n after the n-th additional key exchange
 * @param skeyseed SKEYSEED or SKEYSEED(n)
 */
public record ReferenceKeys(
    int number,
    Octets skeyseed,
    Octets skD,
    Octets skAi,
    Octets skAr,
    Octets skEi,
    Octets skEr,
    Octets skPi,
    Octets skPr) {

  /** What the keys are made of, besides shared secrets. */
  public record Context(
      ReferenceSuite suite, Octets ni, Octets nr, IkeSpi initiatorSpi, IkeSpi responderSpi) {}

  /** SK_e of what a side sends. */
  public Octets skE(Side sender) {
    return sender == Side.INITIATOR ? skEi : skEr;
  }

  /** SK_a of what a side sends. */
  public Octets skA(Side sender) {
    return sender == Side.INITIATOR ? skAi : skAr;
  }

  /** SK_p of what a side sends. */
  public Octets skP(Side sender) {
    return sender == Side.INITIATOR ? skPi : skPr;
  }

  /**
   * All generations.
   *
   * @param sharedSecrets of IKE_SA_INIT and of each additional key exchange, in order
   */
  @Clause("rfc7296:2.14")
  @Clause("rfc9370:2.2.2")
  public static List<ReferenceKeys> generations(Context context, List<Octets> sharedSecrets) {
    ReferencePrf prf = context.suite().prf();
    byte[] ni = context.ni().toArray();
    byte[] nr = context.nr().toArray();
    List<ReferenceKeys> generations = new ArrayList<>();
    for (Octets secret : sharedSecrets) {
      // SKEYSEED = prf(Ni | Nr, g^ir), then SKEYSEED(n) = prf(SK_d(n-1), SK(n) | Ni | Nr)
      byte[] skeyseed =
          generations.isEmpty()
              ? prf.prf(ReferencePrf.join(context.ni(), context.nr()), secret.toArray())
              : prf.prf(generations.getLast().skD().toArray(), secret.toArray(), ni, nr);
      generations.add(expand(context, generations.size(), skeyseed));
    }
    return List.copyOf(generations);
  }

  private static ReferenceKeys expand(Context context, int number, byte[] skeyseed) {
    ReferenceSuite suite = context.suite();
    int d = suite.prf().length();
    int a = suite.integrityKeyLength();
    int e = suite.encryptionKeyLength();
    byte[] seed =
        ReferencePrf.join(
            context.ni(),
            context.nr(),
            context.initiatorSpi().octets(),
            context.responderSpi().octets());
    byte[] all = suite.prf().plus(skeyseed, seed, 3 * d + 2 * a + 2 * e);
    int at = 0;
    List<Octets> keys = new ArrayList<>();
    for (int length : new int[] {d, a, a, e, e, d, d}) {
      keys.add(Octets.wrap(Arrays.copyOfRange(all, at, at + length)));
      at += length;
    }
    return new ReferenceKeys(
        number,
        Octets.wrap(skeyseed),
        keys.get(0),
        keys.get(1),
        keys.get(2),
        keys.get(3),
        keys.get(4),
        keys.get(5),
        keys.get(6));
  }

  /** The length alone: keys are not shown. */
  @Override
  public String toString() {
    return "generation " + number + " of the keys";
  }
}
