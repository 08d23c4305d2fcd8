package org.yett.interop.wire;

import java.util.Comparator;
import java.util.List;
import java.util.OptionalInt;
import java.util.SortedMap;
import java.util.TreeMap;
import org.yett.gateway.runtime.StrongSwanNames;
import org.yett.ike.wire.Proposal;
import org.yett.ike.wire.Transform;
import org.yett.spec.iana.EncryptionAlgorithm;
import org.yett.spec.iana.IntegrityAlgorithm;
import org.yett.spec.iana.KeyExchangeMethod;
import org.yett.spec.iana.PseudorandomFunction;
import org.yett.spec.iana.SequenceNumbers;
import org.yett.spec.iana.TransformType;
import org.yett.spec.iana.UnknownTransformId;

/** What a proposal that was chosen holds, in the words of strongSwan's reports. */
public final class SuiteWords {
  private SuiteWords() {}

  /** The algorithms of a proposal, key exchanges left out: what ESP suites are named by. */
  public static String withoutKeyExchanges(Proposal proposal) {
    SortedMap<Integer, String> parts = new TreeMap<>();
    for (Transform transform : proposal.transforms()) {
      switch (transform.id()) {
        case EncryptionAlgorithm encryption ->
            parts.put(
                0, encryption.toString().replaceFirst("^ENCR_", "") + bits(transform.keyLength()));
        case IntegrityAlgorithm integrity -> {
          if (!integrity.equals(IntegrityAlgorithm.NONE)) {
            parts.put(1, integrity.toString().replaceFirst("^AUTH_", ""));
          }
        }
        case PseudorandomFunction prf -> parts.put(2, prf.toString());
        case SequenceNumbers numbers -> {
          if (numbers.equals(SequenceNumbers.PARTIALLY_TRANSMITTED_64)) {
            parts.put(3, "ESN");
          }
        }
        case KeyExchangeMethod _ -> {}
        case UnknownTransformId unknown -> parts.put(4, unknown.toString());
      }
    }
    return String.join("/", parts.values());
  }

  private static String bits(OptionalInt keyLength) {
    return keyLength.isPresent() ? "_" + keyLength.getAsInt() : "";
  }

  /** The key exchange methods of a proposal in order of their transform types; NONE left out. */
  public static List<String> keyExchanges(Proposal proposal) {
    return exchanges(proposal).stream().map(SuiteWords::name).toList();
  }

  /** The whole, for example {@code AES_GCM_16_256/PRF_HMAC_SHA2_384/CURVE_25519/KE1_ML_KEM_768}. */
  public static String suite(Proposal proposal) {
    StringBuilder words = new StringBuilder(withoutKeyExchanges(proposal));
    for (Transform transform : exchanges(proposal)) {
      words.append('/');
      if (order(transform) > 0) {
        words.append("KE").append(order(transform)).append('_');
      }
      words.append(name(transform));
    }
    return words.toString();
  }

  private static List<Transform> exchanges(Proposal proposal) {
    return proposal.transforms().stream()
        .filter(transform -> transform.id() instanceof KeyExchangeMethod)
        .filter(transform -> !transform.id().equals(KeyExchangeMethod.NONE))
        .sorted(Comparator.comparingInt(SuiteWords::order))
        .toList();
  }

  private static String name(Transform transform) {
    return transform.id() instanceof KeyExchangeMethod method
        ? StrongSwanNames.keyExchange(method)
        : transform.id().toString();
  }

  /** 0 for the main key exchange, 1 to 7 for ADDKE1 to ADDKE7. */
  private static int order(Transform transform) {
    TransformType type = transform.type();
    return type.isAdditionalKeyExchange() ? type.value() - TransformType.ADDKE1.value() + 1 : 0;
  }
}
