@rfc7296 @rfc7296:2.8
Feature: RFC 7296, 1.3 and 2.8: rekeying of Child SAs and IKE SAs, and exchanges that collide

  @rfc7296:1.3 @rfc7296:1.3/1 @rfc7296:1.3.3 @rfc7296:1.3.3/1 @rfc7296:2.8.1 @rfc7296:2.8.1/x3 @rfc7296:3.4 @rfc7296:3.4/3 @rfc7296:3.10 @rfc7296:3.10/1
  Scenario Outline: A Child SA is rekeyed by either end, which then deletes the old one
    Given both ends support
      | KE     |
      | x25519 |
    And an IKE SA with a Child SA is established
    When the <end> rekeys its Child SA
    Then these messages follow, and no others
      | from    | message                       |
      | <end>   | CREATE_CHILD_SA request <n>   |
      | <other> | CREATE_CHILD_SA response <n>  |
      | <end>   | INFORMATIONAL request <n+1>   |
      | <other> | INFORMATIONAL response <n+1>  |
    And N(REKEY_SA) in the CREATE_CHILD_SA request <n> names the SPI on which its sender receives
    And the CREATE_CHILD_SA request <n> has no KE payload, and proposes no method
    And the Child SA has been replaced by a new one

    Examples:
      | end       | other     | n | n+1 |
      | initiator | responder | 2 | 3   |
      | responder | initiator | 0 | 1   |

  @rfc7296:1.3 @rfc7296:1.3/3 @rfc7296:1.3/4 @rfc7296:1.3/5 @rfc7296:3.3.2 @rfc7296:3.3.2/2
  Scenario: Forward secrecy for a Child SA by a KE payload of the proposed method
    Given both ends support
      | KE     |
      | x25519 |
    And both ends support for Child SAs
      | KE     |
      | ecp384 |
    And an IKE SA with a Child SA is established
    When the initiator rekeys its Child SA
    Then the CREATE_CHILD_SA request 2 has a KE payload of ecp384
    And the CREATE_CHILD_SA response 2 has a KE payload of ecp384
    And the Child SA has been replaced by a new one

  @rfc7296:1.3 @rfc7296:1.3/6 @rfc7296:1.3.2 @rfc7296:1.3.2/1 @negative
  Scenario: The responder of a rekey refuses a KE payload of another method than it has chosen
    Given the initiator proposes
      | KE     |
      | x25519 |
      | ecp256 |
    And the responder accepts
      | KE     |
      | ecp256 |
    And an IKE SA with a Child SA is established
    When the initiator rekeys its IKE SA
    Then the CREATE_CHILD_SA request 2 has a KE payload of x25519
    And the CREATE_CHILD_SA request 2 is refused with INVALID_KE_PAYLOAD
    And the CREATE_CHILD_SA request 3 has a KE payload of ecp256
    And the IKE SA has been replaced by a new one, which has inherited the Child SA

  @rfc7296:1.3.2 @rfc7296:1.3.2/1 @rfc7296:2.18 @rfc7296:2.18/1 @rfc7296:2.18/3 @rfc7296:2.8/6 @rfc7296:2.8/x1
  Scenario Outline: An IKE SA is rekeyed by either end; its successor has the Child SA, and counts from 0
    Given both ends support
      | KE     |
      | x25519 |
    And an IKE SA with a Child SA is established
    When the <end> rekeys its IKE SA
    Then these messages follow, and no others
      | from    | message                       |
      | <end>   | CREATE_CHILD_SA request <n>   |
      | <other> | CREATE_CHILD_SA response <n>  |
      | <end>   | INFORMATIONAL request <n+1>   |
      | <other> | INFORMATIONAL response <n+1>  |
    And the CREATE_CHILD_SA request <n> has a KE payload of x25519
    And the <end> deletes the IKE SA by a Delete payload in an INFORMATIONAL exchange
    And the IKE SA has been replaced by a new one, which has inherited the Child SA
    When the <end> rekeys its Child SA
    Then these messages follow, and no others
      | from    | message                       |
      | <end>   | CREATE_CHILD_SA request <n>   |
      | <other> | CREATE_CHILD_SA response <n>  |
      | <end>   | INFORMATIONAL request <n+1>   |
      | <other> | INFORMATIONAL response <n+1>  |
      | <end>   | CREATE_CHILD_SA request 0     |
      | <other> | CREATE_CHILD_SA response 0    |
      | <end>   | INFORMATIONAL request 1       |
      | <other> | INFORMATIONAL response 1      |
    And the Child SA has been replaced by a new one

    Examples:
      | end       | other     | n | n+1 |
      | initiator | responder | 2 | 3   |
      | responder | initiator | 0 | 1   |

  @rfc7296:1.3.2 @rfc7296:1.3.2/1 @rfc7296:2.18 @rfc7296:2.18/1 @negative
  Scenario: A request to rekey an IKE SA without a KE payload comes to nothing
    Given both ends support
      | KE     |
      | x25519 |
    And a violating initiator that leaves the KE payload out of CREATE_CHILD_SA
    And an IKE SA with a Child SA is established
    When the initiator rekeys its IKE SA
    Then the CREATE_CHILD_SA request 2 is refused with INVALID_KE_PAYLOAD
    And the IKE SA is still the old one

  @rfc7296:2.8.1 @rfc7296:2.8.1/3 @rfc7296:2.8.1/x1 @rfc7296:2.8.1/x3 @rfc7296:2.25.1 @rfc7296:2.25.1/2
  Scenario: Rekeys of a Child SA collide, and the lowest of the four nonces decides
    Given both ends support
      | KE     |
      | x25519 |
    And an IKE SA with a Child SA is established
    When both ends rekey their Child SA at the same time
    And 60 seconds pass
    Then the initiator of the CREATE_CHILD_SA exchange with the lowest nonce deletes the Child SA of that exchange, and the other one the old Child SA
    And the Child SA has been replaced by a new one

  @rfc7296:2.8.2 @rfc7296:2.8.2/1 @rfc7296:2.25.2 @rfc7296:2.25.2/1
  Scenario: Rekeys of an IKE SA collide, and the lowest of the four nonces decides
    Given both ends support
      | KE     |
      | x25519 |
    And an IKE SA with a Child SA is established
    When both ends rekey their IKE SA at the same time
    And 60 seconds pass
    Then the new IKE SA is not that of the CREATE_CHILD_SA exchange with the lowest nonce
    And the IKE SA has been replaced by a new one, which has inherited the Child SA

  @rfc7296:2.25 @rfc7296:2.25/1 @rfc7296:2.25/2 @rfc7296:2.25/3 @rfc7296:2.25.1 @rfc7296:2.25.1/7 @rfc7296:2.25.2 @rfc7296:2.25.2/5 @rfc7296:1.3.2 @rfc7296:1.3.2/2 @negative
  Scenario: Rekeys of the IKE SA and of its Child SA collide, and each end asks the other to wait
    Given both ends support
      | KE     |
      | x25519 |
    And an IKE SA with a Child SA is established
    When the initiator rekeys its IKE SA, and the responder its Child SA at the same time
    Then the responder answers CREATE_CHILD_SA request 2 with TEMPORARY_FAILURE
    And the initiator answers CREATE_CHILD_SA request 0 with TEMPORARY_FAILURE
    And no CREATE_CHILD_SA request 3 is sent
    And no CREATE_CHILD_SA request 1 is sent
    When 60 seconds pass
    Then the CREATE_CHILD_SA request 3 is sent

  @rfc7296:2.25 @rfc7296:2.25/4 @negative
  Scenario: An end whose requests are put off for minutes closes the IKE SA
    Given both ends support
      | KE     |
      | x25519 |
    And a violating responder that answers CREATE_CHILD_SA with TEMPORARY_FAILURE
    And an IKE SA with a Child SA is established
    When the initiator rekeys its Child SA
    And 2 minutes pass
    Then the IKE SA is still the old one
    And the CREATE_CHILD_SA request 3 is sent
    When 20 minutes pass
    Then the initiator deletes the IKE SA by a Delete payload in an INFORMATIONAL exchange
    And the IKE SA is gone

  @rfc7296:2.25 @rfc7296:2.25/5 @rfc7296:2.25.1 @rfc7296:2.25.1/3 @negative
  Scenario: A request to rekey a Child SA that is not there
    Given both ends support
      | KE     |
      | x25519 |
    And a violating initiator that changes one bit of the SPI in N(REKEY_SA)
    And an IKE SA with a Child SA is established
    When the initiator rekeys its Child SA
    Then the CREATE_CHILD_SA request 2 is refused with CHILD_SA_NOT_FOUND
    And the IKE SA is still the old one

  @rfc7296:2.25 @rfc7296:2.25/6
  Scenario: An end whose Child SA is not there any more drops it without a Delete, and asks for a new one
    Given both ends support
      | KE     |
      | x25519 |
    And a violating responder that answers CREATE_CHILD_SA with CHILD_SA_NOT_FOUND
    And an IKE SA with a Child SA is established
    When the initiator rekeys its Child SA
    Then the CREATE_CHILD_SA request 2 contains N(REKEY_SA)
    And the CREATE_CHILD_SA request 3 does not contain N(REKEY_SA)
    And no INFORMATIONAL exchange takes place
