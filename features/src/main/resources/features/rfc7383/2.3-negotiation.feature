@rfc7383 @rfc7383:2.3
Feature: RFC 7383, 2.3 and 2.4: IKE fragmentation is used if both ends support it

  @rfc7383:2.3/1 @rfc7383:2.3/2 @rfc7383:2.3/3 @rfc7296 @rfc7296:3.10 @rfc7296:3.10/2 @rfc7296:3.10/3
  Scenario Outline: IKEV2_FRAGMENTATION_SUPPORTED in IKE_SA_INIT
    Given both ends support
      | KE     | ADDKE1   |
      | x25519 | mlkem768 |
    When the initiator sets up an IKE SA
    Then N(IKEV2_FRAGMENTATION_SUPPORTED) in the <message> has Notify Message Type 16430, Protocol ID 0, SPI Size 0 and 0 octets of data
    And the IKE SA is established

    Examples:
      | message                |
      | IKE_SA_INIT request 0  |
      | IKE_SA_INIT response 0 |

  @rfc7383:2.4 @rfc7383:2.4/3
  Scenario: IKE_AUTH is fragmented too if it is longer than the threshold
    Given both ends support
      | KE     | ADDKE1   |
      | x25519 | mlkem512 |
    And IP datagrams of fragments have at most 256 octets
    When the initiator sets up an IKE SA
    Then the fragments of the IKE_AUTH request 2 are numbered 1 to 2, each of 2
    And no IP datagram of an encrypted message has more than 256 octets
    And the IKE SA is established

  @rfc7383:2.4 @rfc7383:2.4/5
  Scenario Outline: The responder answers in the form in which the request came
    Given both ends support
      | KE     | ADDKE1    |
      | x25519 | mlkem1024 |
    And IP datagrams of the responder's fragments have at most 9000 octets
    And IP datagrams of the initiator's fragments have at most <octets> octets
    When the initiator sets up an IKE SA
    Then the IKE_INTERMEDIATE request 1 is sent in <datagrams> datagrams
    And the IKE_INTERMEDIATE response 1 is sent in <datagrams> datagrams
    And the IKE SA is established

    Examples:
      | octets | datagrams |
      | 9000   | 1         |
      | 1280   | 2         |
      | 576    | 4         |

  @rfc7383:2.4 @rfc7383:2.4/1
  Rule: No fragments unless both ends announced support

    Scenario Outline: One end does not support fragmentation
      Given both ends support
        | KE     | ADDKE1    |
        | x25519 | mlkem1024 |
      And the <end> does not support IKE fragmentation
      When the initiator sets up an IKE SA
      Then the <message> does not contain N(IKEV2_FRAGMENTATION_SUPPORTED)
      And no IKE fragment is sent
      And the IKE SA is established

      Examples:
        | end       | message                |
        | initiator | IKE_SA_INIT request 0  |
        | responder | IKE_SA_INIT response 0 |

    @negative
    Scenario: The initiator said nothing, and the responder may not take its messages for fragmented ones
      Given both ends support
        | KE     | ADDKE1    |
        | x25519 | mlkem1024 |
      And a violating initiator that leaves IKEV2_FRAGMENTATION_SUPPORTED out of IKE_SA_INIT
      When the initiator sets up an IKE SA
      Then the IKE_SA_INIT response 0 does not contain N(IKEV2_FRAGMENTATION_SUPPORTED)
      And no IKE fragment is sent
      And the IKE SA is established

  @rfc7383:2.4 @rfc7383:2.4/2 @rfc7383:2.4/4
  Rule: Messages that IP would have to fragment are fragmented by IKE; others are not

    Scenario: ML-KEM-1024 beside ECP
      Given both ends support
        | KE     | ADDKE1    | ADDKE2 |
        | x25519 | mlkem1024 | ecp256 |
      When the initiator sets up an IKE SA
      Then the IKE_INTERMEDIATE request 1 is sent in 2 datagrams
      And the IKE_INTERMEDIATE response 1 is sent in 2 datagrams
      And no IP datagram of an encrypted message has more than 1500 octets
      But the IKE_INTERMEDIATE request 2 is sent in 1 datagram
      And the IKE_INTERMEDIATE response 2 is sent in 1 datagram
      And the IKE_AUTH request 3 is sent in 1 datagram
      And the IKE SA is established
