package org.yett.gateway.config;

import java.net.InetAddress;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.yett.ike.config.AddressMatch;
import org.yett.ike.config.ChildConfig;
import org.yett.ike.config.ChildMode;
import org.yett.ike.config.ConnectionConfig;
import org.yett.ike.config.CookieConfig;
import org.yett.ike.config.EndpointConfig;
import org.yett.ike.config.FragmentationConfig;
import org.yett.ike.config.Limits;
import org.yett.ike.config.RetransmissionConfig;
import org.yett.ike.config.Shard;

/** Turns checked settings into what the IKE engine takes. */
public final class EngineConfigMapper {

  /** A limit that is switched off: more half-open IKE SAs than an endpoint can hold. */
  private static final int UNLIMITED = Integer.MAX_VALUE;

  private static final AddressMatch NOBODY =
      new AddressMatch.Host(InetAddress.ofLiteral("0.0.0.0"));

  private EngineConfigMapper() {}

  /**
   * What holds for all IKE SAs of one endpoint.
   *
   * @param settings the settings
   * @param shard the part of all IKE SAs that the endpoint owns
   */
  public static EndpointConfig endpoint(DaemonSettings settings, Shard shard) {
    DaemonSettings.Retransmission r = settings.retransmission();
    return new EndpointConfig(
        shard,
        new RetransmissionConfig(
            r.timeout(), r.base(), r.tries(), r.jitterPercent() / 100.0, r.limit()),
        new FragmentationConfig(
            settings.fragmentSizeIpv4(),
            settings.fragmentSizeIpv6(),
            Math.min(settings.fragmentSizeIpv4(), FragmentationConfig.DEFAULT.ipv4Fallback()),
            Math.min(settings.fragmentSizeIpv6(), FragmentationConfig.DEFAULT.ipv6Fallback()),
            FragmentationConfig.DEFAULT.maxFragments(),
            FragmentationConfig.DEFAULT.maxMessage()),
        cookies(settings),
        limits(settings),
        settings.natKeepalive(),
        settings.natTraversalPort(),
        settings.extensions().toEngine(Optional.empty(), Optional.empty()),
        EndpointConfig.DEFAULT.window());
  }

  private static CookieConfig cookies(DaemonSettings settings) {
    Duration lifetime = CookieConfig.DEFAULT.secretLifetime();
    return settings.dosProtection()
        ? new CookieConfig(
            settings.cookieThreshold(), settings.cookieThresholdPerAddress(), lifetime)
        : new CookieConfig(UNLIMITED, UNLIMITED, lifetime);
  }

  private static Limits limits(DaemonSettings settings) {
    Limits usual = Limits.DEFAULT;
    return new Limits(
        limit(settings.halfOpenLimit().orElse(usual.halfOpen())),
        limit(settings.blockThreshold().orElse(usual.halfOpenPerAddress())),
        settings.halfOpenTimeout(),
        usual.reassemblyLifetime(),
        usual.intermediateExchanges(),
        usual.saInitRestarts());
  }

  /** Zero stands for no limit. */
  private static int limit(int setting) {
    return setting == 0 ? UNLIMITED : setting;
  }

  /**
   * A connection.
   *
   * @param settings the settings
   * @param resolver gives the addresses that a host name has now; none if it has none
   */
  public static ConnectionConfig connection(
      ConnectionSettings settings, Function<String, List<InetAddress>> resolver) {
    return connection(settings, resolver, List.of());
  }

  /**
   * A connection.
   *
   * @param settings the settings
   * @param resolver gives the addresses that a host name has now; none if it has none
   * @param authorities authorities that are loaded, of which certificates are asked for
   */
  public static ConnectionConfig connection(
      ConnectionSettings settings,
      Function<String, List<InetAddress>> resolver,
      List<X509Certificate> authorities) {
    return plain(settings, resolver, new AuthMapper(settings, authorities))
        .withLifetimes(settings.lifetimes())
        .withAddressing(settings.addressing())
        .withChildless(settings.childless())
        .withMobility(settings.mobility());
  }

  private static ConnectionConfig plain(
      ConnectionSettings settings, Function<String, List<InetAddress>> resolver, AuthMapper auth) {
    return new ConnectionConfig(
            settings.name(),
            addresses(settings.localAddresses(), resolver),
            addresses(settings.remoteAddresses(), resolver),
            settings.proposals(),
            settings.policy().floor(),
            auth.local().getFirst(),
            auth.remote().getFirst(),
            settings.children().stream().map(child -> child(child, settings.policy())).toList(),
            settings.encapsulate(),
            settings.fragmentation(),
            settings.unique(),
            settings.dpdDelay())
        .withAuth(auth.further());
  }

  private static List<AddressMatch> addresses(
      List<AddressSpec> specs, Function<String, List<InetAddress>> resolver) {
    List<AddressMatch> matches = new ArrayList<>();
    for (AddressSpec spec : specs) {
      switch (spec) {
        case AddressSpec.Any any -> matches.add(new AddressMatch.Any());
        case AddressSpec.Host host -> matches.add(new AddressMatch.Host(host.address()));
        case AddressSpec.Range range ->
            matches.add(new AddressMatch.Range(range.first(), range.last()));
        case AddressSpec.Name name ->
            resolver.apply(name.name()).forEach(a -> matches.add(new AddressMatch.Host(a)));
      }
    }
    if (matches.isEmpty()) {
      // Names that resolve to nothing: an empty list would stand for every address.
      matches.add(NOBODY);
    }
    return matches;
  }

  private static ChildConfig child(ChildSettings settings, PolicySettings policy) {
    return new ChildConfig(
        settings.name(),
        settings.proposals(),
        settings.localSelectors(),
        settings.remoteSelectors(),
        ChildMode.TUNNEL,
        settings.startAction(),
        settings.lifetimes(),
        policy.childFloor());
  }
}
