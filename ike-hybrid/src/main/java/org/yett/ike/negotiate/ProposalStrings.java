package org.yett.ike.negotiate;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedSet;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.yett.ike.crypto.ExperimentalMethod;
import org.yett.spec.iana.EncryptionAlgorithm;
import org.yett.spec.iana.IntegrityAlgorithm;
import org.yett.spec.iana.KeyExchangeMethod;
import org.yett.spec.iana.ProtocolId;
import org.yett.spec.iana.PseudorandomFunction;
import org.yett.spec.iana.SequenceNumbers;
import org.yett.spec.iana.TransformId;
import org.yett.spec.iana.TransformType;

/**
 * strongSwan's proposal strings, such as {@code aes256gcm16-prfsha384-x25519-ke1_mlkem768}, with
 * the meaning that strongSwan gives them: several keywords of one kind are alternatives in order of
 * preference, an IKE proposal without PRF takes those of its integrity algorithms, integrity
 * algorithms beside combined-mode ciphers are left out, ESP without {@code esn} or {@code noesn}
 * means {@code noesn}, and {@code default} stands for {@link DefaultProposals}.
 */
public final class ProposalStrings {

  /** The order in which the kinds of algorithms are written. */
  static final List<TransformType> WRITING_ORDER = writingOrder();

  private static final Pattern ADDITIONAL = Pattern.compile("ke([1-7])_(.+)");

  private ProposalStrings() {}

  private static List<TransformType> writingOrder() {
    List<TransformType> order = new ArrayList<>();
    order.add(TransformType.ENCR);
    order.add(TransformType.INTEG);
    order.add(TransformType.PRF);
    order.add(TransformType.KE);
    for (int n = 1; n <= TransformType.MAX_ADDITIONAL_KEY_EXCHANGES; n++) {
      order.add(TransformType.additionalKeyExchange(n));
    }
    order.add(TransformType.SN);
    return List.copyOf(order);
  }

  /** The keyword of an algorithm of a type, with {@code keN_} before an additional key exchange. */
  static String keyword(TransformType type, Algorithm algorithm) {
    return type.isAdditionalKeyExchange()
        ? "ke" + type.additionalKeyExchangeNumber() + "_" + algorithm
        : algorithm.toString();
  }

  /** The PRF that strongSwan implies for an integrity algorithm. */
  static Optional<PseudorandomFunction> prfOf(IntegrityAlgorithm integrity) {
    if (integrity.equals(IntegrityAlgorithm.HMAC_SHA2_256_128)) {
      return Optional.of(PseudorandomFunction.HMAC_SHA2_256);
    } else if (integrity.equals(IntegrityAlgorithm.HMAC_SHA2_384_192)) {
      return Optional.of(PseudorandomFunction.HMAC_SHA2_384);
    } else if (integrity.equals(IntegrityAlgorithm.HMAC_SHA2_512_256)) {
      return Optional.of(PseudorandomFunction.HMAC_SHA2_512);
    } else {
      return Optional.empty();
    }
  }

  /**
   * Reads a list of proposals, separated by commas, {@code default} among them.
   *
   * @param protocol IKE, ESP or AH
   * @param text the list
   * @return the proposals in order of preference, each once
   * @throws ProposalSyntaxException if a proposal cannot be used, with what was expected
   */
  public static List<PolicyProposal> parseList(ProtocolId protocol, String text)
      throws ProposalSyntaxException {
    SequencedSet<PolicyProposal> proposals = new LinkedHashSet<>();
    for (String proposal : text.split(",", -1)) {
      if (proposal.strip().equals("default")) {
        proposals.addAll(DefaultProposals.of(protocol));
      } else {
        proposals.add(parse(protocol, proposal));
      }
    }
    return List.copyOf(proposals);
  }

  /**
   * Reads one proposal.
   *
   * @param protocol IKE, ESP or AH
   * @param text the keywords, separated by dashes
   * @throws ProposalSyntaxException if the proposal cannot be used, with what was expected
   */
  public static PolicyProposal parse(ProtocolId protocol, String text)
      throws ProposalSyntaxException {
    String proposal = text.strip();
    TreeMap<TransformType, List<Algorithm>> alternatives = Suite.newMap();
    for (String keyword : proposal.split("-", -1)) {
      add(proposal, keyword.strip(), alternatives);
    }
    complete(protocol, alternatives);
    List<String> problems = PolicyProposal.problems(protocol, alternatives);
    if (!problems.isEmpty()) {
      throw new ProposalSyntaxException(proposal, String.join("; ", problems));
    }
    return new PolicyProposal(protocol, alternatives);
  }

