package org.yett.spec.iana;

import java.util.List;
import java.util.Optional;

/**
 * IKEv2 Notify Message Types (RFC 7296 3.10.1): errors below 16384, status types from there.
 *
 * @param value the number, 0 to 65535
 */
public record NotifyType(int value) implements RegistryValue {

  private static final int FIRST_STATUS = 16384;

  private static final Registry<NotifyType> REGISTRY =
      new Registry<>("NotifyType", 16, NotifyType::new);

  /** RFC 7296 2.5. */
  public static final NotifyType UNSUPPORTED_CRITICAL_PAYLOAD =
      REGISTRY.name(1, "UNSUPPORTED_CRITICAL_PAYLOAD");

  /** RFC 7296 2.21.4. */
  public static final NotifyType INVALID_IKE_SPI = REGISTRY.name(4, "INVALID_IKE_SPI");

  /** RFC 7296 2.5. */
  public static final NotifyType INVALID_MAJOR_VERSION = REGISTRY.name(5, "INVALID_MAJOR_VERSION");

  /** RFC 7296 3.10.1. */
  public static final NotifyType INVALID_SYNTAX = REGISTRY.name(7, "INVALID_SYNTAX");

  /** RFC 7296 2.3. */
  public static final NotifyType INVALID_MESSAGE_ID = REGISTRY.name(9, "INVALID_MESSAGE_ID");

  /** RFC 7296 1.5. */
  public static final NotifyType INVALID_SPI = REGISTRY.name(11, "INVALID_SPI");

  /** RFC 7296 2.7. */
  public static final NotifyType NO_PROPOSAL_CHOSEN = REGISTRY.name(14, "NO_PROPOSAL_CHOSEN");

  /** RFC 7296 1.2. */
  public static final NotifyType INVALID_KE_PAYLOAD = REGISTRY.name(17, "INVALID_KE_PAYLOAD");

  /** RFC 7296 2.21.2. */
  public static final NotifyType AUTHENTICATION_FAILED = REGISTRY.name(24, "AUTHENTICATION_FAILED");

  /** RFC 7296 2.9. */
  public static final NotifyType SINGLE_PAIR_REQUIRED = REGISTRY.name(34, "SINGLE_PAIR_REQUIRED");

  /** RFC 7296 1.3. */
  public static final NotifyType NO_ADDITIONAL_SAS = REGISTRY.name(35, "NO_ADDITIONAL_SAS");

  /** RFC 7296 3.15.4. */
  public static final NotifyType INTERNAL_ADDRESS_FAILURE =
      REGISTRY.name(36, "INTERNAL_ADDRESS_FAILURE");

  /** RFC 7296 2.19. */
  public static final NotifyType FAILED_CP_REQUIRED = REGISTRY.name(37, "FAILED_CP_REQUIRED");

  /** RFC 7296 2.9. */
  public static final NotifyType TS_UNACCEPTABLE = REGISTRY.name(38, "TS_UNACCEPTABLE");

  /** RFC 7296 3.10.1. */
  public static final NotifyType INVALID_SELECTORS = REGISTRY.name(39, "INVALID_SELECTORS");

  /** RFC 4555 4.2.4. */
  public static final NotifyType UNACCEPTABLE_ADDRESSES =
      REGISTRY.name(40, "UNACCEPTABLE_ADDRESSES");

  /** RFC 4555 4.2.7. */
  public static final NotifyType UNEXPECTED_NAT_DETECTED =
      REGISTRY.name(41, "UNEXPECTED_NAT_DETECTED");

  /** RFC 5026. */
  public static final NotifyType USE_ASSIGNED_HOA = REGISTRY.name(42, "USE_ASSIGNED_HoA");

  /** RFC 7296 2.25. */
  public static final NotifyType TEMPORARY_FAILURE = REGISTRY.name(43, "TEMPORARY_FAILURE");

  /** RFC 7296 2.25. */
  public static final NotifyType CHILD_SA_NOT_FOUND = REGISTRY.name(44, "CHILD_SA_NOT_FOUND");

  /** RFC 9838. */
  public static final NotifyType INVALID_GROUP_ID = REGISTRY.name(45, "INVALID_GROUP_ID");

  /** RFC 9838. */
  public static final NotifyType AUTHORIZATION_FAILED = REGISTRY.name(46, "AUTHORIZATION_FAILED");

