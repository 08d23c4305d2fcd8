package org.yett.ike.crypto;

import java.io.IOException;
import java.util.List;
import java.util.stream.Stream;
import org.bouncycastle.crypto.params.AsymmetricKeyParameter;
import org.bouncycastle.crypto.params.ECPrivateKeyParameters;
import org.bouncycastle.crypto.params.ECPublicKeyParameters;
import org.bouncycastle.crypto.params.Ed25519PrivateKeyParameters;
import org.bouncycastle.crypto.params.Ed448PrivateKeyParameters;
import org.bouncycastle.crypto.params.MLDSAPrivateKeyParameters;
import org.bouncycastle.crypto.params.RSAKeyParameters;
import org.bouncycastle.crypto.params.RSAPrivateCrtKeyParameters;
import org.bouncycastle.crypto.params.SLHDSAPrivateKeyParameters;
import org.bouncycastle.crypto.params.SLHDSAPublicKeyParameters;
import org.bouncycastle.crypto.util.PrivateKeyFactory;
import org.bouncycastle.crypto.util.SubjectPublicKeyInfoFactory;

/** A private key in memory, from PKCS #8. Safe for use from any thread. */
public final class Pkcs8Key implements SigningKey {

  private final AsymmetricKeyParameter key;
  private final KeySchemes schemes;
  private final byte[] publicKey;

  private Pkcs8Key(AsymmetricKeyParameter key, KeySchemes schemes, byte[] publicKey) {
    this.key = key;
    this.schemes = schemes;
    this.publicKey = publicKey;
  }

  /**
   * Reads a private key: RSA, ECDSA, Ed25519, Ed448, ML-DSA (seed, expanded or both) or SLH-DSA.
   *
   * @param privateKeyInfo PKCS #8 in DER, not encrypted; stays with the caller, who wipes it
   */
  public static KeyParse<SigningKey> of(byte[] privateKeyInfo) {
    try {
      AsymmetricKeyParameter key = PrivateKeyFactory.createKey(privateKeyInfo);
      return switch (KeySchemes.of(key)) {
        case KeyParse.Ok<KeySchemes>(KeySchemes schemes) ->
            new KeyParse.Ok<>(new Pkcs8Key(key, schemes, publicKeyOf(key)));
        case KeyParse.Bad<KeySchemes>(String reason) -> new KeyParse.Bad<>(reason);
      };
    } catch (IOException | RuntimeException e) {
      // The message of the library may hold something of the key.
      return new KeyParse.Bad<>("no private key in PKCS #8: " + e.getClass().getSimpleName());
    }
  }

  private static byte[] publicKeyOf(AsymmetricKeyParameter key) throws IOException {
    AsymmetricKeyParameter half =
        switch (key) {
          case RSAPrivateCrtKeyParameters rsa ->
              new RSAKeyParameters(false, rsa.getModulus(), rsa.getPublicExponent());
          case ECPrivateKeyParameters ec ->
              new ECPublicKeyParameters(
                  ec.getParameters().getG().multiply(ec.getD()), ec.getParameters());
          case Ed25519PrivateKeyParameters ed -> ed.generatePublicKey();
          case Ed448PrivateKeyParameters ed -> ed.generatePublicKey();
          case MLDSAPrivateKeyParameters ml -> ml.getPublicKeyParameters();
          case SLHDSAPrivateKeyParameters slh ->
              new SLHDSAPublicKeyParameters(slh.getParameters(), slh.getPublicKey());
          default -> throw new IOException("no public half");
        };
    return SubjectPublicKeyInfoFactory.createSubjectPublicKeyInfo(half).getEncoded("DER");
  }

  @Override
  public List<SignatureScheme> schemes() {
    return Stream.concat(
            schemes.schemes().stream(),
            schemes.olderMethod().map(KeySchemes.OlderMethod::scheme).stream())
        .distinct()
        .toList();
  }

  @Override
  public byte[] publicKey() {
    return publicKey.clone();
  }

  @Override
  public byte[] sign(SignatureScheme scheme, byte[] message, Randomness random) {
    if (!schemes().contains(scheme)) {
      throw new IllegalArgumentException(scheme + " with a key for " + schemes.name());
    }
    return Signatures.sign(key, scheme, message, random);
  }

  /** Its kind alone. */
  @Override
  public String toString() {
    return "private key " + schemes.name();
  }
}
