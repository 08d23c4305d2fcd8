@rfc6023
Feature: RFC 6023, 3 and 4: IKE SAs that begin without a Child SA

  Background:
    Given both ends support
      | KE     |
      | x25519 |

  @rfc6023:3 @rfc6023:3/1 @rfc6023:3/2 @rfc6023:3/4 @rfc6023:4 @rfc6023:4/1 @rfc6023:4/2 @rfc6023:4/3
  Scenario: IKE_AUTH goes without a Child SA where the responder has said that it may
    Given the initiator prefers IKE SAs without a Child SA
    When the initiator sets up an IKE SA
    Then N(CHILDLESS_IKEV2_SUPPORTED) in the IKE_SA_INIT response 0 has Notify Message Type 16418, Protocol ID 1, SPI Size 0 and 0 octets of data
    And the IKE_AUTH request 1 has no payload for a Child SA
    And the IKE_AUTH response 1 has no payload for a Child SA
    And the CREATE_CHILD_SA request 2 has the payloads for a Child SA
    And the IKE SA is established

  @rfc6023:3 @rfc6023:3/5
  Scenario: Who is asked for a Child SA answers with one
    When the initiator sets up an IKE SA
    Then the IKE_SA_INIT response 0 contains N(CHILDLESS_IKEV2_SUPPORTED)
    And the IKE_AUTH request 1 has the payloads for a Child SA
    And the IKE_AUTH response 1 has the payloads for a Child SA
    And the IKE SA is established

  @rfc6023:3 @rfc6023:3/3 @rfc6023:3/6
  Scenario: Where the responder says nothing of it, the initiator asks for a Child SA
    Given the initiator prefers IKE SAs without a Child SA
    And the responder knows nothing of IKE SAs without a Child SA
    When the initiator sets up an IKE SA
    Then the IKE_SA_INIT response 0 does not contain N(CHILDLESS_IKEV2_SUPPORTED)
    And the IKE_AUTH request 1 has the payloads for a Child SA
    And the IKE SA is established

  @rfc6023:3 @rfc6023:3/6 @rfc6023:3/7 @negative
  Scenario: A responder that has not said that it may refuses an IKE_AUTH without a Child SA
    Given a violating initiator that leaves the Child SA out of IKE_AUTH
    And the responder knows nothing of IKE SAs without a Child SA
    When the initiator sets up an IKE SA
    Then the IKE_AUTH request 1 is refused with INVALID_SYNTAX
    And no IKE SA is ever established
