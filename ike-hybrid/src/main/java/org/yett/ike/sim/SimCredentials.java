package org.yett.ike.sim;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.yett.ike.config.Identity;
import org.yett.ike.crypto.Secret;
import org.yett.ike.endpoint.Credentials;

/** Pre-shared keys of a simulated host, by the peer's identity. */
public final class SimCredentials implements Credentials {

  private final Map<Identity, byte[]> byPeer = new HashMap<>();

  /** No keys yet. */
  public SimCredentials() {}

  /** Adds a key for a peer; replaces an earlier one. */
  public SimCredentials with(Identity peer, String key) {
    byPeer.put(peer, key.getBytes(StandardCharsets.UTF_8));
    return this;
  }

  @Override
  public Optional<Secret> preSharedKey(Identity ours, Identity peer) {
    return Optional.ofNullable(byPeer.get(peer)).map(Secret::copyOf);
  }
}
