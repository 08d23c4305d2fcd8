package org.yett.gateway.config;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.yett.ike.crypto.SignatureScheme;
import org.yett.ike.negotiate.DefaultProposals;
import org.yett.ike.negotiate.KeyExchangesUsed;
import org.yett.ike.negotiate.PolicyProposal;
import org.yett.ike.negotiate.ProposalStrings;
import org.yett.ike.negotiate.ProposalSyntaxException;
import org.yett.ike.negotiate.Suite;
import org.yett.ike.negotiate.SuiteRequirement;
import org.yett.spec.iana.EncryptionAlgorithm;
import org.yett.spec.iana.KeyExchangeMethod;
import org.yett.spec.iana.ProtocolId;
import org.yett.spec.iana.PseudorandomFunction;

/** What {@code profile = ...} stands for: proposals, and a floor beneath whatever is agreed. */
public enum Profile {
  /** Post-quantum with every peer that can, classical with the others. */
  COMPAT("compat", "hybrid preferred, classical accepted", List.of(), List.of(), List.of()),

  /** A classical and a post-quantum key exchange, always. */
  HYBRID_REQUIRED(
      "hybrid-required",
      "a classical and a post-quantum key exchange in every IKE SA",
      PolicySettings.postQuantum(DefaultProposals.of(ProtocolId.IKE)),
      PolicySettings.postQuantum(DefaultProposals.of(ProtocolId.ESP)),
      List.of(SuiteRequirement.HYBRID)),

  /** The Commercial National Security Algorithm Suite 2.0. */
  CNSA2(
      "cnsa2",
      "ML-KEM-1024, AES-256, SHA-384 and signatures by ML-DSA-87",
      parse(
          ProtocolId.IKE,
          "aes256gcm16-prfsha384-ecp384-ke1_mlkem1024",
          "aes256gcm16-prfsha384-mlkem1024"),
      parse(
          ProtocolId.ESP,
          "aes256gcm16-ecp384-ke1_mlkem1024-esn-noesn",
          "aes256gcm16-mlkem1024-esn-noesn"),
      List.of(
          requires("ML-KEM-1024", Profile::hasMlKem1024),
          SuiteRequirement.ofEachSa("AES-256", Profile::hasAes256),
          SuiteRequirement.ofEachSa("SHA-384", Profile::hasSha384))),

  /** Nothing that a quantum computer breaks. */
  PQ_ONLY(
      "pq-only",
      "post-quantum key exchanges alone, and no classical signatures",
      parse(
          ProtocolId.IKE,
          // A small ML-KEM fits a datagram of IKE_SA_INIT; the strong one follows in fragments.
          "aes256gcm16-prfsha384-prfsha512-mlkem512-ke1_mlkem1024",
          "aes256gcm16-prfsha384-prfsha512-mlkem1024-mlkem768"),
      parse(ProtocolId.ESP, "aes256gcm16-mlkem1024-mlkem768-esn-noesn"),
      List.of(requires("post-quantum key exchanges alone", Profile::isPostQuantumAlone)));

  private final String keyword;
  private final String summary;
  private final List<PolicyProposal> ike;
  private final List<PolicyProposal> esp;
  private final List<SuiteRequirement> floor;

  Profile(
      String keyword,
      String summary,
      List<PolicyProposal> ike,
      List<PolicyProposal> esp,
      List<SuiteRequirement> floor) {
    this.keyword = keyword;
    this.summary = summary;
    this.ike = ike;
    this.esp = esp;
    this.floor = floor;
  }

  /** The profile of a name. */
  public static Optional<Profile> named(String name) {
    return Stream.of(values()).filter(p -> p.keyword.equalsIgnoreCase(name)).findFirst();
  }

  /** As configurations have it. */
  public String keyword() {
    return keyword;
  }

  /** What it is for, in a line. */
  public String summary() {
    return summary;
  }

  /** Proposals in order of preference. */
  public List<PolicyProposal> proposals(ProtocolId protocol) {
    List<PolicyProposal> own = protocol.equals(ProtocolId.IKE) ? ike : esp;
    return own.isEmpty() ? DefaultProposals.of(protocol) : own;
  }

  /** What a suite of an IKE SA must fulfil, whatever the proposals say. */
  public List<SuiteRequirement> floor() {
    return floor;
  }

  /**
   * What a suite of a Child SA must fulfil: as for an IKE SA, by key exchanges of its own or those
   * of its IKE SA; but it has no PRF.
   */
  public List<SuiteRequirement> childFloor() {
    return floor.stream().filter(r -> !r.name().equals("SHA-384")).toList();
  }

  /** The only signatures by which an end may authenticate; empty for any. */
  public List<SignatureScheme> signatures() {
    return switch (this) {
      case COMPAT, HYBRID_REQUIRED -> List.of();
      case CNSA2 -> List.of(SignatureScheme.ML_DSA_87);
      case PQ_ONLY -> SignatureScheme.all().stream().filter(SignatureScheme::postQuantum).toList();
    };
  }

  /** Whether an end may authenticate by pre-shared key. */
  public boolean allowsPreSharedKeys() {
    return this != CNSA2;
  }

  private static SuiteRequirement requires(
      String name, java.util.function.Predicate<Suite> isMetBy) {
    return new SuiteRequirement(name, isMetBy);
  }

  private static boolean hasMlKem1024(Suite suite) {
    return suite.keyExchangesUsed().all().contains(KeyExchangeMethod.ML_KEM_1024);
  }

  private static boolean hasAes256(Suite suite) {
    return suite.encryptionKeyLength() == 256
        && suite
            .encryption()
            .filter(e -> !e.equals(EncryptionAlgorithm.CHACHA20_POLY1305))
            .isPresent();
  }

  private static boolean hasSha384(Suite suite) {
    return suite.prf().filter(PseudorandomFunction.HMAC_SHA2_384::equals).isPresent();
  }

  private static boolean isPostQuantumAlone(Suite suite) {
    List<KeyExchangeMethod> all = suite.keyExchangesUsed().all();
    return !all.isEmpty() && all.stream().allMatch(KeyExchangesUsed::isPostQuantum);
  }

  private static List<PolicyProposal> parse(ProtocolId protocol, String... texts) {
    List<PolicyProposal> proposals = new ArrayList<>();
    try {
      for (String text : texts) {
        proposals.addAll(ProposalStrings.parseList(protocol, text));
      }
    } catch (ProposalSyntaxException e) {
      throw new IllegalStateException(e);
    }
    return List.copyOf(proposals);
  }
}
