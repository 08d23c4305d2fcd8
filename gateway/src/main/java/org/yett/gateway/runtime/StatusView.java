package org.yett.gateway.runtime;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.yett.gateway.control.ChildSaStatus;
import org.yett.gateway.control.IkeSaStatus;
import org.yett.gateway.control.PostureStatus;
import org.yett.gateway.datapath.Datapath;
import org.yett.gateway.datapath.SaTraffic;
import org.yett.gateway.net.OuterNetwork;
import org.yett.ike.endpoint.AssignedAddresses;
import org.yett.ike.endpoint.ChildSa;
import org.yett.ike.endpoint.EndpointStatus;
import org.yett.ike.event.Posture;
import org.yett.ike.negotiate.AddressRange;
import org.yett.ike.negotiate.Algorithm;
import org.yett.ike.negotiate.KeyExchangesUsed;
import org.yett.ike.path.Encapsulation;
import org.yett.ike.path.TransportAddress;
import org.yett.ike.wire.Offence;
import org.yett.spec.iana.ConfigurationAttributeType;

/** From what the endpoint and the datapath know to what an operator is shown. */
final class StatusView {

  private final Datapath datapath;

  StatusView(Datapath datapath) {
    this.datapath = datapath;
  }

  /** All IKE SAs of a snapshot that was taken at {@code now}. */
  List<IkeSaStatus> ikeSas(EndpointStatus status, Instant now) {
    return status.ikeSas().stream().map(ikeSa -> ikeSa(ikeSa, now)).toList();
  }

  /** One IKE SA. */
  IkeSaStatus ikeSa(EndpointStatus.IkeSaStatus ikeSa, Instant now) {
    boolean encapsulated = ikeSa.path().encapsulation() == Encapsulation.UDP_NON_ESP_MARKER;
    boolean nat = ikeSa.natLocal() || ikeSa.natRemote();
    return new IkeSaStatus(
        ikeSa.connection().orElse(""),
        ikeSa.id().value(),
        state(ikeSa),
        ikeSa.side() == org.yett.ike.wire.Side.INITIATOR,
        socketAddress(ikeSa.path().local()),
        socketAddress(ikeSa.path().remote()),
        ikeSa.ours().map(Object::toString),
        ikeSa.peer().map(Object::toString),
        ikeSa.initiatorSpi().value(),
        ikeSa.responderSpi().value(),
        ikeSa.natLocal(),
        ikeSa.natRemote(),
        encapsulated && !nat,
        ikeSa.suite().map(StrongSwanNames::of),
        ikeSa.posture().map(StatusView::posture),
        ikeSa.establishedAt().map(at -> Duration.between(at, now)),
        until(ikeSa.rekeyAt(), now),
        until(ikeSa.reauthenticateAt(), now),
        List.of(),
        offences(ikeSa.offences()),
        texts(ikeSa.assigned().local()),
        texts(ikeSa.assigned().remote()),
        nameServers(ikeSa.assigned()),
        ikeSa.childSas().stream().map(child -> childSa(child, now)).toList());
  }

  private static List<String> texts(List<InetAddress> addresses) {
    return addresses.stream().map(AddressRange::text).toList();
  }

  private static List<String> nameServers(AssignedAddresses assigned) {
    return assigned.attributes().stream()
        .filter(attribute ->
            attribute.type().equals(ConfigurationAttributeType.INTERNAL_IP4_DNS)
                || attribute.type().equals(ConfigurationAttributeType.INTERNAL_IP6_DNS))
        .map(attribute -> AddressRange.text(AddressRange.address(attribute.value().toArray())))
        .toList();
  }

  private static Map<String, Long> offences(Map<Offence, Long> counted) {
    Map<String, Long> byName = new TreeMap<>();
    counted.forEach((offence, count) -> byName.put(offence.name(), count));
    return byName;
  }

