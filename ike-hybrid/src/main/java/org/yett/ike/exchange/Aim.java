package org.yett.ike.exchange;

import java.util.Optional;
import org.yett.ike.config.ChildConfig;
import org.yett.ike.event.ChildSaId;
import org.yett.ike.negotiate.SelectorPair;

/** What a CREATE_CHILD_SA exchange is for (RFC 7296 1.3). */
sealed interface Aim {

  /**
   * An additional Child SA.
   *
   * @param config what it is set up from
   * @param packet the packet that wants it, if it is one: our end is TSi
   */
  record NewChild(ChildConfig config, Optional<SelectorPair> packet) implements Aim {}

  /** An additional Child SA that no packet asks for. */
  static Aim newChild(ChildConfig config) {
    return new NewChild(config, Optional.empty());
  }

  /**
   * A Child SA in place of another.
   *
   * @param old the one to replace
   * @param config what both are set up from
   */
  record RekeyChild(ChildSaId old, ChildConfig config) implements Aim {}

  /** An IKE SA in place of the one over which the exchange runs. */
  record RekeyIke() implements Aim {}

  /** The Child SA to be replaced. */
  default Optional<ChildSaId> replaced() {
    return this instanceof RekeyChild(ChildSaId old, ChildConfig config)
        ? Optional.of(old)
        : Optional.empty();
  }

  /** Whether the IKE SA is rekeyed. */
  default boolean isIke() {
    return this instanceof RekeyIke;
  }

  /** Whether both replace the same SA. */
  default boolean collidesWith(Aim other) {
    return isIke() ? other.isIke() : replaced().isPresent() && replaced().equals(other.replaced());
  }
}
