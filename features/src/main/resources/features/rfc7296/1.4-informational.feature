@rfc7296 @rfc7296:1.4
Feature: RFC 7296, 1.4 and 1.4.1: INFORMATIONAL exchanges, and the end of SAs

  @rfc7296:1.4/4 @rfc7296:1.4/5 @rfc7296:1.4/6 @rfc7296:4 @rfc7296:4/5
  Scenario: An empty request asks whether the peer is alive, and an empty response says so
    Given both ends support
      | KE     |
      | x25519 |
    When the initiator sets up an IKE SA
    And the initiator asks for a sign of life
    Then the INFORMATIONAL request 2 has no payload inside
    And the INFORMATIONAL response 2 has no payload inside

  @rfc7296:1.4.1 @rfc7296:1.4.1/1 @rfc7296:1.4.1/2 @rfc7296:1.4.1/3 @rfc7296:1.4.1/x1 @rfc7296:3.11 @rfc7296:3.11/1 @rfc7296:3.11/2
  Scenario Outline: Each end deletes the half of a Child SA on which it receives
    Given both ends support
      | KE     |
      | x25519 |
    When the initiator sets up an IKE SA
    And the <end> deletes its Child SA
    Then request and response each delete the SPI on which their sender received, and no other
    And no end holds a Child SA, and both hold the IKE SA

    Examples:
      | end       |
      | initiator |
      | responder |

  @rfc7296:1.4.1 @rfc7296:1.4.1/4 @rfc7296:1.4.1/5 @rfc7296:2.25.1 @rfc7296:2.25.1/4
  Scenario: When Deletes for the same Child SA cross, the responses have none
    Given both ends support
      | KE     |
      | x25519 |
    When the initiator sets up an IKE SA
    And both ends delete their Child SA at the same time
    Then each end has closed the half on which it sent before the half on which it received
    And both requests have a Delete payload, and neither response has one
    And no end holds a Child SA, and both hold the IKE SA

  @rfc7296:1.4.1 @rfc7296:1.4.1/x2 @rfc7296:1.4.1/3 @rfc7296:3.11 @rfc7296:3.11/x1
  Scenario: The Delete of the IKE SA is answered by an empty response
    Given both ends support
      | KE     |
      | x25519 |
    When the initiator sets up an IKE SA
    And the initiator deletes its IKE SA
    Then the INFORMATIONAL response 2 has no payload inside
    And both ends hold nothing any more

  @rfc7296:2.21.4 @rfc7296:2.21.4/2 @rfc7296:2.21.4/3 @rfc7296:2.21.4/4 @negative
  Scenario: A request for an IKE SA that is gone is answered in clear, by INVALID_IKE_SPI
    Given both ends support
      | KE     |
      | x25519 |
    When the initiator sets up an IKE SA
    And the responder loses its IKE SA without a word
    And the initiator asks for a sign of life
    Then the responder answers the INFORMATIONAL request 2 in clear with N(INVALID_IKE_SPI), with its SPIs and Message ID
    And each response goes from where its request went to where it came from
    And the initiator holds an established IKE SA

  @rfc7296:1.5 @rfc7296:1.5/3 @rfc7296:2.4 @rfc7296:2.4/4 @rfc7296:2.21.4 @rfc7296:2.21.4/1 @rfc7296:2.21.4/5 @rfc7296:3.1 @rfc7296:3.1/11 @negative
  Rule: What nobody has authenticated is not answered, and changes nothing

    Scenario Outline: Somebody says in clear that there is no such SA
      Given both ends support
        | KE     |
        | x25519 |
      When the initiator sets up an IKE SA
      And somebody sends an INFORMATIONAL response in clear that contains N(<notification>)
      Then nobody sends anything, and the IKE SA stays as it is

      Examples:
        | notification    |
        | INVALID_IKE_SPI |
        | INVALID_SPI     |

    Scenario: A response that belongs to no IKE SA
      Given both ends support
        | KE     |
        | x25519 |
      When the initiator sets up an IKE SA
      And somebody sends an INFORMATIONAL response in clear for an IKE SA that there is not
      Then nobody sends anything, and the IKE SA stays as it is
