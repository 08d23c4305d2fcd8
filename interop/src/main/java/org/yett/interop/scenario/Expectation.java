package org.yett.interop.scenario;

import java.util.List;
import java.util.Set;
import org.yett.interop.peer.Exchange;

/**
 * What both daemons, the link and the logs must show.
 *
 * @param ikeSuite the IKE suite in strongSwan's words, for example {@code
 *     AES_GCM_16_256/PRF_HMAC_SHA2_384/CURVE_25519/KE1_ML_KEM_768}; empty if none is to come about
 * @param espSuite the ESP suite in the same words; empty if none is to come about
 * @param espKeyExchanges the key exchanges of a Child SA that is renewed or added, for example
 *     {@code CURVE_25519/KE1_ML_KEM_768}; empty if its keys come from the IKE SA alone
 * @param datagrams messages that must travel in a certain number of datagrams
 * @param notifies notifications that must occur, in strongSwan's abbreviations, for example {@code
 *     COOKIE}
 * @param initRequests how many different IKE_SA_INIT requests the initiator sends for one IKE SA:
 *     1, and one more for each that is refused with a hint
 */
public record Expectation(
    String ikeSuite,
    String espSuite,
    String espKeyExchanges,
    List<Datagrams> datagrams,
    Set<String> notifies,
    int initRequests) {

  /** Copies the collections. */
  public Expectation {
    datagrams = List.copyOf(datagrams);
    notifies = Set.copyOf(notifies);
  }

  /**
   * A message and the number of datagrams that it travels in.
   *
   * @param exchange its exchange
   * @param messageId its message ID
   * @param request whether it is the request
   * @param count how many datagrams, 1 if it is not fragmented
   */
  public record Datagrams(Exchange exchange, long messageId, boolean request, int count) {}
}
