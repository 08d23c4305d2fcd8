package org.yett.tun.netlink;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** Tells items from acknowledgements and finds the kernel's explanation in the latter. */
final class ReplyParser {
  private static final int NOOP = 1;
  private static final int ERROR = 2;
  private static final int DONE = 3;
  private static final int FIRST_OBJECT = 16;

  private static final int DUMP_INTERRUPTED = 0x10;
  private static final int CAPPED = 0x100;
  private static final int ACK_ATTRIBUTES = 0x200;

  private static final int ATTRIBUTE_MESSAGE = 1;

  private ReplyParser() {}

  static Reply parse(int type, int flags, int sequence, byte[] payload) {
    boolean interrupted = (flags & DUMP_INTERRUPTED) != 0;
    return switch (type) {
      case ERROR -> {
        int errno = -number(payload, 0);
        // struct nlmsgerr: the error, the request's header, and its payload unless capped.
        int request = (flags & CAPPED) != 0 ? MessageBuilder.HEADER : number(payload, 4);
        yield end(sequence, false, flags, errno, payload, 4 + Math.max(0, (request + 3) & ~3));
      }
      case DONE -> end(sequence, interrupted, flags, -number(payload, 0), payload, 4);
      default ->
          type == NOOP || type < FIRST_OBJECT
              ? new Reply.Nothing(sequence)
              : new Reply.Item(sequence, type, interrupted, payload);
    };
  }

  private static Reply end(
      int sequence, boolean interrupted, int flags, int errno, byte[] payload, int attributes) {
    String message = "";
    if ((flags & ACK_ATTRIBUTES) != 0 && attributes <= payload.length) {
      message =
          Attributes.parse(payload, attributes, payload.length - attributes)
              .text(ATTRIBUTE_MESSAGE)
              .orElse("");
    }
    return new Reply.End(sequence, interrupted, errno, message);
  }

  private static int number(byte[] octets, int at) {
    return octets.length < at + 4
        ? 0
        : ByteBuffer.wrap(octets).order(ByteOrder.LITTLE_ENDIAN).getInt(at);
  }
}
