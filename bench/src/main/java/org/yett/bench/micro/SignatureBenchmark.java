package org.yett.bench.micro;

import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Provider;
import java.security.Signature;
import java.security.spec.ECGenParameterSpec;
import java.util.concurrent.TimeUnit;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** Signatures over octets as long as those of a hybrid IKE_AUTH, by Bouncy Castle. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class SignatureBenchmark {

  private static final int SIGNED_OCTETS = 448;

  /** The scheme. */
  @Param({"ecdsa-256", "ecdsa-384", "ed25519", "rsa-3072", "ml-dsa-44", "ml-dsa-65", "ml-dsa-87"})
  public String scheme;

  private final byte[] message = new byte[SIGNED_OCTETS];
  private Signature signing;
  private Signature verifying;
  private byte[] signature;
  private KeyPair keys;

  /** Makes a key and a signature. */
  @Setup
  public void prepare() throws GeneralSecurityException {
    Provider provider = new BouncyCastleProvider();
    String algorithm =
        switch (scheme) {
          case "ecdsa-256" -> "SHA256withECDSA";
          case "ecdsa-384" -> "SHA384withECDSA";
          case "rsa-3072" -> "SHA256withRSA";
          case "ed25519" -> "Ed25519";
          default -> scheme.toUpperCase(java.util.Locale.ROOT);
        };
    keys = generator(provider).generateKeyPair();
    signing = Signature.getInstance(algorithm, provider);
    signing.initSign(keys.getPrivate());
    verifying = Signature.getInstance(algorithm, provider);
    verifying.initVerify(keys.getPublic());
    signature = sign();
    if (!verify()) {
      throw new IllegalStateException(scheme + " does not verify its own signature");
    }
  }

  private KeyPairGenerator generator(Provider provider) throws GeneralSecurityException {
    switch (scheme) {
      case "ecdsa-256", "ecdsa-384" -> {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("EC", provider);
        generator.initialize(new ECGenParameterSpec("P-" + scheme.substring(6)));
        return generator;
      }
      case "rsa-3072" -> {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA", provider);
        generator.initialize(3072);
        return generator;
      }
      default -> {
        return KeyPairGenerator.getInstance(scheme.toUpperCase(java.util.Locale.ROOT), provider);
      }
    }
  }

  /** Makes a signature. */
  @Benchmark
  public byte[] sign() throws GeneralSecurityException {
    signing.update(message);
    return signing.sign();
  }

  /** Checks one. */
  @Benchmark
  public boolean verify() throws GeneralSecurityException {
    verifying.update(message);
    return verifying.verify(signature);
  }
}
