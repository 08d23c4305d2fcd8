package org.yett.ike.wire;

import org.yett.spec.iana.NotifyType;

/**
 * What a peer can do wrong, each with the clause that it breaks and what it gets for it. Clauses
 * are named as in {@link org.yett.spec.Clause}.
 */
@SuppressWarnings("ImmutableEnumChecker") // A Reaction is a record of Optionals of records.
public enum Offence {
  // The IKE header.

  /** Fewer octets than an IKE header has. */
  TRUNCATED_HEADER("rfc7296:3.1", Reaction.DROP),
  /** A major version above 2. */
  HIGHER_MAJOR_VERSION("rfc7296:2.5", Reaction.INVALID_MAJOR_VERSION),
  /** A major version below 2: IKEv1, which this software does not speak. */
  LOWER_MAJOR_VERSION("rfc7296:2.5", Reaction.DROP),
  /** The Length field is not the length of the datagram. */
  LENGTH_MISMATCH("rfc7296:3.1", Reaction.DROP),
  /** More octets than we are willing to look at. */
  MESSAGE_TOO_LONG("rfc7296:2", Reaction.DROP),
  /** SPIi is zero. */
  ZERO_INITIATOR_SPI("rfc7296:3.1", Reaction.DROP),
  /** No payload follows the header. */
  NO_PAYLOADS("rfc7296:3.1", Reaction.DROP),

  // The chain of payloads.

  /** Too few octets are left for a generic payload header. */
  TRUNCATED_PAYLOAD_HEADER("rfc7296:3.2", Reaction.INVALID_SYNTAX),
  /** A Payload Length below the 4 octets of the generic payload header. */
  PAYLOAD_LENGTH_TOO_SMALL("rfc7296:3.2", Reaction.INVALID_SYNTAX),
  /** A Payload Length that goes beyond the end of the message. */
  PAYLOAD_LENGTH_TOO_LARGE("rfc7296:3.2", Reaction.INVALID_SYNTAX),
  /** Octets after the payload whose Next Payload field says that it is the last. */
  TRAILING_OCTETS("rfc7296:3.2", Reaction.INVALID_SYNTAX),
  /** More payloads than we are willing to decode. */
  TOO_MANY_PAYLOADS("rfc7296:3.2", Reaction.INVALID_SYNTAX),
  /** A payload of unknown type with the critical bit set. */
  UNKNOWN_CRITICAL_PAYLOAD("rfc7296:2.5", Reaction.UNSUPPORTED_CRITICAL_PAYLOAD),

  // Encrypted payloads and fragments.

  /** Octets follow an Encrypted or an Encrypted Fragment payload. */
  ENCRYPTED_PAYLOAD_NOT_LAST("rfc7296:3.14", Reaction.DROP),
  /** An Encrypted or Encrypted Fragment payload inside another one. */
  NESTED_ENCRYPTED_PAYLOAD("rfc7296:3.1", Reaction.INVALID_SYNTAX),
  /** An Encrypted Fragment payload without room for its two numbers. */
  TRUNCATED_FRAGMENT("rfc7383:2.5", Reaction.DROP),
  /** Fragment Number 0. */
  ZERO_FRAGMENT_NUMBER("rfc7383:2.6", Reaction.DROP),
  /** Total Fragments 0. */
  ZERO_TOTAL_FRAGMENTS("rfc7383:2.6", Reaction.DROP),
  /** A Fragment Number above Total Fragments. */
  FRAGMENT_NUMBER_ABOVE_TOTAL("rfc7383:2.6", Reaction.DROP),

  /** An encrypted body too short for its algorithms, or no multiple of their block length. */
  ENCRYPTED_PAYLOAD_LENGTH("rfc7296:3.14", Reaction.DROP),
  /** The integrity check fails. */
  WRONG_ICV("rfc7296:3.14", Reaction.DROP),
  /** Authentic, but with a Pad Length beyond what was encrypted. */
  WRONG_PAD_LENGTH("rfc7296:3.14", Reaction.DROP),
  /** A fragment though fragmentation was not agreed. */
  FRAGMENT_NOT_NEGOTIATED("rfc7383:2.4", Reaction.DROP),
  /** More fragments than we are willing to put together. */
  TOO_MANY_FRAGMENTS("rfc7383:5", Reaction.DROP),

