package org.yett.gateway.config;

import java.util.List;
import java.util.Optional;
import org.yett.ike.config.Identity;
import org.yett.ike.config.IdentityMatch;
import org.yett.ike.crypto.Secret;
import org.yett.ike.endpoint.Credentials;

/**
 * Chooses the pre-shared key of two identities as strongSwan does: one that belongs to the peer
 * before one that belongs to us alone, before one that belongs to everybody; of equals the one
 * written last.
 *
 * @param secrets the keys, in the order written
 */
public record PreSharedKeys(List<SharedSecret> secrets) implements Credentials {

  private static final int NONE = 0;
  private static final int EVERYBODY = 1;
  private static final int OWNER = 2;

  public PreSharedKeys {
    secrets = List.copyOf(secrets);
  }

  @Override
  public Optional<Secret> preSharedKey(Identity ours, Identity peer) {
    return choose(ours, peer).map(secret -> secret.value().duplicate());
  }

  /** The section that holds the key. */
  Optional<SharedSecret> choose(Identity ours, Identity peer) {
    Optional<SharedSecret> best = Optional.empty();
    int bestRank = NONE;
    for (SharedSecret secret : secrets) {
      int rank = belongs(secret, peer) * 4 + belongs(secret, ours);
      if (rank > NONE && rank >= bestRank) {
        best = Optional.of(secret);
        bestRank = rank;
      }
    }
    return best;
  }

  /** Whether there is a key for us and at least one of the peers that {@code peers} accepts. */
  boolean anyFor(Identity ours, IdentityMatch peers) {
    return switch (peers) {
      case IdentityMatch.Exactly(Identity peer) -> choose(ours, peer).isPresent();
      case IdentityMatch.Pattern pattern ->
          pattern.exact().map(peer -> choose(ours, peer).isPresent()).orElse(!secrets.isEmpty());
      // Whoever comes: the key may belong to us, to everybody or to one who may come.
      case IdentityMatch.Any any -> !secrets.isEmpty();
    };
  }

  private static int belongs(SharedSecret secret, Identity identity) {
    if (secret.owners().isEmpty()) {
      return EVERYBODY;
    }
    return secret.owners().contains(identity) ? OWNER : NONE;
  }
}
