package org.yett.gateway.vici;

import java.util.List;
import java.util.Optional;
import org.yett.ike.endpoint.PoolStatus;
import org.yett.ike.negotiate.AddressRange;

/** Pools of addresses as {@code get-pools} tells them. */
final class PoolMessages {

  private PoolMessages() {}

  /**
   * The pools.
   *
   * @param name of the only one to tell
   * @param leases whether to tell who has which address
   */
  static ViciMessage pools(List<PoolStatus> pools, Optional<String> name, boolean leases) {
    ViciMessage.Builder message = ViciMessage.builder();
    for (PoolStatus pool : pools) {
      if (name.isEmpty() || name.get().equals(pool.pool().name())) {
        message.section(pool.pool().name(), b -> pool(b, pool, leases));
      }
    }
    return message.build();
  }

  private static void pool(ViciMessage.Builder b, PoolStatus pool, boolean leases) {
    b.put("base", AddressRange.text(pool.pool().addresses().first()))
        .put("size", pool.size().toString())
        .put("online", pool.online())
        .put("offline", pool.offline());
    if (leases && !pool.leases().isEmpty()) {
      b.section(
          "leases",
          all -> {
            for (int i = 0; i < pool.leases().size(); i++) {
              PoolStatus.Lease lease = pool.leases().get(i);
              all.section(
                  Integer.toString(i),
                  one ->
                      one.put("address", AddressRange.text(lease.address()))
                          .put("identity", lease.peer().toString())
                          .put("status", lease.online() ? "online" : "offline"));
            }
          });
    }
  }
}
