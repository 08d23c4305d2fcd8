package org.yett.ike.wire;

import java.util.Optional;

/** What a datagram is before anything is decrypted. */
public sealed interface Outer {

  /**
   * A message without an Encrypted payload. Nothing says that it is authentic: whether its exchange
   * may come in clear is the caller's to judge.
   *
   * @param message the whole message
   */
  record Clear(Message message) implements Outer {}

  /**
   * A message, or a fragment of one, that is to be decrypted.
   *
   * @param message what is known before
   */
  record Protected(SealedMessage message) implements Outer {}

  /**
   * No message, or one that cannot be read up to its Encrypted payload.
   *
   * @param header the header, if the datagram is long enough to have one
   * @param error what is wrong
   */
  record Malformed(Optional<IkeHeader> header, WireError error) implements Outer {}
}
