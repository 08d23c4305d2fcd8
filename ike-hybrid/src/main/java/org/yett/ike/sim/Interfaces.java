package org.yett.ike.sim;

import java.net.InetAddress;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.yett.ike.path.TransportAddress;

/** The addresses of a host, the preferred one first, each perhaps behind a NAT. */
final class Interfaces {

  private final Map<InetAddress, Optional<Nat>> nats = new LinkedHashMap<>();

  Interfaces(InetAddress address) {
    nats.put(address, Optional.empty());
  }

  void put(InetAddress address, Optional<Nat> nat) {
    nats.put(address, nat);
  }

  void remove(InetAddress address) {
    nats.remove(address);
  }

  List<InetAddress> all() {
    return List.copyOf(nats.keySet());
  }

  boolean has(InetAddress address) {
    return nats.containsKey(address);
  }

  Optional<Nat> natOf(InetAddress address) {
    return nats.getOrDefault(address, Optional.empty());
  }

  /** How a datagram from this address of the host looks outside. */
  TransportAddress outward(TransportAddress source) {
    return natOf(source.ip()).map(nat -> nat.outward(source)).orElse(source);
  }

  /** Whether what is sent there from outside comes to the host, or to a NAT of it. */
  boolean isSeenAt(InetAddress outside) {
    return nats.entrySet().stream()
        .anyMatch(e -> e.getValue().map(Nat::address).orElse(e.getKey()).equals(outside));
  }

  /** Where at the host a datagram from outside arrives, if its NAT lets it in. */
  Optional<TransportAddress> inward(TransportAddress destination) {
    if (nats.getOrDefault(destination.ip(), Optional.empty()).isEmpty() && has(destination.ip())) {
      return Optional.of(destination);
    }
    return nats.values().stream()
        .flatMap(Optional::stream)
        .filter(nat -> nat.address().equals(destination.ip()))
        .findFirst()
        .flatMap(nat -> nat.inward(destination))
        .filter(inside -> has(inside.ip()));
  }
}
