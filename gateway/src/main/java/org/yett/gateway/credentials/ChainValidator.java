package org.yett.gateway.credentials;

import java.security.GeneralSecurityException;
import java.security.cert.CertPath;
import java.security.cert.CertPathValidator;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertificateFactory;
import java.security.cert.CertificateParsingException;
import java.security.cert.PKIXParameters;
import java.security.cert.TrustAnchor;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.yett.gateway.pki.Bouncy;
import org.yett.gateway.pki.Description;
import org.yett.ike.endpoint.PeerKeys.Reason;

/** Holds a chain against the rules for chains (RFC 5280 6) and for IKE (RFC 4945 5.1.3). */
final class ChainValidator {

  /** Extended key usages that allow IKE, or do not speak against it. */
  private static final Set<String> PURPOSES =
      Set.of(
          "1.3.6.1.5.5.7.3.17",
          "1.3.6.1.5.5.8.2.2",
          "2.5.29.37.0",
          "1.3.6.1.5.5.7.3.1",
          "1.3.6.1.5.5.7.3.2");

  private static final int DIGITAL_SIGNATURE = 0;
  private static final int NON_REPUDIATION = 1;

  private ChainValidator() {}

  /** Passes, or says what is wrong. Revocation is another matter. */
  static void validate(Chain chain, ChainStrength strength, Instant at) throws ChainException {
    validate(chain, strength, at, true);
  }

  /** The same; an authority's certificate need not be one for IKE if {@code forIke} is not set. */
  static void validate(Chain chain, ChainStrength strength, Instant at, boolean forIke)
      throws ChainException {
    validity(chain.anchor(), at);
    for (X509Certificate certificate : chain.certificates()) {
      validity(certificate, at);
    }
    if (chain.leaf().getBasicConstraints() < 0 || forIke) {
      usage(chain.leaf());
    }
    strength(chain, strength);
    if (chain.leaf().equals(chain.anchor())) {
      return;
    }
    try {
      CertPath path =
          CertificateFactory.getInstance("X.509", Bouncy.PROVIDER)
              .generateCertPath(chain.certificates());
      PKIXParameters parameters = new PKIXParameters(Set.of(new TrustAnchor(chain.anchor(), null)));
      parameters.setDate(Date.from(at));
      parameters.setRevocationEnabled(false);
      CertPathValidator.getInstance("PKIX", Bouncy.PROVIDER).validate(path, parameters);
    } catch (CertPathValidatorException e) {
      String which =
          e.getIndex() >= 0 && e.getIndex() < chain.certificates().size()
              ? ChainFinder.name(chain.certificates().get(e.getIndex())) + ": "
              : "";
      throw new ChainException(Reason.CONSTRAINT_VIOLATED, which + e.getMessage());
    } catch (GeneralSecurityException | RuntimeException e) {
      throw new ChainException(
          Reason.CONSTRAINT_VIOLATED, "the chain cannot be validated: " + e.getMessage());
    }
  }

  /** Whether it is in its time. */
  static void validity(X509Certificate certificate, Instant at) throws ChainException {
    Instant begin = certificate.getNotBefore().toInstant();
    Instant end = certificate.getNotAfter().toInstant();
    if (at.isBefore(begin)) {
      throw new ChainException(
          Reason.NOT_YET_VALID,
          "%s is not valid before %s".formatted(ChainFinder.name(certificate), begin));
    }
    if (at.isAfter(end)) {
      throw new ChainException(
          Reason.EXPIRED, "%s has expired at %s".formatted(ChainFinder.name(certificate), end));
    }
  }

  /** Whether its key may sign for IKE. */
  static void usage(X509Certificate certificate) throws ChainException {
    boolean[] usage = certificate.getKeyUsage();
    if (usage != null && !usage[DIGITAL_SIGNATURE] && !usage[NON_REPUDIATION]) {
      throw new ChainException(
          Reason.WRONG_USAGE,
          "the keyUsage of %s has neither digitalSignature nor nonRepudiation"
              .formatted(ChainFinder.name(certificate)));
    }
    try {
      List<String> purposes = certificate.getExtendedKeyUsage();
      if (purposes != null && purposes.stream().noneMatch(PURPOSES::contains)) {
        throw new ChainException(
            Reason.WRONG_USAGE,
            "the extendedKeyUsage of %s, %s, does not allow IKE: expected ipsecIKE, ikeIntermediate, serverAuth or clientAuth"
                .formatted(
                    ChainFinder.name(certificate),
                    purposes.stream().map(Description::purpose).toList()));
      }
    } catch (CertificateParsingException e) {
      throw new ChainException(Reason.UNUSABLE_CERTIFICATE, "a malformed extendedKeyUsage");
    }
  }

  private static void strength(Chain chain, ChainStrength strength) throws ChainException {
    for (X509Certificate certificate : chain.certificates()) {
      objection(certificate, strength.objection(certificate, !certificate.equals(chain.anchor())));
    }
    objection(chain.anchor(), strength.objection(chain.anchor(), false));
  }

  private static void objection(X509Certificate certificate, Optional<String> objection)
      throws ChainException {
    if (objection.isPresent()) {
      throw new ChainException(
          Reason.UNACCEPTABLE_KEY, ChainFinder.name(certificate) + ": " + objection.get());
    }
  }
}
