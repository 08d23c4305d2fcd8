package org.yett.gateway.control;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * An IKE SA at one moment.
 *
 * @param connection name of the connection; empty while a responder does not know it yet
 * @param uniqueId a number that no other IKE SA of this gateway's life has
 * @param state where it is in its life
 * @param initiator whether we began
 * @param local our address and port
 * @param remote the peer's address and port
 * @param localId our identity, once it is known
 * @param remoteId the peer's identity, once it is known
 * @param initiatorSpi SPI of the initiator
 * @param responderSpi SPI of the responder; 0 while it is not known
 * @param natLocal whether we are behind a NAT
 * @param natRemote whether the peer is behind a NAT
 * @param natFake whether UDP encapsulation is used though there is no NAT, because the
 *     configuration asks for it
 * @param suite the algorithms, once they are agreed
 * @param posture what protects the SA, once it is established
 * @param established for how long it has been established, if it is
 * @param rekeyIn when its keys will be renewed, if they will
 * @param reauthenticateIn when it will be authenticated again, if it will
 * @param tasks exchanges that are under way or waiting, in words
 * @param counters what was counted for this SA alone, under names of our own such as {@code
 *     messages-in}
 * @param localVips addresses that the peer has assigned to us
 * @param remoteVips addresses that we have assigned to the peer
 * @param nameServers DNS servers that the peer has told us
 * @param children its Child SAs
 */
public record IkeSaStatus(
    String connection,
    long uniqueId,
    State state,
    boolean initiator,
    InetSocketAddress local,
    InetSocketAddress remote,
    Optional<String> localId,
    Optional<String> remoteId,
    long initiatorSpi,
    long responderSpi,
    boolean natLocal,
    boolean natRemote,
    boolean natFake,
    Optional<SuiteStatus> suite,
    Optional<PostureStatus> posture,
    Optional<Duration> established,
    Optional<Duration> rekeyIn,
    Optional<Duration> reauthenticateIn,
    List<String> tasks,
    Map<String, Long> counters,
    List<String> localVips,
    List<String> remoteVips,
    List<String> nameServers,
    List<ChildSaStatus> children) {

  /** Where an IKE SA is in its life, in strongSwan's words. */
  public enum State {
    CREATED,
    CONNECTING,
    ESTABLISHED,
    REKEYING,
    REKEYED,
    DELETING,
    DESTROYING
  }

  public IkeSaStatus {
    tasks = List.copyOf(tasks);
    counters = Map.copyOf(counters);
    localVips = List.copyOf(localVips);
    remoteVips = List.copyOf(remoteVips);
    nameServers = List.copyOf(nameServers);
    children = List.copyOf(children);
  }

  /** The same with these children alone. */
  public IkeSaStatus withChildren(List<ChildSaStatus> some) {
    return new IkeSaStatus(
        connection,
        uniqueId,
        state,
        initiator,
        local,
        remote,
        localId,
        remoteId,
        initiatorSpi,
        responderSpi,
        natLocal,
        natRemote,
        natFake,
        suite,
        posture,
        established,
        rekeyIn,
        reauthenticateIn,
        tasks,
        counters,
        localVips,
        remoteVips,
        nameServers,
        some);
  }
}
