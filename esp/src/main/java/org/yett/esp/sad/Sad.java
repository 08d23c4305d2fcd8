package org.yett.esp.sad;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.yett.spec.Clause;

/**
 * The inbound SAs by SPI. A look-up takes no lock and allocates nothing: it reads an immutable
 * table that a change replaces. The tables are many small ones, so that a change copies little
 * however many SAs there are.
 */
@Clause("rfc4303:2.1")
public final class Sad {
  private static final int SHARD_BITS = 8;

  /** Open addressing, at most half full; length is a power of two. */
  private record Table(InboundSa[] slots, int count) {
    static final Table EMPTY = new Table(new InboundSa[2], 0);

    InboundSa find(int spi) {
      int mask = slots.length - 1;
      for (int i = mix(spi) & mask; ; i = (i + 1) & mask) {
        InboundSa sa = slots[i];
        if (sa == null || sa.spi() == spi) {
          return sa;
        }
      }
    }

    List<InboundSa> all() {
      var list = new ArrayList<InboundSa>(count);
      for (InboundSa sa : slots) {
        if (sa != null) {
          list.add(sa);
        }
      }
      return list;
    }

    static Table of(List<InboundSa> sas) {
      var slots = new InboundSa[Math.max(2, Integer.highestOneBit(sas.size() * 2) << 1)];
      int mask = slots.length - 1;
      for (InboundSa sa : sas) {
        int i = mix(sa.spi()) & mask;
        while (slots[i] != null) {
          i = (i + 1) & mask;
        }
        slots[i] = sa;
      }
      return new Table(slots, sas.size());
    }
  }

  private final AtomicReferenceArray<Table> shards = new AtomicReferenceArray<>(1 << SHARD_BITS);

  /** An empty database. */
  public Sad() {
    for (int i = 0; i < shards.length(); i++) {
      shards.set(i, Table.EMPTY);
    }
  }

  /** SPIs may share low bits (they may name a shard of the IKE engine): spread them. */
  private static int mix(int spi) {
    return (spi * 0x9E37_79B9) >>> SHARD_BITS;
  }

  private static int shard(int spi) {
    return (spi * 0x85EB_CA6B) >>> (32 - SHARD_BITS);
  }

  /**
   * Adds an SA: from now on its packets are accepted.
   *
   * @return false if the SPI is taken; then nothing changed
   */
  public boolean install(InboundSa sa) {
    int shard = shard(sa.spi());
    while (true) {
      Table before = shards.get(shard);
      if (before.find(sa.spi()) != null) {
        return false;
      }
      List<InboundSa> all = before.all();
      all.add(sa);
      if (shards.compareAndSet(shard, before, Table.of(all))) {
        return true;
      }
    }
  }

  /** Takes an SA out. Its keys are the caller's to close. */
  public Optional<InboundSa> remove(int spi) {
    int shard = shard(spi);
    while (true) {
      Table before = shards.get(shard);
      InboundSa sa = before.find(spi);
      if (sa == null) {
        return Optional.empty();
      }
      List<InboundSa> all = before.all();
      all.remove(sa);
      if (shards.compareAndSet(shard, before, Table.of(all))) {
        return Optional.of(sa);
      }
    }
  }

  /** The SA with this SPI. */
  @Clause("rfc4303:2.1/1")
  @Clause("rfc4303:2.1/4")
  @Clause("rfc4303:2.1/5")
  public Optional<InboundSa> get(int spi) {
    InboundSa sa = shards.get(shard(spi)).find(spi);
    return sa == null ? Optional.empty() : sa.present();
  }

  /** All SAs at this moment. */
  public List<InboundSa> all() {
    var all = new ArrayList<InboundSa>();
    for (int i = 0; i < shards.length(); i++) {
      all.addAll(shards.get(i).all());
    }
    return all;
  }
}
