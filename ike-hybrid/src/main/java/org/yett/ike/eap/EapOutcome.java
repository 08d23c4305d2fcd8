package org.yett.ike.eap;

import java.util.Optional;
import org.yett.ike.config.EapIdentity;
import org.yett.ike.crypto.Secret;
import org.yett.spec.iana.EapType;

/** Where an EAP session stands after a step. */
public sealed interface EapOutcome {

  /**
   * It goes on: this is to be sent.
   *
   * @param packet a request of the server or a response of the client
   */
  record Continued(EapPacket packet) implements EapOutcome {}

  /**
   * The client is authenticated, and, by methods that do so, the server.
   *
   * @param packet EAP Success, which the server sends; empty at the client
   * @param method by which method
   * @param who the client, as the method has proved it
   * @param key the MSK, of 64 octets, if the method makes one; who receives the record owns it
   */
  record Succeeded(
      Optional<EapPacket> packet, EapType method, EapIdentity who, Optional<Secret> key)
      implements EapOutcome {}

  /**
   * It has failed.
   *
   * @param packet EAP Failure, which the server sends; empty at the client
   * @param reason what kind of failure
   * @param detail the same in words, for our log alone
   */
  record Failed(Optional<EapPacket> packet, EapFailure reason, String detail)
      implements EapOutcome {}
}
