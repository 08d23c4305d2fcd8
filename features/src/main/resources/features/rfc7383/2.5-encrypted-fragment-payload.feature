@rfc7383 @rfc7383:2.5
Feature: RFC 7383, 2.5: fragments of a message, each with an Encrypted Fragment payload

  @rfc7383:2.5/1 @rfc7383:2.5/2 @rfc7383:2.5/3 @rfc7383:2.5/4 @rfc7383:2.5/5 @rfc7383:2.5/6 @rfc7383:2.5/7 @rfc7383:2.5.1 @rfc7383:2.5.1/1
  Scenario Outline: The fields of each fragment
    Given both ends protect IKE messages with <suite>
    And both ends support
      | KE     | ADDKE1   |
      | x25519 | <method> |
    And IP datagrams of fragments have at most <octets> octets
    When the initiator sets up an IKE SA
    Then the fragments of the <message> are numbered 1 to <total>, each of <total>
    And Next Payload of the first Encrypted Fragment payload of the <message> is <first payload>, and of the others 0
    And the Encrypted Fragment payload is the last payload of each fragment of the <message>
    And the IKE headers of all fragments of the <message> agree except for Next Payload and Length
    And no IP datagram of an encrypted message has more than <octets> octets
    And the IKE SA is established

    Examples: The first payload of IKE_INTERMEDIATE is KE (34), that of IKE_AUTH requests is IDi (35)
      | suite                      | method    | octets | message                     | total | first payload |
      | aes256gcm16-prfsha384      | mlkem768  | 1200   | IKE_INTERMEDIATE request 1  | 2     | 34            |
      | aes256gcm16-prfsha384      | mlkem1024 | 576    | IKE_INTERMEDIATE request 1  | 4     | 34            |
      | aes256gcm16-prfsha384      | mlkem1024 | 576    | IKE_INTERMEDIATE response 1 | 4     | 34            |
      | aes256-sha512              | mlkem768  | 576    | IKE_INTERMEDIATE request 1  | 3     | 34            |
      | chacha20poly1305-prfsha256 | mlkem512  | 256    | IKE_AUTH request 2          | 2     | 35            |

  @rfc7383:2.5.1 @rfc7383:2.5.1/1 @rfc7383:2.5.1/3
  Scenario: Over IPv6 an IP datagram has at most 1280 octets if nothing else is known
    Given both ends have IPv6 addresses
    And both ends support
      | KE     | ADDKE1    |
      | x25519 | mlkem1024 |
    When the initiator sets up an IKE SA
    Then the fragments of the IKE_INTERMEDIATE request 1 are numbered 1 to 2, each of 2
    And no IP datagram of an encrypted message has more than 1280 octets
    And the IKE SA is established

  @rfc7383:2.5.1 @rfc7383:2.5.1/1 @rfc7383:2.5.1/2
  Scenario Outline: What is known of the path MTU sets the threshold
    Given both ends support
      | KE     | ADDKE1    |
      | x25519 | mlkem1024 |
    And the <end> knows that the path takes IP datagrams of <octets> octets
    When the initiator sets up an IKE SA
    Then the fragments of the <message> are numbered 1 to <total>, each of <total>
    And no IP datagram of the <message> has more than <octets> octets
    And the IKE SA is established

    Examples:
      | end       | octets | message                     | total |
      | initiator | 1000   | IKE_INTERMEDIATE request 1  | 2     |
      | initiator | 700    | IKE_INTERMEDIATE request 1  | 3     |
      | initiator | 576    | IKE_INTERMEDIATE request 1  | 4     |
      | responder | 700    | IKE_INTERMEDIATE response 1 | 3     |
      | responder | 576    | IKE_INTERMEDIATE response 1 | 4     |

  @rfc7383:2.5.3 @rfc7383:2.5.3/1
  Scenario: Payloads outside the Encrypted payload travel in the first fragment
    Given both ends support
      | KE     | ADDKE1    |
      | x25519 | mlkem1024 |
    And IP datagrams of fragments have at most 576 octets
    And the initiator puts a status notification of unknown type outside the Encrypted payload of IKE_INTERMEDIATE 1
    When the initiator sets up an IKE SA
    Then the IKE_INTERMEDIATE request 1 has its payloads in clear in the first fragment, and none in the others
    And the Encrypted Fragment payload is the last payload of each fragment of the IKE_INTERMEDIATE request 1
    And no IP datagram of an encrypted message has more than 576 octets
    And the IKE SA is established
