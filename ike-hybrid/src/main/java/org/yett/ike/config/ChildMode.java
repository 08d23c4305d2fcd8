package org.yett.ike.config;

/** How packets of a Child SA are protected (RFC 4301 4.1). */
public enum ChildMode {
  /** A whole IP packet inside another. */
  TUNNEL
}
