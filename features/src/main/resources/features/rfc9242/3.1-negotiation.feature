@rfc9242 @rfc9242:3.1
Feature: RFC 9242, 3.1: both ends say that they support the Intermediate Exchange

  Scenario Outline: INTERMEDIATE_EXCHANGE_SUPPORTED in IKE_SA_INIT
    Given both ends support
      | KE     | ADDKE1   |
      | x25519 | mlkem768 |
    When the initiator sets up an IKE SA
    Then N(INTERMEDIATE_EXCHANGE_SUPPORTED) in the <message> has Notify Message Type 16438, Protocol ID 0, SPI Size 0 and 0 octets of data
    And the IKE SA is established

    Examples:
      | message                |
      | IKE_SA_INIT request 0  |
      | IKE_SA_INIT response 0 |

  @rfc9242:3.1/1
  Rule: Notification Data whose purpose is not understood is ignored

    Scenario Outline: Data that a future specification may put there
      Given the <end> puts <n> octets of unknown data into INTERMEDIATE_EXCHANGE_SUPPORTED
      And both ends support
        | KE     | ADDKE1   |
        | x25519 | mlkem768 |
      When the initiator sets up an IKE SA
      Then N(INTERMEDIATE_EXCHANGE_SUPPORTED) in the <message> has Notify Message Type 16438, Protocol ID 0, SPI Size 0 and <n> octets of data
      And the additional key exchanges are "mlkem768", one after another
      And the IKE SA is established

      Examples:
        | end       | message                | n   |
        | initiator | IKE_SA_INIT request 0  | 1   |
        | initiator | IKE_SA_INIT request 0  | 200 |
        | responder | IKE_SA_INIT response 0 | 1   |
        | responder | IKE_SA_INIT response 0 | 200 |
