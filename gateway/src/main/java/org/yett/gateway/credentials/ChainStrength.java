package org.yett.gateway.credentials;

import java.security.cert.X509Certificate;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.yett.gateway.pki.Certificates;
import org.yett.gateway.pki.KeyType;
import org.yett.gateway.pki.PkiException;

/**
 * What the keys and signatures of a chain of certificates must have.
 *
 * @param families the only kinds of keys; none for any
 * @param digests the only digests of RSA and ECDSA signatures, such as {@code SHA384}; none for any
 *     of SHA-2 and SHA-3
 * @param rsaBits least size of an RSA key
 * @param ecdsaBits least size of an ECDSA key
 */
public record ChainStrength(
    Set<KeyType.Family> families, Set<String> digests, int rsaBits, int ecdsaBits) {

  /** Nothing but what is secure today. */
  public static final ChainStrength DEFAULT =
      new ChainStrength(Set.of(), Set.of(), KeyType.RSA_LEAST, 256);

  public ChainStrength {
    families = Set.copyOf(families);
    digests = Set.copyOf(digests);
  }

  /**
   * What is wrong with a certificate.
   *
   * @param signed whether its signature counts; that of a trusted authority on itself does not
   */
  Optional<String> objection(X509Certificate certificate, boolean signed) {
    KeyType type;
    try {
      type = KeyType.of(Certificates.keyOf(certificate));
    } catch (PkiException e) {
      return Optional.of(e.getMessage());
    }
    if (!families.isEmpty() && !families.contains(type.family())) {
      return Optional.of("its key is " + type + ", which is not among " + families);
    }
    int least =
        switch (type.family()) {
          case RSA -> rsaBits;
          case ECDSA -> ecdsaBits;
          case ED25519, ED448, ML_DSA, SLH_DSA -> 0;
        };
    if (type.bits() < least) {
      return Optional.of("its key is " + type + ", and less than " + least + " bits are refused");
    }
    return signed ? digestObjection(certificate.getSigAlgName()) : Optional.empty();
  }

  private Optional<String> digestObjection(String signature) {
    String name = signature.toUpperCase(Locale.ROOT).replace("-", "");
    if (name.startsWith("MD") || name.startsWith("SHA1")) {
      return Optional.of("it is signed with " + signature + ", which can be forged");
    }
    int with = name.indexOf("WITH");
    if (with > 0 && !digests.isEmpty() && !digests.contains(name.substring(0, with))) {
      return Optional.of("it is signed with " + signature + ", which is not among " + digests);
    }
    return Optional.empty();
  }
}