  /** RFC 9370 2.2.4. */
  public static final NotifyType STATE_NOT_FOUND = REGISTRY.name(47, "STATE_NOT_FOUND");

  /** RFC 9611. */
  public static final NotifyType TS_MAX_QUEUE = REGISTRY.name(48, "TS_MAX_QUEUE");

  /** RFC 9838. */
  public static final NotifyType REGISTRATION_FAILED = REGISTRY.name(49, "REGISTRATION_FAILED");

  /** RFC 7296 2.4. */
  public static final NotifyType INITIAL_CONTACT = REGISTRY.name(16384, "INITIAL_CONTACT");

  /** RFC 7296 2.3. */
  public static final NotifyType SET_WINDOW_SIZE = REGISTRY.name(16385, "SET_WINDOW_SIZE");

  /** RFC 7296 2.9. */
  public static final NotifyType ADDITIONAL_TS_POSSIBLE =
      REGISTRY.name(16386, "ADDITIONAL_TS_POSSIBLE");

  /** RFC 7296 2.22. */
  public static final NotifyType IPCOMP_SUPPORTED = REGISTRY.name(16387, "IPCOMP_SUPPORTED");

  /** RFC 7296 2.23. */
  public static final NotifyType NAT_DETECTION_SOURCE_IP =
      REGISTRY.name(16388, "NAT_DETECTION_SOURCE_IP");

  /** RFC 7296 2.23. */
  public static final NotifyType NAT_DETECTION_DESTINATION_IP =
      REGISTRY.name(16389, "NAT_DETECTION_DESTINATION_IP");

  /** RFC 7296 2.6. */
  public static final NotifyType COOKIE = REGISTRY.name(16390, "COOKIE");

  /** RFC 7296 1.3.1. */
  public static final NotifyType USE_TRANSPORT_MODE = REGISTRY.name(16391, "USE_TRANSPORT_MODE");

  /** RFC 7296 3.6. */
  public static final NotifyType HTTP_CERT_LOOKUP_SUPPORTED =
      REGISTRY.name(16392, "HTTP_CERT_LOOKUP_SUPPORTED");

  /** RFC 7296 1.3.3. */
  public static final NotifyType REKEY_SA = REGISTRY.name(16393, "REKEY_SA");

  /** RFC 7296 1.3.1. */
  public static final NotifyType ESP_TFC_PADDING_NOT_SUPPORTED =
      REGISTRY.name(16394, "ESP_TFC_PADDING_NOT_SUPPORTED");

  /** RFC 7296 1.3.1. */
  public static final NotifyType NON_FIRST_FRAGMENTS_ALSO =
      REGISTRY.name(16395, "NON_FIRST_FRAGMENTS_ALSO");

  /** RFC 4555 4.2.1. */
  public static final NotifyType MOBIKE_SUPPORTED = REGISTRY.name(16396, "MOBIKE_SUPPORTED");

  /** RFC 4555 4.2.2. */
  public static final NotifyType ADDITIONAL_IP4_ADDRESS =
      REGISTRY.name(16397, "ADDITIONAL_IP4_ADDRESS");

  /** RFC 4555 4.2.2. */
  public static final NotifyType ADDITIONAL_IP6_ADDRESS =
      REGISTRY.name(16398, "ADDITIONAL_IP6_ADDRESS");

  /** RFC 4555 4.2.3. */
  public static final NotifyType NO_ADDITIONAL_ADDRESSES =
      REGISTRY.name(16399, "NO_ADDITIONAL_ADDRESSES");

  /** RFC 4555 4.2.4. */
  public static final NotifyType UPDATE_SA_ADDRESSES = REGISTRY.name(16400, "UPDATE_SA_ADDRESSES");

  /** RFC 4555 4.2.5. */
  public static final NotifyType COOKIE2 = REGISTRY.name(16401, "COOKIE2");

  /** RFC 4555 4.2.6. */
  public static final NotifyType NO_NATS_ALLOWED = REGISTRY.name(16402, "NO_NATS_ALLOWED");

  /** RFC 4478 3. */
  public static final NotifyType AUTH_LIFETIME = REGISTRY.name(16403, "AUTH_LIFETIME");

  /** RFC 4739 3.1. */
  public static final NotifyType MULTIPLE_AUTH_SUPPORTED =
      REGISTRY.name(16404, "MULTIPLE_AUTH_SUPPORTED");

