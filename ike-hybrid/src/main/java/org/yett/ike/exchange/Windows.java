package org.yett.ike.exchange;

import java.util.List;
import java.util.Optional;
import org.yett.ike.exchange.IkeState.Established;
import org.yett.ike.wire.Message;
import org.yett.ike.wire.NotifyPayload;
import org.yett.ike.wire.Octets;
import org.yett.spec.Clause;
import org.yett.spec.iana.NotifyType;

/** How many requests may be under way at a time (RFC 7296 2.3). */
@Clause("rfc7296:2.3")
final class Windows {

  private final IkeSa sa;

  Windows(IkeSa sa) {
    this.sa = sa;
  }

  /** What our message in IKE_AUTH says of our window; we keep to it from now on. */
  List<NotifyPayload> announcement() {
    int window = sa.context().config.window();
    if (window == 1) {
      return List.of();
    }
    sa.channel().ourWindow(window);
    return List.of(NotifyPayload.of(NotifyType.SET_WINDOW_SIZE, Octets.ofInt(window)));
  }

  /** A new IKE SA begins with a window of one: the peer is told of ours anew. */
  Established announce(Established state) {
    Established next = state;
    for (NotifyPayload announcement : announcement()) {
      next = next.and(new Procedure.Inform(Procedure.WAITING, announcement));
    }
    return next;
  }

  /** Takes what the peer says of its window. */
  void learn(Message message) {
    Optional<NotifyPayload> announced = message.notification(NotifyType.SET_WINDOW_SIZE);
    if (announced.isPresent() && announced.get().data().size() == Integer.BYTES) {
      long window = announced.get().data().u32(0);
      sa.channel().peerWindow((int) Math.clamp(window, 1, MOST_AT_A_TIME));
    }
  }

  /** We never have more requests under way than this. */
  private static final int MOST_AT_A_TIME = 64;
}
