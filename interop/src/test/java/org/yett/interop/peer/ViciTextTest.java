package org.yett.interop.peer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class ViciTextTest {

  /** Printed by swanctl 6.1.0 about a live IKE SA. */
  static String sample() throws IOException {
    try (InputStream in = ViciTextTest.class.getResourceAsStream("list-sas.txt")) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private static List<IkeSaState> read(String text) {
    return assertInstanceOf(ViciText.Parsed.Sas.class, ViciText.ikeSas(text)).sas();
  }

  @Test
  void an_ike_sa_is_read_with_its_suite_and_child() throws IOException {
    List<IkeSaState> sas = read(sample());
    assertEquals(1, sas.size());
    IkeSaState sa = sas.getFirst();
    assertEquals("lab", sa.name());
    assertTrue(sa.established());
    assertEquals(false, sa.initiator());
    assertEquals("a392e587ff097ca0", sa.initiatorSpi());
    assertEquals(4500, sa.remotePort());
    assertEquals(Map.of(1, "ML_KEM_768", 2, "ECP_384"), sa.additionalKeyExchanges());
    assertEquals(
        "AES_GCM_16_256/PRF_HMAC_SHA2_384/CURVE_25519/KE1_ML_KEM_768/KE2_ECP_384", sa.suite());
    ChildSaState child = sa.children().getFirst();
    assertTrue(child.installed());
    assertTrue(child.udpEncapsulated());
    assertEquals("d8a94fbc", child.spiIn());
    assertEquals("ee28eb1b", child.spiOut());
    assertEquals(Optional.empty(), child.integrity());
    assertEquals("AES_GCM_16_256", child.suite());
    assertEquals(List.of("10.81.1.0/24", "fd81:0:0:1::/64"), child.remoteSelectors());
  }

  @Test
  void no_ike_sa_is_an_empty_list() {
    assertEquals(List.of(), read("list-sas reply {\n}\n"));
    assertEquals(List.of(), read("list-sas reply {}\n"));
    assertEquals(List.of(), read(""));
  }

  @Test
  void a_cut_or_foreign_text_is_not_understood() throws IOException {
    String half = sample().substring(0, sample().length() / 2);
    assertInstanceOf(ViciText.Parsed.NotUnderstood.class, ViciText.ikeSas(half));
    assertInstanceOf(
        ViciText.Parsed.NotUnderstood.class, ViciText.ikeSas("connecting to 'x' failed\n"));
    assertInstanceOf(
        ViciText.Parsed.NotUnderstood.class,
        ViciText.ikeSas(sample().replace("packets-in = 0", "packets-in = many")));
  }

  @Test
  void counters_are_read_by_name() {
    assertEquals(
        Map.of("invalid", 0L, "ike-init-in-req", 3L, "yett-esp-bad-icv", 12L),
        ViciText.counters(
            """
            global:
              invalid               : 0
              ike-init-in-req       : 3
              yett-esp-bad-icv      : 12
            """));
  }

  @Property(tries = 200)
  void no_text_makes_the_reader_throw(@ForAll String text) {
    ViciText.ikeSas("list-sa event {\n" + text);
  }
}
