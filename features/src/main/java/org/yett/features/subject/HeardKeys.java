package org.yett.features.subject;

import java.util.List;
import java.util.Optional;
import org.yett.ike.wire.Octets;

/**
 * What an end that is ours told of its keys: the shared secret of each key exchange, from which
 * everything else is computed anew, and SKEYSEED, to compare.
 */
public interface HeardKeys {

  /**
   * The shared secrets of an IKE SA so far: that of IKE_SA_INIT, SK(1), SK(2) and so on. Empty if
   * the end tells nothing, as an implementation that is not ours does.
   *
   * @param ni data of the initiator's nonce, which with the other nonce names the IKE SA
   * @param nr data of the responder's nonce
   */
  List<Octets> sharedSecrets(Octets ni, Octets nr);

  /**
   * What an end tells of a CREATE_CHILD_SA exchange with everything that followed it.
   *
   * @param sharedSecrets SK(0), SK(1) and so on
   * @param keys SKEYSEED if it rekeyed an IKE SA, KEYMAT if it was for a Child SA
   */
  record Series(List<Octets> sharedSecrets, Octets keys) {
    /** Copies the list. */
    public Series {
      sharedSecrets = List.copyOf(sharedSecrets);
    }
  }

  /** What came of the CREATE_CHILD_SA exchange with these nonces; empty if it has no keys. */
  Optional<Series> series(Octets ni, Octets nr);

  /** SKEYSEED, SKEYSEED(1), SKEYSEED(2) and so on, as the end itself computed them. */
  List<Octets> skeyseeds(Octets ni, Octets nr);
}
