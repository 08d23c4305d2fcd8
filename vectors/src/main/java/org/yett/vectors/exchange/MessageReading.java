package org.yett.vectors.exchange;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.yett.ike.wire.DecodeLimits;
import org.yett.ike.wire.Decoded;
import org.yett.ike.wire.EncryptedPayload;
import org.yett.ike.wire.IkeHeader;
import org.yett.ike.wire.Message;
import org.yett.ike.wire.MessageDecoder;
import org.yett.ike.wire.Octets;
import org.yett.ike.wire.Outer;
import org.yett.ike.wire.PlacedPayload;
import org.yett.ike.wire.SealedMessage;

/** Makes messages in plain of datagrams. A datagram that is sent again is no message of its own. */
final class MessageReading {

  private record FragmentSet(
      String from, String spis, boolean response, long messageId, int total) {}

  private static final class Fragments {
    private final Map<Integer, MessageValue.Part> parts = new TreeMap<>();
    private Optional<SealedMessage> first = Optional.empty();
    private int generation;
  }

  private final MessageDecoder decoder = new MessageDecoder(DecodeLimits.DEFAULT);
  private final Hearing hearing;
  private final List<MessageValue> messages = new ArrayList<>();
  private final Map<FragmentSet, Fragments> fragments = new LinkedHashMap<>();
  private final List<String> seen = new ArrayList<>();

  MessageReading(Hearing hearing) {
    this.hearing = hearing;
  }

  /** The messages of all datagrams, by the last datagram of each. */
  List<MessageValue> read(List<DatagramValue> datagrams) {
    for (DatagramValue datagram : datagrams) {
      if (!seen.contains(datagram.octets())) {
        seen.add(datagram.octets());
        read(datagram);
      }
    }
    return List.copyOf(messages);
  }

  private void read(DatagramValue datagram) {
    switch (decoder.decodeOuter(Octets.ofHex(datagram.octets()))) {
      case Outer.Clear(Message message) ->
          add(datagram, message, -1, List.of(new MessageValue.Part(datagram.number(), "", "", "")));
      case Outer.Protected(SealedMessage message) ->
          hearing.open(message).ifPresent(reading -> readSealed(datagram, message, reading));
      case Outer.Malformed _ -> {
        // What cannot be read stands among the datagrams alone.
      }
    }
  }

  private void readSealed(DatagramValue datagram, SealedMessage message, Hearing.Reading reading) {
    switch (message.encrypted()) {
      case EncryptedPayload.Sk _ ->
          decode(
              datagram,
              message,
              reading.generation(),
              reading.plaintext(),
              List.of(part(datagram, reading, false)));
      case EncryptedPayload.Skf skf -> {
        IkeHeader header = message.header();
        FragmentSet key =
            new FragmentSet(
                datagram.from(),
                spis(header),
                header.isResponse(),
                header.messageId(),
                skf.totalFragments());
        Fragments set = fragments.computeIfAbsent(key, _ -> new Fragments());
        set.parts.put(skf.fragmentNumber(), part(datagram, reading, true));
        set.generation = reading.generation();
        if (skf.fragmentNumber() == 1) {
          set.first = Optional.of(message);
        }
        if (set.parts.size() == skf.totalFragments() && set.first.isPresent()) {
          fragments.remove(key);
          StringBuilder all = new StringBuilder();
          set.parts.values().forEach(part -> all.append(part.plaintext()));
          decode(
              datagram,
              set.first.get(),
              set.generation,
              Octets.ofHex(all.toString()),
              List.copyOf(set.parts.values()));
        }
      }
    }
  }

  private static MessageValue.Part part(
      DatagramValue datagram, Hearing.Reading reading, boolean fragment) {
    return new MessageValue.Part(
        datagram.number(),
        reading.iv().hex(),
        fragment ? reading.plaintext().hex() : "",
        reading.padding().hex());
  }

  private void decode(
      DatagramValue datagram,
      SealedMessage sealed,
      int generation,
      Octets plaintext,
      List<MessageValue.Part> parts) {
    switch (decoder.decodeInner(sealed, plaintext)) {
      case Decoded.Ok(Message message) -> add(datagram, message, generation, parts);
      case Decoded.ProtectedError error ->
          addMalformed(datagram, sealed, error, generation, parts, plaintext);
    }
  }

  private void add(
      DatagramValue datagram, Message message, int generation, List<MessageValue.Part> parts) {
    IkeHeader header = message.header();
    messages.add(
        new MessageValue(
            messages.size() + 1,
            datagram.from(),
            header.exchangeType().value(),
            header.isResponse(),
            header.messageId(),
            spis(header),
            generation,
            parts,
            message.octets().hex(),
            message.isProtected() ? message.preamble().size() : 0,
            message.placed().stream().map(MessageReading::payload).toList()));
  }

  /** The payloads of a malformed message are not told apart. */
  private void addMalformed(
      DatagramValue datagram,
      SealedMessage sealed,
      Decoded.ProtectedError error,
      int generation,
      List<MessageValue.Part> parts,
      Octets plaintext) {
    IkeHeader header = error.header();
    String preamble = sealed.octets().slice(0, sealed.encrypted().offset() + 4).hex();
    messages.add(
        new MessageValue(
            messages.size() + 1,
            datagram.from(),
            header.exchangeType().value(),
            header.isResponse(),
            header.messageId(),
            spis(header),
            generation,
            parts,
            preamble + plaintext.hex(),
            preamble.length() / 2,
            List.of()));
  }

  private static MessageValue.PayloadValue payload(PlacedPayload placed) {
    return new MessageValue.PayloadValue(
        placed.payload().type().value(),
        placed.payload().describe(),
        placed.offset(),
        placed.octets().size());
  }

  private static String spis(IkeHeader header) {
    return "%016x%016x".formatted(header.initiatorSpi().value(), header.responderSpi().value());
  }
}
