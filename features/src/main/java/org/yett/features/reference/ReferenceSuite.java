package org.yett.features.reference;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalInt;
import org.yett.ike.wire.Proposal;
import org.yett.ike.wire.Transform;
import org.yett.spec.iana.EncryptionAlgorithm;
import org.yett.spec.iana.IntegrityAlgorithm;
import org.yett.spec.iana.KeyExchangeMethod;
import org.yett.spec.iana.PseudorandomFunction;
import org.yett.spec.iana.TransformType;

/**
 * The algorithms that an SA payload of a responder selects.
 *
 * @param prf the pseudorandom function
 * @param encryption how messages are encrypted
 * @param encryptionKeyLength octets of SK_ei and of SK_er, salt included
 * @param integrity how messages are protected if the cipher does not do it itself; NONE if it does
 * @param integrityKeyLength octets of SK_ai and of SK_ar
 * @param additional the additional key exchanges that are to take place, in the order of their
 *     Transform Types, without NONE
 */
public record ReferenceSuite(
    ReferencePrf prf,
    EncryptionAlgorithm encryption,
    int encryptionKeyLength,
    IntegrityAlgorithm integrity,
    int integrityKeyLength,
    List<KeyExchangeMethod> additional) {

  private static final int SALT = 4;
  private static final int CHACHA20_KEY = 32;

  /**
   * The suite of a selected proposal.
   *
   * @throws IllegalArgumentException if the reference does not know an algorithm of it
   */
  public static ReferenceSuite of(Proposal selected) {
    Transform encr = only(selected, TransformType.ENCR);
    EncryptionAlgorithm encryption = (EncryptionAlgorithm) encr.id();
    IntegrityAlgorithm integrity =
        selected.transforms().stream()
            .filter(transform -> transform.type().equals(TransformType.INTEG))
            .map(transform -> (IntegrityAlgorithm) transform.id())
            .findFirst()
            .orElse(IntegrityAlgorithm.NONE);
    return new ReferenceSuite(
        prf((PseudorandomFunction) only(selected, TransformType.PRF).id()),
        encryption,
        encryptionKeyLength(encryption, encr.keyLength()),
        integrity,
        integrityKeyLength(integrity),
        additional(selected));
  }

  private static Transform only(Proposal proposal, TransformType type) {
    List<Transform> found =
        proposal.transforms().stream().filter(transform -> transform.type().equals(type)).toList();
    if (found.size() != 1) {
      throw new IllegalArgumentException(
          found.size() + " transforms of type " + type + " in " + proposal.describe());
    }
    return found.getFirst();
  }

  private static List<KeyExchangeMethod> additional(Proposal selected) {
    List<Transform> transforms = new ArrayList<>(selected.transforms());
    transforms.removeIf(transform ->
        !transform.type().isAdditionalKeyExchange()
            || transform.id().equals(KeyExchangeMethod.NONE));
    transforms.sort(Comparator.comparingInt(transform -> transform.type().value()));
    return transforms.stream().map(transform -> (KeyExchangeMethod) transform.id()).toList();
  }

  private static ReferencePrf prf(PseudorandomFunction prf) {
    if (prf.equals(PseudorandomFunction.HMAC_SHA2_256)) {
      return ReferencePrf.HMAC_SHA2_256;
    } else if (prf.equals(PseudorandomFunction.HMAC_SHA2_384)) {
      return ReferencePrf.HMAC_SHA2_384;
    } else if (prf.equals(PseudorandomFunction.HMAC_SHA2_512)) {
      return ReferencePrf.HMAC_SHA2_512;
    }
    throw new IllegalArgumentException("the reference has no " + prf);
  }

  private static int encryptionKeyLength(EncryptionAlgorithm encryption, OptionalInt bits) {
    if (encryption.equals(EncryptionAlgorithm.AES_GCM_16)) {
      return bits.orElseThrow() / 8 + SALT;
    } else if (encryption.equals(EncryptionAlgorithm.AES_CBC)) {
      return bits.orElseThrow() / 8;
    } else if (encryption.equals(EncryptionAlgorithm.CHACHA20_POLY1305)) {
      return CHACHA20_KEY + SALT;
    }
    throw new IllegalArgumentException("the reference has no " + encryption);
  }

  private static int integrityKeyLength(IntegrityAlgorithm integrity) {
    if (integrity.equals(IntegrityAlgorithm.NONE)) {
      return 0;
    } else if (integrity.equals(IntegrityAlgorithm.HMAC_SHA2_256_128)) {
      return 32;
    } else if (integrity.equals(IntegrityAlgorithm.HMAC_SHA2_384_192)) {
      return 48;
    } else if (integrity.equals(IntegrityAlgorithm.HMAC_SHA2_512_256)) {
      return 64;
    }
    throw new IllegalArgumentException("the reference has no " + integrity);
  }
}
