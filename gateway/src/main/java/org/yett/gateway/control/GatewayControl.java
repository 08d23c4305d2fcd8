package org.yett.gateway.control;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.yett.gateway.config.ConnectionSettings;
import org.yett.gateway.config.DaemonSettings;
import org.yett.gateway.config.SharedSecret;
import org.yett.ike.config.GatewayIdentity;
import org.yett.ike.endpoint.PoolStatus;

/**
 * A running gateway as its operators see it. All methods may be called from any thread, and none of
 * them blocks: what takes time answers with a future. Who calls decides how long to wait; giving up
 * a future cancels nothing.
 */
public interface GatewayControl {

  /** Name, version and platform of the program. */
  DaemonInfo daemon();

  /** How long the gateway has run, and how busy it is. */
  GatewayStatistics statistics();

  /** All IKE SAs with their Child SAs, as they are now, oldest first. */
  List<IkeSaStatus> ikeSas();

  /** Pools of addresses that are assigned to peers, and who has which. */
  List<PoolStatus> pools();

  /** What holds for the gateway as a whole. */
  DaemonSettings daemonSettings();

  /** Connections as they are loaded now, in order. */
  List<ConnectionSettings> connections();

  /**
   * What was counted since the start or the last reset.
   *
   * @param connection counters of that connection alone; without one those of the whole gateway
   * @return empty if there is no such connection
   */
  Optional<Counters> counters(Optional<String> connection);

  /** Sets the counters of a connection, or all counters, to zero. */
  Outcome resetCounters(Optional<String> connection);

  /**
   * Sets up an IKE SA and a Child SA.
   *
   * @param request what to set up
   * @param log told what happens until the future completes, from any thread
   */
  CompletableFuture<Outcome> initiate(InitiateRequest request, ControlLog log);

  /**
   * Deletes one SA. Completes when the peer has answered or has been given up; either way the SA is
   * gone then.
   *
   * @param target which
   * @param force does not wait for the peer
   * @param log told what happens until the future completes, from any thread
   */
  CompletableFuture<Outcome> terminate(SaTarget target, boolean force, ControlLog log);

  /**
   * Replaces one SA by a new one, while traffic goes on. Completes when the new one stands, or the
   * attempt has failed.
   *
   * @param target which
   * @param reauthenticate whether an IKE SA is set up from scratch, so that both ends prove their
   *     identities again; means nothing for a Child SA
   * @param log told what happens until the future completes, from any thread
   */
  CompletableFuture<Outcome> rekey(SaTarget target, boolean reauthenticate, ControlLog log);

  /**
   * Sends the peer of an IKE SA to another gateway (RFC 5685 5). Completes when it is being told,
   * or it turns out that it does not support that.
   *
   * @param ikeSa which
   * @param gateway where to
   */
  CompletableFuture<Outcome> redirect(SaTarget.Ike ikeSa, GatewayIdentity gateway);

  /** Loads a connection, or replaces the one of that name. SAs that stand are not touched. */
  Outcome loadConnection(ConnectionSettings connection);

  /** Forgets a connection. SAs that stand are not touched. */
  Outcome unloadConnection(String name);

  /** Names of the secrets that were loaded while running, in order. */
  List<String> loadedSecrets();

  /**
   * Loads a secret, or replaces the one of that name. The gateway closes it when it is done with
   * it.
   */
  Outcome loadSecret(SharedSecret secret);

  /** Forgets a secret that was loaded while running. */
  Outcome unloadSecret(String name);

  /** Forgets all secrets that were loaded while running. */
  Outcome clearSecrets();

  /** Keys and certificates. */
  CredentialControl credentials();

  /** Reads the configuration file again; if it has errors, what was loaded stays. */
  Outcome reload();

  /**
   * Begins to tell {@code listener} what happens, until the subscription is closed. The listener
   * must not block.
   */
  Subscription subscribe(GatewayListener listener);

  /** An interest in events, until it is closed. */
  interface Subscription extends AutoCloseable {
    @Override
    void close();
  }
}
