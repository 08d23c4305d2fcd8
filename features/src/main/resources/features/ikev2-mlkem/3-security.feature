@ikev2-mlkem-08 @ikev2-mlkem-08:3
Feature: ML-KEM in IKEv2 (draft, version 08), 3: fresh keys, fresh randomness, no way back to weaker key exchanges

  @ikev2-mlkem-08:3/1 @ikev2-mlkem-08:3/2
  Scenario: Each key exchange has an encapsulation key and a ciphertext of its own
    Given both ends support
      | KE     | ADDKE1   |
      | x25519 | mlkem768 |
    When the initiator sets up an IKE SA
    And the initiator deletes its IKE SA
    And the initiator sets up an IKE SA
    And the initiator deletes its IKE SA
    And the initiator sets up an IKE SA
    Then 3 handshakes have taken place, and no Key Exchange Data in them comes twice

  @ikev2-mlkem-08:3/3 @ikev2-mlkem-08:3/4
  Scenario: The randomness of ML-KEM is drawn for ML-KEM alone
    Given both ends support
      | KE     | ADDKE1   | ADDKE2   | ADDKE3 |
      | x25519 | mlkem512 | mlkem768 | ecp256 |
    When the initiator sets up an IKE SA
    Then the initiator has drawn 2 seeds of ML-KEM key pairs and 2 other private values, all of them different
    And the responder has drawn 2 random messages of ML-KEM encapsulations and 2 other private values, all of them different
    And the IKE SA is established

  @ikev2-mlkem-08:3/5
  Scenario: A responder that expects ML-KEM of its peers refuses proposals without it
    Given the initiator proposes
      | KE     |
      | x25519 |
    And the responder accepts
      | KE     | ADDKE1              |
      | x25519 | mlkem768, mlkem1024 |
    When the initiator sets up an IKE SA
    Then the IKE_SA_INIT request 0 is refused with NO_PROPOSAL_CHOSEN
    And no IKE SA is ever established

  @ikev2-mlkem-08:3/6
  Scenario: An initiator that expects ML-KEM of its peer proposes nothing without it
    Given the initiator proposes
      | KE     | ADDKE1              |
      | x25519 | mlkem768, mlkem1024 |
    And the responder accepts
      | KE     |
      | x25519 |
    When the initiator sets up an IKE SA
    Then the IKE_SA_INIT request 0 is refused with NO_PROPOSAL_CHOSEN
    And no IKE SA is ever established

  @ikev2-mlkem-08:3/6 @negative
  Scenario Outline: ... and accepts nothing without it
    Given both ends support
      | KE     | ADDKE1              |
      | x25519 | mlkem768, mlkem1024 |
    And a violating responder whose SA payload selects
      | KE     | ADDKE1   |
      | x25519 | <ADDKE1> |
    When the initiator sets up an IKE SA
    Then no IKE_INTERMEDIATE exchange takes place
    And no IKE_AUTH exchange takes place
    And the initiator has put an error on record
    And no IKE SA is ever established

    Examples:
      | ADDKE1   |
      |          |
      | none     |
      | ecp256   |
      | mlkem512 |
