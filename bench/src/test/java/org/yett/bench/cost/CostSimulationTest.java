package org.yett.bench.cost;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

class CostSimulationTest {

  private static final Costs COSTS = Costs.reference();

  private static CostResult run(CostCell cell, long seed, int runs) {
    return new CostSimulation(COSTS).run(cell, seed, runs);
  }

  @Test
  void theSameSeedGivesTheSameAndAnotherOneGivesSomethingElse() {
    CostCell cell = CostCell.of(CostMatrix.BASE_SUITE, CostMatrix.base().losing(0.2));
    assertEquals(run(cell, 1, 8), run(cell, 1, 8));
    assertNotEquals(run(cell, 1, 8), run(cell, 1001, 8));
  }

  @Test
  void severalWorkersGiveWhatOneGives() throws InterruptedException {
    List<CostCell> cells =
        List.of(
            CostCell.of("x25519", CostMatrix.base()),
            CostCell.of("mlkem768", CostMatrix.base().losing(0.1)));
    assertEquals(
        cells.stream().map(cell -> run(cell, 5, 3)).toList(),
        new CostRunner(COSTS).run(cells, 5, 3, text -> {}));
  }

  @Test
  void anAdditionalKeyExchangeCostsOneRoundTripAndItsShares() {
    CostResult plain = run(CostCell.of("x25519", CostMatrix.base()), 1, 1);
    CostResult hybrid = run(CostCell.of("x25519-ke1_mlkem768", CostMatrix.base()), 1, 1);
    assertEquals(100, hybrid.median() - plain.median(), 1);
    assertEquals(2, hybrid.datagrams() - plain.datagrams());
    assertTrue(hybrid.octetsOut() - plain.octetsOut() > 1184);
    assertTrue(hybrid.octetsBack() - plain.octetsBack() > 1088);
  }

  @Test
  void behindANatAnMlKem768KeyNeeds1281OctetsAndOneFewerMakesTwoFragments() {
    CostCell cell = CostCell.of("x25519-ke1_mlkem768", CostMatrix.base()).behindNat();
    double whole = run(cell.cutAt(1281), 1, 1).datagramsOut();
    assertEquals(whole + 1, run(cell.cutAt(1280), 1, 1).datagramsOut());
    assertEquals(whole, run(cell.cutAt(1400), 1, 1).datagramsOut());
  }

  @Test
  void everyCellOfTheMatrixIsThereOnceAndItsSuitesHaveCosts() {
    List<CostCell> cells = CostMatrix.full();
    assertEquals(cells.size(), cells.stream().distinct().count());
    assertTrue(cells.containsAll(CostMatrix.quick()));
    for (CostCell cell : cells) {
      org.yett.bench.micro.Breakdown.methods(cell.suite()).forEach(COSTS::keyExchange);
    }
  }

  @Test
  void certificatesAddTheirOctets() {
    CostCell psk = CostCell.of("x25519", CostMatrix.base());
    Authentication chain = new Authentication("ml-dsa-65", 2);
    double more = run(psk.by(chain), 1, 1).octetsOut() - run(psk, 1, 1).octetsOut();
    int certificates = 2 * COSTS.signature("ml-dsa-65").certificate();
    assertTrue(more > certificates + COSTS.signature("ml-dsa-65").signature(), () -> "" + more);
  }
}
