package org.yett.ike.transport;

import java.util.Optional;
import java.util.TreeMap;
import org.yett.spec.Clause;

/**
 * The generations of keys of an IKE SA that may still be needed: the current one, and older ones
 * while a repetition or a late response under them can arrive.
 */
@Clause("rfc9242:3.3.1")
public final class Generations implements AutoCloseable {

  private final TreeMap<Integer, Generation> byNumber = new TreeMap<>();

  /** Makes a generation the current one. */
  public void advance(Generation next) {
    if (!byNumber.isEmpty() && next.number() <= byNumber.lastKey()) {
      throw new IllegalArgumentException("generation " + next.number() + " is not newer");
    }
    byNumber.put(next.number(), next);
  }

  /** Whether there are keys at all. */
  public boolean isEmpty() {
    return byNumber.isEmpty();
  }

  /** The newest generation. */
  public Generation current() {
    return byNumber.lastEntry().getValue();
  }

  /** A generation that is still kept. */
  public Optional<Generation> get(int number) {
    return Optional.ofNullable(byNumber.get(number));
  }

  /** Wipes all generations before this one, except the current. */
  public void retireBefore(int number) {
    while (byNumber.size() > 1 && byNumber.firstKey() < number) {
      byNumber.pollFirstEntry().getValue().close();
    }
  }

  /** Wipes all. */
  @Override
  public void close() {
    byNumber.values().forEach(Generation::close);
    byNumber.clear();
  }
}
