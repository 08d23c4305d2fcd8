package org.yett.gateway.vici;

import java.security.cert.X509CRL;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.yett.gateway.config.SharedSecret;
import org.yett.gateway.control.CredentialControl;
import org.yett.gateway.control.Outcome;
import org.yett.gateway.credentials.AuthorityPoints;
import org.yett.gateway.pki.Certificates;
import org.yett.gateway.pki.KeyIds;
import org.yett.gateway.pki.PkiException;
import org.yett.gateway.pki.PkiKey;

/** Keeps what is loaded. */
public final class FakeCredentials implements CredentialControl {

  final List<X509Certificate> authorities = new ArrayList<>();
  final List<X509Certificate> certificates = new ArrayList<>();
  final List<X509CRL> lists = new ArrayList<>();
  final Map<String, PkiKey> keys = new LinkedHashMap<>();
  final Map<String, AuthorityPoints> points = new LinkedHashMap<>();
  final List<SharedSecret> ppks = new ArrayList<>();

  @Override
  public void loadCertificate(X509Certificate certificate, boolean authority) {
    (authority ? authorities : certificates).add(certificate);
  }

  @Override
  public void loadList(X509CRL list) {
    lists.add(list);
  }

  @Override
  public String loadKey(PkiKey key) {
    String name = KeyIds.hex(KeyIds.ofKey(key.publicInfo()));
    keys.put(name, key);
    return name;
  }

  @Override
  public Outcome unloadKey(String name) {
    return keys.remove(name) == null ? new Outcome.NotFound() : new Outcome.Done();
  }

  @Override
  public List<String> loadedKeys() {
    return List.copyOf(keys.keySet());
  }

  @Override
  public void loadPpk(SharedSecret secret) {
    ppks.add(secret);
  }

  @Override
  public void loadEapPassword(SharedSecret secret) {
    ppks.add(secret);
  }

  @Override
  public void loadAuthority(AuthorityPoints authority) {
    points.put(authority.name(), authority);
  }

  @Override
  public Outcome unloadAuthority(String name) {
    return points.remove(name) == null ? new Outcome.NotFound() : new Outcome.Done();
  }

  @Override
  public List<AuthorityPoints> authorityPoints() {
    return List.copyOf(points.values());
  }

  @Override
  public List<String> loadedAuthorities() {
    return List.copyOf(points.keySet());
  }

  @Override
  public List<X509Certificate> authorities() {
    return authorities;
  }

  @Override
  public List<X509Certificate> certificates() {
    return certificates;
  }

  @Override
  public List<X509CRL> revocationLists() {
    return lists;
  }

  @Override
  public boolean hasKey(X509Certificate certificate) {
    return keys.values().stream()
        .anyMatch(key -> {
          try {
            return key.publicInfo().equals(Certificates.keyOf(certificate));
          } catch (PkiException e) {
            return false;
          }
        });
  }

  @Override
  public void flushFetched() {
    lists.clear();
  }
}
