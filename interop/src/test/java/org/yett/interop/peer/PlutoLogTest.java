package org.yett.interop.peer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PlutoLogTest {
  private static final String LOG =
      """
      Nov 24 02:32:42.1: | **parse ISAKMP Message:
      Nov 24 02:32:42.1: |    initiator SPI: 7c 99 96 7d  19 12 22 5b
      Nov 24 02:32:42.1: |    exchange type: ISAKMP_v2_IKE_SA_INIT (0x22)
      Nov 24 02:32:42.1: |    flags: ISAKMP_FLAG_v2_IKE_INIT (0x8)
      Nov 24 02:32:42.1: |    Message ID: 0 (00 00 00 00)
      Nov 24 02:32:42.1: | ***parse IKEv2 Security Association Payload:
      Nov 24 02:32:42.1: | ****parse IKEv2 Proposal Substructure Payload:
      Nov 24 02:32:42.1: | ***parse IKEv2 Notify Payload:
      Nov 24 02:32:42.1: |    Notify Message Type: v2N_COOKIE (0x4006)
      Nov 24 02:32:43.4: | sending 216 bytes for Respond through outer using UDP (for #1)
      Nov 24 02:32:43.4: |   7c 99 96 7d  19 12 22 5b  47 95 33 7d  32 67 cb c2   |..}.."[G.3}2g..
      Nov 24 02:32:43.4: |   21 20 22 20  00 00 00 00  00 00 00 d8  22 00 00 28   ! " ........"..(
      Nov 24 02:32:43.5: "lab" #1: sent IKE_SA_INIT response to 192.0.2.1:UDP/500 \
      {cipher=AES_CBC_256 integ=HMAC_SHA2_256_128 prf=HMAC_SHA2_256 group=DH31}
      Nov 24 02:32:44.0: "lab" #1: responder established IKE SA; authenticated peer using authby=secret
      Nov 24 02:32:44.8: | sending 305 bytes for Responder using UDP (for #1)
      Nov 24 02:32:44.8: |   00 00 00 00  7c 99 96 7d  19 12 22 5b  47 95 33 7d   ....|..}.."[G.3}
      Nov 24 02:32:44.8: |   32 67 cb c2  2e 20 23 20  00 00 00 01  00 00 01 2d   2g... # .......-
      Nov 24 02:32:44.9: "lab" #2: responder established Child SA using #1; IPsec tunnel \
      [10.81.2.0/24===10.81.1.0/24] [fd81:0:0:2::/64===fd81:0:0:1::/64] {ESPinUDP/ESN=>0xd75d54f9 \
      <0xccea9772 xfrm=AES_GCM_16_256-NONE NATD=192.0.2.1:4500 DPD=passive}
      Nov 24 02:32:46.7: | parsing 8 raw bytes of IKEv2 Proposal Substructure Payload into remote SPI
      Nov 24 02:32:46.7: |   0a a9 2d 50  53 28 18 ef                             ..-PS(..
      Nov 24 02:32:47.0: | emitting 8 raw bytes of our spi into IKEv2 Proposal Substructure Payload
      Nov 24 02:32:47.0: | our spi: e2 a7 1a fc  8a 44 f5 65
      Nov 24 02:32:47.1: "lab" #3: responder rekeyed IKE SA #1 \
      {cipher=AES_GCM_16_256 integ=n/a prf=HMAC_SHA2_384 group=DH20}
      Nov 24 02:32:48.0: | **emit ISAKMP Message:
      Nov 24 02:32:48.0: |    exchange type: ISAKMP_v2_INFORMATIONAL (0x25)
      Nov 24 02:32:48.0: |    flags: ISAKMP_FLAG_v2_MSG_RESPONSE (0x20)
      Nov 24 02:32:48.0: |    Message ID: 3 (00 00 00 03)
      Nov 24 02:32:48.0: | ***emit IKEv2 Encryption Payload:
      Nov 24 02:32:49.0: "lab" #4: initiator rekeyed Child SA #2 using #3; IPsec tunnel \
      [10.81.2.0/24===10.81.1.0/24] {ESP=>0xff5ca417 <0xd31512c4 xfrm=AES_CBC_128-HMAC_SHA1_96-DH31 \
      DPD=passive}
      """;

  private final PlutoLog log = PlutoLog.of(LOG);

  @Test
  void an_ike_sa_has_the_spis_of_what_it_sent_and_the_suite_that_was_agreed() {
    PlutoLog.Ike ike = log.ike("1");
    assertFalse(ike.initiator());
    assertEquals("7c99967d1912225b", ike.initiatorSpi());
    assertEquals("4795337d3267cbc2", ike.responderSpi());
    assertEquals("AES_CBC_256", ike.cipher());
    assertEquals("HMAC_SHA2_256_128", ike.integrity());
    assertEquals("HMAC_SHA2_256", ike.prf());
    assertEquals("DH31", ike.group());
  }

  @Test
  void after_a_non_esp_marker_the_spis_are_the_same() {
    String moved = LOG.substring(LOG.indexOf("Nov 24 02:32:44.8: | sending"));
    PlutoLog.Ike ike = PlutoLog.of(moved).ike("1");
    assertEquals("7c99967d1912225b", ike.initiatorSpi());
    assertEquals("4795337d3267cbc2", ike.responderSpi());
  }

  @Test
  void an_ike_sa_that_was_renewed_has_the_spis_of_the_proposals() {
    PlutoLog.Ike ike = log.ike("3");
    assertFalse(ike.initiator());
    assertEquals("0aa92d50532818ef", ike.initiatorSpi());
    assertEquals("e2a71afc8a44f565", ike.responderSpi());
    assertEquals("n/a", ike.integrity());
    assertEquals(Optional.of("3"), log.newestIkeSa());
  }

  @Test
  void a_child_sa_has_its_spis_selectors_and_algorithms() {
    PlutoLog.Child first = log.child("2").orElseThrow();
    assertTrue(first.udp());
    assertTrue(first.esn());
    assertEquals("d75d54f9", first.spiOut());
    assertEquals("ccea9772", first.spiIn());
    assertEquals(List.of("10.81.2.0/24", "fd81:0:0:2::/64"), first.local());
    assertEquals(List.of("10.81.1.0/24", "fd81:0:0:1::/64"), first.remote());
    assertEquals(Optional.empty(), first.group());
    PlutoLog.Child second = log.child("4").orElseThrow();
    assertFalse(second.udp());
    assertEquals("HMAC_SHA1_96", second.integrity());
    assertEquals(Optional.of("DH31"), second.group());
    assertEquals(Optional.empty(), log.child("5"));
  }

  @Test
  void messages_have_their_payloads_in_strongswans_abbreviations() {
    List<LoggedMessage> messages = log.messages();
    assertEquals(2, messages.size());
    LoggedMessage first = messages.getFirst();
    assertFalse(first.generated());
    assertTrue(first.request());
    assertEquals(Exchange.IKE_SA_INIT, first.exchange());
    assertEquals(List.of("SA", "N(COOKIE)"), first.payloads());
    LoggedMessage last = messages.getLast();
    assertTrue(last.generated());
    assertFalse(last.request());
    assertEquals(3, last.messageId());
    assertTrue(last.empty());
  }

  @Test
  void states_and_the_kernels_counters_make_the_list_of_sas() {
    List<IkeSaState> sas =
        PlutoState.ikeSas(
            """
            #2: "lab":4500 ESTABLISHED_CHILD_SA (established Child SA); REKEY in 9s; IKE SA #1; idle;
            #2: "lab" esp.d75d54f9@192.0.2.1 esp.ccea9772@192.0.2.2 Traffic: ESPin=0B
            #1: "lab":4500 ESTABLISHED_IKE_SA (established IKE SA); REKEY in 9s; newest; idle;
            """,
            """
            src 192.0.2.2 dst 192.0.2.1
            \tproto esp spi 0xd75d54f9(3613217017) reqid 16389(0x00004005) mode tunnel
            \tencap type espinudp sport 4500 dport 4500 addr 0.0.0.0
            \tlifetime config:
            \t  limit: soft (INF)(bytes), hard (INF)(bytes)
            \tlifetime current:
            \t  14856(bytes), 12(packets)
            src 192.0.2.1 dst 192.0.2.2
            \tproto esp spi 0xccea9772(3437926258) reqid 16389(0x00004005) mode tunnel
            \tencap type espinudp sport 4500 dport 4500 addr 0.0.0.0
            \tlifetime current:
            \t  12400(bytes), 10(packets)
            """,
            log);
    assertEquals(1, sas.size());
    IkeSaState sa = sas.getFirst();
    assertTrue(sa.established());
    assertEquals("AES_CBC_256/HMAC_SHA2_256_128/PRF_HMAC_SHA2_256/CURVE_25519", sa.suite());
    ChildSaState child = sa.children().getFirst();
    assertTrue(child.installed());
    assertTrue(child.udpEncapsulated());
    assertEquals("AES_GCM_16_256/ESN", child.suite());
    assertEquals(10, child.packetsIn());
    assertEquals(12, child.packetsOut());
    assertEquals(14856, child.bytesOut());
  }
}
