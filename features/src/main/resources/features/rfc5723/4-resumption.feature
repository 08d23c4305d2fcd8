@rfc5723
Feature: RFC 5723: an IKE SA that was lost is resumed by a ticket

  Background:
    Given both ends support
      | KE     |
      | x25519 |

  @rfc5723:4.1 @rfc5723:4.1/1 @rfc5723:4.1/3 @rfc5723:4.1/5 @rfc5723:7 @rfc5723:7/1
  Scenario: A ticket is asked for and given in IKE_AUTH
    Given both ends use session resumption
    When the initiator sets up an IKE SA
    Then N(TICKET_REQUEST) in the IKE_AUTH request 1 has Notify Message Type 16410, Protocol ID 0, SPI Size 0 and 0 octets of data
    And N(TICKET_LT_OPAQUE) in the IKE_AUTH response 1 has Notify Message Type 16409, Protocol ID 0, SPI Size 0 and some data
    And the IKE SA is established

  @rfc5723:4.1 @rfc5723:4.1/5
  Scenario: A responder that gives no tickets answers as ever
    Given the initiator uses session resumption
    When the initiator sets up an IKE SA
    Then the IKE_AUTH request 1 contains N(TICKET_REQUEST)
    And the IKE_AUTH response 1 does not contain N(TICKET_LT_OPAQUE)
    And the IKE SA is established

  @rfc5723:4.3.2 @rfc5723:4.3.2/1 @rfc5723:4.3.2/3 @rfc5723:4.3.3 @rfc5723:4.3.3/1 @rfc5723:4.3.4 @rfc5723:4.3.4/1 @rfc5723:7 @rfc5723:7/1
  Scenario: IKE_SESSION_RESUME stands in the place of IKE_SA_INIT
    Given both ends use session resumption
    When the initiator sets up an IKE SA
    And the way is cut until the initiator has given the responder up
    And the initiator sets up an IKE SA
    Then N(TICKET_OPAQUE) in the IKE_SESSION_RESUME request 0 has Notify Message Type 16413, Protocol ID 0, SPI Size 0 and some data
    And IKE_SA_INIT has been begun 1 time
    And IKE_SESSION_RESUME has been begun 1 time
    And IKE_AUTH has been begun 2 times
    And the IKE SA is established

  @rfc5723:4.3.2 @rfc5723:4.3.2/3 @rfc5723:7 @rfc5723:7/1 @negative
  Scenario: A ticket that the responder cannot read is turned down, and all begins anew
    Given both ends use session resumption
    When the initiator sets up an IKE SA
    And the way is cut until the initiator has given the responder up
    And the responder loses its IKE SA without a word
    And the initiator sets up an IKE SA
    Then N(TICKET_NACK) in the IKE_SESSION_RESUME response 0 has Notify Message Type 16412, Protocol ID 0, SPI Size 0 and 0 octets of data
    And IKE_SA_INIT has been begun 2 times
    And the IKE SA is established

  @rfc5723:6.2 @rfc5723:6.2/1
  Scenario: Who has deleted the IKE SA has no ticket for it any more
    Given both ends use session resumption
    When the initiator sets up an IKE SA
    And the initiator deletes its IKE SA
    And the initiator sets up an IKE SA
    Then IKE_SESSION_RESUME has been begun 0 times
    And IKE_SA_INIT has been begun 2 times
    And the IKE SA is established
