package org.yett.esp.sad;

import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicLongArray;
import org.yett.spec.Clause;

/**
 * The anti-replay window of one inbound SA (RFC 4303 3.4.3, Appendix A2), for any number of threads
 * without a lock. A number is accepted at most once.
 *
 * <p>The window is a ring of words. A word covers eight consecutive numbers: its low octet says
 * which of them were seen, the other 56 bits say on which lap around the ring. A word of an older
 * lap counts as empty, so nothing has to be cleared when the window moves, and each acceptance is
 * one compare-and-set.
 */
@Clause("rfc4303:3.4.3")
public final class ReplayWindow {
  /** The size that the RFC prefers; fast links want more. */
  @Clause("rfc4303:3.4.3/10")
  public static final int DEFAULT_SIZE = 64;

  /** Largest size in packets. */
  @Clause("rfc4303:3.4.3/11")
  public static final int MAX_SIZE = 1 << 20;

  /** Fewer words would leave a lap number of more than 56 bits. */
  private static final int MIN_WORDS = 32;

  private final int size;
  private final boolean esn;
  private final int mask;
  private final int lapShift;
  private final AtomicLong top;
  private final AtomicLongArray words;

  /**
   * An empty window.
   *
   * @param size packets, 1 to {@link #MAX_SIZE}, or 0 for no anti-replay service
   * @param esn whether numbers have 64 bits
   * @throws IllegalArgumentException if the size is out of range, or 0 with ESN, whose upper half
   *     only the window knows (RFC 4303 3.3.3)
   */
  public ReplayWindow(int size, boolean esn) {
    this(size, esn, 0);
  }

  /** A window whose highest number so far is {@code top}; nothing else in it was seen. */
  ReplayWindow(int size, boolean esn, long top) {
    if (size < 0 || size > MAX_SIZE) {
      throw new IllegalArgumentException("replay window of " + size + " packets");
    }
    // = rfc4303:3.3.3/5
    if (size == 0 && esn) {
      throw new IllegalArgumentException("ESN needs a replay window");
    }
    this.size = size;
    this.esn = esn;
    int words = Math.max(MIN_WORDS, Integer.highestOneBit((size + 14) / 8) << 1);
    this.words = new AtomicLongArray(words);
    this.mask = words - 1;
    this.lapShift = 3 + Integer.numberOfTrailingZeros(words);
    // = rfc4303:3.4.3/4
    this.top = new AtomicLong();
    if (top != 0) {
      commit(top);
    }
  }

  /** Packets. */
  public int size() {
    return size;
  }

  /** The highest number accepted so far, 0 if none. */
  public long top() {
    return top.get();
  }

  /**
   * The whole number of a packet that shows these 32 bits (RFC 4303 A2.2).
   *
   * @return 0, which no packet has, if the packet would lie before the first one
   */
  @Clause("rfc4303:A2.2")
  @Clause("rfc4303:A/1")
  public long infer(int low) {
    long seql = low & 0xFFFF_FFFFL;
    if (!esn) {
      return seql;
    }
    long highest = top.get();
    long tl = highest & 0xFFFF_FFFFL;
    long th = highest >>> 32;
    long bottom = tl - size + 1;
    if (bottom >= 0) {
      // Case A: the window lies within one subspace.
      return (seql >= bottom ? th : th + 1) << 32 | seql;
    }
    // Case B: the window spans two.
    if (seql < bottom + (1L << 32)) {
      return th << 32 | seql;
    }
    return th == 0 ? 0 : (th - 1) << 32 | seql;
  }

  /**
   * Whether a packet with this number may still be accepted: the check before the costly one.
   * Changes nothing.
   */
  @Clause("rfc4303:3.4.3/1")
  public boolean check(long sequence) {
    if (size == 0) {
      return true;
    }
    if (sequence == 0) {
      return false;
    }
    long highest = top.get();
    if (Long.compareUnsigned(sequence, highest) > 0) {
      return true;
    }
    if (Long.compareUnsigned(highest - sequence, size) >= 0) {
      return false;
    }
    long word = words.get(slot(sequence));
    long lap = sequence >>> lapShift;
    long seen = word >>> 8;
    return seen < lap || (seen == lap && (word & bit(sequence)) == 0);
  }

  /**
   * Accepts the number of a packet whose ICV was verified.
   *
   * @return false if it was accepted before or has fallen out of the window meanwhile; then nothing
   *     changed
   */
  @Clause("rfc4303:3.4.3/5")
  public boolean commit(long sequence) {
    if (size == 0) {
      return true;
    }
    if (sequence == 0) {
      return false;
    }
    long highest = top.get();
    if (Long.compareUnsigned(sequence, highest) <= 0
        && Long.compareUnsigned(highest - sequence, size) >= 0) {
      return false;
    }
    int slot = slot(sequence);
    long lap = sequence >>> lapShift;
    long bit = bit(sequence);
    while (true) {
      long word = words.get(slot);
      long seen = word >>> 8;
      if (seen > lap || (seen == lap && (word & bit) != 0)) {
        return false;
      }
      long bits = seen == lap ? word & 0xFF : 0;
      if (words.compareAndSet(slot, word, lap << 8 | bits | bit)) {
        break;
      }
    }
    while (Long.compareUnsigned(sequence, highest) > 0 && !top.compareAndSet(highest, sequence)) {
      highest = top.get();
    }
    return true;
  }

  private int slot(long sequence) {
    return (int) (sequence >>> 3) & mask;
  }

  private static long bit(long sequence) {
    return 1L << (sequence & 7);
  }
}
