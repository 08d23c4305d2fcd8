package org.yett.ike.eap;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.Arrays;
import org.yett.ike.wire.Octets;

/**
 * How EAP-TLS and EAP-TTLS cut TLS data into packets (RFC 5216 2.1.5, 3.1; RFC 5281 9.1): flags,
 * the length of the whole in the first of several fragments, and an empty packet as
 * acknowledgement.
 */
final class TlsFraming {

  /** Most octets of TLS data in one packet. */
  static final int FRAGMENT = 1024;

  /** Most octets of TLS data in one message, which may come in many fragments. */
  static final int LONGEST = 64 * 1024;

  private static final int LENGTH_INCLUDED = 0x80;
  private static final int MORE_FRAGMENTS = 0x40;
  private static final int START = 0x20;
  private static final int VERSION = 0x07;

  private final ByteArrayOutputStream incoming = new ByteArrayOutputStream();
  private int announced = -1;
  private byte[] outgoing = new byte[0];
  private int sent;

  /** What has come. */
  sealed interface Incoming {}

  /** The beginning, which only a server says. */
  record Start() implements Incoming {}

  /** An acknowledgement: the next fragment is due, or there was nothing to say. */
  record Acknowledged() implements Incoming {}

  /** A fragment: it is to be acknowledged. */
  record Fragment() implements Incoming {}

  /**
   * A whole message.
   *
   * @param data TLS records
   */
  record Whole(byte[] data) implements Incoming {}

  /**
   * It is malformed.
   *
   * @param detail how
   */
  record Bad(String detail) implements Incoming {}

  /** Takes what follows the Type. */
  Incoming take(Octets packet) {
    if (packet.isEmpty()) {
      return new Bad("no flags");
    }
    int flags = packet.u8(0);
    if ((flags & VERSION) != 0) {
      return new Bad("version " + (flags & VERSION));
    }
    boolean measured = (flags & LENGTH_INCLUDED) != 0;
    if (measured && packet.size() < 5) {
      return new Bad("a length that is cut off");
    }
    Octets data = packet.from(measured ? 5 : 1);
    if ((flags & START) != 0) {
      return incoming.size() > 0 ? new Bad("a start amid fragments") : new Start();
    }
    if (measured) {
      long length = packet.u32(1);
      boolean again = announced >= 0 && length != announced;
      if (length > LONGEST || again) {
        return new Bad("a message of " + length + " octets");
      }
      announced = (int) length;
    }
    boolean more = (flags & MORE_FRAGMENTS) != 0;
    if (more && data.isEmpty()) {
      return new Bad("an empty fragment");
    }
    if (incoming.size() + data.size() > (announced >= 0 ? announced : LONGEST)) {
      return new Bad("more octets than the message has");
    }
    incoming.writeBytes(data.toArray());
    if (more) {
      return new Fragment();
    }
    byte[] whole = incoming.toByteArray();
    boolean complete = announced < 0 || announced == whole.length;
    incoming.reset();
    announced = -1;
    if (!complete) {
      return new Bad("fewer octets than the message has");
    }
    return whole.length == 0 ? new Acknowledged() : new Whole(whole);
  }

  /** The first request of a server. */
  static Octets start() {
    return Octets.wrap(new byte[] {START});
  }

  /** An acknowledgement. */
  static Octets acknowledgement() {
    return Octets.wrap(new byte[] {0});
  }

  /** Has a message sent, the first packet of which is returned. */
  Octets send(byte[] message) {
    outgoing = message.clone();
    sent = 0;
    return next();
  }

  /** Whether a message has fragments that are still to be sent. */
  boolean hasMore() {
    return sent < outgoing.length;
  }

  /** The next fragment. */
  Octets next() {
    int length = Math.min(FRAGMENT, outgoing.length - sent);
    boolean first = sent == 0;
    boolean more = sent + length < outgoing.length;
    boolean measured = first && more;
    ByteBuffer out = ByteBuffer.allocate(1 + (measured ? 4 : 0) + length);
    out.put((byte) ((measured ? LENGTH_INCLUDED : 0) | (more ? MORE_FRAGMENTS : 0)));
    if (measured) {
      out.putInt(outgoing.length);
    }
    out.put(outgoing, sent, length);
    sent += length;
    if (!more) {
      Arrays.fill(outgoing, (byte) 0);
      outgoing = new byte[0];
      sent = 0;
    }
    return Octets.wrap(out.array());
  }
}
