package org.yett.ike.endpoint;

import java.util.List;
import java.util.Optional;
import org.yett.ike.config.AddressPool;
import org.yett.ike.config.ConnectionConfig;
import org.yett.ike.config.GatewayIdentity;
import org.yett.ike.config.RedirectRule;
import org.yett.ike.event.ChildSaId;
import org.yett.ike.event.IkeSaId;
import org.yett.ike.path.Path;

/**
 * What an operator or a configuration wants. A command with a tag is answered by one {@link
 * org.yett.ike.event.Event.CommandFinished} with the same tag, at once or when it has taken effect.
 */
public sealed interface Command {

  /**
   * Replace all connections by these. IKE SAs that exist keep the connection that they were set up
   * with.
   *
   * @param connections all connections; names differ
   */
  record LoadConnections(List<ConnectionConfig> connections) implements Command {
    /** Copies the list. */
    public LoadConnections {
      connections = List.copyOf(connections);
    }
  }

  /**
   * Replace all pools of addresses by these. What is leased stays leased; a peer that comes back
   * gets the same address as long as its pool still has it.
   *
   * @param pools all pools; names differ, and no address is in two of them
   */
  record LoadPools(List<AddressPool> pools) implements Command {
    /** Copies the list. */
    public LoadPools {
      pools = List.copyOf(pools);
    }
  }

  /**
   * Set up a Child SA, and the IKE SA that it takes. An IKE SA of the connection that stands
   * already and goes to the same remote address is used.
   *
   * @param tag chosen by whoever commands
   * @param connection the connection's name
   * @param child the child's name in it; without one the connection's first, or an IKE SA without a
   *     Child SA (RFC 6023) if it has none
   * @param path our address and the peer's: what {@code %any} and routing come to is for whoever
   *     commands to decide. On port 500 unless the connection says otherwise
   */
  record Initiate(long tag, String connection, Optional<String> child, Path path)
      implements Command {}

  /**
   * Delete IKE SAs with all their Child SAs.
   *
   * @param tag chosen by whoever commands
   * @param target which
   */
  record TerminateIke(long tag, IkeTarget target) implements Command {}

  /**
   * Delete Child SAs.
   *
   * @param tag chosen by whoever commands
   * @param target which
   */
  record TerminateChild(long tag, ChildTarget target) implements Command {}

  /**
   * Replace IKE SAs by new ones that inherit their Child SAs (RFC 7296 2.18), or by new ones that
   * are set up from scratch (RFC 7296 2.8.3); the old ones are deleted afterwards.
   *
   * @param tag chosen by whoever commands
   * @param target which
   * @param reauthenticate whether from scratch, so that both ends prove their identities again
   */
  record RekeyIke(long tag, IkeTarget target, boolean reauthenticate) implements Command {}

  /**
   * Replace Child SAs by new ones (RFC 7296 2.8); the old ones are deleted afterwards.
   *
   * @param tag chosen by whoever commands
   * @param target which
   */
  record RekeyChild(long tag, ChildTarget target) implements Command {}

  /**
   * Ask the peer for a sign of life (RFC 7296 2.4) now.
   *
   * @param tag chosen by whoever commands
   * @param target which IKE SAs
   */
  record CheckLiveness(long tag, IkeTarget target) implements Command {}

  /**
   * Delete every IKE SA, and accept none any more. Finished when every peer has answered or has
   * been given up.
   *
   * @param tag chosen by whoever commands
   */
  record Shutdown(long tag) implements Command {}

  /**
   * Send the clients of IKE SAs to another gateway (RFC 5685 5). Finished when they are being told.
   *
   * @param tag chosen by whoever commands
   * @param target which IKE SAs
   * @param gateway where to
   */
  record Redirect(long tag, IkeTarget target, GatewayIdentity gateway) implements Command {}

  /**
   * Send initiators to other gateways from now on, in place of all earlier rules (RFC 5685 3, 6).
   *
   * @param rules whom, when, and where to; the first that fits counts
   */
  record LoadRedirectRules(List<RedirectRule> rules) implements Command {
    /** Copies the list. */
    public LoadRedirectRules {
      rules = List.copyOf(rules);
    }
  }

  /** Which IKE SAs a command is for. */
  sealed interface IkeTarget {
    /**
     * One IKE SA.
     *
     * @param id its number
     */
    record ById(IkeSaId id) implements IkeTarget {}

    /**
     * All IKE SAs of a connection.
     *
     * @param connection the connection's name
     */
    record ByConnection(String connection) implements IkeTarget {}
  }

  /** Which Child SAs a command is for. */
  sealed interface ChildTarget {
    /**
     * One Child SA.
     *
     * @param id its number
     */
    record ById(ChildSaId id) implements ChildTarget {}

    /**
     * All Child SAs of that name, of one connection or of any.
     *
     * @param connection the connection's name, or any
     * @param child the child's name
     */
    record ByName(Optional<String> connection, String child) implements ChildTarget {}
  }
}
