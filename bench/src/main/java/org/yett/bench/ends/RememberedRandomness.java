package org.yett.bench.ends;

import java.util.HashMap;
import java.util.Map;
import org.yett.ike.crypto.Purpose;
import org.yett.ike.crypto.Randomness;

/**
 * Gives the same octets each time that the same are asked for, and takes hardly any time for it
 * from the second time on: for replays that are to be measured without their randomness.
 */
public final class RememberedRandomness implements Randomness {

  private record Draw(Purpose purpose, long index, int length) {}

  private final Randomness source;
  private final Map<Draw, byte[]> draws = new HashMap<>();
  private final Map<String, RememberedRandomness> scopes = new HashMap<>();

  /** Remembers what comes from a deterministic source. */
  public RememberedRandomness(Randomness source) {
    this.source = source;
  }

  @Override
  public void fill(Purpose purpose, long index, byte[] out) {
    byte[] octets =
        draws.computeIfAbsent(
            new Draw(purpose, index, out.length), draw -> source.draw(purpose, index, out.length));
    System.arraycopy(octets, 0, out, 0, out.length);
  }

  @Override
  public Randomness scoped(String scope) {
    return scopes.computeIfAbsent(scope, s -> new RememberedRandomness(source.scoped(s)));
  }
}
