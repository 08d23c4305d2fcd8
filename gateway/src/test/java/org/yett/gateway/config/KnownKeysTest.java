package org.yett.gateway.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.yett.gateway.config.KeyRule.Treatment;

class KnownKeysTest {

  @Test
  void everyKeyThatStrongSwanDocumentsHasATreatment() throws IOException {
    List<String> missing =
        documented().stream()
            .filter(path -> {
              List<String> names = Arrays.asList(path.split("\\."));
              return KnownKeys.find(names.subList(0, names.size() - 1), names.getLast()).isEmpty();
            })
            .toList();
    assertEquals(List.of(), missing);
  }

  private static List<String> documented() throws IOException {
    try (InputStream in = KnownKeysTest.class.getResourceAsStream("strongswan-6.1-keys.txt")) {
      List<String> keys = new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
      assertTrue(keys.size() > 200);
      return keys;
    }
  }

  @Test
  void aKeyThatIsNotHonouredSaysWhy() {
    for (KeyRule rule : KnownKeys.all()) {
      assertEquals(rule.treatment() == Treatment.HONOURED, rule.note().isEmpty(), rule::path);
    }
  }

  @Test
  void neutralAndToleratedValuesHaveTheFormOfTheKey() {
    for (KeyRule rule : KnownKeys.all()) {
      rule.neutral().forEach(v -> assertTrue(rule.syntax().accepts(v), rule.path() + " " + v));
      rule.tolerated().forEach(v -> assertTrue(rule.syntax().accepts(v), rule.path() + " " + v));
    }
  }

  @Test
  void noKeyHasTwoTreatments() {
    Set<String> seen = new HashSet<>();
    for (KeyRule rule : KnownKeys.all()) {
      assertTrue(seen.add(rule.path()), rule::path);
    }
  }

  @Test
  void theNearestNameIsOneThatDiffersLittle() {
    assertEquals(
        "rekey_time",
        EditDistance.nearest("rekye_time", KnownKeys.keysOf(List.of("connections", "gw")))
            .orElseThrow());
    assertTrue(
        EditDistance.nearest("zzzzzzzz", KnownKeys.keysOf(List.of("connections", "gw"))).isEmpty());
    assertEquals(1, EditDistance.between("ab", "ba"));
    assertEquals(2, EditDistance.between("", "ab"));
  }

  @Test
  void unitsOfTimeAndVolumeAreKnown() {
    assertEquals(4 * 3600, ValueSyntax.time("4h").orElseThrow().toSeconds());
    assertEquals(86_400, ValueSyntax.time("1 d").orElseThrow().toSeconds());
    assertEquals(90, ValueSyntax.time("90").orElseThrow().toSeconds());
    assertEquals(5L << 30, ValueSyntax.bytes("5G").orElseThrow());
    assertEquals(Long.MAX_VALUE, ValueSyntax.bytes("999999999999999999g").orElseThrow());
    assertEquals(255, ValueSyntax.number("0xFF").orElseThrow());
    for (String bad : List.of("", "h", "4w", "-1", "1.5h", "010", "4 h m", "99999999999")) {
      assertTrue(ValueSyntax.time(bad).isEmpty(), bad);
    }
    assertFalse(ValueSyntax.number("010").isPresent());
    assertFalse(ValueSyntax.number("0xffffffffffffffff").isPresent());
  }
}
