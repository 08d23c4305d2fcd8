package org.yett.gateway.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import org.yett.gateway.vici.ViciClient;
import org.yett.gateway.vici.ViciMessage;
import org.yett.gateway.vici.ViciMessage.Section;

/** Everything that {@code yett status} shows, as one JSON object made of what vici answers. */
final class StatusDocument {

  private static final String COUNT = "yett-count-";
  private static final String OFFENCE = "yett-offence-";
  private static final String ENGINE = "yett-engine-";
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  private StatusDocument() {}

  static ObjectNode read(ViciClient client) throws IOException {
    ObjectNode status = JSON.objectNode();
    ViciMessage version = client.request("version", ViciMessage.EMPTY);
    ObjectNode daemon = status.putObject("daemon");
    texts(version, daemon, "name", "daemon", "version", "version", "system", "sysname");
    texts(version, daemon, "release", "release", "machine", "machine");
    ViciMessage stats = client.request("stats", ViciMessage.EMPTY);
    ViciMessage own = stats.section("yett").orElse(ViciMessage.EMPTY);
    number(own, status, "uptime_seconds", "running-seconds");
    texts(own, status, "since", "since", "datapath", "datapath");
    ViciMessage ikeSas = stats.section("ikesas").orElse(ViciMessage.EMPTY);
    number(ikeSas, status, "half_open", "half-open");
    ArrayNode connections = status.putArray("connections");
    client.request("get-conns", ViciMessage.EMPTY).list("conns").forEach(connections::add);
    ArrayNode sas = status.putArray("ike_sas");
    client.stream(
        "list-sas",
        ViciMessage.EMPTY,
        "list-sa",
        event -> event.sections().forEach(section -> sas.add(ikeSa(section))));
    counters(client, status);
    return status;
  }

  private static void counters(ViciClient client, ObjectNode status) throws IOException {
    ViciMessage all =
        client
            .request("get-counters", ViciMessage.EMPTY)
            .section("counters")
            .flatMap(counters -> counters.section(""))
            .orElse(ViciMessage.EMPTY);
    ObjectNode counters = status.putObject("counters");
    ObjectNode offences = status.putObject("offences");
    ObjectNode engine = status.putObject("engine");
    for (ViciMessage.Entry entry : all.entries()) {
      if (entry instanceof ViciMessage.KeyValue kv) {
        if (kv.name().startsWith(OFFENCE)) {
          offences.put(kv.name().substring(OFFENCE.length()), Long.parseLong(kv.text()));
        } else if (kv.name().startsWith(ENGINE)) {
          String name = kv.name().substring(ENGINE.length());
          engine.put(name.replace('-', '_'), Long.parseLong(kv.text()));
        } else {
          String name = kv.name().startsWith("yett-") ? kv.name().substring(5) : kv.name();
          counters.put(name.replace('-', '_'), Long.parseLong(kv.text()));
        }
      }
    }
  }

  private static ObjectNode ikeSa(Section section) {
    ViciMessage sa = section.content();
    ObjectNode json = JSON.objectNode();
    json.put("connection", section.name());
    number(sa, json, "unique_id", "uniqueid");
    texts(sa, json, "state", "state");
    json.put("initiator", yes(sa, "initiator"));
    end(sa, json.putObject("local"), "local");
    end(sa, json.putObject("remote"), "remote");
    texts(sa, json, "initiator_spi", "initiator-spi", "responder_spi", "responder-spi");
    json.put("nat_local", yes(sa, "nat-local"));
    json.put("nat_remote", yes(sa, "nat-remote"));
    json.put("nat_fake", yes(sa, "nat-fake"));
    texts(sa, json, "suite", "yett-suite");
    algorithms(sa, json);
    list(sa, json, "key_exchanges", "yett-key-exchanges");
    bool(sa, json, "hybrid", "yett-hybrid");
    bool(sa, json, "post_quantum", "yett-post-quantum");
    texts(sa, json, "local_auth", "yett-local-auth", "remote_auth", "yett-remote-auth");
    bool(sa, json, "transcript_bound", "yett-transcript-bound");
    bool(sa, json, "resumed", "yett-resumed");
    bool(sa, json, "ppk", "yett-ppk");
    bool(sa, json, "experimental", "yett-experimental");
    number(sa, json, "established_seconds", "established");
    number(sa, json, "rekey_in_seconds", "rekey-time");
    number(sa, json, "reauthenticate_in_seconds", "reauth-time");
    list(sa, json, "tasks", "tasks-active");
    counts(sa, json);
    ArrayNode children = json.putArray("child_sas");
    sa.section("child-sas")
        .ifPresent(all -> all.sections().forEach(child -> children.add(childSa(child.content()))));
    return json;
  }

