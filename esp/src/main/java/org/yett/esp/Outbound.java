package org.yett.esp;

import java.util.Optional;
import org.yett.esp.packet.EspTrailer;
import org.yett.esp.packet.InnerHeader;
import org.yett.esp.packet.NextHeader;
import org.yett.esp.packet.OuterHeaderPolicy;
import org.yett.esp.packet.QuotedPacket;
import org.yett.esp.sad.OutboundSa;
import org.yett.esp.sad.SaCounter;
import org.yett.esp.spd.Action;
import org.yett.esp.spd.Spd;
import org.yett.esp.transform.EspSuite;
import org.yett.esp.transform.Sealer;
import org.yett.spec.Clause;

/**
 * The way out, tunnel mode (RFC 4301 5.1, RFC 4303 3.3): policy, SA, sequence number, sealing.
 * {@link #process} does all of it; a caller with several workers calls {@link #assign}, has the
 * slots sealed in parallel by {@link #seal}, then calls {@link #count}. Slots keep their order. Any
 * number of instances may share an SPD; each belongs to one thread.
 */
public final class Outbound {
  /** Largest IP packet. */
  private static final int MAX_PACKET = 65535;

  /** An IPv6 sender need not go below this (RFC 8200 5), so that a tunnel has to bear it. */
  private static final int IPV6_MIN_MTU = 1280;

  private final Spd spd;
  private final DatapathEvents events;
  private final int worker;
  private final InnerHeader header = new InnerHeader();
  private final InnerHeader quoted = new InnerHeader();
  private final VerdictCounters<OutboundVerdict> counters =
      new VerdictCounters<>(OutboundVerdict.class);

  /**
   * @param worker this thread's number, below the number of workers of every SA
   */
  public Outbound(Spd spd, DatapathEvents events, int worker) {
    this.spd = spd;
    this.events = events;
    this.worker = worker;
  }

  /** Packets so far, by verdict; may be read by any thread. */
  public VerdictCounters<OutboundVerdict> counters() {
    return counters;
  }

  /** Does the whole way for all packets of the batch. */
  public void process(OutboundBatch batch) {
    assign(batch);
    seal(batch, 0, batch.size(), worker);
    count(batch);
  }

  /** Finds policy and SA and takes sequence numbers, in the order of the slots. */
  @Clause("rfc4301:5.1/1")
  public void assign(OutboundBatch batch) {
    for (int slot = 0; slot < batch.size(); slot++) {
      if (batch.verdict(slot) != OutboundVerdict.PENDING) {
        continue;
      }
      OutboundSa dummyOf = batch.sa(slot);
      if (dummyOf != null) {
        assignDummy(batch, slot, dummyOf);
      } else {
        assignPacket(batch, slot);
      }
    }
  }

  private void assignPacket(OutboundBatch batch, int slot) {
    if (!header.parse(batch.buffer(slot), batch.offset(slot), batch.length(slot))) {
      batch.refuse(slot, OutboundVerdict.MALFORMED);
      return;
    }
    switch (spd.outbound(header)) {
      case Action.Bypass _ -> batch.refuse(slot, OutboundVerdict.BYPASSED);
      case Action.Discard _ -> batch.refuse(slot, OutboundVerdict.DISCARDED);
      // = rfc4301:4.4.1/5
      case Action.Unmatched _ -> assignReturnedError(batch, slot);
      case Action.Protect(var policy) -> {
        Optional<OutboundSa> sa = policy.select(header);
        if (sa.isPresent()) {
          assignTo(batch, slot, sa.get());
        } else {
          // = rfc4301:5.1/2
          batch.refuse(slot, OutboundVerdict.NO_SA);
          if (policy.claimAcquire()) {
            events.acquire(policy, header);
          }
        }
      }
    }
  }

  /**
   * An ICMP error that no entry allows goes by the SA of the traffic that it answers, if that is
   * there; none is set up for it.
   */
  @Clause("rfc4301:6.2/2")
  @Clause("rfc4301:6.2/3")
  private void assignReturnedError(OutboundBatch batch, int slot) {
    if (QuotedPacket.parse(header, batch.buffer(slot), batch.offset(slot), quoted)) {
      quoted.reverse();
      if (spd.outbound(quoted) instanceof Action.Protect(var policy)) {
        Optional<OutboundSa> sa = policy.select(quoted);
        if (sa.isPresent()) {
          assignTo(batch, slot, sa.get());
          return;
        }
      }
    }
    batch.refuse(slot, OutboundVerdict.DISCARDED);
  }

