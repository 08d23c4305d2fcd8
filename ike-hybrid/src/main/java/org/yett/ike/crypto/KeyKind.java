package org.yett.ike.crypto;

import java.io.IOException;
import java.math.BigInteger;
import java.util.Locale;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.sec.SECObjectIdentifiers;
import org.bouncycastle.crypto.AsymmetricCipherKeyPairGenerator;
import org.bouncycastle.crypto.generators.ECKeyPairGenerator;
import org.bouncycastle.crypto.generators.Ed25519KeyPairGenerator;
import org.bouncycastle.crypto.generators.Ed448KeyPairGenerator;
import org.bouncycastle.crypto.generators.MLDSAKeyPairGenerator;
import org.bouncycastle.crypto.generators.RSAKeyPairGenerator;
import org.bouncycastle.crypto.generators.SLHDSAKeyPairGenerator;
import org.bouncycastle.crypto.params.ECKeyGenerationParameters;
import org.bouncycastle.crypto.params.ECNamedDomainParameters;
import org.bouncycastle.crypto.params.Ed25519KeyGenerationParameters;
import org.bouncycastle.crypto.params.Ed448KeyGenerationParameters;
import org.bouncycastle.crypto.params.MLDSAKeyGenerationParameters;
import org.bouncycastle.crypto.params.MLDSAParameters;
import org.bouncycastle.crypto.params.RSAKeyGenerationParameters;
import org.bouncycastle.crypto.params.SLHDSAKeyGenerationParameters;
import org.bouncycastle.crypto.params.SLHDSAParameters;
import org.bouncycastle.crypto.util.PrivateKeyInfoFactory;

/** Kinds of key pairs for signatures that can be generated. */
public enum KeyKind {
  /** RSA, 2048 bits. */
  RSA_2048,
  /** RSA, 3072 bits. */
  RSA_3072,
  /** RSA, 4096 bits. */
  RSA_4096,
  /** ECDSA on P-256. */
  ECDSA_P256,
  /** ECDSA on P-384. */
  ECDSA_P384,
  /** ECDSA on P-521. */
  ECDSA_P521,
  /** Ed25519. */
  ED25519,
  /** Ed448. */
  ED448,
  /** ML-DSA-44. */
  ML_DSA_44,
  /** ML-DSA-65. */
  ML_DSA_65,
  /** ML-DSA-87. */
  ML_DSA_87,
  /** SLH-DSA-SHA2-128s. */
  SLH_DSA_SHA2_128S,
  /** SLH-DSA-SHA2-128f. */
  SLH_DSA_SHA2_128F,
  /** SLH-DSA-SHA2-192s. */
  SLH_DSA_SHA2_192S,
  /** SLH-DSA-SHA2-192f. */
  SLH_DSA_SHA2_192F,
  /** SLH-DSA-SHA2-256s. */
  SLH_DSA_SHA2_256S,
  /** SLH-DSA-SHA2-256f. */
  SLH_DSA_SHA2_256F,
  /** SLH-DSA-SHAKE-128s. */
  SLH_DSA_SHAKE_128S,
  /** SLH-DSA-SHAKE-128f. */
  SLH_DSA_SHAKE_128F,
  /** SLH-DSA-SHAKE-192s. */
  SLH_DSA_SHAKE_192S,
  /** SLH-DSA-SHAKE-192f. */
  SLH_DSA_SHAKE_192F,
  /** SLH-DSA-SHAKE-256s. */
  SLH_DSA_SHAKE_256S,
  /** SLH-DSA-SHAKE-256f. */
  SLH_DSA_SHAKE_256F;

  private static final BigInteger RSA_EXPONENT = BigInteger.valueOf(0x10001);
  private static final int PRIME_CERTAINTY = 128;

