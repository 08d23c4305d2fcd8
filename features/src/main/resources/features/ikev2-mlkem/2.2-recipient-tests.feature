@ikev2-mlkem-08 @ikev2-mlkem-08:2.2
Feature: ML-KEM in IKEv2 (draft, version 08), 2.2: recipients test what they receive before they use it

  @ikev2-mlkem-08:2.2/1 @ikev2-mlkem-08:2.2/2 @negative
  Rule: The responder checks length and coefficients of the encapsulation key (FIPS 203 7.2), and refuses a wrong one with INVALID_SYNTAX

    Scenario Outline: A wrong encapsulation key in IKE_INTERMEDIATE
      Given both ends support
        | KE     | ADDKE1   |
        | x25519 | <method> |
      And a violating initiator whose Key Exchange Data in IKE_INTERMEDIATE <defect>
      When the initiator sets up an IKE SA
      Then the IKE_INTERMEDIATE request 1 is refused with INVALID_SYNTAX
      And the responder has put an error on record
      And no IKE_AUTH exchange takes place
      And no IKE SA is ever established

      Examples: Type check
        | method    | defect                  |
        | mlkem512  | is one octet too short  |
        | mlkem768  | is one octet too short  |
        | mlkem1024 | is one octet too short  |
        | mlkem512  | is one octet too long   |
        | mlkem768  | is one octet too long   |
        | mlkem1024 | is one octet too long   |
        | mlkem768  | is empty                |

      Examples: Modulus check: coefficients from 3329 on, which are not reduced modulo q
        | method    | defect                              |
        | mlkem512  | has 3329 as its first coefficient   |
        | mlkem768  | has 3329 as its first coefficient   |
        | mlkem1024 | has 3329 as its first coefficient   |
        | mlkem512  | has 4095 as its last coefficient    |
        | mlkem768  | has 4095 as its last coefficient    |
        | mlkem1024 | has 4095 as its last coefficient    |

    Scenario: A coefficient of 3328 is reduced
      Given both ends support
        | KE     | ADDKE1   |
        | x25519 | mlkem768 |
      And a violating initiator whose Key Exchange Data in IKE_INTERMEDIATE has 3328 as its first coefficient
      When the initiator sets up an IKE SA
      Then the KE payload of the IKE_INTERMEDIATE response 1 has Payload Length 1096, Key Exchange Method 36 and 1088 octets of data
      And no IKE SA is ever established

    Scenario Outline: A wrong encapsulation key in IKE_SA_INIT
      Given both ends support
        | KE       |
        | mlkem512 |
      And a violating initiator whose Key Exchange Data in IKE_SA_INIT <defect>
      When the initiator sets up an IKE SA
      Then the IKE_SA_INIT request 0 is not answered with a KE payload
      And the responder has put an error on record
      And no IKE SA is ever established

      Examples:
        | defect                            |
        | is one octet too short            |
        | has 3329 as its first coefficient |

  @ikev2-mlkem-08:2.2/3 @ikev2-mlkem-08:2.2/4 @negative
  Rule: The initiator checks the length of the ciphertext (FIPS 203 7.3), and gives up on a wrong one

    Scenario Outline: A ciphertext of another length in IKE_INTERMEDIATE
      Given both ends support
        | KE     | ADDKE1   | ADDKE2 |
        | x25519 | <method> | ecp256 |
      And a violating responder whose Key Exchange Data in IKE_INTERMEDIATE <defect>
      When the initiator sets up an IKE SA
      And all timers have run out
      Then no IKE_INTERMEDIATE request 2 is sent
      And no IKE_AUTH exchange takes place
      And the initiator has put an error on record
      And no IKE SA is ever established

      Examples:
        | method    | defect                 |
        | mlkem512  | is one octet too short |
        | mlkem768  | is one octet too short |
        | mlkem1024 | is one octet too short |
        | mlkem512  | is one octet too long  |
        | mlkem768  | is one octet too long  |
        | mlkem1024 | is one octet too long  |
        | mlkem768  | is empty               |

    Scenario: A ciphertext of another length in IKE_SA_INIT
      Given both ends support
        | KE       | ADDKE1 |
        | mlkem512 | ecp256 |
      And a violating responder whose Key Exchange Data in IKE_SA_INIT is one octet too long
      When the initiator sets up an IKE SA
      And all timers have run out
      Then no IKE_INTERMEDIATE exchange takes place
      And no IKE_AUTH exchange takes place
      And the initiator has put an error on record
      And no IKE SA is ever established

  @negative
  Rule: A ciphertext of the right length that is wrong gives another secret (implicit rejection), and no SA

    Scenario Outline: Keys differ, so that the next exchange comes to nothing
      Given both ends support
        | KE     | ADDKE1   |
        | x25519 | <method> |
      And a violating responder whose Key Exchange Data in IKE_INTERMEDIATE has one bit changed
      When the initiator sets up an IKE SA
      And 50 seconds pass
      Then the IKE_AUTH request 2 is sent
      And the IKE_AUTH request 2 is not answered
      And the shared secrets SK(1) of the two ends differ
      And no IKE SA is ever established

      Examples:
        | method    |
        | mlkem512  |
        | mlkem768  |
        | mlkem1024 |

  @ikev2-mlkem-08:2.2/5 @negative
  Rule: On a wrong ciphertext in a rekey the initiator deletes the IKE SA in use

    Scenario Outline: In CREATE_CHILD_SA and in IKE_FOLLOWUP_KE
      Given both ends support for Child SAs
        | KE   | ADDKE1   |
        | <KE> | <ADDKE1> |
      And a violating responder whose Key Exchange Data in <exchange> <defect>
      And an IKE SA with a Child SA is established
      When the initiator rekeys its Child SA
      Then the initiator has put an error on record
      And the initiator deletes the IKE SA by a Delete payload in an INFORMATIONAL exchange
      And the IKE SA is gone

      Examples:
        | KE       | ADDKE1   | exchange        | defect                 |
        | mlkem512 |          | CREATE_CHILD_SA | is one octet too short |
        | mlkem512 |          | CREATE_CHILD_SA | is one octet too long  |
        | x25519   | mlkem768 | IKE_FOLLOWUP_KE | is one octet too short |
        | x25519   | mlkem768 | IKE_FOLLOWUP_KE | is one octet too long  |
