package org.yett.vectors.corpus;

import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.function.UnaryOperator;
import org.yett.vectors.exchange.DatagramValue;
import org.yett.vectors.exchange.Edit;
import org.yett.vectors.exchange.ExchangeVector;
import org.yett.vectors.exchange.MessageValue;
import org.yett.vectors.exchange.StepValue;

/** Makes edits out of the conversation as it goes when nothing is wrong. */
final class Falsified {

  private static final HexFormat HEX = HexFormat.of();

  private final ExchangeVector good;

  Falsified(ExchangeVector good) {
    this.good = good;
  }

  /** Which message: those of one host, exchange type and direction are counted from 1. */
  record Where(String host, int exchange, boolean response, int ordinal) {

    static Where request(String host, int exchange) {
      return new Where(host, exchange, false, 1);
    }

    static Where response(String host, int exchange) {
      return new Where(host, exchange, true, 1);
    }

    Where number(int other) {
      return new Where(host, exchange, response, other);
    }
  }

  /** The conversation without falsification. */
  ExchangeVector good() {
    return good;
  }

  /** The message at a place. */
  MessageValue message(Where where) {
    return good.messages().stream()
        .filter(message ->
            message.from().equals(where.host())
                && message.exchange() == where.exchange()
                && message.response() == where.response())
        .skip(where.ordinal() - 1L)
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("no such message: " + where));
  }

  /** The body of the first payload of a type, without its generic header. */
  byte[] body(Where where, int payload, int occurrence) {
    MessageValue message = message(where);
    byte[] plain = HEX.parseHex(message.plain());
    return message.payloads().stream()
        .filter(value -> value.type() == payload)
        .skip(occurrence - 1L)
        .findFirst()
        .map(
            value -> Arrays.copyOfRange(plain, value.offset() + 4, value.offset() + value.length()))
        .orElseThrow(() -> new IllegalArgumentException("no payload " + payload + " in " + where));
  }

  /** A payload with another body. */
  Edit body(Where where, int payload, UnaryOperator<byte[]> change) {
    return body(where, payload, 1, change);
  }

  /** One of several payloads of a type with another body. */
  Edit body(Where where, int payload, int occurrence, UnaryOperator<byte[]> change) {
    byte[] changed = change.apply(body(where, payload, occurrence).clone());
    return edit(where, "replace", payload, occurrence, false, changed);
  }

  /** A message without a payload. */
  static Edit without(Where where, int payload, int occurrence) {
    return edit(where, "drop", payload, occurrence, false, new byte[0]);
  }

  /** A message with one payload more, at its end. */
  static Edit with(Where where, int payload, boolean critical, byte[] body) {
    return edit(where, "add-last", payload, 0, critical, body);
  }

  /** A message of another exchange type. */
  static Edit becoming(Where where, int exchange) {
    return edit(where, "exchange", exchange, 0, false, new byte[0]);
  }

  private static Edit edit(
      Where where, String what, int payload, int occurrence, boolean critical, byte[] octets) {
    return new Edit(
        where.host(),
        what,
        where.exchange(),
        where.response(),
        where.ordinal(),
        payload,
        occurrence,
        critical,
        HEX.formatHex(octets));
  }

  /** The n-th datagram of a host, altered on the path. */
  Edit datagram(String host, int number, UnaryOperator<byte[]> change) {
    List<DatagramValue> sent =
        good.datagrams().stream().filter(datagram -> datagram.from().equals(host)).toList();
    byte[] altered = change.apply(HEX.parseHex(sent.get(number - 1).octets()));
    return new Edit(host, "datagram", 0, false, number, 0, 0, false, HEX.formatHex(altered));
  }

  /** An input or output of the first step of that name. */
  byte[] value(String step, String name) {
    StepValue found =
        good.steps().stream()
            .filter(candidate -> candidate.name().equals(step))
            .findFirst()
            .orElseThrow(() -> new IllegalArgumentException("no step " + step));
    return java.util.stream.Stream.concat(found.inputs().stream(), found.outputs().stream())
        .filter(candidate -> candidate.name().equals(name))
        .findFirst()
        .map(candidate -> HEX.parseHex(candidate.value()))
        .orElseThrow(() -> new IllegalArgumentException("no " + name + " in " + step));
  }
}
