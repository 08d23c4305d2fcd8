package org.yett.ike.event;

import org.yett.ike.negotiate.KeyExchangesUsed;

/**
 * What protects a Child SA against an adversary with a quantum computer.
 *
 * @param own key exchanges of the Child SA's own, in CREATE_CHILD_SA and IKE_FOLLOWUP_KE; none if
 *     its keys come from the IKE SA alone
 * @param inherited key exchanges of the IKE SA whose SK_d is in the keys
 * @param ownPpk whether a post-quantum preshared key was mixed in by CREATE_CHILD_SA (RFC 9867
 *     3.2), beside that of the IKE SA, if it has one
 */
public record ChildPosture(KeyExchangesUsed own, KeyExchangesUsed inherited, boolean ownPpk) {

  /** Without a post-quantum preshared key of its own. */
  public ChildPosture(KeyExchangesUsed own, KeyExchangesUsed inherited) {
    this(own, inherited, false);
  }

  /** Whether at least one key exchange behind the keys withstands a quantum computer. */
  public boolean isPostQuantum() {
    return own.isPostQuantum() || inherited.isPostQuantum();
  }

  /** Whether the Child SA has a key exchange of its own (perfect forward secrecy). */
  public boolean hasOwn() {
    return !own.all().isEmpty();
  }
}
