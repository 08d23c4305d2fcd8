package org.yett.ike.endpoint;

import java.net.InetAddress;
import java.util.List;
import java.util.Optional;
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
