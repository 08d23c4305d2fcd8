package org.yett.ike.wire;

/** The two sides that IDi and IDr, TSi and TSr, Ni and Nr, SPIi and SPIr tell apart. */
public enum Side {
  INITIATOR,
  RESPONDER;

  /** The other side. */
  public Side other() {
    return this == INITIATOR ? RESPONDER : INITIATOR;
  }
}
