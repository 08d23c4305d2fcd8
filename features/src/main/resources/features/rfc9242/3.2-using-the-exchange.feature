@rfc9242 @rfc9242:3.2
Feature: RFC 9242, 3.2: IKE_INTERMEDIATE exchanges between IKE_SA_INIT and IKE_AUTH

  @rfc9242:3.2/1
  Rule: IKE_INTERMEDIATE exchanges are sequential, and all are completed before IKE_AUTH begins

    Scenario Outline: Neither the next IKE_INTERMEDIATE exchange nor IKE_AUTH begins before a response has come
      Given both ends support
        | KE     | ADDKE1   | ADDKE2 |
        | x25519 | mlkem768 | ecp256 |
      And every <lost> is lost
      When the initiator sets up an IKE SA
      And 15 seconds pass
      Then the <awaiting> is sent again, octet by octet the same
      And no IKE SA is ever established
      And no <next> is sent

      Examples:
        | lost                        | awaiting                   | next                       |
        | IKE_SA_INIT response 0      | IKE_SA_INIT request 0      | IKE_INTERMEDIATE request 1 |
        | IKE_INTERMEDIATE response 1 | IKE_INTERMEDIATE request 1 | IKE_INTERMEDIATE request 2 |
        | IKE_INTERMEDIATE response 2 | IKE_INTERMEDIATE request 2 | IKE_AUTH request 3         |

    @negative
    Scenario: The responder does not begin IKE_AUTH before the exchanges that were agreed
      Given both ends support
        | KE     | ADDKE1   |
        | x25519 | mlkem768 |
      When the initiator sets up an IKE SA as far as the IKE_SA_INIT response 0
      And a violating initiator sends an IKE_AUTH request 1, with an AUTH payload that is right for what took place
      Then the IKE_AUTH request 1 is refused with INVALID_SYNTAX
      And no IKE SA is ever established

    @negative
    Scenario: An Intermediate Exchange that was not negotiated does not take place
      Given both ends support
        | KE     |
        | x25519 |
      And a violating initiator that sends IKE_INTERMEDIATE where IKE_AUTH is due
      When the initiator sets up an IKE SA
      Then the IKE_INTERMEDIATE request 1 is refused with INVALID_SYNTAX
      And no IKE SA is ever established

  @rfc9242:3.2/2
  Rule: The IKE SA is not established until IKE_AUTH has succeeded

    Scenario Outline: However far the exchanges have come
      Given both ends support
        | KE     | ADDKE1   | ADDKE2 |
        | x25519 | mlkem768 | ecp256 |
      When the initiator sets up an IKE SA as far as the <message>
      Then the initiator holds no established IKE SA
      And the responder holds no established IKE SA
      And no IKE SA is ever established

      Examples:
        | message                     |
        | IKE_SA_INIT response 0      |
        | IKE_INTERMEDIATE request 1  |
        | IKE_INTERMEDIATE response 1 |
        | IKE_INTERMEDIATE request 2  |
        | IKE_INTERMEDIATE response 2 |

    Scenario: Established at the responder when it has verified AUTH, at the initiator not before it has the response
      Given both ends support
        | KE     | ADDKE1   |
        | x25519 | mlkem768 |
      When the initiator sets up an IKE SA as far as the IKE_AUTH request 2
      Then the responder holds an established IKE SA
      And the initiator holds no established IKE SA

    Scenario Outline: Not at all if IKE_AUTH fails
      Given both ends support
        | KE     | ADDKE1   |
        | x25519 | mlkem768 |
      And the <end> has another pre-shared key
      When the initiator sets up an IKE SA
      Then the IKE_AUTH request 2 is refused with AUTHENTICATION_FAILED
      And no IKE SA is ever established

      Examples:
        | end       |
        | initiator |
        | responder |

  @rfc9242:3.2/3
  Rule: Message IDs are 1 for the first IKE_INTERMEDIATE exchange, 2 for the next, and IKE_AUTH continues

    Scenario Outline: Message IDs of all exchanges
      Given both ends support
        | KE     | ADDKE1   | ADDKE2   | ADDKE3   | ADDKE4   | ADDKE5   | ADDKE6   | ADDKE7   |
        | x25519 | <ADDKE1> | <ADDKE2> | <ADDKE3> | <ADDKE4> | <ADDKE5> | <ADDKE6> | <ADDKE7> |
      When the initiator sets up an IKE SA
      Then the IKE_INTERMEDIATE exchanges have the Message IDs 1 to <last>
      And the IKE_AUTH request <IKE_AUTH> is sent
      And the IKE_AUTH response <IKE_AUTH> is sent
      And the IKE SA is established

      Examples:
        | ADDKE1   | ADDKE2 | ADDKE3   | ADDKE4    | ADDKE5 | ADDKE6 | ADDKE7   | last | IKE_AUTH |
        |          |        |          |           |        |        |          | 0    | 1        |
        | mlkem768 |        |          |           |        |        |          | 1    | 2        |
        | mlkem768 | ecp256 |          |           |        |        |          | 2    | 3        |
        |          | ecp256 |          | mlkem1024 |        |        | x448     | 3    | 4        |
        | mlkem768 | ecp256 | mlkem512 | mlkem1024 | x448   | ecp521 | modp2048 | 7    | 8        |

  @rfc9242:3.2/4
  Rule: Receivers verify that Message IDs follow that sequence

    @negative
    Scenario Outline: The responder takes no IKE_INTERMEDIATE request with another Message ID
      Given both ends support
        | KE     | ADDKE1   |
        | x25519 | mlkem768 |
      And a violating initiator that gives its first IKE_INTERMEDIATE message the Message ID <Message ID>
      When the initiator sets up an IKE SA
      And 50 seconds pass
      Then the IKE_INTERMEDIATE request <Message ID> is not answered
      And the responder sends nothing but the IKE_SA_INIT response 0
      And no IKE SA is ever established

      Examples:
        | Message ID |
        | 0          |
        | 2          |
        | 3          |
        | 2147483647 |

    @negative
    Scenario Outline: The initiator takes no IKE_INTERMEDIATE response with another Message ID
      Given both ends support
        | KE     | ADDKE1   | ADDKE2 |
        | x25519 | mlkem768 | ecp256 |
      And a violating responder that gives its first IKE_INTERMEDIATE message the Message ID <Message ID>
      When the initiator sets up an IKE SA
      And 15 seconds pass
      Then the IKE_INTERMEDIATE request 1 is sent again, octet by octet the same
      And no IKE SA is ever established
      And no IKE_INTERMEDIATE request 2 is sent

      Examples:
        | Message ID |
        | 0          |
        | 2          |
        | 7          |

  @rfc9242:3.2/5
  Rule: IKE_INTERMEDIATE messages have an Encrypted payload, and what is large goes inside it

    Scenario: KE payloads are inside
      Given both ends support
        | KE     | ADDKE1    | ADDKE2   |
        | x25519 | mlkem1024 | modp2048 |
      When the initiator sets up an IKE SA
      Then every IKE_INTERMEDIATE message has its KE payload inside an Encrypted payload
      And the IKE SA is established

    @negative
    Scenario: An IKE_INTERMEDIATE request in clear changes nothing and is not answered
      Given both ends support
        | KE     | ADDKE1 |
        | ecp256 | x25519 |
      And the first IKE_INTERMEDIATE request 1 is lost
      When the initiator sets up an IKE SA
      And somebody sends an IKE_INTERMEDIATE request 1 in clear
      Then the IKE_INTERMEDIATE request 1 is not answered
      But when 60 seconds have passed, the IKE SA is established

  Rule: Behind a NAT, IKE_INTERMEDIATE is the first exchange on port 4500

    Scenario Outline: The ports of each exchange
      Given both ends support
        | KE     | ADDKE1   |
        | x25519 | mlkem768 |
      And the <end> is behind a NAT
      When the initiator sets up an IKE SA
      Then the IKE_SA_INIT request 0 goes to port 500 without a non-ESP marker
      And the IKE_INTERMEDIATE request 1 goes to port 4500 with a non-ESP marker
      And the IKE_AUTH request 2 goes to port 4500 with a non-ESP marker
      And the IKE SA is established

      Examples:
        | end       |
        | initiator |
        | responder |
