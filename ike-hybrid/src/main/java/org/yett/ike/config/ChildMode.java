package org.yett.ike.config;

/** How packets of a Child SA are protected (RFC 4301 4.1). */
public enum ChildMode {
  /** A whole IP packet inside another. */
  TUNNEL,
  /**
   * The payload of an IP packet alone, between the two hosts themselves. As a wish it stands for
   * transport mode if the peer agrees and for tunnel mode if not (RFC 7296 1.3.1).
   */
  TRANSPORT
}
