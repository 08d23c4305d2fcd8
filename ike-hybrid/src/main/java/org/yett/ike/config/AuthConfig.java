package org.yett.ike.config;

import java.util.List;

/**
 * What a connection says about authentication beside the first {@code local} and {@code remote}
 * section.
 *
 * @param furtherLocal our further authentication rounds, in order (RFC 4739)
 * @param furtherRemote the peer's further authentication rounds, in order (RFC 4739)
 * @param ppk whether a post-quantum preshared key is mixed in (RFC 8784, RFC 9867)
 * @param transcript whether the whole IKE_SA_INIT transcript is authenticated
 * @param hashAndUrl whether we take certificates by Hash and URL, and say so by
 *     HTTP_CERT_LOOKUP_SUPPORTED (RFC 7296 3.6)
 * @param announceMethods whether the methods that we accept are announced in SUPPORTED_AUTH_METHODS
 *     (RFC 9593): by the responder in IKE_SA_INIT, by the initiator in IKE_AUTH
 */
public record AuthConfig(
    List<LocalAuth> furtherLocal,
    List<RemoteAuth> furtherRemote,
    PpkConfig ppk,
    TranscriptPolicy transcript,
    boolean hashAndUrl,
    boolean announceMethods) {

  /** One round each, no PPK, the transcript as RFC 7296 has it. */
  public static final AuthConfig DEFAULT =
      new AuthConfig(List.of(), List.of(), PpkConfig.NONE, TranscriptPolicy.OFF, false, false);

  /** Copies the lists. */
  public AuthConfig {
    furtherLocal = List.copyOf(furtherLocal);
    furtherRemote = List.copyOf(furtherRemote);
  }

  /** The same with further rounds. */
  public AuthConfig withRounds(List<LocalAuth> local, List<RemoteAuth> remote) {
    return new AuthConfig(local, remote, ppk, transcript, hashAndUrl, announceMethods);
  }

  /** The same with another use of PPKs. */
  public AuthConfig withPpk(PpkConfig other) {
    return new AuthConfig(
        furtherLocal, furtherRemote, other, transcript, hashAndUrl, announceMethods);
  }

  /** The same with another policy on the IKE_SA_INIT transcript. */
  public AuthConfig withTranscript(TranscriptPolicy other) {
    return new AuthConfig(furtherLocal, furtherRemote, ppk, other, hashAndUrl, announceMethods);
  }

  /** The same, with certificates by Hash and URL taken or not. */
  public AuthConfig withHashAndUrl(boolean taken) {
    return new AuthConfig(furtherLocal, furtherRemote, ppk, transcript, taken, announceMethods);
  }

  /** The same, with methods announced or not. */
  public AuthConfig withAnnouncedMethods(boolean announced) {
    return new AuthConfig(furtherLocal, furtherRemote, ppk, transcript, hashAndUrl, announced);
  }
}
