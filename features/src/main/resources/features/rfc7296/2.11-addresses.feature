@rfc7296
Feature: RFC 7296, 2.6, 2.11 and 2.23: addresses, ports and NATs

  @rfc7296:2.23 @rfc7296:2.23/7 @rfc7296:2.23/x1 @rfc7296:2.23/x2
  Scenario Outline: The NAT detection hashes
    Given both ends support
      | KE     |
      | x25519 |
    And both ends have <family> addresses
    When the initiator sets up an IKE SA
    Then the NAT detection hashes of both IKE_SA_INIT messages are those of the datagrams that carry them
    And the IKE SA is established

    Examples:
      | family |
      | IPv4   |
      | IPv6   |

  @rfc7296:2.11 @rfc7296:2.11/1 @rfc7296:2.11/2 @rfc7296:2.23 @rfc7296:2.23/1
  Scenario: Responses go back to where requests came from, from where they went to
    Given the initiator is behind a NAT
    And both ends support
      | KE     | ADDKE1   |
      | x25519 | mlkem768 |
    When the initiator sets up an IKE SA
    Then each response goes from where its request went to where it came from
    And the IKE SA is established

  @rfc7296:2.6 @rfc7296:2.6/x1 @rfc7296:2.11 @rfc7296:2.11/1
  Scenario: The IKE SA of a message is found by its SPIs, wherever the message comes from
    Given both ends support
      | KE     |
      | x25519 |
    When the initiator sets up an IKE SA
    And the initiator is seen at another address, and asks for a sign of life
    Then the INFORMATIONAL response 2 goes to that address
    And the responder has put no error on record

  @rfc7296:2.23 @rfc7296:2.23/2 @rfc7296:2.23/12
  Scenario: With a NAT on the way everything after IKE_SA_INIT goes to port 4500
    Given the initiator is behind a NAT
    And both ends support
      | KE     | ADDKE1   |
      | x25519 | mlkem768 |
    When the initiator sets up an IKE SA
    Then the IKE_SA_INIT request 0 goes to port 500 without a non-ESP marker
    And the IKE_INTERMEDIATE request 1 goes to port 4500 with a non-ESP marker
    And the IKE_AUTH request 2 goes to port 4500 with a non-ESP marker
    And the IKE SA is established
