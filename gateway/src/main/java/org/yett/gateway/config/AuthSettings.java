package org.yett.gateway.config;

import java.util.List;
import org.yett.ike.config.LocalAuth.SendCertificates;
import org.yett.ike.config.PpkConfig;
import org.yett.ike.config.TranscriptPolicy;

/**
 * How the ends of a connection authenticate.
 *
 * @param local our rounds in order; at least one
 * @param remote the peer's rounds in order; at least one
 * @param sendCertificates whether our certificates are sent
 * @param requestCertificates whether we ask for certificates of our authorities
 * @param ppk whether a post-quantum preshared key is mixed in
 * @param transcript whether the whole IKE_SA_INIT transcript is authenticated
 * @param announceMethods whether the methods that the peer may use are announced (RFC 9593)
 */
public record AuthSettings(
    List<LocalAuthSettings> local,
    List<RemoteAuthSettings> remote,
    SendCertificates sendCertificates,
    boolean requestCertificates,
    PpkConfig ppk,
    TranscriptPolicy transcript,
    boolean announceMethods) {
  public AuthSettings {
    local = List.copyOf(local);
    remote = List.copyOf(remote);
  }

  /** Whether any of our rounds, or the peer's, is by pre-shared key. */
  public boolean usesPreSharedKeys() {
    return local.stream().anyMatch(LocalAuthSettings.Psk.class::isInstance)
        || remote.stream().anyMatch(RemoteAuthSettings.Psk.class::isInstance);
  }
}
