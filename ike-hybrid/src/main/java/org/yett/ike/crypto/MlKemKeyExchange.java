package org.yett.ike.crypto;

import org.yett.spec.Clause;
import org.yett.spec.iana.KeyExchangeMethod;

/**
 * ML-KEM as a key exchange: the initiator's share is an encapsulation key, the responder's a
 * ciphertext, and the secret is taken as it is (methods 35, 36 and 37).
 */
@Clause("ikev2-mlkem-08:2.1")
@Clause("ikev2-mlkem-08:2.2")
final class MlKemKeyExchange implements KeyExchange {

  @Clause("ikev2-mlkem-08:3/3")
  @Clause("ikev2-mlkem-08:3/4")
  private static final RandomNeed SEED = new RandomNeed(Purpose.KEM_SEED, MlKem.SEED_LENGTH);

  @Clause("ikev2-mlkem-08:3/2")
  @Clause("ikev2-mlkem-08:3/3")
  private static final RandomNeed MESSAGE =
      new RandomNeed(Purpose.KEM_ENCAPSULATION, MlKem.MESSAGE_LENGTH);

  private final KeyExchangeMethod method;
  private final MlKem kem;

  MlKemKeyExchange(KeyExchangeMethod method, MlKem kem) {
    this.method = method;
    this.kem = kem;
  }

  @Override
  public KeyExchangeMethod method() {
    return method;
  }

  @Override
  public int initiatorShareLength() {
    return kem.encapsulationKeyLength();
  }

  @Override
  public int responderShareLength() {
    return kem.ciphertextLength();
  }

  @Override
  public int sharedSecretLength() {
    return MlKem.SECRET_LENGTH;
  }

  @Override
  public RandomNeed initiatorRandom() {
    return SEED;
  }

  @Override
  public RandomNeed responderRandom() {
    return MESSAGE;
  }

  @Override
  public InitiatorKey initiate(byte[] random) {
    RandomInput.requireLength(SEED, random);
    return new Initiator(kem.generate(random));
  }

  @Override
  public Response respond(byte[] initiatorShare, byte[] random) {
    RandomInput.requireLength(MESSAGE, random);
    // = ikev2-mlkem-08:2.2/1
    if (!kem.hasEncapsulationKeyLength(initiatorShare)) {
      return refuse(
          KeyExchangeError.Rule.ENCAPSULATION_KEY_LENGTH,
          "encapsulation key of %d octets instead of %d"
              .formatted(initiatorShare.length, kem.encapsulationKeyLength()));
    }
    // = ikev2-mlkem-08:2.2/1
    if (!kem.hasReducedCoefficients(initiatorShare)) {
      return refuse(
          KeyExchangeError.Rule.ENCAPSULATION_KEY_MODULUS,
          "a coefficient of the encapsulation key is not less than 3329");
    }
    MlKem.Encapsulation result = kem.encapsulate(initiatorShare, random);
    return new Responded(result.ciphertext(), result.secret());
  }

  @Override
  public String toString() {
    return method.toString();
  }

  private Failed refuse(KeyExchangeError.Rule rule, String detail) {
    return new Failed(new KeyExchangeError(rule, method, detail));
  }

  private final class Initiator implements InitiatorKey {

    private final MlKem.DecapsulationKey key;
    private boolean closed;

    Initiator(MlKem.DecapsulationKey key) {
      this.key = key;
    }

    @Override
    public KeyExchangeMethod method() {
      return method;
    }

    @Override
    public byte[] share() {
      return key.encapsulationKey();
    }

    @Override
    public Completion complete(byte[] responderShare) {
      if (closed) {
        throw new IllegalStateException("the private key has been wiped");
      }
      // = ikev2-mlkem-08:2.2/3
      if (!kem.hasCiphertextLength(responderShare)) {
        return refuse(
            KeyExchangeError.Rule.CIPHERTEXT_LENGTH,
            "ciphertext of %d octets instead of %d"
                .formatted(responderShare.length, kem.ciphertextLength()));
      }
      return new Completed(key.decapsulate(responderShare));
    }

    @Override
    public void close() {
      closed = true;
      key.close();
    }

    @Override
    public String toString() {
      return "InitiatorKey[" + method + "]";
    }
  }
}
