package org.yett.ike.keys;

import org.yett.ike.crypto.Secret;

/**
 * The keys of a pair of Child SAs (RFC 7296 2.17). Initiator is who initiated the exchange that
 * made the pair.
 *
 * @param initiatorEncryption for traffic from the initiator to the responder: key, and salt if any
 * @param initiatorIntegrity for the same traffic; empty for combined-mode ciphers
 * @param responderEncryption for traffic from the responder to the initiator: key, and salt if any
 * @param responderIntegrity for the same traffic; empty for combined-mode ciphers
 */
public record ChildKeys(
    Secret initiatorEncryption,
    Secret initiatorIntegrity,
    Secret responderEncryption,
    Secret responderIntegrity)
    implements AutoCloseable {

  /** Wipes all keys. */
  @Override
  public void close() {
    initiatorEncryption.close();
    initiatorIntegrity.close();
    responderEncryption.close();
    responderIntegrity.close();
  }
}
