package org.yett.esp.sad;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.atomic.AtomicIntegerArray;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tag;

/** The replay window against a set of numbers and the RFC's own pseudo-code. */
class ReplayWindowTest {

  /** What RFC 4303 asks for, told with a set of all numbers ever seen. */
  private static final class Model {
    final int size;
    final Set<Long> seen = new HashSet<>();
    BigInteger top = BigInteger.ZERO;

    Model(int size) {
      this.size = size;
    }

    boolean accepts(long sequence) {
      BigInteger number = unsigned(sequence);
      return number.signum() != 0
          && number.compareTo(top.subtract(BigInteger.valueOf(size))) > 0
          && !seen.contains(sequence);
    }

    boolean commit(long sequence) {
      boolean accepted = accepts(sequence);
      if (accepted) {
        seen.add(sequence);
        top = top.max(unsigned(sequence));
      }
      return accepted;
    }

    /** The branches of A2.3, with 32-bit arithmetic. */
    BigInteger infer(int low) {
      int tl = top.intValue();
      long th = top.shiftRight(32).longValue();
      long seqh;
      if (Integer.compareUnsigned(tl, size - 1) >= 0) {
        seqh = Integer.compareUnsigned(low, tl - size + 1) >= 0 ? th : th + 1;
      } else {
        seqh = Integer.compareUnsigned(low, tl - size + 1) >= 0 ? th - 1 : th;
      }
      return BigInteger.valueOf(seqh)
          .shiftLeft(32)
          .add(BigInteger.valueOf(Integer.toUnsignedLong(low)));
    }

    private static BigInteger unsigned(long value) {
      return new BigInteger(Long.toUnsignedString(value));
    }
  }

  @Provide
  Arbitrary<Integer> sizes() {
    return Arbitraries.of(1, 7, 8, 9, 32, 63, 64, 65, 128, 1000, 1024, 4096);
  }

  @Provide
  Arbitrary<Long> starts() {
    return Arbitraries.of(
        1L,
        5L,
        100L,
        0xFFFF_FFF0L,
        0x1_0000_0000L,
        0x1_0000_0400L,
        0x7_FFFF_FFFEL,
        Long.MAX_VALUE,
        -5000L);
  }

  @Property(tries = 200)
  @Tag("rfc4303:3.4.3/1")
  @Tag("rfc4303:3.4.3/5")
  @Tag("rfc4303:3.4.3/10")
  @Tag("rfc4303:3.4.3/11")
  void theWindowEqualsTheModelOnNumbersAroundIt(
      @ForAll("sizes") int size, @ForAll("starts") long start, @ForAll long seed) {
    var window = new ReplayWindow(size, true);
    var model = new Model(size);
    var random = new Random(seed);
    assertEquals(model.commit(start), window.commit(start));
    for (int i = 0; i < 600; i++) {
      long number = near(random, window.top(), size);
      assertEquals(model.accepts(number), window.check(number), () -> "check " + number);
      if (random.nextInt(4) != 0) {
        assertEquals(model.commit(number), window.commit(number), () -> "commit " + number);
      }
      assertEquals(model.top.longValue(), window.top());
    }
  }

  private static long near(Random random, long top, int size) {
    return switch (random.nextInt(10)) {
      case 0 -> top;
      case 1 -> top + 1;
      case 2 -> top - size;
      case 3 -> top - size + 1;
      case 4 -> top + 1 + random.nextInt(3 * size + 10);
      case 5 -> random.nextLong();
      default -> top - random.nextInt(size + 3);
    };
  }

  @Property(tries = 300)
  @Tag("rfc4303:A/1")
  void theUpperHalfIsInferredAsTheRfcSays(
      @ForAll("sizes") int size, @ForAll("starts") long start, @ForAll int low) {
    var window = new ReplayWindow(size, true, start);
    var model = new Model(size);
    model.commit(start);
    List<Integer> lows = new ArrayList<>(List.of(low, (int) start, (int) start + 1));
    lows.add((int) start - size);
    lows.add((int) start - size + 1);
    lows.add(0);
    lows.add(-1);
    for (int each : lows) {
      BigInteger expected = model.infer(each);
      // Before the first number of all there is none.
      long number = expected.signum() < 0 ? 0 : expected.longValue();
      assertEquals(number, window.infer(each));
    }
  }

  @Example
  void numbersAreFollowedAcrossTheBoundaryOf32Bits() {
    var window = new ReplayWindow(64, true, 0xFFFF_FFF0L);
    for (long number = 0xFFFF_FFF1L; number < 0x1_0000_0040L; number++) {
      assertEquals(number, window.infer((int) number));
      assertTrue(window.check(number));
      assertTrue(window.commit(number));
      assertFalse(window.check(number));
    }
    // A late packet from below the boundary is still known to be from there.
    var late = new ReplayWindow(64, true, 0x1_0000_0005L);
    assertEquals(0xFFFF_FFF8L, late.infer(0xFFFF_FFF8));
    assertTrue(late.commit(0xFFFF_FFF8L));
    assertFalse(late.commit(0xFFFF_FFF8L));
  }

  @Example
  void numbersOf32BitsAreTakenAsTheyAre() {
    var window = new ReplayWindow(64, false, 0xFFFF_FFF0L);
    assertEquals(3, window.infer(3));
    assertFalse(window.check(3));
    assertEquals(0xFFFF_FFFFL, window.infer(-1));
  }

  @Example
  void checkingChangesNothing() {
    var window = new ReplayWindow(32, true);
    assertTrue(window.check(1000));
    assertEquals(0, window.top());
    assertTrue(window.commit(1));
  }

  @Example
  @Tag("rfc4303:3.4.3/4")
  void zeroIsNoSequenceNumber() {
    var window = new ReplayWindow(32, false);
    assertFalse(window.check(0));
    assertFalse(window.commit(0));
  }

  @Example
  @Tag("rfc4303:3.3.3/5")
  @Tag("rfc4303:3.4.3/1")
  void withoutTheServiceEveryNumberIsAcceptedAgainAndAgain() {
    var window = new ReplayWindow(0, false);
    for (int i = 0; i < 3; i++) {
      assertTrue(window.check(7));
      assertTrue(window.commit(7));
    }
    assertThrows(IllegalArgumentException.class, () -> new ReplayWindow(0, true));
    assertThrows(IllegalArgumentException.class, () -> new ReplayWindow(-1, false));
    assertThrows(
        IllegalArgumentException.class, () -> new ReplayWindow(ReplayWindow.MAX_SIZE + 1, false));
  }

  @Example
  @Tag("rfc4303:3.4.3/5")
  void severalThreadsTogetherAcceptEachNumberOnce() throws InterruptedException {
    int numbers = 40_000;
    var window = new ReplayWindow(4096, true);
    var accepted = new AtomicIntegerArray(numbers + 1);
    var threads = new ArrayList<Thread>();
    for (int t = 0; t < 4; t++) {
      var random = new Random(t);
      threads.add(
          Thread.ofPlatform()
              .start(() -> {
                for (int i = 1; i <= numbers; i++) {
                  int number = Math.max(1, i - random.nextInt(64));
                  for (int each : new int[] {i, number}) {
                    if (window.check(each) && window.commit(each)) {
                      accepted.incrementAndGet(each);
                    }
                  }
                }
              }));
    }
    for (Thread thread : threads) {
      thread.join();
    }
    int total = 0;
    for (int i = 1; i <= numbers; i++) {
      assertTrue(accepted.get(i) <= 1, "accepted twice: " + i);
      total += accepted.get(i);
    }
    assertEquals(numbers, window.top());
    assertTrue(total > numbers / 2);
  }
}
