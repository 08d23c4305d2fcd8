package org.yett.spec.iana;

import java.util.List;
import java.util.Optional;

/**
 * IKEv2 Exchange Types (RFC 7296 3.1).
 *
 * @param value the number, 0 to 255
 */
public record ExchangeType(int value) implements RegistryValue {

  private static final Registry<ExchangeType> REGISTRY =
      new Registry<>("ExchangeType", 8, 240, 255, ExchangeType::new);

  /** RFC 7296 1.2. */
  public static final ExchangeType IKE_SA_INIT = REGISTRY.name(34, "IKE_SA_INIT");

  /** RFC 7296 1.2. */
  public static final ExchangeType IKE_AUTH = REGISTRY.name(35, "IKE_AUTH");

  /** RFC 7296 1.3. */
  public static final ExchangeType CREATE_CHILD_SA = REGISTRY.name(36, "CREATE_CHILD_SA");

  /** RFC 7296 1.4. */
  public static final ExchangeType INFORMATIONAL = REGISTRY.name(37, "INFORMATIONAL");

  /** RFC 5723. */
  public static final ExchangeType IKE_SESSION_RESUME = REGISTRY.name(38, "IKE_SESSION_RESUME");

  /** RFC 9838. */
  public static final ExchangeType GSA_AUTH = REGISTRY.name(39, "GSA_AUTH");

  /** RFC 9838. */
  public static final ExchangeType GSA_REGISTRATION = REGISTRY.name(40, "GSA_REGISTRATION");

  /** RFC 9838. */
  public static final ExchangeType GSA_REKEY = REGISTRY.name(41, "GSA_REKEY");

  /** RFC 9838. */
  public static final ExchangeType GSA_INBAND_REKEY = REGISTRY.name(42, "GSA_INBAND_REKEY");

  /** RFC 9242. */
  public static final ExchangeType IKE_INTERMEDIATE = REGISTRY.name(43, "IKE_INTERMEDIATE");

  /** RFC 9370 2.2.4. */
  public static final ExchangeType IKE_FOLLOWUP_KE = REGISTRY.name(44, "IKE_FOLLOWUP_KE");

  /** Refuses a value that its field cannot hold. */
  public ExchangeType {
    Registry.requireRange("ExchangeType", 8, value);
  }

  /**
   * The entry of this value: the named constant if there is one.
   *
   * @throws IllegalArgumentException if the field cannot hold the value
   */
  public static ExchangeType of(int value) {
    return REGISTRY.of(value);
  }

  /** The entry of this exact IANA name. */
  public static Optional<ExchangeType> named(String ianaName) {
    return REGISTRY.named(ianaName);
  }

  /** The named entries in order of their values. */
  public static List<ExchangeType> known() {
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

  @Override
  public String toString() {
    return REGISTRY.print(value);
  }
}
