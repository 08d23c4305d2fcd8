package org.yett.bench.cost;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.yett.bench.cost.Costs.KeyExchangeCost;
import org.yett.ike.crypto.KeyExchange;
import org.yett.ike.crypto.Purpose;
import org.yett.ike.crypto.RandomNeed;
import org.yett.ike.crypto.Secret;
import org.yett.spec.iana.KeyExchangeMethod;

/**
 * Stands for a key exchange in simulations: its shares have the right lengths, and both ends agree
 * on a secret, but there is no cryptography in it, so that thousands of runs take seconds. Its time
 * is what {@link Costs} say.
 */
final class StubKeyExchange implements KeyExchange {

  private static final int SECRET = 32;
  private static final RandomNeed NEED = new RandomNeed(Purpose.KEM_SEED, Long.BYTES);

  private final KeyExchangeCost cost;
  private final KeyExchangeMethod method;

  StubKeyExchange(KeyExchangeCost cost) {
    this.cost = cost;
    this.method = KeyExchangeMethod.of(cost.number());
  }

  @Override
  public KeyExchangeMethod method() {
    return method;
  }

  @Override
  public int initiatorShareLength() {
    return cost.initiatorShare();
  }

  @Override
  public int responderShareLength() {
    return cost.responderShare();
  }

  @Override
  public int sharedSecretLength() {
    return SECRET;
  }

  @Override
  public RandomNeed initiatorRandom() {
    return NEED;
  }

  @Override
  public RandomNeed responderRandom() {
    return NEED;
  }

  @Override
  public InitiatorKey initiate(byte[] random) {
    return new Key(octets(ByteBuffer.wrap(random).getLong(), cost.initiatorShare()));
  }

  @Override
  public Response respond(byte[] initiatorShare, byte[] random) {
    byte[] share = octets(~ByteBuffer.wrap(random).getLong(), cost.responderShare());
    return new Responded(share, secret(initiatorShare, share));
  }

  private static byte[] octets(long seed, int length) {
    byte[] octets = new byte[length];
    new SplittableRandom(seed).nextBytes(octets);
    return octets;
  }

  private static Secret secret(byte[] one, byte[] other) {
    return Secret.adopt(octets(31L * Arrays.hashCode(one) + Arrays.hashCode(other), SECRET));
  }

  private final class Key implements InitiatorKey {
    private final byte[] share;

    private Key(byte[] share) {
      this.share = share;
    }

    @Override
    public KeyExchangeMethod method() {
      return method;
    }

    @Override
    public byte[] share() {
      return share.clone();
    }

    @Override
    public Completion complete(byte[] responderShare) {
      return new Completed(secret(share, responderShare));
    }

    @Override
    public void close() {
      // It holds nothing that is secret.
    }
  }
}