  private static IkeSaStatus.State state(EndpointStatus.IkeSaStatus ikeSa) {
    if (ikeSa.established()) {
      return IkeSaStatus.State.ESTABLISHED;
    }
    return ikeSa.establishedAt().isPresent()
        ? IkeSaStatus.State.DELETING
        : IkeSaStatus.State.CONNECTING;
  }

  private ChildSaStatus childSa(EndpointStatus.ChildSaStatus child, Instant now) {
    ChildSa sa = child.childSa();
    Optional<SaTraffic> traffic = datapath.traffic(sa.inboundSpi());
    long nanos = System.nanoTime();
    return new ChildSaStatus(
        sa.name(),
        sa.id().value(),
        switch (child.state()) {
          case "DELETING" -> ChildSaStatus.State.DELETING;
          case "REKEYING" -> ChildSaStatus.State.REKEYING;
          case "REKEYED" -> ChildSaStatus.State.REKEYED;
          default -> ChildSaStatus.State.INSTALLED;
        },
        ChildSaStatus.Mode.TUNNEL,
        sa.udpEncapsulated(),
        sa.inboundSpi(),
        sa.outboundSpi(),
        Optional.of(StrongSwanNames.of(sa.suite())),
        traffic
            .map(t -> traffic(t.inboundBytes(), t.inboundPackets(), t.lastInboundNanos(), nanos))
            .orElse(ChildSaStatus.Traffic.NONE),
        traffic
            .map(t -> traffic(t.outboundBytes(), t.outboundPackets(), t.lastOutboundNanos(), nanos))
            .orElse(ChildSaStatus.Traffic.NONE),
        Duration.between(child.installedAt(), now),
        until(child.rekeyAt(), now),
        until(child.expiresAt(), now),
        sa.localSelectors().stream().map(Object::toString).toList(),
        sa.remoteSelectors().stream().map(Object::toString).toList(),
        names(sa.suite().keyExchangesUsed()),
        traffic.map(StatusView::counters).orElse(Map.of()));
  }

  /** What is overdue happens at once. */
  private static Optional<Duration> until(Optional<Instant> at, Instant now) {
    return at.map(instant -> instant.isAfter(now) ? Duration.between(now, instant) : Duration.ZERO);
  }

  private static ChildSaStatus.Traffic traffic(long bytes, long packets, long last, long now) {
    return new ChildSaStatus.Traffic(
        bytes, packets, last == 0 ? Optional.empty() : Optional.of(Duration.ofNanos(now - last)));
  }

  private static Map<String, Long> counters(SaTraffic traffic) {
    Map<String, Long> counters = new TreeMap<>();
    counters.put("bad-icv", traffic.badIcv());
    counters.put("replayed", traffic.replayed());
    counters.put("malformed", traffic.malformed());
    counters.put("selector-mismatch", traffic.selectorMismatch());
    return counters;
  }

  private static PostureStatus posture(Posture posture) {
    KeyExchangesUsed used = posture.keyExchanges();
    return new PostureStatus(
        names(used),
        used.isHybrid(),
        used.isPostQuantum(),
        authentication(posture.ourAuthentication()),
        authentication(posture.peerAuthentication()),
        posture.transcriptBound(),
        posture.resumed(),
        posture.ppk(),
        used.isExperimental());
  }

  private static String authentication(Posture.Authentication how) {
    return switch (how) {
      case PRE_SHARED_KEY -> "psk";
      case CLASSICAL_SIGNATURE -> "signature";
      case POST_QUANTUM_SIGNATURE -> "pq-signature";
      case HYBRID_SIGNATURES -> "hybrid-signatures";
      case EAP -> "eap";
      case NONE -> "none";
    };
  }

  private static List<String> names(KeyExchangesUsed used) {
    return used.all().stream().map(method -> Algorithm.of(method).toString()).toList();
  }

  private static InetSocketAddress socketAddress(TransportAddress address) {
    return OuterNetwork.socketAddress(address);
  }
}
