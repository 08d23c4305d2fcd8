package org.yett.ike.event;

/**
 * Names a Child SA (a pair of ESP SAs) of an endpoint; never on the wire, never used again. Its low
 * bits name the shard.
 *
 * @param value the number that list-sas shows
 */
public record ChildSaId(long value) {
  @Override
  public String toString() {
    return Long.toString(value);
  }
}
