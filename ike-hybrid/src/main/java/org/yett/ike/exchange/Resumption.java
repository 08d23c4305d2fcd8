package org.yett.ike.exchange;

import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.stream.Stream;
import org.yett.ike.config.ConnectionConfig;
import org.yett.ike.config.ResumptionConfig;
import org.yett.ike.event.Event.DeleteReason;
import org.yett.ike.path.Path;
import org.yett.ike.wire.Message;
import org.yett.ike.wire.NotifyPayload;
import org.yett.ike.wire.Octets;
import org.yett.spec.Clause;
import org.yett.spec.iana.NotifyType;

/** The tickets of an endpoint: those that it gives, and those that it was given (RFC 5723). */
final class Resumption {

  /** Tickets that are remembered as used or void; the oldest go first. */
  private static final int MOST_VOID = 65_536;

  /** A ticket is a small thing, and a message has only so much room. */
  private static final int LONGEST_TICKET = 8192;

  private final EndpointContext context;
  private final ResumptionConfig config;
  private final TicketKeys keys;
  private final SequencedMap<Octets, Instant> voided = new LinkedHashMap<>();
  private final Map<String, ClientTicket> held = new HashMap<>();

  Resumption(EndpointContext context) {
    this.context = context;
    this.config = context.config.extensions().resumption();
    this.keys = new TicketKeys(config, context.randomness.scoped("tickets"));
  }

  /**
   * A ticket that we were given, with what we need to use it.
   *
   * @param sealed the ticket, which means nothing to us
   * @param state what it stands for; closed with it
   * @param gateway who gave it
   */
  record ClientTicket(Octets sealed, TicketState state, InetAddress gateway)
      implements AutoCloseable {
    @Override
    public void close() {
      state.close();
    }
  }

  private static TicketState stateOf(IkeSa sa, SaFacts facts, Instant expires) {
    Channel channel = sa.channel();
    return new TicketState(
        facts.connection().name(),
        facts.ours(),
        facts.peer(),
        facts.suite(),
        facts.posture(),
        channel.keys().skD().duplicate(),
        channel.initiatorSpi(),
        channel.responderSpi(),
        expires);
  }

  // As client.

  /** What a request brings that asks for a ticket; nothing if none is wanted. */
  @Clause("rfc5723:4.1/1")
  List<NotifyPayload> request() {
    return config.request() ? List.of(NotifyPayload.of(NotifyType.TICKET_REQUEST)) : List.of();
  }

  /** Takes the ticket that a protected response has brought. */
  @Clause("rfc5723:4.2")
  void take(IkeSa sa, SaFacts facts, Message response) {
    Optional<Octets> data =
        response.notification(NotifyType.TICKET_LT_OPAQUE).map(NotifyPayload::data);
    boolean usable =
        config.request()
            && data.isPresent()
            && data.get().size() > Integer.BYTES
            && data.get().size() <= LONGEST_TICKET;
    if (usable) {
      Instant expires = context.now().plusSeconds(data.get().u32(0));
      sa.extensions()
          .keepTicket(
              new ClientTicket(
                  data.get().from(Integer.BYTES).compact(),
                  stateOf(sa, facts, expires),
                  sa.channel().route().path().remote().ip()));
      context.count(Counter.TICKETS_RECEIVED);
    }
  }

  /**
   * An established IKE SA has ended. Its ticket is destroyed if an end has deleted it, and kept for
   * the next attempt if the peer was lost.
   */
  // = rfc5723:6.2/1, rfc5723:9.4/1
  void ended(IkeSa sa, SaFacts facts, DeleteReason reason) {
    boolean lost = reason == DeleteReason.PEER_DEAD || reason == DeleteReason.PEER_CRASHED;
    if (lost) {
      sa.extensions()
          .giveTicket()
          .ifPresent(ticket -> {
            ClientTicket before = held.put(facts.connection().name(), ticket);
            if (before != null) {
              before.close();
            }
          });
    } else {
      voidGranted(sa);
    }
  }

  /** The tickets that were given for an IKE SA are no longer taken. */
  void voidGranted(IkeSa sa) {
    sa.extensions().granted().forEach(id -> voidTicket(id, config.ticketLifetime()));
  }

  /** Other connections hold now: tickets of those that are gone, or want others, are destroyed. */
  @Clause("rfc5723:6.2/2")
  void connectionsLoaded() {
    held.values()
        .removeIf(ticket -> {
          boolean wanted =
              context
                  .connection(ticket.state().connection())
                  .filter(connection -> isFor(ticket.state(), connection))
                  .isPresent();
          if (!wanted) {
            ticket.close();
          }
          return !wanted;
        });
  }

  private static boolean isFor(TicketState state, ConnectionConfig connection) {
    return state.ours().equals(connection.local().identity())
        && connection.remote().identity().matches(state.peer());
  }

