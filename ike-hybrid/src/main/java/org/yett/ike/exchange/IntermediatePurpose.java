package org.yett.ike.exchange;

import java.util.ArrayList;
import java.util.List;
import org.yett.ike.negotiate.Suite;
import org.yett.ike.wire.Message;
import org.yett.spec.Clause;
import org.yett.spec.iana.KeyExchangeMethod;
import org.yett.spec.iana.NotifyType;

/** What an IKE_INTERMEDIATE exchange is for (RFC 9242). They wait in a queue after IKE_SA_INIT. */
sealed interface IntermediatePurpose {

  /**
   * An additional key exchange.
   *
   * @param method how
   */
  record AdditionalKeyExchange(KeyExchangeMethod method) implements IntermediatePurpose {}

  /** A post-quantum preshared key is agreed on (RFC 9867). */
  record PpkIdentity() implements IntermediatePurpose {}

  /** What IKE_SA_INIT asks for, in the order in which it takes place. */
  // = rfc9867:3.1/5
  static List<IntermediatePurpose> of(Suite suite, Message request, Message response) {
    List<IntermediatePurpose> queue = new ArrayList<>(of(suite));
    if (request.notification(NotifyType.USE_PPK_INT).isPresent()
        && response.notification(NotifyType.USE_PPK_INT).isPresent()) {
      queue.add(new PpkIdentity());
    }
    return List.copyOf(queue);
  }

  /** What a suite asks for, in the order in which it takes place. */
  @Clause("rfc9370:2.2.1/1")
  @Clause("rfc9370:2.2.1/10")
  static List<IntermediatePurpose> of(Suite suite) {
    List<IntermediatePurpose> queue = new ArrayList<>();
    suite.additionalKeyExchanges().forEach(m -> queue.add(new AdditionalKeyExchange(m)));
    return List.copyOf(queue);
  }
}
