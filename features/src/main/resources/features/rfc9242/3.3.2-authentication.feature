@rfc9242 @rfc9242:3.3.2
Feature: RFC 9242, 3.3.2: IKE_AUTH authenticates the IKE_INTERMEDIATE exchanges

  If at least one took place, the signed octets end with
    IntAuth = IntAuth_iN | IntAuth_rN | IKE_AUTH_MID
  where
    IntAuth_in = prf(SK_pin, IntAuth_i(n-1) | IntAuth_inA | IntAuth_inP)
  and likewise for the responder. A is the message from the IKE header to the generic header of the
  Encrypted payload, P is what is inside, both as if the message were neither encrypted nor
  fragmented. The scenarios compute all this anew from what was on the wire.

  @rfc9242:3.3.2/x1 @rfc9242:3.3.2/x2
  Rule: The signed octets hold IntAuth if an IKE_INTERMEDIATE exchange took place, and only then

    @rfc9242:3.3.2/x3 @rfc9242:3.3.2/x4 @rfc9242:3.3.2/x5 @rfc9242:3.3.2/x6 @rfc9242:3.3.2/x9 @rfc9242:3.3.2/x10 @rfc9242:3.3.2/x11 @rfc9242:3.3.2/x12
    Scenario Outline: Signed octets after IKE_INTERMEDIATE exchanges
      Given both ends protect IKE messages with <suite>
      And both ends support
        | KE     | ADDKE1   | ADDKE2   | ADDKE3   | ADDKE4   | ADDKE5   | ADDKE6   | ADDKE7   |
        | x25519 | <ADDKE1> | <ADDKE2> | <ADDKE3> | <ADDKE4> | <ADDKE5> | <ADDKE6> | <ADDKE7> |
      When the initiator sets up an IKE SA
      Then the AUTH payload of the initiator covers "RealMessage1 | NonceRData | MACedIDForI | IntAuth_iN | IntAuth_rN | IKE_AUTH_MID"
      And the AUTH payload of the responder covers "RealMessage2 | NonceIData | MACedIDForR | IntAuth_iN | IntAuth_rN | IKE_AUTH_MID"
      And the IKE SA is established

      Examples: One, two, seven
        | suite                      | ADDKE1   | ADDKE2   | ADDKE3   | ADDKE4    | ADDKE5 | ADDKE6 | ADDKE7   |
        | aes256gcm16-prfsha384      | mlkem768 |          |          |           |        |        |          |
        | aes256-sha512              | mlkem768 |          |          |           |        |        |          |
        | chacha20poly1305-prfsha256 | ecp256   | mlkem512 |          |           |        |        |          |
        | aes256gcm16-prfsha384      | ecp384   | mlkem512 | mlkem768 | mlkem1024 | x448   | ecp256 | modp2048 |

    Scenario Outline: Signed octets without one, be it that none was proposed or that NONE was selected
      Given both ends protect IKE messages with <suite>
      And both ends support
        | KE     | ADDKE1   | ADDKE2   |
        | x25519 | <ADDKE1> | <ADDKE2> |
      When the initiator sets up an IKE SA
      Then no IKE_INTERMEDIATE exchange takes place
      And the AUTH payload of the initiator covers "RealMessage1 | NonceRData | MACedIDForI"
      And the AUTH payload of the responder covers "RealMessage2 | NonceIData | MACedIDForR"
      And the IKE SA is established

      Examples:
        | suite                 | ADDKE1 | ADDKE2 |
        | aes256gcm16-prfsha384 |        |        |
        | aes128-sha256         |        |        |
        | aes256gcm16-prfsha384 | none   | none   |

    @rfc9242:3.3.2/x7
    Scenario Outline: Payloads outside the Encrypted payload belong to chunk A, in fragmented messages too
      Given both ends support
        | KE     | ADDKE1    |
        | x25519 | mlkem1024 |
      And the <end> puts a status notification of unknown type outside the Encrypted payload of IKE_INTERMEDIATE 1
      And IP datagrams of fragments have at most <octets> octets
      When the initiator sets up an IKE SA
      Then the <message> is sent in <datagrams> datagrams
      And the AUTH payload of the initiator covers "RealMessage1 | NonceRData | MACedIDForI | IntAuth_iN | IntAuth_rN | IKE_AUTH_MID"
      And the AUTH payload of the responder covers "RealMessage2 | NonceIData | MACedIDForR | IntAuth_iN | IntAuth_rN | IKE_AUTH_MID"
      And the IKE SA is established

      Examples:
        | end       | message                     | octets | datagrams |
        | initiator | IKE_INTERMEDIATE request 1  | 9000   | 1         |
        | initiator | IKE_INTERMEDIATE request 1  | 1280   | 2         |
        | responder | IKE_INTERMEDIATE response 1 | 9000   | 1         |
        | responder | IKE_INTERMEDIATE response 1 | 576    | 4         |

  @rfc9242:3.3.2/x1 @rfc9242:3.3.2/x2 @negative
  Rule: Whoever could break the first key exchange at once, and alter IKE_INTERMEDIATE messages under its keys, is found out in IKE_AUTH

    Scenario Outline: No octet of a message may differ, not even one that receivers otherwise ignore
      Given both ends support
        | KE     | ADDKE1 | ADDKE2 |
        | x25519 | x448   | ecp256 |
      And an attacker who knows the keys and, in the <message>, <alteration>
      When the initiator sets up an IKE SA
      Then the IKE_AUTH request 3 is refused with AUTHENTICATION_FAILED
      And no IKE SA is ever established

      Examples: Octets of IntAuth_i1A, of IntAuth_i1P, and more of them
        | message                    | alteration                                |
        | IKE_INTERMEDIATE request 1 | sets the minor version to 1               |
        | IKE_INTERMEDIATE request 1 | sets a reserved flag of the IKE header    |
        | IKE_INTERMEDIATE request 1 | sets RESERVED of the Encrypted payload    |
        | IKE_INTERMEDIATE request 1 | sets RESERVED of the first inner payload  |
        | IKE_INTERMEDIATE request 1 | adds a status notification of unknown type |

      Examples: Likewise in the responder's message, and in the second exchange
        | message                     | alteration                                |
        | IKE_INTERMEDIATE response 1 | sets the minor version to 1               |
        | IKE_INTERMEDIATE response 1 | adds a status notification of unknown type |
        | IKE_INTERMEDIATE request 2  | sets RESERVED of the first inner payload  |
        | IKE_INTERMEDIATE response 2 | sets RESERVED of the Encrypted payload    |

  @rfc9242:3.3.2/1 @rfc9242:3.3.2/2
  Rule: The prf covers whole messages, as they were before fragmentation and are after reassembly

    Scenario Outline: IntAuth of messages in fragments
      Given both ends support
        | KE     | ADDKE1    | ADDKE2 |
        | x25519 | mlkem1024 | ecp256 |
      And IP datagrams of fragments have at most <octets> octets
      When the initiator sets up an IKE SA
      Then the IKE_INTERMEDIATE request 1 is sent in <fragments> datagrams
      And the IKE_INTERMEDIATE response 1 is sent in <fragments> datagrams
      And the AUTH payload of the initiator covers "RealMessage1 | NonceRData | MACedIDForI | IntAuth"
      And the AUTH payload of the responder covers "RealMessage2 | NonceIData | MACedIDForR | IntAuth"
      And the IKE SA is established

      Examples:
        | octets | fragments |
        | 1500   | 2         |
        | 1280   | 2         |
        | 576    | 4         |
        | 300    | 8         |

    Scenario: The same handshake has the same AUTH payloads however its messages are fragmented
      Given both ends support
        | KE     | ADDKE1    |
        | x25519 | mlkem1024 |
      And IP datagrams of fragments have at most 9000 octets
      When the initiator sets up an IKE SA
      Then the IKE_INTERMEDIATE request 1 is sent in 1 datagram
      When the same handshake takes place with IP datagrams of fragments of at most 1280 octets
      Then the IKE_INTERMEDIATE request 1 is sent in 2 datagrams
      When the same handshake takes place with IP datagrams of fragments of at most 576 octets
      Then the IKE_INTERMEDIATE request 1 is sent in 4 datagrams
      And the AUTH payloads of all these handshakes are the same
      And the IKE SA is established

    Scenario: One end may fragment where the other does not
      Given both ends support
        | KE     | ADDKE1    |
        | x25519 | mlkem1024 |
      And IP datagrams of the initiator's fragments have at most 9000 octets
      And IP datagrams of the responder's fragments have at most 576 octets
      When the initiator sets up an IKE SA
      Then the IKE_INTERMEDIATE request 1 is sent in 1 datagram
      And the IKE_INTERMEDIATE response 1 is sent in 4 datagrams
      And the AUTH payload of the initiator covers "RealMessage1 | NonceRData | MACedIDForI | IntAuth"
      And the AUTH payload of the responder covers "RealMessage2 | NonceIData | MACedIDForR | IntAuth"
      And the IKE SA is established

    Scenario Outline: A message that is fragmented anew, because its fragments did not get through, counts once
      Given both ends support
        | KE     | ADDKE1    | ADDKE2 |
        | x25519 | mlkem1024 | ecp256 |
      And from the <message> on, the path takes no IP datagram of more than 1000 octets
      When the initiator sets up an IKE SA
      And 60 seconds pass
      Then the <message> is sent in 2 fragments at first, and in 4 later
      And the AUTH payload of the initiator covers "RealMessage1 | NonceRData | MACedIDForI | IntAuth"
      And the AUTH payload of the responder covers "RealMessage2 | NonceIData | MACedIDForR | IntAuth"
      And the IKE SA is established

      Examples:
        | message                     |
        | IKE_INTERMEDIATE request 1  |
        | IKE_INTERMEDIATE response 1 |

  @rfc9242:3.3.2/3
  Rule: The header of the rebuilt Encrypted payload takes RESERVED from the first fragment

    @negative
    Scenario: RESERVED of the first fragment is authenticated
      Given both ends support
        | KE     | ADDKE1    |
        | x25519 | mlkem1024 |
      And IP datagrams of fragments have at most 1280 octets
      And an attacker who knows the keys and, in the IKE_INTERMEDIATE request 1, sets RESERVED of the first Encrypted Fragment payload
      When the initiator sets up an IKE SA
      Then the IKE_INTERMEDIATE request 1 is sent in 2 datagrams
      And the IKE_AUTH request 2 is refused with AUTHENTICATION_FAILED
      And no IKE SA is ever established

    Scenario: RESERVED of the other fragments is of no account
      Given both ends support
        | KE     | ADDKE1    |
        | x25519 | mlkem1024 |
      And IP datagrams of fragments have at most 1280 octets
      And an attacker who knows the keys and, in the IKE_INTERMEDIATE request 1, sets RESERVED of the last Encrypted Fragment payload
      When the initiator sets up an IKE SA
      Then the IKE_INTERMEDIATE request 1 is sent in 2 datagrams
      And the IKE SA is established
