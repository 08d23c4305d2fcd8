package org.yett.ike.negotiate;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.yett.spec.Clause;
import org.yett.spec.iana.ProtocolId;
import org.yett.spec.iana.TransformType;

/**
 * A proposal as a policy states it, to be offered as initiator and matched as responder: for each
 * Transform Type the alternatives in order of preference. A type that is not there is proposed as
 * NONE (RFC 7296 3.3.3).
 *
 * @param protocol IKE, ESP or AH
 * @param alternatives the alternatives by Transform Type, each list without duplicates
 */
public record PolicyProposal(
    ProtocolId protocol, SortedMap<TransformType, List<Algorithm>> alternatives) {

  /** The largest number of transforms that a proposal can hold (RFC 7296 3.3.1). */
  public static final int MAX_TRANSFORMS = 255;

  /**
   * Takes a copy, each list without duplicates.
   *
   * @throws IllegalArgumentException if {@link #problems} finds any
   */
  public PolicyProposal {
    TreeMap<TransformType, List<Algorithm>> copy = Suite.newMap();
    alternatives.forEach(
        (type, algorithms) -> copy.put(type, List.copyOf(new LinkedHashSet<>(algorithms))));
    List<String> problems = problems(protocol, copy);
    if (!problems.isEmpty()) {
      throw new IllegalArgumentException(String.join("; ", problems));
    }
    alternatives = Collections.unmodifiableSortedMap(copy);
  }

  /** A proposal from any map. */
  public static PolicyProposal of(
      ProtocolId protocol, Map<TransformType, List<Algorithm>> alternatives) {
    TreeMap<TransformType, List<Algorithm>> sorted = Suite.newMap();
    sorted.putAll(alternatives);
    return new PolicyProposal(protocol, sorted);
  }

  /** The alternatives of a type; empty if the type is not proposed. */
  public List<Algorithm> of(TransformType type) {
    return alternatives.getOrDefault(type, List.of());
  }

  /**
   * The proposal for IKE_AUTH, where no key exchange takes place: without KE and ADDKE transforms
   * (RFC 7296 1.2).
   */
  @Clause("rfc7296:1.2/6")
  public PolicyProposal withoutKeyExchanges() {
    TreeMap<TransformType, List<Algorithm>> kept = Suite.newMap();
    alternatives.forEach((type, algorithms) -> {
      if (!isKeyExchange(type)) {
        kept.put(type, algorithms);
      }
    });
    return new PolicyProposal(protocol, kept);
  }

  /** The proposals for IKE_AUTH, each once. */
  public static List<PolicyProposal> withoutKeyExchanges(List<PolicyProposal> proposals) {
    return proposals.stream().map(PolicyProposal::withoutKeyExchanges).distinct().toList();
  }

  /** Whether an additional key exchange other than NONE is among the alternatives. */
  public boolean offersAdditionalKeyExchanges() {
    return alternatives.entrySet().stream()
        .anyMatch(entry ->
            entry.getKey().isAdditionalKeyExchange()
                && entry.getValue().stream().anyMatch(algorithm -> !algorithm.isNone()));
  }

  static boolean isKeyExchange(TransformType type) {
    return type.equals(TransformType.KE) || type.isAdditionalKeyExchange();
  }

  /** The Transform Types without which a proposal is incomplete (RFC 7296 3.3.3). */
  @Clause("rfc7296:3.3.3/x1")
  @Clause("rfc7296:3.3.3/x2")
  @Clause("rfc7296:3.3.3/x3")
  static List<TransformType> mandatoryTypes(ProtocolId protocol) {
    if (protocol.equals(ProtocolId.IKE)) {
      return List.of(TransformType.ENCR, TransformType.PRF, TransformType.KE);
    } else if (protocol.equals(ProtocolId.ESP)) {
      return List.of(TransformType.ENCR, TransformType.SN);
    } else if (protocol.equals(ProtocolId.AH)) {
      return List.of(TransformType.INTEG, TransformType.SN);
    } else {
      return List.of();
    }
  }

  /** Whether a Transform Type has a meaning for a protocol (RFC 7296 3.3.3, RFC 9370 3). */
  @Clause("rfc7296:3.3.3/1")
  static boolean isUsedIn(ProtocolId protocol, TransformType type) {
    if (isKeyExchange(type)) {
      return true;
    }
    if (protocol.equals(ProtocolId.IKE)) {
      return type.equals(TransformType.ENCR)
          || type.equals(TransformType.PRF)
          || type.equals(TransformType.INTEG);
    }
    boolean encryption = type.equals(TransformType.ENCR) && protocol.equals(ProtocolId.ESP);
    return encryption || type.equals(TransformType.INTEG) || type.equals(TransformType.SN);
  }

  /**
   * What is wrong with a proposal, in words; empty if nothing is.
   *
   * @param protocol IKE, ESP or AH
   * @param alternatives the alternatives by Transform Type
   */
  public static List<String> problems(
      ProtocolId protocol, Map<TransformType, List<Algorithm>> alternatives) {
    List<String> problems = new ArrayList<>();
    if (!List.of(ProtocolId.IKE, ProtocolId.ESP, ProtocolId.AH).contains(protocol)) {
      return List.of("proposals are for IKE, ESP or AH, not " + protocol);
    }
    int transforms = 0;
    for (Map.Entry<TransformType, List<Algorithm>> entry : alternatives.entrySet()) {
      TransformType type = entry.getKey();
      transforms += entry.getValue().size();
      if (!isUsedIn(protocol, type)) {
        problems.add("an " + protocol + " proposal has no " + type);
      }
      for (Algorithm algorithm : entry.getValue()) {
        if (!algorithm.id().fits(type)) {
          problems.add(algorithm + " is no " + type);
        }
      }
    }
    if (transforms > MAX_TRANSFORMS) {
      problems.add("more than " + MAX_TRANSFORMS + " transforms in one proposal");
    }
    for (TransformType type : mandatoryTypes(protocol)) {
      if (alternatives.getOrDefault(type, List.of()).isEmpty()) {
        problems.add("an " + protocol + " proposal needs " + describe(type));
      }
    }
    addKeyExchangeProblems(protocol, alternatives, problems);
    addIntegrityProblems(protocol, alternatives, problems);
    return problems;
  }

  private static void addKeyExchangeProblems(
      ProtocolId protocol,
      Map<TransformType, List<Algorithm>> alternatives,
      List<String> problems) {
    List<Algorithm> main = alternatives.getOrDefault(TransformType.KE, List.of());
    if (protocol.equals(ProtocolId.IKE) && main.stream().anyMatch(Algorithm::isNone)) {
      problems.add("the main key exchange of IKE cannot be NONE");
    }
    boolean additional =
        alternatives.keySet().stream().anyMatch(TransformType::isAdditionalKeyExchange);
    if (additional && main.stream().allMatch(Algorithm::isNone)) {
      problems.add("additional key exchanges need a main key exchange");
    }
    if (problems.isEmpty() && !KeyExchangeMatching.isPossible(alternatives)) {
      problems.add("the key exchanges cannot all be different, as RFC 9370 2.2.1 requires");
    }
  }

  private static void addIntegrityProblems(
      ProtocolId protocol,
      Map<TransformType, List<Algorithm>> alternatives,
      List<String> problems) {
    List<Algorithm> ciphers = alternatives.getOrDefault(TransformType.ENCR, List.of());
    List<Algorithm> integrity = alternatives.getOrDefault(TransformType.INTEG, List.of());
    boolean anyIntegrity = integrity.stream().anyMatch(algorithm -> !algorithm.isNone());
    boolean noIntegrity = integrity.isEmpty() || integrity.stream().anyMatch(Algorithm::isNone);
    long combined = ciphers.stream().filter(Algorithm::isCombinedMode).count();
    // = rfc7296:2.7/x2
    if (combined > 0 && combined < ciphers.size()) {
      // = rfc7296:2.7
      problems.add("combined-mode (AEAD) and other ciphers need separate proposals");
    } else if (combined > 0 && anyIntegrity) {
      // = rfc7296:3.3/7, rfc5282:8/2, rfc7634:4/1
      problems.add("combined-mode (AEAD) ciphers leave no place for an integrity algorithm");
    } else if (combined == 0 && noIntegrity) {
      // = rfc8221:4
      problems.add(
          protocol.equals(ProtocolId.AH)
              ? "AH needs an integrity algorithm"
              : "a cipher that is not combined-mode (AEAD) needs an integrity algorithm");
    }
  }

  private static String describe(TransformType type) {
    if (type.equals(TransformType.ENCR)) {
      return "an encryption algorithm";
    } else if (type.equals(TransformType.PRF)) {
      return "a pseudorandom function (PRF)";
    } else if (type.equals(TransformType.INTEG)) {
      return "an integrity algorithm";
    } else if (type.equals(TransformType.KE)) {
      return "a key exchange method";
    } else {
      return "a choice of sequence numbers";
    }
  }

  /**
   * The proposal string: {@code aes256gcm16-aes128gcm16-prfsha384-x25519-ke1_mlkem768}. Every
   * alternative is named, implied ones too.
   */
  @Override
  public String toString() {
    List<String> keywords = new ArrayList<>();
    for (TransformType type : ProposalStrings.WRITING_ORDER) {
      of(type).forEach(algorithm -> keywords.add(ProposalStrings.keyword(type, algorithm)));
    }
    return String.join("-", keywords);
  }
}
