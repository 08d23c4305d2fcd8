@rfc4555
Feature: RFC 4555: an end that moves to another address keeps its IKE SA and its Child SAs

  Background:
    Given both ends support
      | KE     |
      | x25519 |

  @rfc4555:3.2 @rfc4555:3.2/1 @rfc4555:4.2.1 @rfc4555:4.2.1/1
  Scenario: Both ends say in IKE_AUTH that they can, without data
    Given both ends use MOBIKE
    When the initiator sets up an IKE SA
    Then N(MOBIKE_SUPPORTED) in the IKE_AUTH request 1 has Notify Message Type 16396, Protocol ID 0, SPI Size 0 and 0 octets of data
    And N(MOBIKE_SUPPORTED) in the IKE_AUTH response 1 has Notify Message Type 16396, Protocol ID 0, SPI Size 0 and 0 octets of data
    And the IKE_AUTH request 1 has the payloads for a Child SA
    And the IKE SA is established

  @rfc4555:3.3 @rfc4555:3.3/1
  Scenario: Both go to port 4500 even if there is no NAT
    Given both ends use MOBIKE
    When the initiator sets up an IKE SA
    Then the IKE_SA_INIT request 0 goes to port 500 without a non-ESP marker
    And the IKE_AUTH request 1 goes to port 4500 with a non-ESP marker

  @rfc4555:3.7 @rfc4555:3.7/1 @rfc4555:3.7/3 @rfc4555:3.7/4 @rfc4555:4.2.5 @rfc4555:4.2.5/2 @rfc4555:4.2.5/3 @rfc4555:3.8 @rfc4555:3.8/1
  Scenario: The initiator moves, and the responder finds out whether it can be reached there
    Given both ends use MOBIKE
    When the initiator sets up an IKE SA
    And the initiator moves to "203.0.113.9"
    Then the INFORMATIONAL request 2 contains N(UPDATE_SA_ADDRESSES)
    And the INFORMATIONAL request 2 contains N(NAT_DETECTION_SOURCE_IP)
    And the INFORMATIONAL response 2 contains N(NAT_DETECTION_SOURCE_IP)
    And the INFORMATIONAL response 0 returns the COOKIE2 of the INFORMATIONAL request 0
    And the responder sends the packets of the Child SA to "203.0.113.9"
    And the IKE SA is established

  @rfc4555:3.7 @rfc4555:3.7/5 @rfc4555:3.7/6 @negative
  Scenario: An end that returns another COOKIE2 than it was sent loses its IKE SA
    Given both ends use MOBIKE
    And a violating initiator that returns another COOKIE2 than it was sent
    When the initiator sets up an IKE SA
    And the initiator moves to "203.0.113.9"
    Then the responder holds no IKE SA any more
    And the responder has put an error on record

  @rfc4555:3.2 @rfc4555:3.2/1
  Scenario: Where one end has not said that it can, no address is updated
    Given the initiator uses MOBIKE
    When the initiator sets up an IKE SA
    Then the IKE_AUTH response 1 does not contain N(MOBIKE_SUPPORTED)
    When the initiator moves to "203.0.113.9"
    Then no INFORMATIONAL request contains N(UPDATE_SA_ADDRESSES)
