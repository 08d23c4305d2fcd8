package org.yett.gateway.config;

import java.util.Arrays;
import org.yett.spec.iana.IdType;

/** An IKE identity as a configuration gives it. */
public sealed interface IdentitySpec {

  /** Every identity: {@code %any}. */
  record Any() implements IdentitySpec {
    @Override
    public String toString() {
      return "%any";
    }
  }

  /**
   * One identity.
   *
   * @param type ID Type (RFC 7296 3.5)
   * @param data Identification Data; not to be changed
   * @param text as it was written
   */
  record Exact(IdType type, byte[] data, String text) implements IdentitySpec {
    @Override
    public boolean equals(Object other) {
      return other instanceof Exact that
          && type.equals(that.type)
          && Arrays.equals(data, that.data);
    }

    @Override
    public int hashCode() {
      return 31 * type.hashCode() + Arrays.hashCode(data);
    }

    @Override
    public String toString() {
      return text;
    }
  }
}
