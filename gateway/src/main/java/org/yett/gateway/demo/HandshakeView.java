package org.yett.gateway.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.yett.gateway.demo.DemoReport.Message;

/**
 * The first handshake of a gateway, read from its event trace.
 *
 * @param messages its messages up to the Child SA
 * @param suite the IKE SA's algorithms; empty if it was not established
 * @param espSuite the Child SA's algorithms; empty if it was not established
 * @param keyExchanges key exchanges whose secrets are in the keys
 * @param postQuantum whether one of them is post-quantum
 * @param handshakeMs from the first message to the Child SA
 * @param failure what went wrong, if the trace tells
 */
record HandshakeView(
    List<Message> messages,
    Optional<String> suite,
    Optional<String> espSuite,
    List<String> keyExchanges,
    boolean postQuantum,
    double handshakeMs,
    Optional<String> failure) {

  /** Whether both the IKE SA and the Child SA came about. */
  boolean established() {
    return suite.isPresent() && espSuite.isPresent();
  }

  /** Reads a trace as far as it has been written. */
  static HandshakeView read(Path trace) throws IOException {
    ObjectMapper mapper = new ObjectMapper();
    List<Message> messages = new ArrayList<>();
    Optional<String> suite = Optional.empty();
    Optional<String> espSuite = Optional.empty();
    Optional<String> failure = Optional.empty();
    List<String> keyExchanges = new ArrayList<>();
    boolean postQuantum = false;
    double handshakeMs = 0;
    Instant first = Instant.MAX;
    for (String line : Files.readAllLines(trace)) {
      if (line.isBlank()) {
        continue;
      }
      JsonNode event = mapper.readTree(line);
      Instant time = Instant.parse(event.path("time").asText());
      if (first.equals(Instant.MAX)) {
        first = time;
      }
      double ms = Duration.between(first, time).toNanos() / 1e6;
      switch (event.path("event").asText()) {
        case "message" -> {
          if (espSuite.isEmpty()) {
            messages.add(message(event, ms));
          }
        }
        case "ike-established" -> {
          suite = Optional.of(event.path("suite").asText());
          event.path("key_exchanges").forEach(name -> keyExchanges.add(name.asText()));
          postQuantum = event.path("post_quantum").asBoolean();
        }
        case "child-established" -> {
          espSuite = Optional.of(event.path("suite").asText());
          handshakeMs = ms;
        }
        case "ike-failed", "child-failed", "negotiation-refused", "authentication-failed" ->
            failure = Optional.of(line);
        default -> {
          // Not part of the handshake.
        }
      }
    }
    return new HandshakeView(
        List.copyOf(messages),
        suite,
        espSuite,
        List.copyOf(keyExchanges),
        postQuantum,
        handshakeMs,
        failure);
  }

  private static Message message(JsonNode event, double ms) {
    return new Message(
        event.path("exchange").asText(),
        event.path("direction").asText(),
        event.path("response").asBoolean(),
        event.path("bytes").asLong(),
        event.path("datagrams").asInt(),
        Math.round(ms * 100) / 100.0);
  }
}
