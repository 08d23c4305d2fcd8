package org.yett.vectors.exchange;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.yett.ike.crypto.KeyExchange;
import org.yett.ike.crypto.KeyExchanges;
import org.yett.spec.iana.KeyExchangeMethod;

/** Finds for each pair of KE payloads the draws that they were made of, and the secret. */
final class KeyExchangeReading {

  private static final HexFormat HEX = HexFormat.of();
  private static final int KE = 34;

  private final List<RandomValue> random;

  KeyExchangeReading(List<RandomValue> random) {
    this.random = random;
  }

  /** The key exchanges of a conversation, by their responses. */
  List<KeyExchangeValue> read(List<MessageValue> messages) {
    List<KeyExchangeValue> found = new ArrayList<>();
    for (MessageValue response : messages) {
      if (response.response()) {
        request(messages, response)
            .flatMap(request -> keyExchange(request, response))
            .ifPresent(found::add);
      }
    }
    return found;
  }

  private static Optional<MessageValue> request(
      List<MessageValue> messages, MessageValue response) {
    return messages.stream()
        .filter(message ->
            !message.response()
                && message.number() < response.number()
                && !message.from().equals(response.from())
                && message.exchange() == response.exchange()
                && message.messageId() == response.messageId()
                && message.spis().startsWith(response.spis().substring(0, 16)))
        .reduce((first, second) -> second);
  }

  private Optional<KeyExchangeValue> keyExchange(MessageValue request, MessageValue response) {
    Optional<byte[]> asked = keyExchangePayload(request);
    Optional<byte[]> answered = keyExchangePayload(response);
    if (asked.isEmpty() || answered.isEmpty()) {
      return Optional.empty();
    }
    int number = (asked.get()[0] & 0xff) << 8 | (asked.get()[1] & 0xff);
    byte[] initiatorShare = Arrays.copyOfRange(asked.get(), 4, asked.get().length);
    byte[] responderShare = Arrays.copyOfRange(answered.get(), 4, answered.get().length);
    return KeyExchanges.standard()
        .find(KeyExchangeMethod.of(number))
        .flatMap(method -> solve(method, request, response, initiatorShare, responderShare));
  }

  private Optional<KeyExchangeValue> solve(
      KeyExchange method,
      MessageValue request,
      MessageValue response,
      byte[] initiatorShare,
      byte[] responderShare) {
    Optional<byte[]> ours = Optional.empty();
    for (byte[] draw : draws(request.from(), method.initiatorRandom().purpose().label())) {
      if (draw.length == method.initiatorRandom().length()) {
        try (KeyExchange.InitiatorKey key = method.initiate(draw)) {
          if (Arrays.equals(key.share(), initiatorShare)) {
            ours = Optional.of(draw);
          }
        }
      }
    }
    if (ours.isEmpty()) {
      return Optional.empty();
    }
    for (byte[] draw : draws(response.from(), method.responderRandom().purpose().label())) {
      if (draw.length == method.responderRandom().length()
          && method.respond(initiatorShare, draw)
              instanceof KeyExchange.Responded(var share, var secret)) {
        try (secret) {
          if (Arrays.equals(share, responderShare)) {
            return Optional.of(
                new KeyExchangeValue(
                    request.number(),
                    response.number(),
                    method.method().value(),
                    clause(method.method().value()),
                    HEX.formatHex(ours.get()),
                    HEX.formatHex(draw),
                    HEX.formatHex(secret.copy())));
          }
        }
      }
    }
    return Optional.empty();
  }

  private List<byte[]> draws(String host, String purpose) {
    return random.stream()
        .filter(value -> value.host().equals(host) && value.purpose().equals(purpose))
        .map(value -> HEX.parseHex(value.value()))
        .toList();
  }

  private static Optional<byte[]> keyExchangePayload(MessageValue message) {
    byte[] plain = HEX.parseHex(message.plain());
    return message.payloads().stream()
        .filter(payload -> payload.type() == KE && payload.length() >= 8)
        .findFirst()
        .map(payload ->
            Arrays.copyOfRange(plain, payload.offset() + 4, payload.offset() + payload.length()));
  }

  private static String clause(int method) {
    return switch (method) {
      case 14, 15, 16, 17, 18 -> "rfc7296:2.14";
      case 19, 20, 21 -> "rfc5903:7";
      case 28, 29, 30 -> "rfc6954:2.3";
      case 31, 32 -> "rfc8031:3.2";
      default -> "ikev2-mlkem-08:2.1";
    };
  }
}
