package org.yett.vectors.exchange;

import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.yett.ike.crypto.DeterministicRandomness;
import org.yett.ike.crypto.Purpose;
import org.yett.ike.crypto.Randomness;

/** The randomness of a host of a vector: every draw is noted. */
abstract sealed class VectorRandomness implements Randomness {

  record Key(String scope, String purpose, long index) {}

  private final String host;
  private final String scope;
  private final Map<Key, RandomValue> drawn;

  private VectorRandomness(String host, String scope, Map<Key, RandomValue> drawn) {
    this.host = host;
    this.scope = scope;
    this.drawn = drawn;
  }

  /** Draws from a seed. */
  static VectorRandomness seeded(String host, long seed) {
    return new Seeded(
        host, "", new LinkedHashMap<>(), DeterministicRandomness.ofSeed(seed).scoped(host));
  }

  /** Gives the values of a vector again. */
  static VectorRandomness recorded(String host, List<RandomValue> values) {
    Map<Key, byte[]> known = new HashMap<>();
    for (RandomValue value : values) {
      if (value.host().equals(host)) {
        known.put(
            new Key(value.scope(), value.purpose(), value.index()),
            HexFormat.of().parseHex(value.value()));
      }
    }
    return new Recorded(host, "", new LinkedHashMap<>(), known);
  }

  /** What was drawn in this and all inner scopes, in order. */
  final List<RandomValue> drawn() {
    return List.copyOf(drawn.values());
  }

  @Override
  public final void fill(Purpose purpose, long index, byte[] out) {
    if (out.length == 0) {
      // Padding of a message that needs none.
      return;
    }
    Key key = new Key(scope, purpose.label(), index);
    take(key, purpose, out);
    drawn.putIfAbsent(
        key, new RandomValue(host, scope, purpose.label(), index, HexFormat.of().formatHex(out)));
  }

  abstract void take(Key key, Purpose purpose, byte[] out);

  final String inner(String name) {
    return scope.isEmpty() ? name : scope + "/" + name;
  }

  private static final class Seeded extends VectorRandomness {
    private final Randomness source;

    Seeded(String host, String scope, Map<Key, RandomValue> drawn, Randomness source) {
      super(host, scope, drawn);
      this.source = source;
    }

    @Override
    void take(Key key, Purpose purpose, byte[] out) {
      source.fill(purpose, key.index(), out);
    }

    @Override
    public Randomness scoped(String name) {
      return new Seeded(super.host, inner(name), super.drawn, source.scoped(name));
    }
  }

  private static final class Recorded extends VectorRandomness {
    private final Map<Key, byte[]> known;

    Recorded(String host, String scope, Map<Key, RandomValue> drawn, Map<Key, byte[]> known) {
      super(host, scope, drawn);
      this.known = known;
    }

    @Override
    void take(Key key, Purpose purpose, byte[] out) {
      byte[] value = known.get(key);
      if (value == null || value.length != out.length) {
        throw new MissingRandomException(
            "/random: expected a value of %d octets for %s, scope %s, purpose %s, index %d; found %s"
                .formatted(
                    out.length,
                    super.host,
                    key.scope().isEmpty() ? "(none)" : key.scope(),
                    key.purpose(),
                    key.index(),
                    value == null ? "none" : value.length + " octets"));
      }
      System.arraycopy(value, 0, out, 0, out.length);
    }

    @Override
    public Randomness scoped(String name) {
      return new Recorded(super.host, inner(name), super.drawn, known);
    }
  }

  /** A vector does not hold a value that the conversation asks for. */
  static final class MissingRandomException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    MissingRandomException(String message) {
      super(message);
    }
  }
}
