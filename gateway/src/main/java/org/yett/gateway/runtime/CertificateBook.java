package org.yett.gateway.runtime;

import java.security.cert.X509CRL;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.yett.gateway.config.ConnectionSettings;
import org.yett.gateway.config.LoadedCredentials;
import org.yett.gateway.config.LocalAuthSettings;
import org.yett.gateway.config.RemoteAuthSettings;
import org.yett.gateway.credentials.AuthorityPoints;
import org.yett.gateway.credentials.CertificateStore;
import org.yett.gateway.pki.KeyIds;
import org.yett.gateway.pki.PkiKey;

/**
 * Certificates, private keys and revocation lists: those of the configuration file and those loaded
 * while running. For any number of threads.
 */
final class CertificateBook implements CertificateStore {

  private LoadedCredentials configured = LoadedCredentials.NONE;
  private final Map<String, PkiKey> keys = new LinkedHashMap<>();
  private final List<X509Certificate> authorities = new ArrayList<>();
  private final List<X509Certificate> certificates = new ArrayList<>();
  private final List<X509CRL> lists = new ArrayList<>();
  private final Map<String, AuthorityPoints> points = new LinkedHashMap<>();

  synchronized void configure(LoadedCredentials credentials) {
    configured = credentials;
  }

  /** Loads a private key; returns its name. */
  synchronized String loadKey(PkiKey key) {
    String id = KeyIds.hex(KeyIds.ofKey(key.publicInfo()));
    keys.put(id, key);
    return id;
  }

  /** Forgets a private key that was loaded. */
  synchronized boolean unloadKey(String id) {
    return keys.remove(id) != null;
  }

  /** Names of the private keys that were loaded. */
  synchronized List<String> loadedKeys() {
    return List.copyOf(keys.keySet());
  }

  /** Loads a certificate. */
  synchronized void loadCertificate(X509Certificate certificate, boolean authority) {
    List<X509Certificate> into = authority ? authorities : certificates;
    if (!into.contains(certificate)) {
      into.add(certificate);
    }
  }

  /** Loads a revocation list; an older one of the same authority goes. */
  synchronized void loadList(X509CRL list) {
    lists.removeIf(old ->
        old.getIssuerX500Principal().equals(list.getIssuerX500Principal())
            && !old.getThisUpdate().after(list.getThisUpdate()));
    lists.add(list);
  }

  /** Loads where an authority's lists are. */
  synchronized void loadPoints(AuthorityPoints loaded) {
    points.put(loaded.name(), loaded);
  }

  /** Forgets where an authority's lists are. */
  synchronized boolean unloadPoints(String name) {
    return points.remove(name) != null;
  }

  /** Where authorities' lists are, as loaded while running. */
  synchronized List<AuthorityPoints> loadedPoints() {
    return List.copyOf(points.values());
  }

  /** Forgets all that was loaded while running, but for what authorities say. */
  synchronized void clearLoaded() {
    keys.clear();
    authorities.clear();
    certificates.clear();
    lists.clear();
  }

  /** The private key that belongs to a public key. */
  synchronized Optional<PkiKey> keyOf(SubjectPublicKeyInfo publicKey) {
    return keys.values().stream()
        .filter(k -> k.publicInfo().equals(publicKey))
        .findFirst()
        .or(() -> configured.keyOf(publicKey));
  }

  @Override
  public synchronized List<X509Certificate> authorities() {
    List<X509Certificate> all = new ArrayList<>(configured.authorities());
    all.addAll(authorities);
    points.values().forEach(p -> all.add(p.certificate()));
    return all.stream().distinct().toList();
  }

  @Override
  public synchronized List<X509Certificate> certificates() {
    List<X509Certificate> all = new ArrayList<>(configured.certificates());
    all.addAll(certificates);
    return all.stream().distinct().toList();
  }

  @Override
  public synchronized List<X509CRL> revocationLists() {
    List<X509CRL> all = new ArrayList<>(configured.revocationLists());
    all.addAll(lists);
    return all;
  }

  @Override
  public synchronized List<AuthorityPoints> points() {
    List<AuthorityPoints> all = new ArrayList<>(configured.points());
    all.addAll(points.values());
    return all;
  }

  /** Certificates that connections name themselves. */
  static List<X509Certificate> namedBy(List<ConnectionSettings> connections) {
    List<X509Certificate> all = new ArrayList<>();
    for (ConnectionSettings connection : connections) {
      for (LocalAuthSettings round : connection.auth().local()) {
        round.keys().ifPresent(keys -> all.addAll(keys.certificates()));
      }
      for (RemoteAuthSettings round : connection.auth().remote()) {
        round
            .verification()
            .ifPresent(keys -> {
              all.addAll(keys.trust().certificates());
              all.addAll(keys.trust().authorities());
            });
      }
    }
    return all.stream().distinct().toList();
  }
}
