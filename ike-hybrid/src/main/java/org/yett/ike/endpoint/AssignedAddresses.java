package org.yett.ike.endpoint;

import java.net.InetAddress;
import java.util.List;
import org.yett.ike.wire.ConfigurationAttribute;

/**
 * What configuration payloads have settled for an IKE SA (RFC 7296 2.19). It lasts as long as the
 * IKE SA or its successors.
 *
 * @param local addresses that the peer has assigned to us
 * @param remote addresses that we have assigned to the peer
 * @param attributes what else the peer has told us: name servers, subnets
 */
public record AssignedAddresses(
    List<InetAddress> local, List<InetAddress> remote, List<ConfigurationAttribute> attributes) {

  /** None. */
  public static final AssignedAddresses NONE =
      new AssignedAddresses(List.of(), List.of(), List.of());

  /** Copies the lists. */
  public AssignedAddresses {
    local = List.copyOf(local);
    remote = List.copyOf(remote);
    attributes = List.copyOf(attributes);
  }

  /** Addresses of ours, and what came with them. */
  public static AssignedAddresses ofLocal(
      List<InetAddress> local, List<ConfigurationAttribute> attributes) {
    return new AssignedAddresses(local, List.of(), attributes);
  }

  /** Addresses of the peer. */
  public static AssignedAddresses ofRemote(List<InetAddress> remote) {
    return new AssignedAddresses(List.of(), remote, List.of());
  }
}
