package org.yett.gateway.runtime;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.MinimalPrettyPrinter;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.yett.ike.event.Event;
import org.yett.ike.negotiate.Algorithm;

/**
 * Writes what happens to a file, one JSON object a line: messages with their sizes, SAs that come
 * and go, refusals. Without secrets. Each object has {@code time} (ISO 8601, UTC) and {@code
 * event}.
 */
public final class EventTrace implements Consumer<Event>, AutoCloseable {

  private final InstantSource clock = InstantSource.system();
  private final JsonGenerator out;

  private EventTrace(Writer writer) throws IOException {
    this.out = new ObjectMapper().getFactory().createGenerator(writer);
    this.out.setPrettyPrinter(new MinimalPrettyPrinter("\n"));
  }

  /**
   * Begins a file, over a former one.
   *
   * @param file where to; without one nothing is kept
   * @throws IOException if it cannot be written
   */
  public static EventTrace open(Optional<Path> file) throws IOException {
    return new EventTrace(
        file.isPresent()
            ? Files.newBufferedWriter(file.get(), StandardCharsets.UTF_8)
            : Writer.nullWriter());
  }

  @Override
  public synchronized void accept(Event event) {
    try {
      switch (event) {
        case Event.ExchangeTrace trace -> message(trace);
        case Event.IkeSaEstablished up -> {
          begin("ike-established");
          out.writeStringField("connection", up.connection());
          out.writeNumberField("ike_sa", up.ikeSa().value());
          out.writeStringField("local_id", up.ours().toString());
          out.writeStringField("remote_id", up.peer().toString());
          out.writeStringField("suite", up.suite().toString());
          texts(
              "key_exchanges",
              up.posture().keyExchanges().all().stream()
                  .map(method -> Algorithm.of(method).toString())
                  .toList());
          out.writeBooleanField("post_quantum", up.posture().keyExchanges().isPostQuantum());
          out.writeBooleanField("hybrid", up.posture().keyExchanges().isHybrid());
          out.writeBooleanField("experimental", up.posture().keyExchanges().isExperimental());
          end();
        }
        case Event.ChildSaEstablished up -> {
          begin("child-established");
          out.writeStringField("connection", up.connection());
          out.writeStringField("child", up.name());
          out.writeNumberField("ike_sa", up.ikeSa().value());
          out.writeNumberField("child_sa", up.childSa().value());
          out.writeStringField("suite", up.suite().toString());
          texts("local_ts", up.localSelectors().stream().map(Object::toString).toList());
          texts("remote_ts", up.remoteSelectors().stream().map(Object::toString).toList());
          end();
        }
        case Event.IkeSaRekeyed rekeyed -> {
          begin("ike-rekeyed");
          out.writeStringField("connection", rekeyed.connection());
          out.writeNumberField("ike_sa", rekeyed.ikeSa().value());
          out.writeNumberField("successor", rekeyed.successor().value());
          out.writeStringField("suite", rekeyed.suite().toString());
          out.writeBooleanField("post_quantum", rekeyed.posture().keyExchanges().isPostQuantum());
          end();
        }
        case Event.ChildSaRekeyed rekeyed -> {
          begin("child-rekeyed");
          out.writeStringField("connection", rekeyed.connection());
          out.writeStringField("child", rekeyed.name());
          out.writeNumberField("child_sa", rekeyed.childSa().value());
          out.writeNumberField("successor", rekeyed.successor().value());
          end();
        }
        case Event.RekeyingFailed failed -> {
          begin("rekeying-failed");
          out.writeNumberField("ike_sa", failed.ikeSa().value());
          out.writeStringField("reason", failed.reason());
          end();
        }
        case Event.InternalError error -> {
          begin("internal-error");
          out.writeStringField("detail", error.detail());
          end();
        }
        case Event.IkeSaFailed failed -> {
          begin("ike-failed");
          out.writeNumberField("ike_sa", failed.ikeSa().value());
          out.writeStringField("reason", failed.reason().name());
          out.writeStringField("detail", failed.detail());
          end();
        }
        case Event.ChildSaFailed failed -> {
          begin("child-failed");
          out.writeNumberField("ike_sa", failed.ikeSa().value());
          out.writeStringField("reason", failed.reason());
          end();
        }
        case Event.IkeSaDeleted deleted -> {
          begin("ike-deleted");
          out.writeStringField("connection", deleted.connection());
          out.writeNumberField("ike_sa", deleted.ikeSa().value());
          out.writeStringField("reason", deleted.reason().name());
          end();
        }
        case Event.ChildSaDeleted deleted -> {
          begin("child-deleted");
          out.writeStringField("child", deleted.name());
          out.writeNumberField("child_sa", deleted.childSa().value());
          out.writeStringField("reason", deleted.reason().name());
          end();
        }
        case Event.ProtocolOffence offence -> {
          begin("offence");
          out.writeStringField("offence", offence.offence().name());
          out.writeStringField("from", offence.path().remote().toString());
          end();
        }
        case Event.AuthenticationFailed failed -> {
          begin("authentication-failed");
          out.writeNumberField("ike_sa", failed.ikeSa().value());
          out.writeBooleanField("by_peer", failed.byPeer());
          out.writeStringField("detail", failed.detail());
          end();
        }
        case Event.NegotiationRefused refused -> {
          begin("negotiation-refused");
          out.writeStringField("explanation", refused.explanation());
          end();
        }
        case Event.IkeSaStarted _,
            Event.PeerAlive _,
            Event.PeerMoved _,
            Event.PuzzleReceived _,
            Event.Redirected _,
            Event.CommandFinished _ -> {
          // Seen from the messages, or nobody's business but the commander's.
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void message(Event.ExchangeTrace trace) throws IOException {
    begin("message");
    out.writeStringField(
        "direction", trace.direction() == Event.Direction.SENT ? "sent" : "received");
    out.writeStringField("exchange", trace.exchange().toString());
    out.writeBooleanField("response", trace.response());
    out.writeNumberField("message_id", trace.messageId());
    out.writeNumberField("bytes", trace.bytes());
    out.writeNumberField("datagrams", trace.datagrams());
    out.writeBooleanField("repeated", trace.repeated());
    out.writeStringField("local", trace.path().local().toString());
    out.writeStringField("remote", trace.path().remote().toString());
    end();
  }

  private void texts(String name, List<String> values) throws IOException {
    out.writeArrayFieldStart(name);
    for (String value : values) {
      out.writeString(value);
    }
    out.writeEndArray();
  }

  private void begin(String event) throws IOException {
    out.writeStartObject();
    out.writeStringField("time", clock.instant().toString());
    out.writeStringField("event", event);
  }

  private void end() throws IOException {
    out.writeEndObject();
    out.flush();
  }

  @Override
  public synchronized void close() throws IOException {
    out.writeRaw('\n');
    out.close();
  }
}
