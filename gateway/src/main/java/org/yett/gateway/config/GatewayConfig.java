package org.yett.gateway.config;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.yett.ike.config.AddressPool;

/**
 * A whole configuration that has been checked.
 *
 * @param daemon what holds for the gateway as a whole
 * @param connections the connections, in order
 * @param pools pools of addresses for peers, in order
 * @param secrets the pre-shared keys, in order; whoever uses the configuration closes them
 * @param credentials keys and certificates
 * @param files files that it was read from
 */
public record GatewayConfig(
    DaemonSettings daemon,
    List<ConnectionSettings> connections,
    List<AddressPool> pools,
    List<SharedSecret> secrets,
    LoadedCredentials credentials,
    List<Path> files) {
  public GatewayConfig {
    connections = List.copyOf(connections);
    pools = List.copyOf(pools);
    secrets = List.copyOf(secrets);
    files = List.copyOf(files);
  }

  /** The connection of that name. */
  public Optional<ConnectionSettings> connection(String name) {
    return connections.stream().filter(c -> c.name().equals(name)).findFirst();
  }
}
