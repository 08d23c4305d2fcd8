@rfc9242 @rfc9242:3.3.1
Feature: RFC 9242, 3.3.1: each exchange is protected by the newest keys there were before it began

  @rfc9242:3.3.1/x1 @rfc9242:3.3.1/x2 @rfc9242:3.3.1/x3
  @rfc7296 @rfc7296:2.14 @rfc7296:2.14/x4 @rfc5282 @rfc5282:4 @rfc5282:4/2 @rfc5282:5.1 @rfc5282:5.1/1 @rfc5282:5.1/2
  Scenario Outline: Keys of exchanges after key exchanges
    Given both ends protect IKE messages with <suite>
    And both ends support
      | KE     | ADDKE1   | ADDKE2   | ADDKE3   |
      | x25519 | <ADDKE1> | <ADDKE2> | <ADDKE3> |
    When the initiator sets up an IKE SA
    Then the n-th IKE_INTERMEDIATE exchange is protected by SK_e and SK_a of generation n-1
    And IKE_AUTH is protected by SK_e and SK_a of generation <N>
    And the IKE SA is established

    Examples:
      | suite                      | ADDKE1   | ADDKE2 | ADDKE3    | N |
      | aes256gcm16-prfsha384      | mlkem768 |        |           | 1 |
      | aes192-sha384              | mlkem768 | ecp256 |           | 2 |
      | chacha20poly1305-prfsha256 | mlkem768 | ecp256 | mlkem1024 | 3 |

  @rfc9242:3.2 @rfc9242:3.2/2 @negative
  Scenario Outline: A message that was changed on the way is dropped, and its retransmission is taken
    Given both ends protect IKE messages with <suite>
    And both ends support
      | KE     | ADDKE1 | ADDKE2 |
      | x25519 | x448   | ecp256 |
    And the <message> arrives with one bit changed <where> at first
    When the initiator sets up an IKE SA
    Then the initiator holds no established IKE SA
    And no <next> is sent
    But when 60 seconds have passed, the IKE SA is established
    And the additional key exchanges are "x448, ecp256", one after another

    Examples:
      | suite                      | message                     | where                          | next                        |
      | aes256gcm16-prfsha384      | IKE_INTERMEDIATE request 1  | in its IKE header              | IKE_INTERMEDIATE response 1 |
      | aes256gcm16-prfsha384      | IKE_INTERMEDIATE request 1  | in its ciphertext              | IKE_INTERMEDIATE response 1 |
      | aes256gcm16-prfsha384      | IKE_INTERMEDIATE request 2  | in its Integrity Checksum Data | IKE_INTERMEDIATE response 2 |
      | aes256-sha512              | IKE_INTERMEDIATE request 1  | in its ciphertext              | IKE_INTERMEDIATE response 1 |
      | aes256-sha512              | IKE_INTERMEDIATE request 2  | in its IKE header              | IKE_INTERMEDIATE response 2 |
      | chacha20poly1305-prfsha256 | IKE_INTERMEDIATE request 1  | in its Integrity Checksum Data | IKE_INTERMEDIATE response 1 |
      | aes256gcm16-prfsha384      | IKE_INTERMEDIATE response 1 | in its IKE header              | IKE_INTERMEDIATE request 2  |
      | aes256gcm16-prfsha384      | IKE_INTERMEDIATE response 1 | in its ciphertext              | IKE_INTERMEDIATE request 2  |
      | aes256-sha512              | IKE_INTERMEDIATE response 2 | in its Integrity Checksum Data | IKE_AUTH request 3          |
