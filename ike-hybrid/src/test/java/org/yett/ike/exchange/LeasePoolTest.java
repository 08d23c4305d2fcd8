package org.yett.ike.exchange;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.InetAddress;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.yett.ike.config.AddressPool;
import org.yett.ike.config.Identity;
import org.yett.ike.config.Shard;
import org.yett.ike.negotiate.AddressRange;

/** Who gets which address of a pool. */
class LeasePoolTest {

  private static AddressPool settings(String first, String last) {
    return new AddressPool(
        "p", new AddressRange(TwoEnds.address(first), TwoEnds.address(last)), List.of());
  }

  private static LeasePool pool(String first, String last) {
    return new LeasePool(settings(first, last), Shard.ONLY);
  }

  private static String lease(LeasePool pool, String peer) {
    return lease(pool, peer, Optional.empty());
  }

  private static String lease(LeasePool pool, String peer, Optional<InetAddress> wanted) {
    return pool.lease(Identity.fqdn(peer), wanted, a -> false)
        .map(address -> {
          pool.hold(address);
          return AddressRange.text(address);
        })
        .orElse("none");
  }

  private static void release(LeasePool pool, String address) {
    assertTrue(pool.release(TwoEnds.address(address)));
  }

  @Test
  void theFirstAndTheLastAddressOfASubnetAreNotGiven() {
    LeasePool pool = pool("10.0.0.0", "10.0.0.3");
    assertEquals("10.0.0.1", lease(pool, "a"));
    assertEquals("10.0.0.2", lease(pool, "b"));
    assertEquals("none", lease(pool, "c"));
    assertEquals(2, pool.status().size().intValueExact());
    LeasePool range = pool("10.0.0.1", "10.0.0.2");
    assertEquals("10.0.0.1", lease(range, "a"));
    assertEquals("10.0.0.2", lease(range, "b"));
    LeasePool six = pool("2001:db8::", "2001:db8::ff");
    assertEquals("2001:db8::1", lease(six, "a"));
    assertEquals(255, six.status().size().intValueExact());
  }

  @Test
  void anAddressIsKeptForItsPeerUntilNothingElseIsLeft() {
    LeasePool pool = pool("10.0.0.1", "10.0.0.3");
    assertEquals("10.0.0.1", lease(pool, "a"));
    assertEquals("10.0.0.2", lease(pool, "b"));
    release(pool, "10.0.0.2");
    release(pool, "10.0.0.1");
    assertEquals("10.0.0.3", lease(pool, "c"));
    assertEquals("10.0.0.1", lease(pool, "a"));
    // b has been gone for longest, and its address is the only one that nobody uses.
    assertEquals("10.0.0.2", lease(pool, "d"));
    assertEquals("none", lease(pool, "b"));
  }

  @Test
  void nobodyGetsWhatAnotherHasOrIsToComeBackTo() {
    LeasePool pool = pool("10.0.0.1", "10.0.0.9");
    assertEquals("10.0.0.1", lease(pool, "a"));
    Optional<InetAddress> wanted = Optional.of(TwoEnds.address("10.0.0.1"));
    assertEquals("10.0.0.2", lease(pool, "b", wanted));
    release(pool, "10.0.0.1");
    assertEquals("10.0.0.3", lease(pool, "c", wanted));
    assertEquals("10.0.0.1", lease(pool, "a", wanted));
    // A peer that comes back before it has gone finds its address.
    assertEquals("10.0.0.1", lease(pool, "a", wanted));
    release(pool, "10.0.0.1");
    assertEquals(3, pool.status().online());
  }

  @Test
  void shardsGiveDifferentAddresses() {
    Set<String> given = new HashSet<>();
    for (int index = 0; index < 4; index++) {
      LeasePool pool = new LeasePool(settings("10.0.0.0", "10.0.0.255"), new Shard(index, 4));
      for (int i = 0; i < 60; i++) {
        assertTrue(given.add(lease(pool, "peer" + i)));
      }
    }
    assertEquals(240, given.size());
  }

  @Test
  void aPoolThatHasShrunkGivesNothingBeyondItsEnd() {
    LeasePool pool = pool("10.0.0.1", "10.0.0.9");
    for (String peer : List.of("a", "b", "c")) {
      lease(pool, peer);
    }
    release(pool, "10.0.0.3");
    pool.configure(settings("10.0.0.1", "10.0.0.2"));
    assertEquals(2, pool.status().leases().size());
    assertEquals("none", lease(pool, "c"));
    release(pool, "10.0.0.2");
    assertEquals("10.0.0.2", lease(pool, "b"));
  }
}
