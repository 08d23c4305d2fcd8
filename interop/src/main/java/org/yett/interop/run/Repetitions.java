package org.yett.interop.run;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.yett.interop.wire.WirePacket;

/**
 * Which IKE messages were sent twice without need. A request is repeated with need if no response
 * to it had crossed the link early enough to have been read by then; a response, if there were as
 * many requests for it.
 */
final class Repetitions {
  /** How long a datagram may lie with the kernel before its daemon is given a processor. */
  static final Duration UNREAD = Duration.ofMillis(200);

  private Repetitions() {}

  /**
   * Names the needless ones.
   *
   * @param messages all IKE messages on the link, oldest first
   * @param sender the address whose messages are meant
   */
  static List<String> needless(List<WirePacket.Ike> messages, String sender) {
    List<String> needless = new ArrayList<>();
    for (int i = 0; i < messages.size(); i++) {
      WirePacket.Ike message = messages.get(i);
      List<WirePacket.Ike> before = messages.subList(0, i);
      long copies = before.stream().filter(other -> same(other, message)).count();
      if (copies > 0 && message.source().equals(sender) && !needed(before, message, copies)) {
        needless.add(
            message.exchange().map(Enum::name).orElse("type " + message.exchangeType())
                + (message.response() ? " response " : " request ")
                + message.messageId());
      }
    }
    return needless;
  }

  private static boolean same(WirePacket.Ike a, WirePacket.Ike b) {
    return a.source().equals(b.source()) && a.digest().equals(b.digest());
  }

  private static boolean needed(List<WirePacket.Ike> before, WirePacket.Ike message, long copies) {
    if (message.response()) {
      return before.stream().filter(other -> counterpart(other, message)).count() > copies;
    }
    int first = 0;
    while (!same(before.get(first), message)) {
      first++;
    }
    return before.subList(first, before.size()).stream()
        .filter(other -> counterpart(other, message))
        .noneMatch(other -> other.seen().plus(UNREAD).isBefore(message.seen()));
  }

  /** Whether one is a request and the other a response to such a request. */
  private static boolean counterpart(WirePacket.Ike a, WirePacket.Ike b) {
    return a.response() != b.response()
        && a.messageId() == b.messageId()
        && a.exchangeType() == b.exchangeType()
        && a.initiatorSpi().equals(b.initiatorSpi())
        && !a.source().equals(b.source());
  }
}
