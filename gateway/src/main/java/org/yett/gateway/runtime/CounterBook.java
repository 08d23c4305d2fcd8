package org.yett.gateway.runtime;

import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLongArray;
import org.yett.gateway.control.Counter;
import org.yett.gateway.control.Counters;
import org.yett.ike.event.Event;
import org.yett.ike.event.Event.Direction;
import org.yett.ike.event.IkeSaId;
import org.yett.spec.iana.ExchangeType;

/**
 * Counts what the endpoint reports, in all and for each connection. Written on the endpoint's
 * thread, read by any.
 */
final class CounterBook {

  /** Counters of one connection, or of all. */
  private static final class Page {
    private final AtomicLongArray values = new AtomicLongArray(Counter.values().length);
    private final Map<String, Long> offences = new ConcurrentHashMap<>();

    void add(Counter counter) {
      values.incrementAndGet(counter.ordinal());
    }

    void offence(String name) {
      offences.merge(name, 1L, Long::sum);
    }
  }

  private final Page all = new Page();
  private final Map<String, Page> byConnection = new ConcurrentHashMap<>();
  private final Map<IkeSaId, String> connections = new ConcurrentHashMap<>();

  /** Counts an event. */
  void record(Event event) {
    switch (event) {
      case Event.ExchangeTrace trace -> {
        if (trace.repeated()) {
          add(
              trace.ikeSa(),
              trace.direction() == Direction.SENT
                  ? Counter.RETRANSMIT_SENT
                  : Counter.RETRANSMIT_RECEIVED);
        } else {
          messageCounter(trace).ifPresent(counter -> add(trace.ikeSa(), counter));
        }
      }
      case Event.IkeSaStarted started ->
          started.connection().ifPresent(name -> connections.put(started.ikeSa(), name));
      case Event.IkeSaEstablished up -> {
        connections.put(up.ikeSa(), up.connection());
        add(Optional.of(up.ikeSa()), Counter.IKE_ESTABLISHED);
      }
      case Event.IkeSaFailed failed -> {
        add(Optional.of(failed.ikeSa()), Counter.IKE_FAILED);
        connections.remove(failed.ikeSa());
      }
      case Event.AuthenticationFailed failed ->
          add(Optional.of(failed.ikeSa()), Counter.AUTHENTICATION_FAILED);
      case Event.NegotiationRefused refused -> add(refused.ikeSa(), Counter.PROPOSAL_MISMATCH);
      case Event.ProtocolOffence offence -> {
        // By name before in all, so that whoever sees the sum finds the name.
        all.offence(offence.offence().name());
        page(offence.ikeSa()).ifPresent(page -> page.offence(offence.offence().name()));
        add(offence.ikeSa(), Counter.PROTOCOL_OFFENCE);
      }
      case Event.IkeSaDeleted deleted -> {
        if (deleted.reason() == Event.DeleteReason.PEER_DEAD) {
          add(Optional.of(deleted.ikeSa()), Counter.PEER_DEAD);
        }
        connections.remove(deleted.ikeSa());
      }
      case Event.IkeSaRekeyed rekeyed -> connections.put(rekeyed.successor(), rekeyed.connection());
      case Event.ChildSaEstablished _,
          Event.ChildSaRekeyed _,
          Event.RekeyingFailed _,
          Event.InternalError _,
          Event.ChildSaFailed _,
          Event.ChildSaDeleted _,
          Event.PeerAlive _,
          Event.PeerMoved _,
          Event.PuzzleReceived _,
          Event.Redirected _,
          Event.CommandFinished _ -> {
        // Nothing that strongSwan's counters or ours know.
      }
    }
  }

  /**
   * What was counted.
   *
   * @param connection of that connection alone; without one in all
   * @param more counts kept elsewhere, added to those in all
   * @param engine the counts of the IKE engine
   */
  Counters read(
      Optional<String> connection, Map<Counter, Long> more, SortedMap<String, Long> engine) {
    Page page = connection.map(name -> byConnection.getOrDefault(name, new Page())).orElse(all);
    Map<Counter, Long> values = new EnumMap<>(Counter.class);
    for (Counter counter : Counter.values()) {
      values.put(counter, page.values.get(counter.ordinal()));
    }
    more.forEach((counter, count) -> values.merge(counter, count, Long::sum));
    return new Counters(values, new TreeMap<>(page.offences), engine);
  }

  /** Sets counters to zero: those of a connection, or without one all. */
  void reset(Optional<String> connection) {
    if (connection.isPresent()) {
      byConnection.remove(connection.get());
      return;
    }
    byConnection.clear();
    all.offences.clear();
    for (Counter counter : Counter.values()) {
      all.values.set(counter.ordinal(), 0);
    }
  }

  private void add(Optional<IkeSaId> ikeSa, Counter counter) {
    all.add(counter);
    page(ikeSa).ifPresent(page -> page.add(counter));
  }

  private Optional<Page> page(Optional<IkeSaId> ikeSa) {
    return ikeSa
        .flatMap(id -> Optional.ofNullable(connections.get(id)))
        .map(name -> byConnection.computeIfAbsent(name, unused -> new Page()));
  }

  private static Optional<Counter> messageCounter(Event.ExchangeTrace trace) {
    boolean in = trace.direction() == Direction.RECEIVED;
    boolean response = trace.response();
    ExchangeType type = trace.exchange();
    if (type.equals(ExchangeType.IKE_SA_INIT)) {
      return Optional.of(
          pick(
              in,
              response,
              Counter.IKE_INIT_IN_REQUEST,
              Counter.IKE_INIT_IN_RESPONSE,
              Counter.IKE_INIT_OUT_REQUEST,
              Counter.IKE_INIT_OUT_RESPONSE));
    }
    if (type.equals(ExchangeType.IKE_AUTH)) {
      return Optional.of(
          pick(
              in,
              response,
              Counter.IKE_AUTH_IN_REQUEST,
              Counter.IKE_AUTH_IN_RESPONSE,
              Counter.IKE_AUTH_OUT_REQUEST,
              Counter.IKE_AUTH_OUT_RESPONSE));
    }
    if (type.equals(ExchangeType.IKE_INTERMEDIATE)) {
      return Optional.of(
          pick(
              in,
              response,
              Counter.INTERMEDIATE_IN_REQUEST,
              Counter.INTERMEDIATE_IN_RESPONSE,
              Counter.INTERMEDIATE_OUT_REQUEST,
              Counter.INTERMEDIATE_OUT_RESPONSE));
    }
    if (type.equals(ExchangeType.CREATE_CHILD_SA)) {
      return Optional.of(
          pick(
              in,
              response,
              Counter.CREATE_CHILD_IN_REQUEST,
              Counter.CREATE_CHILD_IN_RESPONSE,
              Counter.CREATE_CHILD_OUT_REQUEST,
              Counter.CREATE_CHILD_OUT_RESPONSE));
    }
    if (type.equals(ExchangeType.INFORMATIONAL)) {
      return Optional.of(
          pick(
              in,
              response,
              Counter.INFORMATIONAL_IN_REQUEST,
              Counter.INFORMATIONAL_IN_RESPONSE,
              Counter.INFORMATIONAL_OUT_REQUEST,
              Counter.INFORMATIONAL_OUT_RESPONSE));
    }
    return Optional.empty();
  }

  private static Counter pick(
      boolean in,
      boolean response,
      Counter inRequest,
      Counter inResponse,
      Counter outRequest,
      Counter outResponse) {
    return in ? (response ? inResponse : inRequest) : (response ? outResponse : outRequest);
  }
}
