package org.yett.ike.config;

/**
 * What a connection does when addresses change: MOBIKE (RFC 4555).
 *
 * @param mobike whether MOBIKE is offered and accepted, swanctl's {@code mobike}
 * @param returnRoutability whether the peer has to show that it receives at a new address before
 *     Child SAs send there (RFC 4555 3.7)
 * @param natsProhibited whether a NAT on the way is taken for an attack: NAT traversal is not
 *     announced, and NO_NATS_ALLOWED protects the addresses (RFC 4555 3.9)
 */
public record MobilityConfig(boolean mobike, boolean returnRoutability, boolean natsProhibited) {

  /** MOBIKE with return routability checks, through NATs. */
  public static final MobilityConfig DEFAULT = new MobilityConfig(true, true, false);

  /** No MOBIKE. */
  public static final MobilityConfig NONE = new MobilityConfig(false, true, false);

  /** The same with or without return routability checks. */
  public MobilityConfig withReturnRoutability(boolean checked) {
    return new MobilityConfig(mobike, checked, natsProhibited);
  }

  /** The same, with NATs allowed or prohibited. */
  public MobilityConfig withNatsProhibited(boolean prohibited) {
    return new MobilityConfig(mobike, returnRoutability, prohibited);
  }
}
