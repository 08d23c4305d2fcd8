package org.yett.gateway.config.settings;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class SettingsErrorTest {

  @TempDir Path directory;

  static List<String> errors(SettingsResult result) {
    return switch (result) {
      case SettingsResult.Failed failed ->
          failed.errors().stream().map(SettingsProblem::toString).toList();
      case SettingsResult.Parsed parsed -> fail("read without error");
    };
  }

  private static List<String> errors(String text) {
    return errors(SettingsParser.parse("x.conf", text, Path.of("/nowhere")));
  }

  static List<List<String>> mistakes() {
    return List.of(
        List.of("{\n k = v\n}", "x.conf:1:1: expected a key, a section name or '}', found '{'"),
        List.of("a {\n = v\n}", "x.conf:2:2: expected a key, a section name or '}', found '='"),
        List.of(
            "a {\n  k = v\n",
            "x.conf:3:1: end of file: expected '}' for section 'a' opened at x.conf:1:1"),
        List.of("k = v\n}", "x.conf:2:1: '}' closes no section of this file"),
        List.of(
            "k = \"abc\nx",
            "x.conf:1:5: the string that starts here has no closing '\"' before the end of the"
                + " file"),
        List.of(
            "spaces in name {}", "x.conf:1:1: expected '=', '{' or ':' after 'spaces', found 'in'"),
        List.of("  word\nk = v", "x.conf:1:3: expected '=', '{' or ':' after 'word', found 'k'"),
        List.of(
            "k = v\nword",
            "x.conf:2:1: expected '=', '{' or ':' after 'word', found the end of the file"),
        List.of(
            "\"k\" = v",
            "x.conf:1:1: expected a key, a section name or '}', found a quoted string: quotes"
                + " belong to values only"),
        List.of(
            "a :: b {}",
            "x.conf:1:4: expected the name of a section that 'a' refers to, found ':'"),
        List.of("a : b c {}", "x.conf:1:7: expected ',' or '{' after a reference, found 'c'"),
        List.of("a.b { }", "x.conf:1:1: expected '=', '{' or ':' after 'a', found '.'"),
        List.of("a : b { }", "x.conf:1:5: section 'a' refers to section 'b', which does not exist"),
        List.of("a : a { }", "x.conf:1:5: section 'a' refers to itself through 'a'"));
  }

  @ParameterizedTest
  @MethodSource("mistakes")
  void aMistakeIsReportedWithItsPlaceAndWhatWasExpected(List<String> mistake) {
    assertEquals(mistake.get(1), errors(mistake.get(0)).getFirst());
  }

  @Test
  void allErrorsOfAFileAreReportedTogether() {
    assertEquals(
        List.of(
            "x.conf:1:1: expected '=', '{' or ':' after 'first', found 'wrong'",
            "x.conf:3:2: expected a key, a section name or '}', found '='",
            "x.conf:5:1: '}' closes no section of this file"),
        errors("first wrong\na {\n = 3\n}\n}\n"));
  }

  @Test
  void twoSectionsThatReferToEachOtherAreAnErrorOfBoth() {
    assertEquals(
        List.of(
            "x.conf:1:5: section 'a' refers to itself through 'b'",
            "x.conf:2:5: section 'b' refers to itself through 'a'"),
        errors("a : b { }\nb : a { }"));
  }

  @Test
  void noErrorShowsAValue() {
    assertTrue(
        errors("secret = s3cret } extra\nb {").stream().noneMatch(e -> e.contains("s3cret")));
  }

  @Test
  void referencesThatMultiplyEndInAnErrorSoon() {
    String chain =
        IntStream.range(0, 200)
            .mapToObj(i -> "s" + i + " : s" + (i + 1) + " { x : s" + (i + 1) + ".x { } }")
            .collect(Collectors.joining("\n", "", "\ns200 { x { } }"));
    Assertions.assertTimeoutPreemptively(
        Duration.ofSeconds(10),
        () -> assertTrue(errors(chain).getFirst().contains("too many or too deep to follow")));
  }

  @Test
  void sectionsNestedTooDeepAreAnError() {
    assertTrue(errors("a {".repeat(100_000)).getFirst().contains("nested deeper than 32 levels"));
  }

  @Test
  void aMissingFileIsAnError() {
    Path missing = directory.resolve("missing.conf");
    assertEquals(
        List.of(missing + ":1:1: no such file: " + missing), errors(SettingsParser.parse(missing)));
  }

  @Test
  void aFileThatIncludesItselfIsAnError() throws IOException {
    Path file = directory.resolve("a.conf");
    Files.writeString(file, "x = 1\ninclude a.conf\n");
    assertEquals(
        List.of(file + ":2:9: " + file + " includes itself"), errors(SettingsParser.parse(file)));
  }

  @Test
  void anIncludedFileMustCloseItsSections() throws IOException {
    Path file = directory.resolve("a.conf");
    Path included = directory.resolve("b.conf");
    Files.writeString(file, "a {\ninclude b.conf\n}\n");
    Files.writeString(included, "k = v\n}\nb {\n");
    assertEquals(
        List.of(
            included + ":2:1: '}' closes no section of this file",
            included
                + ":4:1: end of file: expected '}' for section 'b' opened at "
                + included
                + ":3:1"),
        errors(SettingsParser.parse(file)));
  }

  @Test
  void octetsThatAreNotUtf8AreAnErrorInAValueAndNoneInAComment() throws IOException {
    Path file = directory.resolve("latin.conf");
    Files.write(file, "# caf\u00e9\nk = v\n".getBytes(StandardCharsets.ISO_8859_1));
    assertTrue(SettingsParser.parse(file) instanceof SettingsResult.Parsed);
    Files.write(file, "k = caf\u00e9\n".getBytes(StandardCharsets.ISO_8859_1));
    assertEquals(
        List.of(file + ":1:5: text that is not UTF-8: expected UTF-8"),
        errors(SettingsParser.parse(file)));
  }
}
