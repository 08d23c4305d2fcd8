package org.yett.tun.netlink;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;

/** One message that came back. */
sealed interface Reply {
  /** Sequence number of the request that it answers. */
  int sequence();

  /**
   * An object.
   *
   * @param type message type, for example {@code RTM_NEWLINK}
   * @param interrupted whether the list that it belongs to changed while it was being made
   * @param payload what follows the header
   */
  record Item(int sequence, int type, boolean interrupted, byte[] payload) implements Reply {}

  /**
   * End of the answer.
   *
   * @param errno 0 for success
   * @param message the kernel's explanation, may be empty
   */
  record End(int sequence, boolean interrupted, int errno, String message) implements Reply {}

  /** {@code NLMSG_NOOP} and the like. */
  record Nothing(int sequence) implements Reply {}

  /** Splits what one receive call brought. */
  static List<Reply> parse(byte[] octets) {
    List<Reply> replies = new ArrayList<>();
    ByteBuffer buffer = ByteBuffer.wrap(octets).order(ByteOrder.LITTLE_ENDIAN);
    while (buffer.remaining() >= MessageBuilder.HEADER) {
      int at = buffer.position();
      int length = buffer.getInt(at);
      if (length < MessageBuilder.HEADER || length > buffer.remaining()) {
        break;
      }
      byte[] payload = new byte[length - MessageBuilder.HEADER];
      buffer.get(at + MessageBuilder.HEADER, payload);
      int type = buffer.getShort(at + 4) & 0xFFFF;
      int flags = buffer.getShort(at + 6) & 0xFFFF;
      replies.add(ReplyParser.parse(type, flags, buffer.getInt(at + 8), payload));
      buffer.position(Math.min(buffer.limit(), at + ((length + 3) & ~3)));
    }
    return replies;
  }
}
