package org.yett.ike.sim;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeMap;
import org.yett.ike.wire.DecodeLimits;
import org.yett.ike.wire.Decoded;
import org.yett.ike.wire.EncryptedPayload;
import org.yett.ike.wire.IkeHeader;
import org.yett.ike.wire.IkeSpi;
import org.yett.ike.wire.Message;
import org.yett.ike.wire.MessageDecoder;
import org.yett.ike.wire.Octets;
import org.yett.ike.wire.Outer;
import org.yett.ike.wire.SealedMessage;
import org.yett.ike.wire.Side;
import org.yett.spec.iana.ExchangeType;

/**
 * Reads what hosts send, with the keys that they have derived, and watches that no Message ID and
 * no IV is used twice for different contents.
 */
final class MessageReader {

  /** A message by which it can be told from others: one of each has one content. */
  private record MessageKey(
      IkeSpi initiatorSpi, IkeSpi responderSpi, Side sender, boolean response, long messageId) {
    static MessageKey of(IkeHeader header) {
      return new MessageKey(
          header.initiatorSpi(),
          header.responderSpi(),
          header.flags().sender(),
          header.isResponse(),
          header.messageId());
    }
  }

  private record SetKey(MessageKey message, int total) {}

  private record IvKey(
      IkeSpi initiatorSpi, IkeSpi responderSpi, Side sender, int epoch, Octets iv) {}

  private static final class Fragments {
    private final Map<Integer, Octets> plaintexts = new TreeMap<>();
    private SealedMessage first;
    private int bytes;
  }

  private final MessageDecoder decoder = new MessageDecoder(DecodeLimits.DEFAULT);
  private final KeyBook keys;
  private final Set<Octets> seen = new HashSet<>();
  private final Map<IvKey, Octets> ivs = new HashMap<>();
  private final Map<MessageKey, Octets> contents = new HashMap<>();
  private final Map<SetKey, Fragments> fragments = new HashMap<>();
  private final List<ObservedMessage> messages = new ArrayList<>();
  private final List<String> violations = new ArrayList<>();

  MessageReader(KeyBook keys) {
    this.keys = keys;
  }

  List<ObservedMessage> messages() {
    return messages;
  }

  List<String> violations() {
    return violations;
  }

  /** Reads a datagram as it is sent; tells what it is, in words. */
  String read(Duration at, String host, Octets octets) {
    boolean repeated = !seen.add(octets);
    String description =
        switch (decoder.decodeOuter(octets)) {
          case Outer.Malformed malformed -> "malformed: " + malformed.error().detail();
          case Outer.Clear clear -> {
            if (!repeated) {
              observe(at, host, clear.message(), OptionalInt.empty(), 1, octets.size());
            }
            yield clear.message().describe();
          }
          case Outer.Protected sealed -> readSealed(at, host, sealed.message(), repeated);
        };
    return repeated ? description + " (again)" : description;
  }

  private String readSealed(Duration at, String host, SealedMessage message, boolean repeated) {
    Optional<KeyBook.Reading> opened = keys.open(message);
    if (opened.isEmpty()) {
      violations.add(host + " sent what no keys open: " + message.describe());
      return message.describe() + ", keys unknown";
    }
    KeyBook.Reading reading = opened.get();
    checkIv(message, reading);
    String under = ", under " + keyName(message.header(), reading.epoch());
    return switch (message.encrypted()) {
      case EncryptedPayload.Sk sk -> {
        Decoded.Whole whole = decoder.decodeInner(message, reading.plaintext());
        yield take(at, host, whole, reading.epoch(), 1, message.octets().size(), repeated) + under;
      }
      case EncryptedPayload.Skf skf -> {
        String part = message.describe() + under;
        Optional<Fragments> complete = collect(message, skf, reading.plaintext(), repeated);
        if (complete.isEmpty()) {
          yield part;
        }
        Octets all = Octets.concat(complete.get().plaintexts.values().toArray(Octets[]::new));
        Decoded.Whole whole = decoder.decodeInner(complete.get().first, all);
        yield part
            + ": "
            + take(
                at,
                host,
                whole,
                reading.epoch(),
                skf.totalFragments(),
                complete.get().bytes,
                false);
      }
    };
  }

  /** The encryption key's name, with the generation as {@code KeyTrace} counts it. */
  private static String keyName(IkeHeader header, int epoch) {
    String name = header.flags().sender() == Side.INITIATOR ? "SK_ei" : "SK_er";
    return epoch == 0 ? name : name + "(" + epoch + ")";
  }

  private String take(
      Duration at,
      String host,
      Decoded.Whole whole,
      int epoch,
      int datagrams,
      int bytes,
      boolean repeated) {
    return switch (whole) {
      case Decoded.Ok ok -> {
        if (!repeated) {
          observe(at, host, ok.message(), OptionalInt.of(epoch), datagrams, bytes);
        }
        yield ok.message().describe();
      }
      case Decoded.ProtectedError error ->
          error.header().describe() + ", malformed inside: " + error.error().detail();
    };
  }

  private Optional<Fragments> collect(
      SealedMessage message, EncryptedPayload.Skf skf, Octets plaintext, boolean repeated) {
    if (repeated) {
      return Optional.empty();
    }
    SetKey key = new SetKey(MessageKey.of(message.header()), skf.totalFragments());
    Fragments set = fragments.computeIfAbsent(key, _ -> new Fragments());
    set.plaintexts.put(skf.fragmentNumber(), plaintext);
    set.bytes += message.octets().size();
    if (skf.fragmentNumber() == 1) {
      set.first = message;
    }
    if (set.plaintexts.size() < skf.totalFragments() || set.first == null) {
      return Optional.empty();
    }
    fragments.remove(key);
    return Optional.of(set);
  }

  private void observe(
      Duration at, String host, Message message, OptionalInt epoch, int datagrams, int bytes) {
    messages.add(new ObservedMessage(at, host, message, epoch, datagrams, bytes));
    boolean first = message.header().exchangeType().equals(ExchangeType.IKE_SA_INIT);
    if (first || epoch.isEmpty()) {
      // IKE_SA_INIT is repeated with other contents when a COOKIE or another KE is asked for.
      return;
    }
    Octets content = message.plaintext();
    Octets before = contents.putIfAbsent(MessageKey.of(message.header()), content);
    if (before != null && !before.equals(content)) {
      violations.add(host + " used a Message ID twice: " + message.describe());
    }
  }

  private void checkIv(SealedMessage message, KeyBook.Reading reading) {
    IkeHeader header = message.header();
    IvKey key =
        new IvKey(
            header.initiatorSpi(),
            header.responderSpi(),
            header.flags().sender(),
            reading.epoch(),
            reading.iv());
    Octets before = ivs.putIfAbsent(key, message.octets());
    if (before != null && !before.equals(message.octets())) {
      violations.add("an IV was used twice: " + message.describe() + ", keys " + reading.epoch());
    }
  }
}
