package org.yett.spec.iana;

import java.util.List;
import java.util.Optional;

/**
 * IKEv2 Transform Types (RFC 7296 3.3.2, RFC 9370 3), printed by their abbreviations.
 *
 * @param value the number, 0 to 255
 */
public record TransformType(int value) implements RegistryValue {

  private static final Registry<TransformType> REGISTRY =
      new Registry<>("TransformType", 8, 241, 255, TransformType::new);

  /** Encryption Algorithm. */
  public static final TransformType ENCR = REGISTRY.name(1, "ENCR");

  /** Pseudorandom Function. */
  public static final TransformType PRF = REGISTRY.name(2, "PRF");

  /** Integrity Algorithm. */
  public static final TransformType INTEG = REGISTRY.name(3, "INTEG");

  /** Key Exchange Method, once called Diffie-Hellman Group. */
  public static final TransformType KE = REGISTRY.name(4, "KE");

  /** Sequence Numbers, once called Extended Sequence Numbers. */
  public static final TransformType SN = REGISTRY.name(5, "SN");

  /** Additional Key Exchange 1, RFC 9370. */
  public static final TransformType ADDKE1 = REGISTRY.name(6, "ADDKE1");

  /** Additional Key Exchange 2, RFC 9370. */
  public static final TransformType ADDKE2 = REGISTRY.name(7, "ADDKE2");

  /** Additional Key Exchange 3, RFC 9370. */
  public static final TransformType ADDKE3 = REGISTRY.name(8, "ADDKE3");

  /** Additional Key Exchange 4, RFC 9370. */
  public static final TransformType ADDKE4 = REGISTRY.name(9, "ADDKE4");

  /** Additional Key Exchange 5, RFC 9370. */
  public static final TransformType ADDKE5 = REGISTRY.name(10, "ADDKE5");

  /** Additional Key Exchange 6, RFC 9370. */
  public static final TransformType ADDKE6 = REGISTRY.name(11, "ADDKE6");

  /** Additional Key Exchange 7, RFC 9370. */
  public static final TransformType ADDKE7 = REGISTRY.name(12, "ADDKE7");

  /** Key Wrap Algorithm, RFC 9838. */
  public static final TransformType KWA = REGISTRY.name(13, "KWA");

  /** Group Controller Authentication Method, RFC 9838. */
  public static final TransformType GCAUTH = REGISTRY.name(14, "GCAUTH");

  /** Refuses a value that its field cannot hold. */
  public TransformType {
    Registry.requireRange("TransformType", 8, value);
  }

  /**
   * The entry of this value: the named constant if there is one.
   *
   * @throws IllegalArgumentException if the field cannot hold the value
   */
  public static TransformType of(int value) {
    return REGISTRY.of(value);
  }

  /** The entry of this exact IANA name. */
  public static Optional<TransformType> named(String ianaName) {
    return REGISTRY.named(ianaName);
  }

  /** The named entries in order of their values. */
  public static List<TransformType> known() {
    return REGISTRY.known();
  }

  @Override
  public Optional<String> ianaName() {
    return REGISTRY.nameOf(value);
  }

  @Override
  public boolean isPrivateUse() {
    return REGISTRY.isPrivateUse(value);
  }

  /** The largest n of ADDKEn (RFC 9370 2.2.1). */
  public static final int MAX_ADDITIONAL_KEY_EXCHANGES = 7;

  /**
   * ADDKEn.
   *
   * @param n 1 to 7
   */
  public static TransformType additionalKeyExchange(int n) {
    if (n < 1 || n > MAX_ADDITIONAL_KEY_EXCHANGES) {
      throw new IllegalArgumentException("there are ADDKE1 to ADDKE7, not ADDKE" + n);
    }
    return of(ADDKE1.value + n - 1);
  }

  /** Whether this is ADDKE1 to ADDKE7. */
  public boolean isAdditionalKeyExchange() {
    return value >= ADDKE1.value && value <= ADDKE7.value;
  }

  /** The n of ADDKEn, 1 to 7. */
  public int additionalKeyExchangeNumber() {
    if (!isAdditionalKeyExchange()) {
      throw new IllegalArgumentException(this + " is no additional key exchange");
    }
    return value - ADDKE1.value + 1;
  }

  @Override
  public String toString() {
    return REGISTRY.print(value);
  }
}