  /**
   * A new key pair, the same for the same randomness.
   *
   * @param randomness drawn under {@link Purpose#SIGNATURE_KEY}, from index 0 on
   * @return the private key in PKCS #8, DER, to be closed by the caller; {@link Pkcs8Key} gives the
   *     public half
   */
  public Secret generate(Randomness randomness) {
    LabelledSecureRandom random = new LabelledSecureRandom(randomness, Purpose.SIGNATURE_KEY, 0);
    AsymmetricCipherKeyPairGenerator generator =
        switch (this) {
          case RSA_2048 -> rsa(2048, random);
          case RSA_3072 -> rsa(3072, random);
          case RSA_4096 -> rsa(4096, random);
          case ECDSA_P256 -> ec(SECObjectIdentifiers.secp256r1, random);
          case ECDSA_P384 -> ec(SECObjectIdentifiers.secp384r1, random);
          case ECDSA_P521 -> ec(SECObjectIdentifiers.secp521r1, random);
          case ED25519 -> {
            Ed25519KeyPairGenerator ed = new Ed25519KeyPairGenerator();
            ed.init(new Ed25519KeyGenerationParameters(random));
            yield ed;
          }
          case ED448 -> {
            Ed448KeyPairGenerator ed = new Ed448KeyPairGenerator();
            ed.init(new Ed448KeyGenerationParameters(random));
            yield ed;
          }
          case ML_DSA_44 -> mlDsa(MLDSAParameters.ml_dsa_44, random);
          case ML_DSA_65 -> mlDsa(MLDSAParameters.ml_dsa_65, random);
          case ML_DSA_87 -> mlDsa(MLDSAParameters.ml_dsa_87, random);
          case SLH_DSA_SHA2_128S -> slhDsa(SLHDSAParameters.sha2_128s, random);
          case SLH_DSA_SHA2_128F -> slhDsa(SLHDSAParameters.sha2_128f, random);
          case SLH_DSA_SHA2_192S -> slhDsa(SLHDSAParameters.sha2_192s, random);
          case SLH_DSA_SHA2_192F -> slhDsa(SLHDSAParameters.sha2_192f, random);
          case SLH_DSA_SHA2_256S -> slhDsa(SLHDSAParameters.sha2_256s, random);
          case SLH_DSA_SHA2_256F -> slhDsa(SLHDSAParameters.sha2_256f, random);
          case SLH_DSA_SHAKE_128S -> slhDsa(SLHDSAParameters.shake_128s, random);
          case SLH_DSA_SHAKE_128F -> slhDsa(SLHDSAParameters.shake_128f, random);
          case SLH_DSA_SHAKE_192S -> slhDsa(SLHDSAParameters.shake_192s, random);
          case SLH_DSA_SHAKE_192F -> slhDsa(SLHDSAParameters.shake_192f, random);
          case SLH_DSA_SHAKE_256S -> slhDsa(SLHDSAParameters.shake_256s, random);
          case SLH_DSA_SHAKE_256F -> slhDsa(SLHDSAParameters.shake_256f, random);
        };
    try {
      return Secret.adopt(
          PrivateKeyInfoFactory.createPrivateKeyInfo(generator.generateKeyPair().getPrivate())
              .getEncoded("DER"));
    } catch (IOException e) {
      throw new IllegalStateException("a generated key cannot be encoded", e);
    }
  }

  private static AsymmetricCipherKeyPairGenerator rsa(int bits, LabelledSecureRandom random) {
    RSAKeyPairGenerator generator = new RSAKeyPairGenerator();
    generator.init(new RSAKeyGenerationParameters(RSA_EXPONENT, random, bits, PRIME_CERTAINTY));
    return generator;
  }

  private static AsymmetricCipherKeyPairGenerator ec(
      ASN1ObjectIdentifier curve, LabelledSecureRandom random) {
    ECKeyPairGenerator generator = new ECKeyPairGenerator();
    generator.init(new ECKeyGenerationParameters(ECNamedDomainParameters.lookup(curve), random));
    return generator;
  }

  private static AsymmetricCipherKeyPairGenerator mlDsa(
      MLDSAParameters parameters, LabelledSecureRandom random) {
    MLDSAKeyPairGenerator generator = new MLDSAKeyPairGenerator();
    generator.init(new MLDSAKeyGenerationParameters(random, parameters));
    return generator;
  }

  private static AsymmetricCipherKeyPairGenerator slhDsa(
      SLHDSAParameters parameters, LabelledSecureRandom random) {
    SLHDSAKeyPairGenerator generator = new SLHDSAKeyPairGenerator();
    generator.init(new SLHDSAKeyGenerationParameters(random, parameters));
    return generator;
  }

  /** As in configurations and on the command line: {@code ecdsa-p384}, {@code ml-dsa-65}. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
