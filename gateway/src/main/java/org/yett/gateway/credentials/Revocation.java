package org.yett.gateway.credentials;

import java.io.IOException;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.cert.X509CRL;
import java.security.cert.X509CRLEntry;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.yett.gateway.pki.Bouncy;
import org.yett.gateway.pki.Certificates;
import org.yett.gateway.pki.Crls;
import org.yett.gateway.pki.PkiException;
import org.yett.gateway.pki.PublicKeys;
import org.yett.gateway.pki.RevocationPointers;
import org.yett.ike.endpoint.PeerKeys.Reason;

/**
 * Finds out whether certificates have been revoked: from lists that are at hand, from OCSP
 * responders, from lists that are fetched. What was fetched is kept while it is current; a place
 * that did not answer is left alone for a while. For any number of threads.
 */
public final class Revocation {

  /** How long a place that did not answer is not asked again. */
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  /** Most lists and answers that are kept. */
  private static final int MOST_KEPT = 256;

  private static final int CRL_SIGN = 6;
  private static final int REMOVE_FROM_CRL = 8;

  private final Fetcher fetcher;
  private final Map<String, List<X509CRL>> fetched = oldestOut();
  private final Map<String, Instant> silent = oldestOut();
  private final Map<String, Ocsp.Answer> answers = oldestOut();

  /**
   * @param fetcher what fetches
   */
  public Revocation(Fetcher fetcher) {
    this.fetcher = fetcher;
  }

  private static <V> Map<String, V> oldestOut() {
    return new LinkedHashMap<>() {
      private static final long serialVersionUID = 1L;

      @Override
      protected boolean removeEldestEntry(Map.Entry<String, V> eldest) {
        return size() > MOST_KEPT;
      }
    };
  }

  /** What is known of a certificate. */
  sealed interface Status {
    /** It has not been revoked. */
    record Good() implements Status {}

    /**
     * It has.
     *
     * @param since since when
     * @param reason why
     */
    record Revoked(Instant since, String reason) implements Status {}

    /** There is nowhere to find out. */
    record NowhereToAsk() implements Status {}

    /**
     * It could not be found out.
     *
     * @param why why not
     */
    record Failed(String why) implements Status {}
  }

  /** Forgets what was fetched. */
  public synchronized void flush() {
    fetched.clear();
    silent.clear();
    answers.clear();
  }

  /**
   * Checks every certificate of a chain below the authority.
   *
   * @param lists lists that are at hand, from files and from the peer; nothing about them has been
   *     checked
   * @param points where authorities' lists are, beside what certificates say
   */
  void check(
      Chain chain,
      RevocationPolicy policy,
      List<X509CRL> lists,
      List<AuthorityPoints> points,
      Instant at)
      throws ChainException {
    for (int i = 0; i < chain.certificates().size(); i++) {
      X509Certificate certificate = chain.certificates().get(i);
      if (certificate.equals(chain.anchor())) {
        continue;
      }
      X509Certificate issuer = chain.issuer(i);
      String name = ChainFinder.name(certificate);
      switch (status(certificate, issuer, lists, points, at)) {
        case Status.Good() -> {
          // As it should be.
        }
        case Status.Revoked(Instant since, String reason) ->
            throw new ChainException(
                Reason.REVOKED, "%s was revoked at %s (%s)".formatted(name, since, reason));
        case Status.NowhereToAsk() -> {
          if (policy == RevocationPolicy.STRICT) {
            throw new ChainException(
                Reason.REVOCATION_UNKNOWN,
                "whether %s has been revoked must be known (revocation = strict), and neither it nor an authorities section says where to find out"
                    .formatted(name));
          }
        }
        case Status.Failed(String why) -> {
          if (policy != RevocationPolicy.RELAXED) {
            throw new ChainException(
                Reason.REVOCATION_UNKNOWN,
                "whether %s has been revoked cannot be found out: %s".formatted(name, why));
          }
        }
      }
    }
  }

  private Status status(
      X509Certificate certificate,
      X509Certificate issuer,
      List<X509CRL> lists,
      List<AuthorityPoints> points,
      Instant at) {
    List<String> failures = new ArrayList<>();
    Optional<Status> known = ofLists(certificate, issuer, lists, at, "a list at hand", failures);
    if (known.isPresent()) {
      return known.get();
    }
    List<String> ocspUris;
    List<String> crlUris;
    try {
      ocspUris = new ArrayList<>(RevocationPointers.ocspUris(certificate));
      crlUris = new ArrayList<>(RevocationPointers.crlUris(certificate));
    } catch (PkiException e) {
      return new Status.Failed(e.getMessage());
    }
    for (AuthorityPoints point : points) {
      if (point.certificate().equals(issuer)) {
        ocspUris.addAll(point.ocspUris());
        crlUris.addAll(point.crlUris());
      }
    }
    for (String uri : ocspUris) {
      Optional<Status> answered = ofResponder(uri, certificate, issuer, at, failures);
      if (answered.isPresent()) {
        return answered.get();
      }
    }
    for (String uri : crlUris) {
      Optional<Status> listed =
          ofLists(certificate, issuer, fetch(uri, issuer, at, failures), at, uri, failures);
      if (listed.isPresent()) {
        return listed.get();
      }
    }
    return failures.isEmpty() && ocspUris.isEmpty() && crlUris.isEmpty()
        ? new Status.NowhereToAsk()
        : new Status.Failed(String.join("; ", failures));
  }