  /** RFC 4739 3.2. */
  public static final NotifyType ANOTHER_AUTH_FOLLOWS =
      REGISTRY.name(16405, "ANOTHER_AUTH_FOLLOWS");

  /** RFC 5685 9.1. */
  public static final NotifyType REDIRECT_SUPPORTED = REGISTRY.name(16406, "REDIRECT_SUPPORTED");

  /** RFC 5685 9.2. */
  public static final NotifyType REDIRECT = REGISTRY.name(16407, "REDIRECT");

  /** RFC 5685 9.3. */
  public static final NotifyType REDIRECTED_FROM = REGISTRY.name(16408, "REDIRECTED_FROM");

  /** RFC 5723 7.2. */
  public static final NotifyType TICKET_LT_OPAQUE = REGISTRY.name(16409, "TICKET_LT_OPAQUE");

  /** RFC 5723 7.3. */
  public static final NotifyType TICKET_REQUEST = REGISTRY.name(16410, "TICKET_REQUEST");

  /** RFC 5723 7.4. */
  public static final NotifyType TICKET_ACK = REGISTRY.name(16411, "TICKET_ACK");

  /** RFC 5723 7.5. */
  public static final NotifyType TICKET_NACK = REGISTRY.name(16412, "TICKET_NACK");

  /** RFC 5723 7.6. */
  public static final NotifyType TICKET_OPAQUE = REGISTRY.name(16413, "TICKET_OPAQUE");

  /** RFC 5739. */
  public static final NotifyType LINK_ID = REGISTRY.name(16414, "LINK_ID");

  /** RFC 5840. */
  public static final NotifyType USE_WESP_MODE = REGISTRY.name(16415, "USE_WESP_MODE");

  /** RFC 5857. */
  public static final NotifyType ROHC_SUPPORTED = REGISTRY.name(16416, "ROHC_SUPPORTED");

  /** RFC 5998 3. */
  public static final NotifyType EAP_ONLY_AUTHENTICATION =
      REGISTRY.name(16417, "EAP_ONLY_AUTHENTICATION");

  /** RFC 6023 4. */
  public static final NotifyType CHILDLESS_IKEV2_SUPPORTED =
      REGISTRY.name(16418, "CHILDLESS_IKEV2_SUPPORTED");

  /** RFC 6290 4. */
  public static final NotifyType QUICK_CRASH_DETECTION =
      REGISTRY.name(16419, "QUICK_CRASH_DETECTION");

  /** RFC 6311. */
  public static final NotifyType IKEV2_MESSAGE_ID_SYNC_SUPPORTED =
      REGISTRY.name(16420, "IKEV2_MESSAGE_ID_SYNC_SUPPORTED");

  /** RFC 6311. */
  public static final NotifyType IPSEC_REPLAY_COUNTER_SYNC_SUPPORTED =
      REGISTRY.name(16421, "IPSEC_REPLAY_COUNTER_SYNC_SUPPORTED");

  /** RFC 6311. */
  public static final NotifyType IKEV2_MESSAGE_ID_SYNC =
      REGISTRY.name(16422, "IKEV2_MESSAGE_ID_SYNC");

  /** RFC 6311. */
  public static final NotifyType IPSEC_REPLAY_COUNTER_SYNC =
      REGISTRY.name(16423, "IPSEC_REPLAY_COUNTER_SYNC");

  /** RFC 6467. */
  public static final NotifyType SECURE_PASSWORD_METHODS =
      REGISTRY.name(16424, "SECURE_PASSWORD_METHODS");

  /** RFC 6631. */
  public static final NotifyType PSK_PERSIST = REGISTRY.name(16425, "PSK_PERSIST");

  /** RFC 6631. */
  public static final NotifyType PSK_CONFIRM = REGISTRY.name(16426, "PSK_CONFIRM");

  /** RFC 6867. */
  public static final NotifyType ERX_SUPPORTED = REGISTRY.name(16427, "ERX_SUPPORTED");

  /** 3GPP TS 24.303. */
  public static final NotifyType IFOM_CAPABILITY = REGISTRY.name(16428, "IFOM_CAPABILITY");

  /** RFC 9838. */
  public static final NotifyType GROUP_SENDER = REGISTRY.name(16429, "GROUP_SENDER");

