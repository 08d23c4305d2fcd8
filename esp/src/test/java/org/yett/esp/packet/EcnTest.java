package org.yett.esp.packet;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.yett.esp.Packets;

class EcnTest {
  private static final int[] FIELDS = {Ecn.NOT_ECT, Ecn.ECT_0, Ecn.ECT_1, Ecn.CE};

  /** The columns are outer Not-ECT, ECT(0), ECT(1), CE; an exclamation mark asks for an alarm. */
  @ParameterizedTest
  @CsvSource({
    "0,  0, 0!, 0!, -1!",
    "2,  2, 2,  1,  3",
    "1,  1, 1!, 1,  3",
    "3,  3, 3,  3!, 3",
  })
  @Tag("rfc6040:4.2/1")
  @Tag("rfc6040:4.2/2")
  @Tag("rfc6040:4.2/3")
  @Tag("rfc6040:4.2/4")
  @Tag("rfc6040:4.2/5")
  void theEgressFollowsFigure4OfRfc6040(int inner, String a, String b, String c, String d) {
    String[] row = {a, b, c, d};
    for (int i = 0; i < 4; i++) {
      boolean alarm = row[i].endsWith("!");
      int expected = Integer.parseInt(row[i].replace("!", ""));
      assertEquals(expected, Ecn.egress(inner, FIELDS[i]));
      assertEquals(alarm, Ecn.suspicious(inner, FIELDS[i]));
    }
  }

  @Test
  @Tag("rfc6040:4.1/1")
  @Tag("rfc6040:4.1/2")
  @Tag("rfc6040:4.3/1")
  @Tag("rfc6040:4.3/2")
  void theIngressCopiesOrClears() {
    for (int field : FIELDS) {
      assertEquals(field, Ecn.Ingress.NORMAL.outer(field));
      assertEquals(Ecn.NOT_ECT, Ecn.Ingress.COMPATIBILITY.outer(field));
    }
  }

  @Test
  @Tag("rfc4301:5.1.2/1")
  @Tag("rfc4301:5.1.2/2")
  @Tag("rfc4301:8.1/1")
  @Tag("rfc4301:8.1/2")
  void theOuterTrafficClassFollowsThePolicy() {
    assertEquals(0xBB, OuterHeaderPolicy.DEFAULT.trafficClass(0xBB));
    var fixed = new OuterHeaderPolicy(OuterHeaderPolicy.Df.SET, 10, Ecn.Ingress.COMPATIBILITY);
    assertEquals(10 << 2, fixed.trafficClass(0xBB));
    assertTrue(fixed.dontFragment(false));
    assertTrue(OuterHeaderPolicy.DEFAULT.dontFragment(true));
    assertFalse(OuterHeaderPolicy.DEFAULT.dontFragment(false));
    assertFalse(
        new OuterHeaderPolicy(OuterHeaderPolicy.Df.CLEAR, 0, Ecn.Ingress.NORMAL)
            .dontFragment(true));
    assertThrows(
        IllegalArgumentException.class,
        () -> new OuterHeaderPolicy(OuterHeaderPolicy.Df.COPY, 64, Ecn.Ingress.NORMAL));
  }

  @Test
  void changesToAnIpv4HeaderKeepItsChecksumRight() {
    byte[] packet = Packets.udp("192.0.2.1", "192.0.2.2", 4);
    for (int ecn : new int[] {3, 1, 0, 2}) {
      TrafficClass.setEcn(packet, 0, 4, ecn);
      assertEquals(ecn, packet[1] & 3);
      assertEquals(0, Checksum.of(packet, 0, 20));
    }
    assertTrue(TrafficClass.decrementHopLimit(packet, 0, 4));
    assertEquals(63, packet[8]);
    assertEquals(0, Checksum.of(packet, 0, 20));
  }

  @Test
  void changesToAnIpv6HeaderTouchNothingElse() {
    byte[] packet = Packets.udp("2001:db8::1", "2001:db8::2", 4);
    packet[1] = (byte) 0xCF;
    byte[] before = packet.clone();
    TrafficClass.setEcn(packet, 0, 6, 3);
    assertEquals((byte) 0xFF, packet[1]);
    TrafficClass.setEcn(packet, 0, 6, 0);
    assertArrayEquals(before, packet);
    assertTrue(TrafficClass.decrementHopLimit(packet, 0, 6));
    assertEquals(63, packet[7]);
    packet[7] = 1;
    assertFalse(TrafficClass.decrementHopLimit(packet, 0, 6));
    assertEquals(1, packet[7]);
  }
}
