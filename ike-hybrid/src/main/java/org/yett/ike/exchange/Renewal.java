package org.yett.ike.exchange;

import java.util.ArrayList;
import java.util.List;

/** What an IKE SA that follows another by a rekey has to have anew: its token and its ticket. */
final class Renewal {

  private final IkeSa old;

  Renewal(IkeSa old) {
    this.old = old;
  }

  /** What is told the peer under the new IKE SA; the old one's ticket is void from now on. */
  List<Procedure> afterRekey(IkeSa successor) {
    EndpointContext context = old.context();
    successor.extensions().inherit(old.extensions());
    List<Procedure> procedures = new ArrayList<>();
    // = rfc6290:4.3/1
    context.crashDetection.token(successor).stream()
        .map(token -> new Procedure.Inform(Procedure.WAITING, token))
        .forEach(procedures::add);
    // = rfc5723:6.2/3, rfc5723:4.1/2
    if (old.extensions().giveTicket().map(Renewal::destroy).isPresent()) {
      context.resumption.request().stream()
          .map(request -> new Procedure.Inform(Procedure.WAITING, request))
          .forEach(procedures::add);
    }
    context.resumption.voidGranted(old);
    return procedures;
  }

  private static Resumption.ClientTicket destroy(Resumption.ClientTicket ticket) {
    ticket.close();
    return ticket;
  }
}
