package org.yett.ike.config;

import java.util.List;
import org.yett.ike.crypto.Secret;

/**
 * Quick crash detection (RFC 6290), in both roles.
 *
 * @param takeTokens whether the peer's tokens are kept, and end an IKE SA when they come back
 * @param secrets what our tokens are made of, the present one first, then up to three earlier ones;
 *     each of at least 32 octets, the same after every restart, and known to nobody else. Without
 *     one no tokens are made. They stay with whoever configures, and are open as long as the
 *     endpoint lives
 */
public record CrashDetectionConfig(boolean takeTokens, List<Secret> secrets) {

  /** Most secrets: as many tokens as a taker has to check in one message (RFC 6290 4.5). */
  public static final int MOST_SECRETS = 4;

  /** Fewest octets of a secret (RFC 6290 5.1). */
  public static final int SECRET_LENGTH = 32;

  /** Takes tokens and makes none. */
  public static final CrashDetectionConfig DEFAULT = new CrashDetectionConfig(true, List.of());

  /** Neither takes nor makes tokens. */
  public static final CrashDetectionConfig OFF = new CrashDetectionConfig(false, List.of());

  /** Copies the list; checks lengths. */
  public CrashDetectionConfig {
    secrets = List.copyOf(secrets);
    if (secrets.size() > MOST_SECRETS) {
      throw new IllegalArgumentException("at most four secrets of crash detection");
    }
    if (secrets.stream().anyMatch(secret -> secret.length() < SECRET_LENGTH)) {
      throw new IllegalArgumentException("a secret of crash detection has 32 octets or more");
    }
  }

  /** Whether tokens are made. */
  public boolean makesTokens() {
    return !secrets.isEmpty();
  }
}
