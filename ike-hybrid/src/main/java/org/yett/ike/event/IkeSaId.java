package org.yett.ike.event;

/**
 * Names an IKE SA of an endpoint, for operators and for the embedder; never on the wire, never used
 * again. Its low bits name the shard.
 *
 * @param value the number that list-sas shows
 */
public record IkeSaId(long value) {
  @Override
  public String toString() {
    return Long.toString(value);
  }
}
