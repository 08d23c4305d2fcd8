package org.yett.ike.exchange;

import java.time.Instant;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.yett.ike.transport.Reassembly;
import org.yett.spec.Clause;

/** The requests of one IKE SA of which fragments have come, and others have not (RFC 7383 2.6). */
final class ArrivingFragments {

  private final EndpointContext context;
  private final TreeMap<Long, Reassembly> byMessageId = new TreeMap<>();

  ArrivingFragments(EndpointContext context) {
    this.context = context;
  }

  /** A place for the fragments of one message. */
  Reassembly anew() {
    return new Reassembly(
        context.config.fragmentation().maxFragments(), context.config.fragmentation().maxMessage());
  }

  /** The fragments of the request with this Message ID. */
  Reassembly of(long messageId) {
    return byMessageId.computeIfAbsent(messageId, m -> anew());
  }

  /** The request is whole. */
  void remove(long messageId) {
    byMessageId.remove(messageId);
  }

  /** When {@link #expire} is next wanted. */
  Optional<Instant> due() {
    return byMessageId.values().stream().flatMap(this::expiry).min(Instant::compareTo);
  }

  private Stream<Instant> expiry(Reassembly fragments) {
    return fragments.begun().stream()
        .map(begun -> begun.plus(context.config.limits().reassemblyLifetime()));
  }

  /** Forgets what has not become whole in time. */
  @Clause("rfc7383:2.6/5")
  void expire(Instant now) {
    byMessageId
        .values()
        .removeIf(fragments -> {
          boolean expired = expiry(fragments).anyMatch(at -> !at.isAfter(now));
          if (expired) {
            fragments.clear();
            context.count(Counter.REASSEMBLIES_ABANDONED);
          }
          return expired;
        });
  }

  /** Forgets everything. */
  void clear() {
    byMessageId.values().forEach(Reassembly::clear);
    byMessageId.clear();
  }
}
