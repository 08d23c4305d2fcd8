package org.yett.features.capture;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.yett.features.reference.ReferenceKeys;
import org.yett.features.subject.Datagram;
import org.yett.features.subject.HeardKeys;
import org.yett.features.subject.Testbed;
import org.yett.ike.wire.DecodeLimits;
import org.yett.ike.wire.Decoded;
import org.yett.ike.wire.EncryptedPayload;
import org.yett.ike.wire.IkeHeader;
import org.yett.ike.wire.KePayload;
import org.yett.ike.wire.Message;
import org.yett.ike.wire.MessageDecoder;
import org.yett.ike.wire.NoncePayload;
import org.yett.ike.wire.Octets;
import org.yett.ike.wire.Outer;
import org.yett.ike.wire.SaPayload;
import org.yett.ike.wire.SealedMessage;
import org.yett.ike.wire.Side;
import org.yett.spec.iana.ExchangeType;

/**
 * Everything that the two ends sent, read from the datagrams. Messages are opened with keys that
 * are derived here from shared secrets alone: that one opens says that its sender derived the same.
 */
public final class Capture {

  private record PartKey(Side sender, boolean response, int exchange, long messageId, int total) {}

  private record Derivation(CapturedHandshake handshake, HeardKeys heard) {}

  /** An opened datagram. */
  private record Opened(int generation, Octets plaintext) {}

  private static final class Parts {
    private final Octets[] plaintexts;
    private final List<Datagram> datagrams = new ArrayList<>();
    private Optional<SealedMessage> first = Optional.empty();
    private int generation;

    private Parts(int total) {
      plaintexts = new Octets[total];
    }
  }

  private final MessageDecoder decoder = new MessageDecoder(DecodeLimits.DEFAULT);
  private final List<HeardKeys> heard;
  private final List<CapturedHandshake> handshakes = new ArrayList<>();
  private final List<CapturedMessage> messages = new ArrayList<>();
  private final List<Datagram> repetitions = new ArrayList<>();
  private final Map<PartKey, Parts> parts = new HashMap<>();
  private final Map<Derivation, List<ReferenceKeys>> derived = new HashMap<>();
  private final Set<Octets> seen = new HashSet<>();
  private Optional<Message> latestRequest = Optional.empty();

  private Capture(List<HeardKeys> heard) {
    this.heard = heard;
  }

  /** Reads what was sent so far. */
  public static Capture of(Testbed testbed) {
    Capture capture =
        new Capture(List.of(testbed.keysOf(Side.INITIATOR), testbed.keysOf(Side.RESPONDER)));
    testbed.sent().forEach(capture::read);
    return capture;
  }

  /** Each message once, when its last datagram was sent for the first time. */
  public List<CapturedMessage> messages() {
    return List.copyOf(messages);
  }

  /** The datagrams that were sent again. */
  public List<Datagram> repetitions() {
    return List.copyOf(repetitions);
  }

  /** The IKE_SA_INIT exchanges that came to keys. */
  public List<CapturedHandshake> handshakes() {
    return List.copyOf(handshakes);
  }

  /** The messages of that name, for example {@code IKE_INTERMEDIATE request 1}. */
  public List<CapturedMessage> messages(String name) {
    return messages.stream().filter(message -> message.name().equals(name)).toList();
  }

  /** The messages of an exchange. */
  public List<CapturedMessage> messages(ExchangeType exchange) {
    return messages.stream()
        .filter(message -> message.header().exchangeType().equals(exchange))
        .toList();
  }

  private void read(Datagram datagram) {
    if (!seen.add(datagram.octets())) {
      repetitions.add(datagram);
      return;
    }
    switch (decoder.decodeOuter(datagram.octets())) {
      case Outer.Clear clear -> clear(datagram, clear.message());
      case Outer.Protected sealed -> sealed(datagram, sealed.message());
      case Outer.Malformed malformed ->
          malformed.header().ifPresent(header -> add(datagram.sender(), header, List.of(datagram)));
    }
  }

