package org.yett.gateway.config.settings;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.yett.gateway.config.settings.SettingsGrammarTest.parse;
import static org.yett.gateway.config.settings.SettingsGrammarTest.value;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SettingsReferenceTest {

  @Test
  void ownKeysComeFirstAndHideThoseOfTheReferredSection() {
    SettingsTree tree =
        parse(
            """
            base { version = 2
              proposals = p
              dpd = 5 }
            conn : base {
              proposals = q
              dpd =
              own = o
            }
            """);
    SettingsView conn = tree.root().section("conn").orElseThrow();
    assertEquals(
        List.of("proposals", "own", "version"),
        conn.settings().stream().map(Setting::key).toList());
    assertEquals(Optional.of("q"), value(tree, "conn.proposals"));
    assertEquals(Optional.of("2"), value(tree, "conn.version"));
    assertEquals(Optional.empty(), value(tree, "conn.dpd"));
  }

  @Test
  void subsectionsAreMergedWithThoseOfTheReferredSection() {
    SettingsTree tree =
        parse(
            """
            base { local { auth = psk
                id = a }
              remote { auth = psk } }
            conn : base { local { id = b } }
            """);
    assertEquals(Optional.of("b"), value(tree, "conn.local.id"));
    assertEquals(Optional.of("psk"), value(tree, "conn.local.auth"));
    assertEquals(
        List.of("local", "remote"),
        tree.root().section("conn").orElseThrow().sections().stream()
            .map(SettingsView::name)
            .toList());
  }

  @Test
  void severalReferencesCountInTheirOrder() {
    String bases = "a { x = ax\n y = ay }\nb { y = by\n z = bz }\n";
    SettingsTree ab = parse(bases + "c : a, b { }");
    assertEquals(Optional.of("ay"), value(ab, "c.y"));
    SettingsTree ba = parse(bases + "c\n:\nb\n ,\na {}");
    assertEquals(Optional.of("by"), value(ba, "c.y"));
    assertEquals(Optional.of("ax"), value(ba, "c.x"));
    assertEquals(
        List.of("y", "z", "x"),
        ba.root().section("c").orElseThrow().settings().stream().map(Setting::key).toList());
  }

  @Test
  void aReferenceIsAPathFromTheTop() {
    SettingsTree tree = parse("conns { base { k = v }\n mine : conns.base { } }");
    assertEquals(Optional.of("v"), value(tree, "conns.mine.k"));
  }

  @Test
  void aReferenceMayComeBeforeTheSectionItNames() {
    assertEquals(Optional.of("v"), value(parse("a:b{}\nb { k = v }"), "a.k"));
  }

  @Test
  void referencesOfReferredSectionsAndOfParentsAreFollowed() {
    SettingsTree tree =
        parse(
            """
            low { s { a = low-a
                      k = low } }
            mid : low { s { b = mid-b
                            k = mid }
                        t { c = mid-c
                            k = mid-t } }
            top : mid { t : mid.s { d = top-d
                                    k = top } }
            """);
    assertEquals(
        List.of("top-d", "top", "mid-b", "low-a", "mid-c"),
        tree.root().section("top").orElseThrow().section("t").orElseThrow().settings().stream()
            .map(Setting::value)
            .toList());
  }

  @Test
  void repeatedSectionsGatherTheirReferences() {
    SettingsTree tree = parse("a { k = a }\nb { l = b }\nc : a { }\nc : b { }");
    assertEquals(Optional.of("a"), value(tree, "c.k"));
    assertEquals(Optional.of("b"), value(tree, "c.l"));
  }

  @Test
  void theSameSectionReachedTwiceCountsOnce() {
    SettingsTree tree = parse("z { k = v }\na : z {}\nb : z {}\nc : a, b {}");
    assertEquals(1, tree.root().section("c").orElseThrow().settings().size());
  }

  @Test
  void aReferredValueKnowsTheFileAndLineWhereItWasWritten() {
    SettingsTree tree = parse("base {\n k = v\n}\nc : base { }");
    assertEquals(
        2, tree.root().section("c").orElseThrow().setting("k").orElseThrow().keyPosition().line());
  }
}
