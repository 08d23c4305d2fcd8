package org.yett.ike.crypto;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.bouncycastle.crypto.params.AsymmetricKeyParameter;
import org.bouncycastle.crypto.util.PublicKeyFactory;
import org.yett.spec.Clause;
import org.yett.spec.iana.AuthMethod;

/** A public key with which signatures are verified. Safe for use from any thread. */
public final class VerificationKey {

  /** More octets than any SubjectPublicKeyInfo that we take. */
  private static final int LONGEST = 8192;

  private final AsymmetricKeyParameter key;
  private final KeySchemes schemes;

  private VerificationKey(AsymmetricKeyParameter key, KeySchemes schemes) {
    this.key = key;
    this.schemes = schemes;
  }

  /**
   * Reads a public key.
   *
   * @param subjectPublicKeyInfo in DER
   * @return {@link KeyParse.Bad} if it is malformed, too long, of an algorithm that we do not have,
   *     or an RSA key of less than 2048 or more than 8192 bits
   */
  public static KeyParse<VerificationKey> of(byte[] subjectPublicKeyInfo) {
    if (subjectPublicKeyInfo.length > LONGEST) {
      return new KeyParse.Bad<>(subjectPublicKeyInfo.length + " octets are too many for a key");
    }
    AsymmetricKeyParameter key;
    try {
      key = PublicKeyFactory.createKey(subjectPublicKeyInfo);
    } catch (IOException | RuntimeException e) {
      // The library tells malformed keys, and points that are on no curve, by many exceptions.
      return new KeyParse.Bad<>("no public key: " + e.getMessage());
    }
    return switch (KeySchemes.of(key)) {
      case KeyParse.Ok<KeySchemes>(KeySchemes schemes) ->
          new KeyParse.Ok<>(new VerificationKey(key, schemes));
      case KeyParse.Bad<KeySchemes>(String reason) -> new KeyParse.Bad<>(reason);
    };
  }

  /** Its kind, for logs: {@code RSA-3072}, {@code ECDSA P-256}, {@code ML-DSA-65}. */
  public String kind() {
    return schemes.name();
  }

  /** The schemes of the Digital Signature method that go with it, preferred first. */
  public List<SignatureScheme> schemes() {
    return schemes.schemes();
  }

  /** The authentication method for peers without RFC 7427: 1, 9, 10 or 11. */
  @Clause("rfc7296:3.8")
  public Optional<AuthMethod> olderMethod() {
    return schemes.olderMethod().map(KeySchemes.OlderMethod::method);
  }

  /** What {@link #olderMethod} means. */
  public Optional<SignatureScheme> olderScheme() {
    return schemes.olderMethod().map(KeySchemes.OlderMethod::scheme);
  }

  /**
   * Whether the signature is right.
   *
   * @param message the signed octets, not hashed
   * @param signature as RFC 7427 3 has it: a DER Ecdsa-Sig-Value for ECDSA, the plain octets for
   *     all others
   * @return false for a scheme that does not go with the key, too
   */
  public boolean verify(SignatureScheme scheme, byte[] message, byte[] signature) {
    boolean goes =
        schemes.schemes().contains(scheme) || olderScheme().filter(scheme::equals).isPresent();
    return goes && Signatures.verify(key, scheme, message, signature);
  }

  @Override
  public String toString() {
    return schemes.name();
  }
}
