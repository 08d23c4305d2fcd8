@rfc6290
Feature: RFC 6290: a token by which a peer that has crashed shows that it knows nothing any more

  Background:
    Given both ends support
      | KE     |
      | x25519 |
    And the responder makes tokens of crash detection from a secret that outlives it

  @rfc6290:4.1 @rfc6290:4.1/1 @rfc6290:4.1/2 @rfc6290:4.1/3 @rfc6290:5 @rfc6290:5/1
  Scenario: The token is handed over in IKE_AUTH
    When the initiator sets up an IKE SA
    Then N(QUICK_CRASH_DETECTION) in the IKE_AUTH response 1 has Notify Message Type 16419, Protocol ID 1, SPI Size 0 and 32 octets of data
    And the IKE SA is established

  @rfc6290:1.1 @rfc6290:1.1/1 @rfc6290:3 @rfc6290:3/1 @rfc6290:3/2 @rfc6290:3/3 @rfc6290:3/5 @rfc6290:4.5 @rfc6290:4.5/3 @rfc6290:5 @rfc6290:5/4
  Scenario: After a restart the token comes back, and ends the IKE SA at once and silently
    When the initiator sets up an IKE SA
    And the responder loses its IKE SA without a word
    And the initiator asks for a sign of life
    Then the responder answers the INFORMATIONAL request 2 in clear with N(INVALID_IKE_SPI), with its SPIs and Message ID
    And the responder answers the INFORMATIONAL request 2 in clear with N(QUICK_CRASH_DETECTION), with its SPIs and Message ID
    And the initiator holds no IKE SA any more
    And INFORMATIONAL has been begun 1 time

  @rfc6290:3 @rfc6290:3/3 @rfc6290:4.5 @rfc6290:4.5/4 @negative
  Scenario: A wrong token changes nothing, and is not answered
    When the initiator sets up an IKE SA
    And somebody answers the initiator in clear with N(INVALID_IKE_SPI) and a wrong token
    Then the initiator sends nothing, and holds its IKE SA and its Child SA

  @rfc6290:9.2 @rfc6290:9.2/1 @negative
  Scenario: No token is given away for an IKE SA that stands
    When the initiator sets up an IKE SA
    And somebody sends an INFORMATIONAL response in clear that contains N(INVALID_IKE_SPI)
    Then nobody sends anything, and the IKE SA stays as it is
