package org.yett.ike.auth;

import java.util.List;
import java.util.Optional;
import org.yett.ike.crypto.SignatureScheme;
import org.yett.ike.crypto.VerificationKey;
import org.yett.spec.Clause;
import org.yett.spec.iana.AuthMethod;

/**
 * What we accept as the peer's signature.
 *
 * @param schemes the schemes that are accepted
 * @param olderSha1 whether SHA-1 is accepted where an older method leaves nothing else: method 1,
 *     RSA
 * @param digitalSignature whether both ends have sent SIGNATURE_HASH_ALGORITHMS: method 14 is the
 *     only one then
 */
public record SignatureDemand(
    List<SignatureScheme> schemes, boolean olderSha1, boolean digitalSignature) {

  /** Copies the list. */
  public SignatureDemand {
    schemes = List.copyOf(schemes);
  }

  /** What a look at the AUTH payload alone tells. */
  public sealed interface Read {}

  /**
   * A signature to be verified by any of these schemes.
   *
   * @param schemes the schemes that it may be of
   * @param signature in the form of method 14
   */
  public record Candidate(List<SignatureScheme> schemes, byte[] signature) implements Read {}

  /**
   * It is not accepted, whatever key it was made with.
   *
   * @param detail why, for our log
   */
  public record NotAccepted(String detail) implements Read {}

  /** Reads the data of an AUTH payload. */
  public Read read(AuthMethod method, byte[] data) {
    if (!digitalSignature) {
      return readOlder(method, data);
    }
    // = rfc7427:3/2
    if (!method.equals(AuthMethod.DIGITAL_SIGNATURE)) {
      return new NotAccepted(
          "authentication by "
              + method
              + ", not by a Digital Signature, though both ends announced hash algorithms");
    }
    return switch (SignatureData.parse(data)) {
      case SignatureData.Malformed none -> new NotAccepted("no signature in the AUTH payload");
      case SignatureData.UnknownAlgorithm(String algorithm) ->
          new NotAccepted("unknown signature algorithm " + algorithm);
      case SignatureData.Signed(SignatureScheme scheme, byte[] signature) ->
          schemes.contains(scheme)
              ? new Candidate(List.of(scheme), signature)
              : new NotAccepted("a signature by " + scheme + " is not accepted");
    };
  }

  @Clause("rfc7296:2.15")
  private Read readOlder(AuthMethod method, byte[] data) {
    List<SignatureScheme> possible =
        SignatureData.schemesOf(method).stream()
            .filter(s -> schemes.contains(s) || (olderSha1 && !s.forDigitalSignature()))
            .toList();
    if (possible.isEmpty()) {
      return new NotAccepted("authentication by " + method + " is not accepted");
    }
    Optional<byte[]> signature = SignatureData.fromOlder(method, data);
    return signature.isPresent()
        ? new Candidate(possible, signature.get())
        : new NotAccepted("a signature of " + data.length + " octets by " + method);
  }

  /** Whether an older method goes with the key: the curve belongs to the method. */
  public static boolean goesWith(AuthMethod method, VerificationKey key) {
    return method.equals(AuthMethod.DIGITAL_SIGNATURE)
        || key.olderMethod().filter(method::equals).isPresent();
  }
}
