package org.yett.ike.wire;

import org.yett.spec.iana.PayloadType;

/**
 * PS, the solution of a puzzle (RFC 8019 8.2).
 *
 * @param data four keys of one length, one after the other
 */
public record PsPayload(Octets data) implements Payload {

  /** How many keys a solution has. */
  public static final int KEYS = 4;

  /** One of the four keys. */
  public Octets key(int index) {
    int size = data.size() / KEYS;
    return data.slice(index * size, size);
  }

  @Override
  public PayloadType type() {
    return PayloadType.PS;
  }

  @Override
  public String describe() {
    return "PS(" + data.size() + ")";
  }
}
