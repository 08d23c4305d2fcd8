package org.yett.interop.scenario;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.OptionalInt;
import java.util.SequencedMap;
import java.util.Set;
import org.yett.interop.lab.Family;
import org.yett.interop.lab.Side;
import org.yett.interop.peer.Connection;

/**
 * Something to be shown between two implementations.
 *
 * @param name what the command line and the report call it
 * @param shows what it shows, one line for a person
 * @param outer the family between the hosts
 * @param datapath how ESP must travel
 * @param initiator configuration of whoever initiates
 * @param responder configuration of whoever responds
 * @param expectation what must be seen
 * @param needs what both implementations must be able to do
 * @param steps what is done, in order
 * @param heavy whether it is left out where time counts
 */
public record Scenario(
    String name,
    String shows,
    Family outer,
    Datapath datapath,
    Config initiator,
    Config responder,
    Expectation expectation,
    Set<Capability> needs,
    List<Step> steps,
    boolean heavy) {

  /** Copies the collections. */
  public Scenario {
    needs = Set.copyOf(needs);
    steps = List.copyOf(steps);
  }

  /**
   * One side's configuration.
   *
   * @param proposals IKE proposals in strongSwan's syntax
   * @param espProposals ESP proposals in strongSwan's syntax
   * @param secret the shared secret
   * @param keys further keys of the connection, in swanctl.conf's words
   * @param fragmentSize largest IP packet with a fragment of an IKE message, in octets; empty for
   *     the daemon's default
   * @param demandCookies whether it demands cookies as responder
   * @param rawEsp whether it may send ESP without UDP
   * @param deafness whether the link is going to be cut for a moment
   */
  public record Config(
      String proposals,
      String espProposals,
      String secret,
      SequencedMap<String, String> keys,
      OptionalInt fragmentSize,
      boolean demandCookies,
      boolean rawEsp,
      boolean deafness) {

    /** Copies the map. */
    public Config {
      keys = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(keys));
    }
  }

  /** Whether the two are to come together at all. */
  public boolean refused() {
    return steps.contains(new Step.Refusal());
  }

  /** Whether the peer is told to misbehave. */
  public boolean impaired() {
    return needs.contains(Capability.IMPAIRMENTS);
  }

  /**
   * The configuration of one side.
   *
   * @param side the side
   * @param role the role that it plays
   */
  public Connection connection(Side side, Role role) {
    Config config = role == Role.INITIATOR ? initiator : responder;
    return new Connection(
        side,
        outer,
        config.proposals(),
        config.espProposals(),
        config.secret(),
        config.keys(),
        new Connection.Tuning(
            config.fragmentSize(), config.demandCookies(), config.rawEsp(), config.deafness()));
  }
}
