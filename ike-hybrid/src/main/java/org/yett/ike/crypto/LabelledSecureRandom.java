package org.yett.ike.crypto;

import java.security.SecureRandom;
import java.security.SecureRandomSpi;

/**
 * Shows labelled randomness to libraries that want a {@link SecureRandom}: every request of the
 * library is the next index of one purpose.
 */
public final class LabelledSecureRandom extends SecureRandom {

  /**
   * An adapter whose first request is {@code firstIndex}.
   *
   * @param randomness where the octets come from
   * @param purpose the label of every request
   * @param firstIndex the index of the first request; each further one counts up
   */
  public LabelledSecureRandom(Randomness randomness, Purpose purpose, long firstIndex) {
    super(new Spi(randomness, purpose, firstIndex), null);
  }

  @Override
  public String getAlgorithm() {
    return "Labelled";
  }

  private static final class Spi extends SecureRandomSpi {

    private final transient Randomness randomness;
    private final Purpose purpose;
    private long next;

    Spi(Randomness randomness, Purpose purpose, long firstIndex) {
      this.randomness = randomness;
      this.purpose = purpose;
      this.next = firstIndex;
    }

    @Override
    protected void engineSetSeed(byte[] seed) {
      // A seed from a library must not change what is drawn.
    }

    @Override
    protected void engineNextBytes(byte[] bytes) {
      randomness.fill(purpose, next++, bytes);
    }

    @Override
    protected byte[] engineGenerateSeed(int numBytes) {
      return randomness.draw(purpose, next++, numBytes);
    }
  }
}
