package org.yett.gateway.config.settings;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.fail;
import static org.yett.gateway.config.settings.SettingsGrammarTest.value;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SettingsIncludeTest {

  @TempDir Path directory;

  @BeforeEach
  void files() throws IOException {
    Files.createDirectories(directory.resolve("conf.d"));
    Files.writeString(directory.resolve("conf.d/10-a.conf"), "a { k = ten\n l = a }\nwho = ten\n");
    Files.writeString(
        directory.resolve("conf.d/20-b.conf"), "a { k = twenty }\ninclude ../deep.txt\n");
    Files.writeString(directory.resolve("conf.d/.hidden.conf"), "who = hidden\n");
    Files.writeString(directory.resolve("conf.d/other.txt"), "who = other\n");
    Files.createDirectories(directory.resolve("conf.d/directory.conf"));
    Files.writeString(directory.resolve("deep.txt"), "deep = yes\n");
    Files.writeString(directory.resolve("with space.conf"), "space = yes\n");
  }

  private SettingsResult.Parsed parse(String text) throws IOException {
    Path main = directory.resolve("main.conf");
    Files.writeString(main, text);
    return switch (SettingsParser.parse(main)) {
      case SettingsResult.Parsed parsed -> parsed;
      case SettingsResult.Failed failed -> fail(failed.errors().toString());
    };
  }

  @Test
  void aPatternIncludesRegularFilesInTheOrderOfTheirNames() throws IOException {
    SettingsTree tree = parse("include conf.d/*.conf\n").tree();
    assertEquals(Optional.of("twenty"), value(tree, "a.k"));
    assertEquals(Optional.of("a"), value(tree, "a.l"));
    assertEquals(Optional.of("ten"), value(tree, "who"));
    assertEquals(
        List.of("main.conf", "10-a.conf", "20-b.conf", "deep.txt"),
        tree.files().stream().map(f -> f.getFileName().toString()).toList());
  }

  @Test
  void aRelativePatternBelongsToTheDirectoryOfItsFile() throws IOException {
    assertEquals(Optional.of("yes"), value(parse("include conf.d/20-b.conf").tree(), "deep"));
  }

  @Test
  void anIncludeInsideASectionAddsToThatSection() throws IOException {
    assertEquals(Optional.of("ten"), value(parse("s { include conf.d/1*.conf\n}").tree(), "s.a.k"));
    assertEquals(Optional.of("ten"), value(parse("s { include conf.d/1*.conf }").tree(), "s.who"));
  }

  @Test
  void bracketsQuestionMarksAndAbsolutePathsWork() throws IOException {
    assertEquals(
        Optional.of("ten"),
        value(parse("include " + directory + "/conf.?/[0-1][!1-9]-*.conf").tree(), "a.k"));
  }

  @Test
  void blanksInAPatternAreQuotedOrEscaped() throws IOException {
    assertEquals(Optional.of("yes"), value(parse("include \"with space.conf\"").tree(), "space"));
    assertEquals(Optional.of("yes"), value(parse("include with\\ space.conf").tree(), "space"));
  }

  @Test
  void aFileIsOnlyWarnedAboutIfItIsMissingAndNamedOutright() throws IOException {
    SettingsResult.Parsed parsed = parse("include none/*.conf\ninclude none.conf\nk = v");
    assertEquals(
        List.of(directory.resolve("main.conf") + ":2:9: include 'none.conf' names no file"),
        parsed.warnings().stream().map(SettingsProblem::toString).toList());
    assertEquals(Optional.of("v"), value(parsed.tree(), "k"));
  }

  @Test
  void aValueFromAnIncludedFileNamesThatFile() throws IOException {
    Setting who = parse("include conf.d/10-a.conf").tree().root().setting("who").orElseThrow();
    assertEquals(
        new SourcePosition(directory.resolve("conf.d/10-a.conf").toString(), 3, 1),
        who.keyPosition());
  }
}
