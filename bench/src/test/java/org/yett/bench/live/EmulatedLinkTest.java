package org.yett.bench.live;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.yett.bench.cost.NetworkPath;

class EmulatedLinkTest {

  private static final long MILLI = 1_000_000;

  private static int lost(NetworkPath path, int packets) {
    EmulatedLink link = new EmulatedLink(path, 7);
    int lost = 0;
    for (int i = 0; i < packets; i++) {
      lost += link.carry(100, i).isEmpty() ? 1 : 0;
    }
    return lost;
  }

  @Test
  void aPacketTakesHalfARoundTrip() {
    EmulatedLink link = new EmulatedLink(NetworkPath.of(100), 1);
    assertEquals(OptionalLong.of(5 + 50 * MILLI), link.carry(1000, 5));
    assertEquals(1, link.packets());
    assertEquals(1000, link.octets());
  }

  @Test
  void soManyAreLostAsThePathSays() {
    assertEquals(1000, lost(NetworkPath.of(10).losing(0.1), 10_000), 120);
    assertEquals(1000, lost(NetworkPath.of(10).losing(0.1).bursts(4), 10_000), 250);
    assertEquals(0, lost(NetworkPath.of(10), 10_000));
  }

  @Test
  void burstsAreAsLongAsThePathSays() {
    EmulatedLink link = new EmulatedLink(NetworkPath.of(10).losing(0.1).bursts(4), 3);
    int bursts = 0;
    int lost = 0;
    boolean before = false;
    for (int i = 0; i < 50_000; i++) {
      boolean now = link.carry(100, i).isEmpty();
      bursts += now && !before ? 1 : 0;
      lost += now ? 1 : 0;
      before = now;
    }
    assertEquals(4.0, lost / (double) bursts, 0.4);
  }

  @Test
  void aRateMakesPacketsWaitForEachOtherAndAFullQueueLosesThem() {
    EmulatedLink link = new EmulatedLink(NetworkPath.of(0).rate(800), 1);
    assertEquals(OptionalLong.of(10 * MILLI), link.carry(1000, 0));
    assertEquals(OptionalLong.of(20 * MILLI), link.carry(1000, 0));
    int taken = 2;
    while (link.carry(1000, 0).isPresent()) {
      taken++;
    }
    assertEquals(EmulatedLink.QUEUE / 1000 + 1, taken);
  }

  @Test
  void whatIsLongerThanTheMtuNeverArrives() {
    EmulatedLink link = new EmulatedLink(NetworkPath.of(10).mtu(576, true), 1);
    assertTrue(link.carry(577, 0).isEmpty());
    assertTrue(link.carry(576, 0).isPresent());
  }

  @Test
  void reorderingHoldsSomeBackForUpToHalfARoundTrip() {
    EmulatedLink link = new EmulatedLink(NetworkPath.of(10).reordering(0.5), 1);
    int held = 0;
    for (int i = 0; i < 1000; i++) {
      long at = link.carry(100, 0).orElseThrow();
      assertTrue(at >= 5 * MILLI && at <= 10 * MILLI);
      held += at > 5 * MILLI ? 1 : 0;
    }
    assertEquals(500, held, 80);
  }
}
