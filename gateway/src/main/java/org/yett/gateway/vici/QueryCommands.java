package org.yett.gateway.vici;

import java.time.Duration;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.yett.gateway.config.ConnectionSettings;
import org.yett.gateway.control.ChildSaStatus;
import org.yett.gateway.control.Counter;
import org.yett.gateway.control.Counters;
import org.yett.gateway.control.DaemonInfo;
import org.yett.gateway.control.GatewayControl;
import org.yett.gateway.control.GatewayStatistics;
import org.yett.gateway.control.IkeSaStatus;

/** Commands that only look. */
final class QueryCommands {

  /**
   * Child SAs that one event lists at most, so that it fits a segment; the others follow in further
   * events.
   */
  static final int CHILDREN_PER_EVENT = 200;

  private static final DateTimeFormatter SINCE =
      DateTimeFormatter.ofPattern("MMM dd HH:mm:ss yyyy", Locale.ROOT)
          .withZone(ZoneId.systemDefault());

  private final GatewayControl control;

  QueryCommands(GatewayControl control) {
    this.control = control;
  }

  ViciMessage version() {
    DaemonInfo info = control.daemon();
    return ViciMessage.builder()
        .put("daemon", info.name())
        .put("version", info.version())
        .put("sysname", info.system())
        .put("release", info.release())
        .put("machine", info.machine())
        .build();
  }

  ViciMessage statistics() {
    GatewayStatistics s = control.statistics();
    int busy = Math.max(0, s.workers() - s.idleWorkers());
    return ViciMessage.builder()
        .section(
            "uptime",
            b -> b.put("running", words(s.running())).put("since", SINCE.format(s.since())))
        .section(
            "workers",
            b ->
                b.put("total", s.workers())
                    .put("idle", s.idleWorkers())
                    .section("active", active -> priorities(active, busy)))
        .section("queues", b -> priorities(b, s.queuedJobs()))
        .put("scheduled", 0)
        .section("ikesas", b -> b.put("total", s.ikeSas()).put("half-open", s.halfOpen()))
        .list("plugins", List.of("yett"))
        .section(
            "mallinfo",
            b -> {
              Runtime runtime = Runtime.getRuntime();
              b.put("sbrk", runtime.totalMemory())
                  .put("mmap", 0)
                  .put("used", runtime.totalMemory() - runtime.freeMemory())
                  .put("free", runtime.freeMemory());
            })
        .section(
            "yett",
            b ->
                b.put("running-seconds", s.running().toSeconds())
                    .put("since", s.since().toString())
                    .put("child-sas", s.childSas())
                    .put("datapath", s.datapath()))
        .build();
  }

  private static void priorities(ViciMessage.Builder b, int medium) {
    b.put("critical", 0).put("high", 0).put("medium", medium).put("low", 0);
  }

  private static String words(Duration duration) {
    long seconds = duration.toSeconds();
    if (seconds < 2 * 60) {
      return seconds + " seconds";
    } else if (seconds < 2 * 3600) {
      return seconds / 60 + " minutes";
    } else if (seconds < 2 * 86_400) {
      return seconds / 3600 + " hours";
    }
    return seconds / 86_400 + " days";
  }

  ViciMessage listSas(ViciMessage request, ViciSession session) throws InterruptedException {
    Optional<String> ike = request.text("ike");
    Optional<String> ikeId = request.text("ike-id");
    Optional<String> child = request.text("child");
    Optional<String> childId = request.text("child-id");
    for (IkeSaStatus sa : control.ikeSas()) {
      if (differs(ike, sa.connection()) || differs(ikeId, Long.toString(sa.uniqueId()))) {
        continue;
      }
      List<ChildSaStatus> children = new ArrayList<>();
      for (ChildSaStatus c : sa.children()) {
        if (!differs(child, c.name()) && !differs(childId, Long.toString(c.uniqueId()))) {
          children.add(c);
        }
      }
      int from = 0;
      do {
        int to = Math.min(children.size(), from + CHILDREN_PER_EVENT);
        stream(
            session,
            ViciEvents.LIST_SA,
            StatusMessages.ikeSa(sa.withChildren(children.subList(from, to))));
        from = to;
      } while (from < children.size());
    }
    return ViciMessage.EMPTY;
  }

  ViciMessage listConnections(ViciMessage request, ViciSession session)
      throws InterruptedException {
    Optional<String> ike = request.text("ike");
    for (ConnectionSettings connection : control.connections()) {
      if (!differs(ike, connection.name())) {
        stream(session, ViciEvents.LIST_CONN, StatusMessages.connection(connection));
      }
    }
    return ViciMessage.EMPTY;
  }

  ViciMessage connectionNames() {
    return ViciMessage.builder()
        .list("conns", control.connections().stream().map(ConnectionSettings::name).toList())
        .build();
  }

  ViciMessage secretNames() {
    return ViciMessage.builder().list("keys", control.loadedSecrets()).build();
  }

  ViciMessage pools(ViciMessage request) {
    return PoolMessages.pools(control.pools(), request.text("name"), isYes(request.text("leases")));
  }

  ViciMessage counters(ViciMessage request) {
    ViciMessage.Builder sections = ViciMessage.builder();
    if (isYes(request.text("all"))) {
      for (ConnectionSettings connection : control.connections()) {
        control
            .counters(Optional.of(connection.name()))
            .ifPresent(counters -> counters(sections, connection.name(), counters));
      }
    } else {
      Optional<String> name = request.text("name");
      Optional<Counters> counters = control.counters(name);
      if (counters.isEmpty()) {
        return Replies.failure("no counters found for connection '" + name.orElse("") + "'");
      }
      counters(sections, name.orElse(""), counters.get());
    }
    return ViciMessage.builder()
        .section("counters", sections.build())
        .put("success", "yes")
        .build();
  }

  private static void counters(ViciMessage.Builder sections, String name, Counters counters) {
    sections.section(
        name,
        b -> {
          for (Counter counter : Counter.values()) {
            b.put(counter.key(), counters.of(counter));
          }
          counters.offences().forEach((offence, n) -> b.put("yett-offence-" + offence, n));
          counters.engine().forEach((what, n) -> b.put("yett-engine-" + what, n));
        });
  }

  static boolean isYes(Optional<String> value) {
    return value
        .map(v -> v.toLowerCase(Locale.ROOT))
        .filter(v -> v.equals("yes") || v.equals("true") || v.equals("1") || v.equals("enabled"))
        .isPresent();
  }

  private static boolean differs(Optional<String> filter, String value) {
    return filter.isPresent() && !filter.get().equals(value);
  }

  static void stream(ViciSession session, String event, ViciMessage message)
      throws InterruptedException {
    if (session.listensTo(event)) {
      session.send(new ViciPacket.Event(event, message));
    }
  }
}
