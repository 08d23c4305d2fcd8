package org.yett.ike.exchange;

import java.util.Locale;

/** What is counted besides offences. */
enum Counter {
  /** COOKIE was demanded of an initiator. */
  COOKIES_DEMANDED,
  /** A puzzle was given to an initiator (RFC 8019). */
  PUZZLES_GIVEN,
  /** An initiator had solved its puzzle, and was served. */
  PUZZLES_SOLVED,
  /** A request was served without the solution that was asked for. */
  SERVED_WITHOUT_PUZZLE,
  /** A solution came that had been used before. */
  SOLUTIONS_REUSED,
  /** An IKE SA ended because the peer had proved to have lost it (RFC 6290). */
  CRASHES_DETECTED,
  /** Tokens of crash detection were not looked at, since too many came from one party. */
  CRASH_TOKENS_UNCHECKED,
  /** A ticket for session resumption was given (RFC 5723). */
  TICKETS_GRANTED,
  /** A ticket was received. */
  TICKETS_RECEIVED,
  /** A ticket was not taken, by us or by the peer. */
  TICKETS_REFUSED,
  /** An IKE SA was resumed by a ticket of ours. */
  IKE_SAS_RESUMED,
  /** An initiator was sent to another gateway (RFC 5685). */
  REDIRECTS_SENT,
  /** We went to another gateway to which we had been sent. */
  REDIRECTS_FOLLOWED,
  /** INVALID_KE_PAYLOAD was answered. */
  INVALID_KE_ANSWERED,
  /** NO_PROPOSAL_CHOSEN was answered to IKE_SA_INIT. */
  PROPOSALS_REFUSED,
  /** An IKE_SA_INIT request was dropped because there are too many half-open IKE SAs. */
  HALF_OPEN_LIMIT_REACHED,
  /** A half-open IKE SA was forgotten because its initiator did not continue. */
  HALF_OPEN_ABANDONED,
  /** A request of ours was sent again. */
  REQUESTS_RETRANSMITTED,
  /** A response was sent again because its request came again. */
  RESPONSES_RETRANSMITTED,
  /** A request of ours was never answered. */
  REQUESTS_UNANSWERED,
  /** An incomplete set of fragments was forgotten. */
  REASSEMBLIES_ABANDONED,
  /** The result of a job came when nobody waited for it. */
  LATE_JOBS,
  /** An IKE SA was established. */
  IKE_SAS_ESTABLISHED,
  /** A Child SA was established. */
  CHILD_SAS_ESTABLISHED,
  /** An IKE SA was rekeyed, by either end. */
  IKE_SAS_REKEYED,
  /** A Child SA was rekeyed, by either end. */
  CHILD_SAS_REKEYED,
  /** Both ends rekeyed the same SA at once. */
  REKEYINGS_COLLIDED,
  /** TEMPORARY_FAILURE was answered. */
  TEMPORARY_FAILURES_ANSWERED,
  /** TEMPORARY_FAILURE was received. */
  TEMPORARY_FAILURES_RECEIVED,
  /** STATE_NOT_FOUND was answered. */
  STATES_NOT_FOUND,
  /** A peer did not continue with IKE_FOLLOWUP_KE in time. */
  FOLLOW_UPS_ABANDONED,
  /** A NAT keepalive was sent. */
  NAT_KEEPALIVES,
  /** The peer made us use other addresses (UPDATE_SA_ADDRESSES). */
  ADDRESS_UPDATES,
  /** The peer wanted us to use addresses that its connection does not allow. */
  ADDRESSES_REFUSED,
  /** A NAT was found, by either end, where none is allowed (RFC 4555 3.9). */
  UNEXPECTED_NATS,
  /** An ESP packet came with an SPI of no Child SA. */
  UNKNOWN_ESP_SPIS,
  /** An answer to a message outside any IKE SA was withheld because there were too many. */
  CLEAR_ANSWERS_WITHHELD;

  /** As status shows it: {@code cookies-demanded}. */
  String shown() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
