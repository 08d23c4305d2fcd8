@rfc8019
Feature: RFC 8019, 7 and 8: puzzles, which an initiator solves before the responder spends anything

  Background:
    Given both ends support
      | KE     |
      | x25519 |

  @rfc8019:7.1.1 @rfc8019:7.1.1/1 @rfc8019:7.1.4 @rfc8019:7.1.4/1 @rfc8019:7.1.4/5 @rfc8019:7.1.5 @rfc8019:7.1.5/1 @rfc8019:8.1 @rfc8019:8.1/1 @rfc8019:8.1/2 @rfc8019:8.1/3 @rfc8019:8.2 @rfc8019:8.2/1 @rfc8019:8.2/2
  Scenario: A puzzle comes with a cookie, is solved, and the initiator is served
    Given the responder gives every initiator a puzzle of 8 zero bits
    When the initiator sets up an IKE SA
    Then the IKE_SA_INIT response 0 contains N(COOKIE)
    And IKE_SA_INIT response number 1 contains N(PUZZLE) with Notify Message Type 16434, Protocol ID 0 and SPI Size 0
    And IKE_SA_INIT request number 2 begins with N(COOKIE)
    And IKE_SA_INIT request number 2 has a PS payload of four keys of one length
    And IKE_SA_INIT has been begun 2 times
    And the IKE SA is established

  @rfc8019:6 @rfc8019:6/3
  Scenario: In quiet times nobody gets a puzzle
    When the initiator sets up an IKE SA
    Then no IKE_SA_INIT response contains N(PUZZLE)
    And IKE_SA_INIT has been begun 1 time
    And the IKE SA is established

  @rfc8019:7.1.2 @rfc8019:7.1.2/1 @rfc8019:7.1.4 @rfc8019:7.1.4/5 @negative
  Scenario: An initiator that solves nothing is not served where nobody is without a solution
    Given the responder gives every initiator a puzzle of 8 zero bits
    And the initiator solves no puzzles
    When the initiator sets up an IKE SA
    Then the IKE_SA_INIT response 0 contains N(PUZZLE)
    And no IKE SA is ever established

  @rfc8019:7.1.4 @rfc8019:7.1.4/5 @rfc8019:7.1.4/7 @negative
  Scenario: A wrong solution is worth nothing
    Given the responder gives every initiator a puzzle of 8 zero bits
    And a violating initiator whose solutions are wrong
    When the initiator sets up an IKE SA
    Then IKE_SA_INIT request number 2 has a PS payload of four keys of one length
    And the responder has put an error on record
    And no IKE SA is ever established
