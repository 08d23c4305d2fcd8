package org.yett.vectors.exchange;

/** Names of the two hosts of a vector. */
public final class Host {

  /** The host that initiates the IKE SA. */
  public static final String INITIATOR = "initiator";

  /** The host that responds. */
  public static final String RESPONDER = "responder";

  private Host() {}

  /** The other one. */
  public static String other(String host) {
    return host.equals(INITIATOR) ? RESPONDER : INITIATOR;
  }
}
