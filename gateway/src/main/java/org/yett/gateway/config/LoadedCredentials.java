package org.yett.gateway.config;

import java.security.cert.X509CRL;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.yett.gateway.credentials.AuthorityPoints;
import org.yett.gateway.pki.PkiKey;

/**
 * Keys, certificates and lists of a configuration: what lies in the directories beside it, and what
 * its sections name.
 *
 * @param keys private keys
 * @param authorities trusted authorities
 * @param certificates other certificates
 * @param revocationLists revocation lists
 * @param publicKeys raw public keys
 * @param points where authorities' lists are
 * @param ppks post-quantum preshared keys
 * @param eapPasswords passwords of EAP clients
 */
public record LoadedCredentials(
    List<PkiKey> keys,
    List<X509Certificate> authorities,
    List<X509Certificate> certificates,
    List<X509CRL> revocationLists,
    List<SubjectPublicKeyInfo> publicKeys,
    List<AuthorityPoints> points,
    List<SharedSecret> ppks,
    List<SharedSecret> eapPasswords) {

  /** Nothing. */
  public static final LoadedCredentials NONE =
      new LoadedCredentials(
          List.of(), List.of(), List.of(), List.of(), List.of(), List.of(), List.of(), List.of());

  public LoadedCredentials {
    keys = List.copyOf(keys);
    authorities = List.copyOf(authorities);
    certificates = List.copyOf(certificates);
    revocationLists = List.copyOf(revocationLists);
    publicKeys = List.copyOf(publicKeys);
    points = List.copyOf(points);
    ppks = List.copyOf(ppks);
    eapPasswords = List.copyOf(eapPasswords);
  }

  /** The private key that belongs to a public key. */
  public Optional<PkiKey> keyOf(SubjectPublicKeyInfo publicKey) {
    return keys.stream().filter(k -> k.publicInfo().equals(publicKey)).findFirst();
  }

  /** The same with these post-quantum preshared keys and passwords of EAP. */
  LoadedCredentials withSecrets(List<SharedSecret> ppks, List<SharedSecret> eapPasswords) {
    return new LoadedCredentials(
        keys, authorities, certificates, revocationLists, publicKeys, points, ppks, eapPasswords);
  }

  /** Both together. */
  public LoadedCredentials and(LoadedCredentials other) {
    return new LoadedCredentials(
        joined(keys, other.keys),
        joined(authorities, other.authorities),
        joined(certificates, other.certificates),
        joined(revocationLists, other.revocationLists),
        joined(publicKeys, other.publicKeys),
        joined(points, other.points),
        joined(ppks, other.ppks),
        joined(eapPasswords, other.eapPasswords));
  }

  private static <T> List<T> joined(List<T> one, List<T> other) {
    List<T> all = new ArrayList<>(one);
    all.addAll(other);
    return all;
  }

  @Override
  public String toString() {
    return "LoadedCredentials[%d keys, %d authorities, %d certificates, %d revocation lists]"
        .formatted(keys.size(), authorities.size(), certificates.size(), revocationLists.size());
  }
}
