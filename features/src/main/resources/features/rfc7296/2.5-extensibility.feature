@rfc7296 @rfc7296:2.5
Feature: RFC 7296, 2.5 and 3.10.1: what is unknown is passed over, unless it is critical

  @rfc7296:2.5/10 @rfc7296:3.2 @rfc7296:3.2/1 @rfc7296:3.2/4
  Scenario: Nothing that is sent is critical
    Given both ends support
      | KE     | ADDKE1   |
      | x25519 | mlkem768 |
    When the initiator sets up an IKE SA
    And the initiator deletes its Child SA
    Then no payload of any message has its Critical bit set

  @rfc7296:2.5/7 @rfc7296:2.5/9 @rfc7296:4 @rfc7296:4/1
  Scenario Outline: A payload of unknown type that is not critical is passed over
    Given both ends support
      | KE     | ADDKE1   |
      | x25519 | mlkem768 |
    And a <end> that adds a payload of unknown type 200, not critical, to <exchange>
    When the initiator sets up an IKE SA
    Then the IKE SA is established

    Examples:
      | end       | exchange         |
      | initiator | IKE_SA_INIT      |
      | responder | IKE_SA_INIT      |
      | initiator | IKE_INTERMEDIATE |
      | responder | IKE_INTERMEDIATE |
      | initiator | IKE_AUTH         |
      | responder | IKE_AUTH         |

  @rfc7296:3.12 @rfc7296:3.12/2 @rfc7296:3.12/4
  Scenario Outline: A Vendor ID that nobody knows is passed over, and not critical
    Given both ends support
      | KE     | ADDKE1   |
      | x25519 | mlkem768 |
    And the <end> adds a Vendor ID that nobody knows to <exchange>
    When the initiator sets up an IKE SA
    Then no payload of any message has its Critical bit set
    And the IKE SA is established

    Examples:
      | end       | exchange         |
      | initiator | IKE_SA_INIT      |
      | responder | IKE_SA_INIT      |
      | initiator | IKE_INTERMEDIATE |
      | responder | IKE_INTERMEDIATE |
      | initiator | IKE_AUTH         |
      | responder | IKE_AUTH         |

  @rfc7296:2.5/8 @rfc7296:2.5/x1 @rfc7296:3.2 @rfc7296:3.2/2 @rfc7296:4 @rfc7296:4/2 @rfc7296:2.21.2 @rfc7296:2.21.2/3 @negative
  Scenario Outline: A request with a critical payload of unknown type is rejected
    Given both ends support
      | KE     | ADDKE1   |
      | x25519 | mlkem768 |
    And an initiator that adds a payload of unknown type 200, critical, to <exchange>
    When the initiator sets up an IKE SA
    Then the <request> is refused with UNSUPPORTED_CRITICAL_PAYLOAD
    And the <response> contains N(UNSUPPORTED_CRITICAL_PAYLOAD) with the data "c8"
    And no IKE SA is ever established

    Examples:
      | exchange         | request                    | response                    |
      | IKE_INTERMEDIATE | IKE_INTERMEDIATE request 1 | IKE_INTERMEDIATE response 1 |
      | IKE_AUTH         | IKE_AUTH request 2         | IKE_AUTH response 2         |

  @rfc7296:2.5/11 @rfc7296:1.7 @rfc7296:1.7/5
  Scenario Outline: The order of payloads is of no account
    Given both ends support
      | KE     | ADDKE1   |
      | x25519 | mlkem768 |
    And a <end> that sends the payloads of <exchange> in reverse order
    When the initiator sets up an IKE SA
    Then the IKE SA is established

    Examples:
      | end       | exchange    |
      | initiator | IKE_SA_INIT |
      | responder | IKE_SA_INIT |
      | initiator | IKE_AUTH    |
      | responder | IKE_AUTH    |

  @rfc7296:3.10.1 @rfc7296:3.10.1/2 @rfc7296:3.10.1/3 @rfc7296:2.5/x2
  Scenario Outline: Unknown status notifications are passed over, and unknown errors in requests too
    Given both ends support
      | KE     | ADDKE1   |
      | x25519 | mlkem768 |
    And the <end> adds a notification of unknown type <type> to <exchange>
    When the initiator sets up an IKE SA
    Then the IKE SA is established

    Examples: Status types begin with 16384
      | end       | type  | exchange         |
      | initiator | 40960 | IKE_SA_INIT      |
      | responder | 40960 | IKE_SA_INIT      |
      | initiator | 40960 | IKE_INTERMEDIATE |
      | responder | 40960 | IKE_INTERMEDIATE |
      | initiator | 40960 | IKE_AUTH         |
      | responder | 40960 | IKE_AUTH         |
      | initiator | 16000 | IKE_SA_INIT      |
      | initiator | 16000 | IKE_INTERMEDIATE |
      | initiator | 16000 | IKE_AUTH         |

  @rfc7296:3.10.1 @rfc7296:3.10.1/1 @negative
  Scenario Outline: An unknown error in a response means that the request has failed
    Given both ends support
      | KE     | ADDKE1   |
      | x25519 | mlkem768 |
    And a violating responder whose <exchange> response is a notification of unknown error type 16000 alone
    When the initiator sets up an IKE SA
    Then the initiator has put an error on record
    And the initiator holds no established IKE SA

    Examples:
      | exchange         |
      | IKE_INTERMEDIATE |
      | IKE_AUTH         |

  @rfc7296:2.22 @rfc7296:2.22/4 @rfc7296:3.10.1 @rfc7296:3.10.1/3
  Scenario: Compression that a peer offers is not accepted, since it is not supported
    Given both ends support
      | KE     |
      | x25519 |
    And the initiator adds a notification of unknown type 16387 to IKE_AUTH
    When the initiator sets up an IKE SA
    Then the IKE_AUTH request 1 contains N(IPCOMP_SUPPORTED)
    And the IKE_AUTH response 1 does not contain N(IPCOMP_SUPPORTED)
    And the IKE SA is established

  @rfc7296:2.22 @rfc7296:2.22/4 @negative
  Scenario: A responder that accepts compression that nobody has proposed gets none
    Given both ends support
      | KE     |
      | x25519 |
    And the responder adds a notification of unknown type 16387 to IKE_AUTH
    When the initiator sets up an IKE SA
    Then the IKE_AUTH request 1 does not contain N(IPCOMP_SUPPORTED)
    And the IKE_AUTH response 1 contains N(IPCOMP_SUPPORTED)
    And the IKE SA is established
