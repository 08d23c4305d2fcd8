package org.yett.spec.evidence;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.yett.spec.evidence.Citation.Kind;
import org.yett.spec.evidence.CitationScanner.Scanned;
import org.yett.spec.ledger.Ledger;

class CitationScannerTest {

  private static final Ledger LEDGER = TestLedger.LEDGER;
  private static final String MAIN = "core/src/main/java/org/example/Thing.java";

  private static Scanned java(String text) {
    return CitationScanner.scanJava(MAIN, text, LEDGER);
  }

  private static List<String> found(Scanned scanned) {
    assertEquals(List.of(), scanned.problems());
    return scanned.citations().stream().map(c -> c.line() + " " + c.key()).sorted().toList();
  }

  @Test
  void annotationsOfSentencesSectionsAndDocumentsAreCitations() {
    Scanned scanned =
        java(
            """
            package org.example;
            @Clause("rfc1:2.1/1")
            @org.yett.spec.Clause(value = "rfc1:2.1")
            record Thing(@Clause("rfc1") int a) {}
            @Clause.List({@Clause("rfc1:2.1/2"), @Clause("draft-x-01:3/1")})
            class Other {}
            """);
    assertEquals(
        List.of("2 rfc1:2.1/1", "3 rfc1:2.1", "4 rfc1", "5 draft-x-01:3/1", "5 rfc1:2.1/2"),
        found(scanned));
    assertTrue(scanned.citations().stream().allMatch(Citation::isCode));
  }

  @Test
  void commentsAreCitationsWithAndWithoutTheFormattersBlank() {
    assertEquals(
        List.of("2 rfc1:2.1/1", "4 rfc1:2.1/1", "4 rfc1:2.1/2", "5 rfc1:2.1/x1"),
        found(
            java(
                """
                class Thing {
                  //= rfc1:2.1/1
                  int a = 1; // what = this
                  // = rfc1:2.1/1, rfc1:2.1/2 because both demand it
                  int b = '"'; //= rfc1:2.1/x1
                }
                """)));
  }

  @Test
  void whatOnlyLooksLikeACitationIsNone() {
    assertEquals(
        List.of(),
        found(
            java(
                """
                /** {@code @Clause("rfc99:1")} and //= rfc99:1. */
                class Thing {
                  /* @Clause("rfc99:1") */
                  String a = "@Clause(\\"rfc99:1\\") //= rfc99:1";
                  String b = \"""
                      @Clause("rfc99:1") "quoted"
                      //= rfc99:1
                      \""";
                  char c = '\\'';
                  Clause d = new Clause("rfc99:1");
                  // a Clause("rfc99:1")
                }
                """)));
  }

  @Test
  void aSectionWithoutNormativeSentencesMayBeCited() {
    assertEquals(List.of("1 rfc1:9.9"), found(java("@Clause(\"rfc1:9.9\") class A {}")));
  }

  @Test
  void aSectionThatTheDocumentDoesNotHaveIsAProblem() {
    assertEquals(
        List.of("Thing.java:1: rfc1 has no section 2.9"),
        CitationScanner.scanJava("Thing.java", "//= rfc1:2.9", TestLedger.LEDGER)
            .problems()
            .stream()
            .map(CitationProblem::toString)
            .toList());
  }

  @Test
  void anAliasStandsForTheDocument() {
    assertEquals(List.of("1 draft-x-01:3/1"), found(java("@Clause(\"rfc2:3/1\") class A {}")));
  }

  @Test
  void whatIsNotInTheLedgerIsAProblemWithFileAndLine() {
    List<CitationProblem> problems =
        java("""
        @Clause("rfc99:1")
        @Clause("rfc1:2.1/9")
        @Clause("RFC 1, 2.1")
        @Clause(KEY)
        class Thing {
          //= nonsense here
        }
        """)
            .problems();
    assertEquals(
        List.of(1, 2, 3, 4, 6), problems.stream().map(CitationProblem::line).sorted().toList());
    assertTrue(problems.stream().allMatch(problem -> problem.file().equals(MAIN)));
    assertTrue(
        problems.stream()
            .anyMatch(p ->
                p.toString()
                    .equals(
                        MAIN
                            + ":2: the ledger has no clause rfc1:2.1/9; section 2.1 has 1, 2, x1")),
        problems::toString);
  }

  @Test
  void tagsOfJUnitTestsNameTheirTest() {
    Scanned scanned =
        CitationScanner.scanJava(
            "core/src/test/java/org/example/ThingTest.java",
            """
            @Tag("slow")
            @Tag("rfc1:2.1")
            class ThingTest {
              @Test
              @Tag("rfc1:2.1/1")
              @DisplayName("a (bracket)")
              void doesTheThing() throws IOException {}
            }
            """,
            LEDGER);
    assertEquals(List.of("2 rfc1:2.1", "5 rfc1:2.1/1"), found(scanned));
    assertEquals(
        Optional.of(new Citation.TestName("org.example.ThingTest", Optional.empty())),
        scanned.citations().get(0).test());
    assertEquals(
        Optional.of(new Citation.TestName("org.example.ThingTest", Optional.of("doesTheThing"))),
        scanned.citations().get(1).test());
    assertTrue(scanned.citations().stream().noneMatch(Citation::isCode));
    assertEquals(Set.of(), scanned.negativeTests());
  }

  @Test
  void theTagNegativeTellsInWhichTestsAPeerViolatesWhatIsTagged() {
    Scanned scanned =
        CitationScanner.scanJava(
            "core/src/test/java/org/example/ThingTest.java",
            """
            class ThingTest {
              @Test
              @Tag("rfc1:2.1/1")
              @Tag("negative")
              void refusesTheThing() {}

              @Test
              @Tag("rfc1:2.1/1")
              void doesTheThing() {}
            }
            """,
            LEDGER);
    assertEquals(List.of("3 rfc1:2.1/1", "8 rfc1:2.1/1"), found(scanned));
    assertEquals(
        Set.of(new Citation.TestName("org.example.ThingTest", Optional.of("refusesTheThing"))),
        scanned.negativeTests());
  }

  @Test
  void tagsOfFeaturesAreCitations() {
    Scanned scanned =
        CitationScanner.scanFeature(
            "a.feature",
            """
            @rfc1 @rfc1:2.1
            Feature: f
              @negative @rfc1:2.1/2 # why
              Scenario: s
                Given text
                  \"""
                  @rfc99:1
                  \"""
              @rfc1:2.1/7 @rfc98
              Scenario: t
            """,
            LEDGER);
    assertEquals(
        List.of("rfc1", "rfc1:2.1", "rfc1:2.1/2"),
        scanned.citations().stream().map(c -> c.key().toString()).toList());
    assertTrue(scanned.citations().stream().allMatch(c -> c.kind() == Kind.FEATURE_TAG));
    assertEquals(List.of(9, 9), scanned.problems().stream().map(CitationProblem::line).toList());
  }

  @Test
  void aTreeIsScannedWithoutItsBuildOutput(@TempDir Path root) throws IOException {
    for (String file : List.of("m/src/main/java/A.java", "m/target/src/B.java", ".hidden/C.java")) {
      Path path = root.resolve(file);
      Files.createDirectories(path.getParent());
      Files.writeString(path, "@Clause(\"rfc1:2.1/1\") class A {}");
    }
    assertEquals(
        List.of("m/src/main/java/A.java:1"),
        CitationScanner.scan(root, LEDGER).citations().stream().map(Citation::place).toList());
  }
}
