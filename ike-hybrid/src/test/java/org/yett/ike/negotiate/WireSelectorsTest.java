package org.yett.ike.negotiate;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.yett.ike.wire.Octets;
import org.yett.ike.wire.Selector;
import org.yett.ike.wire.Side;
import org.yett.ike.wire.TsPayload;
import org.yett.spec.iana.TrafficSelectorType;

class WireSelectorsTest {

  @Test
  void aPairSurvivesThePayloads() {
    SelectorPair pair =
        new SelectorPair(
            List.of(TrafficSelectorTest.ts("10.1.0.0/16[tcp/80]"), TrafficSelectorTest.ts("::/0")),
            List.of(TrafficSelectorTest.ts("10.0.0.1-10.0.0.9[udp/opaque]")));
    assertEquals(Side.INITIATOR, WireSelectors.tsi(pair).side());
    assertEquals(Side.RESPONDER, WireSelectors.tsr(pair).side());
    assertEquals(pair, WireSelectors.fromWire(WireSelectors.tsi(pair), WireSelectors.tsr(pair)));
  }

  @Test
  void selectorsOfUnknownTypesAreLeftOut() {
    TsPayload known =
        WireSelectors.tsi(
            new SelectorPair(List.of(TrafficSelectorTest.ts("10.1.0.0/16")), List.of()));
    TsPayload payload =
        new TsPayload(
            Side.INITIATOR,
            List.of(
                new Selector.Unknown(TrafficSelectorType.SECLABEL, 0, Octets.ofHex("6c61")),
                known.selectors().getFirst()));
    assertEquals(List.of(TrafficSelectorTest.ts("10.1.0.0/16")), WireSelectors.fromWire(payload));
  }
}
