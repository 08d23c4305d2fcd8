package org.yett.gateway.explain;

import java.util.List;
import java.util.Optional;
import org.yett.ike.crypto.Prf;
import org.yett.ike.crypto.Secret;
import org.yett.ike.wire.Octets;
import org.yett.spec.iana.PseudorandomFunction;

/** What a difference means. */
final class Words {
  private static final List<PseudorandomFunction> PRFS =
      List.of(
          PseudorandomFunction.HMAC_SHA2_256,
          PseudorandomFunction.HMAC_SHA2_384,
          PseudorandomFunction.HMAC_SHA2_512);

  private Words() {}

  static Mismatch of(
      Derivation ours,
      Derivation theirs,
      Quantity quantity,
      List<Quantity> same,
      Optional<Derivation> before) {
    Octets first = ours.value(quantity).orElseThrow();
    Octets second = theirs.value(quantity).orElseThrow();
    return new Mismatch(
        ours,
        theirs,
        quantity,
        first,
        second,
        List.copyOf(same),
        clause(ours, quantity),
        formula(ours, quantity),
        words(ours, theirs, quantity, first, second, before));
  }

  private static boolean followUp(Derivation step) {
    return step.value(Quantity.ADDITIONAL_SECRETS).isPresent();
  }

  private static String clause(Derivation step, Quantity quantity) {
    return switch (step.kind()) {
      case IKE_KEYS ->
          step.number() > 0
              ? "RFC 9370 2.2.2"
              : followUp(step)
                  ? "RFC 9370 2.2.4"
                  : step.chain() == 0 ? "RFC 7296 2.14" : "RFC 7296 2.18";
      case INT_AUTH_I, INT_AUTH_R -> "RFC 9242 3.3.2";
      case AUTH_I, AUTH_R ->
          quantity == Quantity.SIGNED_OCTETS ? "RFC 7296 2.15, RFC 9242 3.3.2" : "RFC 7296 2.15";
      case CHILD_KEYS -> followUp(step) ? "RFC 9370 2.2.4" : "RFC 7296 2.17";
    };
  }

  private static String formula(Derivation step, Quantity quantity) {
    return switch (step.kind()) {
      case IKE_KEYS ->
          switch (quantity) {
            case SK_D, SK_AI, SK_AR, SK_EI, SK_ER, SK_PI, SK_PR, SPI_I, SPI_R ->
                "{SK_d | SK_ai | SK_ar | SK_ei | SK_er | SK_pi | SK_pr}"
                    + " = prf+ (SKEYSEED, Ni | Nr | SPIi | SPIr)";
            default ->
                step.number() > 0
                    ? "SKEYSEED(n) = prf(SK_d(n-1), SK(n) | Ni | Nr), n = " + step.number()
                    : followUp(step)
                        ? "SKEYSEED = prf(SK_d, SK(0) | Ni | Nr | SK(1) | ... SK(n))"
                        : step.chain() == 0
                            ? "SKEYSEED = prf(Ni | Nr, g^ir)"
                            : "SKEYSEED = prf(SK_d (old), g^ir (new) | Ni | Nr)";
          };
      case INT_AUTH_I, INT_AUTH_R -> "IntAuth_n = prf(SK_p, IntAuth_n-1 | IntAuth_nA | IntAuth_nP)";
      case AUTH_I, AUTH_R ->
          quantity == Quantity.SIGNED_OCTETS || quantity == Quantity.ID
              ? "SignedOctets = RealMessage | Nonce | prf(SK_p, RestOfIDPayload) [| IntAuth]"
              : "AUTH = prf(prf(Shared Secret, \"Key Pad for IKEv2\"), <SignedOctets>)";
      case CHILD_KEYS ->
          followUp(step)
              ? "KEYMAT = prf+ (SK_d, SK(0) | Ni | Nr | SK(1) | ... SK(n))"
              : step.value(Quantity.SHARED_SECRET).isPresent()
                  ? "KEYMAT = prf+ (SK_d, g^ir (new) | Ni | Nr)"
                  : "KEYMAT = prf+ (SK_d, Ni | Nr)";
    };
  }

