package org.yett.gateway.decrypt;

import java.util.Optional;
import org.yett.ike.wire.EncryptedPayload;
import org.yett.ike.wire.IkeHeader;
import org.yett.ike.wire.Message;
import org.yett.ike.wire.Octets;
import org.yett.ike.wire.WireError;

/** What a datagram with IKE turned out to be. */
sealed interface IkeReading {
  /** Its header. */
  IkeHeader header();

  /**
   * A message in clear.
   *
   * @param message the message
   */
  record Clear(Message message) implements IkeReading {
    @Override
    public IkeHeader header() {
      return message.header();
    }
  }

  /**
   * A message that was opened, whole at last if it came in fragments.
   *
   * @param header its header
   * @param plain the message as it would be without its Encrypted payload: the payloads that were
   *     inside follow those outside
   * @param message its payloads, if they can be decoded
   * @param error what is wrong with them, if they cannot
   * @param generation of the keys that opened it
   * @param fragments in how many it came; 1 if it was not fragmented
   */
  record Opened(
      IkeHeader header,
      Octets plain,
      Optional<Message> message,
      Optional<WireError> error,
      int generation,
      int fragments)
      implements IkeReading {}

  /**
   * A fragment of a message of which others are missing yet.
   *
   * @param header its header
   * @param place its number and how many there are
   * @param set names the message: equal for all of its fragments
   */
  record Fragment(IkeHeader header, EncryptedPayload.Skf place, Object set) implements IkeReading {}

  /**
   * A message or fragment that no key opens.
   *
   * @param header its header
   * @param text what it is
   * @param generations how many generations of keys of its IKE SA are known
   */
  record Sealed(IkeHeader header, String text, int generations) implements IkeReading {}

  /**
   * Something that has an IKE header and no more sense.
   *
   * @param header its header
   * @param error what is wrong
   */
  record Malformed(IkeHeader header, WireError error) implements IkeReading {}
}
