@rfc9242 @rfc9242:5
Feature: RFC 9242, 5: an initiator that nobody has authenticated yet may not run exchanges without end

  @rfc9242:5/1 @negative
  Scenario Outline: The responder ends it after a limited number
    Given both ends support
      | KE     | ADDKE1   | ADDKE2   |
      | x25519 | mlkem768 | <ADDKE2> |
    When the initiator sets up an IKE SA as far as the IKE_INTERMEDIATE response <N>
    And a violating initiator goes on with IKE_INTERMEDIATE exchanges without end
    Then the responder has put an end to it within 32 exchanges
    And no IKE SA is ever established

    Examples:
      | ADDKE2 | N |
      |        | 1 |
      | ecp256 | 2 |
