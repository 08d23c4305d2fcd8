@rfc9370 @rfc9370:2.2.4
Feature: RFC 9370, 2.2.4: additional key exchanges after CREATE_CHILD_SA, in IKE_FOLLOWUP_KE

  CREATE_CHILD_SA has the first key exchange, SK(0). Each additional one has an IKE_FOLLOWUP_KE
  exchange of its own. A notification ADDITIONAL_KEY_EXCHANGE (16441), whose data the responder
  chooses, links one exchange to the next. The new SA exists when the last one has ended:
    SKEYSEED = prf(SK_d, SK(0) | Ni | Nr | SK(1) | ... SK(n))
    KEYMAT = prf+ (SK_d, SK(0) | Ni | Nr | SK(1) | ... SK(n))

  @rfc9370:2.2.4/x5
  Scenario: The fields of ADDITIONAL_KEY_EXCHANGE
    Given both ends support for Child SAs
      | KE     | ADDKE1   | ADDKE2 |
      | x25519 | mlkem768 | ecp256 |
    And an IKE SA with a Child SA is established
    When the initiator rekeys its Child SA
    Then N(ADDITIONAL_KEY_EXCHANGE) in the CREATE_CHILD_SA response 3 has Notify Message Type 16441, Protocol ID 0, SPI Size 0 and some data
    And N(ADDITIONAL_KEY_EXCHANGE) in the IKE_FOLLOWUP_KE response 4 has Notify Message Type 16441, Protocol ID 0, SPI Size 0 and some data
    And the IKE_FOLLOWUP_KE response 5 does not contain N(ADDITIONAL_KEY_EXCHANGE)

  @rfc9370:2.2.4/x1 @rfc9370:2.2.4/x3
  Scenario Outline: The keys of an IKE SA that has been rekeyed
    Given both ends protect IKE messages with <suite>
    And both ends support
      | KE     | ADDKE1   | ADDKE2   | ADDKE3   |
      | x25519 | <ADDKE1> | <ADDKE2> | <ADDKE3> |
    And an IKE SA with a Child SA is established
    When the initiator rekeys its IKE SA
    Then both ends compute SKEYSEED = prf(SK_d, SK(0) | Ni | Nr | SK(1) | ... SK(n)) with n = <n>
    And the IKE SA has been replaced by a new one, which has inherited the Child SA

    Examples:
      | suite                      | ADDKE1   | ADDKE2   | ADDKE3    | n |
      | aes256gcm16-prfsha384      |          |          |           | 0 |
      | aes256gcm16-prfsha384      | mlkem768 |          |           | 1 |
      | aes256-sha512              | mlkem512 | ecp384   |           | 2 |
      | chacha20poly1305-prfsha256 | mlkem768 | ecp384   | x448      | 3 |

  @rfc9370:2.2.4/x2 @rfc9370:2.2.4/x3
  Scenario Outline: The keys of a Child SA
    Given both ends support for Child SAs
      | KE     | ADDKE1   | ADDKE2   | ADDKE3   |
      | x25519 | <ADDKE1> | <ADDKE2> | <ADDKE3> |
    And an IKE SA with a Child SA is established
    When the <end> rekeys its Child SA
    Then both ends compute KEYMAT = prf+ (SK_d, SK(0) | Ni | Nr | SK(1) | ... SK(n)) with n = <n>
    And the Child SA has been replaced by a new one

    Examples:
      | end       | ADDKE1   | ADDKE2   | ADDKE3    | n |
      | initiator |          |          |           | 0 |
      | initiator | mlkem768 |          |           | 1 |
      | responder | mlkem768 |          |           | 1 |
      | initiator | mlkem768 | ecp384   | mlkem1024 | 3 |

  @rfc9370:2.2.4/5 @negative
  Scenario: The responder discards its state if the next request does not come in time
    Given both ends support for Child SAs
      | KE     | ADDKE1   |
      | x25519 | mlkem768 |
    And an IKE SA with a Child SA is established
    And the IKE_FOLLOWUP_KE request 4 is lost for 40 seconds
    When the initiator rekeys its Child SA
    And 60 seconds pass
    Then the IKE_FOLLOWUP_KE request 4 is refused with STATE_NOT_FOUND
    And the responder holds an established IKE SA

  @rfc9370:2.2.4/7 @rfc9370:2.2.4/8 @rfc9370:2.2.4/9 @negative
  Scenario: An initiator that meets STATE_NOT_FOUND begins anew, and after several times deletes the IKE SA
    Given both ends support for Child SAs
      | KE     | ADDKE1   | ADDKE2 |
      | x25519 | mlkem768 | ecp256 |
    And a violating responder that answers IKE_FOLLOWUP_KE with STATE_NOT_FOUND
    And an IKE SA with a Child SA is established
    When the initiator rekeys its Child SA
    And 20 minutes pass
    Then CREATE_CHILD_SA has been tried more than once, each time with one IKE_FOLLOWUP_KE request
    And the initiator deletes the IKE SA by a Delete payload in an INFORMATIONAL exchange
    And the IKE SA is gone

  @rfc9370:2.2.4/10
  Scenario: Of two colliding rekeys the one with the lowest nonce stops after CREATE_CHILD_SA
    Given both ends support for Child SAs
      | KE     | ADDKE1   |
      | x25519 | mlkem768 |
    And an IKE SA with a Child SA is established
    When both ends rekey their Child SA at the same time
    And 60 seconds pass
    Then the initiator of the CREATE_CHILD_SA exchange with the lowest nonce starts no IKE_FOLLOWUP_KE exchange, and the other one does
    And the Child SA has been replaced by a new one

  @rfc9370:2.2.4/11 @negative
  Scenario: A request to rekey that comes late, while IKE_FOLLOWUP_KE exchanges for the same SA are under way
    Given both ends support for Child SAs
      | KE     | ADDKE1   |
      | x25519 | mlkem768 |
    And an IKE SA with a Child SA is established
    And the CREATE_CHILD_SA request 0 is lost for 3 seconds
    And the IKE_FOLLOWUP_KE request 4 is lost for 6 seconds
    When both ends rekey their Child SA at the same time
    And 5 seconds pass
    Then the initiator answers CREATE_CHILD_SA request 0 with TEMPORARY_FAILURE
    When 60 seconds pass
    Then the Child SA has been replaced by a new one

  @rfc9370:2.2.4/1 @rfc9370:2.2.4/2 @rfc9370:2.2.4/3 @rfc9370:2.2.4/4 @rfc9370:2.2.4/x4 @rfc9370:2.2.4/x7
  Rule: One additional key exchange after the other, in the order of the Transform Types

    Scenario: A Child SA is rekeyed with two additional key exchanges
      Given both ends support for Child SAs
        | KE     | ADDKE1   | ADDKE3 |
        | x25519 | mlkem768 | ecp256 |
      And an IKE SA with a Child SA is established
      When the initiator rekeys its Child SA
      Then these messages follow, and no others
        | from      | message                    |
        | initiator | CREATE_CHILD_SA request 3  |
        | responder | CREATE_CHILD_SA response 3 |
        | initiator | IKE_FOLLOWUP_KE request 4  |
        | responder | IKE_FOLLOWUP_KE response 4 |
        | initiator | IKE_FOLLOWUP_KE request 5  |
        | responder | IKE_FOLLOWUP_KE response 5 |
        | initiator | INFORMATIONAL request 6    |
        | responder | INFORMATIONAL response 6   |
      And the additional key exchanges in IKE_FOLLOWUP_KE are "mlkem768, ecp256", one after another
      And each response but the last contains N(ADDITIONAL_KEY_EXCHANGE), and the request after it the same, octet by octet
      And the Child SA has been replaced by a new one

    Scenario Outline: Either end rekeys either SA
      Given both ends support
        | KE     | ADDKE1   | ADDKE2   | ADDKE3   |
        | x25519 | <ADDKE1> | <ADDKE2> | <ADDKE3> |
      And an IKE SA with a Child SA is established
      When the <end> rekeys its IKE SA
      Then the additional key exchanges in IKE_FOLLOWUP_KE are "<key exchanges>", one after another
      And each response but the last contains N(ADDITIONAL_KEY_EXCHANGE), and the request after it the same, octet by octet
      And the IKE SA has been replaced by a new one, which has inherited the Child SA

      Examples:
        | end       | ADDKE1   | ADDKE2    | ADDKE3 | key exchanges            |
        | initiator | mlkem768 |           |        | mlkem768                 |
        | responder | mlkem768 |           |        | mlkem768                 |
        | initiator | ecp384   | mlkem1024 | x448   | ecp384, mlkem1024, x448  |

    @negative
    Scenario Outline: The next request does not go out before the response to the one before has come
      Given both ends support for Child SAs
        | KE     | ADDKE1   | ADDKE2 |
        | x25519 | mlkem768 | ecp256 |
      And an IKE SA with a Child SA is established
      And every <lost> is lost
      When the initiator rekeys its Child SA
      And 15 seconds pass
      Then no <next> is sent
      And the Child SA is still the old one

      Examples:
        | lost                       | next                      |
        | CREATE_CHILD_SA response 3 | IKE_FOLLOWUP_KE request 4 |
        | IKE_FOLLOWUP_KE response 4 | IKE_FOLLOWUP_KE request 5 |

  @rfc9370:2.2.4/4
  Rule: The Key Exchange Method of KEi(n) and KEr(n) is that of the n-th additional key exchange negotiated

    @negative
    Scenario Outline: The responder refuses a KE payload of another method
      Given both ends support for Child SAs
        | KE     | ADDKE1   | ADDKE2 |
        | x25519 | mlkem768 | ecp256 |
      And a violating initiator whose KE payload in IKE_FOLLOWUP_KE <n> says <method>
      And an IKE SA with a Child SA is established
      When the initiator rekeys its Child SA
      Then the responder answers IKE_FOLLOWUP_KE request <id> with INVALID_SYNTAX
      And the responder has put an error on record

      Examples:
        | n | id | method    |
        | 1 | 4  | mlkem1024 |
        | 1 | 4  | ecp256    |
        | 2 | 5  | mlkem768  |

    @negative
    Scenario Outline: The initiator gives up on a KE payload of another method
      Given both ends support for Child SAs
        | KE     | ADDKE1   | ADDKE2 |
        | x25519 | mlkem768 | ecp256 |
      And a violating responder whose KE payload in IKE_FOLLOWUP_KE <n> says <method>
      And an IKE SA with a Child SA is established
      When the initiator rekeys its Child SA
      Then the initiator has put an error on record
      And no <next> is sent

      Examples:
        | n | method    | next                      |
        | 1 | mlkem1024 | IKE_FOLLOWUP_KE request 5 |
        | 2 | mlkem768  | IKE_FOLLOWUP_KE request 6 |

  @rfc9370:2.2.4/6 @rfc9370:2.2.4/x6
  Rule: An IKE_FOLLOWUP_KE request for which there is no state is answered STATE_NOT_FOUND, and the IKE SA stays

    @negative
    Scenario: No CREATE_CHILD_SA exchange has led to it
      Given an IKE SA with a Child SA is established
      When a violating initiator sends an IKE_FOLLOWUP_KE request 3 with a KE payload of x25519
      Then N(STATE_NOT_FOUND) in the IKE_FOLLOWUP_KE response 3 has Notify Message Type 47, Protocol ID 0, SPI Size 0 and 0 octets of data
      And the IKE_FOLLOWUP_KE request 3 is refused with STATE_NOT_FOUND
      And the responder holds an established IKE SA
      And the Child SA is still the old one

    @negative
    Scenario: The data of ADDITIONAL_KEY_EXCHANGE is not what the responder chose
      Given both ends support for Child SAs
        | KE     | ADDKE1   |
        | x25519 | mlkem768 |
      And a violating initiator that changes one bit of N(ADDITIONAL_KEY_EXCHANGE) in IKE_FOLLOWUP_KE
      And an IKE SA with a Child SA is established
      When the initiator rekeys its Child SA
      Then the IKE_FOLLOWUP_KE request 4 is refused with STATE_NOT_FOUND
      And the IKE SA is still the old one

    @negative
    Scenario: ADDITIONAL_KEY_EXCHANGE does not come back
      Given both ends support for Child SAs
        | KE     | ADDKE1   |
        | x25519 | mlkem768 |
      And a violating initiator that leaves ADDITIONAL_KEY_EXCHANGE out of IKE_FOLLOWUP_KE
      And an IKE SA with a Child SA is established
      When the initiator rekeys its Child SA
      Then the IKE_FOLLOWUP_KE request 4 is refused with STATE_NOT_FOUND
      And the IKE SA is still the old one
