package org.yett.gateway.control;

import java.security.cert.X509CRL;
import java.security.cert.X509Certificate;
import java.util.List;
import org.yett.gateway.config.SharedSecret;
import org.yett.gateway.credentials.AuthorityPoints;
import org.yett.gateway.pki.PkiKey;

/**
 * Keys and certificates of a running gateway as its operators see them: those of its configuration
 * file and those that are loaded while it runs. All methods may be called from any thread.
 */
public interface CredentialControl {

  /** Loads a certificate; that of an authority is trusted from then on. */
  void loadCertificate(X509Certificate certificate, boolean authority);

  /** Loads a revocation list. */
  void loadList(X509CRL list);

  /** Loads a private key; returns its name, the SHA-1 hash of its public key in hexadecimal. */
  String loadKey(PkiKey key);

  /** Forgets a private key that was loaded while running. */
  Outcome unloadKey(String name);

  /** Names of the private keys that were loaded while running. */
  List<String> loadedKeys();

  /** Loads a post-quantum preshared key; the gateway closes it when it is done with it. */
  void loadPpk(SharedSecret secret);

  /** Loads a password of EAP; the gateway closes it when it is done with it. */
  void loadEapPassword(SharedSecret secret);

  /** Loads where to learn what an authority has revoked; the authority is trusted. */
  void loadAuthority(AuthorityPoints authority);

  /** Forgets an authority that was loaded while running. */
  Outcome unloadAuthority(String name);

  /** What is known of authorities beside their certificates. */
  List<AuthorityPoints> authorityPoints();

  /** Names of authorities that were loaded while running. */
  List<String> loadedAuthorities();

  /** Certificates of trusted authorities. */
  List<X509Certificate> authorities();

  /** All other certificates. */
  List<X509Certificate> certificates();

  /** Revocation lists. */
  List<X509CRL> revocationLists();

  /** Whether there is a private key for a certificate. */
  boolean hasKey(X509Certificate certificate);

  /** Forgets what was fetched about revocation. */
  void flushFetched();
}