  /** The ticket for an attempt, which is then gone: it is used once. */
  // = rfc5723:4.3.1/2, rfc5723:4.3.1/3, rfc5723:4.3.2/2
  Optional<ClientTicket> forAttempt(ConnectionConfig connection, Path path) {
    ClientTicket ticket = held.get(connection.name());
    if (ticket == null || !ticket.gateway().equals(path.remote().ip())) {
      return Optional.empty();
    }
    held.remove(connection.name());
    boolean good =
        ticket.state().expires().isAfter(context.now())
            && isFor(ticket.state(), connection)
            && Suites.accepts(connection, ticket.state().suite(), context.keyExchanges);
    if (!good) {
      ticket.close();
      return Optional.empty();
    }
    return Optional.of(ticket);
  }

  // As gateway.

  /** Whether tickets are given and taken here. */
  boolean grants() {
    return config.grant();
  }

  /** The answer to TICKET_REQUEST in a protected request; nothing if there was none. */
  // = rfc5723:4.1/3
  List<NotifyPayload> grant(IkeSa sa, SaFacts facts, Message request) {
    if (!config.grant() || request.notification(NotifyType.TICKET_REQUEST).isEmpty()) {
      return List.of();
    }
    // = rfc5723:5/1
    // A ticket has one identity of the client: where there are two, there is none.
    if (sa.extensions().isKnownByAnotherName()) {
      return List.of(NotifyPayload.of(NotifyType.TICKET_NACK));
    }
    // = rfc5723:6.2/4, rfc5723:6.2/5
    Duration lifetime = lifetime(facts);
    if (lifetime.toSeconds() < 1) {
      return List.of(NotifyPayload.of(NotifyType.TICKET_NACK));
    }
    TicketKeys.Ticket ticket;
    try (TicketState state = stateOf(sa, facts, context.now().plus(lifetime))) {
      ticket = keys.seal(state, context.now());
    }
    sa.extensions().granted(ticket.id());
    context.count(Counter.TICKETS_GRANTED);
    // = rfc5723:6.1/6
    byte[] seconds = ByteBuffer.allocate(4).putInt((int) lifetime.toSeconds()).array();
    return List.of(
        NotifyPayload.of(
            NotifyType.TICKET_LT_OPAQUE, Octets.concat(Octets.wrap(seconds), ticket.sealed())));
  }

  /** As long as the IKE SA may last and both ends need not prove themselves again. */
  private Duration lifetime(SaFacts facts) {
    return Stream.of(facts.deadlines().expiresAt(), facts.deadlines().reauthenticateAt())
        .flatMap(Optional::stream)
        .map(end -> Duration.between(context.now(), end))
        .filter(left -> left.compareTo(config.ticketLifetime()) < 0)
        .min(Duration::compareTo)
        .orElse(config.ticketLifetime());
  }

  /** What a ticket that somebody presents stands for, if it is good; the caller closes it. */
  @Clause("rfc5723:4.3.2")
  Optional<TicketState> accept(Octets ticket, Path from) {
    Optional<Octets> id = TicketKeys.id(ticket);
    // = rfc5723:4.3.1/4, rfc8019:4.5/4, rfc5723:9.10/2
    if (id.isEmpty() || voided.containsKey(id.get()) || ticket.size() > LONGEST_TICKET) {
      return Optional.empty();
    }
    Optional<TicketState> state = keys.open(ticket, context.now());
    if (state.isEmpty()) {
      return Optional.empty();
    }
    boolean good =
        state.get().expires().isAfter(context.now())
            && connection(state.get(), from).isPresent()
            && Suites.prf(state.get().suite()).isPresent()
            && Suites.cipher(state.get().suite()).isPresent();
    if (!good) {
      state.get().close();
      return Optional.empty();
    }
    return state;
  }

  /** The connection of a ticket, if it still takes what the ticket stands for. */
  Optional<ConnectionConfig> connection(TicketState state, Path from) {
    return context
        .connection(state.connection())
        .filter(c -> c.matches(from))
        .filter(c -> isFor(state, c))
        .filter(c -> Suites.accepts(c, state.suite(), context.keyExchanges));
  }

  /** An IKE SA has been resumed: its ticket is used up, and what is left of the old one goes. */
  // = rfc5723:4.3.4/1
  void resumed(IkeSa sa, SaExtensions.ResumedBy state) {
    TicketKeys.id(state.ticket()).ifPresent(id -> voidTicket(id, config.ticketLifetime()));
    context.count(Counter.IKE_SAS_RESUMED);
    for (var spi : List.of(state.initiatorSpi(), state.responderSpi())) {
      context
          .table
          .bySpi(spi)
          .filter(old -> old != sa)
          .filter(old ->
              old.channel().initiatorSpi().equals(state.initiatorSpi())
                  && old.channel().responderSpi().equals(state.responderSpi()))
          .filter(IkeSa::isEstablished)
          .ifPresent(old -> old.drop(DeleteReason.RESUMED));
    }
  }

  private void voidTicket(Octets id, Duration lifetime) {
    while (!voided.isEmpty()
        && (voided.size() >= MOST_VOID || !voided.firstEntry().getValue().isAfter(context.now()))) {
      voided.pollFirstEntry();
    }
    voided.putLast(id, context.now().plus(lifetime));
  }
}
