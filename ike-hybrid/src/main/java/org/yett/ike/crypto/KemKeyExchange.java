package org.yett.ike.crypto;

import org.bouncycastle.crypto.AsymmetricCipherKeyPair;
import org.bouncycastle.crypto.SecretWithEncapsulation;
import org.bouncycastle.crypto.params.AsymmetricKeyParameter;
import org.yett.spec.iana.KeyExchangeMethod;

/**
 * A KEM of the laboratory as a key exchange: the initiator's share is a public key, the responder's
 * a ciphertext, and the secret is taken as it is.
 *
 * <p>The library draws as it likes: what comes in is the seed of its draws. Private keys that the
 * library does not wipe are left to the garbage collector.
 */
final class KemKeyExchange implements KeyExchange {

  private static final int SEED_LENGTH = 64;
  private static final RandomNeed KEYS = new RandomNeed(Purpose.KEM_SEED, SEED_LENGTH);
  private static final RandomNeed ENCAPSULATION =
      new RandomNeed(Purpose.KEM_ENCAPSULATION, SEED_LENGTH);

  private final KeyExchangeMethod method;
  private final int publicKeyLength;
  private final int ciphertextLength;
  private final int secretLength;
  private final BouncyKem kem;

  KemKeyExchange(
      KeyExchangeMethod method,
      int publicKeyLength,
      int ciphertextLength,
      int secretLength,
      BouncyKem kem) {
    this.method = method;
    this.publicKeyLength = publicKeyLength;
    this.ciphertextLength = ciphertextLength;
    this.secretLength = secretLength;
    this.kem = kem;
  }

  @Override
  public KeyExchangeMethod method() {
    return method;
  }

  @Override
  public int initiatorShareLength() {
    return publicKeyLength;
  }

  @Override
  public int responderShareLength() {
    return ciphertextLength;
  }

  @Override
  public int sharedSecretLength() {
    return secretLength;
  }

  @Override
  public RandomNeed initiatorRandom() {
    return KEYS;
  }

  @Override
  public RandomNeed responderRandom() {
    return ENCAPSULATION;
  }

  private static LabelledSecureRandom draws(byte[] seed, RandomNeed need) {
    RandomInput.requireLength(need, seed);
    return new LabelledSecureRandom(DeterministicRandomness.ofSeed(seed), need.purpose(), 0);
  }

  @Override
  public InitiatorKey initiate(byte[] random) {
    return new Initiator(kem.generate(draws(random, KEYS)));
  }

  @Override
  public Response respond(byte[] initiatorShare, byte[] random) {
    LabelledSecureRandom draws = draws(random, ENCAPSULATION);
    if (initiatorShare.length != publicKeyLength) {
      return refuse(
          KeyExchangeError.Rule.ENCAPSULATION_KEY_LENGTH,
          "public key of %d octets instead of %d"
              .formatted(initiatorShare.length, publicKeyLength));
    }
    SecretWithEncapsulation made =
        kem.encapsulates()
            .apply(draws)
            .generateEncapsulated(kem.decodes().apply(initiatorShare.clone()));
    return new Responded(made.getEncapsulation(), Secret.adopt(made.getSecret()));
  }

  private Failed refuse(KeyExchangeError.Rule rule, String detail) {
    return new Failed(new KeyExchangeError(rule, method, detail));
  }

  @Override
  public String toString() {
    return method.toString();
  }

  private final class Initiator implements InitiatorKey {

    private final byte[] share;
    private AsymmetricKeyParameter key;

    Initiator(AsymmetricCipherKeyPair pair) {
      this.share = kem.publicKey().apply(pair.getPublic());
      this.key = pair.getPrivate();
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
      if (key == null) {
        throw new IllegalStateException("the private key has been wiped");
      }
      if (responderShare.length != ciphertextLength) {
        return refuse(
            KeyExchangeError.Rule.CIPHERTEXT_LENGTH,
            "ciphertext of %d octets instead of %d"
                .formatted(responderShare.length, ciphertextLength));
      }
      return new Completed(
          Secret.adopt(kem.decapsulates().apply(key).apply(responderShare.clone())));
    }

    @Override
    public void close() {
      if (key instanceof javax.security.auth.Destroyable wipes) {
        try {
          wipes.destroy();
        } catch (javax.security.auth.DestroyFailedException e) {
          throw new IllegalStateException(e);
        }
      }
      key = null;
    }

    @Override
    public String toString() {
      return "InitiatorKey[" + method + "]";
    }
  }
}
