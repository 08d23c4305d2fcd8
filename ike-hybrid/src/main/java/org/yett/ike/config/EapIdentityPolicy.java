package org.yett.ike.config;

/** How an EAP server learns who the client is: {@code eap_id} of a {@code remote} section. */
public sealed interface EapIdentityPolicy {

  /** The client is who IDi says: the identity is not asked for (RFC 7296 3.16). */
  record FromIkeIdentity() implements EapIdentityPolicy {}

  /** The client is asked, and may be anybody whom the method authenticates: {@code %any}. */
  record Ask() implements EapIdentityPolicy {}

  /**
   * The client is this one.
   *
   * @param identity who
   */
  record Fixed(EapIdentity identity) implements EapIdentityPolicy {}
}