  // Where and when a message comes.

  /** A message for an IKE SA that does not exist. */
  UNKNOWN_IKE_SPI("rfc7296:2.21.4", Reaction.DROP),
  /** The SPI of the sender is not the one that it chose. */
  WRONG_PEER_SPI("rfc7296:2.6", Reaction.DROP),
  /** A message in clear where an Encrypted payload is required. */
  MESSAGE_IN_CLEAR("rfc7296:1.2", Reaction.DROP),
  /** A first message that is not a request of the initiator with Message ID 0. */
  WRONG_FIRST_MESSAGE("rfc7296:1.2", Reaction.DROP),
  /** A request whose Message ID is not within the window. */
  MESSAGE_ID_OUTSIDE_WINDOW("rfc7296:2.3", Reaction.DROP),
  /** A response to no request of ours. */
  UNASKED_RESPONSE("rfc7296:2.2", Reaction.DROP),
  /** A response of another exchange than its request. */
  RESPONSE_OF_OTHER_EXCHANGE("rfc7296:3.1", Reaction.DROP),
  /** A request of an exchange that has no place at this point. */
  UNEXPECTED_EXCHANGE("rfc7296:1.2", Reaction.INVALID_SYNTAX),
  /** A request of an exchange that we do not know. */
  UNKNOWN_EXCHANGE_TYPE("rfc7296:3.1", Reaction.INVALID_SYNTAX),
  /** A COOKIE that we did not make, or no longer accept. */
  WRONG_COOKIE("rfc7296:2.6", Reaction.DROP),
  /** A COOKIE notification that is empty or longer than 64 octets. */
  COOKIE_LENGTH("rfc7296:2.6", Reaction.DROP),
  /** An INVALID_KE_PAYLOAD that asks for a method that was not offered, or for the same again. */
  UNUSABLE_INVALID_KE_PAYLOAD("rfc7296:1.2", Reaction.DROP),

  /** PUZZLE without the COOKIE that it is about, or one that cannot be read. */
  UNUSABLE_PUZZLE("rfc8019:7.1.2", Reaction.DROP),
  /** A solution that is too easy, or none at all. */
  WRONG_PUZZLE_SOLUTION("rfc8019:7.1.4", Reaction.DROP),
  /** IKE_AUTH without the right solution of the puzzle that was given for it. */
  UNSOLVED_AUTH_PUZZLE("rfc8019:7.2.4", Reaction.DROP),
  /** A token of crash detection that is not the one of its IKE SA. */
  WRONG_CRASH_TOKEN("rfc6290:4.5", Reaction.DROP),
  /** REDIRECT in IKE_SA_INIT without the nonce of the request. */
  REDIRECT_WITHOUT_NONCE("rfc5685:3", Reaction.DROP),
  /** REDIRECT that names no gateway, has a nonce where none belongs, or was not asked for. */
  UNUSABLE_REDIRECT("rfc5685:9.2", Reaction.DROP),
  /**
   * REDIRECT in an IKE_AUTH response that is neither the first nor the last, or that proves
   * nothing.
   */
  REDIRECT_AMID_AUTH("rfc5685:6", Reaction.DROP),
  /** A resumption ticket that is not ours, has expired, or has been used. */
  UNUSABLE_TICKET("rfc5723:4.3.2", Reaction.DROP),

  // What the exchanges require.