  private static ObjectNode childSa(ViciMessage child) {
    ObjectNode json = JSON.objectNode();
    texts(child, json, "name", "name");
    number(child, json, "unique_id", "uniqueid");
    texts(child, json, "state", "state", "mode", "mode", "protocol", "protocol");
    json.put("udp_encapsulated", yes(child, "encap"));
    texts(child, json, "spi_in", "spi-in", "spi_out", "spi-out", "suite", "yett-suite");
    algorithms(child, json);
    list(child, json, "key_exchanges", "yett-key-exchanges");
    number(child, json, "bytes_in", "bytes-in");
    number(child, json, "packets_in", "packets-in");
    number(child, json, "idle_in_seconds", "use-in");
    number(child, json, "bytes_out", "bytes-out");
    number(child, json, "packets_out", "packets-out");
    number(child, json, "idle_out_seconds", "use-out");
    number(child, json, "installed_seconds", "install-time");
    number(child, json, "rekey_in_seconds", "rekey-time");
    number(child, json, "expires_in_seconds", "life-time");
    list(child, json, "local_ts", "local-ts");
    list(child, json, "remote_ts", "remote-ts");
    counts(child, json);
    return json;
  }

  private static void end(ViciMessage sa, ObjectNode json, String side) {
    texts(sa, json, "host", side + "-host", "id", side + "-id");
    number(sa, json, "port", side + "-port");
  }

  private static void algorithms(ViciMessage sa, ObjectNode json) {
    texts(sa, json, "encryption", "encr-alg");
    number(sa, json, "encryption_key_bits", "encr-keysize");
    texts(sa, json, "integrity", "integ-alg", "prf", "prf-alg", "key_exchange", "dh-group");
    ObjectNode additional = JSON.objectNode();
    for (int n = 1; n <= 7; n++) {
      texts(sa, additional, Integer.toString(n), "ake" + n);
    }
    if (!additional.isEmpty()) {
      json.set("additional_key_exchanges", additional);
    }
    if (sa.text("esn").isPresent()) {
      json.put("esn", true);
    }
  }

  private static void counts(ViciMessage sa, ObjectNode json) {
    ObjectNode counters = json.putObject("counters");
    for (ViciMessage.Entry entry : sa.entries()) {
      if (entry instanceof ViciMessage.KeyValue kv && kv.name().startsWith(COUNT)) {
        counters.put(
            kv.name().substring(COUNT.length()).replace('-', '_'), Long.parseLong(kv.text()));
      }
    }
  }

  /** Pairs of a name in JSON and a name in vici; what is not there is left out. */
  private static void texts(ViciMessage from, ObjectNode to, String... pairs) {
    for (int i = 0; i < pairs.length; i += 2) {
      String name = pairs[i];
      from.text(pairs[i + 1]).ifPresent(value -> to.put(name, value));
    }
  }

  private static void number(ViciMessage from, ObjectNode to, String name, String key) {
    from.text(key).ifPresent(value -> to.put(name, Long.parseLong(value)));
  }

  private static void bool(ViciMessage from, ObjectNode to, String name, String key) {
    from.text(key).ifPresent(value -> to.put(name, value.equals("yes")));
  }

  private static boolean yes(ViciMessage from, String key) {
    return from.text(key).filter("yes"::equals).isPresent();
  }

  private static void list(ViciMessage from, ObjectNode to, String name, String key) {
    ArrayNode array = to.putArray(name);
    from.list(key).forEach(array::add);
  }
}
