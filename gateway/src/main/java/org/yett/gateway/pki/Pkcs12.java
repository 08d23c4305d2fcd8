package org.yett.gateway.pki;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;

/**
 * What a PKCS#12 container holds.
 *
 * @param keys the private keys
 * @param certificates all certificates, those of the keys first
 */
public record Pkcs12(List<PkiKey> keys, List<X509Certificate> certificates) {

  public Pkcs12 {
    keys = List.copyOf(keys);
    certificates = List.copyOf(certificates);
  }

  /**
   * Opens a container.
   *
   * @param passphrase stays with the caller
   */
  public static Pkcs12 read(byte[] octets, char[] passphrase) throws PkiException {
    List<PkiKey> keys = new ArrayList<>();
    List<X509Certificate> own = new ArrayList<>();
    List<X509Certificate> others = new ArrayList<>();
    try {
      KeyStore store = KeyStore.getInstance("PKCS12", Bouncy.PROVIDER);
      store.load(new ByteArrayInputStream(octets), passphrase);
      for (String alias : Collections.list(store.aliases())) {
        if (store.isKeyEntry(alias)) {
          Key key = store.getKey(alias, passphrase);
          keys.add(PkiKey.of(PrivateKeyInfo.getInstance(key.getEncoded())));
          Certificate[] chain = store.getCertificateChain(alias);
          for (int i = 0; chain != null && i < chain.length; i++) {
            add(chain[i], i == 0 ? own : others);
          }
        } else if (store.isCertificateEntry(alias)) {
          add(store.getCertificate(alias), others);
        }
      }
    } catch (IOException e) {
      throw new PkiException(
          "no PKCS#12 container, or it has another passphrase than the one given");
    } catch (GeneralSecurityException | RuntimeException e) {
      throw new PkiException("a PKCS#12 container that cannot be read");
    }
    others.stream().filter(c -> !own.contains(c)).distinct().forEach(own::add);
    return new Pkcs12(keys, own);
  }

  private static void add(Certificate certificate, List<X509Certificate> to) throws PkiException {
    if (certificate instanceof X509Certificate x509) {
      to.add(Certificates.ofDer(Certificates.der(x509)));
    }
  }

  /**
   * Makes a container.
   *
   * @param name what the key is called in it
   * @param key the key
   * @param chain its certificate, and those above it
   * @param passphrase encrypts it; stays with the caller
   */
  public static byte[] write(
      Optional<String> name, PkiKey key, List<X509Certificate> chain, char[] passphrase)
      throws PkiException {
    try {
      // The key under AES-256, the certificates under AES-128, as OpenSSL 3 reads.
      KeyStore store = KeyStore.getInstance("PKCS12-AES256-AES128", Bouncy.PROVIDER);
      store.load(null, null);
      store.setKeyEntry(
          name.orElse("key"), key.privateKey(), passphrase, chain.toArray(X509Certificate[]::new));
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      store.store(out, passphrase);
      return out.toByteArray();
    } catch (IOException | GeneralSecurityException | RuntimeException e) {
      throw new PkiException("the PKCS#12 container cannot be made: " + e.getMessage());
    }
  }
}
