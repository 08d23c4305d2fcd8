package org.yett.ike.exchange;

import org.yett.ike.exchange.IkeState.AwaitingEap;
import org.yett.ike.exchange.IkeState.AwaitingEapProof;
import org.yett.ike.exchange.IkeState.EapAnswering;
import org.yett.ike.exchange.IkeState.EapAsking;
import org.yett.ike.exchange.IkeState.EapProofSent;
import org.yett.ike.exchange.IkeState.EapSent;
import org.yett.ike.exchange.IkeState.InEap;

/** The states of EAP inside IKE_AUTH: each takes what comes, and gives the next state. */
final class EapExchanges {

  private final IkeSa sa;

  EapExchanges(IkeSa sa) {
    this.sa = sa;
  }

  IkeState handle(InEap state, SaInput input) {
    return switch (state) {
      case EapAnswering s -> new InitiatorEap(sa).answering(s, input);
      case EapSent s -> new InitiatorEap(sa).sent(s, input);
      case EapProofSent s -> new InitiatorEap(sa).proofSent(s, input);
      case EapAsking s -> new ResponderEap(sa).asking(s, input);
      case AwaitingEap s -> new ResponderEap(sa).awaiting(s, input);
      case AwaitingEapProof s -> new ResponderEap(sa).awaitingProof(s, input);
    };
  }
}
