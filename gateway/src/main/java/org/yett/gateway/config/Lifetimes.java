package org.yett.gateway.config;

import java.time.Duration;

/**
 * When the keys of an SA are to be renewed. Zero means never. This version answers a peer that
 * renews keys as far as the engine can, and begins no renewal itself.
 *
 * @param rekey {@code rekey_time}
 * @param reauthenticate {@code reauth_time}; zero for a Child SA
 */
public record Lifetimes(Duration rekey, Duration reauthenticate) {
  /** Keys that are never renewed. */
  public static final Lifetimes UNLIMITED = new Lifetimes(Duration.ZERO, Duration.ZERO);
}
