package org.yett.bench.micro;

import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.Signature;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.yett.bench.machine.SignatureKeys;

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

  /** Makes a key and a signature. */
  @Setup
  public void prepare() throws GeneralSecurityException {
    KeyPair keys = SignatureKeys.generate(scheme);
    signing = SignatureKeys.signature(scheme);
    signing.initSign(keys.getPrivate());
    verifying = SignatureKeys.signature(scheme);
    verifying.initVerify(keys.getPublic());
    signature = sign();
    if (!verify()) {
      throw new IllegalStateException(scheme + " does not verify its own signature");
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
