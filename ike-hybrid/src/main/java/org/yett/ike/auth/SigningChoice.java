package org.yett.ike.auth;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.yett.ike.crypto.KeyParse;
import org.yett.ike.crypto.SignatureScheme;
import org.yett.ike.crypto.SigningKey;
import org.yett.ike.crypto.VerificationKey;
import org.yett.spec.Clause;
import org.yett.spec.iana.AuthMethod;
import org.yett.spec.iana.HashAlgorithm;

/**
 * With which method and scheme we sign, by what the peer has said.
 *
 * @param configured the only schemes that the configuration allows, preferred first; empty for all
 * @param peerHashes what both ends being able to use method 14 takes: the hashes of the peer's
 *     SIGNATURE_HASH_ALGORITHMS; empty if it sent none, or we did not
 * @param announced the peer's SUPPORTED_AUTH_METHODS; empty if it sent none
 */
@Clause("rfc7427:4")
public record SigningChoice(
    List<SignatureScheme> configured,
    Optional<List<HashAlgorithm>> peerHashes,
    List<AuthAnnouncement> announced) {

  /** Copies the lists. */
  public SigningChoice {
    configured = List.copyOf(configured);
    peerHashes = peerHashes.map(List::copyOf);
    announced = List.copyOf(announced);
  }

  /**
   * How to sign.
   *
   * @param method goes into the AUTH payload
   * @param scheme how the signature is made
   */
  public record Chosen(AuthMethod method, SignatureScheme scheme) {}

  /**
   * The best way to sign with this key; empty if there is none that the peer would take.
   *
   * <p>What the peer has announced goes before what it has not; then the order of the configuration
   * counts, then that of the key.
   */
  public Optional<Chosen> choose(SigningKey key) {
    List<Chosen> possible = possible(key);
    return possible.stream()
        .filter(this::isAnnounced)
        .findFirst()
        .or(() -> possible.stream().findFirst());
  }

  /** Whether the peer has announced that it takes a signature in this way. */
  public boolean isAnnounced(Chosen chosen) {
    return announced.stream()
        .anyMatch(a ->
            a.method().equals(chosen.method())
                && (a.scheme().isEmpty() || a.scheme().get() == chosen.scheme()));
  }

  private List<Chosen> possible(SigningKey key) {
    if (peerHashes.isEmpty()) {
      return older(key).filter(c -> isConfigured(c.scheme())).stream().toList();
    }
    Stream<SignatureScheme> inOrder =
        configured.isEmpty()
            ? key.schemes().stream()
            : configured.stream().filter(key.schemes()::contains);
    // = rfc7427:3/2, rfc7427:4/1, ikev2-pqc-auth-06:3.2.1/3, rfc8420:2
    return inOrder
        .filter(SignatureScheme::forDigitalSignature)
        .filter(scheme -> peerHashes.get().contains(scheme.hash()))
        .map(scheme -> new Chosen(AuthMethod.DIGITAL_SIGNATURE, scheme))
        .toList();
  }

  private boolean isConfigured(SignatureScheme scheme) {
    return configured.isEmpty() || configured.contains(scheme);
  }

  private static Optional<Chosen> older(SigningKey key) {
    return VerificationKey.of(key.publicKey()) instanceof KeyParse.Ok<VerificationKey>(var half)
        ? half.olderMethod()
            .flatMap(method ->
                half.olderScheme()
                    .filter(key.schemes()::contains)
                    .map(scheme -> new Chosen(method, scheme)))
        : Optional.empty();
  }
}