  /** A payload that the exchange requires is not there. */
  MISSING_PAYLOAD("rfc7296:1.2", Reaction.INVALID_SYNTAX),
  /** A KE payload of another method than was negotiated. */
  WRONG_KE_METHOD("rfc9370:2.2.2", Reaction.INVALID_SYNTAX),
  /** A public value, encapsulation key or ciphertext that a recipient test refuses. */
  REFUSED_KEY_EXCHANGE_DATA("rfc6989:2", Reaction.INVALID_SYNTAX),
  /** A KE payload in IKE_INTERMEDIATE when all additional key exchanges have been done. */
  SUPERFLUOUS_KEY_EXCHANGE("rfc9370:2.2.2", Reaction.INVALID_SYNTAX),
  /** IKE_AUTH before all additional key exchanges have been done. */
  KEY_EXCHANGES_INCOMPLETE("rfc9370:2.2.1", Reaction.INVALID_SYNTAX),
  /** No ADDITIONAL_KEY_EXCHANGE in a response though more key exchanges are to follow. */
  FOLLOWUP_LINK_MISSING("rfc9370:2.2.4", Reaction.DROP),
  /** IKE_INTERMEDIATE though it was not negotiated. */
  INTERMEDIATE_NOT_NEGOTIATED("rfc9242:3.2", Reaction.INVALID_SYNTAX),
  /** More IKE_INTERMEDIATE exchanges than we are willing to run. */
  TOO_MANY_INTERMEDIATE_EXCHANGES("rfc9242:5", Reaction.INVALID_SYNTAX),
  /** AUTH data that does not prove what it should. */
  WRONG_AUTH_DATA("rfc7296:2.15", Reaction.always(NotifyType.AUTHENTICATION_FAILED)),
  /** An identity or an authentication method that no connection accepts. */
  UNACCEPTABLE_IDENTITY("rfc7296:2.15", Reaction.always(NotifyType.AUTHENTICATION_FAILED)),
  /** Certificates that do not lead to a key which is trusted to be the peer's. */
  UNACCEPTABLE_CERTIFICATE("rfc7296:3.6", Reaction.always(NotifyType.AUTHENTICATION_FAILED)),
  /** Another round of authentication, or its absence, where the configuration has it otherwise. */
  WRONG_AUTHENTICATION_ROUNDS("rfc4739:2.1", Reaction.always(NotifyType.AUTHENTICATION_FAILED)),
  /** A PPK that was not named, or none where one was agreed on. */
  WRONG_PPK("rfc8784:3", Reaction.always(NotifyType.AUTHENTICATION_FAILED)),
  /** USE_TRANSPORT_MODE in a response to a request without it. */
  TRANSPORT_MODE_NOT_OFFERED("rfc7296:1.3.1", Reaction.DROP),
  /**
   * IKE_AUTH without a Child SA where that was not announced, or with one where it is not allowed.
   */
  CHILDLESS_NOT_SUPPORTED("rfc6023:3", Reaction.INVALID_SYNTAX),

  // SA.

  /** An SA payload without a proposal. */
  SA_WITHOUT_PROPOSAL("rfc7296:3.3", Reaction.INVALID_SYNTAX),
  /** More proposals or transforms than we are willing to decode. */
  SA_TOO_LARGE("rfc7296:3.3", Reaction.INVALID_SYNTAX),
  /** A Proposal Length that does not fit its surroundings or its contents. */
  PROPOSAL_LENGTH("rfc7296:3.3.1", Reaction.INVALID_SYNTAX),
  /** A Last Substruc field of a proposal that is not 2 before another one or 0 at the end. */
  PROPOSAL_LAST_SUBSTRUC("rfc7296:3.3.1", Reaction.INVALID_SYNTAX),
  /** Proposals that are not numbered 1, 2, 3 and so on; an answer has the number it answers. */
  PROPOSAL_NUMBER("rfc7296:3.3.1", Reaction.INVALID_SYNTAX),
  /** An SPI Size that is not 0 or 8 for IKE or not 4 for ESP and AH. */
  PROPOSAL_SPI_SIZE("rfc7296:3.3.1", Reaction.INVALID_SYNTAX),
  /** Num Transforms 0, or a number that differs from the transforms that are there. */
  TRANSFORM_COUNT("rfc7296:3.3.1", Reaction.INVALID_SYNTAX),
  /** A Transform Length that does not fit its surroundings. */
  TRANSFORM_LENGTH("rfc7296:3.3.2", Reaction.INVALID_SYNTAX),
  /** A Last Substruc field of a transform that is not 3 before another one or 0 at the end. */
  TRANSFORM_LAST_SUBSTRUC("rfc7296:3.3.2", Reaction.INVALID_SYNTAX),
  /** A transform attribute that goes beyond the end of its transform. */
  TRANSFORM_ATTRIBUTE_LENGTH("rfc7296:3.3.5", Reaction.INVALID_SYNTAX),

