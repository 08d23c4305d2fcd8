package org.yett.features.capture;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.yett.features.subject.Datagram;
import org.yett.ike.wire.IkeHeader;
import org.yett.ike.wire.Message;
import org.yett.ike.wire.Side;

/**
 * A message as an end sent it for the first time.
 *
 * @param sender the end that sent it
 * @param header the header of its first datagram
 * @param message the message, opened and put together; empty if no keys opened it or its contents
 *     are malformed
 * @param generation the generation of the keys that opened it; empty if it is in clear or was not
 *     opened
 * @param datagrams the datagrams in which it was sent
 */
public record CapturedMessage(
    Side sender,
    IkeHeader header,
    Optional<Message> message,
    OptionalInt generation,
    List<Datagram> datagrams) {

  /** Copies the list. */
  public CapturedMessage {
    datagrams = List.copyOf(datagrams);
  }

  /**
   * The opened message.
   *
   * @throws IllegalStateException if it could not be opened
   */
  public Message opened() {
    return message.orElseThrow(
        () -> new IllegalStateException(header.describe() + " was not opened by any keys"));
  }

  /** For example {@code IKE_INTERMEDIATE request 1}. */
  public String name() {
    return header.describe();
  }

  /** Whether another one is the same message with the same contents, in whatever datagrams. */
  boolean isSameAs(CapturedMessage other) {
    return sender == other.sender
        && name().equals(other.name())
        && generation.equals(other.generation)
        && message.isPresent()
        && message.map(Message::octets).equals(other.message.map(Message::octets));
  }
}
