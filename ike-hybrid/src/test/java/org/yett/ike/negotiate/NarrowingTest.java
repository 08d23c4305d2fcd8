package org.yett.ike.negotiate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.yett.ike.wire.Offence;

class NarrowingTest {

  private static List<TrafficSelector> list(String... selectors) {
    return Arrays.stream(selectors).map(TrafficSelectorTest::ts).toList();
  }

  private static Narrowing.Result.Narrowed narrowed(SelectorPair offered, SelectorPair policy) {
    return assertInstanceOf(Narrowing.Result.Narrowed.class, Narrowing.narrow(offered, policy));
  }

  @Test
  void anOfferThatThePolicyAllowsEntirelyComesBackAsItIs() {
    SelectorPair offered = new SelectorPair(list("10.1.0.0/16"), list("10.2.0.0/16"));
    var result = narrowed(offered, new SelectorPair(list("10.0.0.0/8"), list("0.0.0.0/0")));
    assertEquals(offered, result.selectors());
    assertFalse(result.narrowed());
    assertTrue(result.firstIncluded());
    assertFalse(result.additionalPossible());
  }

  @Test
  @Tag("rfc7296:2.9/4")
  void aWiderOfferIsNarrowedToThePolicy() {
    var result =
        narrowed(
            new SelectorPair(list("0.0.0.0/0"), list("0.0.0.0/0", "::/0")),
            new SelectorPair(list("10.1.0.0/16"), list("10.2.0.0/16[tcp/80]")));
    assertEquals(
        new SelectorPair(list("10.1.0.0/16"), list("10.2.0.0/16[tcp/80]")), result.selectors());
    assertTrue(result.narrowed());
    assertFalse(result.firstIncluded());
  }

  @Test
  @Tag("rfc7296:2.9/2")
  void theAnswerIncludesTheInitiatorsFirstSelectorsIfThePolicyAllowsThem() {
    // The example of RFC 7296 2.9: a packet of 198.51.100.43 asked for the SA.
    var result =
        narrowed(
            new SelectorPair(
                list("198.51.100.43[udp/53]", "198.51.100.0/24"), list("192.0.2.0/24")),
            new SelectorPair(list("198.51.100.43", "203.0.113.0/24"), list("192.0.2.0/24")));
    assertEquals(new SelectorPair(list("198.51.100.43"), list("192.0.2.0/24")), result.selectors());
    assertTrue(result.firstIncluded());
    assertTrue(result.narrowed());
  }

  @Test
  void theInitiatorsOrderOfPreferenceIsKept() {
    var result =
        narrowed(
            new SelectorPair(list("10.3.0.0/16", "10.1.0.0/16"), list("::/0", "0.0.0.0/0")),
            new SelectorPair(list("10.1.0.0/16", "10.3.0.0/16"), list("0.0.0.0/0")));
    assertEquals(list("10.3.0.0/16", "10.1.0.0/16"), result.selectors().tsi());
  }

  @Test
  @Tag("rfc7296:2.9/x1")
  void noCommonTrafficIsUnacceptableAndSaysWhatBothSidesHave() {
    var result =
        Narrowing.narrow(
            new SelectorPair(list("10.1.0.0/16"), list("10.2.0.0/16")),
            new SelectorPair(list("10.1.0.0/16"), list("10.3.0.0/16")));
    assertEquals(
        "no common traffic: the peer offers 10.1.0.0/16 === 10.2.0.0/16,"
            + " we accept 10.1.0.0/16 === 10.3.0.0/16",
        assertInstanceOf(Narrowing.Result.Unacceptable.class, result).reason());
  }

  @Test
  void selectorsThatNoPacketCanMatchAtBothEndsAreNoCommonTraffic() {
    SelectorPair everything =
        new SelectorPair(list("0.0.0.0/0", "::/0"), list("0.0.0.0/0", "::/0"));
    assertInstanceOf(
        Narrowing.Result.Unacceptable.class,
        Narrowing.narrow(new SelectorPair(list("10.0.0.0/8"), list("::/0")), everything));
    assertInstanceOf(
        Narrowing.Result.Unacceptable.class,
        Narrowing.narrow(
            new SelectorPair(list("10.0.0.0/8[tcp]"), list("10.0.0.0/8[udp]")), everything));
    var result =
        narrowed(
            new SelectorPair(list("10.0.0.0/8", "2001:db8::/32"), list("10.0.0.0/8")), everything);
    assertEquals(list("10.0.0.0/8"), result.selectors().tsi());
  }

