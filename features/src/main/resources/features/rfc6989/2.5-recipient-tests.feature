@rfc6989 @rfc6989:2.5
Feature: RFC 6989, 2.5: key exchange data that fail their test over an IKE SA that stands

  @rfc6989:2.5/3 @negative
  Scenario: Bad key exchange data in a request end the IKE SA
    Given both ends support
      | KE     |
      | ecp256 |
    And a violating initiator whose Key Exchange Data in CREATE_CHILD_SA has one bit changed
    And an IKE SA with a Child SA is established
    When the initiator rekeys its IKE SA
    Then the CREATE_CHILD_SA request 2 is refused with INVALID_SYNTAX
    When 60 seconds pass
    Then the IKE SA is gone

  @rfc6989:2.5/4 @negative
  Scenario: Bad key exchange data in a response make the initiator delete the IKE SA
    Given both ends support
      | KE     |
      | ecp256 |
    And a violating responder whose Key Exchange Data in CREATE_CHILD_SA has one bit changed
    And an IKE SA with a Child SA is established
    When the initiator rekeys its IKE SA
    Then the initiator deletes the IKE SA by a Delete payload in an INFORMATIONAL exchange
    And the initiator holds no IKE SA any more
