package org.yett.esp;

import java.util.Optional;
import org.yett.esp.packet.Ecn;
import org.yett.esp.packet.EspTrailer;
import org.yett.esp.packet.InnerHeader;
import org.yett.esp.packet.NextHeader;
import org.yett.esp.packet.Octets;
import org.yett.esp.packet.QuotedPacket;
import org.yett.esp.packet.TrafficClass;
import org.yett.esp.sad.InboundSa;
import org.yett.esp.sad.SaCounter;
import org.yett.esp.sad.Sad;
import org.yett.esp.transform.EspSuite;
import org.yett.esp.transform.Opener;
import org.yett.spec.Clause;

/**
 * The way in, tunnel mode (RFC 4303 3.4, RFC 4301 5.2): SA, replay check, opening, replay window,
 * inner packet, selectors. Slots keep their order. Any number of instances may share a SAD; each
 * belongs to one thread. A packet that is refused changes nothing but counters, except that one
 * whose ICV was right moves the replay window.
 */
public final class Inbound {
  /** Failures in a row after which the upper half of an ESN counts as lost (RFC 4303 A3.1). */
  public static final int RESYNC_TRIGGER = 1024;

  /** Shortest packet that has an SPI and a sequence number. */
  private static final int MIN_LENGTH = EspSuite.HEADER_LENGTH + EspSuite.TRAILER_LENGTH;

  private final Sad sad;
  private final DatapathEvents events;
  private final int worker;
  private final InnerHeader header = new InnerHeader();
  private final InnerHeader quoted = new InnerHeader();
  private final VerdictCounters<InboundVerdict> counters =
      new VerdictCounters<>(InboundVerdict.class);

  /**
   * @param worker this thread's number, below the number of workers of every SA
   */
  public Inbound(Sad sad, DatapathEvents events, int worker) {
    this.sad = sad;
    this.events = events;
    this.worker = worker;
  }

  /** Packets so far, by verdict; may be read by any thread. */
  public VerdictCounters<InboundVerdict> counters() {
    return counters;
  }

  /** Does the whole way for all packets of the batch. */
  public void process(InboundBatch batch) {
    process(batch, 0, batch.size());
  }

  /**
   * Does the whole way for some packets of the batch. Several threads may do so at once, each with
   * its own instance, for slots that do not overlap.
   *
   * @param from first slot
   * @param to slot behind the last
   */
  public void process(InboundBatch batch, int from, int to) {
    for (int slot = from; slot < to; slot++) {
      if (batch.verdict(slot) == InboundVerdict.PENDING) {
        InboundVerdict verdict = open(batch, slot);
        if (verdict != InboundVerdict.DELIVERED) {
          batch.conclude(slot, verdict);
        }
        counters.add(verdict);
      }
    }
  }

  @Clause("rfc4303:3.4.2")
  @Clause("rfc4303:3.4.3")
  private InboundVerdict open(InboundBatch batch, int slot) {
    byte[] buffer = batch.buffer(slot);
    int offset = batch.offset(slot);
    int length = batch.length(slot);
    if (length < MIN_LENGTH) {
      return InboundVerdict.TRUNCATED;
    }
    int spi = Octets.int32(buffer, offset);
    // = rfc4303:2.1/1, rfc4303:3.4.2/1
    // = rfc4301:4.1/3, rfc4301:4.4.2/1, rfc4303:2.1/1, rfc4303:3.4.2/1
    Optional<InboundSa> named = sad.get(spi);
    if (named.isEmpty()) {
      events.unknownSpi(spi, batch.origin(slot));
      return InboundVerdict.UNKNOWN_SPI;
    }
    InboundSa sa = named.get();
    long sequence = sa.window().infer(Octets.int32(buffer, offset + 4));
    batch.identify(slot, sa, sequence);
    // = rfc4301:4.4.2.1/7
    if (sa.expired(length)) {
      if (sa.claimHardLimit()) {
        events.hardLimit(sa);
      }
      return InboundVerdict.EXPIRED;
    }
    // = rfc4303:3.4.3/1, rfc4303:3.4.3/6
    if (!sa.window().check(sequence)) {
      sa.counters().add(SaCounter.REPLAYED, 1);
      return InboundVerdict.REPLAYED;
    }
    if (sa.parameters().esn() && sa.claimResynchronization(RESYNC_TRIGGER)) {
      events.synchronizationLost(sa, buffer, offset, length);
    }
    // = rfc4303:3.4.4.1/5
    int plaintext = sa.opener(worker).open(buffer, offset, length, sequence);
    if (plaintext < 0) {
      // = rfc4303:3.4.3/8, rfc4303:3.4.4.1/1, rfc4303:3.4.4.2/1
      return refused(sa, plaintext);
    }
    // = rfc4303:3.4.3/5
    if (!sa.window().commit(sequence)) {
      sa.counters().add(SaCounter.REPLAYED, 1);
      return InboundVerdict.REPLAYED;
    }
    noteAuthentic(batch, slot, sa, sequence, length);
    return decapsulate(batch, slot, sa, offset + sa.suite().payloadOffset(), plaintext);
  }

