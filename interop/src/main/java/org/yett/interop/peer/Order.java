package org.yett.interop.peer;

/** What a daemon can be told to renew. */
public enum Order {
  /** The Child SA (RFC 7296 1.3.3). */
  CHILD("its Child SA"),
  /** The IKE SA (RFC 7296 1.3.2). */
  IKE("its IKE SA"),
  /** The IKE SA, from scratch (RFC 7296 2.8.3). */
  REAUTHENTICATION("its IKE SA from scratch");

  private final String object;

  Order(String object) {
    this.object = object;
  }

  /** Words for a report, for example {@code its Child SA}. */
  public String object() {
    return object;
  }
}
