package org.yett.gateway.config;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;
import org.yett.ike.config.FragmentationConfig;
import org.yett.ike.config.RetransmissionConfig;

/**
 * What holds for the whole gateway: the section {@code yett}, or {@code charon} as in {@code
 * strongswan.conf}.
 *
 * @param port UDP port for IKE
 * @param natTraversalPort UDP port for IKE and ESP in UDP
 * @param retransmission when requests are sent again
 * @param fragmentSizeIpv4 largest IP datagram that carries an IKE fragment over IPv4, in octets
 * @param fragmentSizeIpv6 the same over IPv6
 * @param dosProtection whether cookies are ever demanded
 * @param cookieThreshold half-open IKE SAs from which on cookies are demanded
 * @param cookieThresholdPerAddress half-open IKE SAs of one address from which on cookies are
 *     demanded of it
 * @param blockThreshold most half-open IKE SAs of one address, if it is set; 0 for no limit
 * @param halfOpenLimit most half-open IKE SAs in all, if it is set; 0 for no limit
 * @param halfOpenTimeout how long an IKE SA may remain half-open
 * @param natKeepalive interval of NAT keepalives; zero sends none
 * @param replayWindow ESP packets that may arrive late and are still accepted, where a child does
 *     not say
 * @param extensions puzzles, crash detection, redirection, resumption
 * @param viciSocket path of the control socket, if it is set
 */
public record DaemonSettings(
    int port,
    int natTraversalPort,
    Retransmission retransmission,
    int fragmentSizeIpv4,
    int fragmentSizeIpv6,
    boolean dosProtection,
    int cookieThreshold,
    int cookieThresholdPerAddress,
    OptionalInt blockThreshold,
    OptionalInt halfOpenLimit,
    Duration halfOpenTimeout,
    Duration natKeepalive,
    int replayWindow,
    ExtensionSettings extensions,
    Optional<Path> viciSocket) {

  /**
   * When requests are sent again: the wait after the n-th transmission, n from 0, is {@code timeout
   * * base^n}.
   *
   * @param timeout wait after the first transmission
   * @param base factor from one wait to the next
   * @param tries retransmissions before the peer is given up
   * @param jitterPercent greatest part of a wait that is taken off at random, in percent
   * @param limit the longest single wait, if there is a limit
   */
  public record Retransmission(
      Duration timeout, double base, int tries, int jitterPercent, Optional<Duration> limit) {
    /** The engine's defaults, which suit hybrid handshakes: shorter waits than strongSwan's. */
    public static final Retransmission DEFAULT = of(RetransmissionConfig.DEFAULT);

    private static Retransmission of(RetransmissionConfig config) {
      return new Retransmission(
          config.timeout(),
          config.base(),
          config.tries(),
          (int) Math.round(config.jitter() * 100),
          config.limit());
    }
  }

  /**
   * strongSwan's defaults, except for what suits hybrid handshakes: requests are sent again sooner,
   * fragments over IPv4 are large enough for ML-KEM-768, and an IKE SA may remain half-open for 60
   * s.
   */
  public static final DaemonSettings DEFAULT =
      new DaemonSettings(
          500,
          4500,
          Retransmission.DEFAULT,
          FragmentationConfig.DEFAULT.ipv4Datagram(),
          FragmentationConfig.DEFAULT.ipv6Datagram(),
          true,
          30,
          3,
          OptionalInt.empty(),
          OptionalInt.empty(),
          Duration.ofSeconds(60),
          Duration.ofSeconds(20),
          32,
          ExtensionSettings.DEFAULT,
          Optional.empty());
}
