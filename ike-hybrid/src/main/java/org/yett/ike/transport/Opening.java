package org.yett.ike.transport;

import java.time.Instant;
import org.yett.ike.crypto.Opened;
import org.yett.ike.wire.Decoded;
import org.yett.ike.wire.EncryptedPayload;
import org.yett.ike.wire.MessageDecoder;
import org.yett.ike.wire.Octets;
import org.yett.ike.wire.Offence;
import org.yett.ike.wire.SealedMessage;
import org.yett.spec.Clause;

/** What a protected datagram comes to under the keys that it should be under. */
public sealed interface Opening {

  /**
   * A whole message has come, authentic.
   *
   * @param decoded its contents, or what is wrong with them
   * @param repetition the datagram whose coming again asks for the response again: the message, or
   *     its first fragment
   * @param bytes octets of all its datagrams
   * @param datagrams how many they were
   * @param fragmented whether they were fragments, be it a single one
   * @param largest octets of the greatest of them
   */
  record Whole(
      Decoded.Whole decoded,
      Octets repetition,
      int bytes,
      int datagrams,
      boolean fragmented,
      int largest)
      implements Opening {}

  /** An authentic fragment has come, and others are missing. */
  record Incomplete() implements Opening {}

  /** A fragment that is of no use any more: nobody did anything wrong. */
  record Superfluous() implements Opening {}

  /**
   * The datagram is refused.
   *
   * @param offence why
   * @param detail in words
   */
  record Refused(Offence offence, String detail) implements Opening {}

  /**
   * Opens a datagram.
   *
   * @param message the datagram
   * @param generation the keys that it should be under
   * @param fragments what has come of the same message
   * @param fragmentation whether fragmentation was agreed
   */
  static Opening of(
      SealedMessage message,
      Generation generation,
      Reassembly fragments,
      boolean fragmentation,
      MessageDecoder decoder,
      Instant now) {
    return switch (message.encrypted()) {
      case EncryptedPayload.Sk sk -> whole(message, generation, fragments, decoder);
      case EncryptedPayload.Skf skf ->
          fragmentation
              // = rfc7383:2.4/1
              ? fragment(message, skf, generation, fragments, decoder, now)
              : new Refused(Offence.FRAGMENT_NOT_NEGOTIATED, message.describe());
    };
  }

  private static Opening whole(
      SealedMessage message, Generation generation, Reassembly fragments, MessageDecoder decoder) {
    return switch (generation.open(message)) {
      case Opened.Authentic authentic -> {
        fragments.clear();
        Octets plaintext = Octets.wrap(authentic.plaintext());
        int size = message.octets().size();
        yield new Whole(
            decoder.decodeInner(message, plaintext), message.octets(), size, 1, false, size);
      }
      case Opened.Refused refused -> refused(message, refused.refusal());
    };
  }

  @Clause("rfc7383:2.6")
  private static Opening fragment(
      SealedMessage message,
      EncryptedPayload.Skf skf,
      Generation generation,
      Reassembly fragments,
      MessageDecoder decoder,
      Instant now) {
    switch (fragments.judge(skf)) {
      case REPEATED, OUTDATED -> {
        return new Superfluous();
      }
      case TOO_MANY -> {
        return new Refused(Offence.TOO_MANY_FRAGMENTS, message.describe());
      }
      case WANTED -> {}
    }
    return switch (generation.open(message)) {
      case Opened.Authentic authentic -> {
        if (!fragments.add(message, skf, authentic.plaintext(), now)) {
          yield new Refused(Offence.MESSAGE_TOO_LONG, message.describe());
        }
        yield fragments.isComplete() ? assembled(fragments, decoder) : new Incomplete();
      }
      // = rfc7383:2.6/3
      case Opened.Refused refused -> refused(message, refused.refusal());
    };
  }

  private static Opening assembled(Reassembly fragments, MessageDecoder decoder) {
    SealedMessage first = fragments.first().orElseThrow();
    Whole whole =
        new Whole(
            decoder.decodeInner(first, fragments.plaintext()),
            first.octets(),
            fragments.wireOctets(),
            fragments.present(),
            true,
            fragments.largest());
    fragments.clear();
    return whole;
  }

  private static Opening refused(SealedMessage message, Opened.Refusal refusal) {
    Offence offence =
        switch (refusal) {
          case TOO_SHORT, NOT_ALIGNED -> Offence.ENCRYPTED_PAYLOAD_LENGTH;
          case WRONG_ICV -> Offence.WRONG_ICV;
          case WRONG_PAD_LENGTH -> Offence.WRONG_PAD_LENGTH;
        };
    return new Refused(offence, message.describe());
  }
}
