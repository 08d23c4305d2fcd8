@rfc7296
Feature: RFC 7296, 1.2, 2.2, 2.6 and 2.7: IKE_SA_INIT and IKE_AUTH, and what happens if the first request is not enough

  @rfc8247 @rfc8247:3.1 @rfc8247:3.1/2 @rfc8247:3.1/x2 @rfc7296:4 @rfc7296:4/3 @rfc7296:2.2 @rfc7296:2.2/x1 @rfc7296:2.2/x2 @rfc7296:2.3 @rfc7296:2.3/x1
  Scenario: An IKE SA and its first Child SA take four messages
    Given both ends support
      | KE     |
      | x25519 |
    When the initiator sets up an IKE SA
    Then these messages are sent, and no others
      | from      | message                |
      | initiator | IKE_SA_INIT request 0  |
      | responder | IKE_SA_INIT response 0 |
      | initiator | IKE_AUTH request 1     |
      | responder | IKE_AUTH response 1    |
    And the IKE SA is established

  @rfc7296:2.7 @rfc7296:2.7/3 @rfc7296:2.7/x1 @rfc7296:2.6 @rfc7296:2.6/x2 @rfc7296:3.3.4 @rfc7296:3.3.4/5 @rfc7296:3.3.4/6
  Scenario: Without an acceptable proposal the answer is NO_PROPOSAL_CHOSEN
    Given the initiator proposes
      | KE     |
      | ecp521 |
    And the responder accepts
      | KE     |
      | x25519 |
    When the initiator sets up an IKE SA
    Then the first IKE_SA_INIT response contains N(NO_PROPOSAL_CHOSEN) alone, and its responder SPI is zero
    And no IKE SA is ever established

  @rfc7296:3.3 @rfc7296:3.3/1 @rfc7296:3.3/2 @rfc7296:3.3/5 @rfc7296:3.3/6 @rfc7296:3.3/10 @rfc7296:3.3.1 @rfc7296:3.3.1/2 @rfc7296:3.4 @rfc7296:3.4/2 @rfc7296:3.3.6 @rfc7296:3.3.6/8
  Scenario: Proposals are numbered from 1 in the order of preference, and KE is for the first of them
    Given both ends support
      | KE             | ADDKE1   |
      | ecp384, x25519 | mlkem768 |
      | x448           |          |
      | ecp256         |          |
    When the initiator sets up an IKE SA
    Then the proposals of the IKE_SA_INIT request 0 are numbered 1 to 3, and no transform has two attributes of a kind
    And the KE payload of the IKE_SA_INIT request 0 is of ecp384
    And the responder selects proposal 1
    And the IKE SA is established

  @rfc7296:2.10 @rfc7296:2.10/1 @rfc7296:2.10/x1 @rfc7296:3.9 @rfc7296:3.9/2
  Scenario Outline: Nonces are long enough for the pseudorandom function, and never come again
    Given both ends protect IKE messages with <suite>
    And both ends support
      | KE     |
      | x25519 |
    When the initiator sets up an IKE SA
    And the initiator deletes its IKE SA
    And the initiator sets up an IKE SA
    Then the nonces have at least <octets> octets, and no two of them are the same

    Examples: Half of the key that the function prefers, and 16 octets at least
      | suite                 | octets |
      | aes128gcm16-prfsha256 | 16     |
      | aes256gcm16-prfsha384 | 24     |
      | aes256gcm16-prfsha512 | 32     |

  @rfc7296:2.4 @rfc7296:2.4/3
  Scenario: INITIAL_CONTACT stands in the first request of IKE_AUTH
    Given both ends support
      | KE     |
      | x25519 |
    When the initiator sets up an IKE SA
    Then the IKE_AUTH request 1 contains N(INITIAL_CONTACT)
    And the IKE SA is established

  @rfc7296:2.4 @rfc7296:2.4/2
  Scenario: Whoever uses its identity at several places sends no INITIAL_CONTACT
    Given the initiator uses its identity at several places
    And both ends support
      | KE     |
      | x25519 |
    When the initiator sets up an IKE SA
    Then the IKE_AUTH request 1 does not contain N(INITIAL_CONTACT)
    And the IKE SA is established

  @rfc7296:2.6 @rfc7296:2.6/1 @rfc7296:3.1 @rfc7296:3.1/2 @rfc7296:3.1/3
  Scenario: Every IKE SA has SPIs of its own
    Given both ends support
      | KE     |
      | x25519 |
    When the initiator sets up an IKE SA
    And the initiator deletes its IKE SA
    And the initiator sets up an IKE SA
    And the initiator deletes its IKE SA
    And the initiator sets up an IKE SA
    Then 3 IKE SAs have been begun, and no SPI in them is zero or comes twice

  @rfc7296:2 @rfc7296:2/1
  Scenario Outline: Messages of 1280 and of 3000 octets are processed
    Given the <end> puts <octets> octets of unknown data into INTERMEDIATE_EXCHANGE_SUPPORTED
    And both ends support
      | KE     | ADDKE1   |
      | x25519 | mlkem768 |
    When the initiator sets up an IKE SA
    Then the <message> has <least> octets or more
    And the IKE SA is established

    Examples:
      | end       | octets | message                | least |
      | initiator | 1100   | IKE_SA_INIT request 0  | 1280  |
      | initiator | 2900   | IKE_SA_INIT request 0  | 3000  |
      | responder | 2900   | IKE_SA_INIT response 0 | 3000  |

  @rfc7296:1.4 @rfc7296:1.4/1 @rfc7296:1 @rfc7296:1/1 @negative
  Scenario Outline: Nothing but IKE_AUTH follows before the initial exchanges are over
    Given both ends support
      | KE     |
      | x25519 |
    And a violating initiator that sends <exchange> where IKE_AUTH is due
    When the initiator sets up an IKE SA
    Then the <exchange> request 1 is refused with INVALID_SYNTAX
    And no IKE SA is ever established

    Examples:
      | exchange        |
      | INFORMATIONAL   |
      | CREATE_CHILD_SA |

  @rfc6989 @rfc6989:2.5 @rfc6989:2.5/1 @negative
  Scenario: Key exchange data that fail their test are dropped with their message
    Given both ends support
      | KE     |
      | ecp256 |
    And a violating initiator whose Key Exchange Data in IKE_SA_INIT has one bit changed
    When the initiator sets up an IKE SA
    Then the IKE_SA_INIT request 0 is not answered with a KE payload
    And the responder has put an error on record
    And no IKE SA is ever established

  @rfc7296:1.2 @rfc7296:1.2/4 @rfc7296:1.2/5 @rfc7296:2.2 @rfc7296:2.2/x1 @rfc7296:2.6 @rfc7296:2.6/x2 @rfc7296:3.3.6 @rfc7296:3.3.6/9 @rfc7296:3.3.6/10 @rfc7296:3.4 @rfc7296:3.4/4
  Rule: After INVALID_KE_PAYLOAD the initiator begins anew with the method that was named, and offers everything again

    Scenario: The responder wants another method than the initiator expected
      Given the initiator proposes
        | KE             |
        | x25519, ecp384 |
      And the responder accepts
        | KE     |
        | ecp384 |
      When the initiator sets up an IKE SA
      Then these messages are sent, and no others
        | from      | message                |
        | initiator | IKE_SA_INIT request 0  |
        | responder | IKE_SA_INIT response 0 |
        | initiator | IKE_SA_INIT request 0  |
        | responder | IKE_SA_INIT response 0 |
        | initiator | IKE_AUTH request 1     |
        | responder | IKE_AUTH response 1    |
      And the first IKE_SA_INIT response contains N(INVALID_KE_PAYLOAD) alone, and its responder SPI is zero
      And the second IKE_SA_INIT request has a KE payload of ecp384, and the SA payload and nonce of the first
      And the IKE SA is established

    @rfc7296:2.15 @rfc7296:2.15/x2
    Scenario: AUTH covers the last form of the first message
      Given the initiator proposes
        | KE             | ADDKE1   |
        | x25519, ecp384 | mlkem768 |
      And the responder accepts
        | KE     | ADDKE1   |
        | ecp384 | mlkem768 |
      When the initiator sets up an IKE SA
      Then the AUTH payload of the initiator covers "RealMessage1 | NonceRData | MACedIDForI | IntAuth"
      And the AUTH payload of the responder covers "RealMessage2 | NonceIData | MACedIDForR | IntAuth"
      And the IKE SA is established

  @rfc7296:2.6 @rfc7296:2.6/2 @rfc7296:2.6/4 @rfc7296:2.6/x2 @rfc7296:2.2 @rfc7296:2.2/x1
  Rule: After COOKIE the initiator repeats its request with the cookie before everything else

    Scenario: The responder demands a cookie
      Given the responder demands cookies
      And both ends support
        | KE     |
        | x25519 |
      When the initiator sets up an IKE SA
      Then the first IKE_SA_INIT response contains N(COOKIE) alone, and its responder SPI is zero
      And the second IKE_SA_INIT request begins with that COOKIE, and is otherwise the first, octet by octet
      And the AUTH payload of the initiator covers "RealMessage1 | NonceRData | MACedIDForI"
      And the IKE SA is established
