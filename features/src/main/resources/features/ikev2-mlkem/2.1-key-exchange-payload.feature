@ikev2-mlkem-08 @ikev2-mlkem-08:2.1
Feature: ML-KEM in IKEv2 (draft, version 08), 2.1: the KE payload carries an encapsulation key to the responder and a ciphertext back

  The initiator sends its public (encapsulation) key, the responder a ciphertext, both as raw octets
  of FIPS 203; the shared secret of 32 octets is used as it is. Payload Length counts the 4 octets
  of the generic header, the method's number, RESERVED, and the data.

  Scenario Outline: Lengths in an additional key exchange
    Given both ends support
      | KE     | ADDKE1   |
      | x25519 | <method> |
    When the initiator sets up an IKE SA
    Then the KE payload of the IKE_INTERMEDIATE request 1 has Payload Length <length i>, Key Exchange Method <number> and <data i> octets of data
    And the KE payload of the IKE_INTERMEDIATE response 1 has Payload Length <length r>, Key Exchange Method <number> and <data r> octets of data
    And the shared secret SK(1) has 32 octets
    And both ends compute SKEYSEED(n) = prf(SK_d(n-1), SK(n) | Ni | Nr) for n up to 1
    And the IKE SA is established

    Examples:
      | method    | number | length i | length r | data i | data r |
      | mlkem512  | 35     | 808      | 776      | 800    | 768    |
      | mlkem768  | 36     | 1192     | 1096     | 1184   | 1088   |
      | mlkem1024 | 37     | 1576     | 1576     | 1568   | 1568   |

  @ikev2-mlkem-08:2.1/1 @ikev2-mlkem-08:2.1/3
  Scenario Outline: ML-KEM as the only key exchange, in IKE_SA_INIT
    Given both ends support
      | KE       |
      | <method> |
    When the initiator sets up an IKE SA
    Then the KE payload of the IKE_SA_INIT request 0 has Payload Length <length i>, Key Exchange Method <number> and <data i> octets of data
    And the KE payload of the IKE_SA_INIT response 0 has Payload Length <length r>, Key Exchange Method <number> and <data r> octets of data
    And the shared secret of IKE_SA_INIT has 32 octets
    And no IKE_INTERMEDIATE exchange takes place
    And the IKE SA is established

    Examples:
      | method    | number | length i | length r | data i | data r |
      | mlkem512  | 35     | 808      | 776      | 800    | 768    |
      | mlkem768  | 36     | 1192     | 1096     | 1184   | 1088   |
      | mlkem1024 | 37     | 1576     | 1576     | 1568   | 1568   |
