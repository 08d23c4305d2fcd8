package org.yett.gateway.control;

/**
 * What a gateway counts. The names without {@code yett-} are those of strongSwan's counters; every
 * one of them is always present, so that nothing has to be guessed from an absence.
 */
public enum Counter {
  /** IKE SAs that we rekeyed. */
  IKE_REKEY_INITIATED("ike-rekey-init"),
  /** IKE SAs that peers rekeyed. */
  IKE_REKEY_RESPONDED("ike-rekey-resp"),
  /** Child SAs rekeyed by either end. */
  CHILD_REKEY("child-rekey"),
  /**
   * Datagrams on an IKE port that are no well-formed IKE message, or whose protection did not
   * verify.
   */
  INVALID("invalid"),
  /** IKE messages for an IKE SA that does not exist. */
  INVALID_SPI("invalid-spi"),
  IKE_INIT_IN_REQUEST("ike-init-in-req"),
  IKE_INIT_IN_RESPONSE("ike-init-in-resp"),
  IKE_INIT_OUT_REQUEST("ike-init-out-req"),
  IKE_INIT_OUT_RESPONSE("ike-init-out-resp"),
  IKE_AUTH_IN_REQUEST("ike-auth-in-req"),
  IKE_AUTH_IN_RESPONSE("ike-auth-in-resp"),
  IKE_AUTH_OUT_REQUEST("ike-auth-out-req"),
  IKE_AUTH_OUT_RESPONSE("ike-auth-out-resp"),
  CREATE_CHILD_IN_REQUEST("create-child-in-req"),
  CREATE_CHILD_IN_RESPONSE("create-child-in-resp"),
  CREATE_CHILD_OUT_REQUEST("create-child-out-req"),
  CREATE_CHILD_OUT_RESPONSE("create-child-out-resp"),
  INFORMATIONAL_IN_REQUEST("info-in-req"),
  INFORMATIONAL_IN_RESPONSE("info-in-resp"),
  INFORMATIONAL_OUT_REQUEST("info-out-req"),
  INFORMATIONAL_OUT_RESPONSE("info-out-resp"),
  INTERMEDIATE_IN_REQUEST("yett-intermediate-in-req"),
  INTERMEDIATE_IN_RESPONSE("yett-intermediate-in-resp"),
  INTERMEDIATE_OUT_REQUEST("yett-intermediate-out-req"),
  INTERMEDIATE_OUT_RESPONSE("yett-intermediate-out-resp"),
  /** Requests sent again because no answer came. */
  RETRANSMIT_SENT("yett-retransmit-sent"),
  /** Requests received again, and answered as before. */
  RETRANSMIT_RECEIVED("yett-retransmit-received"),
  /** IKE SAs established. */
  IKE_ESTABLISHED("yett-ike-established"),
  /** IKE SAs that were begun and not established. */
  IKE_FAILED("yett-ike-failed"),
  /** An end could not prove its identity, for example for a wrong pre-shared key. */
  AUTHENTICATION_FAILED("yett-authentication-failed"),
  /** Negotiations in which no proposal was acceptable. */
  PROPOSAL_MISMATCH("yett-proposal-mismatch"),
  /** Messages that broke the protocol, in all. */
  PROTOCOL_OFFENCE("yett-protocol-offence"),
  /** Peers found dead. */
  PEER_DEAD("yett-peer-dead"),
  /** ESP packets whose SPI is not ours. */
  ESP_UNKNOWN_SPI("yett-esp-unknown-spi"),
  /** ESP packets too short or otherwise malformed. */
  ESP_MALFORMED("yett-esp-malformed"),
  /** ESP packets whose integrity check failed. */
  ESP_BAD_ICV("yett-esp-bad-icv"),
  /** ESP packets with a sequence number that was used before or is too old. */
  ESP_REPLAYED("yett-esp-replayed"),
  /** Packets from a tunnel that its selectors do not allow. */
  ESP_SELECTOR_MISMATCH("yett-esp-selector-mismatch"),
  /** Packets into a tunnel for which there is no SA. */
  OUTBOUND_NO_SA("yett-outbound-no-sa");

  private final String key;

  Counter(String key) {
    this.key = key;
  }

  /** The name under which vici and the status show it. */
  public String key() {
    return key;
  }
}
