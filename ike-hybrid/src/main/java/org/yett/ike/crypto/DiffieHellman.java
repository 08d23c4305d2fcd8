package org.yett.ike.crypto;

import org.yett.spec.iana.KeyExchangeMethod;

/**
 * A method in which both shares are public values of one kind and the secret follows from one
 * private and the other public value.
 */
abstract class DiffieHellman implements KeyExchange {

  private final KeyExchangeMethod method;
  private final int shareLength;
  private final int secretLength;
  private final RandomNeed need;

  DiffieHellman(KeyExchangeMethod method, int shareLength, int secretLength, int randomLength) {
    this.method = method;
    this.shareLength = shareLength;
    this.secretLength = secretLength;
    this.need = new RandomNeed(Purpose.KE_PRIVATE, randomLength);
  }

  /** The public value that belongs to {@code random}. */
  abstract byte[] publicValue(byte[] random);

  /** Tests the peer's value, and computes the secret. */
  abstract Completion agree(byte[] random, byte[] peerValue);

  final Failed refuse(KeyExchangeError.Rule rule, String detail) {
    return new Failed(new KeyExchangeError(rule, method, detail));
  }

  @Override
  public final KeyExchangeMethod method() {
    return method;
  }

  @Override
  public final int initiatorShareLength() {
    return shareLength;
  }

  @Override
  public final int responderShareLength() {
    return shareLength;
  }

  @Override
  public final int sharedSecretLength() {
    return secretLength;
  }

  @Override
  public final RandomNeed initiatorRandom() {
    return need;
  }

  @Override
  public final RandomNeed responderRandom() {
    return need;
  }

  @Override
  public final InitiatorKey initiate(byte[] random) {
    RandomInput.requireLength(need, random);
    return new PrivateValue(this, Secret.copyOf(random), publicValue(random));
  }

  @Override
  public final Response respond(byte[] initiatorShare, byte[] random) {
    RandomInput.requireLength(need, random);
    return switch (agree(random, initiatorShare)) {
      case Completed(Secret secret) -> new Responded(publicValue(random), secret);
      case Failed failed -> failed;
    };
  }

  @Override
  public final String toString() {
    return method.toString();
  }

  private record PrivateValue(DiffieHellman exchange, Secret random, byte[] publicValue)
      implements InitiatorKey {

    @Override
    public KeyExchangeMethod method() {
      return exchange.method;
    }

    @Override
    public byte[] share() {
      return publicValue.clone();
    }

    @Override
    public Completion complete(byte[] responderShare) {
      return random.lend(octets -> exchange.agree(octets, responderShare));
    }

    @Override
    public void close() {
      random.close();
    }

    @Override
    public String toString() {
      return "InitiatorKey[" + exchange.method + "]";
    }
  }
}
