package org.yett.ike.negotiate;

import org.yett.spec.Clause;
import org.yett.spec.iana.ProtocolId;

/** Which SA is negotiated, and in which exchange: this decides what a proposal may hold. */
public enum Negotiation {
  /** The first IKE SA, in IKE_SA_INIT. */
  IKE_SA_INIT,
  /** The Child SA of IKE_AUTH, which has no key exchange of its own (RFC 7296 1.2). */
  IKE_AUTH_CHILD,
  /** A new or rekeyed Child SA, in CREATE_CHILD_SA. */
  CREATE_CHILD,
  /** A rekeyed IKE SA, in CREATE_CHILD_SA. */
  REKEY_IKE;

  /** Whether a protocol can be proposed here. */
  public boolean allows(ProtocolId protocol) {
    return isIke()
        ? protocol.equals(ProtocolId.IKE)
        : protocol.equals(ProtocolId.ESP) || protocol.equals(ProtocolId.AH);
  }

  /** Whether an IKE SA is negotiated. */
  public boolean isIke() {
    return this == IKE_SA_INIT || this == REKEY_IKE;
  }

  /** Whether the exchange has room for a key exchange. */
  public boolean hasKeyExchange() {
    return this != IKE_AUTH_CHILD;
  }

  /** The length of the SPI in a proposal, in octets (RFC 7296 3.3.1). */
  @Clause("rfc7296:3.3.1")
  public int spiSize() {
    return switch (this) {
      case IKE_SA_INIT -> 0;
      case REKEY_IKE -> 8;
      case IKE_AUTH_CHILD, CREATE_CHILD -> 4;
    };
  }
}
