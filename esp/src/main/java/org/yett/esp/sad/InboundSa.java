package org.yett.esp.sad;

import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.yett.esp.packet.Octets;
import org.yett.esp.transform.EspKeys;
import org.yett.esp.transform.EspSuite;
import org.yett.esp.transform.Opener;
import org.yett.esp.transform.TransformProvider;
import org.yett.spec.Clause;

/**
 * An SA on which this gateway receives. For any number of threads, each of which is one worker with
 * its own cipher instance.
 */
public final class InboundSa implements AutoCloseable {
  private final SaParameters parameters;
  private final EspKeys keys;
  private final TransformProvider transforms;
  private final Opener[] openers;
  private final ReplayWindow window;
  private final LifetimeMeter meter;
  private final SaCounters counters = new SaCounters();
  private final AtomicBoolean inUse = new AtomicBoolean();
  private final AtomicInteger failures = new AtomicInteger();
  private final Optional<InboundSa> present = Optional.of(this);
  private volatile Object origin;

  /**
   * @param keys owned by this SA from now on
   * @param replayWindow packets; 0 for no anti-replay service (not with ESN)
   * @param workers number of threads that open, each known by a number below this
   */
  public InboundSa(
      SaParameters parameters,
      EspKeys keys,
      TransformProvider transforms,
      int replayWindow,
      int workers) {
    if (!keys.suite().equals(parameters.suite())) {
      throw new IllegalArgumentException("keys of another suite");
    }
    // = rfc4301:4.4.2/2
    this.parameters = parameters;
    this.keys = keys;
    this.transforms = transforms;
    this.openers = new Opener[workers];
    this.window = new ReplayWindow(replayWindow, parameters.esn());
    this.meter = new LifetimeMeter(parameters.limits());
  }

  /** This SA, wrapped once, so that look-ups allocate nothing. */
  public Optional<InboundSa> present() {
    return present;
  }

  /** The fixed properties. */
  public SaParameters parameters() {
    return parameters;
  }

  /** Our SPI. */
  public int spi() {
    return parameters.spi();
  }

  /** The algorithms. */
  public EspSuite suite() {
    return parameters.suite();
  }

  /** The anti-replay window. */
  public ReplayWindow window() {
    return window;
  }

  /** Counters, for status. */
  public SaCounters counters() {
    return counters;
  }

  /** Octets of authentic ESP packets received, from SPI to ICV, as lifetimes count them. */
  public long espOctets() {
    return meter.octets();
  }

  /** Whether a hard limit leaves no room for a packet of this length. */
  public boolean expired(int espOctets) {
    return meter.exhausted(espOctets);
  }

  /** Counts an authentic packet against the lifetime. */
  public void count(int espOctets) {
    meter.count(espOctets);
  }

  /** True once after a soft limit was reached: for the caller who is to report it. */
  public boolean claimSoftLimit() {
    return meter.claimSoft();
  }

  /** True once: for the caller who is to report that a hard limit was reached. */
  public boolean claimHardLimit() {
    return meter.claimHard();
  }

  /** True once: for the caller who is to report the first authentic packet. */
  public boolean claimFirstUse() {
    return !inUse.get() && inUse.compareAndSet(false, true);
  }

  /** Whether an authentic packet has come. */
  public boolean used() {
    return inUse.get();
  }

  /** Where the newest authentic packet came from; empty before the first. */
  public Optional<Object> origin() {
    return Optional.ofNullable(origin);
  }

  /**
   * Takes note of where the newest authentic packet came from.
   *
   * @return whether that differs from where the one before came from
   */
  public boolean updateOrigin(Object newest) {
    Object before = origin;
    if (before == newest || Objects.equals(before, newest)) {
      return false;
    }
    origin = newest;
    return before != null;
  }

  /** Counts a failed integrity check and says how many have failed in a row (RFC 4303 A3.1). */
  public int countFailure() {
    counters.add(SaCounter.BAD_ICV, 1);
    return failures.incrementAndGet();
  }

  /** Ends the row of failures. */
  public void endFailures() {
    if (failures.get() != 0) {
      failures.set(0);
    }
  }

  /** True once each time so many packets in a row have failed. */
  public boolean claimResynchronization(int trigger) {
    int now = failures.get();
    return now >= trigger && failures.compareAndSet(now, 0);
  }

  /**
   * Looks for the upper half of the sequence number that makes this packet authentic (RFC 4303
   * A3.2), and moves the window there. Costly, and meant for another thread than the workers'.
   *
   * @param packet an ESP packet of this SA; not changed
   * @param tries values above the present one to try
   * @return whether one was found; the packet then counts as received, and is to be dropped
   */
  @Clause("rfc4303:A3.2")
  @Clause("rfc4303:3.4.3/7")
  public boolean resynchronize(byte[] packet, int tries) {
    if (!parameters.esn() || packet.length < EspSuite.HEADER_LENGTH) {
      return false;
    }
    Opener opener = newOpener();
    long low = Octets.uint32(packet, 4);
    long high = window.top() >>> 32;
    for (int i = 1; i <= tries && high + i <= 0xFFFF_FFFFL; i++) {
      long sequence = high + i << 32 | low;
      if (opener.open(packet.clone(), 0, packet.length, sequence) >= 0) {
        endFailures();
        return window.commit(sequence);
      }
    }
    return false;
  }

  /** The transform of one worker; only that worker may use it. */
  public Opener opener(int worker) {
    Opener opener = openers[worker];
    if (opener == null) {
      opener = newOpener();
      openers[worker] = opener;
    }
    return opener;
  }

  Opener newOpener() {
    return transforms.opener(keys, parameters.esn());
  }

  /** Zeroizes the keys. Take the SA out of the database first. */
  @Override
  public void close() {
    keys.close();
  }

  @Override
  public String toString() {
    return "InboundSa[%08x %s]".formatted(spi(), suite());
  }
}
