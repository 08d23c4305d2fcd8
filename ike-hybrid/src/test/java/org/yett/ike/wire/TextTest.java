package org.yett.ike.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.yett.spec.iana.IdType;
import org.yett.spec.iana.IpProtocol;
import org.yett.spec.iana.NotifyType;
import org.yett.spec.iana.ProtocolId;

/** What people read. */
class TextTest {

  @ParameterizedTest
  @CsvSource({
    "0a010203, 10.1.2.3",
    "20010db8000000000000000000000001, 2001:db8::1",
    "00000000000000000000000000000000, ::",
    "00000000000000000000000000000001, ::1",
    "fe800000000000000000000000000000, fe80::",
    "20010db8000000010001000100010001, 2001:db8:0:1:1:1:1:1",
    "20010000000000010000000000000001, 2001:0:0:1::1",
    "20010db8000000000001000000000001, 2001:db8::1:0:0:1",
  })
  void addressesPrintInTheirCanonicalForm(String hex, String text) {
    assertEquals(text, Text.address(Octets.ofHex(hex)));
  }

  @Test
  void noControlCharacterOfAPeerReachesALog() {
    Octets data = Octets.wrap("moon\r\nforged line \u001b[31m\\x".getBytes(StandardCharsets.UTF_8));

    assertEquals(
        "IDi(ID_FQDN, moon\\x0d\\x0aforged\\x20line\\x20\\x1b[31m\\x5cx)",
        new IdPayload(Side.INITIATOR, IdType.FQDN, data).describe());
  }

  @Test
  void longTextIsCut() {
    assertEquals(
        131,
        Text.printable(Octets.wrap("a".repeat(5000).getBytes(StandardCharsets.US_ASCII))).length());
  }

  @Test
  void opaqueIdentitiesShowTheirLengthOnly() {
    assertEquals(
        "IDr(ID_KEY_ID, 3 octets)",
        new IdPayload(Side.RESPONDER, IdType.KEY_ID, Octets.ofHex("010203")).describe());
  }

  @Test
  void octetsShowTheirLengthOnly() {
    assertEquals("Octets[3]", Octets.ofHex("010203").toString());
  }

  @Test
  void payloadsDescribeThemselvesInTheNotationOfTheRfc() {
    assertEquals("D(IKE)", DeletePayload.ikeSa().describe());
    assertEquals(
        "D(ESP c0ffee01 c0ffee02)",
        DeletePayload.childSas(ProtocolId.ESP, 0xc0ffee01, 0xc0ffee02).describe());
    assertEquals(
        "N(REKEY_SA, ESP c0ffee01)",
        NotifyPayload.ofChildSa(NotifyType.REKEY_SA, ProtocolId.ESP, 0xc0ffee01, Octets.EMPTY)
            .describe());
    assertEquals("EAP(request 1, 5)", new EapPayload(Octets.ofHex("012a000501")).describe());
    assertEquals("EAP(failure, 4)", new EapPayload(Octets.ofHex("042a0004")).describe());
  }

  @Test
  void selectorsDescribeProtocolAndPorts() {
    Octets a = Octets.ofHex("0a000001");
    Octets b = Octets.ofHex("0a0000ff");
    assertEquals(
        "10.0.0.1-10.0.0.255", new Selector.Range(IpProtocol.ANY, 0, 65535, a, b).describe());
    assertEquals(
        "10.0.0.1[UDP/500]", new Selector.Range(IpProtocol.UDP, 500, 500, a, a).describe());
    assertEquals("10.0.0.1[TCP/1-9]", new Selector.Range(IpProtocol.TCP, 1, 9, a, a).describe());
    assertEquals(
        "10.0.0.1[TCP/opaque]", new Selector.Range(IpProtocol.TCP, 65535, 0, a, a).describe());
    assertEquals("10.0.0.1[ICMP]", new Selector.Range(IpProtocol.ICMP, 0, 65535, a, a).describe());
  }
}
