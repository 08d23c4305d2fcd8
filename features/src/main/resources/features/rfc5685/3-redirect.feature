@rfc5685
Feature: RFC 5685: a gateway sends a client to another gateway

  Background:
    Given both ends support
      | KE     |
      | x25519 |

  @rfc5685:5 @rfc5685:5/1 @rfc5685:5/2 @rfc5685:5/3 @rfc5685:9.1 @rfc5685:9.1/1 @rfc5685:9.1/2 @rfc5685:9.2 @rfc5685:9.2/1 @rfc5685:9.2/2 @rfc5685:9.2/3 @rfc5685:9.2/5
  Scenario: A client is sent elsewhere in the middle of a session, and goes
    When the initiator sets up an IKE SA
    Then N(REDIRECT_SUPPORTED) in the IKE_SA_INIT request 0 has Notify Message Type 16406, Protocol ID 0, SPI Size 0 and 0 octets of data
    When the responder sends the initiator to the gateway "198.51.100.2"
    Then N(REDIRECT) in the INFORMATIONAL request 0 has Notify Message Type 16407, Protocol ID 0, SPI Size 0 and 6 octets of data
    And the INFORMATIONAL request 0 contains N(REDIRECT) with the data "0104c6336402"
    And IKE_SA_INIT has been begun 2 times
    And IKE_SA_INIT request number 2 contains N(REDIRECTED_FROM) with the data "0104c6336402"
    And the IKE SA is established

  @rfc5685:3 @rfc5685:3/3 @rfc5685:3/5 @rfc5685:3/6 @rfc5685:7 @rfc5685:7/1 @rfc5685:9.3 @rfc5685:9.3/1 @rfc5685:9.3/2 @negative
  Scenario: A client that is sent round in a circle stops after five redirections
    Given the responder sends every initiator to the gateway "198.51.100.2"
    When the initiator sets up an IKE SA
    Then IKE_SA_INIT response number 1 contains N(REDIRECT) with Notify Message Type 16407, Protocol ID 0 and SPI Size 0
    And IKE_SA_INIT request number 2 contains N(REDIRECTED_FROM) with Notify Message Type 16408, Protocol ID 0 and SPI Size 0
    And IKE_SA_INIT request number 2 contains N(REDIRECTED_FROM) with the data "0104c6336402"
    And IKE_SA_INIT has been begun 6 times
    And no IKE SA is ever established

  @rfc5685:3 @rfc5685:3/1 @rfc5685:3/2
  Scenario: A client that has not said that it can is never sent elsewhere
    Given the initiator follows no redirection
    And the responder sends every initiator to the gateway "203.0.113.7"
    When the initiator sets up an IKE SA
    Then the IKE_SA_INIT request 0 does not contain N(REDIRECT_SUPPORTED)
    And the IKE_SA_INIT response 0 does not contain N(REDIRECT)
    When the responder sends the initiator to the gateway "203.0.113.7"
    Then no INFORMATIONAL request contains N(REDIRECT)
    And the IKE SA is established

  @rfc5685:3 @rfc5685:3/3 @rfc5685:3/4 @negative
  Scenario: A REDIRECT in IKE_SA_INIT without the client's nonce is not followed
    Given a violating responder that answers IKE_SA_INIT with a REDIRECT to "203.0.113.7" and no nonce
    When the initiator sets up an IKE SA
    Then the initiator has put an error on record
    And IKE_SA_INIT has been begun 1 time
    And no IKE SA is ever established
