package org.yett.gateway.credentials;

import org.yett.ike.endpoint.PeerKeys;

/** A certificate that is not accepted, and why. */
final class ChainException extends Exception {

  private static final long serialVersionUID = 1L;
  private final PeerKeys.Reason reason;

  ChainException(PeerKeys.Reason reason, String message) {
    super(message, null, false, false);
    this.reason = reason;
  }

  PeerKeys.Reason reason() {
    return reason;
  }

  PeerKeys.Refused refusal() {
    return new PeerKeys.Refused(reason, getMessage());
  }
}
