package org.yett.gateway.config.settings;

import static org.junit.jupiter.api.Assertions.assertFalse;

import java.nio.file.Path;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class SettingsRobustnessPropertyTest {

  @Provide
  Arbitrary<String> settingsLike() {
    return Arbitraries.of(
            "a", "b", "conn", "include", "{", "}", "=", ":", ".", ",", "#", "\"", "\\", "\n",
            "\r\n", " ", "\t", "0x00", "\0", "\uFEFF", "\u00e9", "\uD83D", "%any", "*")
        .list()
        .ofMaxSize(60)
        .map(parts -> String.join("", parts));
  }

  @Property(tries = 1000)
  void textOfPunctuationAndWordsIsReadOrRefusedWithAPlace(@ForAll("settingsLike") String text) {
    read(text);
  }

  @Property(tries = 300)
  void anyTextIsReadOrRefusedWithAPlace(@ForAll String text) {
    read(text);
  }

  private static void read(String text) {
    switch (SettingsParser.parse("p.conf", text, Path.of("/nowhere"))) {
      case SettingsResult.Parsed parsed -> walk(parsed.tree().root(), 0);
      case SettingsResult.Failed failed -> {
        assertFalse(failed.errors().isEmpty());
        for (SettingsProblem problem : failed.errors()) {
          assertFalse(problem.message().isBlank());
        }
      }
    }
  }

  private static void walk(SettingsView view, int depth) {
    List<Setting> settings = view.settings();
    assertFalse(settings.stream().anyMatch(s -> s.key().isEmpty()));
    if (depth < 5) {
      view.sections().forEach(child -> walk(child, depth + 1));
    }
  }
}
