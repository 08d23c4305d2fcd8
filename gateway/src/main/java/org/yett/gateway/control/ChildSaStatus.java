package org.yett.gateway.control;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A Child SA at one moment.
 *
 * @param name name of the child in its connection
 * @param uniqueId a number that no other Child SA of this gateway's life has
 * @param state where it is in its life
 * @param mode how packets are carried
 * @param udpEncapsulated whether ESP is carried in UDP
 * @param inboundSpi SPI of packets that we receive
 * @param outboundSpi SPI of packets that we send
 * @param suite the algorithms
 * @param inbound packets received
 * @param outbound packets sent
 * @param installed for how long it has been installed
 * @param rekeyIn when its keys will be renewed, if they will
 * @param expiresIn when it will be closed, if it will
 * @param localSelectors our side of the traffic
 * @param remoteSelectors the peer's side of the traffic
 * @param keyExchanges key exchanges of the Child SA's own, under the names of proposal strings;
 *     empty if its keys come from the IKE SA alone
 * @param counters what was counted for this SA alone, under names of our own such as {@code
 *     bad-icv}
 */
public record ChildSaStatus(
    String name,
    long uniqueId,
    State state,
    Mode mode,
    boolean udpEncapsulated,
    int inboundSpi,
    int outboundSpi,
    Optional<SuiteStatus> suite,
    Traffic inbound,
    Traffic outbound,
    Duration installed,
    Optional<Duration> rekeyIn,
    Optional<Duration> expiresIn,
    List<String> localSelectors,
    List<String> remoteSelectors,
    List<String> keyExchanges,
    Map<String, Long> counters) {

  /** Where a Child SA is in its life, in strongSwan's words. */
  public enum State {
    CREATED,
    INSTALLING,
    INSTALLED,
    REKEYING,
    REKEYED,
    DELETING,
    DELETED
  }

  /** How packets are carried, in strongSwan's words. */
  public enum Mode {
    TUNNEL,
    TRANSPORT
  }

  /**
   * What went one way.
   *
   * @param bytes octets of the inner packets
   * @param packets packets
   * @param last how long ago the last one was, if there was one
   */
  public record Traffic(long bytes, long packets, Optional<Duration> last) {
    /** Nothing yet. */
    public static final Traffic NONE = new Traffic(0, 0, Optional.empty());
  }

  public ChildSaStatus {
    localSelectors = List.copyOf(localSelectors);
    remoteSelectors = List.copyOf(remoteSelectors);
    keyExchanges = List.copyOf(keyExchanges);
    counters = Map.copyOf(counters);
  }
}
