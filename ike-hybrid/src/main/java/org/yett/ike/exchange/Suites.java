package org.yett.ike.exchange;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.yett.ike.config.ConnectionConfig;
import org.yett.ike.crypto.IkeCipher;
import org.yett.ike.crypto.KeyExchanges;
import org.yett.ike.crypto.KeyLengths;
import org.yett.ike.crypto.Prf;
import org.yett.ike.keys.ChildKeyLengths;
import org.yett.ike.negotiate.Algorithm;
import org.yett.ike.negotiate.PolicyProposal;
import org.yett.ike.negotiate.Suite;
import org.yett.ike.negotiate.SuiteRequirement;
import org.yett.spec.iana.IntegrityAlgorithm;
import org.yett.spec.iana.TransformType;

/** From agreed suites to algorithms that compute. */
final class Suites {

  /** Of a Child SA: its keys can be derived. */
  static final SuiteRequirement CHILD_KEYS_KNOWN =
      new SuiteRequirement(
          "algorithms whose key lengths are known here", s -> childKeyLengths(s).isPresent());

  private Suites() {}

  /** What an IKE suite must fulfil: the connection's floor, and that it can be computed here. */
  static List<SuiteRequirement> floor(ConnectionConfig connection, KeyExchanges methods) {
    List<SuiteRequirement> floor = new ArrayList<>();
    floor.add(
        new SuiteRequirement(
            "algorithms that can be computed here", suite -> isComputable(suite, methods)));
    floor.addAll(connection.floor());
    return floor;
  }

  /** Whether a suite is one that the connection would have agreed to. */
  static boolean accepts(ConnectionConfig connection, Suite suite, KeyExchanges methods) {
    return connection.proposals().stream().anyMatch(proposal -> isWithin(suite, proposal))
        && SuiteRequirement.firstUnmet(floor(connection, methods), suite).isEmpty();
  }

  private static boolean isWithin(Suite suite, PolicyProposal proposal) {
    Set<TransformType> types = new HashSet<>(proposal.alternatives().keySet());
    types.addAll(suite.algorithms().keySet());
    return types.stream()
        .allMatch(type -> {
          List<Algorithm> accepted = proposal.of(type);
          return suite
              .algorithm(type)
              .map(accepted::contains)
              .orElse(accepted.isEmpty() || accepted.stream().anyMatch(Algorithm::isNone));
        });
  }

  private static boolean isComputable(Suite suite, KeyExchanges methods) {
    return cipher(suite).isPresent()
        && prf(suite).isPresent()
        && suite.keyExchangesUsed().all().stream().allMatch(m -> methods.find(m).isPresent());
  }

  static Optional<IkeCipher> cipher(Suite suite) {
    return suite.encryption().flatMap(e -> IkeCipher.of(e, keyLength(suite), integrity(suite)));
  }

  static Optional<Prf> prf(Suite suite) {
    return suite.prf().flatMap(Prf::of);
  }

  /** How much keying material a Child SA takes, if that is known here. */
  static Optional<ChildKeyLengths> childKeyLengths(Suite suite) {
    OptionalInt encryption =
        suite.encryption().isPresent()
            ? KeyLengths.encryption(suite.encryption().get(), keyLength(suite))
            : OptionalInt.of(0);
    OptionalInt integrity = KeyLengths.integrity(integrity(suite));
    return encryption.isPresent() && integrity.isPresent()
        ? Optional.of(new ChildKeyLengths(encryption.getAsInt(), integrity.getAsInt()))
        : Optional.empty();
  }

  /** The Key Length attribute of the cipher, if it has one. */
  private static OptionalInt keyLength(Suite suite) {
    return suite
        .algorithm(TransformType.ENCR)
        .map(cipher -> cipher.keyLength())
        .orElse(OptionalInt.empty());
  }

  private static IntegrityAlgorithm integrity(Suite suite) {
    return suite.integrity().orElse(IntegrityAlgorithm.NONE);
  }
}
