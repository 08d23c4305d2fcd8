package org.yett.ike.keys;

import java.util.HexFormat;
import org.yett.ike.crypto.Secret;

/**
 * A named value in a {@link KeyStep}: public octets or a secret.
 *
 * @param name its name in the formula, for example {@code Ni} or {@code SK_d(1)}
 * @param secret the octets, lent; held as a secret even if they are public
 * @param isPublic whether anybody who can decrypt nothing may see it
 */
public record KeyValue(String name, Secret secret, boolean isPublic) {

  /** A public value; the array must not change while the value is lent. */
  public static KeyValue open(String name, byte[] octets) {
    return new KeyValue(name, Secret.adopt(octets), true);
  }

  /** A secret value, lent. */
  public static KeyValue secret(String name, Secret secret) {
    return new KeyValue(name, secret, false);
  }

  /** A copy of the octets. */
  public byte[] octets() {
    return secret.copy();
  }

  /** A value of its own, for a sink that keeps it; whoever keeps it closes its secret. */
  public KeyValue copy() {
    return new KeyValue(name, secret.duplicate(), isPublic);
  }

  /** Public octets in hexadecimal; of a secret only the length. */
  @Override
  public String toString() {
    return name + "=" + (isPublic ? HexFormat.of().formatHex(secret.copy()) : secret);
  }
}
