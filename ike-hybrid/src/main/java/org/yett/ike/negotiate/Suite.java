package org.yett.ike.negotiate;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import org.yett.spec.iana.EncryptionAlgorithm;
import org.yett.spec.iana.IntegrityAlgorithm;
import org.yett.spec.iana.KeyExchangeMethod;
import org.yett.spec.iana.ProtocolId;
import org.yett.spec.iana.PseudorandomFunction;
import org.yett.spec.iana.SequenceNumbers;
import org.yett.spec.iana.TransformType;

/**
 * The algorithms that were agreed for an SA: one for each Transform Type. A type that was left out
 * and one for which NONE was agreed are the same.
 *
 * @param protocol IKE, ESP or AH
 * @param algorithms the algorithms by Transform Type, none of them NONE
 */
public record Suite(ProtocolId protocol, SortedMap<TransformType, Algorithm> algorithms) {

  /** Takes a copy without the entries that are NONE. */
  public Suite {
    TreeMap<TransformType, Algorithm> chosen = newMap();
    algorithms.forEach((type, algorithm) -> {
      if (!algorithm.id().fits(type)) {
        throw new IllegalArgumentException(algorithm + " is no " + type);
      }
      // = rfc9370:2.2.1/10
      if (!algorithm.isNone()) {
        chosen.put(type, algorithm);
      }
    });
    algorithms = Collections.unmodifiableSortedMap(chosen);
  }

  /** The algorithms in any map. */
  public static Suite of(ProtocolId protocol, Map<TransformType, Algorithm> algorithms) {
    TreeMap<TransformType, Algorithm> sorted = newMap();
    sorted.putAll(algorithms);
    return new Suite(protocol, sorted);
  }

  static <T> TreeMap<TransformType, T> newMap() {
    return new TreeMap<>((a, b) -> Integer.compare(a.value(), b.value()));
  }

  /** The algorithm of a type; empty if there is none. */
  public Optional<Algorithm> algorithm(TransformType type) {
    return Optional.ofNullable(algorithms.get(type));
  }

  /** The cipher; empty for AH alone. */
  public Optional<EncryptionAlgorithm> encryption() {
    return id(TransformType.ENCR, EncryptionAlgorithm.class::cast);
  }

  /**
   * The length of the cipher's key in bits, without salt: its Key Length attribute, or the fixed
   * length of the cipher; 0 where there is no cipher.
   */
  public int encryptionKeyLength() {
    return algorithm(TransformType.ENCR).map(Suite::keyLength).orElse(0);
  }

  private static int keyLength(Algorithm cipher) {
    // RFC 7634 2: the one cipher here whose key has a fixed length, 256 bits.
    int fixed = cipher.id().equals(EncryptionAlgorithm.CHACHA20_POLY1305) ? 256 : 0;
    return cipher.keyLength().orElse(fixed);
  }

  /** Whether the cipher protects integrity by itself. */
  public boolean isCombinedMode() {
    return encryption().filter(EncryptionAlgorithm::isCombinedMode).isPresent();
  }

  /** The pseudorandom function; empty except for IKE. */
  public Optional<PseudorandomFunction> prf() {
    return id(TransformType.PRF, PseudorandomFunction.class::cast);
  }

  /** The integrity algorithm; empty with a combined-mode cipher. */
  public Optional<IntegrityAlgorithm> integrity() {
    return id(TransformType.INTEG, IntegrityAlgorithm.class::cast);
  }

  /** The main key exchange; always there for IKE. */
  public Optional<KeyExchangeMethod> keyExchange() {
    return id(TransformType.KE, KeyExchangeMethod.class::cast);
  }

  /** The additional key exchanges in the order in which they take place, at most seven. */
  public List<KeyExchangeMethod> additionalKeyExchanges() {
    return algorithms.entrySet().stream()
        .filter(entry -> entry.getKey().isAdditionalKeyExchange())
        .map(entry -> (KeyExchangeMethod) entry.getValue().id())
        .toList();
  }

  /** The key exchanges that contribute to the keys. */
  public KeyExchangesUsed keyExchangesUsed() {
    return new KeyExchangesUsed(keyExchange(), additionalKeyExchanges());
  }

  /** Whether sequence numbers have 64 bits, of which 32 are sent. */
  public boolean extendedSequenceNumbers() {
    return algorithm(TransformType.SN)
        .filter(sn -> sn.id().equals(SequenceNumbers.PARTIALLY_TRANSMITTED_64))
        .isPresent();
  }

  private <T> Optional<T> id(TransformType type, Function<Object, T> cast) {
    return algorithm(type).map(algorithm -> cast.apply(algorithm.id()));
  }

  /**
   * The proposal string that asks for exactly this suite: {@code
   * aes256gcm16-prfsha384-x25519-ke1_mlkem768}, {@code aes128-sha256-modp2048}. What strongSwan
   * implies is left out: the PRF that belongs to the integrity algorithm, and {@code noesn}.
   */
  @Override
  public String toString() {
    List<String> keywords = new ArrayList<>();
    for (TransformType type : ProposalStrings.WRITING_ORDER) {
      algorithm(type)
          .filter(algorithm -> !isImplied(algorithm))
          .ifPresent(algorithm -> keywords.add(ProposalStrings.keyword(type, algorithm)));
    }
    return String.join("-", keywords);
  }

  private boolean isImplied(Algorithm algorithm) {
    return algorithm.id().equals(SequenceNumbers.SEQUENTIAL_32)
        || integrity().flatMap(ProposalStrings::prfOf).filter(algorithm.id()::equals).isPresent();
  }
}
