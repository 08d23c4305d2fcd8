package org.yett.ike.config;

import java.util.Optional;
import java.util.function.Predicate;

/** Which identities a connection accepts: swanctl's {@code id} of a {@code remote} section. */
public sealed interface IdentityMatch {

  /** Whether the identity is accepted. */
  boolean matches(Identity identity);

  /** The identity that is meant, if it is one alone: what an initiator sends as IDr. */
  default Optional<Identity> exact() {
    return Optional.empty();
  }

  /** Every identity: {@code %any}. */
  record Any() implements IdentityMatch {
    @Override
    public boolean matches(Identity identity) {
      return true;
    }

    @Override
    public String toString() {
      return "%any";
    }
  }

  /**
   * One identity alone.
   *
   * @param identity the identity
   */
  record Exactly(Identity identity) implements IdentityMatch {
    @Override
    public boolean matches(Identity other) {
      return identity.equals(other);
    }

    @Override
    public Optional<Identity> exact() {
      return Optional.of(identity);
    }

    @Override
    public String toString() {
      return identity.toString();
    }
  }

  /**
   * Identities that fit a pattern: distinguished names, which can be encoded in several ways, and
   * names with wildcards.
   *
   * @param text as the operator has written it
   * @param exact the identity that is meant, if it is one alone: what an initiator sends as IDr
   * @param fits whether an identity is accepted
   */
  record Pattern(String text, Optional<Identity> exact, Predicate<Identity> fits)
      implements IdentityMatch {
    @Override
    public boolean matches(Identity identity) {
      return fits.test(identity);
    }

    @Override
    public String toString() {
      return text;
    }
  }
}
