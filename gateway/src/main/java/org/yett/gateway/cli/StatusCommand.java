package org.yett.gateway.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.PrintWriter;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code yett status}: what the gateway holds and has counted. */
@Command(
    name = "status",
    description = {
      "Shows the gateway's SAs, which key exchanges protect them, packets, and counters of bad",
      "input."
    },
    footer = {
      "",
      "With --json one object: daemon, uptime_seconds, since, datapath, half_open, connections,",
      "ike_sas (each with state, local, remote, suite, key_exchanges, hybrid, post_quantum,",
      "counters and child_sas), counters, offences. gateway/README.md describes every field.",
      "",
      "Exit status: 0, or 4 if no gateway answers.",
      "",
      "Examples:",
      "  yett status",
      "  yett status --json | jq '.ike_sas[].key_exchanges'"
    })
public final class StatusCommand implements Subcommand {

  @Mixin private ControlConnection connection;

  @Option(names = "--json", description = "Print one JSON object.")
  private boolean json;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    PrintWriter out = spec.commandLine().getOut();
    ObjectNode status = connection.call(StatusDocument::read);
    if (json) {
      out.println(pretty(status));
    } else {
      StatusText.print(status, out);
    }
    out.flush();
    return ExitStatus.OK;
  }

  private static String pretty(ObjectNode status) {
    try {
      return new ObjectMapper()
          .enable(SerializationFeature.INDENT_OUTPUT)
          .writeValueAsString(status);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a tree of numbers and texts that cannot be written", e);
    }
  }
}
