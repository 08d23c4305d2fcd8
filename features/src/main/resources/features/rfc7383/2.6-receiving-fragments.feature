@rfc7383 @rfc7383:2.6
Feature: RFC 7383, 2.6: fragments are put together, and those that do not fit are dropped without a word

  Scenario Outline: The order of arrival does not matter
    Given both ends support
      | KE     | ADDKE1    |
      | x25519 | mlkem1024 |
    And IP datagrams of fragments have at most 576 octets
    And fragment <number> of the <message> arrives 500 milliseconds late
    When the initiator sets up an IKE SA
    Then the IKE SA is established

    Examples:
      | number | message                     |
      | 1      | IKE_INTERMEDIATE request 1  |
      | 2      | IKE_INTERMEDIATE request 1  |
      | 4      | IKE_INTERMEDIATE request 1  |
      | 1      | IKE_INTERMEDIATE response 1 |

  @rfc7383:2.6/1 @negative
  Rule: Fragments with impossible numbers are dropped

    Scenario Outline: Zero, beyond the total, or of a smaller total than those that wait
      Given both ends support
        | KE     | ADDKE1    |
        | x25519 | mlkem1024 |
      And IP datagrams of fragments have at most 576 octets
      And an attacker who knows the keys and sends a fragment <number> of <total> of the <message> before its second
      When the initiator sets up an IKE SA
      Then these messages are sent, and no others
        | from      | message                     |
        | initiator | IKE_SA_INIT request 0       |
        | responder | IKE_SA_INIT response 0      |
        | initiator | IKE_INTERMEDIATE request 1  |
        | responder | IKE_INTERMEDIATE response 1 |
        | initiator | IKE_AUTH request 2          |
        | responder | IKE_AUTH response 2         |
      And the IKE SA is established

      Examples:
        | number | total | message                     |
        | 0      | 4     | IKE_INTERMEDIATE request 1  |
        | 2      | 0     | IKE_INTERMEDIATE request 1  |
        | 0      | 0     | IKE_INTERMEDIATE request 1  |
        | 5      | 4     | IKE_INTERMEDIATE request 1  |
        | 1      | 1     | IKE_INTERMEDIATE request 1  |
        | 2      | 3     | IKE_INTERMEDIATE request 1  |
        | 0      | 4     | IKE_INTERMEDIATE response 1 |
        | 5      | 4     | IKE_INTERMEDIATE response 1 |
        | 1      | 1     | IKE_INTERMEDIATE response 1 |

  @rfc7383:2.6/2 @rfc7383:2.6.1 @rfc7383:2.6.1/1 @negative
  Rule: A fragment whose numbers are already there is a replay, and is dropped

    Scenario Outline: It does not take the place of the one that came first
      Given both ends support
        | KE     | ADDKE1    |
        | x25519 | mlkem1024 |
      And IP datagrams of fragments have at most 576 octets
      And an attacker who knows the keys and sends a fragment 1 of 4 of the <message> before its second
      When the initiator sets up an IKE SA
      Then the <message> has been sent 1 time
      And the IKE SA is established

      Examples:
        | message                     |
        | IKE_INTERMEDIATE request 1  |
        | IKE_INTERMEDIATE response 1 |

  @rfc7383:2.6/3 @negative
  Rule: A fragment whose Integrity Checksum Data is wrong is dropped

    Scenario Outline: The others stay, and what is sent again completes them
      Given both ends support
        | KE     | ADDKE1    |
        | x25519 | mlkem1024 |
      And IP datagrams of fragments have at most 1280 octets
      And fragment <number> of the <message> arrives with one bit changed <where> at first
      When the initiator sets up an IKE SA
      Then no <next> is sent
      But when 60 seconds have passed, the IKE SA is established

      Examples:
        | number | message                     | where                          | next                        |
        | 1      | IKE_INTERMEDIATE request 1  | in its ciphertext              | IKE_INTERMEDIATE response 1 |
        | 2      | IKE_INTERMEDIATE request 1  | in its Integrity Checksum Data | IKE_INTERMEDIATE response 1 |
        | 2      | IKE_INTERMEDIATE request 1  | in its IKE header              | IKE_INTERMEDIATE response 1 |
        | 1      | IKE_INTERMEDIATE response 1 | in its ciphertext              | IKE_AUTH request 2          |
        | 2      | IKE_INTERMEDIATE response 1 | in its Integrity Checksum Data | IKE_AUTH request 2          |

  @rfc7383:2.6/4
  Rule: A fragment of a larger total empties the queue, and reassembly begins with it

    Scenario Outline: The sender has found a smaller path MTU
      Given both ends support
        | KE     | ADDKE1    |
        | x25519 | mlkem1024 |
      And IP datagrams of fragments have at most 1280 octets
      And after its first fragment the <message> arrives in <total> smaller fragments instead
      When the initiator sets up an IKE SA
      Then the <message> has been sent 1 time
      And the IKE SA is established

      Examples:
        | message                     | total |
        | IKE_INTERMEDIATE request 1  | 3     |
        | IKE_INTERMEDIATE request 1  | 7     |
        | IKE_INTERMEDIATE response 1 | 4     |

  @rfc7383:2.6/5
  Rule: Fragments of a message that does not become complete in time are discarded

    Scenario: A fragment that comes too late finds nothing to complete
      Given both ends support
        | KE     | ADDKE1    |
        | x25519 | mlkem1024 |
      And the responder keeps fragments for 20 seconds
      And of the IKE_INTERMEDIATE request 1, fragment 1 alone arrives, and once only
      When the initiator sets up an IKE SA
      And 20 seconds pass
      And fragment 2 of the IKE_INTERMEDIATE request 1 arrives once more
      Then the IKE_INTERMEDIATE request 1 is not answered
      When fragment 1 of the IKE_INTERMEDIATE request 1 arrives once more
      Then the IKE_INTERMEDIATE response 1 is sent

  @rfc7383:2.6.1 @rfc7383:2.6.1/2
  Rule: Of a request that was answered, the first fragment alone brings the response again

    Scenario: Fragments that arrive late
      Given both ends support
        | KE     | ADDKE1    |
        | x25519 | mlkem1024 |
      And IP datagrams of fragments have at most 576 octets
      When the initiator sets up an IKE SA as far as the IKE_INTERMEDIATE response 1
      And fragment 2 of the IKE_INTERMEDIATE request 1 arrives once more
      And fragment 4 of the IKE_INTERMEDIATE request 1 arrives once more
      Then the IKE_INTERMEDIATE response 1 has been sent 1 time
      When fragment 1 of the IKE_INTERMEDIATE request 1 arrives once more
      Then the IKE_INTERMEDIATE response 1 has been sent 2 times

  @rfc7383:5 @rfc7383:5/1 @rfc7383:5/3 @negative
  Rule: The decrypted fragments that wait for the others are bounded, and 64 KB are more than enough

    Scenario: Somebody who can make valid fragments sends more and more of them
      Given both ends support
        | KE     | ADDKE1    |
        | x25519 | mlkem1024 |
      And an attacker who knows the keys and sends 66 of 100 fragments of 1000 octets of the IKE_INTERMEDIATE request 1 before its second
      When the initiator sets up an IKE SA
      Then the responder has put on record that a message is too long
      And the IKE_INTERMEDIATE request 1 is not answered
      But when 60 seconds have passed, the IKE SA is established

    Scenario: 65 of them are not too many
      Given both ends support
        | KE     | ADDKE1    |
        | x25519 | mlkem1024 |
      And an attacker who knows the keys and sends 65 of 100 fragments of 1000 octets of the IKE_INTERMEDIATE request 1 before its second
      When the initiator sets up an IKE SA
      Then the responder has put no error on record
