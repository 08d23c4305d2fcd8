package org.yett.ike.exchange;

import org.yett.ike.auth.IntAuthInput;
import org.yett.ike.keys.IkeKeys;
import org.yett.ike.wire.Message;
import org.yett.ike.wire.Payload;
import org.yett.spec.Clause;

/** What IKE_INTERMEDIATE messages contribute to AUTH, from their octets. */
@Clause("rfc9242:3.3.2")
final class IntermediateAuth {

  private IntermediateAuth() {}

  /** Adds a request, under the keys that protect its exchange. */
  @Clause("rfc9242:3.3.2/x11")
  @Clause("rfc9242:3.3.2/x12")
  static Handshake withRequest(IkeSa sa, Handshake handshake, IkeKeys keys, Message request) {
    return handshake.withIntAuth(
        handshake
            .intAuth()
            .withRequest(handshake.keyContext().prf(), keys.skPi(), input(request), sa.trace()));
  }

  /** Adds a response, under the keys that protect its exchange. */
  @Clause("rfc9242:3.3.2/x11")
  @Clause("rfc9242:3.3.2/x12")
  static Handshake withResponse(IkeSa sa, Handshake handshake, IkeKeys keys, Message response) {
    return handshake.withIntAuth(
        handshake
            .intAuth()
            .withResponse(handshake.keyContext().prf(), keys.skPr(), input(response), sa.trace()));
  }

  @Clause("rfc9242:3.3.2/1")
  @Clause("rfc9242:3.3.2/2")
  private static IntAuthInput input(Message message) {
    int skOffset = message.preamble().size() - Payload.HEADER_SIZE;
    return IntAuthInput.ofWhole(
        message.preamble().toArray(), skOffset, message.plaintext().toArray());
  }
}
