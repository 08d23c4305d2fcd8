package org.yett.esp.sad;

import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.yett.esp.transform.EspKeys;
import org.yett.esp.transform.EspSuite;
import org.yett.esp.transform.IvSource;
import org.yett.esp.transform.Sealer;
import org.yett.esp.transform.TransformProvider;
import org.yett.spec.Clause;

/**
 * An SA on which this gateway sends. For any number of threads, each of which is one worker with
 * its own cipher instance.
 */
public final class OutboundSa implements AutoCloseable {
  /** What {@link #reserve} answers when the SA may not carry the packet. */
  public static final long REFUSED = 0;

  /** Without ESN a replacement is asked for this far before the numbers run out. */
  private static final long SOFT_SEQUENCE_LIMIT = 0xF000_0000L;

  private final SaParameters parameters;
  private final EspKeys keys;
  private final TransformProvider transforms;
  private final IvSource ivs;
  private final Sealer[] sealers;
  private final LifetimeMeter meter;
  private final SaCounters counters = new SaCounters();
  private final AtomicLong sequence;
  private final long lastSequence;
  private final AtomicBoolean exhaustionReported = new AtomicBoolean();
  private final Optional<OutboundSa> present = Optional.of(this);
  private volatile int pathMtu;
  private volatile int innerMtu;
  private volatile int tfcLength;

  /**
   * @param keys owned by this SA from now on
   * @param ivs for CBC; {@link IvSource#none()} for other suites
   * @param workers number of threads that seal, each known by a number below this
   * @param pathMtu octets of the largest outer packet on the way to the peer
   */
  public OutboundSa(
      SaParameters parameters,
      EspKeys keys,
      TransformProvider transforms,
      IvSource ivs,
      int workers,
      int pathMtu) {
    this(parameters, keys, transforms, ivs, workers, pathMtu, 0);
  }

  /**
   * As above, going on after a sequence number that was used with these keys before.
   *
   * @param lastUsed 64 bits, unsigned; 0 for a new SA
   */
  public OutboundSa(
      SaParameters parameters,
      EspKeys keys,
      TransformProvider transforms,
      IvSource ivs,
      int workers,
      int pathMtu,
      long lastUsed) {
    if (!keys.suite().equals(parameters.suite())) {
      throw new IllegalArgumentException("keys of another suite");
    }
    this.parameters = parameters;
    this.keys = keys;
    this.transforms = transforms;
    this.ivs = ivs;
    this.sealers = new Sealer[workers];
    this.lastSequence = parameters.esn() ? -1L : 0xFFFF_FFFFL;
    if (Long.compareUnsigned(lastUsed, lastSequence) > 0) {
      throw new IllegalArgumentException("sequence number beyond 32 bits without ESN");
    }
    this.sequence = new AtomicLong(lastUsed);
    this.meter = new LifetimeMeter(limits(parameters));
    updatePathMtu(pathMtu);
  }

  private static Limits limits(SaParameters parameters) {
    Limits given = parameters.limits();
    return parameters.esn()
        ? given
        : new Limits(
            given.softOctets(),
            given.hardOctets(),
            Math.min(given.softPackets(), SOFT_SEQUENCE_LIMIT),
            given.hardPackets());
  }

  /** This SA, wrapped once, so that look-ups allocate nothing. */
  public Optional<OutboundSa> present() {
    return present;
  }

  /** The fixed properties. */
  public SaParameters parameters() {
    return parameters;
  }

  /** The peer's SPI. */
  public int spi() {
    return parameters.spi();
  }

  /** The algorithms. */
  public EspSuite suite() {
    return parameters.suite();
  }

  /** Counters, for status. */
  public SaCounters counters() {
    return counters;
  }

  /** The last sequence number given out. */
  public long sequence() {
    return sequence.get();
  }

  /** Octets of ESP packets sent, from SPI to ICV, as lifetimes count them. */
  public long espOctets() {
    return meter.octets();
  }

  /**
   * Takes the next sequence number and counts the packet against the lifetime.
   *
   * @param espOctets length of the ESP packet to be
   * @return the number, or {@link #REFUSED} if a hard limit is reached or the numbers have run out
   */
  @Clause("rfc4303:2.2/1")
  @Clause("rfc4303:2.2/2")
  @Clause("rfc4303:2.2/4")
  @Clause("rfc4303:3.3.3/1")
  @Clause("rfc4106:2/1")
  public long reserve(int espOctets) {
    if (meter.exhausted(espOctets)) {
      return REFUSED;
    }
    while (true) {
      long used = sequence.get();
      // = rfc4303:2.2/5, rfc4303:3.3.3/1
      if (used == lastSequence) {
        return REFUSED;
      }
      if (sequence.compareAndSet(used, used + 1)) {
        meter.count(espOctets);
        return used + 1;
      }
    }
  }

  /** Whether all sequence numbers were used: nothing can be sent any more. */
  public boolean sequenceExhausted() {
    return sequence.get() == lastSequence;
  }

  /** True once after a soft limit was reached: for the caller who is to report it. */
  public boolean claimSoftLimit() {
    return meter.claimSoft();
  }

  /** True once: for the caller who is to report that a hard limit was reached. */
  public boolean claimHardLimit() {
    return meter.claimHard();
  }

  /** True once: for the caller who is to report that the sequence numbers ran out. */
  public boolean claimExhaustion() {
    return !exhaustionReported.get() && exhaustionReported.compareAndSet(false, true);
  }

  /** The transform of one worker; only that worker may use it. */
  public Sealer sealer(int worker) {
    Sealer sealer = sealers[worker];
    if (sealer == null) {
      sealer = transforms.sealer(keys, parameters.esn(), ivs);
      sealers[worker] = sealer;
    }
    return sealer;
  }

  /** The largest outer packet, in octets, on the way to the peer. */
  public int pathMtu() {
    return pathMtu;
  }

  /** The longest inner packet, in octets, that fits the path in one piece. */
  public int innerMtu() {
    return innerMtu;
  }

  /** Takes note of a new path MTU (RFC 4301 8.2.1); how long it holds is the caller's (8.2.2). */
  @Clause("rfc4301:8.2.1")
  public void updatePathMtu(int octets) {
    if (octets < 0) {
      throw new IllegalArgumentException("path MTU " + octets);
    }
    pathMtu = octets;
    innerMtu = parameters.encapsulation().innerMtu(parameters.suite(), octets);
  }

  /** Octets up to which inner packets are padded. */
  public int tfcLength() {
    return tfcLength;
  }

  /**
   * Pads inner packets up to this length, as far as the path MTU allows (RFC 4303 2.7); 0 for none.
   * Only if the peer has not announced ESP_TFC_PADDING_NOT_SUPPORTED. The buffers need so much
   * room.
   */
  @Clause("rfc4303:2.7")
  public void updateTfcLength(int octets) {
    if (octets < 0) {
      throw new IllegalArgumentException("TFC length " + octets);
    }
    tfcLength = octets;
  }

  /** Zeroizes the keys. Take the SA out of its policies first. */
  @Override
  public void close() {
    keys.close();
  }

  @Override
  public String toString() {
    return "OutboundSa[%08x %s]".formatted(spi(), suite());
  }
}
