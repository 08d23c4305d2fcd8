package org.yett.interop.peer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.file.Path;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.AlphaChars;
import net.jqwik.api.constraints.CharRange;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;
import org.yett.gateway.config.settings.SettingsParser;
import org.yett.gateway.config.settings.SettingsResult;

class SettingsTest {

  @Test
  void values_come_before_sections_in_the_order_in_which_they_were_made() {
    Settings settings =
        Settings.builder()
            .set("a.b.c", "1")
            .set("z", "two words")
            .set("a.d", "say \"hi\" \\")
            .build();
    assertEquals(
        """
        z = "two words"
        a {
          d = "say \\"hi\\" \\\\"
          b {
            c = 1
          }
        }
        """,
        settings.text());
    assertEquals(Optional.of("1"), settings.get("a.b.c"));
    assertEquals(Optional.empty(), settings.get("a.b.x"));
  }

  @Test
  void a_later_value_or_tree_wins() {
    Settings added = Settings.builder().set("a.b", "3").set("c", "4").build();
    Settings settings = Settings.builder().set("a.b", "1").set("a.b", "2").addAll(added).build();
    assertEquals(Optional.of("3"), settings.get("a.b"));
    assertEquals(Optional.of("4"), settings.get("c"));
  }

  @Test
  void names_and_values_that_a_file_cannot_hold_are_refused() {
    Settings.Builder builder = Settings.builder();
    assertThrows(IllegalArgumentException.class, () -> builder.set("a b", "1"));
    assertThrows(IllegalArgumentException.class, () -> builder.set("a", "1\n2"));
    assertThrows(IllegalArgumentException.class, () -> builder.set("", "1"));
  }

  @Property(tries = 200)
  void the_gateways_own_parser_reads_every_value_back(
      @ForAll @AlphaChars @StringLength(min = 1, max = 8) String key,
      @ForAll @CharRange(from = ' ', to = '~') @StringLength(min = 1, max = 30) String value) {
    Settings settings = Settings.builder().set("section." + key, value).build();
    SettingsResult result = SettingsParser.parse("test.conf", settings.text(), Path.of("/"));
    SettingsResult.Parsed parsed = assertInstanceOf(SettingsResult.Parsed.class, result);
    String read =
        parsed
            .tree()
            .root()
            .section("section")
            .flatMap(section -> section.setting(key))
            .map(setting -> setting.value())
            .orElseThrow();
    assertEquals(value, read);
  }
}
