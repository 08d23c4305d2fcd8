package org.yett.gateway.vici;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.yett.ike.endpoint.PoolStatus;

/** The answer to {@code get-pools}. */
class PoolMessagesTest {

  private static final List<PoolStatus> POOLS = new FakeGateway().pools();

  @Test
  void aPoolIsToldWithItsSizeAndWhatIsInUse() {
    ViciMessage message = PoolMessages.pools(POOLS, Optional.empty(), false);
    ViciMessage pool = message.section("clients").orElseThrow();
    assertEquals(Optional.of("10.3.0.0"), pool.text("base"));
    assertEquals(Optional.of("254"), pool.text("size"));
    assertEquals(Optional.of("1"), pool.text("online"));
    assertEquals(Optional.of("1"), pool.text("offline"));
    assertTrue(pool.section("leases").isEmpty());
  }

  @Test
  void leasesAreToldIfTheyAreAskedFor() {
    ViciMessage message = PoolMessages.pools(POOLS, Optional.of("clients"), true);
    ViciMessage lease =
        message
            .section("clients")
            .flatMap(pool -> pool.section("leases"))
            .flatMap(leases -> leases.section("1"))
            .orElseThrow();
    assertEquals(Optional.of("10.3.0.2"), lease.text("address"));
    assertEquals(Optional.of("dave"), lease.text("identity"));
    assertEquals(Optional.of("offline"), lease.text("status"));
  }

  @Test
  void onePoolIsToldByItsName() {
    ViciMessage message = PoolMessages.pools(POOLS, Optional.of("others"), false);
    assertTrue(message.section("clients").isEmpty());
  }
}
