package org.yett.ike.keys;

import org.yett.ike.crypto.IkeCipher;
import org.yett.ike.crypto.Prf;

/**
 * Hears every step of the key schedule and of authentication. The one stream feeds vectors, key
 * logs and explanations.
 *
 * <p>A sink that listens learns all keys. {@link #NONE}, which is what runs unless somebody put
 * another on the class path on purpose, does not listen, and then no step is even put together.
 */
public interface KeyTrace {

  /** Hears nothing. */
  KeyTrace NONE =
      new KeyTrace() {
        @Override
        public boolean listens() {
          return false;
        }

        @Override
        public void step(KeyStep step) {
          // Nobody listens.
        }

        @Override
        public String toString() {
          return "KeyTrace.NONE";
        }
      };

  /** Whether steps are wanted. */
  default boolean listens() {
    return true;
  }

  /**
   * Hears for which algorithms the keys of an IKE SA are: told before each step that makes SK_e and
   * SK_a.
   *
   * @param spis the IKE SA
   * @param prf the PRF that expands the keys
   * @param cipher what the keys protect messages with
   */
  default void algorithms(IkeSpis spis, Prf prf, IkeCipher cipher) {
    // Of use to those alone who open messages with the keys that they hear.
  }

  /**
   * Hears a step. Its octets are lent for the duration of the call: a sink copies what it keeps.
   */
  void step(KeyStep step);
}
