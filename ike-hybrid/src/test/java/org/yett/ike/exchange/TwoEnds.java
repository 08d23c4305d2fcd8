package org.yett.ike.exchange;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import org.yett.ike.config.ConnectionConfig;
import org.yett.ike.config.EapIdentity;
import org.yett.ike.config.EndpointConfig;
import org.yett.ike.config.Identity;
import org.yett.ike.crypto.DeterministicRandomness;
import org.yett.ike.crypto.KeyExchanges;
import org.yett.ike.crypto.Secret;
import org.yett.ike.endpoint.ChildSa;
import org.yett.ike.endpoint.Command;
import org.yett.ike.endpoint.Credentials;
import org.yett.ike.endpoint.EndpointStatus;
import org.yett.ike.endpoint.IkeEndpoint;
import org.yett.ike.endpoint.Input;
import org.yett.ike.endpoint.Job;
import org.yett.ike.endpoint.JobRunner;
import org.yett.ike.endpoint.KeyTraces;
import org.yett.ike.endpoint.OutgoingSeam;
import org.yett.ike.endpoint.Output;
import org.yett.ike.endpoint.PeerKeyQuery;
import org.yett.ike.endpoint.PeerKeys;
import org.yett.ike.endpoint.Signer;
import org.yett.ike.endpoint.SignerQuery;
import org.yett.ike.event.ChildSaId;
import org.yett.ike.event.Event;
import org.yett.ike.path.Encapsulation;
import org.yett.ike.path.Path;
import org.yett.ike.path.TransportAddress;
import org.yett.ike.wire.Octets;

/** Two endpoints, a wire between them, and a clock that moves when nothing else does. */
final class TwoEnds {

  static final Instant START = Instant.EPOCH;

  Host alice;
  final Host bob;
  Instant now = START;
  Predicate<Packet> loses = packet -> false;
  UnaryOperator<Path> nat = path -> path;
  private final Deque<Packet> wire = new ArrayDeque<>();
  private final List<Host> others = new ArrayList<>();

  TwoEnds() {
    this(EndpointConfig.DEFAULT, EndpointConfig.DEFAULT, OutgoingSeam.NONE, OutgoingSeam.NONE);
  }

  TwoEnds(
      EndpointConfig aliceConfig,
      EndpointConfig bobConfig,
      OutgoingSeam aliceSeam,
      OutgoingSeam bobSeam) {
    this(aliceConfig, bobConfig, aliceSeam, bobSeam, KeyTraces.NONE);
  }

  TwoEnds(
      EndpointConfig aliceConfig,
      EndpointConfig bobConfig,
      OutgoingSeam aliceSeam,
      OutgoingSeam bobSeam,
      KeyTraces aliceTraces) {
    alice = new Host("alice", address("192.0.2.1"), aliceConfig, aliceSeam, 1, aliceTraces);
    bob = new Host("bob", address("192.0.2.2"), bobConfig, bobSeam);
  }

  /** A host besides the two, at an address of its own. */
  Host add(String name, String ip, EndpointConfig config) {
    Host host = new Host(name, address(ip), config, OutgoingSeam.NONE, 2);
    others.add(host);
    return host;
  }

  private List<Host> hosts() {
    List<Host> all = new ArrayList<>(List.of(alice, bob));
    all.addAll(others);
    return all;
  }

  private Host hostAt(InetAddress ip, Host from) {
    return others.stream().filter(host -> host.ip.equals(ip)).findFirst().orElse(from.other());
  }

  /** A datagram under way. */
  record Packet(Host from, Host to, Path path, Octets octets, int number) {
    /** The Exchange Type field. */
    int exchange() {
      return octets.u8(18);
    }

    boolean response() {
      return (octets.u8(19) & 0x20) != 0;
    }
  }

  static InetAddress address(String text) {
    try {
      return InetAddress.getByName(text);
    } catch (UnknownHostException e) {
      throw new AssertionError(e);
    }
  }

