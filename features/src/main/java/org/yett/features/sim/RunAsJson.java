package org.yett.features.sim;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.PrintWriter;
import java.util.Locale;
import org.yett.ike.sim.ObservedMessage;
import org.yett.ike.sim.Simulation;
import org.yett.ike.sim.Transcript;
import org.yett.ike.sim.scenario.ScenarioRun;
import org.yett.ike.wire.IkeHeader;

/** A run as a JSON object. */
final class RunAsJson {

  private static final ObjectMapper MAPPER = new ObjectMapper();

  private RunAsJson() {}

  static void write(ScenarioRun run, PrintWriter out) {
    ObjectNode root = MAPPER.createObjectNode();
    root.put("scenario", run.scenario().name())
        .put("title", run.scenario().title())
        .put("seed", run.seed())
        .put("passed", run.passed())
        .put("command", run.command());
    ArrayNode failures = root.putArray("failures");
    run.failures().forEach(failures::add);
    run.simulation().ifPresent(simulation -> simulation(simulation, root));
    out.println(root.toPrettyString());
    out.flush();
  }

  private static void simulation(Simulation simulation, ObjectNode root) {
    ArrayNode messages = root.putArray("messages");
    simulation.messages().forEach(message -> message(message, messages.addObject()));
    ArrayNode lines = root.putArray("transcript");
    for (Transcript.Line line : simulation.transcript().lines()) {
      lines
          .addObject()
          .put("nanoseconds", line.at().toNanos())
          .put("kind", line.kind().name().toLowerCase(Locale.ROOT))
          .put("who", line.who())
          .put("text", line.text());
    }
  }

  private static void message(ObservedMessage observed, ObjectNode node) {
    IkeHeader header = observed.message().header();
    node.put("nanoseconds", observed.at().toNanos())
        .put("from", observed.from())
        .put("exchange", header.exchangeType().toString())
        .put("response", header.isResponse())
        .put("initiator_spi", header.initiatorSpi().toString())
        .put("responder_spi", header.responderSpi().toString())
        .put("message_id", header.messageId())
        .put("datagrams", observed.datagrams())
        .put("octets", observed.bytes());
    observed.epoch().ifPresent(epoch -> node.put("keys", epoch));
    ArrayNode payloads = node.putArray("payloads");
    observed.message().payloads().forEach(payload -> payloads.add(payload.describe()));
  }
}
