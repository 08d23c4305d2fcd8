package org.yett.ike.wire;

import java.util.Optional;

/**
 * What became of a received datagram, decrypted if it had to be. The layer that knows the keys puts
 * it together from {@link Outer} and {@link Whole}.
 */
public sealed interface Decoded {

  /** What the contents of an authentic and complete message can turn out to be. */
  sealed interface Whole extends Decoded {}

  /**
   * A message. It is authentic if it is protected.
   *
   * @param message the whole message
   */
  record Ok(Message message) implements Whole {}

  /**
   * The message is authentic but malformed: a request is answered inside the IKE SA as {@link
   * Reaction#whenAuthentic()} of the offence says.
   *
   * @param header its header
   * @param error what is wrong
   */
  record ProtectedError(IkeHeader header, WireError error) implements Whole {}

  /**
   * An authentic fragment was taken up and others are missing (RFC 7383 2.6).
   *
   * @param header its header
   * @param fragment its numbers
   * @param held how many fragments of this message are held now
   */
  record Partial(IkeHeader header, EncryptedPayload.Skf fragment, int held) implements Decoded {}

  /**
   * The datagram is malformed and not authentic: it is dropped, or answered in clear as {@link
   * Reaction#whenNot()} of the offence says.
   *
   * @param header its header, if it has one
   * @param error what is wrong
   */
  record UnprotectedError(Optional<IkeHeader> header, WireError error) implements Decoded {}
}