  private void assignTo(OutboundBatch batch, int slot, OutboundSa sa) {
    int length = header.totalLength();
    int mtu = sa.innerMtu();
    if (header.version() == 6) {
      mtu = Math.max(mtu, IPV6_MIN_MTU);
    }
    boolean fits = length <= sa.innerMtu();
    OuterHeaderPolicy outer = sa.parameters().outerHeader();
    boolean outerDontFragment = outer.dontFragment(header.dontFragment());
    // = rfc4301:8.2.1/2, rfc4301:8.2.1/3, rfc4301:8.2.1/4, rfc4301:8.2.1/5, rfc4301:8.2.1/6
    if (length > mtu) {
      // = rfc4303:3.3.4/2
      if (header.dontFragment()) {
        batch.refuse(slot, OutboundVerdict.TOO_BIG, sa);
        return;
      }
      if (outerDontFragment
          || sa.parameters().encapsulation().outerLength(sa.suite(), length) > MAX_PACKET) {
        batch.refuse(slot, OutboundVerdict.FRAGMENT_FIRST, sa);
        return;
      }
    }
    // = rfc4303:2.7/1, rfc4303:2.7/2
    int payload = fits ? Math.max(length, Math.min(sa.tfcLength(), sa.innerMtu())) : length;
    take(
        batch,
        slot,
        sa,
        header.version() == 4 ? NextHeader.IPV4 : NextHeader.IPV6,
        length,
        payload,
        outer.trafficClass(header.trafficClass()),
        outerDontFragment && fits);
  }

  @Clause("rfc4303:2.6/2")
  @Clause("rfc4303:2.6/3")
  private void assignDummy(OutboundBatch batch, int slot, OutboundSa sa) {
    int length = batch.length(slot);
    if (length > sa.innerMtu()) {
      batch.refuse(slot, OutboundVerdict.TOO_BIG);
      return;
    }
    OuterHeaderPolicy outer = sa.parameters().outerHeader();
    take(
        batch,
        slot,
        sa,
        NextHeader.NO_NEXT_HEADER,
        length,
        length,
        outer.trafficClass(0),
        outer.dontFragment(true));
  }

  private void take(
      OutboundBatch batch,
      int slot,
      OutboundSa sa,
      int nextHeader,
      int length,
      int payload,
      int trafficClass,
      boolean outerDontFragment) {
    EspSuite suite = sa.suite();
    int espLength = suite.sealedLength(payload);
    int start = batch.offset(slot) - suite.payloadOffset();
    if (start < 0 || start > batch.buffer(slot).length - espLength) {
      batch.refuse(slot, OutboundVerdict.NO_ROOM, sa);
      return;
    }
    long sequence = sa.reserve(espLength);
    if (sequence == OutboundSa.REFUSED) {
      refuseForLifetime(batch, slot, sa);
      return;
    }
    if (sa.claimSoftLimit()) {
      events.softLimit(sa);
    }
    batch.place(slot, batch.offset(slot), length);
    batch.assign(slot, sa, sequence, nextHeader, payload, trafficClass, outerDontFragment);
  }

  private void refuseForLifetime(OutboundBatch batch, int slot, OutboundSa sa) {
    if (sa.sequenceExhausted()) {
      batch.refuse(slot, OutboundVerdict.SEQUENCE_EXHAUSTED, sa);
      if (sa.claimExhaustion()) {
        events.sequenceExhausted(sa);
      }
    } else {
      batch.refuse(slot, OutboundVerdict.EXPIRED, sa);
      if (sa.claimHardLimit()) {
        events.hardLimit(sa);
      }
    }
  }

  /**
   * Seals the packets that have their SA. Several threads may do so at once, for slots that do not
   * overlap, each under its own worker number.
   *
   * @param from first slot
   * @param to slot behind the last
   */
  @Clause("rfc4303:3.3.2")
  public static void seal(OutboundBatch batch, int from, int to, int worker) {
    for (int slot = from; slot < to; slot++) {
      if (batch.verdict(slot) == OutboundVerdict.ASSIGNED) {
        sealSlot(batch, slot, worker);
      }
    }
  }

  private static void sealSlot(OutboundBatch batch, int slot, int worker) {
    OutboundSa sa = batch.sa(slot);
    EspSuite suite = sa.suite();
    byte[] buffer = batch.buffer(slot);
    int offset = batch.offset(slot);
    int length = batch.length(slot);
    int payload = batch.payloadLength(slot);
    // TFC padding must not carry what stood in the buffer before.
    for (int i = offset + length; i < offset + payload; i++) {
      buffer[i] = 0;
    }
    // = rfc4303:2.4/1, rfc4303:2.4/2
    int pad = suite.padLength(payload);
    EspTrailer.write(buffer, offset + payload, pad, batch.nextHeader(slot));
    int start = offset - suite.payloadOffset();
    int sealed =
        sa.sealer(worker)
            .seal(
                buffer,
                start,
                payload + pad + EspSuite.TRAILER_LENGTH,
                sa.spi(),
                batch.sequence(slot));
    if (sealed == Sealer.CLOSED) {
      batch.refuse(slot, OutboundVerdict.SA_CLOSED, sa);
      return;
    }
    batch.sealed(slot, start, sealed);
    if (batch.nextHeader(slot) == NextHeader.NO_NEXT_HEADER) {
      sa.counters().add(SaCounter.DUMMY, 1);
    } else {
      sa.counters().add(SaCounter.PACKETS, 1);
      sa.counters().add(SaCounter.OCTETS, length);
    }
  }

  /** Counts the verdicts, once per batch. */
  public void count(OutboundBatch batch) {
    for (int slot = 0; slot < batch.size(); slot++) {
      counters.add(batch.verdict(slot));
    }
  }
}
