package org.yett.ike.endpoint;

import java.net.InetAddress;
import java.util.List;
import java.util.Optional;
import org.yett.ike.config.EapIdentity;
import org.yett.ike.config.Identity;
import org.yett.ike.crypto.Secret;

/**
 * Where secrets are kept: asked by jobs, and by nothing else. Implementations are safe for use from
 * the threads that run jobs.
 */
public interface Credentials {

  /** Knows nobody. */
  Credentials NONE = (ours, peer) -> Optional.empty();

  /**
   * The pre-shared key of two identities.
   *
   * @param ours our identity
   * @param peer the peer's identity
   * @return a secret of its own, which the asker closes; empty if there is none
   */
  Optional<Secret> preSharedKey(Identity ours, Identity peer);

  /**
   * The private keys of ours with which a connection may sign.
   *
   * @param query for what
   * @return in order of preference, those whose certificates the peer has asked for first; empty if
   *     there is none
   */
  default List<Signer> signers(SignerQuery query) {
    return List.of();
  }

  /**
   * The public keys that are a peer's: the chain that it has sent is built and checked, against the
   * identity too. It may look up revocation lists and certificates elsewhere, and takes its time.
   *
   * @param query who, and what it has sent
   */
  default PeerKeys peerKeys(PeerKeyQuery query) {
    return new PeerKeys.Refused(PeerKeys.Reason.UNKNOWN_AUTHORITY, "nobody is trusted here");
  }

  /**
   * The password of an EAP client, at both ends.
   *
   * @param who the client
   * @return the UTF-8 octets as a secret of its own, which the asker closes; empty if there is none
   */
  default Optional<Secret> eapPassword(EapIdentity who) {
    return Optional.empty();
  }

  /**
   * A post-quantum preshared key (RFC 8784, RFC 9867).
   *
   * @param ppkId PPK_ID as it is on the wire: one octet of its type and the identifier
   * @return a secret of its own, which the asker closes; empty if there is none
   */
  default Optional<Secret> postquantumPresharedKey(byte[] ppkId) {
    return Optional.empty();
  }

  /**
   * The addresses of a host, which is no secret, but is asked for outside too: a gateway to which
   * we were sent by name.
   *
   * @param name its domain name
   * @return in order of preference; empty if there are none, or names are not resolved here
   */
  default List<InetAddress> addresses(String name) {
    return List.of();
  }
}