  /** One end: an endpoint, its jobs done at once unless they are held, and all that it put out. */
  final class Host {
    final String name;
    final InetAddress ip;
    final IkeEndpoint endpoint;
    final List<Output> outputs = new ArrayList<>();
    final List<Event> events = new ArrayList<>();
    final Map<ChildSaId, ChildSa> inbound = new HashMap<>();
    final Map<ChildSaId, ChildSa> outbound = new HashMap<>();
    final Set<InetAddress> assigned = new LinkedHashSet<>();
    final List<Output.RunJob> heldJobs = new ArrayList<>();
    Predicate<Job> holds = job -> false;
    Map<String, List<InetAddress>> names = new HashMap<>();
    Map<String, String> keys = new HashMap<>(Map.of("alice bob", "secret", "bob alice", "secret"));
    Map<String, List<Signer>> signers = new HashMap<>();
    Function<PeerKeyQuery, PeerKeys> peerKeys =
        query -> new PeerKeys.Refused(PeerKeys.Reason.UNKNOWN_AUTHORITY, "nobody is trusted");
    Map<String, String> ppks = new HashMap<>();
    Map<String, String> passwords = new HashMap<>();
    Instant wakeAt = Instant.MAX;
    int sent;

    private final JobRunner runner;

    Host(String name, InetAddress ip, EndpointConfig config, OutgoingSeam seam) {
      this(name, ip, config, seam, 1);
    }

    Host(String name, InetAddress ip, EndpointConfig config, OutgoingSeam seam, int incarnation) {
      this(name, ip, config, seam, incarnation, KeyTraces.NONE);
    }

    Host(
        String name,
        InetAddress ip,
        EndpointConfig config,
        OutgoingSeam seam,
        int incarnation,
        KeyTraces traces) {
      this.name = name;
      this.ip = ip;
      this.endpoint =
          IkeEngine.create(
              config,
              DeterministicRandomness.ofSeed(incarnation).scoped(name),
              KeyExchanges.laboratory(),
              traces,
              seam);
      Credentials credentials =
          new Credentials() {
            @Override
            public Optional<Secret> preSharedKey(Identity ours, Identity peer) {
              return Optional.ofNullable(keys.get(ours + " " + peer))
                  .map(k -> Secret.adopt(k.getBytes(StandardCharsets.UTF_8)));
            }

            @Override
            public List<Signer> signers(SignerQuery query) {
              return signers.getOrDefault(query.credential(), List.of());
            }

            @Override
            public PeerKeys peerKeys(PeerKeyQuery query) {
              return peerKeys.apply(query);
            }

            @Override
            public Optional<Secret> postquantumPresharedKey(byte[] ppkId) {
              return Optional.ofNullable(ppks.get(HexFormat.of().formatHex(ppkId)))
                  .map(k -> Secret.adopt(k.getBytes(StandardCharsets.UTF_8)));
            }

            @Override
            public Optional<Secret> eapPassword(EapIdentity who) {
              return Optional.ofNullable(passwords.get(who.name()))
                  .map(k -> Secret.adopt(k.getBytes(StandardCharsets.UTF_8)));
            }

            @Override
            public List<InetAddress> addresses(String host) {
              return names.getOrDefault(host, List.of());
            }
          };
      this.runner = JobRunner.inline(credentials);
    }

    Host other() {
      return this == alice ? bob : alice;
    }

    Path path() {
      return Path.plain(new TransportAddress(ip, 500), new TransportAddress(other().ip, 500));
    }

    void load(ConnectionConfig... connections) {
      command(new Command.LoadConnections(List.of(connections)));
    }

    void command(Command command) {
      handle(new Input.Commanded(command));
    }

    void initiate() {
      command(new Command.Initiate(1, "net", Optional.empty(), path()));
    }

