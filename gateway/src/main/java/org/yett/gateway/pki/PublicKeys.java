package org.yett.gateway.pki;

import java.io.IOException;
import java.security.PublicKey;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.jce.provider.BouncyCastleProvider;

/** Public keys between their encoding and the JDK's interfaces. */
public final class PublicKeys {

  private PublicKeys() {}

  /** The key for the JDK's interfaces. */
  public static PublicKey of(SubjectPublicKeyInfo info) throws PkiException {
    KeyType.of(info);
    try {
      PublicKey key = BouncyCastleProvider.getPublicKey(info);
      if (key == null) {
        throw new PkiException("a public key of a kind that Bouncy Castle does not know");
      }
      return key;
    } catch (IOException | IllegalArgumentException | IllegalStateException e) {
      throw new PkiException("a public key that is malformed");
    }
  }

  /** The encoding of a key. */
  public static SubjectPublicKeyInfo info(PublicKey key) {
    return SubjectPublicKeyInfo.getInstance(key.getEncoded());
  }
}