  private static InboundVerdict refused(InboundSa sa, int reason) {
    if (reason == Opener.CLOSED) {
      return InboundVerdict.SA_CLOSED;
    }
    if (reason == Opener.BAD_LENGTH) {
      sa.counters().add(SaCounter.MALFORMED, 1);
      return InboundVerdict.TRUNCATED;
    }
    sa.countFailure();
    return InboundVerdict.BAD_ICV;
  }

  private void noteAuthentic(
      InboundBatch batch, int slot, InboundSa sa, long sequence, int length) {
    sa.endFailures();
    sa.count(length);
    if (sa.claimFirstUse()) {
      events.firstPacket(sa);
    }
    // Only the newest packet tells where the peer is: an old one may have been held up anywhere.
    boolean newest = sa.window().size() == 0 || sa.window().top() == sequence;
    if (newest && sa.updateOrigin(batch.origin(slot))) {
      events.originChanged(sa, batch.origin(slot));
    }
    if (sa.claimSoftLimit()) {
      events.softLimit(sa);
    }
  }

  @Clause("rfc4303:3.4.4.1")
  @Clause("rfc4301:5.2")
  private InboundVerdict decapsulate(
      InboundBatch batch, int slot, InboundSa sa, int offset, int plaintext) {
    byte[] buffer = batch.buffer(slot);
    // = rfc4303:3.4.4.1/3
    int payload = EspTrailer.payloadLength(buffer, offset, plaintext);
    if (payload == EspTrailer.MALFORMED) {
      return malformed(sa);
    }
    int nextHeader = EspTrailer.nextHeader(buffer, offset, plaintext);
    // = rfc4303:2.6/1, rfc4303:2.6/2
    if (nextHeader == NextHeader.NO_NEXT_HEADER) {
      sa.counters().add(SaCounter.DUMMY, 1);
      return InboundVerdict.DUMMY;
    }
    if (!header.parse(buffer, offset, payload)
        || nextHeader != (header.version() == 4 ? NextHeader.IPV4 : NextHeader.IPV6)
        || header.overlapsTcpHeader()) {
      return malformed(sa);
    }
    // = rfc3948:3.1.1/1
    // = rfc4301:5.2/6, rfc3948:3.1.1/1
    if (!sa.parameters().selectors().matchesInbound(header)
        && !returnedErrorMatches(sa, buffer, offset)) {
      sa.counters().add(SaCounter.SELECTOR_MISMATCH, 1);
      events.selectorMismatch(sa, header);
      return InboundVerdict.SELECTOR_MISMATCH;
    }
    int inner = header.trafficClass() & Ecn.MASK;
    int outer = batch.outerTrafficClass(slot) & Ecn.MASK;
    // = rfc6040:4.2/1
    int ecn = Ecn.egress(inner, outer);
    if (Ecn.suspicious(inner, outer)) {
      sa.counters().add(SaCounter.SUSPICIOUS_ECN, 1);
    }
    // = rfc6040:4.2/3
    if (ecn == Ecn.DROP) {
      sa.counters().add(SaCounter.CONGESTION_DROPPED, 1);
      return InboundVerdict.CONGESTION_DROPPED;
    }
    if (ecn != inner) {
      TrafficClass.setEcn(buffer, offset, header.version(), ecn);
    }
    sa.counters().add(SaCounter.PACKETS, 1);
    sa.counters().add(SaCounter.OCTETS, header.totalLength());
    // What lies behind the packet's own length is TFC padding.
    // = rfc4303:2.7/2
    batch.deliver(slot, offset, header.totalLength());
    return InboundVerdict.DELIVERED;
  }

  private static InboundVerdict malformed(InboundSa sa) {
    sa.counters().add(SaCounter.MALFORMED, 1);
    return InboundVerdict.MALFORMED;
  }

  /** An ICMP error is judged by the packet that it quotes, if its own header does not fit. */
  @Clause("rfc4301:6.2/1")
  @Clause("rfc4301:6.2/4")
  @Clause("rfc4301:6.2/5")
  private boolean returnedErrorMatches(InboundSa sa, byte[] buffer, int offset) {
    if (!QuotedPacket.parse(header, buffer, offset, quoted)) {
      return false;
    }
    quoted.reverse();
    return sa.parameters().selectors().matchesInbound(quoted);
  }
}