    void handle(Input input) {
      for (Output output : endpoint.handle(input, now)) {
        outputs.add(output);
        switch (output) {
          case Output.Transmit transmit -> {
            if (transmit.content() == Output.Content.IKE) {
              Host to = hostAt(transmit.path().remote().ip(), this);
              wire.add(new Packet(this, to, transmit.path(), transmit.message(), sent++));
            }
          }
          case Output.WakeAt wake -> wakeAt = wake.instant();
          case Output.InstallInbound install ->
              inbound.put(install.childSa().id(), install.childSa());
          case Output.ActivateOutbound activate ->
              outbound.put(activate.childSa().id(), activate.childSa());
          case Output.UpdateChildSa update -> {}
          case Output.RemoveOutbound remove -> outbound.remove(remove.id());
          case Output.RemoveChildSa remove -> {
            inbound.remove(remove.id());
            outbound.remove(remove.id());
          }
          case Output.AddAddress add -> assertTrue(assigned.add(add.address()));
          case Output.RemoveAddress remove -> assertTrue(assigned.remove(remove.address()));
          case Output.RunJob run -> {
            if (holds.test(run.job())) {
              heldJobs.add(run);
            } else {
              handle(new Input.JobDone(run.id(), runner.run(run.job())));
            }
          }
          case Output.Emit emit -> events.add(emit.event());
        }
      }
    }

    void releaseJobs() {
      List<Output.RunJob> held = List.copyOf(heldJobs);
      heldJobs.clear();
      held.forEach(run -> handle(new Input.JobDone(run.id(), runner.run(run.job()))));
    }

    EndpointStatus status() {
      return endpoint.status();
    }

    EndpointStatus.IkeSaStatus only() {
      if (status().ikeSas().size() != 1) {
        throw new AssertionError(name + " holds " + status().ikeSas());
      }
      return status().ikeSas().getFirst();
    }

    boolean established() {
      return status().ikeSas().stream().anyMatch(EndpointStatus.IkeSaStatus::established);
    }

    <E extends Event> List<E> events(Class<E> kind) {
      return events.stream().filter(kind::isInstance).map(kind::cast).toList();
    }

    /** The messages that were sent, in a line each. */
    List<String> sentMessages() {
      return events(Event.ExchangeTrace.class).stream()
          .filter(t -> t.direction() == Event.Direction.SENT)
          .map(t ->
              t.exchange()
                  + (t.response() ? " response " : " request ")
                  + t.messageId()
                  + (t.datagrams() > 1 ? " in " + t.datagrams() : "")
                  + (t.repeated() ? " again" : ""))
          .toList();
    }
  }

  /** Delivers everything that is under way, and what comes of it; the clock stands still. */
  void deliver() {
    while (!wire.isEmpty()) {
      Packet packet = wire.poll();
      if (!loses.test(packet)) {
        arrive(packet);
      }
    }
  }

  /** The packet as it arrives: seen from the other side. */
  void arrive(Packet packet) {
    Path sent = nat.apply(packet.path());
    Path seen = new Path(sent.remote(), sent.local(), sent.encapsulation());
    packet.to().handle(new Input.Datagram(seen, packet.octets()));
  }

  /** Alice forgets everything. */
  Host restart(Host host) {
    return restart(host, EndpointConfig.DEFAULT);
  }

  /** Alice forgets everything but what her configuration says. */
  Host restart(Host host, EndpointConfig config) {
    if (host != alice) {
      throw new AssertionError("only alice is restarted");
    }
    alice = new Host("alice", host.ip, config, OutgoingSeam.NONE, 2);
    return alice;
  }

  /** Takes what is under way off the wire. */
  List<Packet> takeWire() {
    List<Packet> taken = List.copyOf(wire);
    wire.clear();
    return taken;
  }

  /** Lets time pass, with all timers and what comes of them. */
  void pass(Duration duration) {
    Instant end = now.plus(duration);
    deliver();
    while (true) {
      Instant next =
          hosts().stream().map(host -> host.wakeAt).min(Instant::compareTo).orElseThrow();
      if (next.isAfter(end)) {
        break;
      }
      now = next.isAfter(now) ? next : now;
      for (Host host : hosts()) {
        if (!host.wakeAt.isAfter(now)) {
          host.handle(new Input.Timer());
        }
      }
      deliver();
    }
    now = end;
  }

  static boolean onNatTraversalPort(Path path) {
    return path.encapsulation() == Encapsulation.UDP_NON_ESP_MARKER;
  }
}
