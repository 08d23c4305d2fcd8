package org.yett.ike.crypto;

import org.bouncycastle.crypto.SecretWithEncapsulation;
import org.bouncycastle.crypto.kems.MLKEMExtractor;
import org.bouncycastle.crypto.kems.MLKEMGenerator;
import org.bouncycastle.crypto.params.MLKEMParameters;
import org.bouncycastle.crypto.params.MLKEMPrivateKeyParameters;
import org.bouncycastle.crypto.params.MLKEMPublicKeyParameters;

/**
 * The three parameter sets of FIPS 203 as deterministic functions, with the input checks that the
 * standard leaves to the caller.
 */
public enum MlKem {
  /** ML-KEM-512. */
  ML_KEM_512(MLKEMParameters.ml_kem_512, 2, 768),
  /** ML-KEM-768. */
  ML_KEM_768(MLKEMParameters.ml_kem_768, 3, 1088),
  /** ML-KEM-1024. */
  ML_KEM_1024(MLKEMParameters.ml_kem_1024, 4, 1568);

  /** Length of the seed {@code d | z} of a key pair, in octets. */
  public static final int SEED_LENGTH = 64;

  /** Length of the random message of an encapsulation, in octets. */
  public static final int MESSAGE_LENGTH = 32;

  /** Length of the shared secret, in octets. */
  public static final int SECRET_LENGTH = 32;

  private static final int Q = 3329;

  private final MLKEMParameters parameters;
  private final int k;
  private final int ciphertextLength;

  MlKem(MLKEMParameters parameters, int k, int ciphertextLength) {
    this.parameters = parameters;
    this.k = k;
    this.ciphertextLength = ciphertextLength;
  }

  /** Length of an encapsulation key in octets: 384k + 32. */
  public int encapsulationKeyLength() {
    return 384 * k + 32;
  }

  /** Length of an expanded decapsulation key in octets: 768k + 96. */
  public int decapsulationKeyLength() {
    return 768 * k + 96;
  }

  /** Length of a ciphertext in octets. */
  public int ciphertextLength() {
    return ciphertextLength;
  }

  /**
   * Makes a key pair (FIPS 203 7.1, ML-KEM.KeyGen_internal).
   *
   * @param seed d | z, 64 octets; the caller still owns it
   * @return the decapsulation key, to be closed
   */
  public DecapsulationKey generate(byte[] seed) {
    requireLength("seed", SEED_LENGTH, seed);
    return new DecapsulationKey(this, new MLKEMPrivateKeyParameters(parameters, seed));
  }

  /**
   * Takes an expanded decapsulation key, as vectors hold it (FIPS 203 7.3).
   *
   * @param expanded 768k + 96 octets; the caller still owns it
   * @throws IllegalArgumentException if the length is wrong or the hash of the encapsulation key in
   *     it does not match
   */
  public DecapsulationKey importExpanded(byte[] expanded) {
    requireLength("decapsulation key", decapsulationKeyLength(), expanded);
    return new DecapsulationKey(this, new MLKEMPrivateKeyParameters(parameters, expanded));
  }

  /** The type check of an encapsulation key (FIPS 203 7.2): its length. */
  public boolean hasEncapsulationKeyLength(byte[] key) {
    return key.length == encapsulationKeyLength();
  }

  /**
   * The modulus check of an encapsulation key (FIPS 203 7.2): every 12-bit coefficient is less than
   * q, so that decoding and encoding again gives the same octets.
   *
   * @param key of the right length
   */
  public boolean hasReducedCoefficients(byte[] key) {
    for (int at = 0; at < 384 * k; at += 3) {
      int low = (key[at] & 0xff) | (key[at + 1] & 0x0f) << 8;
      int high = (key[at + 1] & 0xf0) >> 4 | (key[at + 2] & 0xff) << 4;
      if (low >= Q || high >= Q) {
        return false;
      }
    }
    return true;
  }

  /** The type check of a ciphertext (FIPS 203 7.3): its length. */
  public boolean hasCiphertextLength(byte[] ciphertext) {
    return ciphertext.length == ciphertextLength;
  }

  /**
   * Encapsulates (FIPS 203 7.2, ML-KEM.Encaps_internal).
   *
   * @param key an encapsulation key that has passed both checks
   * @param message 32 random octets, never used twice; the caller still owns them
   * @throws IllegalArgumentException if the key has not passed the checks
   */
  public Encapsulation encapsulate(byte[] key, byte[] message) {
    requireLength("message", MESSAGE_LENGTH, message);
    if (!hasEncapsulationKeyLength(key) || !hasReducedCoefficients(key)) {
      throw new IllegalArgumentException("an unchecked encapsulation key");
    }
    SecretWithEncapsulation result =
        MLKEMGenerator.internalGenerateEncapsulated(
            new MLKEMPublicKeyParameters(parameters, key), message);
    return new Encapsulation(result.getEncapsulation(), Secret.adopt(result.getSecret()));
  }

  private static void requireLength(String what, int expected, byte[] octets) {
    if (octets.length != expected) {
      throw new IllegalArgumentException(
          "%s of %d octets instead of %d".formatted(what, octets.length, expected));
    }
  }

  /**
   * The result of an encapsulation.
   *
   * @param ciphertext to send; the receiver of the record owns it
   * @param secret 32 octets; the receiver of the record closes it
   */
  public record Encapsulation(byte[] ciphertext, Secret secret) {}

  /** A decapsulation key. */
  public static final class DecapsulationKey implements AutoCloseable {

    private final MlKem set;
    private final MLKEMPrivateKeyParameters key;
    private final byte[] encapsulationKey;

    private DecapsulationKey(MlKem set, MLKEMPrivateKeyParameters key) {
      this.set = set;
      this.key = key;
      this.encapsulationKey = key.getPublicKey();
    }

    /** A copy of the encapsulation key. */
    public byte[] encapsulationKey() {
      return encapsulationKey.clone();
    }

    /** The expanded decapsulation key (FIPS 203 algorithm 16), for checking key generation. */
    public Secret expanded() {
      return Secret.adopt(key.getEncoded());
    }

    /**
     * Decapsulates (FIPS 203 7.3). A ciphertext that does not fit the key gives a secret that
     * nobody else knows (implicit rejection), not an error.
     *
     * @param ciphertext of the right length
     * @return 32 octets; the caller closes it
     * @throws IllegalArgumentException if the length is wrong
     * @throws IllegalStateException after {@link #close()}
     */
    public Secret decapsulate(byte[] ciphertext) {
      requireLength("ciphertext", set.ciphertextLength, ciphertext);
      return Secret.adopt(new MLKEMExtractor(key).extractSecret(ciphertext));
    }

    @Override
    public void close() {
      key.destroy();
    }
  }
}
