package org.yett.ike.crypto;

/** Randomness that throws on use: the default in tests, so that no draw goes unseen. */
public final class FailingRandomness implements Randomness {

  private final String scope;

  /** Without a scope. */
  public FailingRandomness() {
    this("");
  }

  private FailingRandomness(String scope) {
    this.scope = scope;
  }

  /**
   * Always throws.
   *
   * @throws IllegalStateException names the draw
   */
  @Override
  public void fill(Purpose purpose, long index, byte[] out) {
    throw new IllegalStateException(
        "unexpected draw of %d octets for %s %d in scope '%s'"
            .formatted(out.length, purpose, index, scope));
  }

  @Override
  public Randomness scoped(String inner) {
    return new FailingRandomness(scope.isEmpty() ? inner : scope + "/" + inner);
  }
}
