package org.yett.esp.spd;

import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/**
 * An immutable binary trie from address prefixes to values, with chains of single children left
 * out. A change copies the nodes on one path alone, so that it costs the same however many prefixes
 * there are. An empty trie is null; a node without a value only branches.
 *
 * <p>Keys are 128 bits, high and low; an IPv4 address stands in the uppermost 32.
 */
final class PrefixTrie<V> {
  private final long high;
  private final long low;
  private final int length;
  private final V value;
  private final PrefixTrie<V> zero;
  private final PrefixTrie<V> one;

  private PrefixTrie(
      long high, long low, int length, V value, PrefixTrie<V> zero, PrefixTrie<V> one) {
    this.high = high;
    this.low = low;
    this.length = length;
    this.value = value;
    this.zero = zero;
    this.one = one;
  }

  /**
   * The trie in which the value of one prefix is replaced.
   *
   * @param trie null if empty
   * @param change of the value; null stands for none before and after
   * @return null if empty
   */
  static <V> PrefixTrie<V> update(PrefixTrie<V> trie, Prefix prefix, UnaryOperator<V> change) {
    if (trie == null) {
      V value = change.apply(null);
      return value == null
          ? null
          : new PrefixTrie<>(prefix.high(), prefix.low(), prefix.length(), value, null, null);
    }
    int limit = Math.min(trie.length, prefix.length());
    int common = Math.min(limit, Prefix.common(trie.high, trie.low, prefix.high(), prefix.low()));
    if (common < trie.length) {
      return trie.split(prefix, common, change);
    }
    if (prefix.length() == trie.length) {
      return trie.with(change.apply(trie.value), trie.zero, trie.one);
    }
    return Prefix.bit(prefix.high(), prefix.low(), trie.length)
        ? trie.with(trie.value, trie.zero, update(trie.one, prefix, change))
        : trie.with(trie.value, update(trie.zero, prefix, change), trie.one);
  }

  /** Puts a node for the prefix above or beside this one. */
  private PrefixTrie<V> split(Prefix prefix, int common, UnaryOperator<V> change) {
    V added = change.apply(null);
    if (added == null) {
      return this;
    }
    boolean below = Prefix.bit(high, low, common);
    if (common == prefix.length()) {
      return new PrefixTrie<>(
          prefix.high(), prefix.low(), common, added, below ? null : this, below ? this : null);
    }
    var leaf = new PrefixTrie<>(prefix.high(), prefix.low(), prefix.length(), added, null, null);
    Prefix shared = Prefix.of(high, low, common);
    return new PrefixTrie<>(
        shared.high(), shared.low(), common, null, below ? leaf : this, below ? this : leaf);
  }

  private PrefixTrie<V> with(V newValue, PrefixTrie<V> newZero, PrefixTrie<V> newOne) {
    if (newValue == value && newZero == zero && newOne == one) {
      return this;
    }
    if (newValue == null && newZero == null) {
      return newOne;
    }
    if (newValue == null && newOne == null) {
      return newZero;
    }
    return new PrefixTrie<>(high, low, length, newValue, newZero, newOne);
  }

  /** Whether the address has this node's prefix. */
  boolean covers(long addressHigh, long addressLow) {
    return Prefix.common(high, low, addressHigh, addressLow) >= length;
  }

  /** The next node on the way to the address, null if there is none. */
  PrefixTrie<V> next(long addressHigh, long addressLow) {
    if (length == 128) {
      return null;
    }
    return Prefix.bit(addressHigh, addressLow, length) ? one : zero;
  }

  /** The value, null if this node only branches. */
  V value() {
    return value;
  }

  /** Hands over every value. */
  void forEach(Consumer<V> visitor) {
    if (value != null) {
      visitor.accept(value);
    }
    if (zero != null) {
      zero.forEach(visitor);
    }
    if (one != null) {
      one.forEach(visitor);
    }
  }
}
