package org.yett.gateway.credentials;

import java.security.cert.X509CRL;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Holds one certificate against authorities, outside of IKE. */
public final class Verification {

  private Verification() {}

  /**
   * Why a certificate is refused; empty if it is not.
   *
   * @param certificate the certificate
   * @param authorities trusted authorities and those between; those that signed themselves are
   *     trusted, and all if there is none of these
   * @param lists revocation lists
   * @param fetcher what fetches lists and asks responders
   * @param policy how much must be known about revocation
   * @param at the time for which validity is judged
   */
  public static Optional<String> refusal(
      X509Certificate certificate,
      List<X509Certificate> authorities,
      List<X509CRL> lists,
      Fetcher fetcher,
      RevocationPolicy policy,
      Instant at) {
    List<X509Certificate> roots = authorities.stream().filter(Verification::isRoot).toList();
    List<X509Certificate> anchors = roots.isEmpty() ? authorities : roots;
    List<X509Certificate> between = authorities.stream().filter(a -> !isRoot(a)).toList();
    Revocation revocation = new Revocation(fetcher);
    try {
      ChainException first = null;
      for (Chain chain : new ChainFinder(anchors, between).chains(certificate)) {
        try {
          ChainValidator.validate(chain, ChainStrength.DEFAULT, at, false);
          revocation.check(chain, policy, lists, List.of(), at);
          return Optional.empty();
        } catch (ChainException e) {
          first = first == null ? e : first;
        }
      }
      throw first;
    } catch (ChainException e) {
      return Optional.of(e.getMessage());
    }
  }

  private static boolean isRoot(X509Certificate certificate) {
    return certificate.getSubjectX500Principal().equals(certificate.getIssuerX500Principal());
  }
}