  @Test
  void anOfferOfUnknownSelectorTypesAloneIsUnacceptable() {
    assertInstanceOf(
        Narrowing.Result.Unacceptable.class,
        Narrowing.narrow(
            new SelectorPair(List.of(), list("0.0.0.0/0")),
            new SelectorPair(list("0.0.0.0/0"), list("0.0.0.0/0"))));
  }

  @Test
  @Tag("rfc7296:2.9/3")
  void moreThanOneAnswerCanCarryIsAnnouncedAsAdditional() {
    List<TrafficSelector> many = new ArrayList<>();
    for (int i = 0; i < 300; i++) {
      many.add(TrafficSelectorTest.ts("10." + i / 256 + "." + i % 256 + ".1"));
    }
    var result =
        narrowed(
            new SelectorPair(list("0.0.0.0/0"), list("0.0.0.0/0")),
            new SelectorPair(many, list("0.0.0.0/0")));
    assertEquals(Narrowing.MAX_SELECTORS, result.selectors().tsi().size());
    assertTrue(result.additionalPossible());
  }

  @Test
  void theInitiatorAcceptsASubset() {
    SelectorPair offered = new SelectorPair(list("10.0.0.0/8"), list("0.0.0.0/0"));
    SelectorPair answered = new SelectorPair(list("10.1.0.0/16[tcp]"), list("10.2.0.0/16"));
    assertEquals(
        new Narrowing.Answer.Accepted(answered, true), Narrowing.verify(offered, answered));
    assertEquals(new Narrowing.Answer.Accepted(offered, false), Narrowing.verify(offered, offered));
  }

  @Test
  void theInitiatorAcceptsARangeThatItsOffersCoverTogether() {
    SelectorPair offered = new SelectorPair(list("10.0.0.0/9", "10.128.0.0/9"), list("0.0.0.0/0"));
    SelectorPair answered = new SelectorPair(list("10.64.0.0-10.192.0.0"), list("0.0.0.0/0"));
    assertInstanceOf(Narrowing.Answer.Accepted.class, Narrowing.verify(offered, answered));
  }

  @Test
  void theInitiatorRefusesWiderAndMissingSelectors() {
    SelectorPair offered = new SelectorPair(list("10.0.0.0/8[tcp]"), list("10.0.0.0/8"));
    for (SelectorPair answered :
        List.of(
            new SelectorPair(list("10.0.0.0/8"), list("10.0.0.0/8")),
            new SelectorPair(list("10.0.0.0/8[tcp]"), list("0.0.0.0/0")),
            new SelectorPair(list("10.0.0.0/8[tcp]"), list("10.0.0.0/8", "11.0.0.0/32")),
            new SelectorPair(list(), list("10.0.0.0/8")),
            new SelectorPair(list("10.0.0.0/8[tcp]"), list()))) {
      Narrowing.Answer.Violation violation =
          assertInstanceOf(
              Narrowing.Answer.Violation.class,
              Narrowing.verify(offered, answered),
              answered::toString);
      assertEquals(Offence.SELECTED_UNOFFERED_TRAFFIC, violation.offence());
    }
  }

  @Test
  void aRekeyedPairMustNotBeNarrower() {
    SelectorPair old = new SelectorPair(list("10.0.0.0/8"), list("10.2.0.0/16"));
    assertTrue(new SelectorPair(list("0.0.0.0/0"), list("10.2.0.0/16")).covers(old));
    assertFalse(new SelectorPair(list("10.1.0.0/16"), list("10.2.0.0/16")).covers(old));
    assertEquals(new SelectorPair(list("10.2.0.0/16"), list("10.0.0.0/8")), old.swapped());
  }
}