  // The other payloads.

  /** A KE payload without room for its method. */
  TRUNCATED_KE("rfc7296:3.4", Reaction.INVALID_SYNTAX),
  /** An ID payload without room for its type. */
  TRUNCATED_ID("rfc7296:3.5", Reaction.INVALID_SYNTAX),
  /** ID_IPV4_ADDR without 4 octets, or ID_IPV6_ADDR without 16. */
  ID_ADDRESS_LENGTH("rfc7296:3.5", Reaction.INVALID_SYNTAX),
  /** A CERT payload without room for its encoding. */
  TRUNCATED_CERT("rfc7296:3.6", Reaction.INVALID_SYNTAX),
  /** A CERTREQ payload without room for its encoding. */
  TRUNCATED_CERTREQ("rfc7296:3.7", Reaction.INVALID_SYNTAX),
  /** An X.509 CERTREQ payload whose authorities are not hashes of 20 octets. */
  CERTREQ_HASH_LENGTH("rfc7296:3.7", Reaction.INVALID_SYNTAX),
  /** An AUTH payload without room for its method. */
  TRUNCATED_AUTH("rfc7296:3.8", Reaction.INVALID_SYNTAX),
  /** A nonce of fewer than 16 or more than 256 octets. */
  NONCE_LENGTH("rfc7296:3.9", Reaction.INVALID_SYNTAX),
  /** A Notify payload without room for its fixed fields or its SPI. */
  TRUNCATED_NOTIFY("rfc7296:3.10", Reaction.INVALID_SYNTAX),
  /**
   * A Notify payload with an SPI for the IKE SA, or with one that is not of 4 octets for ESP, AH.
   */
  NOTIFY_SPI_SIZE("rfc7296:3.10", Reaction.INVALID_SYNTAX),
  /** A Delete payload without room for its fixed fields. */
  TRUNCATED_DELETE("rfc7296:3.11", Reaction.INVALID_SYNTAX),
  /** A Delete payload for a protocol that is neither IKE, AH nor ESP. */
  DELETE_PROTOCOL("rfc7296:3.11", Reaction.INVALID_SYNTAX),
  /** A Delete payload whose SPI Size is not 0 for IKE or not 4 for AH and ESP. */
  DELETE_SPI_SIZE("rfc7296:3.11", Reaction.INVALID_SYNTAX),
  /** A Delete payload whose Num of SPIs differs from the SPIs that are there. */
  DELETE_SPI_COUNT("rfc7296:3.11", Reaction.INVALID_SYNTAX),
  /** A TS payload without room for its fixed fields. */
  TRUNCATED_TS("rfc7296:3.13", Reaction.INVALID_SYNTAX),
  /** Number of TSs 0, or a number that differs from the selectors that are there. */
  TS_COUNT("rfc7296:3.13", Reaction.INVALID_SYNTAX),
  /** A Selector Length that does not fit its surroundings or its TS Type. */
  TS_LENGTH("rfc7296:3.13.1", Reaction.INVALID_SYNTAX),
  /** A selector whose Start Port is above its End Port, and which is not OPAQUE. */
  TS_PORT_ORDER("rfc7296:3.13.1", Reaction.INVALID_SYNTAX),
  /** A selector whose Starting Address is above its Ending Address. */
  TS_ADDRESS_ORDER("rfc7296:3.13.1", Reaction.INVALID_SYNTAX),
  /** A CP payload without room for its CFG Type. */
  TRUNCATED_CP("rfc7296:3.15", Reaction.INVALID_SYNTAX),
  /** A configuration attribute that goes beyond the end of its payload. */
  CP_ATTRIBUTE_LENGTH("rfc7296:3.15.1", Reaction.INVALID_SYNTAX),
  /** More configuration attributes than we are willing to decode. */
  CP_TOO_LARGE("rfc7296:3.15", Reaction.INVALID_SYNTAX),
  /** An EAP message whose Length field is not that of its payload, or does not fit its code. */
  EAP_LENGTH("rfc7296:3.16", Reaction.INVALID_SYNTAX),
  /** A puzzle solution that is empty or not of four keys of one length. */
  PS_LENGTH("rfc8019:8.2", Reaction.INVALID_SYNTAX),

