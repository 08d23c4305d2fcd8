package org.yett.bench.crowd;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

class CrowdTest {

  private static final int MOST_OCTETS = 24 * 1024;

  @Test
  void anEstablishedIkeSaWithItsChildSaTakesAtMost24KilobytesOfHeap() {
    Crowd crowd = new Crowd("x25519-ke1_mlkem768");
    crowd.establish(50);
    long before = crowd.heap();
    crowd.establish(300);
    double each = (crowd.heap() - before) / 300.0;
    assertTrue(each > 1000 && each <= MOST_OCTETS, each + " octets");
    assertEquals(350, crowd.childSas());
  }

  @Test
  void aHalfOpenIkeSaHasNoChildSaAndTakesLess() {
    Crowd crowd = new Crowd("x25519");
    crowd.leaveHalfOpen(200);
    crowd.heap();
    crowd.leaveHalfOpen(20);
    long before = crowd.heap();
    crowd.leaveHalfOpen(1000);
    double each = (crowd.heap() - before) / 1000.0;
    assertTrue(each > 500 && each <= MOST_OCTETS, each + " octets");
    assertEquals(0, crowd.childSas());
  }

  @Test
  void everySizeIsMeasuredInEveryRound() {
    List<CrowdRow> rows = new CrowdRun("x25519", 2, 3).run(List.of(2, 8), text -> {});
    assertEquals(List.of(2, 8), rows.stream().map(CrowdRow::standing).toList());
    assertEquals(1.0, rows.getFirst().ratio());
    assertTrue(rows.getLast().responderMicros() > 0);
  }
}
