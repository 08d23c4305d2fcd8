package org.yett.gateway.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The status for people. */
final class StatusText {

  /** Counters of what should not have come in. */
  private static final List<String> BAD_INPUT =
      List.of(
          "invalid",
          "invalid_spi",
          "authentication_failed",
          "proposal_mismatch",
          "protocol_offence",
          "esp_unknown_spi",
          "esp_malformed",
          "esp_bad_icv",
          "esp_replayed",
          "esp_selector_mismatch");

  private StatusText() {}

  static void print(ObjectNode status, PrintWriter out) {
    JsonNode daemon = status.path("daemon");
    out.printf(
        "%s %s on %s %s, running %s, datapath %s%n",
        daemon.path("name").asText(),
        daemon.path("version").asText(),
        daemon.path("system").asText(),
        daemon.path("machine").asText(),
        time(status.path("uptime_seconds").asLong()),
        status.path("datapath").asText("?"));
    out.printf("connections: %s%n", joined(status.path("connections"), ", "));
    JsonNode sas = status.path("ike_sas");
    out.printf("IKE SAs: %d (%d half-open)%n", sas.size(), status.path("half_open").asLong());
    for (JsonNode sa : sas) {
      ikeSa(sa, out);
    }
    badInput(status, out);
  }

  private static void ikeSa(JsonNode sa, PrintWriter out) {
    out.println();
    out.printf(
        "%s #%d: %s as %s%s%n",
        sa.path("connection").asText(),
        sa.path("unique_id").asLong(),
        sa.path("state").asText(),
        sa.path("initiator").asBoolean() ? "initiator" : "responder",
        sa.has("established_seconds")
            ? ", for " + time(sa.path("established_seconds").asLong())
            : "");
    out.printf(
        "  local   %s%s%n",
        end(sa.path("local")), sa.path("nat_local").asBoolean() ? ", behind a NAT" : "");
    out.printf(
        "  remote  %s%s%n",
        end(sa.path("remote")), sa.path("nat_remote").asBoolean() ? ", behind a NAT" : "");
    out.printf(
        "  SPIs    %s_i %s_r%n",
        sa.path("initiator_spi").asText(), sa.path("responder_spi").asText());
    if (sa.has("suite")) {
      out.printf("  suite   %s%n", sa.path("suite").asText());
    }
    if (sa.has("hybrid")) {
      out.printf(
          "  keys    %s%s: %s%s; authenticated by %s (us) and %s (peer)%s%n",
          joined(sa.path("key_exchanges"), " + "),
          sa.path("ppk").asBoolean() ? " + PPK" : "",
          sa.path("hybrid").asBoolean()
              ? "hybrid, post-quantum"
              : sa.path("post_quantum").asBoolean() ? "post-quantum" : "CLASSICAL ONLY",
          sa.path("experimental").asBoolean() ? ", EXPERIMENTAL" : "",
          sa.path("local_auth").asText(),
          sa.path("remote_auth").asText(),
          sa.path("transcript_bound").asBoolean() ? "; transcript bound" : "");
    }
    for (JsonNode child : sa.path("child_sas")) {
      childSa(child, out);
    }
  }

  private static void childSa(JsonNode child, PrintWriter out) {
    out.printf(
        "  %s #%d: %s, %s%s, %s%s%n",
        child.path("name").asText(),
        child.path("unique_id").asLong(),
        child.path("state").asText(),
        child.path("mode").asText(),
        child.path("udp_encapsulated").asBoolean() ? " in UDP" : "",
        child.path("suite").asText("no suite yet"),
        child.path("key_exchanges").isEmpty()
            ? ""
            : ", own keys " + joined(child.path("key_exchanges"), " + "));
    out.printf(
        "    %s === %s%n",
        joined(child.path("local_ts"), " "), joined(child.path("remote_ts"), " "));
    traffic(child, "in", out);
    traffic(child, "out", out);
    String refused = nonZero(child.path("counters"));
    if (!refused.isEmpty()) {
      out.printf("    counted  %s%n", refused);
    }
  }

  private static void traffic(JsonNode child, String way, PrintWriter out) {
    if (child.has("spi_" + way)) {
      String idle = "idle_" + way + "_seconds";
      out.printf(
          "    %-3s %s  %d bytes, %d packets%s%n",
          way,
          child.path("spi_" + way).asText(),
          child.path("bytes_" + way).asLong(),
          child.path("packets_" + way).asLong(),
          child.has(idle) ? ", the last " + time(child.path(idle).asLong()) + " ago" : "");
    }
  }

  private static void badInput(ObjectNode status, PrintWriter out) {
    List<String> shown = new ArrayList<>();
    for (String name : BAD_INPUT) {
      long count = status.path("counters").path(name).asLong();
      if (count != 0) {
        shown.add(name + " " + count);
      }
    }
    out.println();
    out.println("bad input: " + (shown.isEmpty() ? "none" : String.join(", ", shown)));
    String offences = nonZero(status.path("offences"));
    if (!offences.isEmpty()) {
      out.println("offences: " + offences);
    }
  }

  private static String nonZero(JsonNode counters) {
    List<String> shown = new ArrayList<>();
    for (Map.Entry<String, JsonNode> counter : counters.properties()) {
      if (counter.getValue().asLong() != 0) {
        shown.add(counter.getKey() + " " + counter.getValue().asLong());
      }
    }
    return String.join(", ", shown);
  }

  private static String end(JsonNode end) {
    return end.path("id").asText("?")
        + " at "
        + end.path("host").asText()
        + "["
        + end.path("port").asInt()
        + "]";
  }

  private static String joined(JsonNode array, String separator) {
    List<String> parts = new ArrayList<>();
    array.forEach(node -> parts.add(node.asText()));
    return parts.isEmpty() ? "none" : String.join(separator, parts);
  }

  private static String time(long seconds) {
    if (seconds < 120) {
      return seconds + " s";
    } else if (seconds < 2 * 3600) {
      return seconds / 60 + " min";
    } else if (seconds < 2 * 86_400) {
      return seconds / 3600 + " h";
    }
    return seconds / 86_400 + " d";
  }
}
