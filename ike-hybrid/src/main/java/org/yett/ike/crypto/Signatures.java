package org.yett.ike.crypto;

import org.bouncycastle.crypto.CipherParameters;
import org.bouncycastle.crypto.CryptoException;
import org.bouncycastle.crypto.Digest;
import org.bouncycastle.crypto.Signer;
import org.bouncycastle.crypto.digests.SHA1Digest;
import org.bouncycastle.crypto.digests.SHA256Digest;
import org.bouncycastle.crypto.digests.SHA384Digest;
import org.bouncycastle.crypto.digests.SHA512Digest;
import org.bouncycastle.crypto.engines.RSABlindedEngine;
import org.bouncycastle.crypto.engines.RSAEngine;
import org.bouncycastle.crypto.params.AsymmetricKeyParameter;
import org.bouncycastle.crypto.params.ParametersWithRandom;
import org.bouncycastle.crypto.signers.DSADigestSigner;
import org.bouncycastle.crypto.signers.ECDSASigner;
import org.bouncycastle.crypto.signers.Ed25519Signer;
import org.bouncycastle.crypto.signers.Ed448Signer;
import org.bouncycastle.crypto.signers.HMacDSAKCalculator;
import org.bouncycastle.crypto.signers.MLDSASigner;
import org.bouncycastle.crypto.signers.PSSSigner;
import org.bouncycastle.crypto.signers.RSADigestSigner;
import org.bouncycastle.crypto.signers.SLHDSASigner;
import org.bouncycastle.crypto.signers.StandardDSAEncoding;
import org.yett.spec.Clause;
import org.yett.spec.iana.HashAlgorithm;

/** Signature algorithms of Bouncy Castle, by scheme. */
final class Signatures {

  private Signatures() {}

  /**
   * Signs. ECDSA takes k from the message and the key (RFC 6979), so that no randomness can betray
   * the key; ML-DSA and SLH-DSA are hedged; both are pure, with an empty context.
   */
  @Clause("rfc8420:2")
  @Clause("ikev2-pqc-auth-06:3.2/1")
  static byte[] sign(
      AsymmetricKeyParameter key, SignatureScheme scheme, byte[] message, Randomness random) {
    try {
      return switch (scheme.family()) {
        case RSA_PKCS1 ->
            signed(new RSADigestSigner(digest(scheme)), blinded(key, random), message);
        case RSA_PSS -> {
          Digest digest = digest(scheme);
          byte[] salt = random.draw(Purpose.PSS_SALT, 0, digest.getDigestSize());
          yield signed(
              new PSSSigner(new RSABlindedEngine(), digest, digest(scheme), salt),
              blinded(key, random),
              message);
        }
        case ECDSA -> {
          // = rfc7427:3/3
          Signer signer =
              new DSADigestSigner(
                  new ECDSASigner(new HMacDSAKCalculator(digest(scheme))),
                  digest(scheme),
                  StandardDSAEncoding.INSTANCE);
          yield signed(signer, key, message);
        }
        case EDDSA -> signed(edwards(scheme), key, message);
        case ML_DSA ->
            signed(
                new MLDSASigner(),
                new ParametersWithRandom(
                    key, new LabelledSecureRandom(random, Purpose.ML_DSA_RND, 0)),
                message);
        case SLH_DSA -> {
          SLHDSASigner signer = new SLHDSASigner();
          signer.init(
              true,
              new ParametersWithRandom(
                  key, new LabelledSecureRandom(random, Purpose.SLH_DSA_RND, 0)));
          yield signer.generateSignature(message);
        }
      };
    } catch (CryptoException e) {
      throw new IllegalStateException("a private key of ours does not sign", e);
    }
  }

  private static CipherParameters blinded(AsymmetricKeyParameter key, Randomness random) {
    return new ParametersWithRandom(key, new LabelledSecureRandom(random, Purpose.BLINDING, 0));
  }

  private static byte[] signed(Signer signer, CipherParameters key, byte[] message)
      throws CryptoException {
    signer.init(true, key);
    signer.update(message, 0, message.length);
    return signer.generateSignature();
  }

  static boolean verify(
      AsymmetricKeyParameter key, SignatureScheme scheme, byte[] message, byte[] signature) {
    try {
      return switch (scheme.family()) {
        case RSA_PKCS1 -> verified(new RSADigestSigner(digest(scheme)), key, message, signature);
        case RSA_PSS -> {
          Digest digest = digest(scheme);
          yield verified(
              new PSSSigner(new RSAEngine(), digest, digest(scheme), digest.getDigestSize()),
              key,
              message,
              signature);
        }
        case ECDSA ->
            verified(
                new DSADigestSigner(
                    new ECDSASigner(), digest(scheme), StandardDSAEncoding.INSTANCE),
                key,
                message,
                signature);
        case EDDSA -> verified(edwards(scheme), key, message, signature);
        case ML_DSA -> verified(new MLDSASigner(), key, message, signature);
        case SLH_DSA -> {
          SLHDSASigner signer = new SLHDSASigner();
          signer.init(false, key);
          yield signer.verifySignature(message, signature);
        }
      };
    } catch (RuntimeException e) {
      // What the library throws for a signature of the wrong shape: it is not the right one.
      return false;
    }
  }

  private static boolean verified(
      Signer signer, CipherParameters key, byte[] message, byte[] signature) {
    signer.init(false, key);
    signer.update(message, 0, message.length);
    return signer.verifySignature(signature);
  }

  @Clause("rfc8420:2")
  private static Signer edwards(SignatureScheme scheme) {
    return scheme == SignatureScheme.ED25519 ? new Ed25519Signer() : new Ed448Signer(new byte[0]);
  }

  private static Digest digest(SignatureScheme scheme) {
    HashAlgorithm hash = scheme.hash();
    if (hash.equals(HashAlgorithm.SHA2_256)) {
      return new SHA256Digest();
    } else if (hash.equals(HashAlgorithm.SHA2_384)) {
      return new SHA384Digest();
    } else if (hash.equals(HashAlgorithm.SHA2_512)) {
      return new SHA512Digest();
    } else if (hash.equals(HashAlgorithm.SHA1)) {
      return new SHA1Digest();
    }
    throw new IllegalArgumentException(scheme + " takes no hash");
  }
}
