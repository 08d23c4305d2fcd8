package org.yett.ike.sim;

import java.net.InetAddress;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.yett.ike.path.TransportAddress;

/**
 * A NAT in front of a host: it sends from its own address, with a port of its own for each address
 * and port inside, and lets in what comes to such a port.
 */
public final class Nat {

  private static final int FIRST_PORT = 20_000;

  private final InetAddress address;
  private final Map<TransportAddress, Integer> forwarded = new HashMap<>();
  private final Map<TransportAddress, Integer> ports = new HashMap<>();
  private final Map<Integer, TransportAddress> inside = new HashMap<>();
  private int nextPort = FIRST_PORT;

  /** A NAT with this address outside. */
  public Nat(InetAddress address) {
    this.address = address;
  }

  /** The address outside. */
  public InetAddress address() {
    return address;
  }

  /**
   * Lets in from outside at all times what comes to this port, as a port forwarding does, and sends
   * from it what comes from there.
   */
  public Nat forward(int port, TransportAddress host) {
    forwarded.put(host, port);
    bindForwarded();
    return this;
  }

  private void bindForwarded() {
    forwarded.forEach((host, port) -> {
      ports.put(host, port);
      inside.put(port, host);
    });
  }

  /**
   * Forgets all bindings but those of forwarded ports, as a NAT does that restarts: the next
   * datagrams come from new ports.
   */
  public void rebind() {
    ports.clear();
    inside.clear();
    bindForwarded();
  }

  TransportAddress outward(TransportAddress source) {
    int port =
        ports.computeIfAbsent(
            source,
            _ -> {
              int chosen = nextPort++;
              inside.put(chosen, source);
              return chosen;
            });
    return new TransportAddress(address, port);
  }

  Optional<TransportAddress> inward(TransportAddress destination) {
    return Optional.ofNullable(inside.get(destination.port()));
  }
}
