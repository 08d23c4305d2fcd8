package org.yett.gateway.pki;

import java.io.IOException;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.RSAKeyGenParameterSpec;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
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
import org.bouncycastle.jce.provider.BouncyCastleProvider;

/** A private key for signatures, and the public key that belongs to it. Prints nothing secret. */
public final class PkiKey {

  private final PrivateKeyInfo info;
  private final SubjectPublicKeyInfo publicInfo;
  private final KeyType type;

  private PkiKey(PrivateKeyInfo info, SubjectPublicKeyInfo publicInfo, KeyType type) {
    this.info = info;
    this.publicInfo = publicInfo;
    this.type = type;
  }

  /**
   * From PKCS#8.
   *
   * @throws PkiException if it is malformed, or of a kind that Yett cannot use
   */
  public static PkiKey of(PrivateKeyInfo info) throws PkiException {
    try {
      SubjectPublicKeyInfo publicInfo =
          SubjectPublicKeyInfoFactory.createSubjectPublicKeyInfo(
              publicOf(PrivateKeyFactory.createKey(info)));
      return new PkiKey(withoutPublicKey(info), publicInfo, KeyType.of(publicInfo));
    } catch (IOException | IllegalArgumentException | IllegalStateException e) {
      throw new PkiException("a private key that is malformed");
    } catch (ClassCastException | ArithmeticException | ArrayIndexOutOfBoundsException e) {
      // What Bouncy Castle throws at octets that are no key.
      throw new PkiException("a private key that is malformed");
    }
  }

  /** In the first version of PKCS#8: OpenSSL before 3.2 reads no other. */
  private static PrivateKeyInfo withoutPublicKey(PrivateKeyInfo info) throws IOException {
    return info.hasPublicKey()
        ? new PrivateKeyInfo(info.getPrivateKeyAlgorithm(), info.parsePrivateKey())
        : info;
  }

  private static AsymmetricKeyParameter publicOf(AsymmetricKeyParameter key) throws PkiException {
    return switch (key) {
      case RSAPrivateCrtKeyParameters rsa ->
          new RSAKeyParameters(false, rsa.getModulus(), rsa.getPublicExponent());
      case ECPrivateKeyParameters ec ->
          new ECPublicKeyParameters(
              ec.getParameters().getG().multiply(ec.getD()).normalize(), ec.getParameters());
      case Ed25519PrivateKeyParameters ed -> ed.generatePublicKey();
      case Ed448PrivateKeyParameters ed -> ed.generatePublicKey();
      case MLDSAPrivateKeyParameters ml -> ml.getPublicKeyParameters();
      case SLHDSAPrivateKeyParameters slh ->
          new SLHDSAPublicKeyParameters(slh.getParameters(), slh.getPublicKey());
      default ->
          throw new PkiException(
              "a private key that cannot sign: expected RSA (with its primes), ECDSA, Ed25519,"
                  + " Ed448, ML-DSA or SLH-DSA");
    };
  }

  /** Makes a key. */
  public static PkiKey generate(KeyType type, SecureRandom random) throws PkiException {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance(type.generator(), Bouncy.PROVIDER);
      switch (type.family()) {
        case RSA ->
            generator.initialize(
                new RSAKeyGenParameterSpec(type.bits(), BigInteger.valueOf(65_537)), random);
        case ECDSA -> generator.initialize(new ECGenParameterSpec("P-" + type.bits()), random);
        // The name says it all; the size that the JDK's interface insists on means nothing.
        case ED25519, ED448, ML_DSA, SLH_DSA -> {}
      }
      KeyPair pair = generator.generateKeyPair();
      return of(PrivateKeyInfo.getInstance(pair.getPrivate().getEncoded()));
    } catch (GeneralSecurityException e) {
      throw new PkiException("making a key of type " + type.keyword() + ": " + e.getMessage());
    }
  }

  /** What kind of key it is. */
  public KeyType type() {
    return type;
  }

  /** The private key in PKCS#8: secret. */
  public PrivateKeyInfo info() {
    return info;
  }

  /** The public key as certificates have it. */
  public SubjectPublicKeyInfo publicInfo() {
    return publicInfo;
  }

  /** The private key for the JDK's interfaces. */
  public PrivateKey privateKey() throws PkiException {
    try {
      return BouncyCastleProvider.getPrivateKey(info);
    } catch (IOException e) {
      throw new PkiException("a private key that is malformed");
    }
  }

  /** The public key for the JDK's interfaces. */
  public PublicKey publicKey() throws PkiException {
    return PublicKeys.of(publicInfo);
  }

  @Override
  public String toString() {
    return "PkiKey[" + type + " " + KeyIds.hex(KeyIds.ofKey(publicInfo)) + "]";
  }
}
