@rfc9370 @rfc9370:2.2.1
Feature: RFC 9370, 2.2.1: additional key exchanges are negotiated in IKE_SA_INIT

  The initiator proposes additional key exchanges under the Transform Types ADDKE1 to ADDKE7
  (6 to 12), the responder selects, and each one takes place in an IKE_INTERMEDIATE exchange of
  its own. In the tables, a row is a proposal, and a cell holds the transforms of a type, in the
  keywords of proposal strings: x25519 is Curve25519 (31), mlkem768 is ml-kem-768 (36), ecp256 is
  the 256-bit random ECP group (19), modp2048 the 2048-bit MODP group (14), none is NONE (0).
  An empty cell is a Transform Type that the proposal does not have.

  @rfc9370:2.2.1/1 @rfc9370:2.2.1/2
  Rule: Additional key exchanges take place in IKE_INTERMEDIATE exchanges, in the order of their Transform Types, each completed before the next

    Scenario Outline: As many IKE_INTERMEDIATE exchanges as additional key exchanges, in ascending order
      Given both ends support
        | KE     | ADDKE1   | ADDKE2   | ADDKE3   | ADDKE4   | ADDKE5   | ADDKE6   | ADDKE7   |
        | x25519 | <ADDKE1> | <ADDKE2> | <ADDKE3> | <ADDKE4> | <ADDKE5> | <ADDKE6> | <ADDKE7> |
      When the initiator sets up an IKE SA
      Then the additional key exchanges are "<in this order>", one after another
      And the IKE SA is established

      Examples:
        | ADDKE1   | ADDKE2   | ADDKE3   | ADDKE4    | ADDKE5 | ADDKE6 | ADDKE7   | in this order                                                |
        | mlkem768 |          |          |           |        |        |          | mlkem768                                                     |
        | mlkem768 | ecp256   |          |           |        |        |          | mlkem768, ecp256                                             |
        | ecp256   | mlkem768 |          |           |        |        |          | ecp256, mlkem768                                             |
        | ecp384   | mlkem512 | mlkem768 | mlkem1024 | x448   | ecp256 | modp2048 | ecp384, mlkem512, mlkem768, mlkem1024, x448, ecp256, modp2048 |

    Scenario: The order in which a proposal lists its transforms says nothing
      Given an initiator that lists the transforms of its proposals in reverse order
      And both ends support
        | KE     | ADDKE1   | ADDKE2 | ADDKE3    |
        | x25519 | mlkem768 | ecp256 | mlkem1024 |
      When the initiator sets up an IKE SA
      Then the additional key exchanges are "mlkem768, ecp256, mlkem1024", one after another
      And the IKE SA is established

    Scenario: The initiator does not begin an additional key exchange before it has the response to the one before
      Given both ends support
        | KE     | ADDKE1   | ADDKE2 |
        | x25519 | mlkem768 | ecp256 |
      And every IKE_INTERMEDIATE response 1 is lost
      When the initiator sets up an IKE SA
      And 15 seconds pass
      Then the IKE_INTERMEDIATE request 1 is sent again, octet by octet the same
      And no IKE SA is ever established
      And no IKE_INTERMEDIATE request 2 is sent
      And no IKE_AUTH request 2 is sent

    @rfc9370:2.2.3 @rfc9370:2.2.3/x1 @negative
    Scenario Outline: The responder does not let an initiator pass over an additional key exchange
      Given both ends support
        | KE     | ADDKE1   | ADDKE2 |
        | x25519 | mlkem768 | ecp256 |
      When the initiator sets up an IKE SA as far as the <message>
      And a violating initiator sends an IKE_AUTH request <n>, with an AUTH payload that is right for what took place
      Then the IKE_AUTH request <n> is refused with INVALID_SYNTAX
      And no IKE SA is ever established

      Examples:
        | message                     | n |
        | IKE_SA_INIT response 0      | 1 |
        | IKE_INTERMEDIATE response 1 | 2 |

  @rfc9370:2.2.1/3
  Rule: For every ADDKE type of the proposal, the responder selects one of the algorithms proposed under that type

    Scenario Outline: One of those that both support
      Given the initiator proposes
        | KE     | ADDKE1            | ADDKE2            |
        | x25519 | <proposed ADDKE1> | <proposed ADDKE2> |
      And the responder accepts
        | KE     | ADDKE1            | ADDKE2            |
        | x25519 | <accepted ADDKE1> | <accepted ADDKE2> |
      When the initiator sets up an IKE SA
      Then the responder selects
        | KE     | ADDKE1   | ADDKE2   |
        | x25519 | <ADDKE1> | <ADDKE2> |
      And the response has one transform of each Transform Type that was proposed
      And the IKE SA is established

      Examples:
        | proposed ADDKE1              | accepted ADDKE1     | ADDKE1    | proposed ADDKE2 | accepted ADDKE2 | ADDKE2 |
        | mlkem768                     | mlkem768            | mlkem768  |                 |                 |        |
        | mlkem768, mlkem1024          | mlkem1024           | mlkem1024 |                 |                 |        |
        | mlkem512, mlkem768, mlkem1024 | mlkem768           | mlkem768  | ecp256, ecp384  | ecp384          | ecp384 |
        | mlkem768                     | mlkem512, mlkem768  | mlkem768  | x448, ecp256    | ecp256, ecp521  | ecp256 |

    Scenario: A method that the responder does not know is one that it does not select
      Given an initiator whose SA payload offers
        | KE     | ADDKE1         |
        | x25519 | 1037, mlkem768 |
      And both ends support
        | KE     | ADDKE1   |
        | x25519 | mlkem768 |
      When the initiator sets up an IKE SA
      Then the responder selects
        | KE     | ADDKE1   |
        | x25519 | mlkem768 |
      And the IKE SA is established

    Scenario Outline: A proposal of which the responder can select none for a type is not chosen
      Given the initiator proposes
        | KE     | ADDKE1   | ADDKE2   |
        | x25519 | mlkem768 | <ADDKE2> |
      And the responder accepts
        | KE     | ADDKE1     | ADDKE2   |
        | x25519 | <accepted> | ecp256   |
      When the initiator sets up an IKE SA
      Then the IKE_SA_INIT request 0 is refused with NO_PROPOSAL_CHOSEN
      And no IKE SA is ever established

      Examples:
        | ADDKE2 | accepted  |
        | ecp256 | mlkem1024 |
        | ecp384 | mlkem768  |

  @rfc9370:2.2.1/4
  Rule: NONE may stand beside the methods of a key exchange that the initiator can do without

    Scenario Outline: The responder takes part in the optional key exchange or does not
      Given the initiator proposes
        | KE     | ADDKE1   | ADDKE2       |
        | x25519 | mlkem768 | ecp256, none |
      And the responder accepts
        | KE     | ADDKE1   | ADDKE2     |
        | x25519 | mlkem768 | <accepted> |
      When the initiator sets up an IKE SA
      Then the additional key exchanges are "<key exchanges>", one after another
      And the IKE SA is established

      Examples:
        | accepted | key exchanges    |
        | ecp256   | mlkem768, ecp256 |
        | none     | mlkem768         |
        |          | mlkem768         |

  @rfc9370:2.2.1/5
  Rule: Except for NONE, the responder selects no algorithm for two ADDKE types

    Scenario Outline: A selection without repetition is found wherever there is one
      Given an initiator whose SA payload offers
        | KE     | ADDKE1   | ADDKE2   | ADDKE3   |
        | x25519 | <offer1> | <offer2> | <offer3> |
      And both ends support
        | KE     | ADDKE1                              | ADDKE2                              | ADDKE3                              |
        | x25519 | mlkem512, mlkem768, mlkem1024, none | mlkem512, mlkem768, mlkem1024, none | mlkem512, mlkem768, mlkem1024, none |
      When the initiator sets up an IKE SA
      Then the responder selects
        | KE     | ADDKE1   | ADDKE2   | ADDKE3   |
        | x25519 | <ADDKE1> | <ADDKE2> | <ADDKE3> |
      And the IKE SA is established

      Examples: What a type would have by itself, mlkem512 before all others, is taken by another type
        | offer1              | offer2             | offer3              | ADDKE1    | ADDKE2   | ADDKE3    |
        | mlkem512            | mlkem512, mlkem768 | none                | mlkem512  | mlkem768 |           |
        | mlkem512, mlkem768  | mlkem512           | none                | mlkem768  | mlkem512 |           |
        | mlkem512, mlkem768  | mlkem512           | mlkem768, mlkem1024 | mlkem768  | mlkem512 | mlkem1024 |
        | mlkem512, mlkem1024 | mlkem768, mlkem512 | mlkem512            | mlkem1024 | mlkem768 | mlkem512  |

      Examples: NONE may be selected for several types
        | offer1       | offer2 | offer3 | ADDKE1   | ADDKE2 | ADDKE3 |
        | mlkem768     | none   | none   | mlkem768 |        |        |
        | none         | none   | none   |          |        |        |

  @rfc9370:2.2.1/6
  Rule: Where every selection would repeat an algorithm, the responder answers NO_PROPOSAL_CHOSEN

    Scenario Outline: Too few methods for the types, or too few that the responder accepts
      Given an initiator whose SA payload offers
        | KE     | ADDKE1   | ADDKE2   | ADDKE3   |
        | x25519 | <offer1> | <offer2> | <offer3> |
      And the responder accepts
        | KE     | ADDKE1             | ADDKE2             | ADDKE3                       |
        | x25519 | mlkem512, mlkem768 | mlkem512, mlkem768 | mlkem512, mlkem768, none     |
      When the initiator sets up an IKE SA
      Then the IKE_SA_INIT request 0 is refused with NO_PROPOSAL_CHOSEN
      And no IKE SA is ever established

      Examples: The proposal holds too few choices
        | offer1             | offer2             | offer3             |
        | mlkem768           | mlkem768           |                    |
        | mlkem512, mlkem768 | mlkem512, mlkem768 | mlkem768, mlkem512 |

      Examples: The responder's policy leaves too few
        | offer1              | offer2              | offer3 |
        | mlkem768, mlkem1024 | mlkem768, mlkem1024 |        |

  @rfc9370:2.2.1/7 @rfc9370:2.2.1/8
  Rule: On a response that selects an algorithm twice, the initiator gives up, and begins no IKE_INTERMEDIATE exchange

    @negative
    Scenario Outline: The responder selects the same algorithm for two types
      Given the initiator proposes
        | KE     | ADDKE1             | ADDKE2             | ADDKE3           |
        | x25519 | mlkem768, mlkem512 | mlkem768, mlkem512 | mlkem1024, none  |
      And the responder accepts
        | KE     | ADDKE1   | ADDKE2   |
        | x25519 | mlkem768 | mlkem512 |
      And a violating responder whose SA payload selects
        | KE     | ADDKE1   | ADDKE2   | ADDKE3   |
        | x25519 | <ADDKE1> | <ADDKE2> | <ADDKE3> |
      When the initiator sets up an IKE SA
      Then no IKE_INTERMEDIATE exchange takes place
      And no IKE_AUTH exchange takes place
      And the initiator has put an error on record
      And no IKE SA is ever established

      Examples:
        | ADDKE1   | ADDKE2   | ADDKE3    |
        | mlkem768 | mlkem768 | none      |
        | mlkem512 | mlkem512 | mlkem1024 |

  @rfc9370:2.2.1/10
  Rule: No additional key exchange takes place for a type for which NONE was selected

    Scenario Outline: Exchanges are numbered without the types for which NONE was selected
      Given the initiator proposes
        | KE     | ADDKE1         | ADDKE2       | ADDKE3          |
        | x25519 | mlkem768, none | ecp256, none | mlkem1024, none |
      And the responder accepts
        | KE     | ADDKE1   | ADDKE2   | ADDKE3   |
        | x25519 | <ADDKE1> | <ADDKE2> | <ADDKE3> |
      When the initiator sets up an IKE SA
      Then the additional key exchanges are "<key exchanges>", one after another
      And the IKE_AUTH request <IKE_AUTH> is sent
      And the IKE SA is established

      Examples:
        | ADDKE1   | ADDKE2 | ADDKE3    | key exchanges       | IKE_AUTH |
        | none     | ecp256 | mlkem1024 | ecp256, mlkem1024   | 3        |
        | mlkem768 | none   | mlkem1024 | mlkem768, mlkem1024 | 3        |
        | mlkem768 | ecp256 | none      | mlkem768, ecp256    | 3        |
        | none     | none   | mlkem1024 | mlkem1024           | 2        |

    Scenario: With NONE for all types, IKE_AUTH follows IKE_SA_INIT
      Given the initiator proposes
        | KE     | ADDKE1         | ADDKE2       |
        | x25519 | mlkem768, none | ecp256, none |
      And the responder accepts
        | KE     | ADDKE1 | ADDKE2 |
        | x25519 | none   | none   |
      When the initiator sets up an IKE SA
      Then these messages are sent, and no others
        | from      | message                |
        | initiator | IKE_SA_INIT request 0  |
        | responder | IKE_SA_INIT response 0 |
        | initiator | IKE_AUTH request 1     |
        | responder | IKE_AUTH response 1    |
      And the IKE SA is established

  @rfc9370:2.2.1/11
  Rule: The ADDKE types of a proposal need not be consecutive

    Scenario: ADDKE2 and ADDKE5 alone
      Given both ends support
        | KE     | ADDKE2   | ADDKE5 |
        | x25519 | mlkem768 | ecp256 |
      When the initiator sets up an IKE SA
      Then the responder selects
        | KE     | ADDKE2   | ADDKE5 |
        | x25519 | mlkem768 | ecp256 |
      And the additional key exchanges are "mlkem768, ecp256", one after another
      And the IKE_AUTH request 3 is sent
      And the IKE SA is established

  @rfc9370:2.2.1/12
  Rule: The responder takes an ADDKE type that a proposal omits for one that offers NONE alone

    Scenario: A responder to which the omitted key exchange is optional goes without it
      Given the initiator proposes
        | KE     | ADDKE2   |
        | x25519 | mlkem768 |
      And the responder accepts
        | KE     | ADDKE1       | ADDKE2   | ADDKE3 |
        | x25519 | ecp256, none | mlkem768 | none   |
      When the initiator sets up an IKE SA
      Then the responder selects
        | KE     | ADDKE2   |
        | x25519 | mlkem768 |
      And the additional key exchanges are "mlkem768", one after another
      And the IKE SA is established

    Scenario: A responder that insists on the omitted key exchange does not choose the proposal
      Given the initiator proposes
        | KE     | ADDKE2   |
        | x25519 | mlkem768 |
      And the responder accepts
        | KE     | ADDKE1 | ADDKE2   |
        | x25519 | ecp256 | mlkem768 |
      When the initiator sets up an IKE SA
      Then the IKE_SA_INIT request 0 is refused with NO_PROPOSAL_CHOSEN
      And no IKE SA is ever established

  @rfc9370:2.2.1/13
  Rule: A request whose SA payload holds an ADDKE type also holds INTERMEDIATE_EXCHANGE_SUPPORTED

    Scenario Outline: In whichever proposal it stands, and with NONE beside it too
      Given the initiator proposes
        | KE     | ADDKE1   | ADDKE2   | ADDKE7   |
        | x25519 | <first>  | <second> | <last>   |
        | ecp256 | <other>  |          |          |
      And the responder accepts
        | KE             | ADDKE1         | ADDKE2         | ADDKE7         |
        | x25519, ecp256 | mlkem768, none | mlkem768, none | mlkem768, none |
      When the initiator sets up an IKE SA
      Then the IKE_SA_INIT request 0 contains N(INTERMEDIATE_EXCHANGE_SUPPORTED)
      And the IKE SA is established

      Examples:
        | first          | second   | last     | other    |
        | mlkem768       |          |          |          |
        |                | mlkem768 |          |          |
        |                |          | mlkem768 |          |
        | mlkem768, none |          |          |          |
        |                |          |          | mlkem768 |

  @rfc9370:2.2.1/14
  Rule: A responder that agrees to additional key exchanges returns INTERMEDIATE_EXCHANGE_SUPPORTED

    Scenario: In the IKE_SA_INIT response
      Given both ends support
        | KE     | ADDKE1   |
        | x25519 | mlkem768 |
      When the initiator sets up an IKE SA
      Then the IKE_SA_INIT response 0 contains N(INTERMEDIATE_EXCHANGE_SUPPORTED)
      And the additional key exchanges are "mlkem768", one after another
      And the IKE SA is established

  @rfc9370:2.2.1/15
  Rule: Without IKE_INTERMEDIATE, ADDKE types are unknown types, and proposals with them are passed over

    @negative
    Scenario: The responder chooses no proposal with an ADDKE type if the initiator did not announce IKE_INTERMEDIATE
      Given a violating initiator that leaves INTERMEDIATE_EXCHANGE_SUPPORTED out of IKE_SA_INIT
      And both ends support
        | KE     | ADDKE1   |
        | x25519 | mlkem768 |
      When the initiator sets up an IKE SA
      Then the IKE_SA_INIT request 0 is refused with NO_PROPOSAL_CHOSEN
      And no IKE SA is ever established

    @negative
    Scenario: Even if NONE is all that the ADDKE types of the proposal offer
      Given a violating initiator that leaves INTERMEDIATE_EXCHANGE_SUPPORTED out of IKE_SA_INIT
      And an initiator whose SA payload offers
        | KE     | ADDKE1 |
        | x25519 | none   |
      And both ends support
        | KE     | ADDKE1         |
        | x25519 | mlkem768, none |
      When the initiator sets up an IKE SA
      Then the IKE_SA_INIT request 0 is refused with NO_PROPOSAL_CHOSEN
      And no IKE SA is ever established

    @negative
    Scenario: The responder goes on to a proposal without ADDKE types
      Given a violating initiator that leaves INTERMEDIATE_EXCHANGE_SUPPORTED out of IKE_SA_INIT
      And both ends support
        | KE     | ADDKE1   |
        | x25519 | mlkem768 |
        | x25519 |          |
      When the initiator sets up an IKE SA
      Then the responder selects proposal 2
      And the responder selects
        | KE     |
        | x25519 |
      And no IKE_INTERMEDIATE exchange takes place
      And the IKE SA is established

    @negative
    Scenario: The initiator does not accept additional key exchanges from a responder that did not announce IKE_INTERMEDIATE
      Given a violating responder that leaves INTERMEDIATE_EXCHANGE_SUPPORTED out of IKE_SA_INIT
      And both ends support
        | KE     | ADDKE1   |
        | x25519 | mlkem768 |
      When the initiator sets up an IKE SA
      Then no IKE_INTERMEDIATE exchange takes place
      And no IKE_AUTH exchange takes place
      And the initiator has put an error on record
      And no IKE SA is ever established
