package org.yett.gateway.credentials;

import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The certificates above a certificate of ours. */
public final class OwnChains {

  private OwnChains() {}

  /**
   * A certificate of ours, with what is above it as far as that is loaded.
   *
   * @param toSend the certificate and the intermediate ones, which the peer may lack; never a root
   * @param authorities all authorities above it
   */
  public record Own(List<X509Certificate> toSend, List<X509Certificate> authorities) {
    public Own {
      toSend = List.copyOf(toSend);
      authorities = List.copyOf(authorities);
    }
  }

  /** The longest chain, whose intermediate certificates serve whatever authority a peer trusts. */
  public static Own of(X509Certificate certificate, CertificateStore store) {
    List<X509Certificate> known =
        Stream.concat(store.authorities().stream(), store.certificates().stream())
            .distinct()
            .toList();
    List<X509Certificate> roots = known.stream().filter(OwnChains::isRoot).toList();
    List<X509Certificate> toSend = new ArrayList<>(List.of(certificate));
    List<X509Certificate> above = new ArrayList<>();
    try {
      Chain chain =
          new ChainFinder(roots, known.stream().filter(c -> !isRoot(c)).toList())
              .chains(certificate)
              .getFirst();
      chain.certificates().stream().skip(1).forEach(toSend::add);
      above.addAll(chain.certificates().subList(1, chain.certificates().size()));
      above.add(chain.anchor());
    } catch (ChainException e) {
      // The root is not loaded here; what is below it may be.
      climb(certificate, known, toSend);
      above.addAll(toSend.subList(1, toSend.size()));
    }
    return new Own(toSend, above);
  }

  private static void climb(
      X509Certificate from, List<X509Certificate> known, List<X509Certificate> path) {
    for (X509Certificate issuer : known) {
      if (issuer.getSubjectX500Principal().equals(from.getIssuerX500Principal())
          && !path.contains(issuer)
          && !isRoot(issuer)) {
        path.add(issuer);
        climb(issuer, known, path);
        return;
      }
    }
  }

  private static boolean isRoot(X509Certificate certificate) {
    return certificate.getSubjectX500Principal().equals(certificate.getIssuerX500Principal());
  }
}