  /** RFC 7383 2.3. */
  public static final NotifyType IKEV2_FRAGMENTATION_SUPPORTED =
      REGISTRY.name(16430, "IKEV2_FRAGMENTATION_SUPPORTED");

  /** RFC 7427 4. */
  public static final NotifyType SIGNATURE_HASH_ALGORITHMS =
      REGISTRY.name(16431, "SIGNATURE_HASH_ALGORITHMS");

  /** RFC 7791. */
  public static final NotifyType CLONE_IKE_SA_SUPPORTED =
      REGISTRY.name(16432, "CLONE_IKE_SA_SUPPORTED");

  /** RFC 7791. */
  public static final NotifyType CLONE_IKE_SA = REGISTRY.name(16433, "CLONE_IKE_SA");

  /** RFC 8019 8.1. */
  public static final NotifyType PUZZLE = REGISTRY.name(16434, "PUZZLE");

  /** RFC 8784 3. */
  public static final NotifyType USE_PPK = REGISTRY.name(16435, "USE_PPK");

  /** RFC 8784 3. */
  public static final NotifyType PPK_IDENTITY = REGISTRY.name(16436, "PPK_IDENTITY");

  /** RFC 8784 3. */
  public static final NotifyType NO_PPK_AUTH = REGISTRY.name(16437, "NO_PPK_AUTH");

  /** RFC 9242 3.1. */
  public static final NotifyType INTERMEDIATE_EXCHANGE_SUPPORTED =
      REGISTRY.name(16438, "INTERMEDIATE_EXCHANGE_SUPPORTED");

  /** RFC 8983. */
  public static final NotifyType IP4_ALLOWED = REGISTRY.name(16439, "IP4_ALLOWED");

  /** RFC 8983. */
  public static final NotifyType IP6_ALLOWED = REGISTRY.name(16440, "IP6_ALLOWED");

  /** RFC 9370 2.2.4. */
  public static final NotifyType ADDITIONAL_KEY_EXCHANGE =
      REGISTRY.name(16441, "ADDITIONAL_KEY_EXCHANGE");

  /** RFC 9347. */
  public static final NotifyType USE_AGGFRAG = REGISTRY.name(16442, "USE_AGGFRAG");

  /** RFC 9593 3. */
  public static final NotifyType SUPPORTED_AUTH_METHODS =
      REGISTRY.name(16443, "SUPPORTED_AUTH_METHODS");

  /** RFC 9611. */
  public static final NotifyType SA_RESOURCE_INFO = REGISTRY.name(16444, "SA_RESOURCE_INFO");

  /** RFC 9867 3.1. */
  public static final NotifyType USE_PPK_INT = REGISTRY.name(16445, "USE_PPK_INT");

  /** RFC 9867 3.1. */
  public static final NotifyType PPK_IDENTITY_KEY = REGISTRY.name(16446, "PPK_IDENTITY_KEY");

  /** draft-ietf-ipsecme-ikev2-downgrade-prevention. */
  public static final NotifyType IKE_SA_INIT_FULL_TRANSCRIPT_AUTH =
      REGISTRY.name(16447, "IKE_SA_INIT_FULL_TRANSCRIPT_AUTH");

  /** Refuses a value that its field cannot hold. */
  public NotifyType {
    Registry.requireRange("NotifyType", 16, value);
  }

  /**
   * The entry of this value: the named constant if there is one.
   *
   * @throws IllegalArgumentException if the field cannot hold the value
   */
  public static NotifyType of(int value) {
    return REGISTRY.of(value);
  }

  /** The entry of this exact IANA name. */
  public static Optional<NotifyType> named(String ianaName) {
    return REGISTRY.named(ianaName);
  }

  /** The named entries in order of their values. */
  public static List<NotifyType> known() {
    return REGISTRY.known();
  }

  @Override
  public Optional<String> ianaName() {
    return REGISTRY.nameOf(value);
  }

  @Override
  public boolean isPrivateUse() {
    return (value >= 8192 && value < FIRST_STATUS) || value >= 40960;
  }

  /** Whether the type reports an error (0 to 16383). */
  public boolean isError() {
    return value < FIRST_STATUS;
  }

  /** Whether the type tells a status (16384 to 65535). */
  public boolean isStatus() {
    return value >= FIRST_STATUS;
  }

  @Override
  public String toString() {
    return REGISTRY.print(value);
  }
}
