@rfc9370 @rfc9370:2.2.3 @rfc9242 @rfc9242:3.3.2
Feature: RFC 9370, 2.2.3: IKE_AUTH follows when all additional key exchanges have taken place

  Its AUTH payloads are computed as RFC 9242 3.3.2 says.

  @rfc9370:2.2.3/x1 @rfc9370:2.2.3/x2
  Scenario Outline: Signed octets after additional key exchanges
    Given both ends support
      | KE     | ADDKE1   | ADDKE2   | ADDKE3   |
      | x25519 | <ADDKE1> | <ADDKE2> | <ADDKE3> |
    When the initiator sets up an IKE SA
    Then the additional key exchanges are "<key exchanges>", one after another
    And IKE_AUTH is protected by SK_e and SK_a of generation <N>
    And the AUTH payload of the initiator covers "RealMessage1 | NonceRData | MACedIDForI | IntAuth"
    And the AUTH payload of the responder covers "RealMessage2 | NonceIData | MACedIDForR | IntAuth"
    And the IKE SA is established

    Examples:
      | ADDKE1   | ADDKE2 | ADDKE3    | key exchanges     | N |
      | mlkem768 |        |           | mlkem768          | 1 |
      | mlkem768 | ecp256 |           | mlkem768, ecp256  | 2 |
      |          | ecp521 | mlkem1024 | ecp521, mlkem1024 | 2 |
