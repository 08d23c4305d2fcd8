package org.yett.ike.endpoint;

import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.yett.ike.config.Identity;
import org.yett.ike.event.ChildPosture;
import org.yett.ike.event.IkeSaId;
import org.yett.ike.event.Posture;
import org.yett.ike.negotiate.Suite;
import org.yett.ike.path.Path;
import org.yett.ike.wire.IkeSpi;
import org.yett.ike.wire.Offence;
import org.yett.ike.wire.Side;

/**
 * What an endpoint holds, at one instant.
 *
 * @param ikeSas all IKE SAs, half-open ones too, oldest first
 * @param halfOpen how many of them are half-open with us as responder
 * @param offences how often each offence was committed
 * @param counters other counts, by name: {@code cookies-demanded}, {@code retransmissions}, ...
 * @param pools pools of addresses, in the order in which they were loaded
 */
public record EndpointStatus(
    List<IkeSaStatus> ikeSas,
    int halfOpen,
    SortedMap<Offence, Long> offences,
    SortedMap<String, Long> counters,
    List<PoolStatus> pools) {

  /** Copies the collections. */
  public EndpointStatus {
    ikeSas = List.copyOf(ikeSas);
    pools = List.copyOf(pools);
    offences = Collections.unmodifiableSortedMap(new TreeMap<>(offences));
    counters = Collections.unmodifiableSortedMap(new TreeMap<>(counters));
  }

  /**
   * One IKE SA.
   *
   * @param id its number
   * @param connection the connection's name, once it is known
   * @param side our side: who began
   * @param state the name of its state
   * @param established whether both ends are authenticated, and it is not being deleted
   * @param initiatorSpi SPI of the original initiator
   * @param responderSpi SPI of the original responder; 0 while it is not known
   * @param path the way to the peer
   * @param natLocal whether we are behind a NAT
   * @param natRemote whether the peer is behind a NAT
   * @param ours our identity, once it is known
   * @param peer the peer's identity, once it is authenticated
   * @param suite the algorithms, once they are agreed
   * @param posture what protects the SA, once it is established
   * @param startedAt when it was begun
   * @param establishedAt when both ends were authenticated
   * @param rekeyAt when it is going to be rekeyed, if it is
   * @param reauthenticateAt when it is going to be reauthenticated, if it is
   * @param assigned addresses that one end has assigned to the other
   * @param childSas its Child SAs, oldest first
   * @param offences offences committed on this IKE SA
   */
  public record IkeSaStatus(
      IkeSaId id,
      Optional<String> connection,
      Side side,
      String state,
      boolean established,
      IkeSpi initiatorSpi,
      IkeSpi responderSpi,
      Path path,
      boolean natLocal,
      boolean natRemote,
      Optional<Identity> ours,
      Optional<Identity> peer,
      Optional<Suite> suite,
      Optional<Posture> posture,
      Instant startedAt,
      Optional<Instant> establishedAt,
      Optional<Instant> rekeyAt,
      Optional<Instant> reauthenticateAt,
      AssignedAddresses assigned,
      List<ChildSaStatus> childSas,
      Map<Offence, Long> offences) {

    /** Copies the collections. */
    public IkeSaStatus {
      childSas = List.copyOf(childSas);
      offences = Map.copyOf(offences);
    }
  }

  /**
   * One Child SA.
   *
   * @param childSa the Child SA; its keys belong to the datapath and are not to be read
   * @param state {@code INSTALLED}, {@code REKEYING}, {@code REKEYED} or {@code DELETING}
   * @param installedAt when it was installed
   * @param rekeyAt when it is going to be rekeyed, if it is
   * @param expiresAt when it is deleted at the latest, if it has a lifetime
   * @param posture what protects it
   */
  public record ChildSaStatus(
      ChildSa childSa,
      String state,
      Instant installedAt,
      Optional<Instant> rekeyAt,
      Optional<Instant> expiresAt,
      ChildPosture posture) {}
}
