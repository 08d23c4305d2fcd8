package org.yett.gateway.config;

/** By which names the IKE engine asks for the credentials of a round of a connection. */
public final class RoundNames {

  private RoundNames() {}

  /**
   * Of a round of ours.
   *
   * @param round from 0
   */
  public static String local(String connection, int round) {
    return connection + ".local-" + (round + 1);
  }

  /**
   * Of a round of the peer.
   *
   * @param round from 0
   */
  public static String remote(String connection, int round) {
    return connection + ".remote-" + (round + 1);
  }
}
