package org.yett.gateway.credentials;

import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.yett.gateway.pki.Bouncy;
import org.yett.gateway.pki.Certificates;
import org.yett.gateway.pki.DistinguishedNames;
import org.yett.gateway.pki.PkiException;
import org.yett.gateway.pki.PublicKeys;
import org.yett.ike.endpoint.PeerKeys.Reason;

/** Finds chains from a certificate to a trusted authority, by names and signatures alone. */
final class ChainFinder {

  /** Most certificates in a chain, the authority not counted. */
  private static final int DEEPEST = 10;

  /** Most signatures that are verified for one chain: a peer must not keep us busy. */
  private static final int MOST_SIGNATURES = 64;

  private final List<X509Certificate> anchors;
  private final List<X509Certificate> others;
  private int signatures;
  private Optional<String> missing = Optional.empty();

  ChainFinder(List<X509Certificate> anchors, List<X509Certificate> others) {
    this.anchors = anchors;
    this.others = others;
  }

  /** All chains, the shortest of each branch first. */
  List<Chain> chains(X509Certificate leaf) throws ChainException {
    List<Chain> found = new ArrayList<>();
    if (anchors.contains(leaf)) {
      // A certificate that is trusted itself, such as a self-signed one.
      found.add(new Chain(List.of(leaf), leaf));
    }
    extend(new ArrayList<>(List.of(leaf)), found);
    if (found.isEmpty()) {
      throw new ChainException(
          Reason.UNKNOWN_AUTHORITY,
          "no trusted authority has issued %s: %s"
              .formatted(name(leaf), missing.orElse("nobody is known who could have signed it")));
    }
    return found;
  }

  private void extend(List<X509Certificate> path, List<Chain> found) {
    X509Certificate last = path.getLast();
    boolean named = false;
    for (X509Certificate anchor : anchors) {
      if (isIssuer(anchor, last) && !anchor.equals(last)) {
        named = true;
        if (hasSigned(anchor, last)) {
          found.add(new Chain(path, anchor));
        } else {
          missing = Optional.of("the signature of " + name(anchor) + " on it is wrong");
        }
      }
    }
    if (path.size() >= DEEPEST) {
      missing = Optional.of("its chain has more than " + DEEPEST + " certificates");
      return;
    }
    for (X509Certificate other : others) {
      if (isIssuer(other, last) && !path.contains(other)) {
        named = true;
        if (hasSigned(other, last)) {
          path.add(other);
          extend(path, found);
          path.removeLast();
        } else if (missing.isEmpty()) {
          missing = Optional.of("the signature of " + name(other) + " on it is wrong");
        }
      }
    }
    if (!named) {
      missing = Optional.of("expected the certificate of '" + issuerName(last) + "'");
    }
  }

  private static boolean isIssuer(X509Certificate issuer, X509Certificate of) {
    return issuer.getSubjectX500Principal().equals(of.getIssuerX500Principal());
  }

  private boolean hasSigned(X509Certificate issuer, X509Certificate of) {
    if (++signatures > MOST_SIGNATURES) {
      return false;
    }
    try {
      of.verify(PublicKeys.of(Certificates.keyOf(issuer)), Bouncy.PROVIDER);
      return true;
    } catch (GeneralSecurityException | PkiException | RuntimeException e) {
      // RuntimeException: what Bouncy Castle throws at keys and signatures that do not fit.
      return false;
    }
  }

  static String name(X509Certificate certificate) {
    try {
      return "'" + DistinguishedNames.text(Certificates.holder(certificate).getSubject()) + "'";
    } catch (PkiException e) {
      return "a certificate without a readable name";
    }
  }

  private static String issuerName(X509Certificate certificate) {
    try {
      return DistinguishedNames.text(Certificates.holder(certificate).getIssuer());
    } catch (PkiException e) {
      return "an unreadable issuer";
    }
  }
}