  private void add(Side sender, IkeHeader header, List<Datagram> datagrams) {
    messages.add(
        new CapturedMessage(sender, header, Optional.empty(), OptionalInt.empty(), datagrams));
  }

  private void clear(Datagram datagram, Message message) {
    messages.add(
        new CapturedMessage(
            datagram.sender(),
            message.header(),
            Optional.of(message),
            OptionalInt.empty(),
            List.of(datagram)));
    if (!message.header().exchangeType().equals(ExchangeType.IKE_SA_INIT)) {
      return;
    }
    if (message.header().isRequest()) {
      latestRequest = Optional.of(message);
    } else if (message.first(SaPayload.class).isPresent()
        && message.first(KePayload.class).isPresent()
        && message.first(NoncePayload.class).isPresent()) {
      handshakes.add(new CapturedHandshake(latestRequest.orElseThrow(), message));
    }
  }

  private void sealed(Datagram datagram, SealedMessage sealed) {
    Optional<Opened> opened = open(datagram.sender(), sealed);
    if (opened.isEmpty()) {
      add(datagram.sender(), sealed.header(), List.of(datagram));
      return;
    }
    switch (sealed.encrypted()) {
      case EncryptedPayload.Sk whole ->
          add(
              datagram.sender(),
              sealed,
              opened.get().plaintext(),
              opened.get().generation(),
              List.of(datagram));
      case EncryptedPayload.Skf part -> part(datagram, sealed, part, opened.get());
    }
  }

  private void part(
      Datagram datagram, SealedMessage sealed, EncryptedPayload.Skf part, Opened opened) {
    IkeHeader header = sealed.header();
    PartKey key =
        new PartKey(
            datagram.sender(),
            header.isResponse(),
            header.exchangeType().value(),
            header.messageId(),
            part.totalFragments());
    Parts all = parts.computeIfAbsent(key, unused -> new Parts(part.totalFragments()));
    all.plaintexts[part.fragmentNumber() - 1] = opened.plaintext();
    all.datagrams.add(datagram);
    all.generation = opened.generation();
    if (part.fragmentNumber() == 1) {
      all.first = Optional.of(sealed);
    }
    boolean complete = Arrays.stream(all.plaintexts).allMatch(text -> text != null);
    if (complete) {
      parts.remove(key);
      add(
          datagram.sender(),
          all.first.orElseThrow(),
          Octets.concat(all.plaintexts),
          all.generation,
          all.datagrams);
    }
  }

  private void add(
      Side sender,
      SealedMessage first,
      Octets plaintext,
      int generation,
      List<Datagram> datagrams) {
    Optional<Message> message =
        decoder.decodeInner(first, plaintext) instanceof Decoded.Ok(Message whole)
            ? Optional.of(whole)
            : Optional.empty();
    CapturedMessage captured =
        new CapturedMessage(sender, first.header(), message, OptionalInt.of(generation), datagrams);
    if (messages.stream().anyMatch(before -> before.isSameAs(captured))) {
      // The same message again, but encrypted or fragmented anew.
      repetitions.addAll(datagrams);
    } else {
      messages.add(captured);
    }
  }

  private List<ReferenceKeys> generations(CapturedHandshake handshake, HeardKeys keys) {
    return derived.computeIfAbsent(
        new Derivation(handshake, keys), each -> each.handshake().generations(each.heard()));
  }

  private Optional<Opened> open(Side sender, SealedMessage sealed) {
    for (CapturedHandshake handshake : handshakes) {
      IkeHeader header = sealed.header();
      if (!handshake.initiatorSpi().equals(header.initiatorSpi())
          || !handshake.responderSpi().equals(header.responderSpi())) {
        continue;
      }
      for (HeardKeys keys : heard) {
        for (ReferenceKeys generation : generations(handshake, keys).reversed()) {
          Optional<Octets> plaintext =
              handshake
                  .cipher(generation, sender)
                  .open(sealed.octets(), sealed.encrypted().bodyOffset());
          if (plaintext.isPresent()) {
            return Optional.of(new Opened(generation.number(), plaintext.get()));
          }
        }
      }
    }
    return Optional.empty();
  }
}
