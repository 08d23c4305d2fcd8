package org.yett.ike.endpoint;

import java.util.Optional;
import org.yett.ike.config.Identity;
import org.yett.ike.crypto.KeyExchange;
import org.yett.ike.crypto.KeyExchange.InitiatorKey;
import org.yett.ike.crypto.Prf;
import org.yett.ike.crypto.Puzzle;
import org.yett.ike.crypto.Secret;

/**
 * Work that takes time or asks elsewhere: key exchange operations, credential look-ups, later
 * signatures and certificate chains. A job holds all its inputs, its random octets too, so that it
 * may run on any thread at any time and always gives the same result. Each is run once.
 */
public sealed interface Job {

  /**
   * Does the work.
   *
   * @param credentials asked by look-ups alone
   */
  JobResult run(Credentials credentials);

  /**
   * Makes the initiator's share of a key exchange.
   *
   * @param method the key exchange
   * @param random the octets that it takes; closed by the job
   */
  record MakeShare(KeyExchange method, Secret random) implements Job {
    @Override
    public JobResult run(Credentials credentials) {
      try (random) {
        return new JobResult.ShareMade(random.lend(method::initiate));
      }
    }
  }

  /**
   * Answers the initiator's share: makes the responder's share and the secret.
   *
   * @param method the key exchange
   * @param initiatorShare the peer's share
   * @param random the octets that it takes; closed by the job
   */
  record AnswerShare(KeyExchange method, byte[] initiatorShare, Secret random) implements Job {
    @Override
    public JobResult run(Credentials credentials) {
      try (random) {
        return switch (random.<KeyExchange.Response>lend(r -> method.respond(initiatorShare, r))) {
          case KeyExchange.Responded done ->
              new JobResult.ShareAnswered(done.share(), done.secret());
          case KeyExchange.Failed failed -> new JobResult.ShareRefused(failed.error());
        };
      }
    }
  }

  /**
   * Computes the secret from the responder's share.
   *
   * @param key the initiator's private half; closed by the job, unless it is kept
   * @param responderShare the peer's share
   * @param kept whether the key stays open if the share is refused, since another one may come; it
   *     goes back with the result then
   */
  record CompleteExchange(InitiatorKey key, byte[] responderShare, boolean kept) implements Job {
    /** There is one share, and the key is closed in any case. */
    public CompleteExchange(InitiatorKey key, byte[] responderShare) {
      this(key, responderShare, false);
    }

    @Override
    public JobResult run(Credentials credentials) {
      boolean open = false;
      try {
        return switch (key.complete(responderShare)) {
          case KeyExchange.Completed done -> new JobResult.ExchangeCompleted(done.secret());
          case KeyExchange.Failed failed -> {
            open = kept;
            yield new JobResult.ShareRefused(
                failed.error(), kept ? Optional.of(key) : Optional.empty());
          }
        };
      } finally {
        if (!open) {
          key.close();
        }
      }
    }
  }

  /**
   * Looks a pre-shared key up.
   *
   * @param ours our identity
   * @param peer the peer's identity
   */
  record LookUpPreSharedKey(Identity ours, Identity peer) implements Job {
    @Override
    public JobResult run(Credentials credentials) {
      Optional<Secret> key = credentials.preSharedKey(ours, peer);
      return new JobResult.PreSharedKey(key);
    }
  }

  /**
   * Solves a puzzle (RFC 8019 7.1.3). How long it takes is bounded by the trials.
   *
   * @param prf the PRF that the puzzle names
   * @param string the string that it gives
   * @param difficulty trailing zero bits that each result needs
   * @param trials most keys to try
   */
  record SolvePuzzle(Prf prf, byte[] string, int difficulty, long trials) implements Job {
    @Override
    public JobResult run(Credentials credentials) {
      return new JobResult.PuzzleDone(Puzzle.solve(prf, string, difficulty, trials));
    }
  }

  /**
   * Looks up the addresses of a host.
   *
   * @param name its domain name
   */
  record ResolveName(String name) implements Job {
    @Override
    public JobResult run(Credentials credentials) {
      return new JobResult.NameResolved(credentials.addresses(name));
    }
  }
}
