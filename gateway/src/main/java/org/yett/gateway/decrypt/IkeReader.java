package org.yett.gateway.decrypt;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.yett.gateway.keys.KeyRing;
import org.yett.ike.wire.DecodeLimits;
import org.yett.ike.wire.Decoded;
import org.yett.ike.wire.EncryptedPayload;
import org.yett.ike.wire.IkeHeader;
import org.yett.ike.wire.Message;
import org.yett.ike.wire.MessageDecoder;
import org.yett.ike.wire.Octets;
import org.yett.ike.wire.Outer;
import org.yett.ike.wire.Payload;
import org.yett.ike.wire.SealedMessage;
import org.yett.ike.wire.WireError;

/**
 * Reads IKE datagrams with the keys of a key log, and puts fragments together (RFC 7383 2.6). Not
 * thread-safe.
 */
final class IkeReader {
  private static final int MOST_SETS = 1024;
  private static final int NEXT_PAYLOAD_OFFSET = 16;
  private static final int LENGTH_OFFSET = 24;

  /** Tells the fragments of one message from those of others. */
  private record SetKey(
      long initiatorSpi,
      long responderSpi,
      boolean fromInitiator,
      boolean response,
      int exchange,
      long messageId,
      int total) {
    static SetKey of(IkeHeader header, int total) {
      return new SetKey(
          header.initiatorSpi().value(),
          header.responderSpi().value(),
          header.flags().initiator(),
          header.isResponse(),
          header.exchangeType().value(),
          header.messageId(),
          total);
    }
  }

  private static final class Parts {
    private final Map<Integer, Octets> plaintexts = new TreeMap<>();
    private Optional<SealedMessage> first = Optional.empty();
  }

  private final MessageDecoder decoder = new MessageDecoder(DecodeLimits.DEFAULT);
  private final KeyRing keys;
  private final Map<SetKey, Parts> sets = new LinkedHashMap<>();

  IkeReader(KeyRing keys) {
    this.keys = keys;
  }

  /** One with other keys and the fragments that this one holds. */
  IkeReader with(KeyRing others) {
    IkeReader reader = new IkeReader(others);
    reader.sets.putAll(sets);
    return reader;
  }

  /**
   * Reads a datagram.
   *
   * @param octets from the IKE header on
   * @return empty if it has not even a header
   */
  Optional<IkeReading> read(Octets octets) {
    return switch (decoder.decodeOuter(octets)) {
      case Outer.Malformed malformed ->
          malformed.header().map(header -> new IkeReading.Malformed(header, malformed.error()));
      case Outer.Clear clear -> Optional.of(new IkeReading.Clear(clear.message()));
      case Outer.Protected sealed -> Optional.of(sealed(sealed.message()));
    };
  }

  private IkeReading sealed(SealedMessage message) {
    IkeHeader header = message.header();
    Optional<KeyRing.Opening> opening = keys.open(message);
    if (opening.isEmpty()) {
      return new IkeReading.Sealed(header, message.describe(), keys.generations(header));
    }
    Octets plaintext = opening.get().plaintext();
    return switch (message.encrypted()) {
      case EncryptedPayload.Sk _ -> opened(message, plaintext, opening.get().generation(), 1);
      case EncryptedPayload.Skf skf ->
          fragment(message, skf, plaintext, opening.get().generation());
    };
  }

  private IkeReading fragment(
      SealedMessage message, EncryptedPayload.Skf skf, Octets plaintext, int generation) {
    SetKey key = SetKey.of(message.header(), skf.totalFragments());
    Parts parts = sets.computeIfAbsent(key, _ -> new Parts());
    if (sets.size() > MOST_SETS) {
      sets.remove(sets.keySet().iterator().next());
    }
    parts.plaintexts.put(skf.fragmentNumber(), plaintext);
    if (skf.fragmentNumber() == 1) {
      parts.first = Optional.of(message);
    }
    if (parts.plaintexts.size() < skf.totalFragments() || parts.first.isEmpty()) {
      return new IkeReading.Fragment(message.header(), skf, key);
    }
    sets.remove(key);
    Octets whole = Octets.concat(parts.plaintexts.values().toArray(Octets[]::new));
    return opened(parts.first.get(), whole, generation, skf.totalFragments());
  }

  private IkeReading opened(SealedMessage sealed, Octets plaintext, int generation, int fragments) {
    Decoded.Whole whole = decoder.decodeInner(sealed, plaintext);
    Optional<Message> message =
        whole instanceof Decoded.Ok(Message decoded) ? Optional.of(decoded) : Optional.empty();
    Optional<WireError> error =
        whole instanceof Decoded.ProtectedError wrong
            ? Optional.of(wrong.error())
            : Optional.empty();
    return new IkeReading.Opened(
        sealed.header(), plain(sealed, plaintext), message, error, generation, fragments);
  }

  /** The name of the set to which a fragment of this message belonged. */
  static Object setOf(IkeReading.Opened opened) {
    return SetKey.of(opened.header(), opened.fragments());
  }

  /** The message with its inner payloads in the place of the Encrypted payload. */
  private static Octets plain(SealedMessage sealed, Octets plaintext) {
    int before = sealed.encrypted().offset();
    byte[] made = new byte[before + plaintext.size()];
    sealed.octets().slice(0, before).copyTo(made, 0);
    plaintext.copyTo(made, before);
    int announcedAt =
        sealed.clear().isEmpty() ? NEXT_PAYLOAD_OFFSET : sealed.clear().getLast().offset();
    // Nothing is announced if nothing was inside.
    made[announcedAt] =
        plaintext.size() < Payload.HEADER_SIZE
            ? 0
            : (byte) sealed.encrypted().firstPayload().value();
    for (int i = 0; i < Integer.BYTES; i++) {
      made[LENGTH_OFFSET + i] = (byte) (made.length >>> (8 * (3 - i)));
    }
    return Octets.wrap(made);
  }
}
