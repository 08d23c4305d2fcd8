package org.yett.ike.exchange;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;
import org.yett.ike.config.AddressPool;
import org.yett.ike.config.Identity;
import org.yett.ike.config.Shard;
import org.yett.ike.endpoint.AssignedAddresses;
import org.yett.ike.endpoint.Output;
import org.yett.ike.endpoint.PoolStatus;
import org.yett.ike.wire.ConfigurationAttribute;
import org.yett.spec.Clause;

/**
 * The addresses that configuration payloads assign, over all IKE SAs: the pools that we give from,
 * and the addresses that were given to us. Several IKE SAs may have one address, as successor and
 * predecessor do for a moment.
 */
final class AddressBook {

  private final EndpointContext context;
  private final Shard shard;
  private final SequencedMap<String, LeasePool> pools = new LinkedHashMap<>();
  private final List<LeasePool> withdrawn = new ArrayList<>();
  private final Map<InetAddress, Integer> ours = new HashMap<>();
  private final Map<String, List<InetAddress>> assignedLast = new HashMap<>();

  AddressBook(EndpointContext context, Shard shard) {
    this.context = context;
    this.shard = shard;
  }

  void load(List<AddressPool> loaded) {
    Map<String, LeasePool> before = new HashMap<>(pools);
    pools.clear();
    for (AddressPool pool : loaded) {
      LeasePool known = before.remove(pool.name());
      if (known == null) {
        known = new LeasePool(pool, shard);
      } else {
        known.configure(pool);
      }
      pools.put(pool.name(), known);
    }
    withdrawn.addAll(before.values());
    withdrawn.removeIf(pool -> pool.status().online() == 0);
  }

  /** What a pool has given: an address, and what is told along with it. */
  record Given(InetAddress address, List<ConfigurationAttribute> attributes) {}

  /** Finds an address of a family for a peer in the first of these pools that has one. */
  Optional<Given> lease(
      List<String> names,
      boolean ipv6,
      Identity peer,
      Optional<InetAddress> wanted,
      Set<InetAddress> given) {
    for (String name : names) {
      LeasePool pool = pools.get(name);
      if (pool != null && pool.isIpv6() == ipv6) {
        Optional<InetAddress> address =
            pool.lease(
                peer,
                wanted,
                a -> given.contains(a) || withdrawn.stream().anyMatch(old -> old.isHeld(a)));
        if (address.isPresent()) {
          return Optional.of(new Given(address.get(), pool.config().attributes()));
        }
      }
    }
    return Optional.empty();
  }

  /** What we were given last on a connection, to be asked for again. */
  Optional<InetAddress> assignedLast(String connection, boolean ipv6, Set<InetAddress> asked) {
    return assignedLast.getOrDefault(connection, List.of()).stream()
        .filter(address -> (address instanceof Inet6Address) == ipv6 && !asked.contains(address))
        .findFirst();
  }

  void rememberAssigned(String connection, List<InetAddress> addresses) {
    if (!addresses.isEmpty()) {
      assignedLast.put(connection, List.copyOf(addresses));
    }
  }

  /** An IKE SA has other addresses now than a moment ago. */
  @Clause("rfc7296:2.19")
  void changed(AssignedAddresses before, AssignedAddresses after) {
    if (before.equals(after)) {
      return;
    }
    after.remote().forEach(address -> leasePools().forEach(pool -> pool.hold(address)));
    after.local().forEach(this::hold);
    before.remote().forEach(address -> leasePools().forEach(pool -> pool.release(address)));
    before.local().forEach(this::release);
    withdrawn.removeIf(pool -> pool.status().online() == 0);
  }

  private Set<LeasePool> leasePools() {
    Set<LeasePool> all = new LinkedHashSet<>(pools.values());
    all.addAll(withdrawn);
    return all;
  }

  private void hold(InetAddress address) {
    if (ours.merge(address, 1, Integer::sum) == 1) {
      context.put(new Output.AddAddress(address));
    }
  }

  private void release(InetAddress address) {
    if (ours.merge(address, -1, Integer::sum) == 0) {
      ours.remove(address);
      context.put(new Output.RemoveAddress(address));
    }
  }

  List<PoolStatus> status() {
    return pools.values().stream().map(LeasePool::status).toList();
  }
}
