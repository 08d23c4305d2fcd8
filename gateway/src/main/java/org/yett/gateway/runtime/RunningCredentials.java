package org.yett.gateway.runtime;

import java.security.cert.X509CRL;
import java.security.cert.X509Certificate;
import java.util.List;
import org.yett.gateway.config.SharedSecret;
import org.yett.gateway.control.CredentialControl;
import org.yett.gateway.control.Outcome;
import org.yett.gateway.credentials.AuthorityPoints;
import org.yett.gateway.pki.Certificates;
import org.yett.gateway.pki.PkiException;
import org.yett.gateway.pki.PkiKey;

/** The credentials of a running gateway under its operators' hands. */
final class RunningCredentials implements CredentialControl {

  private final CredentialStore store;
  private final CertificateBook book;
  private final Runnable authoritiesChanged;

  /**
   * @param authoritiesChanged told when there are other authorities, of which connections ask for
   *     certificates
   */
  RunningCredentials(CredentialStore store, Runnable authoritiesChanged) {
    this.store = store;
    this.book = store.book();
    this.authoritiesChanged = authoritiesChanged;
  }

  @Override
  public void loadCertificate(X509Certificate certificate, boolean authority) {
    book.loadCertificate(certificate, authority);
    if (authority) {
      authoritiesChanged.run();
    }
  }

  @Override
  public void loadList(X509CRL list) {
    book.loadList(list);
  }

  @Override
  public String loadKey(PkiKey key) {
    return book.loadKey(key);
  }

  @Override
  public Outcome unloadKey(String name) {
    return book.unloadKey(name) ? new Outcome.Done() : new Outcome.NotFound();
  }

  @Override
  public List<String> loadedKeys() {
    return book.loadedKeys();
  }

  @Override
  public void loadPpk(SharedSecret secret) {
    store.loadPpk(secret);
  }

  @Override
  public void loadEapPassword(SharedSecret secret) {
    store.loadEapPassword(secret);
  }

  @Override
  public void loadAuthority(AuthorityPoints authority) {
    book.loadPoints(authority);
    authoritiesChanged.run();
  }

  @Override
  public Outcome unloadAuthority(String name) {
    if (!book.unloadPoints(name)) {
      return new Outcome.NotFound();
    }
    authoritiesChanged.run();
    return new Outcome.Done();
  }

  @Override
  public List<AuthorityPoints> authorityPoints() {
    return book.points();
  }

  @Override
  public List<String> loadedAuthorities() {
    return book.loadedPoints().stream().map(AuthorityPoints::name).toList();
  }

  @Override
  public List<X509Certificate> authorities() {
    return book.authorities();
  }

  @Override
  public List<X509Certificate> certificates() {
    return book.certificates();
  }

  @Override
  public List<X509CRL> revocationLists() {
    return book.revocationLists();
  }

  @Override
  public boolean hasKey(X509Certificate certificate) {
    try {
      return book.keyOf(Certificates.keyOf(certificate)).isPresent();
    } catch (PkiException e) {
      return false;
    }
  }

  @Override
  public void flushFetched() {
    store.flushFetched();
  }
}
