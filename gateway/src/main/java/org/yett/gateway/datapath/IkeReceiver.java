package org.yett.gateway.datapath;

import org.yett.ike.path.Path;
import org.yett.ike.wire.Octets;

/** Takes the IKE messages that come. Called from the sockets' threads; must not block. */
@FunctionalInterface
public interface IkeReceiver {
  /**
   * A message has come.
   *
   * @param path where it came from and to
   * @param message from the IKE header on
   */
  void receive(Path path, Octets message);
}
