package org.yett.gateway.config.settings;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SettingsGrammarTest {

  static SettingsTree parse(String text) {
    return switch (SettingsParser.parse("test.conf", text, Path.of("/nowhere"))) {
      case SettingsResult.Parsed parsed -> parsed.tree();
      case SettingsResult.Failed failed -> fail(failed.errors().toString());
    };
  }

  static Optional<String> value(SettingsTree tree, String path) {
    SettingsView view = tree.root();
    String[] names = path.split("\\.");
    for (int i = 0; i < names.length - 1; i++) {
      Optional<SettingsView> next = view.section(names[i]);
      if (next.isEmpty()) {
        return Optional.empty();
      }
      view = next.get();
    }
    return view.setting(names[names.length - 1]).map(Setting::value);
  }

  private static void assertValue(String expected, String text, String path) {
    assertEquals(Optional.of(expected), value(parse(text), path));
  }

  @Test
  void sectionsNestAndValuesRunToTheEndOfTheLine() {
    SettingsTree tree =
        parse(
            """
            outside = 1
            a {
              k = v
              b {
                k = other value
              }
              after = x
            }
            """);
    assertEquals(Optional.of("1"), value(tree, "outside"));
    assertEquals(Optional.of("v"), value(tree, "a.k"));
    assertEquals(Optional.of("other value"), value(tree, "a.b.k"));
    assertEquals(Optional.of("x"), value(tree, "a.after"));
  }

  @Test
  void aWholeSectionMayStandOnOneLine() {
    assertValue("v", "a { b { k = v } l = w }", "a.b.k");
    assertValue("w", "a { b { k = v } l = w }", "a.l");
  }

  @Test
  void theBraceMayStandOnALaterLine() {
    assertValue("v", "a\n# comment\n{\nk = v\n}", "a.k");
  }

  @Test
  void wordsOfAValueAreJoinedBySingleBlanks() {
    assertValue("one two three", "k =  one \t two   three  ", "k");
  }

  @Test
  void aValueMayHoldEqualsSignsColonsAndOpeningBraces() {
    assertValue("a=b { c: d, e", "k = a=b { c: d, e", "k");
  }

  @Test
  void aHashEndsAValueUnlessItIsQuoted() {
    assertValue("a", "k = a # comment", "k");
    assertValue("a", "k = a#comment", "k");
    assertValue("a # b", "k = \"a # b\" # comment", "k");
  }

  @Test
  void aQuotedStringKeepsBlanksBracesAndLineEnds() {
    assertValue("  a \t {b}\nc", "k = \"  a \t {b}\nc\"", "k");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\u0001',
      value = {
        "a\\\"b|a\"b",
        "a\\\\b|a\\b",
        "a\\qb|aqb",
        "\\#|#",
        "caf\u00e9|caf\u00e9",
      })
  void backslashTakesTheNextCharacterLiterally(String written, String meant) {
    assertValue(meant, "k = \"" + written + "\"", "k");
  }

  @Test
  void escapesForLineEndAndTabAreKnown() {
    assertValue("a\nb\rc\td", "k = \"a\\nb\\rc\\td\"", "k");
  }

  @Test
  void anEscapedLineEndJoinsLines() {
    assertValue("joined  up", "k = \"joined \\\n up\"", "k");
    assertValue("joinedup", "k = \"joined\\\r\nup\"", "k");
  }

  @Test
  void stringsAndWordsOfAValueAreJoinedByOneBlank() {
    assertValue("strings are one", "k = \"strings\" are \"one\"", "k");
    assertValue("a b", "k = a\"b\"", "k");
  }

  @Test
  void carriageReturnsAreNoPartOfTheText() {
    SettingsTree tree = parse("a {\r\n k = v\r\n none =\r\n l = \"x\r\ny\"\r\n}\r\n");
    assertEquals(Optional.of("v"), value(tree, "a.k"));
    assertEquals(Optional.empty(), value(tree, "a.none"));
    assertEquals(Optional.of("x\ny"), value(tree, "a.l"));
  }

  @Test
  void anEmptyStringIsAValueAndNothingIsNone() {
    SettingsTree tree = parse("empty = \"\"\nnone =\nnone2 = # comment\n");
    assertEquals(Optional.of(""), value(tree, "empty"));
    assertEquals(Optional.empty(), value(tree, "none"));
    assertEquals(
        List.of("none", "none2"), tree.root().cleared().stream().map(ClearedSetting::key).toList());
  }

  @Test
  void namesMayHoldWhateverIsNoPunctuation() {
    SettingsTree tree = parse("gw-gw@%any/*[1] { sub%-'1' = ok }");
    assertEquals(
        "ok", tree.root().section("gw-gw@%any/*[1]").orElseThrow().settings().getFirst().value());
  }

  @Test
  void aKeyAndASectionMayShareAName() {
    SettingsTree tree = parse("a { b = v \n b { c = w } }");
    assertEquals(Optional.of("v"), value(tree, "a.b"));
    assertEquals(Optional.of("w"), value(tree, "a.b.c"));
  }

  @Test
  void aRepeatedSectionAddsAndALaterValueReplaces() {
    SettingsTree tree = parse("a { k = 1\n l = 2 }\na { k = 3\n m = 4 }");
    SettingsView a = tree.root().section("a").orElseThrow();
    assertEquals(List.of("k", "l", "m"), a.settings().stream().map(Setting::key).toList());
    assertEquals(List.of("3", "2", "4"), a.settings().stream().map(Setting::value).toList());
    assertEquals(3, a.setting("k").orElseThrow().keyPosition().line());
  }

  @Test
  void everyValueKnowsWhereItWasWritten() {
    Setting k =
        parse("a {\n\tkey =   \"v\"\n}").root().section("a").orElseThrow().settings().getFirst();
    assertEquals(new SourcePosition("test.conf", 2, 2), k.keyPosition());
    assertEquals(new SourcePosition("test.conf", 2, 10), k.valuePosition());
  }

  @Test
  void positionsCountOnAfterAMultiLineString() {
    Setting l = parse("k = \"a\nb\"\nl = x").root().setting("l").orElseThrow();
    assertEquals(3, l.keyPosition().line());
  }

  @Test
  void printingASettingDoesNotShowItsValue() {
    Setting setting = parse("secret = hush-hush").root().settings().getFirst();
    assertFalse(setting.toString().contains("hush"));
  }

  @Test
  void includeAsAKeyOrSectionNameIsNoInclude() {
    assertValue("v", "a { include = v }", "a.include");
    assertValue("v", "a { include   = v }", "a.include");
    assertValue("v", "include { k = v }", "include.k");
    assertValue("v", "includes = v", "includes");
  }

  @Test
  void anIncludeWithoutAPatternIsAWarning() {
    SettingsResult result =
        SettingsParser.parse("t", "a {\n  include # nothing\n}", Path.of("/nowhere"));
    assertTrue(
        result instanceof SettingsResult.Parsed parsed && parsed.warnings().size() == 1,
        result::toString);
  }
}