  private static String words(
      Derivation ours,
      Derivation theirs,
      Quantity quantity,
      Octets first,
      Octets second,
      Optional<Derivation> before) {
    boolean shown =
        ours.value(Quantity.SK_D).isPresent() && theirs.value(Quantity.SK_D).isPresent();
    if (!shown && ours.kind() == Derivation.Kind.IKE_KEYS && !quantity.isInput()) {
      return "One of the logs shows these keys alone, so that the cause may lie before them:"
          + " another shared secret, other nonces or SPIs, or another formula of this"
          + " generation.";
    }
    if (first.size() != second.size()) {
      return "They have different lengths, %d and %d octets: %s."
          .formatted(
              first.size(),
              second.size(),
              quantity == Quantity.SHARED_SECRET
                  ? "a leading zero octet has been dropped, or other methods ran"
                  : "other algorithms or other data went in");
    }
    return switch (quantity) {
      case SHARED_SECRET, ADDITIONAL_SECRETS ->
          "The key exchange itself gave two different secrets: the public values or the ciphertext"
              + " differ between the ends, or one of them computes the method wrongly (ML-KEM"
              + " answers a changed ciphertext with another secret, not with an error). Nothing"
              + " behind it can agree.";
      case NONCES ->
          swapped(first, second)
              ? "The same nonces stand in the other order: Ni is the nonce of whoever initiated"
                  + " this exchange, which after a rekey need not be the initiator of the IKE SA."
              : "The nonces differ: they belong to another exchange, or to another IKE_SA_INIT"
                  + " message than the last one.";
      case SPI_I, SPI_R ->
          "The SPIs differ: for a rekeyed IKE SA they are the new ones, from the proposals, not"
              + " those of the header (RFC 7296 2.18).";
      case SKEYSEED -> skeyseed(ours, theirs, before);
      case SK_D ->
          "SKEYSEED is the same and prf+ gives something else: the seed differs, that is the SPIs"
              + " (after a rekey the new ones, RFC 7296 2.18) or the order of its parts.";
      case SK_AI, SK_AR, SK_EI, SK_ER, SK_PI, SK_PR ->
          "The keys before it are the same: the stretch is cut in other places, so that the ends"
              + " have other key lengths, or one of them leaves out or adds SK_a or a salt"
              + " (RFC 5282 7.1, RFC 7296 2.14).";
      case SK_P_INPUT ->
          "SK_p of another generation went in: that of the keys which protected the exchange is"
              + " due for IntAuth, and the newest for AUTH.";
      case PREVIOUS_INT_AUTH -> "The chain of IntAuth differs before this exchange.";
      case INT_AUTH_DATA ->
          "The ends authenticate other octets of the same message: first difference at octet %d."
                  .formatted(firstDifference(first, second))
              + " Lengths in the IKE header and the Encrypted payload's header are to be those of"
              + " the whole message in plain, before fragmentation, with payloads in clear"
              + " included.";
      case ID -> "The ends take another identity, or other reserved octets of the ID payload.";
      case SIGNED_OCTETS ->
          "The ends sign other octets: first difference at octet %d of %d. In order these are the"
                  .formatted(firstDifference(first, second), first.size())
              + " sender's IKE_SA_INIT message as it was on the wire, the other's nonce, MACedID,"
              + " and IntAuth if there was an IKE_INTERMEDIATE exchange.";
      case PRESHARED_KEY -> "The pre-shared keys are not the same.";
      case INT_AUTH, MACED_ID, AUTH -> "Everything that goes in is the same: the function differs.";
      case ENCR_I, INTEG_I, ENCR_R, INTEG_R -> child(ours, theirs);
    };
  }

  private static String child(Derivation ours, Derivation theirs) {
    boolean exchanged =
        ours.value(Quantity.ENCR_I).equals(theirs.value(Quantity.ENCR_R))
            && ours.value(Quantity.ENCR_R).equals(theirs.value(Quantity.ENCR_I));
    return exchanged
        ? "The keys of the two directions are exchanged: the initiator is whoever initiated the"
            + " exchange that made the Child SA."
        : "SK_d, the seed (which secrets, which nonces) or the key lengths differ.";
  }

  /** Tries formulas that are easily taken for the right one. */
  private static String skeyseed(Derivation ours, Derivation theirs, Optional<Derivation> before) {
    Optional<Octets> secret = ours.value(Quantity.SHARED_SECRET);
    Optional<Octets> nonces = ours.value(Quantity.NONCES);
    Optional<Octets> skD = before.flatMap(keys -> keys.value(Quantity.SK_D));
    if (secret.isPresent() && nonces.isPresent()) {
      for (String who : new String[] {"second", "first"}) {
        Octets value = (who.equals("first") ? ours : theirs).value(Quantity.SKEYSEED).orElseThrow();
        if (ours.number() > 0 && is(value, nonces.get(), secret.get())) {
          return "The %s log has prf(Ni | Nr, SK(n)), the formula of IKE_SA_INIT (RFC 7296 2.14):"
                  .formatted(who)
              + " after an additional key exchange the key is SK_d of the generation before.";
        }
        if (skD.isPresent() && is(value, skD.get(), nonces.get(), secret.get())) {
          return "The %s log has prf(SK_d(n-1), Ni | Nr | SK(n)): the nonces come after the secret."
              .formatted(who);
        }
        if (skD.isPresent() && is(value, skD.get(), secret.get())) {
          return "The %s log has prf(SK_d(n-1), SK(n)): Ni | Nr are missing.".formatted(who);
        }
        if (ours.number() == 0 && is(value, secret.get(), nonces.get())) {
          return "The %s log has prf(g^ir, Ni | Nr): the nonces are the key.".formatted(who);
        }
      }
    }
    return "The secrets and nonces that both logs show are the same: the prf differs, or its key"
        + " (SK_d of the IKE SA or generation before), or the order of what goes in.";
  }

  private static boolean is(Octets value, Octets key, Octets... data) {
    for (PseudorandomFunction id : PRFS) {
      Prf prf = Prf.of(id).orElseThrow();
      if (prf.outputLength() == value.size()) {
        try (Secret secret = Secret.adopt(key.toArray())) {
          Prf.Computation computation = prf.keyed(secret);
          for (Octets part : data) {
            computation.update(part.toArray());
          }
          if (Octets.wrap(computation.octets()).equals(value)) {
            return true;
          }
        }
      }
    }
    return false;
  }

  private static boolean swapped(Octets first, Octets second) {
    for (int at = 1; at < first.size(); at++) {
      if (Octets.concat(first.from(at), first.slice(0, at)).equals(second)) {
        return true;
      }
    }
    return false;
  }

  private static int firstDifference(Octets first, Octets second) {
    int at = 0;
    while (first.u8(at) == second.u8(at)) {
      at++;
    }
    return at;
  }
}
