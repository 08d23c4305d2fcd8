package org.yett.ike.keys;

import org.yett.ike.crypto.IkeCipher;
import org.yett.ike.crypto.Prf;

/**
 * What stays the same over all generations of an IKE SA's keys.
 *
 * @param prf the SA's negotiated PRF
 * @param cipher the SA's negotiated protection, which says how long SK_a and SK_e are
 * @param ni data of the initiator's Nonce payload, from IKE_SA_INIT or the CREATE_CHILD_SA that
 *     made the SA; not to be changed afterwards
 * @param nr data of the responder's Nonce payload, likewise
 * @param spis the SPIs of this SA
 */
public record IkeKeyContext(Prf prf, IkeCipher cipher, byte[] ni, byte[] nr, IkeSpis spis) {}
