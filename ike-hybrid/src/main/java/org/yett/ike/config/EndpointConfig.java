package org.yett.ike.config;

import java.time.Duration;
import org.yett.ike.path.Path;

/**
 * What holds for all IKE SAs of an endpoint.
 *
 * @param shard the part of all IKE SAs that this endpoint owns
 * @param retransmission when requests are sent again
 * @param fragmentation bounds of IKE fragmentation
 * @param cookies when cookies are demanded
 * @param limits what an unauthenticated peer may cost
 * @param natKeepalive interval of NAT keepalives (RFC 3948 2.3), sent only from behind a NAT; zero
 *     sends none
 * @param natTraversalPort our port for UDP encapsulation
 * @param extensions puzzles, crash detection, redirection, resumption
 * @param window how many requests of the peer we take at a time, announced by SET_WINDOW_SIZE if it
 *     is more than one (RFC 7296 2.3)
 */
public record EndpointConfig(
    Shard shard,
    RetransmissionConfig retransmission,
    FragmentationConfig fragmentation,
    CookieConfig cookies,
    Limits limits,
    Duration natKeepalive,
    int natTraversalPort,
    Extensions extensions,
    int window) {

  /** The widest window that we offer: each request in it is kept with its response. */
  public static final int MAX_WINDOW = 64;

  /** One shard, defaults everywhere, a keepalive each 20 s. */
  public static final EndpointConfig DEFAULT =
      new EndpointConfig(
          Shard.ONLY,
          RetransmissionConfig.DEFAULT,
          FragmentationConfig.DEFAULT,
          CookieConfig.DEFAULT,
          Limits.DEFAULT,
          Duration.ofSeconds(20),
          Path.NAT_TRAVERSAL_PORT,
          Extensions.DEFAULT,
          1);

  /** Checks the ranges. */
  public EndpointConfig {
    if (natKeepalive.isNegative()) {
      throw new IllegalArgumentException("the keepalive interval is not negative");
    }
    if (natTraversalPort < 1 || natTraversalPort > 0xffff) {
      throw new IllegalArgumentException("port out of range: " + natTraversalPort);
    }
    if (window < 1 || window > MAX_WINDOW) {
      throw new IllegalArgumentException("a window of 1 to " + MAX_WINDOW + ": " + window);
    }
  }

  /** The same with another shard. */
  public EndpointConfig withShard(Shard other) {
    return new EndpointConfig(
        other,
        retransmission,
        fragmentation,
        cookies,
        limits,
        natKeepalive,
        natTraversalPort,
        extensions,
        window);
  }

  /** The same with other retransmission. */
  public EndpointConfig withRetransmission(RetransmissionConfig other) {
    return new EndpointConfig(
        shard,
        other,
        fragmentation,
        cookies,
        limits,
        natKeepalive,
        natTraversalPort,
        extensions,
        window);
  }

  /** The same with other bounds of fragmentation. */
  public EndpointConfig withFragmentation(FragmentationConfig other) {
    return new EndpointConfig(
        shard,
        retransmission,
        other,
        cookies,
        limits,
        natKeepalive,
        natTraversalPort,
        extensions,
        window);
  }

  /** The same with other thresholds of cookies. */
  public EndpointConfig withCookies(CookieConfig other) {
    return new EndpointConfig(
        shard,
        retransmission,
        fragmentation,
        other,
        limits,
        natKeepalive,
        natTraversalPort,
        extensions,
        window);
  }

  /** The same with other limits. */
  public EndpointConfig withLimits(Limits other) {
    return new EndpointConfig(
        shard,
        retransmission,
        fragmentation,
        cookies,
        other,
        natKeepalive,
        natTraversalPort,
        extensions,
        window);
  }

  /** The same with other extensions. */
  public EndpointConfig withExtensions(Extensions other) {
    return new EndpointConfig(
        shard,
        retransmission,
        fragmentation,
        cookies,
        limits,
        natKeepalive,
        natTraversalPort,
        other,
        window);
  }

  /** The same with another window. */
  public EndpointConfig withWindow(int other) {
    return new EndpointConfig(
        shard,
        retransmission,
        fragmentation,
        cookies,
        limits,
        natKeepalive,
        natTraversalPort,
        extensions,
        other);
  }
}
