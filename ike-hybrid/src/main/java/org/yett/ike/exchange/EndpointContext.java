package org.yett.ike.exchange;

import java.net.InetAddress;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.SortedMap;
import java.util.TreeMap;
import org.yett.ike.config.ConnectionConfig;
import org.yett.ike.config.EndpointConfig;
import org.yett.ike.crypto.KeyExchanges;
import org.yett.ike.crypto.Randomness;
import org.yett.ike.endpoint.KeyTraces;
import org.yett.ike.endpoint.OutgoingSeam;
import org.yett.ike.endpoint.Output;
import org.yett.ike.event.Event;
import org.yett.ike.event.IkeSaId;
import org.yett.ike.path.Path;
import org.yett.ike.path.TransportAddress;
import org.yett.ike.wire.DecodeLimits;
import org.yett.ike.wire.MessageDecoder;
import org.yett.ike.wire.Offence;

/** What all IKE SAs of an endpoint share: configuration, the present instant, outputs, counts. */
final class EndpointContext {

  final EndpointConfig config;
  final Randomness randomness;
  final KeyTraces traces;
  final OutgoingSeam seam;
  final Transitions transitions;
  final KeyExchanges keyExchanges;
  final MessageDecoder decoder = new MessageDecoder(DecodeLimits.DEFAULT);
  final SaTable table;
  final Amplification amplification = new Amplification();
  final ClearAnswers clearAnswers;
  final CrashDetection crashDetection;
  final AddressBook addresses;
  final Redirection redirection;
  final Resumption resumption;

  private final SequencedMap<String, ConnectionConfig> connections = new LinkedHashMap<>();
  private final Map<Offence, Long> offences = new EnumMap<>(Offence.class);
  private final Map<String, Long> counters = new TreeMap<>();
  private final Map<TransportAddress, Integer> pathMtus = new LinkedHashMap<>();
  private final Map<Long, Ticket> tickets = new LinkedHashMap<>();
  private List<Output> outputs = new ArrayList<>();
  private List<InetAddress> localAddresses = List.of();
  private boolean addressesKnown;
  private Instant now = Instant.MIN;

  EndpointContext(
      EndpointConfig config,
      Randomness randomness,
      KeyExchanges keyExchanges,
      KeyTraces traces,
      OutgoingSeam seam,
      Transitions transitions) {
    this.config = config;
    this.randomness = randomness;
    this.keyExchanges = keyExchanges;
    this.traces = traces;
    this.seam = seam;
    this.transitions = transitions;
    this.table = new SaTable(config.shard(), randomness);
    this.clearAnswers = new ClearAnswers(this);
    this.crashDetection = new CrashDetection(this);
    this.addresses = new AddressBook(this, config.shard());
    this.redirection = new Redirection(this);
    this.resumption = new Resumption(this);
  }

  /** A command that waits for several things. */
  private static final class Ticket {
    private int open;
    private Optional<String> failure = Optional.empty();
  }

  Instant now() {
    return now;
  }

  /** The clock never runs backwards here. */
  void advance(Instant instant) {
    if (instant.isAfter(now)) {
      now = instant;
    }
  }

  void put(Output output) {
    outputs.add(output);
  }

  void tell(Event event) {
    outputs.add(new Output.Emit(event));
  }

  List<Output> takeOutputs() {
    List<Output> taken = List.copyOf(outputs);
    outputs = new ArrayList<>();
    return taken;
  }

  void load(List<ConnectionConfig> loaded) {
    connections.clear();
    loaded.forEach(connection -> connections.put(connection.name(), connection));
  }

  Optional<ConnectionConfig> connection(String name) {
    return Optional.ofNullable(connections.get(name));
  }

  /** The connections for these addresses, in their order. */
  List<ConnectionConfig> connectionsFor(Path path) {
    return connections.values().stream().filter(c -> c.matches(path)).toList();
  }

  /** Counts and tells an offence. */
  void offence(Optional<IkeSaId> ikeSa, Offence offence, String detail, Path path) {
    offences.merge(offence, 1L, Long::sum);
    tell(new Event.ProtocolOffence(ikeSa, offence, detail, path));
  }

  void count(Counter counter) {
    counters.merge(counter.shown(), 1L, Long::sum);
  }

  /** How many entries there are in what is remembered of IKE SAs and for commands. */
  SortedMap<String, Integer> footprint() {
    SortedMap<String, Integer> tables = new TreeMap<>(table.footprint());
    tables.put("open commands", tickets.size());
    return tables;
  }

  Map<Offence, Long> offences() {
    return offences;
  }

  Map<String, Long> counters() {
    return counters;
  }

  void learnMtu(TransportAddress remote, int datagram) {
    pathMtus.put(remote, datagram);
  }

  /** The greatest IP datagram that the way to a peer takes, as far as it is known. */
  int mtuTo(TransportAddress remote) {
    return pathMtus.getOrDefault(remote, Integer.MAX_VALUE);
  }

  /** Our addresses are these, the preferred ones first. */
  void learnAddresses(List<InetAddress> addresses) {
    localAddresses = List.copyOf(addresses);
    addressesKnown = true;
  }

  /** Our addresses as far as they are known. */
  List<InetAddress> localAddresses() {
    return localAddresses;
  }

  /**
   * Whether the address is ours, or may be as far as we know: nobody is told of loopback and
   * link-local addresses, which may be used all the same.
   */
  boolean isOurs(InetAddress address) {
    return !addressesKnown
        || localAddresses.contains(address)
        || address.isLoopbackAddress()
        || address.isLinkLocalAddress();
  }

  /** One more thing that a command waits for. */
  void await(long tag) {
    tickets.computeIfAbsent(tag, t -> new Ticket()).open++;
  }

  /** One thing that commands waited for has come or failed. */
  void finish(List<Long> tags, Optional<String> failure) {
    for (long tag : tags) {
      Ticket ticket = tickets.get(tag);
      if (ticket != null) {
        ticket.failure = ticket.failure.or(() -> failure);
        ticket.open--;
        if (ticket.open == 0) {
          tickets.remove(tag);
          tell(new Event.CommandFinished(tag, ticket.failure));
        }
      }
    }
  }
}
