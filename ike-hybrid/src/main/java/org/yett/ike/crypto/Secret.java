package org.yett.ike.crypto;

import java.security.MessageDigest;
import java.util.Arrays;
import java.util.function.Function;

/**
 * A secret octet string that its holder closes when it is done.
 *
 * <p>Closing overwrites the octets with zeros; any later use is a mistake of ours and throws {@link
 * IllegalStateException}. Equality takes the same time for all contents of one length, and neither
 * {@link #toString()} nor {@link #hashCode()} depends on the contents. What the garbage collector
 * has moved and what cryptographic providers have copied is out of reach.
 */
public final class Secret implements AutoCloseable {

  private final byte[] octets;
  private boolean closed;

  private Secret(byte[] octets) {
    this.octets = octets;
  }

  /** A secret with a copy of {@code octets}; the caller still owns, and wipes, the argument. */
  public static Secret copyOf(byte[] octets) {
    return new Secret(octets.clone());
  }

  /**
   * A secret with a copy of {@code length} octets from {@code offset} on.
   *
   * @throws IndexOutOfBoundsException if the range is not inside the array
   */
  public static Secret copyOf(byte[] octets, int offset, int length) {
    java.util.Objects.checkFromIndexSize(offset, length, octets.length);
    return new Secret(Arrays.copyOfRange(octets, offset, offset + length));
  }

  /** A secret that takes the array itself over: the caller must not touch it again. */
  public static Secret adopt(byte[] octets) {
    return new Secret(octets);
  }

  /** The concatenation, as a new secret. */
  public static Secret concat(Secret... parts) {
    int length = 0;
    for (Secret part : parts) {
      length = Math.addExact(length, part.length());
    }
    byte[] all = new byte[length];
    int at = 0;
    for (Secret part : parts) {
      part.copyTo(all, at);
      at += part.length();
    }
    return new Secret(all);
  }

  /** Length in octets; known even after {@link #close()}. */
  public int length() {
    return octets.length;
  }

  /** A copy of the octets, which the caller wipes. */
  public byte[] copy() {
    return raw().clone();
  }

  /**
   * Copies all octets into {@code target} from {@code offset} on.
   *
   * @throws IndexOutOfBoundsException if they do not fit
   */
  public void copyTo(byte[] target, int offset) {
    byte[] from = raw();
    System.arraycopy(from, 0, target, offset, from.length);
  }

  /**
   * A new secret of {@code length} octets from {@code offset} on.
   *
   * @throws IndexOutOfBoundsException if the range is not inside this secret
   */
  public Secret slice(int offset, int length) {
    return copyOf(raw(), offset, length);
  }

  /** A secret of its own with the same octets: each of the two is closed by its own holder. */
  public Secret duplicate() {
    return copyOf(raw());
  }

  /**
   * Lends the octets to {@code reader} without a copy; the reader must neither change nor keep
   * them.
   */
  public <R> R lend(Function<byte[], R> reader) {
    return reader.apply(raw());
  }

  /** Whether {@code octets} are the same, in time that depends on the lengths alone. */
  public boolean matches(byte[] other) {
    return MessageDigest.isEqual(raw(), other);
  }

  /** Whether the secret has been wiped. */
  public boolean isClosed() {
    return closed;
  }

  /** Overwrites the octets; doing so again has no effect. */
  @Override
  public void close() {
    Arrays.fill(octets, (byte) 0);
    closed = true;
  }

  byte[] raw() {
    if (closed) {
      throw new IllegalStateException("the secret has been wiped");
    }
    return octets;
  }

  /** Constant-time for contents of one length; a wiped secret equals only itself. */
  @Override
  public boolean equals(Object other) {
    return this == other
        || (other instanceof Secret that
            && !closed
            && !that.closed
            && MessageDigest.isEqual(octets, that.octets));
  }

  /** Of the length alone, so that no contents leak through a hash table. */
  @Override
  public int hashCode() {
    return octets.length;
  }

  @Override
  public String toString() {
    return closed ? "Secret[wiped]" : "Secret[" + octets.length + " octets]";
  }
}