  /** What the newest fitting list says that is current. */
  private static Optional<Status> ofLists(
      X509Certificate certificate,
      X509Certificate issuer,
      List<X509CRL> lists,
      Instant at,
      String place,
      List<String> failures) {
    Optional<X509CRL> newest = Optional.empty();
    for (X509CRL list : lists) {
      if (!list.getIssuerX500Principal().equals(issuer.getSubjectX500Principal())) {
        continue;
      }
      Optional<String> flaw = flaw(list, issuer);
      if (flaw.isPresent()) {
        failures.add(place + ": " + flaw.get());
      } else if (newest.isEmpty() || isNewer(list, newest.get())) {
        newest = Optional.of(list);
      }
    }
    if (newest.isEmpty()) {
      return Optional.empty();
    }
    X509CRLEntry entry = newest.get().getRevokedCertificate(certificate.getSerialNumber());
    if (entry != null
        && (entry.getRevocationReason() == null
            || entry.getRevocationReason().ordinal() != REMOVE_FROM_CRL)) {
      // However old the list: what is revoked stays so, but for a hold, which is none to us.
      return Optional.of(
          new Status.Revoked(
              entry.getRevocationDate().toInstant(),
              entry.getRevocationReason() == null
                  ? "no reason given"
                  : Crls.name(entry.getRevocationReason())));
    }
    if (!isCurrent(newest.get(), at)) {
      failures.add(place + ": the revocation list is out of date");
      return Optional.empty();
    }
    return Optional.of(new Status.Good());
  }

  private static boolean isNewer(X509CRL list, X509CRL than) {
    BigInteger one = Crls.number(list).orElse(BigInteger.ZERO);
    BigInteger other = Crls.number(than).orElse(BigInteger.ZERO);
    int order = one.compareTo(other);
    return order > 0 || (order == 0 && list.getThisUpdate().after(than.getThisUpdate()));
  }

  private static boolean isCurrent(X509CRL list, Instant at) {
    return !at.isBefore(list.getThisUpdate().toInstant())
        && (list.getNextUpdate() == null || !at.isAfter(list.getNextUpdate().toInstant()));
  }

  /** What is wrong with a list that says it is of an issuer. */
  private static Optional<String> flaw(X509CRL list, X509Certificate issuer) {
    boolean[] usage = issuer.getKeyUsage();
    if (usage != null && !usage[CRL_SIGN]) {
      return Optional.of(
          "the keyUsage of " + ChainFinder.name(issuer) + " does not allow to sign lists");
    }
    if (list.hasUnsupportedCriticalExtension() || isPartial(list)) {
      return Optional.of("a revocation list that covers a part alone, or is a delta");
    }
    try {
      list.verify(PublicKeys.of(Certificates.keyOf(issuer)), Bouncy.PROVIDER);
      return Optional.empty();
    } catch (GeneralSecurityException | PkiException | RuntimeException e) {
      return Optional.of("the signature of a revocation list is wrong");
    }
  }

  private static boolean isPartial(X509CRL list) {
    // deltaCRLIndicator, issuingDistributionPoint
    return list.getExtensionValue("2.5.29.27") != null
        || list.getExtensionValue("2.5.29.28") != null;
  }

  private List<X509CRL> fetch(
      String uri, X509Certificate issuer, Instant at, List<String> failures) {
    synchronized (this) {
      List<X509CRL> kept = fetched.get(uri);
      if (kept != null && kept.stream().allMatch(list -> isCurrent(list, at))) {
        return kept;
      }
      if (isSilent(uri, at)) {
        failures.add(uri + ": did not answer a short while ago");
        return List.of();
      }
    }
    try {
      List<X509CRL> lists = Certificates.readCrls(fetcher.get(uri));
      // Kept only if it is the authority's: else anybody between could fill the memory.
      if (lists.stream().allMatch(list -> flaw(list, issuer).isEmpty())) {
        synchronized (this) {
          fetched.put(uri, lists);
        }
      }
      return lists;
    } catch (IOException | PkiException e) {
      failed(uri, at);
      failures.add(uri + ": " + e.getMessage());
      return List.of();
    }
  }

  private Optional<Status> ofResponder(
      String uri,
      X509Certificate certificate,
      X509Certificate issuer,
      Instant at,
      List<String> failures) {
    String key = uri + " " + certificate.getSerialNumber().toString(16);
    synchronized (this) {
      Ocsp.Answer kept = answers.get(key);
      if (kept != null && kept.isCurrent(at)) {
        return Optional.of(kept.status());
      }
      if (isSilent(uri, at)) {
        failures.add(uri + ": did not answer a short while ago");
        return Optional.empty();
      }
    }
    try {
      Ocsp.Answer answer = Ocsp.ask(fetcher, uri, certificate, issuer, at);
      synchronized (this) {
        answers.put(key, answer);
      }
      return Optional.of(answer.status());
    } catch (IOException | PkiException e) {
      failed(uri, at);
      failures.add(uri + ": " + e.getMessage());
      return Optional.empty();
    }
  }

  private boolean isSilent(String uri, Instant at) {
    Instant until = silent.get(uri);
    return until != null && at.isBefore(until);
  }

  private synchronized void failed(String uri, Instant at) {
    silent.put(uri, at.plus(PATIENCE));
  }
}
