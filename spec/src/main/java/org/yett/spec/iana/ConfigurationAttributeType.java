package org.yett.spec.iana;

import java.util.List;
import java.util.Optional;

/**
 * IKEv2 Configuration Payload Attribute Types (RFC 7296 3.15.1), without the reserved bit.
 *
 * @param value the number, 0 to 32767
 */
public record ConfigurationAttributeType(int value) implements RegistryValue {

  private static final Registry<ConfigurationAttributeType> REGISTRY =
      new Registry<>(
          "ConfigurationAttributeType", 15, 16384, 32767, ConfigurationAttributeType::new);

  /** RFC 7296 3.15.1. */
  public static final ConfigurationAttributeType INTERNAL_IP4_ADDRESS =
      REGISTRY.name(1, "INTERNAL_IP4_ADDRESS");

  /** RFC 7296 3.15.1. */
  public static final ConfigurationAttributeType INTERNAL_IP4_NETMASK =
      REGISTRY.name(2, "INTERNAL_IP4_NETMASK");

  /** RFC 7296 3.15.1. */
  public static final ConfigurationAttributeType INTERNAL_IP4_DNS =
      REGISTRY.name(3, "INTERNAL_IP4_DNS");

  /** RFC 7296 3.15.1. */
  public static final ConfigurationAttributeType INTERNAL_IP4_NBNS =
      REGISTRY.name(4, "INTERNAL_IP4_NBNS");

  /** RFC 7296 3.15.1. */
  public static final ConfigurationAttributeType INTERNAL_IP4_DHCP =
      REGISTRY.name(6, "INTERNAL_IP4_DHCP");

  /** RFC 7296 3.15.1. */
  public static final ConfigurationAttributeType APPLICATION_VERSION =
      REGISTRY.name(7, "APPLICATION_VERSION");

  /** RFC 7296 3.15.1. */
  public static final ConfigurationAttributeType INTERNAL_IP6_ADDRESS =
      REGISTRY.name(8, "INTERNAL_IP6_ADDRESS");

  /** RFC 7296 3.15.1. */
  public static final ConfigurationAttributeType INTERNAL_IP6_DNS =
      REGISTRY.name(10, "INTERNAL_IP6_DNS");

  /** RFC 7296 3.15.1. */
  public static final ConfigurationAttributeType INTERNAL_IP6_DHCP =
      REGISTRY.name(12, "INTERNAL_IP6_DHCP");

  /** RFC 7296 3.15.1. */
  public static final ConfigurationAttributeType INTERNAL_IP4_SUBNET =
      REGISTRY.name(13, "INTERNAL_IP4_SUBNET");

  /** RFC 7296 3.15.1. */
  public static final ConfigurationAttributeType SUPPORTED_ATTRIBUTES =
      REGISTRY.name(14, "SUPPORTED_ATTRIBUTES");

  /** RFC 7296 3.15.1. */
  public static final ConfigurationAttributeType INTERNAL_IP6_SUBNET =
      REGISTRY.name(15, "INTERNAL_IP6_SUBNET");

  /** RFC 5026. */
  public static final ConfigurationAttributeType MIP6_HOME_PREFIX =
      REGISTRY.name(16, "MIP6_HOME_PREFIX");

  /** RFC 5739. */
  public static final ConfigurationAttributeType INTERNAL_IP6_LINK =
      REGISTRY.name(17, "INTERNAL_IP6_LINK");

  /** RFC 5739. */
  public static final ConfigurationAttributeType INTERNAL_IP6_PREFIX =
      REGISTRY.name(18, "INTERNAL_IP6_PREFIX");

  /** 3GPP TS 24.302. */
  public static final ConfigurationAttributeType HOME_AGENT_ADDRESS =
      REGISTRY.name(19, "HOME_AGENT_ADDRESS");

  /** RFC 7651. */
  public static final ConfigurationAttributeType P_CSCF_IP4_ADDRESS =
      REGISTRY.name(20, "P_CSCF_IP4_ADDRESS");

  /** RFC 7651. */
  public static final ConfigurationAttributeType P_CSCF_IP6_ADDRESS =
      REGISTRY.name(21, "P_CSCF_IP6_ADDRESS");

  /** 3GPP TS 24.302. */
  public static final ConfigurationAttributeType FTT_KAT = REGISTRY.name(22, "FTT_KAT");

  /** 3GPP TS 29.139. */
  public static final ConfigurationAttributeType EXTERNAL_SOURCE_IP4_NAT_INFO =
      REGISTRY.name(23, "EXTERNAL_SOURCE_IP4_NAT_INFO");

  /** 3GPP TS 24.302. */
  public static final ConfigurationAttributeType TIMEOUT_PERIOD_FOR_LIVENESS_CHECK =
      REGISTRY.name(24, "TIMEOUT_PERIOD_FOR_LIVENESS_CHECK");

  /** RFC 8598. */
  public static final ConfigurationAttributeType INTERNAL_DNS_DOMAIN =
      REGISTRY.name(25, "INTERNAL_DNS_DOMAIN");

  /** RFC 8598. */
  public static final ConfigurationAttributeType INTERNAL_DNSSEC_TA =
      REGISTRY.name(26, "INTERNAL_DNSSEC_TA");

  /** RFC 9464. */
  public static final ConfigurationAttributeType ENCDNS_IP4 = REGISTRY.name(27, "ENCDNS_IP4");

  /** RFC 9464. */
  public static final ConfigurationAttributeType ENCDNS_IP6 = REGISTRY.name(28, "ENCDNS_IP6");

  /** RFC 9464. */
  public static final ConfigurationAttributeType ENCDNS_DIGEST_INFO =
      REGISTRY.name(29, "ENCDNS_DIGEST_INFO");

  /** Refuses a value that its field cannot hold. */
  public ConfigurationAttributeType {
    Registry.requireRange("ConfigurationAttributeType", 15, value);
  }

  /**
   * The entry of this value: the named constant if there is one.
   *
   * @throws IllegalArgumentException if the field cannot hold the value
   */
  public static ConfigurationAttributeType of(int value) {
    return REGISTRY.of(value);
  }

  /** The entry of this exact IANA name. */
  public static Optional<ConfigurationAttributeType> named(String ianaName) {
    return REGISTRY.named(ianaName);
  }

  /** The named entries in order of their values. */
  public static List<ConfigurationAttributeType> known() {
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
