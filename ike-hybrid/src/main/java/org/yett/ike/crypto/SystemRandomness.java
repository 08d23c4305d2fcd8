package org.yett.ike.crypto;

import java.security.SecureRandom;

/** The platform's randomness; labels make no difference to it. */
public final class SystemRandomness implements Randomness {

  private final SecureRandom source;

  /** Draws from {@link SecureRandom}'s default. */
  public SystemRandomness() {
    this(new SecureRandom());
  }

  /** Draws from {@code source}. */
  public SystemRandomness(SecureRandom source) {
    this.source = source;
  }

  @Override
  public void fill(Purpose purpose, long index, byte[] out) {
    source.nextBytes(out);
  }

  @Override
  public Randomness scoped(String scope) {
    return this;
  }
}
