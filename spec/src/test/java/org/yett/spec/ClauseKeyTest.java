package org.yett.spec;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ClauseKeyTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "rfc9370",
        "rfc9370:2.2.1",
        "rfc9370:2.2.1/3",
        "rfc7296:2.5/x1",
        "ikev2-mlkem-08:2.2/1",
        "rfc4301:D.2/1"
      })
  void aKeyPrintsAsItIsWritten(String text) {
    assertEquals(text, ClauseKey.parse(text).orElseThrow().toString());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "RFC9370:2.2", "rfc9370:", "rfc9370:2.2/", "rfc9370:2.2/0", "rfc9370:2..2/1"})
  void whatIsNoKeyIsRefused(String text) {
    assertTrue(ClauseKey.parse(text).isEmpty());
  }

  @Test
  void aSectionCoversItsSentencesAndNoOthers() {
    ClauseKey section = ClauseKey.parse("rfc9370:2.2").orElseThrow();
    assertTrue(section.covers(ClauseKey.parse("rfc9370:2.2/1").orElseThrow()));
    assertFalse(section.covers(ClauseKey.parse("rfc9370:2.2.1/1").orElseThrow()));
    assertFalse(section.covers(ClauseKey.parse("rfc9242:2.2/1").orElseThrow()));
  }

  @Test
  void keysSortAsAReaderMeetsThem() {
    List<String> sorted =
        Stream.of(
                "rfc1:10/1", "rfc1:A/1", "rfc1:2.10/1", "rfc1:2.9/x1", "rfc1:2.9/10", "rfc1:2.9/2")
            .map(text -> ClauseKey.parse(text).orElseThrow())
            .sorted()
            .map(ClauseKey::toString)
            .toList();
    assertEquals(
        List.of("rfc1:2.9/2", "rfc1:2.9/10", "rfc1:2.9/x1", "rfc1:2.10/1", "rfc1:10/1", "rfc1:A/1"),
        sorted);
  }
}
