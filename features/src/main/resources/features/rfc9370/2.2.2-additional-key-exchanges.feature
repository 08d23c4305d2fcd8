@rfc9370 @rfc9370:2.2.2
Feature: RFC 9370, 2.2.2: additional key exchanges in IKE_INTERMEDIATE, and the keys that come of them

  The n-th IKE_INTERMEDIATE exchange carries KEi(n) and KEr(n), and gives the shared secret SK(n).
  Both ends then compute
    SKEYSEED(n) = prf(SK_d(n-1), SK(n) | Ni | Nr)
  with the nonces of IKE_SA_INIT, and from it SK_d(n) to SK_pr(n), which protect what comes next.
  The scenarios compute both formulas anew, from shared secrets, nonces and SPIs, and open each
  message with the keys that come of it.

  @rfc9370:2.2.2/1
  Rule: The Key Exchange Method of KEi(n) and KEr(n) is that of the n-th additional key exchange negotiated

    Scenario: It is, in request and response
      Given both ends support
        | KE     | ADDKE1   | ADDKE3 | ADDKE4    |
        | x25519 | mlkem768 | ecp384 | mlkem1024 |
      When the initiator sets up an IKE SA
      Then the additional key exchanges are "mlkem768, ecp384, mlkem1024", one after another
      And the IKE SA is established

    @negative
    Scenario Outline: The responder refuses a KE payload of another method
      Given both ends support
        | KE     | ADDKE1   | ADDKE2 |
        | x25519 | mlkem768 | ecp256 |
      And a violating initiator whose KE payload in IKE_INTERMEDIATE <n> says <method>
      When the initiator sets up an IKE SA
      Then the IKE_INTERMEDIATE request <n> is refused with INVALID_SYNTAX
      And no IKE_AUTH exchange takes place
      And no IKE SA is ever established

      Examples:
        | n | method    |
        | 1 | mlkem1024 |
        | 1 | x25519    |
        | 1 | ecp256    |
        | 2 | mlkem768  |
        | 2 | ecp384    |

    @negative
    Scenario Outline: The initiator gives up on a KE payload of another method
      Given both ends support
        | KE     | ADDKE1   | ADDKE2 |
        | x25519 | mlkem768 | ecp256 |
      And a violating responder whose KE payload in IKE_INTERMEDIATE <n> says <method>
      When the initiator sets up an IKE SA
      Then no IKE_AUTH exchange takes place
      And the initiator has put an error on record
      And no IKE SA is ever established

      Examples:
        | n | method    |
        | 1 | mlkem1024 |
        | 1 | ecp256    |
        | 2 | mlkem768  |

    @negative
    Scenario: The initiator gives up on a response without a KE payload
      Given both ends support
        | KE     | ADDKE1   |
        | x25519 | mlkem768 |
      And a violating responder that leaves the KE payload out of IKE_INTERMEDIATE 1
      When the initiator sets up an IKE SA
      Then no IKE_AUTH exchange takes place
      And no IKE SA is ever established

    @negative
    Scenario: There is no key exchange beyond those negotiated
      Given both ends support
        | KE     | ADDKE1   |
        | x25519 | mlkem768 |
      When the initiator sets up an IKE SA as far as the IKE_INTERMEDIATE response 1
      And a violating initiator sends an IKE_INTERMEDIATE request 2 with a KE payload of x25519
      Then the IKE_INTERMEDIATE request 2 is refused with INVALID_SYNTAX
      And no IKE SA is ever established

  Rule: Each additional key exchange updates all keys of the IKE SA

    @rfc9370:2.2.2/x1 @rfc9370:2.2.2/x2 @rfc9370:2.2.2/x3 @rfc9370:2.2.2/x4 @rfc9370:2.2.2/x5
    Scenario Outline: SKEYSEED(n) and the keys that protect each exchange
      Given both ends protect IKE messages with <suite>
      And both ends support
        | KE     | ADDKE1   | ADDKE2   | ADDKE3   | ADDKE4    | ADDKE5 | ADDKE6 | ADDKE7 |
        | x25519 | <ADDKE1> | <ADDKE2> | <ADDKE3> | <ADDKE4>  | <ADDKE5> | <ADDKE6> | <ADDKE7> |
      When the initiator sets up an IKE SA
      Then both ends compute SKEYSEED(n) = prf(SK_d(n-1), SK(n) | Ni | Nr) for n up to <N>
      And the n-th IKE_INTERMEDIATE exchange is protected by SK_e and SK_a of generation n-1
      And IKE_AUTH is protected by SK_e and SK_a of generation <N>
      And the IKE SA is established

      Examples: One additional key exchange, with each kind of cipher and each prf
        | suite                     | ADDKE1   | ADDKE2 | ADDKE3 | ADDKE4 | ADDKE5 | ADDKE6 | ADDKE7 | N |
        | aes256gcm16-prfsha384     | mlkem768 |        |        |        |        |        |        | 1 |
        | aes128gcm16-prfsha256     | mlkem512 |        |        |        |        |        |        | 1 |
        | chacha20poly1305-prfsha512 | mlkem1024 |      |        |        |        |        |        | 1 |
        | aes256-sha512             | ecp384   |        |        |        |        |        |        | 1 |

      Examples: Two, in both orders
        | suite                 | ADDKE1   | ADDKE2   | ADDKE3 | ADDKE4 | ADDKE5 | ADDKE6 | ADDKE7 | N |
        | aes256gcm16-prfsha384 | mlkem768 | ecp384   |        |        |        |        |        | 2 |
        | aes128-sha256         | ecp256   | mlkem768 |        |        |        |        |        | 2 |

      Examples: Seven
        | suite                 | ADDKE1 | ADDKE2   | ADDKE3   | ADDKE4    | ADDKE5 | ADDKE6 | ADDKE7   | N |
        | aes256gcm16-prfsha512 | ecp384 | mlkem512 | mlkem768 | mlkem1024 | x448   | ecp256 | modp2048 | 7 |

      Examples: With gaps
        | suite                 | ADDKE1 | ADDKE2   | ADDKE3 | ADDKE4 | ADDKE5 | ADDKE6 | ADDKE7 | N |
        | aes256gcm16-prfsha256 |        | mlkem768 |        |        | ecp256 |        |        | 2 |

    @rfc9370:2.2.2/x5 @rfc9370:2.2.2/x6 @rfc9370:2.2.2/x7
    Scenario: Keys change after the exchange, not within it
      Given both ends support
        | KE     | ADDKE1   | ADDKE2 |
        | x25519 | mlkem768 | ecp256 |
      When the initiator sets up an IKE SA
      Then these messages are sent, and no others
        | from      | message                     | keys    |
        | initiator | IKE_SA_INIT request 0       | none    |
        | responder | IKE_SA_INIT response 0      | none    |
        | initiator | IKE_INTERMEDIATE request 1  | SK_*(0) |
        | responder | IKE_INTERMEDIATE response 1 | SK_*(0) |
        | initiator | IKE_INTERMEDIATE request 2  | SK_*(1) |
        | responder | IKE_INTERMEDIATE response 2 | SK_*(1) |
        | initiator | IKE_AUTH request 3          | SK_*(2) |
        | responder | IKE_AUTH response 3         | SK_*(2) |
      And the IKE SA is established

    @rfc9370:2.2.2/x6 @rfc9370:2.2.2/x7
    Scenario: A request that comes again after the keys have changed is answered again under the keys that it has
      Given both ends support
        | KE     | ADDKE1   | ADDKE2 |
        | x25519 | mlkem768 | ecp256 |
      And the first IKE_INTERMEDIATE response 1 is lost
      When the initiator sets up an IKE SA
      And 60 seconds pass
      Then the IKE_INTERMEDIATE response 1 is sent again, octet by octet the same
      And the n-th IKE_INTERMEDIATE exchange is protected by SK_e and SK_a of generation n-1
      And the IKE SA is established
