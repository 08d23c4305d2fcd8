package org.yett.spec.iana;

import java.util.List;
import java.util.Optional;

/**
 * IKEv2 Payload Types (RFC 7296 3.2), printed in the notation of the registry.
 *
 * <p>The value 0 says that no payload follows.
 *
 * @param value the number, 0 to 255
 */
public record PayloadType(int value) implements RegistryValue {

  private static final Registry<PayloadType> REGISTRY =
      new Registry<>("PayloadType", 8, 128, 255, PayloadType::new);

  /** RFC 7296 3.2. */
  public static final PayloadType NO_NEXT_PAYLOAD = REGISTRY.name(0, "No Next Payload");

  /** Security Association, RFC 7296 3.3. */
  public static final PayloadType SA = REGISTRY.name(33, "SA");

  /** Key Exchange, RFC 7296 3.4. */
  public static final PayloadType KE = REGISTRY.name(34, "KE");

  /** Identification of the initiator, RFC 7296 3.5. */
  public static final PayloadType ID_I = REGISTRY.name(35, "IDi");

  /** Identification of the responder, RFC 7296 3.5. */
  public static final PayloadType ID_R = REGISTRY.name(36, "IDr");

  /** Certificate, RFC 7296 3.6. */
  public static final PayloadType CERT = REGISTRY.name(37, "CERT");

  /** Certificate Request, RFC 7296 3.7. */
  public static final PayloadType CERTREQ = REGISTRY.name(38, "CERTREQ");

  /** Authentication, RFC 7296 3.8. */
  public static final PayloadType AUTH = REGISTRY.name(39, "AUTH");

  /** Nonce (Ni, Nr), RFC 7296 3.9. */
  public static final PayloadType NONCE = REGISTRY.name(40, "Nonce");

  /** Notify, RFC 7296 3.10. */
  public static final PayloadType NOTIFY = REGISTRY.name(41, "N");

  /** Delete, RFC 7296 3.11. */
  public static final PayloadType DELETE = REGISTRY.name(42, "D");

  /** Vendor ID, RFC 7296 3.12. */
  public static final PayloadType VENDOR_ID = REGISTRY.name(43, "V");

  /** Traffic Selector of the initiator, RFC 7296 3.13. */
  public static final PayloadType TS_I = REGISTRY.name(44, "TSi");

  /** Traffic Selector of the responder, RFC 7296 3.13. */
  public static final PayloadType TS_R = REGISTRY.name(45, "TSr");

  /** Encrypted and Authenticated, RFC 7296 3.14. */
  public static final PayloadType SK = REGISTRY.name(46, "SK");

  /** Configuration, RFC 7296 3.15. */
  public static final PayloadType CP = REGISTRY.name(47, "CP");

  /** Extensible Authentication, RFC 7296 3.16. */
  public static final PayloadType EAP = REGISTRY.name(48, "EAP");

  /** Generic Secure Password Method, RFC 6467. */
  public static final PayloadType GSPM = REGISTRY.name(49, "GSPM");

  /** Group Identification, RFC 9838. */
  public static final PayloadType IDG = REGISTRY.name(50, "IDg");

  /** Group Security Association, RFC 9838. */
  public static final PayloadType GSA = REGISTRY.name(51, "GSA");

  /** Key Download, RFC 9838. */
  public static final PayloadType KD = REGISTRY.name(52, "KD");

  /** Encrypted and Authenticated Fragment, RFC 7383 2.5. */
  public static final PayloadType SKF = REGISTRY.name(53, "SKF");

  /** Puzzle Solution, RFC 8019 8.2. */
  public static final PayloadType PS = REGISTRY.name(54, "PS");

  /** Refuses a value that its field cannot hold. */
  public PayloadType {
    Registry.requireRange("PayloadType", 8, value);
  }

  /**
   * The entry of this value: the named constant if there is one.
   *
   * @throws IllegalArgumentException if the field cannot hold the value
   */
  public static PayloadType of(int value) {
    return REGISTRY.of(value);
  }

  /** The entry of this exact IANA name. */
  public static Optional<PayloadType> named(String ianaName) {
    return REGISTRY.named(ianaName);
  }

  /** The named entries in order of their values. */
  public static List<PayloadType> known() {
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
