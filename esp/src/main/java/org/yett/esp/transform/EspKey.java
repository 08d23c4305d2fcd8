package org.yett.esp.transform;

import java.lang.invoke.VarHandle;
import java.util.Arrays;
import javax.crypto.SecretKey;

/**
 * A key that can be wiped while workers still use it. A worker reads either the whole key or
 * nothing: never one that is partly zero, with which it would go on to encrypt.
 */
final class EspKey implements SecretKey {
  private static final long serialVersionUID = 1L;

  private final transient byte[] octets;
  private final String algorithm;
  private transient volatile boolean wiped;

  /** Takes ownership of {@code octets}. */
  EspKey(byte[] octets, String algorithm) {
    this.octets = octets;
    this.algorithm = algorithm;
  }

  @Override
  public String getAlgorithm() {
    return algorithm;
  }

  @Override
  public String getFormat() {
    return "RAW";
  }

  /** A copy, or null once wiped: the provider then refuses the key with InvalidKeyException. */
  @Override
  public byte[] getEncoded() {
    if (wiped) {
      return null;
    }
    byte[] copy = octets.clone();
    // The copy is read before the flag is read again: if the flag is still down, it is whole.
    VarHandle.acquireFence();
    if (wiped) {
      Arrays.fill(copy, (byte) 0);
      return null;
    }
    return copy;
  }

  @Override
  public void destroy() {
    wiped = true;
    VarHandle.fullFence();
    Arrays.fill(octets, (byte) 0);
  }

  @Override
  public boolean isDestroyed() {
    return wiped;
  }

  @Override
  public String toString() {
    return algorithm + " key (redacted)";
  }
}