  // Addresses that change.

  /** A COOKIE2 that differs from the one in the request, or none. */
  WRONG_COOKIE2("rfc4555:3.7", Reaction.DROP),
  /** ADDITIONAL_IP4_ADDRESS without 4 octets, or ADDITIONAL_IP6_ADDRESS without 16. */
  ADDRESS_NOTIFICATION_LENGTH("rfc4555:4.2.2", Reaction.DROP),

  // What a response selects. A response is not answered: the exchange has failed.

  /** More than one proposal in an answer. */
  SEVERAL_PROPOSALS_SELECTED("rfc7296:2.7", Reaction.DROP),
  /** A Proposal Num that no proposal of the offer has. */
  SELECTED_UNKNOWN_PROPOSAL("rfc7296:3.3.1", Reaction.DROP),
  /** Another protocol than the proposal of that number has. */
  SELECTED_OTHER_PROTOCOL("rfc7296:2.7", Reaction.DROP),
  /** An SPI of another length than the exchange asks for. */
  SELECTED_SPI_SIZE("rfc7296:3.3.1", Reaction.DROP),
  /** An SPI that is zero or, for ESP and AH, reserved. */
  SELECTED_RESERVED_SPI("rfc4303:2.1", Reaction.DROP),
  /** A transform of a type that was not offered. */
  SELECTED_UNOFFERED_TRANSFORM_TYPE("rfc7296:3.3.6", Reaction.DROP),
  /** An encryption algorithm that was not offered, or one with other attributes. */
  SELECTED_UNOFFERED_ENCR("rfc7296:3.3.6", Reaction.DROP),
  /** A pseudorandom function that was not offered. */
  SELECTED_UNOFFERED_PRF("rfc7296:3.3.6", Reaction.DROP),
  /** An integrity algorithm that was not offered. */
  SELECTED_UNOFFERED_INTEG("rfc7296:3.3.6", Reaction.DROP),
  /** A key exchange method that was not offered. */
  SELECTED_UNOFFERED_KE("rfc7296:3.3.6", Reaction.DROP),
  /** A kind of sequence numbers that was not offered. */
  SELECTED_UNOFFERED_SN("rfc7296:3.3.6", Reaction.DROP),
  /** An additional key exchange method that was not offered at this place. */
  SELECTED_UNOFFERED_ADDKE("rfc7296:3.3.6", Reaction.DROP),
  /** Several transforms of one type. */
  SELECTED_SEVERAL_TRANSFORMS("rfc7296:2.7", Reaction.DROP),
  /** No transform of a type that was offered without NONE. */
  SELECTED_TRANSFORM_MISSING("rfc7296:2.7", Reaction.DROP),
  /** The same additional key exchange twice. */
  SELECTED_DUPLICATE_ADDKE("rfc9370:2.2.1", Reaction.DROP),
  /** Additional key exchanges though IKE_INTERMEDIATE was not negotiated. */
  SELECTED_ADDKE_WITHOUT_INTERMEDIATE("rfc9370:2.2.1", Reaction.DROP),
  /** Additional key exchanges with NONE as the main one. */
  SELECTED_ADDKE_WITHOUT_KE("rfc9370:2.2.4", Reaction.DROP),
  /** Traffic selectors that are not within the offer, or none. */
  SELECTED_UNOFFERED_TRAFFIC("rfc7296:2.9", Reaction.DROP);

  private final String clause;
  private final Reaction reaction;

  Offence(String clause, Reaction reaction) {
    this.clause = clause;
    this.reaction = reaction;
  }

  /** The clause that is broken. */
  public String clause() {
    return clause;
  }

  /** What a request that commits this offence gets. */
  public Reaction reaction() {
    return reaction;
  }
}