  private static void add(
      String proposal, String keyword, Map<TransformType, List<Algorithm>> alternatives)
      throws ProposalSyntaxException {
    Matcher matcher = ADDITIONAL.matcher(keyword);
    boolean additional = matcher.matches();
    String name = additional ? matcher.group(2) : keyword;
    Optional<AlgorithmKeywords.Meaning> meaning = AlgorithmKeywords.find(name);
    if (meaning.isEmpty()) {
      throw new ProposalSyntaxException(
          proposal,
          keyword.isEmpty()
              ? "an algorithm is missing; expected keywords separated by single dashes"
              : "'"
                  + keyword
                  + "' "
                  + ExperimentalMethod.absence(name)
                      .map(why -> "cannot be had: " + why)
                      .orElseGet(() ->
                          "is no algorithm; the nearest is '"
                              + (additional ? "ke" + matcher.group(1) + "_" : "")
                              + AlgorithmKeywords.nearest(name)
                              + "'"));
    }
    switch (meaning.get()) {
      case AlgorithmKeywords.Meaning.Unsupported() ->
          throw new ProposalSyntaxException(
              proposal, "'" + keyword + "' is known, but not supported by Yett");
      case AlgorithmKeywords.Meaning.Supported(Algorithm algorithm) -> {
        TransformType type =
            additional
                ? TransformType.additionalKeyExchange(Integer.parseInt(matcher.group(1)))
                : typeOf(algorithm.id());
        if (!additional && ExperimentalMethod.named(name).isPresent()) {
          throw new ProposalSyntaxException(
              proposal,
              "'"
                  + keyword
                  + "' is experimental, and comes beside another key exchange: expected ke1_"
                  + keyword);
        }
        if (!algorithm.id().fits(type)) {
          throw new ProposalSyntaxException(
              proposal, "'" + keyword + "': '" + name + "' is no key exchange method");
        }
        alternatives.computeIfAbsent(type, _ -> new ArrayList<>()).add(algorithm);
      }
    }
  }

  private static TransformType typeOf(TransformId id) {
    return switch (id) {
      case EncryptionAlgorithm cipher -> TransformType.ENCR;
      case PseudorandomFunction prf -> TransformType.PRF;
      case IntegrityAlgorithm integrity -> TransformType.INTEG;
      case KeyExchangeMethod method -> TransformType.KE;
      case SequenceNumbers sequenceNumbers -> TransformType.SN;
      case org.yett.spec.iana.UnknownTransformId unknown -> unknown.type();
    };
  }

  /** Fills in what strongSwan implies, and leaves out what it ignores. */
  private static void complete(
      ProtocolId protocol, Map<TransformType, List<Algorithm>> alternatives) {
    List<Algorithm> integrity = alternatives.getOrDefault(TransformType.INTEG, List.of());
    if (protocol.equals(ProtocolId.IKE)) {
      if (!alternatives.containsKey(TransformType.PRF)) {
        List<Algorithm> implied =
            integrity.stream()
                .flatMap(algorithm -> prfOf((IntegrityAlgorithm) algorithm.id()).stream())
                .map(Algorithm::of)
                .distinct()
                .toList();
        if (!implied.isEmpty()) {
          alternatives.put(TransformType.PRF, implied);
        }
      }
      // The first key exchange of IKE always takes place.
      alternatives.computeIfPresent(
          TransformType.KE,
          (type, methods) -> methods.stream().filter(method -> !method.isNone()).toList());
    } else {
      alternatives.remove(TransformType.PRF);
      alternatives.computeIfAbsent(
          TransformType.SN, _ -> List.of(Algorithm.of(SequenceNumbers.SEQUENTIAL_32)));
    }
    List<Algorithm> ciphers = alternatives.getOrDefault(TransformType.ENCR, List.of());
    if (!ciphers.isEmpty() && ciphers.stream().allMatch(Algorithm::isCombinedMode)) {
      alternatives.remove(TransformType.INTEG);
    }
  }
}
