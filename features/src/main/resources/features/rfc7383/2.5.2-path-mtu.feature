@rfc7383 @rfc7383:2.5.2
Feature: RFC 7383, 2.5.2: an initiator whose fragments do not get through tries smaller ones

  @rfc7383:2.5.2/1 @rfc7383:2.5.2/3 @rfc7383:2.5.2/7
  Rule: Probing goes from large fragments to small ones, and Total Fragments grows

    Scenario: The path takes less than the first threshold
      Given both ends support
        | KE     | ADDKE1    |
        | x25519 | mlkem1024 |
      And the path takes no IP datagram of more than 1000 octets
      When the initiator sets up an IKE SA
      Then the initiator holds no established IKE SA
      When 60 seconds pass
      Then the IKE_INTERMEDIATE request 1 is sent in 2 fragments at first, and in 4 later
      And the IKE SA is established

  @rfc7383:2.5.2/2
  Rule: It is done in each exchange in which it is needed, since paths change

    Scenario Outline: The path changes between two exchanges
      Given both ends support
        | KE     | ADDKE1    | ADDKE2   |
        | x25519 | mlkem1024 | mlkem768 |
      And IP datagrams of fragments have at most <octets> octets
      And from the <message> on, the path takes no IP datagram of more than 580 octets
      When the initiator sets up an IKE SA
      And 60 seconds pass
      Then the <message> is sent in <first> datagrams at first
      And the <message> is sent in <later> fragments in the end
      And the IKE SA is established

      Examples:
        | octets | message                    | first | later |
        | 1280   | IKE_INTERMEDIATE request 1 | 2     | 4     |
        | 1280   | IKE_INTERMEDIATE request 2 | 1     | 3     |

  @rfc7383:2.5.2/6
  Rule: A Packet Too Big error ends a probe, and bounds the next threshold

    Scenario Outline: The path says how much it takes
      Given both ends support
        | KE     | ADDKE1    |
        | x25519 | mlkem1024 |
      And the path takes no IP datagram of more than <octets> octets, and tells the sender of a longer one so
      When the initiator sets up an IKE SA
      And 60 seconds pass
      Then the IKE_INTERMEDIATE request 1 is sent 1 time in 2 fragments
      And the IKE_INTERMEDIATE request 1 is sent 1 time in <later> fragments
      And the IKE SA is established

      Examples:
        | octets | later |
        | 900    | 3     |
        | 576    | 4     |
        | 400    | 6     |

  @rfc7383:2.5.2/4
  Rule: Each probe restarts the retransmission timers

    Scenario: The waits begin anew
      Given both ends support
        | KE     | ADDKE1    |
        | x25519 | mlkem1024 |
      And the path takes no IP datagram of more than 300 octets
      When the initiator sets up an IKE SA
      And all timers have run out
      Then the IKE_INTERMEDIATE request 1 is sent in 2 fragments at first, and in 4 later
      And the waits between retransmissions of the IKE_INTERMEDIATE request 1 begin anew with the smaller fragments

  @rfc7383:2.5.2/5
  Rule: At the smallest threshold retransmission goes on until it succeeds or times out

    Scenario: Nothing gets through
      Given both ends support
        | KE     | ADDKE1    |
        | x25519 | mlkem1024 |
      And the path takes no IP datagram of more than 300 octets
      When the initiator sets up an IKE SA
      And all timers have run out
      Then the IKE_INTERMEDIATE request 1 is sent at least 4 times in 4 fragments
      And no IKE SA is ever established

    Scenario: The path recovers late
      Given both ends support
        | KE     | ADDKE1    |
        | x25519 | mlkem1024 |
      And the path takes no IP datagram of more than 300 octets for 40 seconds
      When the initiator sets up an IKE SA
      And 60 seconds pass
      Then the IKE_INTERMEDIATE request 1 is sent at least 2 times in 4 fragments
      And the IKE SA is established
